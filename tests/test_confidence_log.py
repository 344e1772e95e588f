"""Confidence that people set in findings, and the lines it is kept in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evidence_lib import judgement
from evidence_lib.errors import EvidenceError, MethodInputError, UnknownTermError
from evidence_lib.judgement import kept_lines
from evidence_lib.judgement.confidence_log import CONFIDENCE_FIELDS

REASON = "The two groups that disagree were asked about another year."


def record(path: Path, **more: Any) -> dict[str, Any]:
    usual = {
        "finding_id": "F1", "rater": "ann", "confidence": "moderate", "proposed": "low",
        "reason": REASON, "rules_version": "2",
    }  # fmt: skip
    return judgement.record_confidence(path, **(usual | more))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "confidence.jsonl"


def test_a_confidence_is_one_line_and_is_read_as_it_was_written(path: Path) -> None:
    written = record(path, reason=f"  {REASON}\nGrüße.", rater=" ann ")
    assert [json.loads(line) for line in path.read_bytes().splitlines()] == [written]
    [found] = judgement.confidence_set(path).to_dict("records")
    assert found == written
    assert tuple(found) == CONFIDENCE_FIELDS
    assert (found["rater"], found["reason"]) == ("ann", f"{REASON} Grüße.")


def test_the_last_word_on_a_finding_counts_and_the_earlier_ones_stay(path: Path) -> None:
    record(path)
    record(path, finding_id="F2", confidence="high")
    before = path.read_bytes()
    record(path, rater="bob", confidence="very_low")
    found = judgement.confidence_set(path).set_index("finding_id")
    assert found["confidence"].to_dict() == {"F1": "very_low", "F2": "high"}
    assert found.loc["F1", "rater"] == "bob"
    assert path.read_bytes().startswith(before)
    assert path.read_bytes().count(b"\n") == 3


def test_a_log_that_is_not_there_says_nothing_and_is_not_made(path: Path) -> None:
    found = judgement.confidence_set(path)
    assert found.empty
    assert list(found.columns) == list(CONFIDENCE_FIELDS)
    assert not path.exists()


@pytest.mark.parametrize(
    ("more", "error", "said"),
    [
        ({"reason": "Not so."}, MethodInputError, "at least 40 characters"),
        ({"reason": "because " * 9}, MethodInputError, "5 different words"),
        ({"reason": ""}, MethodInputError, "it needs a reason"),
        ({"rater": " "}, MethodInputError, '"rater" is needed'),
        ({"finding_id": ""}, MethodInputError, '"finding_id" is needed'),
        ({"confidence": "certain"}, UnknownTermError, '"confidence" must be one of'),
        ({"confidence": "not_assessable"}, UnknownTermError, '"confidence" must be one of'),
    ],
)
def test_what_is_thin_or_unknown_is_refused_and_nothing_is_written(
    path: Path, more: dict[str, str], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        record(path, **more)
    assert not path.exists()


def test_a_torn_line_is_left_out_and_the_next_one_begins_on_its_own(path: Path) -> None:
    record(path)
    whole = path.read_bytes()
    record(path, confidence="high")
    path.write_bytes(path.read_bytes()[:-9])
    assert judgement.confidence_set(path)["confidence"].tolist() == ["moderate"]
    record(path, finding_id="F2", confidence="low")
    found = judgement.confidence_set(path).set_index("finding_id")["confidence"]
    assert found.to_dict() == {"F1": "moderate", "F2": "low"}
    assert path.read_bytes().startswith(whole)


# --- the lines ---

FIELDS = ("key", "value")


def test_lines_are_read_in_order_each_key_once_and_the_torn_ones_by_their_number(
    path: Path,
) -> None:
    for key, value in (("b", 1), ("a", 2), ("b", 3)):
        kept_lines.append_line(path, {"key": key, "value": value})
    with path.open("ab") as lines:
        lines.write(b'[1]\n\n{"key": "c"}\n{"key": "d", "val')
    found, torn = kept_lines.read_lines(path, FIELDS, "key")
    assert found == [{"key": "b", "value": 1}, {"key": "a", "value": 2}]
    assert [problem.row for problem in torn] == [4, 6, 7]
    assert {problem.rule for problem in torn} == {"torn-line"}
    assert "val" not in " ".join(problem.message for problem in torn).replace("values", "")


def test_a_file_that_stays_locked_is_given_up_with_what_was_being_done(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_lines, "LOCK_SECONDS", 0.01)
    said = r"setting .* confidence.jsonl stayed locked .* nothing was written"
    with (
        kept_lines.locked(path, "holding it"),
        pytest.raises(EvidenceError, match=said),
    ):
        record(path)
    assert not path.exists()
    record(path)
    assert len(judgement.confidence_set(path)) == 1

"""Who signed, and what a review needs that calls itself final."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evidence_lib import judgement
from evidence_lib.__main__ import main
from evidence_lib.briefing.crate import crate
from evidence_lib.briefing.preparing import prepare
from evidence_lib.checking.final_status import with_final_status
from evidence_lib.errors import BadEvidenceError
from evidence_lib.evidence import SignOff
from evidence_lib.loaders import read_review
from tests.conftest import HOUSE

SIGNED = """
[sign_off]
analyst = "Lead analyst"
checker = "Head of review"
checked_on = 2021-03-29
"""
REASON = "The strengths are in use across the whole area, and people say so in what they told."


def write(review: Path, *, status: str = "draft", signed: str = "") -> Path:
    text = (review / "review.toml").read_text(encoding="utf-8")
    text = text.replace('status = "draft"', f'status = "{status}"')
    (review / "review.toml").write_text(text + signed, encoding="utf-8")
    return review


def rules(review: Path) -> list[tuple[str, str]]:
    return [(each.column, each.rule) for each in read_review(review).settings.problems]


STAGES = (
    ("first", "individual"), ("second", "individual"), ("team", "moderated"), ("lead", "final"),
)  # fmt: skip


def judge(review: Path, area: str, component: str, upto: int = len(STAGES)) -> None:
    for rater, stage in STAGES[:upto]:
        judgement.record(
            review / "judgements.jsonl", area=area, component=component, rater=rater, stage=stage,
            level=2, confidence="low", reason=REASON, indicative=(2, "2"),
        )  # fmt: skip


def parts(review: Path) -> list[tuple[str, str]]:
    areas = read_review(review).areas
    pairs = zip(areas["area"], areas["components"], strict=True)
    return [(area, each) for area, components in pairs for each in components]


def test_a_review_that_nobody_signed_says_so_by_saying_nothing(review_folder: Path) -> None:
    assert read_review(review_folder).facts.sign_off == SignOff()
    assert not SignOff().whole


def test_who_signed_is_read(review_folder: Path) -> None:
    signed = read_review(write(review_folder, signed=SIGNED)).facts.sign_off
    assert signed == SignOff("Lead analyst", "Head of review", date(2021, 3, 29))
    assert signed.whole


@pytest.mark.parametrize(
    ("line", "column", "rule"),
    [
        ('analyst = " "', "sign_off.analyst", "wrong-shape"),
        ("checker = 3", "sign_off.checker", "wrong-shape"),
        ('checked_on = "2021-03-29"', "sign_off.checked_on", "not-a-date"),
        ("checked_on = 2021-03-29T10:00:00", "sign_off.checked_on", "not-a-date"),
        ("checked_on = 2001-01-01", "sign_off.checked_on", "dates-reversed"),
        ('chekcer = "x"', "sign_off.chekcer", "unknown-setting"),
        ('analyst = "A. B."\nchecker = "a.  b."', "sign_off.checker", "same-person"),
    ],
)
def test_a_sign_off_that_cannot_be_followed_is_named(
    review_folder: Path, line: str, column: str, rule: str
) -> None:
    assert rules(write(review_folder, signed=f"\n[sign_off]\n{line}\n")) == [(column, rule)]


def test_a_final_review_has_to_be_signed(review_folder: Path) -> None:
    write(review_folder, status="final", signed='\n[sign_off]\nanalyst = "Lead"\n')
    assert rules(review_folder) == [
        ("sign_off.checker", "not-signed"),
        ("sign_off.checked_on", "not-signed"),
    ]


def test_a_final_review_needs_a_final_judgement_of_every_part(review_folder: Path) -> None:
    write(review_folder, status="final", signed=SIGNED)
    first, *others = parts(review_folder)
    judge(review_folder, *first)
    assert others, "the fixture has one part only, and the test would show nothing"
    problems = with_final_status(read_review(review_folder)).problems
    assert [each.rule for each in problems] == ["not-judged"]
    named = judgement.not_yet_final(
        review_folder / "judgements.jsonl", read_review(review_folder).areas
    )
    assert [(area, each) for area, lacking in named.items() for each in lacking] == others
    assert all(f"area {area} (" in problems[0].message for area in named)
    for area, component in others:
        judge(review_folder, area, component)
    assert with_final_status(read_review(review_folder)).problems == ()


def test_a_judgement_that_is_only_moderated_is_not_final(review_folder: Path) -> None:
    write(review_folder, status="final", signed=SIGNED)
    for area, component in parts(review_folder):
        judge(review_folder, area, component, upto=3)
    [problem] = with_final_status(read_review(review_folder)).problems
    assert problem.rule == "not-judged"


def test_a_draft_needs_no_judgement(review_folder: Path) -> None:
    review = read_review(review_folder)
    assert with_final_status(review) is review


def test_a_check_says_which_parts_lack_a_judgement(
    review_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(review_folder, status="final", signed=SIGNED)
    assert main(["check", str(review_folder)]) == 1
    said = capsys.readouterr().out
    assert "judgements.jsonl" in said
    assert "[not-judged]" in said


def test_no_pack_is_begun_of_a_final_review_that_is_not_judged(
    review_folder: Path, tmp_path: Path
) -> None:
    write(review_folder, status="final", signed=SIGNED)
    with pytest.raises(BadEvidenceError, match="no final judgement on area 1"):
        prepare(
            read_review(review_folder), notebooks_dir=HOUSE / "notebooks",
            outputs=tmp_path / "outputs", profile="public", area="",
        )  # fmt: skip


def test_the_seal_says_who_signed(review_folder: Path, tmp_path: Path) -> None:
    write(review_folder, signed=SIGNED)
    (tmp_path / "outputs").mkdir()
    settled = prepare(
        read_review(review_folder), notebooks_dir=HOUSE / "notebooks",
        outputs=tmp_path / "outputs", profile="public", area="",
    )  # fmt: skip
    assert settled.content["sign_off"] == {
        "analyst": "Lead analyst", "checker": "Head of review", "checked_on": "2021-03-29",
    }  # fmt: skip
    archived = crate(settled.content, {}).decode()
    assert '"@type": "EndorseAction"' in archived
    assert '"endTime": "2021-03-29"' in archived

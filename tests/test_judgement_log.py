"""The record of judgements: nothing lost, nothing doubled, nothing rewritten, ratings blind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib import judgement
from evidence_lib.errors import EvidenceError, MethodInputError, UnknownTermError
from evidence_lib.judgement import kept_lines
from evidence_lib.judgement.log import FIELDS
from tests.conftest import HOUSE

REASON = "The staff survey and both focus groups say the same of it."


def record(path: Path, **more: Any) -> dict[str, Any]:
    given_values = {
        "area": 1, "component": "process", "rater": "ann", "stage": "individual", "level": 2,
        "confidence": "low", "reason": REASON, "indicative": (2, "1"),
    } | more  # fmt: skip
    return judgement.record(path, **given_values)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "judgements.jsonl"


def test_a_judgement_is_one_line_and_is_replayed_as_it_was_written(path: Path) -> None:
    written = record(path, level=None, indicative=(None, "1"), reason="Ungewiß: «no baseline»\n")
    raw = path.read_bytes()
    assert raw.count(b"\n") == 1
    assert json.loads(raw) == written
    assert written["at"].endswith("+00:00")
    replayed = judgement.history(path).judgements
    assert list(replayed.columns) == list(FIELDS)
    assert replayed.loc[0, "reason"] == "Ungewiß: «no baseline»"
    assert replayed["level"].isna().all()


def test_a_log_that_is_not_there_is_empty(path: Path) -> None:
    found = judgement.history(path)
    assert (len(found.judgements), found.torn) == (0, ())
    assert not path.exists()


def test_what_was_written_is_never_rewritten(path: Path) -> None:
    before = b""
    for rater in ("ann", "bob", "cat"):
        record(path, rater=rater)
        assert path.read_bytes().startswith(before)
        before = path.read_bytes()
    assert judgement.history(path).judgements["rater"].tolist() == ["ann", "bob", "cat"]


def test_every_line_is_on_the_disk_before_the_call_returns(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    real = os.fsync

    def watched(handle: int) -> None:
        synced.append(os.fstat(handle).st_size)
        real(handle)

    monkeypatch.setattr(os, "fsync", watched)
    record(path)
    assert path.stat().st_size in synced


@pytest.mark.parametrize("reason", ["too short", "a" * 60, "yes " * 20])
def test_an_override_needs_a_reason_of_substance(path: Path, reason: str) -> None:
    with pytest.raises(MethodInputError, match="reason of at least 40 characters"):
        record(path, level=3, reason=reason)
    assert not path.exists()
    assert record(path, level=2, reason=reason)["override"] is False
    assert record(path, level=3, reason=REASON, rater="bob")["override"] is True


def test_not_assessable_against_a_level_is_an_override_too(path: Path) -> None:
    assert record(path, level=None)["override"] is True
    with pytest.raises(MethodInputError, match="reason of at least"):
        record(path, level=0, indicative=(None, "1"), reason="No.")


@pytest.mark.parametrize(
    ("more", "error", "words"),
    [
        ({"level": 5}, MethodInputError, '"level" must be a whole number from 0 to 4'),
        ({"level": True}, MethodInputError, '"level" must be'),
        ({"level": 2.5}, MethodInputError, '"level" must be'),
        ({"stage": "draft"}, UnknownTermError, '"stage" must be one of'),
        ({"confidence": "sure"}, UnknownTermError, '"confidence" must be one of'),
        ({"component": "pace"}, UnknownTermError, '"component" must be one of'),
        ({"rater": " "}, MethodInputError, '"rater" is needed'),
        ({"reason": " \n"}, MethodInputError, '"reason" is needed'),
    ],
)
def test_what_cannot_be_a_judgement_is_refused_and_not_written(
    path: Path, more: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        record(path, **more)
    assert not path.exists()


def test_stages_come_in_their_order(path: Path) -> None:
    record(path)
    with pytest.raises(MethodInputError, match="moderation needs two raters; 1 so far"):
        record(path, stage="moderated")
    record(path)  # the same rater again is no second one
    with pytest.raises(MethodInputError, match="two raters; 1 so far"):
        record(path, stage="moderated")
    record(path, rater="bob")
    with pytest.raises(MethodInputError, match="a final judgement comes after a moderated one"):
        record(path, stage="final")
    record(path, stage="moderated")
    with pytest.raises(MethodInputError, match="would not be blind"):
        record(path, rater="cat")
    record(path, stage="final")
    record(path, rater="cat", component="impact")
    assert len(judgement.history(path).judgements) == 6


def test_a_call_repeated_with_its_id_is_written_once(path: Path) -> None:
    first = record(path, judgement_id="j1")
    assert record(path, judgement_id="j1") == first
    assert path.read_bytes().count(b"\n") == 1


def test_a_line_copied_by_hand_counts_once(path: Path) -> None:
    record(path)
    path.write_bytes(path.read_bytes() * 2)
    assert len(judgement.history(path).judgements) == 1


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_torn_line_is_reported_and_loses_nothing_before_or_after(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("log") / "judgements.jsonl"
    for rater in ("ann", "bob"):
        record(path, rater=rater)
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    cut = data.draw(st.integers(first + 1, len(whole) - 2))
    path.write_bytes(whole[:cut])
    torn = judgement.history(path)
    assert torn.judgements["rater"].tolist() == ["ann"]
    assert [(problem.row, problem.rule) for problem in torn.torn] == [(2, "torn-line")]
    record(path, rater="cat")
    after = judgement.history(path)
    assert after.judgements["rater"].tolist() == ["ann", "cat"]
    assert len(after.torn) == 1
    assert path.read_bytes().startswith(whole[:cut])


def test_a_line_that_only_lost_its_end_of_line_is_whole(path: Path) -> None:
    record(path)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    record(path, rater="bob")
    found = judgement.history(path)
    assert found.judgements["rater"].tolist() == ["ann", "bob"]
    assert found.torn == ()


def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_them_all(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:7]))
    record(path)
    monkeypatch.undo()
    assert len(judgement.history(path).judgements) == 1


def test_a_log_that_stays_locked_says_so_and_writes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_lines, "LOCK_SECONDS", 0.05)
    with kept_lines.locked(path, "waiting"), pytest.raises(EvidenceError, match="stayed locked"):
        # Another handle of the same lock waits, as another process would.
        record(path)
    assert not path.exists()
    record(path)


# --- blind ratings and agreement ---


def test_others_ratings_show_only_to_who_has_rated(path: Path) -> None:
    record(path, rater="ann", level=2)
    record(path, rater="bob", level=3)
    record(path, rater="bob", component="impact")
    seen = judgement.ratings(path, rater="ann")
    assert seen[["component", "rater"]].values.tolist() == [["process", "ann"], ["process", "bob"]]
    assert judgement.ratings(path, rater="cat").empty
    assert len(judgement.ratings(path)) == 3
    record(path, rater="cat", stage="moderated")
    assert judgement.ratings(path, rater="dan")["rater"].tolist() == ["ann", "bob"]


def test_of_two_ratings_of_one_rater_the_last_counts(path: Path) -> None:
    record(path, level=2)
    record(path, level=3)
    assert judgement.ratings(path)["level"].tolist() == [3]
    assert len(judgement.history(path).judgements) == 2


def test_raters_who_agree_but_once_have_the_kappa_worked_by_hand(path: Path) -> None:
    for area, (ann, bob) in enumerate([(0, 0), (1, 1), (2, 3), (3, 3)], start=1):
        record(path, area=area, rater="ann", level=ann)
        record(path, area=area, rater="bob", level=bob)
    found = judgement.agreement_between_raters(judgement.ratings(path))
    # Mean squared distance 1/4; over all pairs of ratings 48/16: kappa 1 - 4/48.
    assert found.pairs.loc[0, "kappa"] == pytest.approx(1 - 4 / 48)
    assert found.pairs.loc[0, ["n", "same"]].tolist() == [4, 3]
    assert found.disagreements.values.tolist() == [["3", "process", "ann: 2; bob: 3", 1]]
    assert "0.92" in found.context
    assert "0.55 to 0.65" in found.context


def test_not_assessable_is_no_step_on_the_scale_and_is_listed(path: Path) -> None:
    record(path, rater="ann", level=2)
    record(path, rater="bob", level=None)
    found = judgement.agreement_between_raters(judgement.ratings(path))
    assert found.pairs.loc[0, "n"] == 0
    assert found.pairs["kappa"].isna().all()
    assert found.disagreements["ratings"].tolist() == ["ann: 2; bob: not assessable"]
    assert found.disagreements["spread"].isna().all()


def test_one_rater_alone_gives_no_pair(path: Path) -> None:
    record(path)
    found = judgement.agreement_between_raters(judgement.ratings(path))
    assert (len(found.pairs), len(found.disagreements)) == (0, 0)
    assert judgement.agreement_between_raters(judgement.ratings(path).head(0)).pairs.empty


# --- many writers, and a kill ---

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks processes")

MANY = """
import os, sys
from evidence_lib import judgement
from evidence_lib.judgement import kept_lines
from evidence_lib.judgement.log import FIELDS
kept_lines.LOCK_SECONDS = 600                 # the last of many waits long on a busy machine
path, number = sys.argv[1], int(sys.argv[2])
ready, go = os.pipe()
children = []
for place in range(number):
    child = os.fork()
    if not child:
        os.close(go)
        os.read(ready, 1)                 # all wait until the pipe closes
        judgement.record(path, area=place, component="process", rater=f"r{place}",
                         stage="individual", level=2, confidence="low", reason="Because. " * 40,
                         indicative=(2, "1"))
        os._exit(0)
    children.append(child)
os.close(go)
print(sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0 for child in children))
"""


def started(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@FORKS
@pytest.mark.slow
def test_two_hundred_writers_at_once_lose_none_and_double_none(path: Path) -> None:
    failed, errors = started(MANY, str(path), "200").communicate(timeout=600)
    assert (failed.strip(), errors) == ("0", "")
    found = judgement.history(path)
    assert sorted(found.judgements["rater"]) == sorted(f"r{place}" for place in range(200))
    assert found.judgements["judgement_id"].is_unique
    assert found.torn == ()
    assert path.read_bytes().count(b"\n") == 200


HALF = """
import os, signal, sys
from evidence_lib import judgement
path = sys.argv[1]
real = os.write
def half(handle, data):
    if data.lstrip().startswith(b'{"judgement_id"'):
        real(handle, data[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
    return real(handle, data)
os.write = half
judgement.record(path, area=1, component="process", rater="killed", stage="individual", level=2,
                 confidence="low", reason="Because.", indicative=(2, "1"))
"""


@FORKS
@pytest.mark.slow
def test_a_kill_in_the_middle_of_a_write_loses_only_that_line(path: Path) -> None:
    record(path)
    killed = started(HALF, str(path))
    killed.communicate(timeout=600)
    assert killed.returncode == -signal.SIGKILL
    record(path, rater="bob")  # and the lock died with its holder
    found = judgement.history(path)
    assert found.judgements["rater"].tolist() == ["ann", "bob"]
    assert [problem.row for problem in found.torn] == [2]


ON_AND_ON = """
import sys
from evidence_lib import judgement
place = 0
while True:
    judgement.record(sys.argv[1], area=1, component="process", rater=sys.argv[2], level=2,
                     stage="individual", confidence="low", reason="Because. " * 200,
                     indicative=(2, "1"), judgement_id=f"{sys.argv[2]}-{place}")
    print(place, flush=True)
    place += 1
"""


@FORKS
@pytest.mark.slow
def test_what_was_acknowledged_before_a_kill_is_there_once(path: Path) -> None:
    writers = {name: started(ON_AND_ON, str(path), name) for name in ("one", "two")}
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        if path.exists() and path.read_bytes().count(b"\n") >= 20:
            break
        time.sleep(0.05)
    acknowledged = []
    for name, writer in writers.items():
        writer.kill()
        output = writer.communicate(timeout=600)[0]
        acknowledged += [f"{name}-{line}" for line in output.split()]
    found = judgement.history(path).judgements["judgement_id"].tolist()
    assert len(acknowledged) > 10
    assert set(acknowledged) <= set(found)
    assert sorted(found) == sorted(set(found))
    assert len(found) <= len(acknowledged) + len(writers)

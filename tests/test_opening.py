"""A clean review for a notebook: read once while its files stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_lib.answers.weighing import assessed
from evidence_lib.errors import (
    BadEvidenceError,
    ParameterError,
    ReviewNotFoundError,
    UnknownTermError,
)
from evidence_lib.evidence import Evidence
from evidence_lib.loaders import Review, evidence_of, open_review, opening, read_review, settings

ITEMS = "evidence_items.csv"


def opened(folder: Path, **given: str) -> Evidence:
    return open_review(folder.parent, folder.name, **given)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The folders that were read, each time one was."""
    folders: list[Path] = []

    def reading(folder: Path) -> Review:
        folders.append(folder)
        return read_review(folder)

    opening._read.cache_clear()
    monkeypatch.setattr(opening, "read_review", reading)
    yield folders
    opening._read.cache_clear()


@pytest.mark.parametrize("review", ["../nine-items", "nine-items/..", ".", "", "/", "a\\b", "CON"])
def test_a_review_is_opened_by_its_name_and_never_by_a_path(
    review_folder: Path, review: str
) -> None:
    with pytest.raises(ParameterError, match='opening a review: "review" must be small letters'):
        open_review(review_folder.parent, review)


def test_a_review_is_read_once_while_its_files_stay_as_they_are(
    review_folder: Path, read: list[Path]
) -> None:
    first, again = opened(review_folder), opened(review_folder, profile="internal")
    assert opened(review_folder, as_at="2021-01-31").as_at != first.as_at
    assert (first.profile, again.profile) == ("public", "internal")
    assert len(read) == 1


def test_a_file_that_changed_is_read_again(review_folder: Path, read: list[Path]) -> None:
    before = opened(review_folder)
    path = review_folder / ITEMS
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    after = opened(review_folder)
    assert len(read) == 2
    assert len(after.tables["evidence_items"]) == len(before.tables["evidence_items"]) - 1


def test_what_one_notebook_does_to_its_tables_changes_no_other(review_folder: Path) -> None:
    spoilt = opened(review_folder).tables["evidence_items"]
    spoilt["summary"] = "spoilt"
    del spoilt["bearing"]
    clean = opened(review_folder).tables["evidence_items"]
    assert "spoilt" not in set(clean["summary"])
    assert "bearing" in clean


def test_what_was_reckoned_from_spoilt_tables_is_not_kept_for_another(review_folder: Path) -> None:
    spoilt = opened(review_folder)
    spoilt.tables["evidence_items"]["bearing"] = "challenges"
    assessed(spoilt)
    found = assessed(opened(review_folder)).progress.levels
    clean = assessed(evidence_of(read_review(review_folder))).progress.levels
    assert found.equals(clean)


def test_a_problem_in_the_evidence_stops_the_notebook_with_all_of_them(
    review_folder: Path,
) -> None:
    path = review_folder / ITEMS
    path.write_text(path.read_text(encoding="utf-8").replace("supports", "supprts"), "utf-8")
    with pytest.raises(BadEvidenceError) as caught:
        opened(review_folder)
    assert len(caught.value.problems) > 1


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"profile": "secret"}, UnknownTermError, 'public, partnership, internal; got "secret"'),
        ({"as_at": "31/01/2021"}, ParameterError, "a date such as 2018-02-02"),
    ],
)
def test_a_word_that_cannot_be_meant_is_refused(
    review_folder: Path, given: dict[str, str], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        opened(review_folder, **given)


def test_a_review_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "no-such").mkdir()
    with pytest.raises(ReviewNotFoundError, match="no-such"):
        open_review(tmp_path, "no-such")


def test_standards_and_bodies_that_are_not_set_have_their_own(nine_items: Review) -> None:
    evidence = evidence_of(nine_items)
    assert evidence.request_days == settings.REQUEST_DAYS == 20
    assert isinstance(evidence.facts.bodies, tuple)

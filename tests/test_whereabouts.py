"""Where notebooks, reviews and packs are looked for: here, then in the checkout."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evidence_lib import whereabouts
from evidence_lib.errors import ReviewNotFoundError
from evidence_lib.whereabouts import (
    checkout,
    every_review,
    find_review,
    notebooks_folder,
    outputs_folder,
)
from tests.conftest import HOUSE, NINE_ITEMS

REVIEWS = HOUSE / "data" / "reviews"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package among others that left a ``notebooks`` and a ``pyproject.toml`` beside it."""
    package = tmp_path / "site-packages" / "evidence_lib"
    (package / "notebooks").mkdir(parents=True)
    (package.parent / "notebooks").mkdir()
    (package.parent / "pyproject.toml").write_bytes(b"")
    monkeypatch.setattr(whereabouts, "PACKAGE", package)
    return package


def put(folder: Path, name: str) -> Path:
    return Path(shutil.copytree(NINE_ITEMS, folder / name))


def test_in_a_checkout_its_notebooks_are_used(here: Path) -> None:
    assert checkout() == HOUSE
    assert notebooks_folder() == HOUSE / "notebooks"


def test_an_installed_package_uses_the_notebooks_inside_it(installed: Path) -> None:
    assert checkout() is None
    assert notebooks_folder() == installed / "notebooks"


def test_packs_go_to_the_checkout_unless_the_current_folder_has_reviews(here: Path) -> None:
    (here / "data" / "reviews").mkdir(parents=True)
    assert outputs_folder() == HOUSE / "outputs"
    put(here / "data" / "reviews", "mine")
    assert outputs_folder() == here / "outputs"


def test_installed_packs_go_to_the_current_folder(here: Path, installed: Path) -> None:
    assert outputs_folder() == here / "outputs"


def test_every_review_here_is_meant_before_those_of_the_checkout(here: Path) -> None:
    assert every_review() == [REVIEWS / "example", REVIEWS / "south-ayrshire-2018"]
    mine = put(here / "data" / "reviews", "mine")
    assert every_review() == [mine]


def test_a_review_is_a_folder_or_a_name_here_or_a_name_in_the_checkout(here: Path) -> None:
    assert find_review("example") == REVIEWS / "example"
    below = put(here / "data" / "reviews", "example")
    assert find_review("example") == below
    put(here, "example")
    assert find_review("example") == Path("example")
    assert find_review(str(NINE_ITEMS)) == NINE_ITEMS


def test_a_misspelt_name_is_answered_with_the_nearest_and_with_all(here: Path) -> None:
    put(here, "glenmarnock")
    put(here / "data" / "reviews", "auchterwhin")
    with pytest.raises(ReviewNotFoundError) as error:
        find_review("glenmarnok")
    assert "did you mean glenmarnock?" in str(error.value)
    assert "(known: glenmarnock, auchterwhin, example, south-ayrshire-2018)" in str(error.value)
    with pytest.raises(ReviewNotFoundError, match="south-ayrshire-2018") as error:
        find_review("zzz")
    assert "did you mean" not in str(error.value)


def test_where_there_is_no_review_the_error_says_what_to_do(here: Path, installed: Path) -> None:
    with pytest.raises(ReviewNotFoundError, match=r"has none under data/reviews \(evidence new "):
        every_review()
    with pytest.raises(ReviewNotFoundError, match=r"known: none"):
        find_review("example")
    put(here, "glenmarnock")
    with pytest.raises(ReviewNotFoundError, match=r"; it holds itself: glenmarnock; name the"):
        every_review()

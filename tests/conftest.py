"""What many tests stand on: the review of nine items, a copy of it to spoil, and both reviews."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evidence_lib.evidence import Evidence
from evidence_lib.loaders import Review, open_review, read_review

HOUSE = Path(__file__).resolve().parent.parent
NINE_ITEMS = HOUSE / "tests" / "data" / "nine-items"
REVIEWS = HOUSE / "data" / "reviews"


@pytest.fixture(scope="session")
def nine_items() -> Review:
    return read_review(NINE_ITEMS)


@pytest.fixture(scope="session")
def south_ayrshire() -> Evidence:
    return open_review(REVIEWS, "south-ayrshire-2018")


@pytest.fixture(scope="session")
def example() -> Evidence:
    return open_review(REVIEWS, "example")


@pytest.fixture
def review_folder(tmp_path: Path) -> Path:
    """A copy of the review of nine items that a test may change."""
    return Path(shutil.copytree(NINE_ITEMS, tmp_path / "nine-items"))

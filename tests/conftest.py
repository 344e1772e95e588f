"""What several test files stand on: the review of nine items, and a copy of it to spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evidence_lib.loaders import Review, read_review

HOUSE = Path(__file__).resolve().parent.parent
NINE_ITEMS = HOUSE / "tests" / "data" / "nine-items"


@pytest.fixture(scope="session")
def nine_items() -> Review:
    return read_review(NINE_ITEMS)


@pytest.fixture
def review_folder(tmp_path: Path) -> Path:
    """A copy of the review of nine items that a test may change."""
    return Path(shutil.copytree(NINE_ITEMS, tmp_path / "nine-items"))

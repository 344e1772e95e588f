"""The order in which a file lists its rows says nothing, and nothing is made of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.same_inputs import shuffle
from evidence_lib.briefing import brief
from evidence_lib.errors import Problem
from evidence_lib.loaders import Review, read_review
from tests import in_process
from tests.conftest import REVIEWS
from tests.in_process import NOTEBOOKS


def shuffled(review: str, target: Path, seed: int) -> Review:
    copy = Path(shutil.copytree(REVIEWS / review, target / review))
    assert shuffle(copy, seed) > 1000
    return read_review(copy)


def without_rows(review: Review) -> list[Problem]:
    """What a review is flagged for, without the places in a file, which are others in another."""
    return sorted(replace(flag, row=0) for flag in review.flags)


@pytest.mark.parametrize("name", ["example", "south-ayrshire-2018"])
@pytest.mark.parametrize("seed", [1, 2])
def test_everything_an_answer_sees_is_the_same_in_any_order_of_rows(
    tmp_path: Path, name: str, seed: int
) -> None:
    as_it_is, turned = read_review(REVIEWS / name), shuffled(name, tmp_path, seed)
    for table, frame in as_it_is.tables.items():
        pd.testing.assert_frame_equal(turned.tables[table], frame, obj=table)
    pd.testing.assert_frame_equal(turned.areas, as_it_is.areas)
    pd.testing.assert_frame_equal(turned.marks, as_it_is.marks)
    assert turned.problems == as_it_is.problems
    assert without_rows(turned) == without_rows(as_it_is)
    counted = as_it_is.accounting.columns.drop("sha256")
    pd.testing.assert_frame_equal(turned.accounting[counted], as_it_is.accounting[counted])


def test_the_numbers_in_keys_count_as_numbers(review_folder: Path) -> None:
    path = review_folder / "evidence_items.csv"
    path.write_text(
        path.read_text("utf-8").replace("\nN1,", "\nN10,").replace("N2,", "n2,"), "utf-8"
    )
    found = read_review(review_folder).tables["evidence_items"]
    keys = ["N3", "N4", "N5", "N6", "N7", "N8", "N9", "N10", "n2"]
    assert list(found["item_id"]) == keys
    assert list(found.index) == list(range(9))


def test_the_pages_of_shuffled_evidence_are_the_same_bytes(
    review_folder: Path, tmp_path: Path
) -> None:
    def pages() -> dict[str, bytes]:
        [result] = brief(
            [review_folder], notebooks_dir=NOTEBOOKS, outputs_dir=tmp_path / "outputs",
            profile="public", progress=False, engine=in_process.run,
        )  # fmt: skip
        assert result.pack_dir is not None, result.messages
        files = [path for path in result.pack_dir.rglob("*") if path.is_file()]
        return {path.name: path.read_bytes() for path in files}

    before = pages()
    shuffle(review_folder, 13)
    after = pages()
    assert before.pop("manifest.json") != after.pop("manifest.json")
    assert after == before

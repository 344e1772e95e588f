"""The whole way of a new review: made empty, filled in by an office person, checked, briefed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from bs4 import BeautifulSoup

from evidence_lib.__main__ import main
from evidence_lib.briefing import brief
from evidence_lib.contract import TABLES, Column, Table
from evidence_lib.loaders import read_review
from evidence_lib.scaffold import write_review
from evidence_lib.scaffold.notes import column_notes
from tests import shell_engine
from tests.conftest import HOUSE

LEFT_BLANK = {"superseded_by"}
"""The example value leads to a second row, and each table is filled with one."""


def typed(column: Column, text: str) -> object:
    """What a spreadsheet holds when a person types this into a cell."""
    if not text or column.name in LEFT_BLANK:
        return None
    if column.kind == "date":
        return datetime.fromisoformat(text)
    if column.kind in ("integer", "number"):
        return float(text)
    return text


def fill_in(folder: Path, table: Table, row: Mapping[str, str]) -> None:
    path = folder / f"{table.name}.xlsx"
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[table.name]
    for place, column in enumerate(table.columns, start=1):
        cell = sheet.cell(2, place)
        cell.value = typed(column, row[column.name])
        if column.kind == "date":
            cell.number_format = "yyyy-mm-dd"
    workbook.save(path)


def fill_in_settings(folder: Path) -> None:
    path = folder / "review.toml"
    text = path.read_text(encoding="utf-8")
    for empty, filled in (
        ('place = ""', 'place = "Glenmarnock"'),
        ('title = ""', 'title = "The locality model"'),
        ('wording = ""', 'wording = "Help each child in good time."'),
        ("#early_help =", "early_help ="),
    ):
        assert empty in text, empty
        text = text.replace(empty, filled, 1)
    path.write_text(text, encoding="utf-8", newline="\n")


@pytest.fixture
def new_review(tmp_path: Path) -> Path:
    return write_review(
        tmp_path / "glenmarnock", partnership="Glenmarnock", review_date=date(2018, 5, 18)
    )


def test_an_untouched_review_says_what_has_to_be_filled_in(
    new_review: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(new_review)]) == 1
    said = capsys.readouterr().out
    for setting in ("review.place", "areas[1].title", "areas[1].wording"):
        assert setting in said
    fill_in_settings(new_review)
    assert {(each.file, each.rule) for each in read_review(new_review).problems} == {
        ("sources.xlsx", "no-rows"),
        ("evidence_items.xlsx", "no-rows"),
    }


@pytest.mark.slow
def read_page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_a_filled_in_review_is_clean_and_gives_a_pack(new_review: Path, tmp_path: Path) -> None:
    fill_in_settings(new_review)
    examples = column_notes()
    for table in TABLES:
        fill_in(
            new_review, table, {name: note.example for name, note in examples[table.name].items()}
        )
    review = read_review(new_review)
    assert review.problems == ()
    assert {flag.rule for flag in review.flags} <= {"personal-data"}
    assert review.accounting["kept"].tolist() == [1] * len(TABLES)
    (result,) = brief(
        [new_review], notebooks_dir=HOUSE / "notebooks", outputs_dir=tmp_path / "outputs",
        profile="partnership", progress=False, engine=shell_engine.execute,
    )  # fmt: skip
    assert result.ok, result.messages
    assert result.pack_dir is not None
    assert "The locality model" in read_page(result.pack_dir / "area-1.html").h1.get_text()
    account = read_page(result.pack_dir / "method.html").find(id="table-accounting").get_text(" ")
    assert "workbook (.xlsx), sheet evidence_items" in account

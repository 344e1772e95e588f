"""Accessible tables: captions and scopes, text that cannot act, figures that stay figures."""

from __future__ import annotations

import csv
import io
from datetime import date

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from evidence_lib import tables
from evidence_lib.errors import EvidenceError

FORMULAS = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", "'quoted"]


def made(rows: dict, columns: dict | None = None, **more) -> tables.AccessibleTable:
    frame = pd.DataFrame(rows)
    headings = columns or {name: name.capitalize() for name in frame}
    return tables.table(frame, headings, name="t", caption="A caption", **more)


def test_a_table_has_a_caption_and_a_scope_on_every_heading() -> None:
    soup = BeautifulSoup(made({"label": ["a", "b"], "count": [1, 2]}).html, "html.parser")
    assert soup.caption.text == "A caption"
    assert [th["scope"] for th in soup.find_all("th")] == ["col", "col", "row", "row"]
    region = soup.find("div", class_="table")
    assert region["aria-labelledby"] == soup.caption["id"]
    assert region["tabindex"] == "0"


@pytest.mark.parametrize("text", ["<script>x()</script>", '"><img src=x>', "&amp;"])
def test_text_is_escaped_wherever_it_stands(text: str) -> None:
    table = tables.table(
        pd.DataFrame({"a": [text], "b": [text]}), {"a": text, "b": "B"}, name="t", caption=text,
        notes=(text,), source=text, anchor=("row", "a"), links={"b": "to"},
    )  # fmt: skip
    soup = BeautifulSoup(table.html, "html.parser")
    assert not soup.find_all(["script", "img"])
    assert soup.find("th", scope="row").text == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1234, "1,234"),
        (94.32, "94.3"),
        (5.0, "5"),
        (True, "yes"),
        (date(2018, 1, 29), "29 January 2018"),
        (None, "not stated"),
        (float("nan"), "not stated"),
        (pd.NA, "not stated"),
        (pd.NaT, "not stated"),
        ("NA", "NA"),
    ],
)
def test_a_value_is_written_as_a_reader_sees_it(value: object, shown: str) -> None:
    assert tables.cell_text(value) == shown


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_becomes_text(text: str) -> None:
    rows = list(csv.reader(io.StringIO(made({"a": [text], "b": [-3]}).csv)))
    assert rows[1] == [f"'{text}", "-3"]


def test_csv_numbers_are_plain_and_missing_cells_blank() -> None:
    rows = list(csv.reader(io.StringIO(made({"a": ["x"], "b": [1234.0], "c": [None]}).csv)))
    assert rows == [["A", "B", "C"], ["x", "1234", ""]]


def test_hidden_figures_do_not_turn_a_column_of_numbers_into_text() -> None:
    soup = BeautifulSoup(made({"a": ["x", "y"], "b": [10, "[c]"]}).html, "html.parser")
    assert all(cell["class"] == ["number"] for cell in soup.find_all("td"))


def test_a_missing_column_or_an_empty_table_is_refused() -> None:
    with pytest.raises(EvidenceError, match="no column b"):
        made({"a": [1]}, {"a": "A", "b": "B"})
    with pytest.raises(EvidenceError, match="no rows"):
        made({"a": []})


def test_a_small_group_is_hidden_and_the_note_says_so() -> None:
    activities = pd.DataFrame(
        {"description": ["Survey", "Champions"], "strand": ["staff_survey", "young_people"],
         "participants": pd.array([195, 3], dtype="Int64"), "role_level": [None, "young_people"],
         "location": ["x", "y"]}
    )  # fmt: skip
    table = tables.activities_table(activities, threshold=5)
    assert "[c]" in table.html
    assert ">3<" not in table.html
    assert ",3," not in table.csv


def test_a_small_published_figure_is_compared_and_not_shown() -> None:
    compared = pd.DataFrame(
        {"label": ["Young people met", "Teams"], "value": [3.0, 4.0], "computed": [3.0, 4.0],
         "unit": ["people", "teams"], "agrees": [True, True], "location": ["x", "y"]}
    )  # fmt: skip
    table = tables.figures_table(compared, threshold=5)
    rows = list(csv.reader(io.StringIO(table.csv)))
    assert rows[1][1:3] == ["[c]", "[c]"]
    assert rows[2][1:3] == ["4", "4"]


def test_the_mime_bundle_carries_the_csv() -> None:
    table = made({"a": [1]})
    bundle = table._repr_mimebundle_()
    assert bundle["application/vnd.evidence.table+json"]["tables"][0]["csv"] == table.csv
    assert bundle["text/html"] == table.html

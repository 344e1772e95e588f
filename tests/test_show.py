"""The kit a reader sees: text that cannot act, captions and scopes, figures that stay figures."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from evidence_lib.contract import TABLES
from evidence_lib.english import as_spreadsheet_text, from_spreadsheet_text
from evidence_lib.errors import EvidenceError, UnknownTermError
from evidence_lib.show import (
    AccessibleTable,
    Missing,
    Sentence,
    as_readers_know,
    cell_text,
    cited,
    end_of_page,
    facts,
    missing_table,
    own_measures_missing,
    page_status,
    page_title,
    quoted,
    table,
    why_it_matters,
)
from evidence_lib.show.missing import NOT_AVAILABLE

FORMULAS = [
    "=1+1",
    "+cmd",
    "-2+3",
    "@SUM(A1)",
    " =1",
    "\u3000=1",
    "＝1",
    "＋1",
    "－1",
    "＠A1",
    "'=1",
]
BREAKS = ["\t=1", "\r=1", "\n=1", "\t", "a;=1", "a\t@A1", "a\n+1", "a; =1", "a;=1;=2", "=1;=2"]


@pytest.mark.parametrize("text", ["<b>x</b>", '"><script>1</script>'])
def test_a_sentence_is_escaped_on_the_page(text: str) -> None:
    assert "<b>" not in Sentence(text).html
    assert "<script>" not in facts({text: text}).html
    assert "<script>" not in quoted(text, text).html
    assert "<b>" not in page_title(text).html
    assert "<script>" not in cited(Sentence(text), [text]).html


def status(provenances: list[str], **more: str) -> str:
    sources = pd.DataFrame({"provenance": provenances})
    given = {"profile": "public", **more}
    return page_status(sources, status="draft", as_at=date(2018, 2, 2), **given).text


def test_the_status_line_says_when_for_whom_and_what_was_made_up() -> None:
    assert status(["published"]) == (
        "Published facts only. As at 2 February 2018. Draft, public version. "
        "No disclosure check was run on this page."
    )
    assert status(["synthetic"]).startswith("Synthetic: an invented partnership.")
    assert status(["published", "synthetic"]).startswith("Partly synthetic.")
    assert status(["published", "supplied"]).startswith("Published and supplied facts.")


def test_a_profile_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownTermError, match="public, partnership, internal"):
        status(["published"], profile="secret")


def test_a_missing_table_says_why_it_matters_and_how_to_supply_it() -> None:
    said = missing_table("care_episodes")
    assert "Why it matters" in said
    assert "care_episodes.csv" in said


def test_what_is_withheld_is_no_link() -> None:
    rows = pd.DataFrame({"a": ["s1", "[c]"]})
    html = table(rows, {"a": "A"}, name="t", caption="T", links={"a": "source"}).html
    assert html.count("<a ") == 1
    assert ">[c]<" in html


def test_the_last_mark_carries_title_and_area() -> None:
    bundle = end_of_page("T", "3", profile="internal")._repr_mimebundle_()
    mark = {"title": "T", "area": "3", "profile": "internal"}
    assert bundle["application/vnd.evidence.finished+json"] == mark


def test_measures_that_are_not_the_partnerships_are_said_to_be_missing() -> None:
    said = own_measures_missing("nobody can tell")
    assert isinstance(said, Missing)
    assert "Why it matters: nobody can tell." in said


def made(rows: dict, columns: dict | None = None, **more) -> AccessibleTable:
    frame = pd.DataFrame(rows)
    headings = columns or {name: name.capitalize() for name in frame}
    return table(frame, headings, name="t", caption="A caption", **more)


def test_a_table_has_a_caption_and_a_scope_on_every_heading() -> None:
    soup = BeautifulSoup(made({"label": ["a", "b"], "count": [1, 2]}).html, "html.parser")
    assert soup.caption.text == "A caption"
    assert [th["scope"] for th in soup.find_all("th")] == ["col", "col", "row", "row"]
    region = soup.find("div", class_="table")
    assert region["aria-labelledby"] == soup.caption["id"]
    assert region["tabindex"] == "0"


@pytest.mark.parametrize("text", ["<script>x()</script>", '"><img src=x>', "&amp;"])
def test_text_is_escaped_wherever_it_stands(text: str) -> None:
    shown = table(
        pd.DataFrame({"a": [text], "b": [text]}), {"a": text, "b": "B"}, name="t", caption=text,
        notes=(text,), source=text, anchor=("row", "a"), links={"b": "to"},
    )  # fmt: skip
    soup = BeautifulSoup(shown.html, "html.parser")
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
        (None, "not given"),
        (float("nan"), "not given"),
        (pd.NA, "not given"),
        (pd.NaT, "not given"),
        ("NA", "NA"),
    ],
)
def test_a_value_is_written_as_a_reader_sees_it(value: object, shown: str) -> None:
    assert cell_text(value) == shown


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_becomes_text(text: str) -> None:
    rows = list(csv.reader(io.StringIO(made({"a": [text], "b": [-3]}).csv)))
    assert rows[1] == [f"'{text}", "-3"]


@pytest.mark.parametrize("text", [*FORMULAS, *BREAKS])
def test_no_part_of_a_cell_begins_as_a_formula(text: str) -> None:
    written = as_spreadsheet_text(text)
    assert not re.search(r"(?:^|[;\t\r\n])\s*[=+\-@＝＋－＠]", written)
    assert written[0] not in "\t\r\n"
    assert from_spreadsheet_text(written) == text


@pytest.mark.parametrize("text", ["a-b", "2018-19", "'quoted'", "a = b", "x; y", "e@mail", "n/a"])
def test_a_cell_that_is_no_formula_stays_as_it_is(text: str) -> None:
    assert as_spreadsheet_text(text) == text
    assert from_spreadsheet_text(text) == text


@given(st.text("=+-@＝ '\u00a0\t\n\r;a1,\"", max_size=8) | st.text())
def test_a_cell_comes_back_as_it_was(text: str) -> None:
    assert from_spreadsheet_text(as_spreadsheet_text(text)) == text


def test_a_heading_that_a_spreadsheet_would_run_becomes_text_too() -> None:
    assert made({"a": ["x"]}, {"a": "=1+1"}).csv == "'=1+1\nx\n"


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


def test_the_mime_bundle_carries_the_csv() -> None:
    shown = made({"a": [1]})
    bundle = shown._repr_mimebundle_()
    assert bundle["application/vnd.evidence.table+json"]["tables"][0]["csv"] == shown.csv
    assert bundle["text/html"] == shown.html


@pytest.mark.parametrize("name", [each.name for each in TABLES])
def test_every_table_of_the_contract_says_why_it_matters(name: str) -> None:
    said = missing_table(name)
    assert said.startswith(f"{NOT_AVAILABLE} {as_readers_know(name)}. Why it matters: ")
    assert f"Why it matters: {why_it_matters(name)}. How to supply it: add {name}.csv" in said

"""Hostile texts through the kit, through a whole pack and through a check: none becomes more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from benchmarks.payloads import SMALL, Counts, build, check, control, open_all
from evidence_lib.briefing.exporter import export_page
from evidence_lib.briefing.finishing import PackContext, PackPage
from evidence_lib.briefing.notebook_file import code_cell, new_notebook
from evidence_lib.briefing.page_rules import findings_of_page
from evidence_lib.english import visible
from evidence_lib.show import (
    Caveat,
    Finding,
    Missing,
    Point,
    Sentence,
    cards,
    cited,
    facts,
    heading,
    main_points,
    page_title,
    quoted,
    table,
)
from evidence_lib.show.sheets import (
    Link,
    definition_list,
    point_list,
    section_heading,
    status_line,
    text_table,
)
from evidence_lib.terms import FINISHED_MIME
from tests.conftest import needs_chromium
from tests.drawn_texts import page_of_drawing
from tests.inspection import live_cells
from tests.planting import fits, payloads

TEXTS = [text for _, text in payloads()]
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # of letters a font does not have


def test_there_are_a_hundred_texts_of_every_kind_and_none_twice() -> None:
    assert len(set(TEXTS)) == len(TEXTS) >= 100
    assert len({kind for kind, _ in payloads()}) == 12


def blocks_of(text: str, number: int) -> list[Any]:
    """Everything the kit can make of one text; ids are made of its number, which is unique."""
    row = {"key": f"{text} {number}", "text": text, "links": f"k{number}"}
    rows = pd.DataFrame([row])
    columns = {"key": f"{text} key", "text": f"{text} text"}
    card = pd.DataFrame([{"href": "index.html", "title": f"{text} x", "text": text}])
    return [
        section_heading(f"{text} h2"), heading(f"{text} h3"), Sentence(text), Finding(text),
        Caveat(text), Missing(text), status_line(text), quoted(text, text), facts({text: text}),
        cards(card), cited(Sentence(text), [row["key"]]), point_list([text]),
        main_points({text: [Point(text, text, (row["key"],)), Point(text)]}),
        definition_list({row["key"]: text}, prefix="rule"),
        table(rows, columns, name=f"t{number}", caption=f"{text} c", notes=(text,), source=text,
              anchor=("item", "key")),
        text_table(f"s{number}", text, (text, "b"), [(text, Link(text, "index.html"))]),
    ]  # fmt: skip


def page_of(texts: list[str]) -> str:
    blocks = [block for number, text in enumerate(texts) for block in blocks_of(text, number)]
    shown = [block._repr_mimebundle_() for block in blocks]
    last = {FINISHED_MIME: {"title": "T", "area": ""}, **shown[-1]}
    cells = [code_cell("x", [page_title("T")._repr_mimebundle_(), *shown[:-1], last], count=1)]
    pages = tuple(PackPage("index.html", text) for text in texts)
    context = PackContext(texts[0], texts[0], pages, "index.html", sealed=False)
    return export_page(new_notebook(cells), context)


def structure(html: str) -> list[str]:
    """The elements of a page in order; a contents list is made where there are headings."""
    return [tag.name for tag in BeautifulSoup(html, "html.parser").find_all(True)]


@pytest.fixture(scope="module")
def plain_structure() -> list[str]:
    return structure(page_of(["plain"]))


@pytest.mark.parametrize("text", TEXTS)
def test_a_page_of_a_hostile_text_has_the_build_of_a_page_of_a_plain_one(
    text: str, plain_structure: list[str]
) -> None:
    html = page_of([text])
    found = findings_of_page(html, {"index.html": frozenset(), "data/index-t0.csv": frozenset()})
    assert found == []
    assert structure(html) == plain_structure
    shown = " ".join(BeautifulSoup(html, "html.parser").get_text().split())
    assert shown.count(" ".join(visible(text).split())) >= 20


def test_no_cell_of_a_table_of_hostile_texts_is_live() -> None:
    rows = pd.DataFrame({"a": TEXTS, "b": TEXTS})
    made = table(rows, {text: text for text in ("a", "b")}, name="t", caption="C")
    assert live_cells(made.csv.encode("utf-8")) == []


@pytest.mark.browser
@needs_chromium
def test_an_unprotected_page_shows_that_runs_and_loads_are_seen(
    browser: Any, tmp_path: Path
) -> None:
    ran, asked = control(TEXTS[:8], browser, tmp_path)
    assert ran >= 4
    assert asked >= 2


@pytest.mark.browser
@needs_chromium
def test_nothing_of_a_hostile_text_runs_or_loads_though_the_policy_is_off(
    browser: Any, tmp_path: Path
) -> None:
    counts = Counts()
    path = tmp_path / "texts.html"
    path.write_text(page_of(TEXTS), encoding="utf-8", errors="replace")
    drawn = tmp_path / "drawing.html"
    drawn.write_text(page_of_drawing(" ".join(text for text in TEXTS[:27])[:560]), "utf-8")
    open_all([path, drawn], browser, counts)
    assert (counts.ran, counts.asked, dict(counts.wrong)) == (0, 0, {"runs and loads": []})


@pytest.mark.parametrize("text", [text for text in TEXTS if fits(text, None)][::9])
def test_a_drawing_of_a_hostile_text_may_be_published(text: str) -> None:
    found = findings_of_page(page_of_drawing(text))
    assert [each for each in found if "no file of the pack" not in each] == []


PAGES = [
    "area-1-evidence.html", "area-1.html", "area-2-evidence.html", "area-2.html",
    "index-evidence.html", "index.html", "index.html", "method.html",
]  # fmt: skip
"""Those of the pack of a review of two areas, and the one over all packs."""


@pytest.mark.parametrize("number", [0, 52])
def test_a_pack_of_planted_texts_is_published_whole_and_shows_them_letter_by_letter(
    tmp_path: Path, number: int
) -> None:
    counts = Counts()
    pages = build(SMALL, number, TEXTS, tmp_path, counts, False)
    assert {name: found for name, found in counts.wrong.items() if found} == {}
    assert sorted(each.name for each in pages) == PAGES
    assert len(counts.pairs["on pages"]) > 20


@pytest.mark.parametrize("number", [0, 27, 66, 78])
def test_what_a_check_says_of_hostile_names_and_headings_neither_acts_nor_steers(
    tmp_path: Path, number: int
) -> None:
    counts = Counts()
    check(number, TEXTS, tmp_path, counts)
    assert {name: found for name, found in counts.wrong.items() if found} == {}

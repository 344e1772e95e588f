"""The table of methods in docs/method.md: every method on a page, and what the page says."""

from __future__ import annotations

import importlib
import inspect
import re
from functools import cache
from types import FunctionType

import pytest
from bs4 import BeautifulSoup

from evidence_lib import answers
from evidence_lib.evidence import Evidence
from tests.answers.calls import calls, different_calls
from tests.answers.reached import reached
from tests.answers.recording import Asking
from tests.conftest import HOUSE
from tests.test_layers import MEASURES, SUBJECTS

HEADINGS = ["Called", "Question", "It assumes", "What breaks it", "The page then says", "Source"]
METHOD = (HOUSE / "docs" / "method.md").read_text(encoding="utf-8")
SECTION = METHOD.split("## Every method on a page\n")[1].split("\n## ")[0]
SENTENCES = (HOUSE / "tests" / "gallery" / "sentences.txt").read_text(encoding="utf-8")


def rows() -> list[list[str]]:
    lines = [line for line in SECTION.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def named(text: str) -> list[str]:
    return re.findall(r"`([a-z]+\.[a-z_]+)`", text)


def in_the_table() -> list[str]:
    return [name for row in rows()[2:] for name in named(row[0])]


def no_method() -> list[str]:
    return named(SECTION.split("No method, since")[1])


@cache
def on_a_page() -> set[str]:
    """Every public function of the methods that an answer of a notebook can come to call."""
    asked = {call.name for call in calls()}
    found = reached(getattr(answers, name) for name in asked)
    return {name for name, function in public().items() if function in found}


def public() -> dict[str, FunctionType]:
    """What the rooms of the methods offer, by room and name."""
    offered = {}
    for room in sorted(MEASURES | SUBJECTS):
        module = importlib.import_module(f"evidence_lib.{room}")
        for name, value in vars(module).items():
            own = inspect.isfunction(value) and value.__module__.startswith(module.__name__)
            if own and not name.startswith("_"):
                offered[f"{room}.{name}"] = value
    return offered


def test_the_table_has_its_columns_and_no_empty_cell() -> None:
    first, _, *others = rows()
    assert first == HEADINGS
    assert len(others) >= 40
    for row in others:
        assert len(row) == len(HEADINGS), row[0]
        assert all(row), row[0]


def test_no_method_on_a_page_is_missing_from_the_table() -> None:
    assert on_a_page() - set(in_the_table()) - set(no_method()) == set()


def test_the_table_names_no_method_that_is_on_no_page_and_none_twice() -> None:
    named_here = in_the_table() + no_method()
    assert set(named_here) - on_a_page() == set()
    assert len(named_here) == len(set(named_here))


def test_what_is_called_on_no_page_is_not_followed() -> None:
    """The way to the methods is found, and does not take in all of them."""
    assert "counts.compare_counts" in on_a_page()
    assert "counts.power" not in on_a_page()


QUOTED = [(row[0], words) for row in rows()[2:] for words in re.findall("“([^”]+)”", row[4])]


@pytest.fixture(scope="module")
def pages(south_ayrshire: Evidence, example: Evidence) -> str:
    """What both reviews' pages say to everything the notebooks ask."""
    shown = []
    for review in (south_ayrshire, example):
        asking = Asking(review)
        shown += [asking(call).html for call in different_calls()]
    return BeautifulSoup("".join(shown), "html.parser").get_text()


def test_what_a_page_then_says_stands_on_a_page_or_in_the_gallery(pages: str) -> None:
    unsaid = [words for _, words in QUOTED if words not in SENTENCES and words not in pages]
    assert unsaid == []
    assert len(QUOTED) > len(rows()) - 2

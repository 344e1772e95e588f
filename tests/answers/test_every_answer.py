"""Every answer that a notebook asks for, on both reviews: what each decides for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from evidence_lib import answers, terms
from evidence_lib.answers import Answer
from evidence_lib.briefing.cells import TABLE_NAME
from evidence_lib.show import EndOfPage
from tests.answers.calls import Call, calls, different_calls
from tests.answers.recording import Asking
from tests.gallery.lint import faults

every_call = pytest.mark.parametrize("call", different_calls(), ids=lambda call: call.key)


SAID = ("p", "li", "dd", "figcaption", "caption", "td", "th", "h3")
"""What holds words for a reader; what is heard in the place of a picture is beside them."""


def said_in(html: str) -> Iterator[str]:
    """Give each text of an answer once, and what is heard in the place of its pictures."""
    soup = BeautifulSoup(html, "html.parser")
    texts = [each.get_text() for each in soup(SAID) if not each.find(SAID)]
    yield from dict.fromkeys([*texts, *(str(each["alt"]) for each in soup("img"))])


def test_every_answer_is_asked_for_by_a_notebook() -> None:
    assert {call.name for call in calls()} == set(answers.__all__) - {"Answer"}


@every_call
def test_it_shows_itself_as_a_page_needs_it(asking: Asking, call: Call) -> None:
    said = asking(call).said
    bundle = said._repr_mimebundle_()
    if isinstance(said, EndOfPage):
        assert set(bundle) == {terms.FINISHED_MIME, "text/plain"}
        return
    assert isinstance(said, Answer)
    assert bundle["text/html"] == said.html
    assert not re.search(r"\bnan\b|\bNaT\b|<NA>|dtype", re.sub(r"<[^>]+>", " ", said.html))


@every_call
def test_nothing_it_says_has_a_fault_of_wording_that_a_pattern_finds(
    asking: Asking, call: Call
) -> None:
    found = [(fault, each) for each in said_in(asking(call).html) for fault in faults(each)]
    assert found == []


@every_call
def test_each_of_its_tables_has_a_name_of_its_own(asking: Asking, call: Call) -> None:
    said = asking(call).said
    tables = said._repr_mimebundle_().get(terms.TABLE_MIME, {"tables": []})["tables"]
    names = [table["name"] for table in tables]
    assert len(set(names)) == len(names)
    assert [name for name in names if not TABLE_NAME.fullmatch(name)] == []


@every_call
def test_the_rows_behind_it_are_frames(asking: Asking, call: Call) -> None:
    said = asking(call).said
    frames = said.frames if isinstance(said, Answer) else {}
    assert [name for name, each in frames.items() if not isinstance(each, pd.DataFrame)] == []


@every_call
def test_asked_again_of_the_tables_it_read_it_says_the_same(asking: Asking, call: Call) -> None:
    """So the tables it read are all that can change what it says; and none of them it changes."""
    first, again = asking(call), asking.again(call)
    assert again.html == first.html
    assert again.read == first.read


@pytest.mark.parametrize("page", sorted({call.page for call in calls()}))
def test_each_table_of_a_page_has_a_name_of_its_own(asking: Asking, page: str) -> None:
    said = [asking(call).said for call in calls() if call.page == page]
    names = [table.name for each in said if isinstance(each, Answer) for table in each.tables]
    assert sorted(set(names)) == sorted(names)
    assert names

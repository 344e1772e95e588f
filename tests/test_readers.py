"""Blocks for some readers only: marked on the way, and gone from the pages of all others."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from evidence_lib import terms
from evidence_lib.answers import Answer
from evidence_lib.briefing.exporter import PackExporter, export_page
from evidence_lib.briefing.finishing import PackContext, tables_on
from evidence_lib.briefing.notebook_file import code_cell, new_notebook, text_cell
from evidence_lib.briefing.page_rules import findings_of_page
from evidence_lib.errors import PageFailedError, UnknownTermError
from evidence_lib.show import (
    Finding,
    Missing,
    Sentence,
    end_of_page,
    missing_table,
    only_for,
    table,
)

WHY = "it would show when concerns arose and when they were resolved."
ROWS = table(pd.DataFrame({"a": ["x"]}), {"a": "A"}, name="rows", caption="Rows")
SAID = Answer.of(
    Sentence("For all."),
    Answer.of(Finding("For the team."), ROWS).only_for(terms.INTERNAL),
    only_for(Sentence("For the partnership."), terms.PARTNERSHIP, terms.INTERNAL),
    missing_table("link_log"),
)


def notebook(profile: str, mark: dict[str, Any] | None = None) -> Any:
    """A notebook that shows what stands above and was run for a profile."""
    finished = mark or end_of_page("T", profile=profile)._repr_mimebundle_()
    shows = code_cell("said", [SAID._repr_mimebundle_()], count=1)
    return new_notebook([text_cell("# T\n\n## Part"), shows, code_cell("end", [finished], 2)])


def page(profile: str) -> str:
    return export_page(notebook(profile), PackContext("R", "P", (), "a.html", profile=profile))


@pytest.mark.parametrize(
    ("profile", "read", "unread"),
    [
        ("public", ["For all.", "What was not available", f"log. {WHY.capitalize()}"],
         ["For the team.", "For the partnership.", "Why it matters", "How to supply it"]),
        ("partnership", ["For all.", "For the partnership.", f"Why it matters: {WHY}",
         "How to supply it: add link_log.csv"], ["For the team.", "What was not available"]),
        ("internal", ["For all.", "For the partnership.", "For the team.",
         f"Why it matters: {WHY}", "How to supply it"], ["What was not available"]),
    ],
)  # fmt: skip
def test_a_page_holds_what_is_for_its_profile(
    profile: str, read: list[str], unread: list[str]
) -> None:
    html = page(profile)
    assert [words for words in read if words not in html] == []
    assert [words for words in unread if words in html] == []
    assert "data-profiles" not in html


def test_only_tables_on_the_page_are_released_with_it() -> None:
    assert tables_on(page("internal")) == {"rows"}
    assert tables_on(page("public")) == frozenset()


@pytest.mark.parametrize("profile", terms.PROFILES)
def test_a_page_from_the_menu_is_for_the_profile_its_notebook_was_run_for(profile: str) -> None:
    html = PackExporter().from_notebook_node(notebook(profile))[0]
    assert ("For the team." in html) == (profile == "internal")
    assert ("Internal: not to be sent" in html) == (profile == "internal")


def test_a_page_that_does_not_say_for_whom_is_public() -> None:
    mark = {"application/vnd.evidence.finished+json": {"title": "T", "area": ""}}
    html = PackExporter().from_notebook_node(notebook("public", mark))[0]
    assert "For the partnership." not in html


def test_a_notebook_run_for_one_profile_is_no_page_of_another_pack() -> None:
    pack = PackContext("R", "P", (), "a.html", profile="public")
    with pytest.raises(PageFailedError, match='the "internal" profile; the pack is public'):
        export_page(notebook("internal"), pack)


def test_an_internal_page_says_so_once_to_a_screen_reader_and_may_be_published() -> None:
    html = page("internal")
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup.select("[aria-hidden=true]"):
        hidden.decompose()
    assert soup.get_text(" ").count("Internal: not to be sent") == 1
    assert (
        findings_of_page(html, {"manifest.json": frozenset(), "data/a-rows.csv": frozenset()}) == []
    )
    assert "Internal: not to be sent" not in page("partnership")


def test_what_is_missing_is_told_from_how_to_supply_it() -> None:
    said = missing_table("link_log")
    assert said.what.endswith(f"Why it matters: {WHY}")
    assert "How to supply it" in said
    assert Missing("Nothing here.").what == "Nothing here."
    assert "data-profiles" not in Missing("Nothing here.").html


def test_an_answer_keeps_its_findings_and_tables_whomever_they_are_for() -> None:
    assert SAID.findings == ("For the team.",)
    assert [each.name for each in SAID.tables] == ["rows"]
    assert len(SAID.missing) == 1
    again = SAID.only_for(terms.PUBLIC)
    assert [getattr(each, "profiles", ()) for each in again.blocks] == [
        ("public",), ("internal",), ("internal",), ("partnership", "internal"), ("public",),
    ]  # fmt: skip


@pytest.mark.parametrize("profiles", [(), ("everybody",), ("public", "nobody")])
def test_a_block_is_for_profiles_that_there_are(profiles: tuple[str, ...]) -> None:
    with pytest.raises(UnknownTermError, match="public, partnership, internal; got"):
        only_for(Sentence("x"), *profiles)


@pytest.mark.parametrize("profile", terms.PROFILES)
def test_a_page_reads_back_as_it_is_written_whatever_was_dropped(profile: str) -> None:
    html = page(profile)
    assert str(BeautifulSoup(html, "html.parser")) == html

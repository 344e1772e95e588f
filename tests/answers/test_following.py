"""How sentences of an answer lead on, and how its charts and tables name their sources."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib.answers.answer import Answer
from evidence_lib.answers.named_sources import named_sources, sourced
from evidence_lib.evidence import Evidence
from evidence_lib.show import AccessibleTable, Caveat, Finding, Missing, Sentence, cited, table
from evidence_lib.show.markup import address_html
from evidence_lib.show.source_lines import NAMED, NamedSource, source_line


def shown(name: str) -> AccessibleTable:
    return table(pd.DataFrame({"a": ["x"]}), {"a": "A"}, name=name, caption=f"Table {name}")


def leads(answer: Answer) -> list[str]:
    """Where each sentence of an answer leads, in order."""
    return [
        each.lead.html.partition('href="')[2].partition('"')[0]
        for each in answer.bare
        if isinstance(each, Sentence)
    ]


def test_a_finding_leads_to_what_follows_and_a_figure_to_what_stands_above() -> None:
    answer = Answer.of(Finding("Fewer."), shown("one"), Caveat("Of 19."), shown("two"))
    assert leads(answer) == ["#table-one", "#table-one"]
    assert leads(Answer.of(shown("one"), Finding("Fewer."))) == ["#table-one"]


def test_a_sentence_without_a_figure_what_is_missing_and_what_cites_stay_as_they_are() -> None:
    said = cited(Sentence("Of 3."), ["A1"])
    answer = Answer.of(Sentence("Plain."), Missing("No 3."), said, shown("one"))
    assert leads(answer) == ["", "", "#item-A1"]


def test_nobody_is_led_to_a_table_that_is_for_others() -> None:
    inner = Answer.of(shown("one")).only_for("internal")
    assert leads(Answer.of(Finding("Fewer."), inner)) == [""]
    for reader, where in (("internal", "#table-one"), ("public", "")):
        own = Answer.of(Finding("Fewer.")).only_for(reader)
        assert leads(Answer.of(own, inner)) == [where]


def test_an_answer_within_another_keeps_its_own_leads() -> None:
    inner = Answer.of(Finding("Fewer."), shown("one"))
    assert leads(Answer.of(shown("two"), inner, shown("three"))) == ["#table-one"]


def test_sources_are_those_of_the_rows_and_what_is_left_leads_to_the_first(
    south_ayrshire: Evidence,
) -> None:
    rows = south_ayrshire.tables["events"]
    answer = sourced(Answer.of(Finding("First.")), south_ayrshire, rows)
    first = named_sources(south_ayrshire, rows)[0]
    assert leads(answer) == [f"#source-{first.source_id}"]
    (named,) = sourced(Answer.of(shown("one")), south_ayrshire, rows).tables
    assert f'href="#source-{first.source_id}"' in named.source_html
    assert named.html.endswith(f'<p class="source">{named.source_html}</p>')
    assert named.csv == shown("one").csv


def test_a_row_that_hides_its_source_names_none(south_ayrshire: Evidence) -> None:
    hidden = pd.DataFrame({"source_id": [None]}, dtype="str")
    answer = Answer.of(shown("one"))
    assert sourced(answer, south_ayrshire, hidden) == answer


def test_of_many_sources_the_others_are_counted() -> None:
    many = [NamedSource(f"s{each}", f"Title {each}", "") for each in range(NAMED + 2)]
    line = source_line(many).html
    assert line.count('href="#source-') == NAMED
    assert "and 2 more" in line
    assert "more" not in source_line(many[:NAMED]).html


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("www.careinspectorate.com", "https://www.careinspectorate.com"),
        ("http://gov.scot/a?b=1", "http://gov.scot/a?b=1"),
        ("github.com/A/B: data/x.xlsx", "https://github.com/A/B"),
        ("plan.docx", ""),
        ("javascript:alert(1)", ""),
        ('https://gov.scot" onclick="x', ""),
        ("held by the partnership", ""),
    ],
)
def test_an_address_becomes_a_link_and_words_stay_words(text: str, href: str) -> None:
    made = address_html(text)
    assert made.partition('href="')[2].partition('"')[0] == href
    assert ("<a" in made) == bool(href)

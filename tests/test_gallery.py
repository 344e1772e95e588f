"""Every sentence the wording can produce: none is missing, none has changed, none is faulty."""

from __future__ import annotations

import pytest

from tests.gallery.collected import SENTENCES, cases, text
from tests.gallery.lint import RULES, WHOLE, Rule, faults
from tests.gallery.writers import writers

SAID_THROUGH_OTHERS = {
    "answers.agreement._in_words": "is said by `figures_agree`",
    "answers.findings._point": "every list of points is made of it",
    "answers.gap._from_other_years": "says what `gap_from_other_years` says",
    "answers.opening._figure_point": "says what `key_figure` says",
    "answers.panels._imagined": "says what `imagined` says",
    "answers.progress._by_chance_alone": "says what `by_chance_alone` says",
    "answers.rate._control_limits": "says what `special_causes` says",
    "answers.registered_again._doubts": "says what `zeros_doubted` and `zeros_elsewhere` say",
    "english._date_words": "writes a part of what `one_way` writes",
    "english._kind": "looks at a date",
    "english._month": "writes a part of what `one_way` writes",
    "english._when_words": "writes a part of what `one_way` writes",
    "english._escapes": "looks at a character",
    "english.as_spreadsheet_text": "marks a cell of a file",
    "english.from_spreadsheet_text": "takes the mark of a cell away",
    "english.steers": "looks at a character",
    "english.still_json": "writes characters and no sentence",
    "english.visible": "writes characters and no sentence",
    "judgement.measured_series._last": "gives a point of a series, which is no sentence",
    "judgement.measured_series._points": "gives points of a series, which are no sentences",
    "judgement.progress._words": "its range is in the gallery and its rules are written out there",
    "plans._frames.same_words": "makes words comparable and is not read",
    "show.charts.house.measure_words": "writes on an axis what it is given",
    "show.charts.palette.Look.words": "gives a colour and no word",
    "show.charts.states._month_words": "writes a month on an axis",
    "show.sheets.definition_list": "sets out what it is given",
    "show.sheets.joined": "joins what is written elsewhere",
    "show.sheets.point_list": "lists what it is given",
    "show.sheets.section_heading": "heads a part by what it is given",
    "show.sheets.status_line": "says what it is given",
    "show.sheets.text_table": "sets out what it is given",
}
"""Functions that write and are not in the gallery, each with the reason."""


def test_the_sentences_are_those_that_were_read() -> None:
    """A change of wording is a change of that file: make it again, and read what changed."""
    assert text() == SENTENCES.read_text(encoding="utf-8"), "python -m tests.gallery"


def test_every_function_that_writes_a_sentence_is_in_the_gallery() -> None:
    shown = {each.function for each in cases()}
    assert sorted(writers() - shown) == sorted(SAID_THROUGH_OTHERS)


def test_no_case_is_there_twice() -> None:
    names = [(each.function, each.name) for each in cases()]
    assert sorted(set(names)) == sorted(names)


def test_no_sentence_of_the_gallery_has_a_fault_that_a_pattern_finds() -> None:
    found = [
        f"{each.function}, {each.name}: {fault}: {each.said}"
        for each in cases()
        for fault in faults(each.said, whole=each.whole)
    ]
    assert "\n".join(found) == ""


@pytest.mark.parametrize("rule", [*RULES, WHOLE], ids=lambda rule: rule.name)
def test_each_rule_finds_the_fault_it_is_for(rule: Rule) -> None:
    assert rule.found_in(rule.example)

"""The page on method: what a pack says of itself, and what it does not claim."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup

from evidence_lib import answers, judgement, terms
from evidence_lib.answers import Answer
from evidence_lib.answers.method import GUIDES, NOT_SIGNED, asked_for
from evidence_lib.evidence import Evidence, SignOff
from tests.conftest import HOUSE

SIGNED = SignOff("Lead analyst", "Head of review", date(2018, 3, 29))
ASKED = ("methods", "rules", "signed_off", "made_of", "accessibility")


def text(answer: Answer) -> str:
    return BeautifulSoup(answer.html, "html.parser").get_text(" ")


def signed_by(review: Evidence, signed: SignOff) -> Evidence:
    return replace(review, facts=replace(review.facts, sign_off=signed))


def titles(review: Evidence) -> set[str]:
    return set(answers.methods(review).frames["methods"]["title"])


def test_only_methods_that_have_something_to_work_on_are_named(
    south_ayrshire: Evidence, example: Evidence
) -> None:
    assert {"Chart of a process", "Waits that have not ended"} <= titles(example)
    assert not {"Chart of a process", "Waits that have not ended"} & titles(south_ayrshire)
    assert "Gap between communities" in titles(south_ayrshire)


def test_a_method_goes_when_its_evidence_does(example: Evidence) -> None:
    values = example.tables["indicator_values"]
    yearly = values[~values["period_kind"].isin(["month", "quarter"])]
    fewer = replace(example, tables={**example.tables, "indicator_values": yearly})
    assert titles(example) - titles(fewer) == {"Chart of a process"}


def test_every_method_names_its_source(example: Evidence) -> None:
    known = answers.methods(example).frames["methods"]
    assert known["source"].str.len().min() > 5
    assert known["title"].is_unique


def test_the_rules_are_those_in_force_with_their_version(example: Evidence) -> None:
    said = answers.rules(example)
    loaded = judgement.load_rules()
    in_force = [each.id for each in loaded.limiters if each.on]
    assert said.frames["judging_rules"]["rule"].tolist()[-len(in_force) :] == in_force
    assert f"version {loaded.version}" in text(said)
    anchors = {tag["id"] for tag in BeautifulSoup(said.html, "html.parser").select("tr[id]")}
    assert {f"rule-{each}" for each in in_force} <= anchors


def test_a_level_is_said_in_the_words_of_the_review(example: Evidence) -> None:
    cells = [cell.get_text() for cell in BeautifulSoup(answers.rules(example).html, "html.parser")
             .select("td:last-child")]  # fmt: skip
    words = {str(each["word"]): each["level"] for each in example.progress_scale["levels"]}
    said = {f"{word.capitalize()} ({level})" for word, level in words.items() if level > 0}
    assert said <= set(cells)


def test_a_pack_that_nobody_signed_says_so_plainly(example: Evidence) -> None:
    assert text(answers.signed_off(example)).strip() == NOT_SIGNED
    assert "Nobody has signed for a check." in text(answers.made_of(example))


def test_a_signed_pack_says_who_made_and_who_checked_it_and_when(example: Evidence) -> None:
    signed = signed_by(example, SIGNED)
    said = text(answers.signed_off(signed))
    for each in ("Lead analyst", "Head of review", "29 March 2018"):
        assert each in said
    assert "Head of review, on 29 March 2018." in text(answers.made_of(signed))


def test_what_is_not_there_yet_is_said_of_a_half_signed_pack(example: Evidence) -> None:
    said = text(answers.signed_off(signed_by(example, SignOff("Lead analyst"))))
    assert said.count("not yet") == 2


@pytest.mark.parametrize("signed", [SignOff(), SIGNED])
def test_what_we_do_not_have_is_not_claimed(signed: SignOff) -> None:
    found = asked_for(signed).set_index("question")["answer"]
    assert found["Was it reviewed from outside?"].startswith("No ")
    assert found["Is there a log of checks made?"].startswith("No;")


def test_whoever_cannot_use_a_page_is_told_whom_to_tell(example: Evidence) -> None:
    assert "Tell whoever sent you this pack" in text(answers.accessibility(example))
    facts = replace(example.facts, contact="reviews@example.org <b>")
    said = answers.accessibility(replace(example, facts=facts)).html
    assert "Tell reviews@example.org &lt;b&gt; if you cannot" in said


def test_the_statement_says_what_the_document_says_was_not_tested() -> None:
    document = (HOUSE / "docs" / "accessibility.md").read_text(encoding="utf-8")
    assert "No person who uses a screen reader has tried a pack yet" in document
    assert "PDF/UA is not promised" in document


@pytest.mark.parametrize("name", ASKED)
def test_everything_stands_on_the_page_on_method_and_there_alone(
    example: Evidence, name: str
) -> None:
    said = getattr(answers, name)(example).html
    layers = {
        tag["data-layers"] for tag in BeautifulSoup(said, "html.parser").select("[data-layers]")
    }
    assert layers == {terms.METHOD}


@pytest.mark.parametrize("name", ASKED)
def test_no_file_and_no_word_of_a_developer_is_named(example: Evidence, name: str) -> None:
    said = text(getattr(answers, name)(example))
    assert not re.search(r"\w\.(?:json|toml|csv|lock|py|md)\b|_\w|manifest|repository", said)


def test_the_guides_are_named_in_full_once(example: Evidence) -> None:
    assert text(answers.made_of(example)).count(GUIDES) == 1

"""What each profile is shown of both reviews: items by sensitivity, blocks by their reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from evidence_lib import answers, disclosure, terms
from evidence_lib.answers import Answer
from evidence_lib.answers.shown_items import shown_items
from evidence_lib.answers.weighing import assessed, sure_of
from evidence_lib.briefing.finishing import keep_for, tables_on
from evidence_lib.evidence import Evidence
from tests.answers.calls import AREAS, calls, different_calls
from tests.answers.recording import undrawn
from tests.answers.shown import cells

pytestmark = pytest.mark.slow

SENT = (terms.PUBLIC, terms.PARTNERSHIP)
REVIEWS = ("south_ayrshire", "example")

TEAM_WORDS = (
    "How to supply it", "How to record", "judgement.record", ".csv", "What to look at next",
    "would move a level", "What would change the answer", "needed for the next level",
    "two readers", "read the evidence separately", "Rows read", "Reading the files", "flag",
    "factual accuracy", "the contract", "review's folder", "coder", "coded", "this project",
)  # fmt: skip
"""Words to whoever works on a review or supplies its files, and to nobody else; the last three
are said to nobody at all."""

WORKING_WORDS = (
    "How to record", "judgement.record", "would move a level", "What would change the answer",
    "needed for the next level", "What to look at next", "Two people read the evidence separately",
    "nobody has read this evidence twice", "two readers of this review",
)  # fmt: skip
"""Words of the inspectors among themselves."""


@dataclass(frozen=True)
class Page:
    """What a profile is shown in answer to all that notebooks ask: by call, and all of it."""

    review: Evidence

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """What each call says, with what the exporter will drop."""
        said = {
            call.key: undrawn(call, self.review.area(call.area) if call.area else self.review)
            for call in different_calls()
        }
        return {key: each for key, each in said.items() if isinstance(each, Answer)}

    @cached_property
    def parts(self) -> dict[str, str]:
        """What stands on the page of each call, as the exporter leaves it."""
        return {key: self.kept(each.html) for key, each in self.answers.items()}

    def kept(self, html: str) -> str:
        soup = BeautifulSoup(html, "html.parser")
        keep_for(soup, self.review.profile)
        return str(soup)

    @cached_property
    def read(self) -> dict[str, str]:
        """The words of each part, without its links and marks."""
        return {key: BeautifulSoup(html, "html.parser").text for key, html in self.parts.items()}

    @cached_property
    def text(self) -> str:
        """Every word a reader sees, hears or downloads."""
        return "\n".join([*self.parts.values(), *self.files()])

    def files(self) -> Iterator[str]:
        for key, each in self.answers.items():
            on_page = tables_on(self.parts[key])
            yield from (table.csv for table in each.tables if table.name in on_page)

    def table(self, key: str, name: str, column: str) -> list[str]:
        """One column of a table in the answer to a call."""
        (found,) = (each for each in self.answers[key].tables if each.name == name)
        return cells(found, column)


@pytest.fixture(scope="module")
def pages(south_ayrshire: Evidence, example: Evidence) -> dict[tuple[str, str], Page]:
    reviews = {"south_ayrshire": south_ayrshire, "example": example}
    return {
        (name, profile): Page(replace(review, profile=profile))
        for name, review in reviews.items()
        for profile in terms.PROFILES
    }


Pages = dict[tuple[str, str], Page]
every_sent = pytest.mark.parametrize(
    ("name", "profile"), [(name, profile) for name in REVIEWS for profile in SENT]
)


def items_of(page: Page, **chosen: object) -> pd.DataFrame:
    items = page.review.tables["evidence_items"]
    for column, value in chosen.items():
        items = items[items[column].eq(value).fillna(False)]
    return items


def named(ids: pd.Series, text: str) -> list[str]:
    return [each for each in ids if re.search(rf"\b{re.escape(each)}\b", text)]


@pytest.mark.parametrize("profile", SENT)
def test_an_item_about_one_person_is_nowhere_but_in_the_internal_profile(
    pages: Pages, profile: str
) -> None:
    page, internal = pages["example", profile], pages["example", terms.INTERNAL]
    personal = items_of(page, sensitivity="personal")
    assert named(personal["item_id"], internal.text) == personal["item_id"].tolist() != []
    assert named(personal["item_id"], page.text) == []
    clauses = [each.partition(" that ")[2].rstrip(".") for each in personal["summary"]]
    assert [each for each in clauses if each in internal.text] == clauses
    assert [each for each in clauses if each in page.text] == []
    assert "2 pieces of evidence of this review are counted and not listed" in page.text
    assert "counted and not listed" not in internal.text


@every_sent
def test_of_a_small_group_there_are_themes_and_nothing_that_names_it(
    pages: Pages, name: str, profile: str
) -> None:
    page = pages[name, profile]
    small = items_of(page, sensitivity="small_group")
    assert not small.empty
    for area, own in small.groupby("area"):
        key, table = f"sources({area})", "evidence_items"
        shown = page.table(key, table, "Evidence")
        columns = ("What is said (our words)", "How it was gathered, and who said it",
                   "Where in the source", "Source")  # fmt: skip
        rows = list(zip(*(page.table(key, table, each) for each in columns), strict=True))
        found = [rows[shown.index(each)] for each in own["item_id"]]
        assert all(said.startswith("A theme only: on “") for said, *_ in found)
        assert {tuple(rest) for _, *rest in found} == {(terms.HIDDEN, terms.HIDDEN, terms.HIDDEN)}
        told = [each for each in page.answers[f"told({area})"].tables if each.name == "people_said"]
        assert all(set(cells(each, "Evidence")).isdisjoint(own["item_id"]) for each in told)
    assert [each for each in small["summary"] if each in page.text] == []
    assert [each for each in small["quotation"].dropna() if each in page.text] == []


@pytest.mark.parametrize("profile", SENT)
def test_words_of_a_few_adults_stand_there_and_nobody_is_said_to_have_said_them(
    pages: Pages, profile: str
) -> None:
    page, internal = pages["example", profile], pages["example", terms.INTERNAL]
    items = page.review.tables["evidence_items"]
    adults = items["attribution"].isin(disclosure.items.ADULTS_SAID)
    few = items[adults & items["participants"].lt(10).fillna(False)]
    assert [each for each in few["summary"] if each in page.text] == []
    assert [each for each in few["summary"] if each not in internal.text] == []
    for area in AREAS:
        ids = set(few.loc[few["area"].eq(area), "item_id"])
        listed = zip(
            page.table(f"told({area})", "people_said", "Evidence"),
            page.table(f"told({area})", "people_said", "Said by"),
            page.table(f"told({area})", "people_said", "What was said (our words)"),
            strict=True,
        )
        own = [(said, words) for item, said, words in listed if item in ids]
        assert len(own) == len(ids) > 0
        assert {said for said, _ in own} == {terms.HIDDEN}
        assert not any(re.search(r"\b(?:said|told us) that\b", words) for _, words in own)


@every_sent
def test_no_words_on_voices_name_the_strand_of_an_item_that_is_not_attributed(
    pages: Pages, name: str, profile: str
) -> None:
    page, looked_at = pages[name, profile], 0
    for area in AREAS:
        items = page.table(f"sources({area})", "evidence_items", "Evidence")
        heard = page.table(
            f"sources({area})", "evidence_items", "How it was gathered, and who said it"
        )
        withheld = {item for item, said in zip(items, heard, strict=True) if said == terms.HIDDEN}
        for ids, why in zip(
            page.table(f"evidenced({area})", "triangulation", "Evidence"),
            page.table(f"evidenced({area})", "triangulation", "Why"),
            strict=True,
        ):
            if withheld & set(ids.split()):
                looked_at += 1
                assert "(" not in why
    assert looked_at


@pytest.mark.parametrize("profile", SENT)
def test_words_of_5_to_19_young_people_stand_beside_their_number(
    pages: Pages, profile: str
) -> None:
    page = pages["example", profile]
    said_by = page.table("told(2)", "people_said", "Said by")
    assert "young people (n = 12)" in said_by
    quoted = page.table("told(2)", "quotations", "Whose words")
    assert "young people (n = 12)" in quoted


def test_a_number_of_people_that_was_suppressed_is_taken_for_a_small_one(
    example: Evidence,
) -> None:
    items = example.tables["evidence_items"]
    young = items[items["strand"].eq("young_people") & items["sensitivity"].eq("none")].iloc[0]
    assert shown_items(example).set_index("item_id").loc[young["item_id"], "shown_as"] != "theme"
    mark = {"table": "evidence_items", "column": "participants", "key": young["item_id"],
            "state": "suppressed"}  # fmt: skip
    marked = replace(example, marks=pd.DataFrame([mark]), kept={})
    assert shown_items(marked).set_index("item_id").loc[young["item_id"], "shown_as"] == "theme"


@pytest.mark.parametrize("name", REVIEWS)
def test_no_level_count_or_confidence_depends_on_who_reads(pages: Pages, name: str) -> None:
    internal = replace(pages[name, terms.INTERNAL].review, kept={})
    for profile in SENT:
        review = replace(internal, profile=profile, kept={})
        pd.testing.assert_frame_equal(
            assessed(review).progress.levels, assessed(internal).progress.levels
        )
        pd.testing.assert_frame_equal(sure_of(review), sure_of(internal))
        for area in AREAS:
            for answer, frame in (("evidenced", "by_criterion"), ("looked_at", "coverage")):
                pd.testing.assert_frame_equal(
                    getattr(answers, answer)(review.area(area)).frames[frame],
                    getattr(answers, answer)(internal.area(area)).frames[frame],
                )


@pytest.mark.parametrize("name", REVIEWS)
@pytest.mark.parametrize("profile", terms.PROFILES)
def test_every_link_to_an_item_leads_to_one_on_the_same_page(
    pages: Pages, name: str, profile: str
) -> None:
    shown, links = pages[name, profile].parts, 0
    for page in sorted({call.page for call in calls()}):
        html = "".join(shown.get(call.key, "") for call in calls() if call.page == page)
        soup = BeautifulSoup(html, "html.parser")
        ids = {str(tag["id"]) for tag in soup.select("[id]")}
        wanted = {str(link["href"])[1:] for link in soup.select("a[href^='#item-']")}
        links += len(wanted)
        assert sorted(wanted - ids) == [], page
    assert links


@pytest.mark.parametrize("word", TEAM_WORDS)
@pytest.mark.parametrize("name", REVIEWS)
def test_the_public_reads_no_word_to_the_team(pages: Pages, name: str, word: str) -> None:
    where = re.compile(rf"(?<![A-Za-z]){re.escape(word)}", re.IGNORECASE)
    read = pages[name, terms.PUBLIC].read
    assert [key for key, text in read.items() if where.search(text)] == []


@pytest.mark.parametrize("word", TEAM_WORDS[:-3])
def test_each_word_to_the_team_is_said_to_it(pages: Pages, word: str) -> None:
    """A word that stands nowhere would be looked for in vain."""
    texts = [pages[name, terms.INTERNAL].text for name in REVIEWS]
    assert any(word.lower() in text.lower() for text in texts)


@pytest.mark.parametrize("word", WORKING_WORDS)
@pytest.mark.parametrize("name", REVIEWS)
def test_the_partnership_reads_no_word_of_the_inspectors_among_themselves(
    pages: Pages, name: str, word: str
) -> None:
    assert word not in pages[name, terms.PARTNERSHIP].text
    assert any(word in pages[each, terms.INTERNAL].text for each in REVIEWS)


def test_the_partnership_reads_what_it_may_comment_on_correct_and_supply(pages: Pages) -> None:
    real = pages["south_ayrshire", terms.PARTNERSHIP].text
    assert "How to supply it: add link_log.csv" in real
    invented = pages["example", terms.PARTNERSHIP]
    for name in ("factual_accuracy", "paragraphs", "accounting"):
        assert any(name in tables_on(html) for html in invented.parts.values())
        public = pages["example", terms.PUBLIC].parts.values()
        assert not any(name in tables_on(html) for html in public)


def test_a_size_that_a_response_gave_away_is_given_no_more(pages: Pages) -> None:
    for profile in SENT:
        assert "group of four" not in pages["example", profile].text

"""What people told the review: attributed, in their own words, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evidence_lib import disclosure, judgement, strands, terms
from evidence_lib.answers.answer import Answer, where_any
from evidence_lib.answers.named_sources import TO_EVIDENCE, from_rules
from evidence_lib.answers.shown_items import items_of, shown_items, speakers, withheld_notes
from evidence_lib.english import capital, counted, listed, pieces_of_evidence, sentence_end, verb
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import AccessibleTable, Point, Sentence, lead, table
from evidence_lib.show.columns import worded

UNLINKED = "Links lead to the list of evidence."


@from_rules
def told(area: Area) -> Answer:
    """Say what is attributed to people, what they said in their own words, and who differs."""
    items, shown = area.tables["evidence_items"], items_of(area)
    attributed, quoted = strands.heard_from(items), disclosure.quotable(shown)
    return Answer.of(
        people_heard(attributed, shown),
        where_any(told_table, _in_words(attributed, shown)),
        quotations_found(items, quoted),
        where_any(quotations_table, quoted),
        self_report(judgement.attributions(items)),
        leaders_beside_frontline(strands.leaders_and_frontline(items), area.criteria),
        attributed=attributed,
    )


SAID = 3
PEOPLE_SAID = lead("#table-people_said", "List", "what people said")


def said_points(area: Area) -> list[Point]:
    """Say in a few sentences what people told the review: whose words, and the first of them."""
    items, shown = area.tables["evidence_items"], items_of(area)
    attributed, quoted = strands.heard_from(items), disclosure.quotable(shown)
    in_words = _in_words(attributed, shown)
    said = [
        Point(f"“{row['quotation']}”", _speaker(speaker), (row["item_id"],))
        for speaker, row in zip(speakers(quoted), quoted.to_dict("records"), strict=True)
    ] or [
        Point(sentence_end(row["summary"]), _speaker(speaker), (row["item_id"],))
        for speaker, row in zip(speakers(in_words), in_words.to_dict("records"), strict=True)
    ]
    there = PEOPLE_SAID if len(in_words) else TO_EVIDENCE
    heard = Point(people_heard(attributed, shown), lead=there)
    return [heard, *said[:SAID]]


def _speaker(speaker: str) -> str:
    """Name who said something; nobody where that would name a small group."""
    return "" if speaker in (terms.HIDDEN, terms.NOT_STATED) else f"{capital(speaker)}."


@from_rules
def review_told(review: Evidence) -> Answer:
    """Say what is attributed to people, and list what they said of the whole review."""
    attributed, shown = strands.heard_from(review.tables["evidence_items"]), shown_items(review)
    general = attributed[attributed["area"].eq(terms.GENERAL_AREA)]
    return Answer.of(
        people_heard(attributed, shown),
        where_any(told_table, _in_words(general, shown)),
        attributed=attributed,
    )


def _in_words(told: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """
    Choose of what people said what is shown in words.

    Row: one assertion, as `shown_items` gives.
    """
    in_words = shown["shown_as"].ne(disclosure.THEME)
    return shown[in_words & shown["item_id"].isin(told["item_id"])]


def people_heard(told: pd.DataFrame, shown: pd.DataFrame) -> Sentence:
    """
    Say whose voices are among some assertions, by attribution; small groups are not named.

    *shown* holds them, among others, as the page shows them. Row of both: one assertion.
    """
    if told.empty:
        return Sentence("Nothing here is said to come from staff, leaders, children, "
                        "young people or families.")  # fmt: skip
    named = shown.loc[shown["item_id"].isin(told["item_id"]), "attribution"].dropna()
    heard = [
        f"{count} from {terms.in_words(str(who))}"
        for who, count in named.value_counts(sort=False).items()
    ]
    unnamed = len(told) - len(named)
    groups = verb(unnamed, "a group", "groups")
    heard += [f"{unnamed} from {groups} too small to be named"] if unnamed else []
    return Sentence(
        f"{pieces_of_evidence(len(told))} {verb(len(told), 'comes', 'come')} from people: "
        f"{listed(heard)}."
    )


def quotations_found(items: pd.DataFrame, quoted: pd.DataFrame) -> Sentence | None:
    """Say how many passages are held in people's own words, and how many of them are quoted."""
    held = items[items["quotation"].notna()]
    if held.empty:
        return None
    reviewed = int(held["quotation_reviewed"].fillna(False).sum())
    return Sentence(
        f"{counted(len(held), 'passage')} {verb(len(held), 'is', 'are')} held in people's own "
        f"words; {reviewed or 'none'} marked as read for personal data, "
        f"{len(quoted) or 'none'} quoted here."
    )


def self_report(counts: pd.DataFrame) -> Sentence | None:
    """Say how much is the partnership's own account; rows as `judgement.attributions` gives."""
    items, own = int(counts["items"].sum()), int(counts["self_report"].sum())
    if not items:
        return None
    return Sentence(
        f"{own or 'None'} of {pieces_of_evidence(items)} {verb(own or 1, 'is', 'are')} the "
        "partnership's own account: reported by leaders or staff, or from its data."
    )


def leaders_beside_frontline(compared: pd.DataFrame, titles: Mapping[str, str]) -> Sentence | None:
    """
    Say whether leaders and the front line say the same, question by question.

    Nothing is said where too few of either were heard; rows as `leaders_and_frontline` gives.
    """
    if compared.empty:
        return None
    said = [
        f"On “{titles.get(criterion, criterion)}”: {words}"
        for criterion, words in zip(compared["criterion"], compared["in_words"], strict=True)
    ]
    return Sentence(" ".join(said))


def told_table(items: pd.DataFrame) -> AccessibleTable:
    """
    List what people said; who said it where that names no small group.

    Row: one assertion of staff, leaders, young people or families, as `shown_items` gives.
    """
    return table(
        worded(items, ["bearing"]).assign(attribution=speakers(items)),
        {"item_id": "Evidence", "summary": "What was said (our words)", "attribution": "Said by",
         "bearing": "What it shows"},
        name="people_said",
        caption="What people said, in our words",
        links={"item_id": "item"},
        notes=(UNLINKED, *withheld_notes(items)),
    )  # fmt: skip


def quotations_table(quoted: pd.DataFrame) -> AccessibleTable:
    """
    Show what people said in their own words.

    Row: one passage, as `disclosure.quotable` gives.
    """
    worded = quoted.assign(
        attribution=speakers(quoted),
        quotation=[f"“{words}”" for words in quoted["quotation"]],
    )
    return table(
        worded,
        {"item_id": "Evidence", "quotation": "In people's own words",
         "attribution": "Whose words"},
        name="quotations",
        caption="What people said, in their own words",
        links={"item_id": "item"},
        notes=(
            "Each was read for personal data by a person and marked as reviewed.",
            *withheld_notes(quoted),
        ),
    )  # fmt: skip

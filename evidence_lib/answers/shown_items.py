"""The items of a review as its pages may show them, and of ids those that a page may name."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.english import pieces_of_evidence, verb
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import Sentence

WITHHELD_NOTE = (
    f"{terms.HIDDEN}: who said it, where and when is not shown, because the group was small."
)


def shown_items(review: Evidence) -> pd.DataFrame:
    """Give the items as the review's pages show them. Row: one, as `disclosure.items_shown`."""
    return review.once(
        f"items shown to {review.profile}",
        lambda: disclosure.items_shown(
            disclosure.with_suppressed_sizes(review.tables["evidence_items"], review.marks),
            review.profile,
            _titles(review),
            threshold=review.threshold,
        ),
    )


def _titles(review: Evidence) -> dict[tuple[str, str], str]:
    return {
        (str(area), str(key)): str(title)
        for area, criteria in zip(review.areas["area"], review.areas["criteria"], strict=True)
        for key, title in criteria.items()
    }


def items_of(area: Area) -> pd.DataFrame:
    """Narrow the items as they are shown to one area. Row: one, as `disclosure.items_shown`."""
    items = shown_items(area.review)
    return items[items["area"].eq(area.number)].reset_index(drop=True)


def naming_shown(review: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    """
    Name behind each row only the items that the review's pages show.

    Row: one row of *rows*, as it stands, but for its ``item_ids``.
    """
    shown = frozenset(shown_items(review)["item_id"])
    return rows.assign(item_ids=[disclosure.named_ids(each, shown) for each in rows["item_ids"]])


def ids_shown(review: Evidence, ids: Sequence[str]) -> list[str]:
    """Keep of some item ids those that the review's pages show, in their order."""
    shown = frozenset(shown_items(review)["item_id"])
    return [each for each in ids if each in shown]


def heard(items: pd.DataFrame) -> list[str]:
    """
    Name each item's strand, and who said it where that is not the same word, with a group's size.

    Row: one item, as `shown_items` gives; what is withheld has the marker of all that is.
    """
    return [
        terms.HIDDEN if pd.isna(strand) else _heard(str(strand), said) + _size(how, number)
        for strand, said, how, number in zip(
            items["strand"], items["attribution"], items["shown_as"], items["participants"],
            strict=True,
        )
    ]  # fmt: skip


def _heard(strand: str, said: object) -> str:
    if strand == said or strand in str(said):
        return terms.in_words(strand)
    return f"{terms.in_words(strand)}; {terms.in_words(str(said))}"


def _size(how: str, number: object) -> str:
    return f" (n = {number})" if how == disclosure.WITH_SIZE else ""


def speakers(items: pd.DataFrame) -> list[str]:
    """Name who said each item, with a group's size. Row: one item, as `shown_items` gives."""
    return [
        terms.HIDDEN if pd.isna(said) else terms.in_words(str(said)) + _size(how, number)
        for said, how, number in zip(
            items["attribution"], items["shown_as"], items["participants"], strict=True
        )
    ]


def marked(items: pd.DataFrame, columns: Sequence[str]) -> dict[str, pd.Series]:
    """
    Mark in some columns what is withheld, so that it is not taken for what was never stated.

    Row: one item, as `shown_items` gives.
    """
    return {name: items[name].mask(_withheld(items), terms.HIDDEN) for name in columns}


def _withheld(items: pd.DataFrame) -> pd.Series:
    return items["shown_as"].isin([disclosure.UNATTRIBUTED, disclosure.THEME])


def withheld_notes(items: pd.DataFrame) -> tuple[str, ...]:
    """Explain the marker where any of some items bears it. Row: one, as `shown_items` gives."""
    return (WITHHELD_NOTE,) if _withheld(items).any() else ()


def not_listed(review: Evidence) -> Sentence | None:
    """Say how many assertions are counted and not listed; nothing where all of them are."""
    number = len(review.tables["evidence_items"]) - len(shown_items(review))
    if not number:
        return None
    return Sentence(
        f"{pieces_of_evidence(number)} of this review {verb(number, 'is', 'are')} counted and "
        f"not listed on any page, because {verb(number, 'it', 'each')} is about one person."
    )

"""Small figures taken out of a table: cells marked as hidden, rows and values blanked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from evidence_lib import terms
from evidence_lib.disclosure.rule import MISSING, is_small_count, small_counts


def hide_small_counts(
    counts: pd.DataFrame, columns: Sequence[str], *, threshold: int = terms.SMALL_COUNT
) -> pd.DataFrame:
    """
    Replace the counts of people from 1 to below *threshold* by the one marker for hidden.

    Row: as given; only *columns* change, and they become objects: whole numbers, the marker, or
    missing. Nought stays nought: nobody is in it.

    Source: docs/decisions/0003; cells under 5 need care in the practice of UK health statistics.
    """
    hidden = counts.copy()
    for column in columns:
        shown = [_shown_count(count, threshold) for count in counts[column]]
        hidden[column] = pd.Series(shown, index=counts.index, dtype=object)
    return hidden


def _shown_count(count: object, threshold: int) -> object:
    if pd.isna(count):  # type: ignore[call-overload]
        return None
    number = int(count)  # type: ignore[call-overload]
    return terms.HIDDEN if is_small_count(number, threshold=threshold) else number


def mark_hidden(rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """
    Write the one marker for hidden in the figures of rows that are hidden.

    Row: as given, with ``hidden`` (True or False); *columns* become objects.
    """
    hidden = rows["hidden"].astype(bool)
    marked = {column: rows[column].astype(object).mask(hidden, terms.HIDDEN) for column in columns}
    return rows.assign(**marked)


def blank_row(
    row: Mapping[str, object], counts: Sequence[str], figures: Sequence[str] | None = None
) -> dict[str, object]:
    """
    Blank the figures of a group or a year together where one of its counts is small.

    Together, because the small one can often be worked back from the others.

    Args:
        row: One group or year, by name of its figures.
        counts: The counts of people to look at.
        figures: What is blanked; every number of the row unless given.

    Returns:
        The row, its blanked figures NaN, and ``hidden`` (True or False).

    Source: docs/decisions/0003.
    """
    numbers = {name: each for name, each in row.items() if isinstance(each, (int, float))}
    hidden = any(is_small_count(numbers[name]) for name in counts)
    blanked = (numbers if figures is None else figures) if hidden else ()
    return {**row, **dict.fromkeys(blanked, MISSING), "hidden": hidden}


def blank_small_shares(values: pd.DataFrame) -> pd.DataFrame:
    """
    Blank the values whose published counts are of a small group.

    Row: as given, with ``denominator``, ``numerator`` and ``value``. ``value`` and ``numerator``
    are missing, and the added ``hidden`` is True, where the base is under 20, where the numerator
    is 1 to 4, or where the rest of the base is. A base or a count that is not published hides
    nothing: none is recovered.

    Source: docs/decisions/0003.
    """
    rest = values["denominator"] - values["numerator"]
    hidden = (
        values["denominator"].lt(terms.PERCENT_NEEDS)
        | small_counts(values["numerator"])
        | small_counts(rest)
    )
    return values.assign(
        value=values["value"].mask(hidden), numerator=values["numerator"].mask(hidden),
        hidden=hidden,
    )  # fmt: skip


def percentages_that_may_be_shown(values: pd.DataFrame) -> pd.DataFrame:
    """
    Leave out percentages on a base under 20, and those that would give a few children away.

    Row: as given. Where no count is published none is recovered, and nothing is left out.

    Source: docs/decisions/0003, by `blank_small_shares`.
    """
    return values[~blank_small_shares(values)["hidden"].astype(bool)]


def in_whole_percent(rates: pd.DataFrame) -> pd.DataFrame:
    """
    Round percentages and their intervals to whole ones.

    Row: one series in one period, with ``value``, ``low`` and ``high``; others as given.

    Source: docs/decisions/0003: decimals can give away the count behind a percentage.
    """
    return rates.assign(
        **{name: rates[name].astype("float64").round(0) for name in ("value", "low", "high")}
    )


def told_by_few(rows: pd.DataFrame, group: str, answer: str) -> set[str]:
    """
    Name the groups in which so few gave one of the answers that a share would tell who.

    Row: one case in one group with one answer.

    Source: docs/decisions/0003: neither part of a share may be from 1 to 4.
    """
    given = rows[[group, answer]].value_counts()
    return {str(name) for name, _ in given.index[small_counts(given)]}

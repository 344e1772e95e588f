"""
What makes a published series doubtful: the traps found in real files, each as a flag.

A flag stops nothing. It names the series, the rule and the periods, so that a person looks before
a finding leans on it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

import pandas as pd

from evidence_lib import disclosure, terms

ZEROS_IN_A_ROW = 3
REPEATS_IN_A_ROW = 3
LARGEST_DENOMINATOR = 400
CHANCE_OF_ACCIDENT = 0.1
UNLIKELY = 0.01

FLAG_COLUMNS = ["indicator_id", "place", "rule", "periods", "message"]
_PLACE_SERIES = ["indicator_id", "definition_version", "place", "group_type", "group"]

Flag = tuple[str, str, str, str, str]


def quality_flags(values: pd.DataFrame, definitions: pd.DataFrame | None = None) -> pd.DataFrame:
    """
    List what makes published series doubtful.

    Row: one flag.

    Args:
        values: Rows of ``indicator_values``.
        definitions: Rows of ``indicators``; with them re-used codes are found, and rates per 1,000
            are told from percentages.

    Returns:
        ``indicator_id``, ``place`` (empty where every place is meant), ``rule``, ``periods`` (text)
        and ``message``. The rules: ``reused-code``, ``run-of-zeros``, ``repeated-value``,
        ``definition-break``, ``superseded``, ``imputed`` (projected too), ``not-available``,
        ``mixed-period-kinds``, ``decimals-give-small-count`` (the simplest fraction behind it has
        a numerator under 5; the count may be a multiple of it) and ``decimals-give-count``.

    Source: docs/method.md, "Traps in published figures", found in the national files.
    """
    known = pd.DataFrame(columns=["indicator_id", "code", "title", "unit"])
    described = known if definitions is None else definitions
    found: list[Flag] = [*_reused_codes(described)]
    for rule in (_definition_breaks, _marked_values, _mixed_period_kinds):
        found += list(rule(values))
    for _, rows in values[_usable(values)].groupby(_PLACE_SERIES, sort=False, dropna=False):
        found += list(_in_one_series(rows.sort_values("period"), values, described))
    return pd.DataFrame(found, columns=FLAG_COLUMNS)


def _usable(values: pd.DataFrame) -> pd.Series[bool]:
    return values["value_type"].eq("raw") & values["value"].notna()


def _in_one_series(
    rows: pd.DataFrame, values: pd.DataFrame, definitions: pd.DataFrame
) -> Iterator[Flag]:
    yield from _runs(rows, "run-of-zeros", ZEROS_IN_A_ROW, lambda value: value == 0, values)
    yield from _runs(rows, "repeated-value", REPEATS_IN_A_ROW, lambda value: value != 0, values)
    yield from _telling_decimals(rows, _scale(rows["indicator_id"].iloc[0], definitions))


def _reused_codes(definitions: pd.DataFrame) -> Iterator[Flag]:
    coded = definitions[definitions["code"].notna()]
    for code, rows in coded.groupby("code", sort=False):
        if rows["title"].nunique() > 1:
            names = ", ".join(rows["indicator_id"])
            message = f"code {code} stands for several measures ({names}): never join by code alone"
            for indicator_id in rows["indicator_id"]:
                yield indicator_id, "", "reused-code", "", message


def _definition_breaks(values: pd.DataFrame) -> Iterator[Flag]:
    grouped = values[_usable(values)].groupby(
        ["indicator_id", "place", "group_type", "group"], sort=False
    )
    for (indicator_id, place, _, _), rows in grouped:
        first = rows.groupby("definition_version", sort=False)["period"].agg(["min", "max"])
        spans = first.sort_values("min")
        apart = spans["min"].iloc[1:].to_numpy() > spans["max"].iloc[:-1].to_numpy()
        if len(spans) > 1 and apart.all():
            starts = ", ".join(spans["min"].iloc[1:])
            message = f"the definition changes from {starts}: do not draw one line through both"
            yield str(indicator_id), str(place), "definition-break", starts, message


def _marked_values(values: pd.DataFrame) -> Iterator[Flag]:
    marks = {
        "imputed": values["value_type"].isin(["imputed", "projected"]),
        "not-available": values["value_type"].eq("not_available"),
        "superseded": values["superseded_by"].notna(),
    }
    words = {
        "imputed": "filled in or projected by the publisher, so not used as fact",
        "not-available": "not published, so missing here",
        "superseded": "replaced by a later publication, so not used",
    }
    for rule, marked in marks.items():
        grouped = values[marked].groupby(["indicator_id", "place"], sort=False)["period"]
        for (indicator_id, place), periods in grouped:
            listed = ", ".join(dict.fromkeys(periods))
            yield str(indicator_id), str(place), rule, listed, words[rule]


def _mixed_period_kinds(values: pd.DataFrame) -> Iterator[Flag]:
    kinds = values.groupby("indicator_id", sort=False)["period_kind"].unique()
    for indicator_id, found in kinds.items():
        if len(found) > 1:
            message = (
                f"periods of several kinds ({', '.join(map(terms.in_words, found))}) are mixed"
            )
            yield str(indicator_id), "", "mixed-period-kinds", "", message


def _runs(
    rows: pd.DataFrame,
    rule: str,
    least: int,
    wanted: Callable[[float], bool],
    values: pd.DataFrame,
) -> Iterator[Flag]:
    pairs = list(zip(rows["period"], rows["value"], strict=True))
    for value, run in groupby(pairs, key=lambda pair: pair[1]):
        periods = [str(period) for period, _ in run]
        if len(periods) < least or not wanted(value):
            continue
        indicator_id, place = rows["indicator_id"].iloc[0], rows["place"].iloc[0]
        message = f"{value:g} in {len(periods)} periods in a row: check it before relying on it"
        if rule == "run-of-zeros":
            message += _zeros_in_context(values, indicator_id, place, periods)
        yield indicator_id, place, rule, f"{periods[0]} to {periods[-1]}", message


def _zeros_in_context(
    values: pd.DataFrame, indicator_id: str, place: str, periods: list[str]
) -> str:
    """Say how many children would make such a run unlikely, from the rates elsewhere."""
    rate_pct = _median_elsewhere(values, indicator_id, place, periods)
    if not rate_pct > 0:
        return ""
    return (
        f"; elsewhere the median is {rate_pct:.1f}, so with {_enough(rate_pct)} or more children "
        "over these periods a run of zeros would happen by chance less than once in "
        f"{round(1 / UNLIKELY)}"
    )


def _median_elsewhere(
    values: pd.DataFrame, indicator_id: str, place: str, periods: Sequence[str]
) -> float:
    others = values[
        values["indicator_id"].eq(indicator_id)
        & values["place"].ne(place)
        & values["period"].isin(periods)
        & _usable(values)
    ]
    return float(others["value"].median()) if len(others) else 0.0


def _enough(rate_pct: float) -> int:
    return math.ceil(-math.log(UNLIKELY) / (rate_pct / 100))


@dataclass(frozen=True)
class ZeroRun:
    """
    A run of noughts in a place's percentages.

    ``periods`` in order; ``elsewhere_pct`` is the median of other places in those periods;
    ``enough`` is how many children over all of them would make such a run a chance of less than
    ``chance`` at that rate, None where the median elsewhere is nought too.
    """

    periods: tuple[str, ...]
    elsewhere_pct: float
    enough: int | None
    chance: float


def zero_run(values: pd.DataFrame, indicator_id: str, *, place: str) -> ZeroRun | None:
    """
    Find the longest run of noughts in a place's percentages, three or more; None where none is.

    Args:
        values: Rows of ``indicator_values``, those of other places among them.
        indicator_id: A percentage of children.
        place: Where.

    Source: docs/method.md, "Traps in published figures": the Poisson chance of no event at all.
    """
    of_place = values[values["indicator_id"].eq(indicator_id) & values["place"].eq(place)]
    rows = of_place[_usable(of_place) & of_place["group_type"].eq("all")].sort_values("period")
    pairs = zip(rows["period"], rows["value"], strict=True)
    runs = [
        [str(period) for period, _ in run]
        for is_zero, run in groupby(pairs, key=lambda pair: pair[1] == 0)
        if is_zero
    ]
    longest = max(runs, key=len, default=[])
    if len(longest) < ZEROS_IN_A_ROW:
        return None
    rate_pct = _median_elsewhere(values, indicator_id, place, longest)
    enough = _enough(rate_pct) if rate_pct > 0 else None
    return ZeroRun(tuple(longest), rate_pct, enough, UNLIKELY)


def _scale(indicator_id: str, definitions: pd.DataFrame) -> int:
    unit = definitions.loc[definitions["indicator_id"].eq(indicator_id), "unit"]
    return 1000 if len(unit) and str(unit.iloc[0]).startswith("per 1,000") else 100


def _telling_decimals(rows: pd.DataFrame, scale: int) -> Iterator[Flag]:
    for row in rows.to_dict("records"):
        numerator = worked_back(float(row["value"]), scale)
        if numerator is None or pd.notna(row["numerator"]):
            continue
        small = disclosure.is_small_count(numerator)
        rule = "decimals-give-small-count" if small else "decimals-give-count"
        message = (
            "its decimals may let a reader work back the count behind it: round it before showing"
        )
        yield row["indicator_id"], row["place"], rule, row["period"], message


def worked_back(rate: float, scale: int) -> int | None:
    """
    Work a numerator back from the decimals of a rate, as an intruder would.

    Args:
        rate: The published rate, such as 8.5106.
        scale: What it is per: 100 or 1000.

    Returns:
        The numerator of the simplest fraction that rounds to the rate, or None where none with a
        denominator of 400 or less does, or where so many do that it would tell nothing.

    Source: docs/method.md, "Traps in published figures" (continued fractions).
    """
    decimals = len(re.sub(r"^[^.]*\.?", "", f"{rate:.4f}".rstrip("0")))
    share, half = rate / scale, 0.5 * 10.0**-decimals / scale
    if not 0 < share < 1:
        return None
    simplest = _simplest_between(Fraction(share - half), Fraction(share + half))
    accidents = 2 * half * simplest.denominator**2 * 3 / math.pi**2
    telling = simplest.denominator <= LARGEST_DENOMINATOR and accidents < CHANCE_OF_ACCIDENT
    return simplest.numerator if telling and decimals > 0 else None


def _simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """Find the fraction with the smallest denominator from *low* to *high*, both above nought."""
    whole = math.floor(low)
    if low == whole:
        return Fraction(whole)
    if whole + 1 <= high:
        return Fraction(whole + 1)
    return whole + 1 / _simplest_between(1 / (high - whole), 1 / (low - whole))

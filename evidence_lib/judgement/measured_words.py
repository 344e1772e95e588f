"""One honest sentence on a measure: its two values, how sure, and what that shows or does not."""

from __future__ import annotations

import math

from evidence_lib import disclosure, terms
from evidence_lib.english import amount, capital, gap_unit, interval, listed, verb
from evidence_lib.judgement.measured_change import IMPROVED, NOT_SHOWN, WORSENED, Change
from evidence_lib.judgement.measured_series import Pair, Part, Point, Series
from evidence_lib.published import is_count

TOO_FEW = "too few to show the figures"

SHORT = {
    IMPROVED: "improved beyond chance",
    WORSENED: "worsened beyond chance",
    NOT_SHOWN: "a change is not shown",
}
"""A verdict as a cell of a table says it."""


def measure_name(title: str, series: Series, *, several: bool) -> str:
    """Name a series: the title, with the group where the measure is of *several*, or the gap."""
    if series.is_gap:
        return f"{title} (gap between the most and the least deprived fifth)"
    if not several or series.group_type == "all":
        return title
    group = terms.in_words(series.group)
    return f"{title}, {group if series.group_type != 'age' else f'aged {group}'}"


def not_compared(measure: str, pair: Pair, unit: str) -> str:
    """Say what is known of a series whose two periods cannot be compared, and why."""
    known = [point for point in (pair.before, pair.after) if point is not None]
    said = listed([_value_in(point, unit) for point in known])
    if not all(_may_show(point, unit) for point in known):
        said = TOO_FEW
    why = f"not compared: {pair.why}."
    return f"{measure}: {said}. {capital(why)}" if said else f"{measure}: {why}"


def compared(measure: str, pair: Pair, change: Change, *, unit: str, direction: str) -> str:
    """Say from what to what a series went, its interval, and what that shows."""
    before, after = pair.before, pair.after
    if before is None or after is None:
        return not_compared(measure, pair, unit)
    shown = _shown(before, after, change, direction)
    if not (_may_show(before, unit) and _may_show(after, unit)):
        return f"{measure}: {TOO_FEW}. {capital(shown.split(':')[0])}."
    moved = f"{_moved(before, after, unit)}{_gaps(pair)}{_direction(before, after, direction)}"
    if _rounds_to_nought(change):
        moved = f"{listed([_value_in(before, unit), _value_in(after, unit)])}{_gaps(pair)}"
    tested = _tested(change, rounded_apart=_rounded_apart(before, after, change))
    said = (f"{measure}: {moved}", capital(tested), f"{capital(shown)}.")
    return ". ".join(filter(None, said))


def in_short(pair: Pair, verdict: str, unit: str) -> str:
    """
    Say the two values, or the one that is known, and the verdict, without name or interval.

    A count stands without its unit: what was counted is in the name of the measure.
    """
    known = [point for point in (pair.before, pair.after) if point is not None]
    shown = "not compared" if pair.why else SHORT[verdict]
    if not all(_may_show(point, unit) for point in known):
        return f"{TOO_FEW}; {shown}"
    written = "" if is_count(unit) else unit
    return "; ".join(filter(None, (listed([_value_in(each, written) for each in known]), shown)))


def _value(point: Point, unit: str) -> str:
    is_gap = len(point.parts) > 1
    return amount(abs(point.value), gap_unit(unit) if is_gap else unit)


def _value_in(point: Point, unit: str) -> str:
    return f"{_value(point, unit)} in {point.period}"


def _may_show(point: Point, unit: str) -> bool:
    if is_count(unit):
        return disclosure.parts_may_show(*(part.value for part in point.parts))
    return all(_rate_may_show(part, unit) for part in point.parts)


def _rate_may_show(part: Part, unit: str) -> bool:
    if math.isnan(part.numerator):
        return True
    if unit != "%":
        return disclosure.parts_may_show(part.numerator)
    return disclosure.share_may_show(part.numerator, part.denominator)


def _moved(before: Point, after: Point, unit: str) -> str:
    size = abs(after.value) - abs(before.value)
    if not size:
        return f"{_value_in(before, unit)} and in {after.period}"
    words = ("widened", "narrowed") if len(before.parts) > 1 else ("rose", "fell")
    return f"{words[size < 0]} from {_value_in(before, unit)} to {_value_in(after, unit)}"


def _gaps(pair: Pair) -> str:
    years = pair.not_given
    return f" ({listed(years)} {verb(len(years), 'is', 'are')} not given)" if years else ""


def _direction(before: Point, after: Point, direction: str) -> str:
    size = abs(after.value) - abs(before.value)
    if direction == "neutral" or not size:
        return ""
    asked = (size > 0) == (direction == "higher")
    return f", {'the direction asked for' if asked else 'the wrong direction'}"


def _tested(change: Change, *, rounded_apart: bool = False) -> str:
    if change.estimate is None:
        return ""
    if not change.no_change:
        points = interval(100 * change.low, 100 * change.high, places=1)
        name = "difference before rounding" if rounded_apart else "difference"
        nought = "under 0.1" if rounded_apart else "0.0"
        return f"{name} {_signed(change.estimate, nought)} percentage points, {points}"
    if math.isnan(change.estimate):
        return "no ratio, as both are 0"
    if math.isinf(change.high):
        return f"no ratio, as the first is 0; 95% interval from {change.low:.2f} up"
    return f"ratio {change.estimate:.2f}, {interval(change.low, change.high)}"


def _rounded_apart(before: Point, after: Point, change: Change) -> bool:
    """Tell of a difference of shares whether it is not that of the two as they are printed."""
    if change.estimate is None or change.no_change:
        return False
    printed = round(after.value, 1) - round(before.value, 1)
    return round(abs(printed - _points(change.estimate)), 1) > 0


def _rounds_to_nought(change: Change) -> bool:
    """Tell of a difference of shares whether it is nought as it is printed."""
    return change.estimate is not None and not change.no_change and not _points(change.estimate)


def _points(share: float) -> float:
    return round(100 * share, 1)


def _signed(share: float, nought: str) -> str:
    """Write a difference with its sign; *nought* says one that rounds to it."""
    points = _points(share)
    return f"{points:+.1f}" if points else nought


def _shown(before: Point, after: Point, change: Change, direction: str) -> str:
    verdict = change.verdict(direction)
    if direction == "neutral" and not change.why:
        return "neither more nor less is better in itself"
    if verdict != NOT_SHOWN:
        word = "improved" if verdict == IMPROVED else "worsened"
        return f"{word} by more than chance would explain"
    return f"{SHORT[NOT_SHOWN]}: {_why_not_shown(before, after, change, direction)}"


def _why_not_shown(before: Point, after: Point, change: Change, direction: str) -> str:
    if change.why:
        return change.why
    if change.method.startswith("ratio of counts") and after.value < before.value:
        if change.needed is None:
            return f"no fall from {before.value:.0f} could be told from chance"
        return f"{change.needed} or fewer would have been needed to tell it from chance"
    return "chance alone could explain it"

"""Whether a measure changed by more than chance would change it, and in which direction."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_lib.counts import compare_counts
from evidence_lib.judgement.measured_series import Part, Point
from evidence_lib.published import is_count, rate_per
from evidence_lib.survey import combine_shares, proportion_interval

ROUNDING = 0.6
"""Published rates may be rounded to whole ones; what differs by more is not that of its counts."""

STOCK = "snapshot"
"""The kind of period of a count of those there on one day."""

IMPROVED, WORSENED, NOT_SHOWN = "improved", "worsened", "not_shown"


@dataclass(frozen=True)
class Change:
    """
    A change with its 95 % interval; where nothing was tested ``why`` says so and the rest is empty.

    A ratio of counts or rates (``no_change`` is 1) or a difference of shares, -1 to 1 (it is 0).
    ``base`` is the earlier count, or the smallest denominator. ``needed`` is the largest later
    count that would have been a fall beyond chance, None where none would or none was asked for.
    """

    method: str = ""
    estimate: float | None = None
    low: float = math.nan
    high: float = math.nan
    no_change: float = 0.0
    base: int | None = None
    needed: int | None = None
    why: str = ""

    @property
    def like_chance(self) -> bool | None:
        """Whether the interval holds no change; None where nothing was tested."""
        return None if self.estimate is None else self.low <= self.no_change <= self.high

    def verdict(self, direction: str) -> str:
        """
        Say improved or worsened only where the interval leaves out no change, else not shown.

        *direction* says which values are better: higher, lower or neutral. That nothing changed is
        never said: a wide interval cannot show it.
        """
        if direction == "neutral" or self.like_chance is not False:
            return NOT_SHOWN
        rose = self.low > self.no_change
        return IMPROVED if rose == (direction == "higher") else WORSENED


def change_between(before: Point, after: Point, unit: str, *, is_gap: bool) -> Change:
    """
    Compare two points of one series.

    Counts are compared by their exact ratio, percentages by their difference with Newcombe's
    interval, rates per 1,000 by the exact ratio of rates, a gap of percentages by the difference of
    its two differences, from all four shares. A stock is not compared: two days hold largely the
    same children, and are no two draws.

    Source: docs/method.md, "Outcome measures".
    """
    if STOCK in (before.period_kind, after.period_kind):
        return Change(why="it counts largely the same children on both days, so no test fits")
    if is_count(unit) and not is_gap:
        return _of_counts(before.value, after.value)
    why = _not_testable([*before.parts, *after.parts], unit, is_gap=is_gap)
    if why:
        return Change(why=why)
    if is_gap:
        return _of_gaps(before, after)
    return _of_shares(before, after) if unit == "%" else _of_rates(before.parts[0], after.parts[0])


def _of_counts(before: float, after: float) -> Change:
    if before % 1 or after % 1 or min(before, after) < 0:
        return Change(why="its values are no whole counts")
    found = compare_counts(int(before), int(after))
    return Change(
        "ratio of counts, exact", found.ratio, found.low, found.high,
        no_change=1.0, base=found.before, needed=found.significant_at_most,
    )  # fmt: skip


def _not_testable(parts: Sequence[Part], unit: str, *, is_gap: bool) -> str:
    per = rate_per(unit)
    unknown = "so chance cannot be ruled out"
    if not all(part.denominator > 0 for part in parts):
        return f"the number it is out of is not published, {unknown}"
    if per is None or (is_gap and per != 100):
        return f"how far its values spread is not published, {unknown}"
    if any(math.isnan(part.numerator) for part in parts):
        return f"the counts behind it are not published, {unknown}"
    if not all(_is_of_its_counts(part, per) for part in parts):
        return f"its values are not those of its counts, {unknown}"
    return ""


def _is_of_its_counts(part: Part, per: int) -> bool:
    whole = not part.numerator % 1 and not (per == 100 and part.denominator % 1)
    possible = part.numerator <= part.denominator or per != 100
    rate = per * part.numerator / part.denominator
    return whole and possible and abs(rate - part.value) < ROUNDING


def _of_shares(before: Point, after: Point) -> Change:
    earlier, later = (
        proportion_interval(int(part.numerator), int(part.denominator))
        for part in (before.parts[0], after.parts[0])
    )
    found = combine_shares([later], [earlier])
    method = "difference of shares, Newcombe"
    base = min(earlier.total, later.total)
    return Change(method, found.estimate, found.low, found.high, base=base)


def _of_rates(before: Part, after: Part) -> Change:
    found = compare_counts(
        int(before.numerator), int(after.numerator),
        exposure_before=before.denominator, exposure_after=after.denominator,
    )  # fmt: skip
    base = int(min(before.denominator, after.denominator))
    method = "ratio of rates, exact"
    return Change(method, found.ratio, found.low, found.high, no_change=1.0, base=base)


def _of_gaps(before: Point, after: Point) -> Change:
    if before.value * after.value < 0:
        return Change(why="the gap changed sides: the other fifth now has the higher value")
    most, least, most_after, least_after = (
        proportion_interval(int(part.numerator), int(part.denominator))
        for part in (*before.parts, *after.parts)
    )
    # The size of a gap is most less least deprived, or the other way round, whichever is above 0.
    widens = [most_after, least], [least_after, most]
    added, taken = widens if before.value + after.value >= 0 else widens[::-1]
    found = combine_shares(added, taken)
    base = min(each.total for each in (*added, *taken))
    method = "difference of two gaps in shares, Newcombe (MOVER)"
    return Change(method, found.estimate, found.low, found.high, base=base)

"""How a gap changed: levels, absolute gap and relative gap, which can move apart."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from evidence_lib.errors import MethodInputError, require_choice
from evidence_lib.inequality.groups import HIGH_IS, Z_95, Numbers, column, standard_errors

NOT_DEFINED = "not defined"


@dataclass(frozen=True)
class GapChange:
    """
    Four levels, two gaps and how they changed.

    Row: one comparison of two points in time. Gaps are most minus least deprived (``absolute_``, in
    the unit of the rate) and most over least (``relative_``, None over a rate of 0). Of the
    movements, those of the gaps are widened, narrowed or unchanged (the relative one also "not
    defined"), that of the most deprived's level is improved, worsened or unchanged. The interval
    and ``minimum_detectable_change`` need standard errors, None without.
    """

    most_deprived_before: float
    most_deprived_after: float
    least_deprived_before: float
    least_deprived_after: float
    absolute_before: float
    absolute_after: float
    absolute_change: float
    absolute_change_low: float | None
    absolute_change_high: float | None
    relative_before: float | None
    relative_after: float | None
    relative_change: float | None
    minimum_detectable_change: float | None
    absolute_movement: str
    relative_movement: str
    level_movement: str
    method: str
    caveats: tuple[str, ...]

    @property
    def quadrant(self) -> str:
        """Say in words what widened, what narrowed and how the most deprived fared."""
        return (
            f"absolute gap {self.absolute_movement}, relative gap {self.relative_movement}, "
            f"level of the most deprived {self.level_movement}"
        )

    @property
    def disagree(self) -> bool:
        """Tell whether the two gaps say different things."""
        return self.relative_movement not in (NOT_DEFINED, self.absolute_movement)


def gap_change(before: pd.DataFrame, after: pd.DataFrame, *, high_is: str) -> GapChange:
    """
    Compare the gap between the most and the least deprived at two points in time.

    Levels, absolute and relative gap can move in different directions; all are given, and it is
    said when they disagree.

    Args:
        before: Row: one group, most deprived first; at least two. Column ``rate``, and
            ``standard_error`` for the interval.
        after: The same groups, later.
        high_is: ``bad`` or ``good``; it says which way a level improves.

    Returns:
        A `GapChange`.

    Raises:
        MethodInputError: Fewer than two groups, not as many after as before, or a rate that is
            missing, negative or infinite.
        UnknownTermError: *high_is* is no word of its list.

    Source: Mackenbach and Kunst 1997 on absolute and relative gaps; the change's standard error is
    the root of the sum of the four squared standard errors.
    """
    doing = "comparing two gaps"
    require_choice("high_is", high_is, HIGH_IS, doing=doing)
    old, new = (column(each, "rate", 2, doing=doing) for each in (before, after))
    if len(old) != len(new):
        raise MethodInputError(
            f"{doing}: before and after need the same groups; got {len(old)} and {len(new)}"
        )
    reach = _detectable(before, after, doing=doing)
    return _gap_change(old[[0, -1]], new[[0, -1]], reach, high_is)


def _detectable(before: pd.DataFrame, after: pd.DataFrame, *, doing: str) -> float | None:
    """Find the smallest change of the absolute gap that these figures could tell from none."""
    errors = [standard_errors(each, 2, doing=doing) for each in (before, after)]
    squares = [float((each[[0, -1]] ** 2).sum()) for each in errors if each is not None]
    return Z_95 * math.sqrt(sum(squares)) if len(squares) == 2 else None


def _gap_change(old: Numbers, new: Numbers, reach: float | None, high_is: str) -> GapChange:
    absolute = [float(ends[0] - ends[1]) for ends in (old, new)]
    relative = [float(ends[0] / ends[1]) if ends[1] else None for ends in (old, new)]
    change = absolute[1] - absolute[0]
    gap, ratio = _movement(abs(absolute[0]), abs(absolute[1])), _relative_movement(relative)
    return GapChange(
        most_deprived_before=float(old[0]),
        most_deprived_after=float(new[0]),
        least_deprived_before=float(old[1]),
        least_deprived_after=float(new[1]),
        absolute_before=absolute[0],
        absolute_after=absolute[1],
        absolute_change=change,
        absolute_change_low=None if reach is None else change - reach,
        absolute_change_high=None if reach is None else change + reach,
        relative_before=relative[0],
        relative_after=relative[1],
        relative_change=_difference(relative),
        minimum_detectable_change=reach,
        absolute_movement=gap,
        relative_movement=ratio,
        level_movement=_level_movement(old[0], new[0], high_is),
        method="most minus least deprived, and most over least deprived, before and after; "
        "95% normal interval from the groups' standard errors",
        caveats=_gap_caveats(absolute, gap, ratio, change, reach),
    )


def _difference(pair: list[float | None]) -> float | None:
    first, second = pair
    return None if first is None or second is None else second - first


def _movement(before: float, after: float) -> str:
    if math.isclose(before, after, rel_tol=1e-9, abs_tol=1e-12):
        return "unchanged"
    return "widened" if after > before else "narrowed"


def _relative_movement(relative: list[float | None]) -> str:
    """Compare distances from 1 on the log scale: a ratio widens away from 1 on either side."""
    first, second = relative
    if not first or not second:
        return NOT_DEFINED
    return _movement(abs(math.log(first)), abs(math.log(second)))


def _level_movement(before: float, after: float, high_is: str) -> str:
    if math.isclose(before, after, rel_tol=1e-9, abs_tol=1e-12):
        return "unchanged"
    return "improved" if (after < before) == (high_is == "bad") else "worsened"


def _gap_caveats(
    absolute: list[float], gap: str, ratio: str, change: float, reach: float | None
) -> tuple[str, ...]:
    said = {
        f"the two gaps disagree: the absolute one {_did(gap)}, the relative one {_did(ratio)}": (
            ratio not in (NOT_DEFINED, gap)
        ),
        "a rate of 0: the relative gap is not defined": ratio == NOT_DEFINED,
        "the gap changed sides: the other group now fares worse": absolute[0] * absolute[1] < 0,
        "no standard errors: it is not known whether chance explains the change": reach is None,
        "the change is smaller than these figures could tell from chance": (
            reach is not None and abs(change) < reach
        ),
    }
    return tuple(words for words, applies in said.items() if applies)


def _did(movement: str) -> str:
    return "stayed" if movement == "unchanged" else movement

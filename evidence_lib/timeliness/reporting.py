"""Reports on requests for assistance: waits by group, and the age of the backlog."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from evidence_lib.errors import MethodInputError, shown
from evidence_lib.survey import proportion_interval
from evidence_lib.timeliness.incidence import CLOSED, cumulative_incidence, days_to
from evidence_lib.timeliness.requests import request_waits
from evidence_lib.timeliness.waits import Day

NOT_RECORDED = "not recorded"


def waiting_times(
    requests: pd.DataFrame,
    *,
    as_at: Day,
    standard_days: float,
    by: str | None = None,
    unit: str = "calendar",
    holidays: Sequence[Day] = (),
) -> pd.DataFrame:
    """
    Report waits for first help, by group.

    Row: one group, in order of its name, with ``not recorded`` last; one row ``all`` when *by* is
    None; none when there are no requests.

    Args:
        requests: The table ``service_requests``.
        as_at: The last day known about.
        standard_days: A wait of this many days is within the standard.
        by: A column to group by, such as ``locality`` or ``simd_quintile``.
        unit: ``calendar`` or ``working`` days.
        holidays: Days that are no working days.

    Returns:
        The group under the name *by* (``group`` when None); ``n``, ``still_waiting`` and
        ``closed_unhelped`` (requests); ``median``, ``p75`` and ``p90`` (days within which that
        share of all requests had help, Aalen-Johansen, missing when not reached); ``judged``
        (requests made at least *standard_days* before *as_at*; one closed without help stays in,
        for it was not helped in time) and ``within_standard`` (those helped in time);
        ``share_within_standard``, ``low`` and ``high`` (0 to 1, Wilson 95%, missing when none is
        judged); ``longest_open`` (days).

    Raises:
        MethodInputError: As `request_waits`; *standard_days* is negative or infinite; *by* is no
            column.

    Source: docs/method.md, "Waits for first help"; Wilson by `survey.proportion_interval`.
    """
    doing = "reporting waiting times"
    if not 0 <= standard_days < np.inf:
        came = shown(standard_days)
        raise MethodInputError(f'{doing}: "standard_days" must be 0 or more; got {came}')
    if by is not None and by not in requests:
        raise MethodInputError(f'{doing}: "by" must be a column of the requests; got {shown(by)}')
    waits = request_waits(requests, as_at=as_at, unit=unit, holidays=holidays)
    rows = [
        {by or "group": label, **_summary(members, standard_days)}
        for label, members in _grouped(waits, requests, by)
    ]
    return pd.DataFrame(rows, columns=[by or "group", *_SUMMARY]).astype(_SUMMARY)


_SUMMARY = {
    "n": "int64",
    "still_waiting": "int64",
    "closed_unhelped": "int64",
    "median": "float64",
    "p75": "float64",
    "p90": "float64",
    "judged": "int64",
    "within_standard": "int64",
    "share_within_standard": "float64",
    "low": "float64",
    "high": "float64",
    "longest_open": "float64",
}


def _grouped(
    waits: pd.DataFrame, requests: pd.DataFrame, by: str | None
) -> list[tuple[Hashable, pd.DataFrame]]:
    if by is None:
        return [("all", waits)] if len(waits) else []
    keys = requests[by]
    known: list[tuple[Hashable, pd.DataFrame]] = [
        (label, waits[keys.eq(label).fillna(False).to_numpy(dtype=bool)])
        for label in sorted(keys.dropna().unique())
    ]
    unknown = waits[keys.isna().to_numpy()]
    return [*known, (NOT_RECORDED, unknown)] if len(unknown) else known


def _summary(waits: pd.DataFrame, standard_days: float) -> dict[str, Any]:
    curve = cumulative_incidence(waits["days"], waits["outcome"])
    judged = waits[waits["days_since"] >= standard_days]
    within = int((judged["observed"] & (judged["days"] <= standard_days)).sum())
    return {
        "n": len(waits),
        "still_waiting": int(waits["still_waiting"].sum()),
        "closed_unhelped": int(waits["outcome"].eq(CLOSED).sum()),
        "median": days_to(curve, 0.5)[0],
        "p75": days_to(curve, 0.75)[0],
        "p90": days_to(curve, 0.9)[0],
        "judged": len(judged),
        "within_standard": within,
        **_share(within, len(judged)),
        "longest_open": waits.loc[waits["still_waiting"], "days"].max(),
    }


def _share(within: int, judged: int) -> dict[str, float]:
    if not judged:
        return {"share_within_standard": np.nan, "low": np.nan, "high": np.nan}
    interval = proportion_interval(within, judged)
    return {
        "share_within_standard": interval.share,
        "low": interval.low,
        "high": interval.high,
    }


def backlog_by_age(
    requests: pd.DataFrame,
    *,
    as_at: Day,
    edges: Sequence[float],
    unit: str = "calendar",
    holidays: Sequence[Day] = (),
) -> pd.DataFrame:
    """
    Count the requests still waiting, by how long they have waited.

    Row: one band of age, youngest first; bands without requests stay, with 0.

    Args:
        requests: The table ``service_requests``.
        as_at: The last day known about.
        edges: Where bands begin, in days, rising: (0, 7, 28) makes 0 to 6, 7 to 27, 28 or more. A
            band from 0 is added when it is missing, so that no request is lost.
        unit: ``calendar`` or ``working`` days.
        holidays: Days that are no working days.

    Returns:
        ``band`` (words), ``from_days``, ``to_days`` (last day of the band, missing for the last
        band), ``n`` (requests).

    Raises:
        MethodInputError: As `request_waits`; *edges* are not rising whole numbers from 0.

    Source: docs/method.md, "Waits for first help".
    """
    starts = _edges(edges)
    waits = request_waits(requests, as_at=as_at, unit=unit, holidays=holidays)
    open_days = waits.loc[waits["still_waiting"], "days"].to_numpy()
    band = np.searchsorted(starts, open_days, side="right") - 1
    ends = [start - 1 for start in starts[1:]]
    words = [f"{start} to {end} days" for start, end in zip(starts[:-1], ends, strict=True)]
    columns = {
        "band": [*words, f"{starts[-1]} days or more"],
        "from_days": starts,
        "to_days": pd.Series([*ends, None], dtype="Int64"),
        "n": np.bincount(band, minlength=len(starts)),
    }
    return pd.DataFrame(columns)


def _edges(edges: Sequence[float]) -> list[int]:
    whole = [int(edge) for edge in edges if edge >= 0 and float(edge).is_integer()]
    rising = all(low < high for low, high in pairwise(whole))
    if not whole or len(whole) != len(edges) or not rising:
        came = shown(", ".join(str(edge) for edge in edges))
        raise MethodInputError(
            f'counting the backlog: "edges" must be rising whole numbers from 0; got {came}'
        )
    return whole if whole[0] == 0 else [0, *whole]

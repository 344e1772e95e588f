"""How long requests wait for first help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd

from evidence_lib import timeliness
from evidence_lib.answers.waits import (
    assertions_on,
    backlog_found,
    localities_wait,
    log_rank,
    still_waiting_found,
    waits_caveat,
    waits_found,
)
from tests.gallery.case import Case, case
from tests.gallery.frames import NOTHING, rows
from tests.test_request_summary import requests

AS_AT = date(2018, 3, 31)


def cases() -> Iterator[Case]:
    found = summary(60)
    for name, each in (
        ("60", found), ("6", summary(6)), ("median not reached", median(found, days=None)),
        ("no upper end", median(found, high=None)), ("no lower end", median(found, low=None)),
    ):  # fmt: skip
        yield case(waits_found, name, each, hidden=False)
    yield case(waits_found, "counts hidden", found, hidden=True)
    for left_out in (0, 1, 12):
        yield case(waits_caveat, f"{left_out} left out", replace(found, left_out=left_out))
    for days in ((), (1.0,), (7.0, 14.0, 42.0)):
        shares = [(each, 18.6, 4.0 if each > 1 else NOTHING, 77.4) for each in days]
        marks = rows("days helped_pct closed_pct waiting_pct", *shares)
        yield case(still_waiting_found, f"{len(days)} marks", replace(found, marks=marks))
    for name, other in (("two apart", 71.0), ("two alike", 33.3)):
        estimates = rows("label estimate", ("Girvan", 33.3), ("Ayr", other))
        yield case(localities_wait, name, found, estimates)
    for name, p in (("not beyond chance", 0.071), ("beyond chance", 0.01)):
        compared = replace(found.comparison, p_value=p, caveats=())
        yield case(log_rank, name, replace(found, comparison=compared))
        rough = replace(compared, caveats=("A group is small.",))
        yield case(log_rank, f"{name}, rough", replace(found, comparison=rough))
    yield case(log_rank, "not compared", replace(found, comparison=None))
    for waiting, beyond in ((0, 0), (1, 1), (5, 5), (7, 5), (40, 0), (1234, 600)):
        name = f"{waiting} wait, {beyond} beyond"
        yield case(backlog_found, name, backlog(found, waiting, beyond), hidden=False)
    yield case(backlog_found, "a band hidden", backlog(found, 40, 20), hidden=True)
    for bearings in ([], ["supports"], ["challenges"], ["supports", "mixed", "challenges"],
                     ["challenges"] * 3):  # fmt: skip
        items = pd.DataFrame({"bearing": bearings}).assign(
            criterion="time", summary="Not timed.", shown_as="whole"
        )
        items["item_id"] = [f"A4-{number:03}" for number in range(1, len(items) + 1)]
        titles = {"time": "Help in time"}
        yield case(assertions_on, f"{bearings}", items, "time", titles, shown=items)


def summary(number: int) -> timeliness.RequestSummary:
    found = timeliness.request_summary(requests(number), as_at=AS_AT, standard_days=20)
    assert found is not None
    return found


def median(found: timeliness.RequestSummary, **ends: float | None) -> timeliness.RequestSummary:
    return replace(found, median=replace(found.median, **ends))


def backlog(
    found: timeliness.RequestSummary, waiting: int, beyond: int
) -> timeliness.RequestSummary:
    overall = found.overall.copy()
    overall["still_waiting"] = waiting
    overall["longest_open"] = 89.0 if waiting else NOTHING
    return replace(found, overall=overall, backlog=rows("n", (waiting - beyond,), (beyond,), (0,)))

"""A measure over time on a process chart."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.process import (
    _ASSURANCE,
    _VARIATION,
    assurance_words,
    process_caveat,
    process_found,
    shares_caveat,
    too_few_periods,
    trial_limits,
    variation_words,
)
from tests.gallery.case import Case, case

RULES = ("", "point_outside_limits", "two_of_three", "shift")


def cases() -> Iterator[Case]:
    for points, marked in ((1, 0), (2, 0), (15, 0), (15, 1), (15, 3)):
        chart = points_marked(points, marked)
        name = f"{marked} of {points}"
        yield case(process_found, name, chart, what="Helped in time, %")
    chart = points_marked(15, 1)
    yield case(process_found, "with a target", chart, what="Helped in time, %", target=80)
    yield case(process_caveat, "no periods pooled")
    for months in (1, 2, 12):
        spans = pd.DataFrame({"periods": [months]})
        yield case(process_caveat, f"{months} pooled", spans)
    spans = pd.DataFrame({"periods": [2]})
    for spread in (1.0, 1.74):
        yield case(shares_caveat, f"spread {spread}", spans, spread)
    for known in (0, 1, 2):
        values = pd.Series([1.0] * known + [None] * (2 - known), dtype=float)
        yield case(too_few_periods, f"{known}", values, what="Requests")
    for known in (1, 5, 12):
        yield case(trial_limits, f"{known}", pd.DataFrame({"value": [1.0] * known}))
    for variation in _VARIATION:
        yield case(variation_words, variation, variation)
    for assurance in (None, *_ASSURANCE):
        yield case(assurance_words, f"{assurance}", assurance)


def points_marked(points: int, marked: int) -> pd.DataFrame:
    rules = [RULES[1 + each % 3] if each < marked else "" for each in range(points)]
    return pd.DataFrame({"value": 50.0, "mean": 48.0, "rule": rules})

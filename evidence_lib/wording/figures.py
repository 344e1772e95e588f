"""Sentences about figures; each says its base, its interval and what it does not show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.blocks import Caveat, Finding, Sentence
from evidence_lib.english import counted, listed


class CountComparison(Protocol):
    """What `counts.compare_counts` returns."""

    before: int
    after: int
    ratio: float
    low: float
    high: float
    p_value: float
    significant_at_most: int | None


class Periods(Protocol):
    """What `indicators.review_periods` returns."""

    baseline: str
    latest: str


def percentage(value: float, base: float, *, places: int = 0) -> str:
    """Write a percentage, or say that its base of fewer than 20 allows none."""
    if base < terms.PERCENT_NEEDS:
        return f"no percentage (base {base:g}, under {terms.PERCENT_NEEDS})"
    return f"{value:.{places}f}%"

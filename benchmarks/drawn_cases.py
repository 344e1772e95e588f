"""Made-up tables of cases, from a dozen to some thousands, for attacks on pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

START = date(2016, 6, 1)
DAYS = 715
OUTCOMES = ["agreed", "partly_agreed", "declined", "deferred"]


def drawn_cases(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Draw a review's tables of cases: as many of each as the dice say."""
    sizes = rng.integers(12, 260, 4) * rng.choice([1, 10])
    places = [f"Place {each}" for each in range(1, int(rng.integers(2, 7)) + 1)]
    odds = rng.dirichlet(np.ones(len(places)))
    return {
        "service_requests": requests(rng, int(sizes[0]), places, odds),
        "child_plans": plans(rng, int(sizes[1]), places, odds),
        "shared_folders": folders(rng, int(sizes[2]), places, odds),
        "resource_decisions": decisions(rng, int(sizes[3]), places, odds),
    }


def days(rng: np.random.Generator, number: int) -> pd.Series:
    """Draw days of two years."""
    return pd.Series(pd.Timestamp(START) + pd.to_timedelta(rng.integers(0, DAYS, number), "D"))


def after(rng: np.random.Generator, since: pd.Series, mean: float, share: float) -> pd.Series:
    """Draw later days for a share of rows."""
    later = since + pd.to_timedelta(rng.exponential(mean, len(since)).round(), "D")
    return later.where(rng.random(len(since)) < share)


def flags(rng: np.random.Generator, number: int, share: float) -> pd.Series:
    """Draw yes and no, and not recorded."""
    drawn = pd.Series(rng.random(number) < share, dtype="boolean")
    return drawn.mask(pd.Series(rng.random(number) < 0.06))


def fifths(rng: np.random.Generator, number: int) -> pd.Series:
    """Draw fifths of deprivation, some not recorded."""
    drawn = pd.Series(rng.choice([1, 2, 3, 4, 5], number, p=[0.4, 0.25, 0.2, 0.1, 0.05]))
    return drawn.astype("Int64").mask(pd.Series(rng.random(number) < 0.03))


def requests(rng: np.random.Generator, n: int, places: list[str], odds: Any) -> pd.DataFrame:
    """Draw requests for assistance."""
    made = days(rng, n)
    helped = after(rng, made, 25, 0.9)
    return pd.DataFrame(
        {"request_id": [f"R{each:04}" for each in range(n)],
         "locality": rng.choice(places, n, p=odds), "cluster": "One", "requested_on": made,
         "first_help_on": helped,
         "closed_on": after(rng, made, 60, 0.1).where(helped.isna()),
         "requested_by": "school", "child_views": flags(rng, n, 0.6),
         "family_views": flags(rng, n, 0.6), "simd_quintile": fifths(rng, n), "source_id": "S"}
    )  # fmt: skip


def plans(rng: np.random.Generator, n: int, places: list[str], odds: Any) -> pd.DataFrame:
    """Draw plans of children."""
    start = pd.Series(rng.integers(2, 9, n).astype(float))
    return pd.DataFrame(
        {"plan_id": [f"P{each:04}" for each in range(n)], "cluster": "One",
         "locality": rng.choice(places, n, p=odds), "started_on": days(rng, n),
         "child_views": flags(rng, n, 0.8), "family_views": flags(rng, n, 0.9),
         "reviews": pd.Series(rng.poisson(1.2, n), dtype="Int64"), "wellbeing_start": start,
         "wellbeing_latest": (start + rng.normal(0.5, 1, n).round(1)).where(rng.random(n) < 0.7),
         "ended_on": pd.Series(pd.NaT, index=range(n)), "source_id": "S"}
    )  # fmt: skip


def folders(rng: np.random.Generator, n: int, places: list[str], odds: Any) -> pd.DataFrame:
    """Draw shared folders."""
    due = days(rng, n)
    created = after(rng, due, 1, 0.9)
    return pd.DataFrame(
        {"folder_id": [f"F{each:04}" for each in range(n)], "triggered_on": due,
         "created_on": created, "named_person": flags(rng, n, 0.9),
         "lead_professional": flags(rng, n, 0.8), "last_opened_on": after(rng, created, 200, 0.9),
         "chronology_entries": pd.Series(rng.poisson(2, n), dtype="Int64"),
         "locality": rng.choice(places, n, p=odds), "source_id": "S"}
    )  # fmt: skip


def decisions(rng: np.random.Generator, n: int, places: list[str], odds: Any) -> pd.DataFrame:
    """Draw decisions of a forum."""
    made = days(rng, n)
    outcome = rng.choice(OUTCOMES, n, p=[0.6, 0.15, 0.1, 0.15])
    return pd.DataFrame(
        {"decision_id": [f"D{each:04}" for each in range(n)],
         "child_key": [f"C{each}" for each in rng.integers(0, max(2, n // 2), n)],
         "requested_on": made, "decided_on": after(rng, made, 20, 0.95),
         "request_type": "residential", "locality": rng.choice(places, n, p=odds),
         "simd_quintile": fifths(rng, n), "outcome": outcome,
         "amount": rng.integers(2, 60, n) * 100.0, "source_id": "S"}
    )  # fmt: skip

"""Criteria of a plan met, and what most plans of the country meet."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.criteria import criteria_behind, criteria_caveat, criteria_found
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for name, met in (
        ("1, met", ["fully"]), ("1, not met", ["not"]), ("2", ["fully", "partly"]),
        ("3, one not read", ["fully", "not", None]), ("15", ["fully", "partly", "not"] * 5),
    ):  # fmt: skip
        yield case(criteria_found, name, read(met))
    two = pd.concat([read(["fully"]), read(["not"], plan="Other")])
    yield case(criteria_found, "two plans", two)
    for name, met in (("none behind", ["fully"]), ("one behind", ["not"]),
                      ("two behind", ["not", "partly"]), ("not read", [None])):  # fmt: skip
        yield case(criteria_behind, name, read(met))
    yield case(criteria_behind, "few plans meet it", read(["not"], fully=5))
    yield case(criteria_caveat, "as it is")


def read(met: list[str | None], *, plan: str = "The plan", fully: float = 20) -> pd.DataFrame:
    titles = [f"Criterion {number}" for number in range(1, len(met) + 1)]
    return pd.DataFrame({"plan": plan, "title": titles, "met": met, "national_fully": fully,
                         "national_plans": 30.0})  # fmt: skip

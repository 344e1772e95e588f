"""A place beside its family group: no rank where intervals overlap, nobody named on thin ground."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib.answers.family_group import (
    family_group_note,
    funnel_caveat,
    funnel_finding,
    funnel_table,
    rank_among,
    told_apart,
)
from evidence_lib.answers.rate import rate
from evidence_lib.evidence import Evidence
from evidence_lib.indicators import Funnel
from tests.answers.shown import cells


def funnel(outside: list[bool], phi: float = 1.2, p_value: float = 0.3, pulled: int = 0) -> Funnel:
    names = ["P", *[f"Q{each}" for each in range(1, len(outside))]]
    places = pd.DataFrame({"label": names, "outside": outside, "denominator": 300})
    for column in ("value", "plain_lower", "plain_upper", "lower", "upper"):
        places[column] = 90.0
    return Funnel(places, phi, p_value, pulled)


def test_with_enough_places_one_outside_is_named() -> None:
    ten = funnel([False] * 9 + [True])
    assert funnel_finding(ten, place="P") == (
        "P lies within the limits of chance; outside them: Q9."
    )
    out = funnel([True] + [False] * 9, phi=3.0, p_value=0.001)
    assert funnel_finding(out, place="P") == (
        "P lies outside the limits widened for overdispersion."
    )


def test_with_too_few_places_nobody_is_named_and_it_is_said_why() -> None:
    nine = funnel([False] * 8 + [True], phi=6.5, p_value=1e-8)
    assert "Q8" not in funnel_finding(nine, place="P")
    said = funnel_caveat(nine)
    assert "the 9 places vary 6.5 times as much as chance alone would make them" in said
    assert "9 places are too few to know how far places differ in the ordinary run" in said
    assert "too few" not in funnel_caveat(funnel([False] * 10, phi=6.5, p_value=1e-8))


def test_places_are_never_said_to_differ_by_chance_alone() -> None:
    said = funnel_caveat(funnel([False] * 10, phi=1.2, p_value=0.3, pulled=1))
    assert "are not shown to vary by more than chance (phi 1.2)" in said
    assert "1 at each end was winsorised first" in said


def test_the_real_funnel_of_eight_councils_names_nobody(south_ayrshire: Evidence) -> None:
    answer = rate(south_ayrshire.area(3), "balance_of_care", counted=True)
    others = ("Renfrewshire", "Fife", "Falkirk")
    assert not any(name in said for name in others for said in answer.findings)
    assert "South Ayrshire lies within the limits widened for overdispersion." in answer.findings
    assert "vary 6.5 times as much" in answer.html
    assert not answer.frames["funnel"]["outside"].any()


def test_a_widened_funnel_shows_both_kinds_of_limits() -> None:
    wide = funnel_table(funnel([False] * 9, 6.5, 1e-8), name="f", caption="c", base="Children")
    assert "Widened limit, lower (%)" in wide.csv
    assert "Limit of chance, lower (%)" in wide.csv
    plain = funnel_table(funnel([False] * 9), name="f", caption="c", base="Children")
    assert "Widened" not in plain.csv
    assert cells(plain, "Place")[0] == "P"


def test_how_many_cannot_be_told_apart_is_said_and_no_rank() -> None:
    estimates = pd.DataFrame(
        {"label": ["P", "Q", "R", "S"], "low": [10.0, 15, 30, 1], "high": [20.0, 25, 40, 5]}
    )
    assert told_apart(estimates, "P", period="2016-17") == (
        "In 2016-17 the intervals of 1 of 3 other places overlap that of P; 1 higher and 1 lower. "
        "No rank is given: ranks of close values say little."
    )
    alike = estimates.assign(low=10.0, high=20.0)
    assert "3 of 3 other places overlap that of P. No rank" in told_apart(alike, "P", period="x")
    assert "no value to set beside" in told_apart(estimates.iloc[1:], "P", period="x")


@pytest.mark.parametrize(
    ("base", "said"), [(100.0, "say little"), (None, "whether they differ cannot be told")]
)
def test_a_rank_says_what_it_cannot(base: float | None, said: str) -> None:
    ranked = pd.DataFrame({"place": ["P", "Q"], "rank": [2, 1], "denominator": base})
    assert rank_among(ranked, "P", of="councils", period="2016-17").endswith(f"{said}.")


def test_a_family_group_is_explained_where_it_is_drawn() -> None:
    area = type("A", (), {"family_group": ("Ayr", "Troon", "Girvan"), "place": "Ayr"})()
    drawn = pd.DataFrame({"series": ["Ayr", "Family group"]})
    assert family_group_note(area, drawn).endswith("which are Troon and Girvan.")
    assert family_group_note(area, drawn.iloc[:1]) == ""

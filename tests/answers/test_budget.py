"""Where the money goes, by tier."""

from __future__ import annotations

import pytest

from evidence_lib import practice
from evidence_lib.answers.budget import budget_finding
from evidence_lib.evidence import Evidence


def test_the_budget_is_said_by_its_early_tiers(example: Evidence) -> None:
    budget = practice.budget_by_tier(example.tables["resources"])
    years = list(dict.fromkeys(budget["year"]))
    early = budget[budget["tier"].isin(["universal", "early_help"])]
    share = 100 * early[early["year"].eq(years[0])]["share"].sum()
    assert f"took {share:.0f}% of the budget in {years[0]}" in budget_finding(budget)
    wide = practice.tiers_by_year(budget)
    assert wide["label"].tolist() == years
    assert wide.drop(columns="label").sum(axis=1).iloc[0] == pytest.approx(
        budget["year_total"].iloc[0] / 1e6, abs=0.2
    )

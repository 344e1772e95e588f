"""The facts in the README are the pack's own: each is computed again here."""

from __future__ import annotations

import re

from evidence_lib import counts, indicators, spc, strands
from evidence_lib.answers.weighing import assessed
from evidence_lib.evidence import Evidence
from tests.conftest import HOUSE

README = re.sub(r"\s+", " ", (HOUSE / "README.md").read_text(encoding="utf-8"))


def test_the_share_that_cannot_be_traced_is_the_one_printed(south_ayrshire: Evidence) -> None:
    traced = strands.traceability(south_ayrshire.tables["evidence_items"])
    share = 100 * traced.untraceable / traced.items
    assert len(south_ayrshire.areas) == 5
    assert f"{traced.items} assertions over five improvement areas" in README
    assert f"{traced.untraceable} of them ({share:.0f}%)" in README


def test_the_one_outcome_figure_is_compared_as_printed() -> None:
    found = counts.compare_counts(19, 11)
    assert (
        f"rate ratio {found.ratio:.2f}, 95% interval {found.low:.2f} to {found.high:.2f}" in README
    )


def test_the_balance_of_care_is_the_one_printed(south_ayrshire: Evidence) -> None:
    values = south_ayrshire.tables["indicator_values"]
    balance = indicators.series(values, "balance_of_care", place="South Ayrshire")
    rows = balance.set_index("period")
    for period, month in (("2014-15", "July 2015"), ("2016-17", "July 2017")):
        row = rows.loc[period]
        said = (
            f"{row['numerator']:.0f} of {row['denominator']:.0f} ({row['value']:.1f}%) in {month}"
        )
        assert said in README
    assert not spc.p_chart(balance["numerator"], balance["denominator"])["outside"].any()


def test_confidence_is_as_low_as_printed_and_for_the_reason_printed(
    south_ayrshire: Evidence,
) -> None:
    summary = assessed(south_ayrshire).summary
    assert "low or very low for all ten parts" in README
    assert len(summary) == 10
    assert set(summary["confidence"]) <= {"low", "very_low"}
    assert "in nine of them" in README
    assert int(summary["rules_fired"].str.contains("C3").sum()) == 9
    stopped = summary[summary["indicative_level"].eq("not assessable")]
    assert stopped[["area", "component"]].to_numpy().tolist() == [["1", "impact"], ["4", "impact"]]

"""The facts in the README are the pack's own: each is computed again here."""

from __future__ import annotations

import re

from evidence_lib import counts, indicators, spc, strands
from evidence_lib.answers.concluded import words_compared
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


def test_the_findings_and_how_sure_one_can_be_are_as_printed(south_ayrshire: Evidence) -> None:
    found = assessed(south_ayrshire).confidence.levels
    kinds = south_ayrshire.tables["findings"].set_index("finding_id")["kind"].fillna("finding")
    own = found[found["finding_id"].map(kinds).eq("finding")].set_index("finding_id")["confidence"]
    assert f"tied to {len(own)} findings" in README
    unassessed = int(own.eq("not_assessable").sum())
    assert f"how sure one can be of {unassessed} of the findings cannot be assessed" in README
    assert own[own.ne("not_assessable")].to_dict() == {"F5-02": "low", "F5-06": "moderate"}


def test_the_ranges_and_the_words_outside_them_are_as_printed(south_ayrshire: Evidence) -> None:
    levels = assessed(south_ayrshire).progress.levels
    numbers = {2: "two", 6: "six", 8: "eight"}
    assessable = numbers[int(levels["level"].notna().sum())]
    settled = numbers[int(levels["settled"].sum())]
    assert (
        f"of the {assessable} parts that can be assessed the evidence settles {settled}" in README
    )
    compared = words_compared(south_ayrshire)
    outside = compared[~compared["agrees"].astype(bool)]
    many, of = numbers[len(outside)], numbers[len(compared)]
    assert f"lies outside the range on {many} of {of}" in README
    assert outside["words"].tolist() == ["Significant progress", "some progress"]
    assert outside[["low", "high"]].to_numpy().tolist() == [[2, 3], [1, 1]]


def test_no_outcome_is_shown_to_have_moved_as_printed(south_ayrshire: Evidence) -> None:
    outcomes = assessed(south_ayrshire).outcomes
    assert set(outcomes["verdict"]) == {"not_shown"}
    compared, tested = outcomes["has_baseline"], outcomes["consistent_with_chance"].notna()
    assert int(tested.sum()) == 1
    assert f"of {len(outcomes)} measures {int(compared.sum())} can be compared" in README
    least = counts.compare_counts(19, 11).significant_at_most
    assert f"{least} or fewer would have been needed" in README

"""Slopes and gaps: the golden figures, the two definitions, and what each result says of itself."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib.errors import MethodInputError, UnknownTermError
from evidence_lib.inequality import gap_change, slope_index


def groups(
    rates: list[float], populations: list[float] | None = None, **more: list
) -> pd.DataFrame:
    return pd.DataFrame({"population": populations or [1] * len(rates), "rate": rates, **more})


# Scotland, P1 reading 2016/17, not achieving the level, by SIMD quintile; equal populations.
READING = groups([27, 23, 19, 14, 10])
# South Ayrshire, child poverty by SIMD16 quintile.
PEOPLE = [19723, 29803, 24666, 15095, 23223]
POVERTY_2014 = groups([34.7, 20.8, 16.1, 8.7, 5.3], PEOPLE)
POVERTY_2012 = groups([32.6, 19.6, 15.5, 9.1, 9.2], PEOPLE)
# The example of PHEindicatormethods' phe_sii, first area.
DECILES = groups(
    [75.9, 78.3, 83.8, 83.6, 80.5, 81.1, 81.7, 84.2, 80.6, 86.3],
    [7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534],
    standard_error=[1.64, 1.58, 1.51, 1.78, 1.7, 1.56, 1.37, 1.4, 2.43, 1.57],
)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (READING, (21.5, 19.91, 23.09, 1.156, 46.24, 17.0, 2.70)),
        (POVERTY_2014, (33.87, 19.2, 48.5, 1.948, 69.5, 29.4, 6.55)),
        (POVERTY_2012, (27.10, 9.5, 44.7, 1.555, 47.2, 23.4, 3.54)),
    ],
)
def test_scotpho_figures_are_the_golden_ones(table: pd.DataFrame, expected: tuple) -> None:
    index = slope_index(table, high_is="bad")
    actual = (
        index.sii,
        index.sii_low,
        index.sii_high,
        index.rii,
        index.par_pct,
        index.absolute_gap,
        index.relative_gap,
    )
    for figure, published in zip(actual, expected, strict=True):
        decimals = len(str(published).partition(".")[2])
        assert round(figure, decimals) == published


def test_a_good_is_high_measure_turns_nothing_round_and_has_no_par() -> None:
    achieving = slope_index(groups([73, 77, 81, 86, 90]), high_is="good")
    assert achieving.sii == pytest.approx(-21.5)
    assert (achieving.sii_low, achieving.sii_high) == pytest.approx((-23.09, -19.91), abs=0.005)
    assert achieving.rii == pytest.approx(-0.264, abs=0.0005)
    assert achieving.absolute_gap == -17
    assert achieving.relative_gap == pytest.approx(0.81, abs=0.005)
    assert achieving.par_pct is None
    assert any("PAR has no meaning" in words for words in achieving.caveats)
    assert achieving.finding == "the most deprived fare worse than the least deprived"


def test_scotpho_rii_is_over_the_population_weighted_rate() -> None:
    index = slope_index(POVERTY_2014, high_is="bad")
    overall = np.average(POVERTY_2014["rate"], weights=PEOPLE)
    assert index.overall_rate == pytest.approx(overall)
    assert index.rii == pytest.approx(index.sii / overall)
    assert index.rii_low == pytest.approx(index.sii_low / overall)
    assert "ScotPHO" in index.rii_definition
    assert (index.groups, index.population) == (5, sum(PEOPLE))


def test_the_slope_is_that_of_weighted_least_squares() -> None:
    share = np.array(PEOPLE) / sum(PEOPLE)
    rank = np.cumsum(share) - share / 2
    root = np.sqrt(share)
    design = np.column_stack([root, rank * root])
    fitted, *_ = np.linalg.lstsq(design, POVERTY_2014["rate"] * root)
    assert slope_index(POVERTY_2014, high_is="bad").sii == pytest.approx(-fitted[1])


def test_phe_slope_runs_from_most_to_least_deprived() -> None:
    index = slope_index(READING, high_is="bad", definition="phe")
    # The line goes from 29.35 to 7.85.
    assert index.sii == pytest.approx(-21.5)
    assert index.rii == pytest.approx(7.85 / 29.35)
    assert "PHE" in index.rii_definition
    assert (index.sii_low, index.rii_low) == (None, None)
    assert any("no standard errors" in words for words in index.caveats)


def test_phe_intervals_in_closed_form_are_what_its_simulation_comes_to() -> None:
    # phe_sii draws each group's value from a normal with its standard error and refits the line;
    # the interval is the 2.5th and 97.5th percentile of 100,000 fits.
    index = slope_index(DECILES, high_is="good", definition="phe")
    share = (DECILES["population"] / DECILES["population"].sum()).to_numpy()
    rank = np.cumsum(share) - share / 2
    design = np.column_stack([np.sqrt(share), rank * np.sqrt(share)])
    drawn = np.random.default_rng(5).normal(
        DECILES["rate"], DECILES["standard_error"], size=(100_000, 10)
    )
    start, slope = np.linalg.lstsq(design, (drawn * np.sqrt(share)).T)[0]
    simulated = np.percentile(slope, [2.5, 97.5])
    assert (index.sii_low, index.sii_high) == pytest.approx(tuple(simulated), abs=0.06)
    ratio = np.percentile((start + slope) / start, [2.5, 97.5])
    assert (index.rii_low, index.rii_high) == pytest.approx(tuple(ratio), abs=0.001)
    assert index.sii == pytest.approx(7.0002, abs=0.0001)
    assert index.rii == pytest.approx(1.0897, abs=0.0001)


def test_an_unbounded_ratio_has_no_interval() -> None:
    vague = groups([5, 4, 3, 2, 1], standard_error=[40.0] * 5)
    index = slope_index(vague, high_is="bad", definition="phe")
    assert (index.rii_low, index.rii_high) == (None, None)
    assert index.sii_low < index.sii < index.sii_high


def test_fewer_than_five_groups_are_refused() -> None:
    with pytest.raises(MethodInputError, match="at least 5 groups are needed; got 4"):
        slope_index(READING.iloc[:4], high_is="bad")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rate": [27, None, 19, 14, 10]}, "in group 2"),
        ({"rate": [27, 23, -1, 14, 10]}, "in group 3"),
        ({"rate": [math.inf, 23, 19, 14, 10]}, "in group 1"),
        ({"rate": ["27%", 23, 19, 14, 10]}, "in group 1"),
        ({"population": [1, 1, 1, 0, 1]}, "above 0"),
    ],
)
def test_groups_that_are_not_all_there_are_refused(change: dict, words: str) -> None:
    with pytest.raises(MethodInputError, match=words):
        slope_index(READING.assign(**change), high_is="bad")


def test_a_missing_column_and_an_unknown_word_are_refused() -> None:
    with pytest.raises(MethodInputError, match='"population"'):
        slope_index(READING[["rate"]], high_is="bad")
    with pytest.raises(UnknownTermError, match="high_is"):
        slope_index(READING, high_is="worse")
    with pytest.raises(UnknownTermError, match="definition"):
        slope_index(READING, high_is="bad", definition="who")


def test_a_zero_rate_is_said_and_leaves_the_ratios_undefined() -> None:
    index = slope_index(groups([20, 15, 10, 5, 0]), high_is="bad")
    assert (index.relative_gap, index.par_pct) == (None, None)
    assert "1 group(s) have a rate of 0" in index.caveats
    assert any("not defined" in words for words in index.caveats)


def test_rates_that_do_not_run_one_way_are_said() -> None:
    assert any(
        "do not run one way" in words for words in slope_index(POVERTY_2012, high_is="bad").caveats
    )
    assert not any(
        "do not run one way" in words for words in slope_index(POVERTY_2014, high_is="bad").caveats
    )


def test_equal_rates_have_no_slope() -> None:
    for rate in (0.0, 0.1, 12.3):
        index = slope_index(groups([rate] * 5, PEOPLE), high_is="bad")
        assert index.sii == 0
        assert index.rii == 0
        assert index.finding == "no slope between the most and the least deprived"


rates_and_people = st.lists(
    st.tuples(st.floats(0.1, 100), st.integers(1, 50_000)), min_size=5, max_size=10
)


@settings(max_examples=50, deadline=None)
@given(rates_and_people, st.sampled_from(["scotpho", "phe"]))
def test_intervals_hold_the_estimate_and_input_stays(pairs: list, definition: str) -> None:
    table = groups([rate for rate, _ in pairs], [people for _, people in pairs])
    table["standard_error"] = table["rate"] / 20
    before = table.copy()
    index = slope_index(table, high_is="bad", definition=definition)
    pd.testing.assert_frame_equal(table, before)
    assert index.sii_low <= index.sii <= index.sii_high
    if index.rii_low is not None:
        assert index.rii_low <= index.rii <= index.rii_high
    relabelled = table.set_axis(range(100, 100 + len(table)))
    assert slope_index(relabelled, high_is="bad", definition=definition) == index


@settings(max_examples=50, deadline=None)
@given(rates_and_people)
def test_turning_the_order_round_turns_the_slope_round(pairs: list) -> None:
    table = groups([rate for rate, _ in pairs], [people for _, people in pairs])
    index, turned = slope_index(table, high_is="bad"), slope_index(table[::-1], high_is="bad")
    assert turned.sii == pytest.approx(-index.sii, abs=1e-6)
    assert turned.absolute_gap == -index.absolute_gap


def test_a_gap_and_its_level_are_different_findings() -> None:
    # South Ayrshire, 2012/13 to 2014/15: 23.4 to 29.4 points.
    change = gap_change(POVERTY_2012, POVERTY_2014, high_is="bad")
    assert (change.absolute_before, change.absolute_after) == pytest.approx((23.4, 29.4))
    assert (change.relative_before, change.relative_after) == pytest.approx((3.54, 6.55), abs=0.005)
    assert change.absolute_change == pytest.approx(6.0)
    assert (change.most_deprived_before, change.least_deprived_after) == (32.6, 5.3)
    assert change.quadrant == (
        "absolute gap widened, relative gap widened, level of the most deprived worsened"
    )
    assert not change.disagree


def test_the_two_gaps_can_disagree_and_it_is_said() -> None:
    change = gap_change(groups([30, 15]), groups([20, 8]), high_is="bad")
    assert change.quadrant == (
        "absolute gap narrowed, relative gap widened, level of the most deprived improved"
    )
    assert change.disagree
    assert any("disagree" in words for words in change.caveats)
    # Both levels double: the absolute gap doubles and the ratio stays.
    doubled = gap_change(groups([20, 10]), groups([40, 20]), high_is="bad")
    assert "absolute gap widened, relative gap unchanged" in doubled.quadrant
    assert doubled.disagree


def test_a_good_is_high_gap_widens_away_from_equal() -> None:
    # Attainment by quintile: the level rose and the gap grew, the ratio came nearer to 1.
    change = gap_change(groups([60, 80]), groups([75, 96]), high_is="good")
    assert (change.absolute_before, change.absolute_after) == (-20, -21)
    moved = (change.absolute_movement, change.relative_movement, change.level_movement)
    assert moved == ("widened", "narrowed", "improved")
    assert change.quadrant == (
        "absolute gap widened, relative gap narrowed, level of the most deprived improved"
    )


def test_the_smallest_change_that_could_be_told_from_chance() -> None:
    old = groups([30, 15], standard_error=[3, 4])
    new = groups([28, 15], standard_error=[12, 0])
    change = gap_change(old, new, high_is="bad")
    assert change.minimum_detectable_change == pytest.approx(1.96 * 13, abs=0.001)
    assert change.absolute_change_low == pytest.approx(-2 - 1.96 * 13, abs=0.001)
    assert change.absolute_change_high == pytest.approx(-2 + 1.96 * 13, abs=0.001)
    assert "the change is smaller than these figures could tell from chance" in change.caveats


def test_without_standard_errors_chance_is_left_open() -> None:
    for blank in (READING, READING.assign(standard_error=np.nan)):
        change = gap_change(blank, READING, high_is="bad")
        assert change.minimum_detectable_change is None
        assert any("not known whether chance" in words for words in change.caveats)


def test_only_the_ends_bear_on_the_smallest_detectable_change() -> None:
    table = groups([30, 20, 10], standard_error=[1, 99, 1])
    change = gap_change(table, table, high_is="bad")
    assert change.minimum_detectable_change == pytest.approx(1.96 * 2, abs=0.001)
    assert "absolute gap unchanged" in change.quadrant


def test_a_gap_that_changes_sides_is_said() -> None:
    change = gap_change(groups([30, 20]), groups([18, 20]), high_is="bad")
    assert any("changed sides" in words for words in change.caveats)


def test_a_ratio_over_nothing_is_not_defined() -> None:
    change = gap_change(groups([30, 0]), groups([20, 5]), high_is="bad")
    assert (change.relative_before, change.relative_after) == (None, 4)
    assert change.relative_change is None
    assert "relative gap not defined" in change.quadrant
    assert not change.disagree


def test_gaps_of_different_groups_are_refused() -> None:
    with pytest.raises(MethodInputError, match="same groups; got 5 and 4"):
        gap_change(READING, READING.iloc[:4], high_is="bad")
    with pytest.raises(MethodInputError, match="at least 2 groups"):
        gap_change(READING.iloc[:1], READING.iloc[:1], high_is="bad")
    with pytest.raises(MethodInputError, match="at least 2 groups are needed; got 0"):
        gap_change(READING.iloc[:0], READING, high_is="bad")

"""Indicators: change by direction, comparison with others, periods that end when they end."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from evidence_lib import indicators
from evidence_lib.errors import MethodInputError, MissingBaselineError
from evidence_lib.evidence import Evidence
from evidence_lib.loaders import Review
from evidence_lib.published import period_end, rate_per, years_between


@pytest.fixture(scope="module")
def values(south_ayrshire: Evidence) -> pd.DataFrame:
    return south_ayrshire.tables["indicator_values"]


def one_indicator(direction: str, unit: str = "%") -> pd.DataFrame:
    return pd.DataFrame(
        {"indicator_id": ["i"], "area": ["1"], "measure_kind": ["outcome"], "unit": [unit],
         "direction": [direction]}
    )  # fmt: skip


def two_values(before: float, after: float, denominator: float | None = 100) -> pd.DataFrame:
    return pd.DataFrame(
        {"indicator_id": ["i", "i"], "period": ["2015", "2017"], "value": [before, after],
         "denominator": [denominator, denominator], "value_type": ["raw", "raw"]}
    )  # fmt: skip


def change(before: float, after: float, direction: str, **more) -> pd.Series:
    unit = more.pop("unit", "%")
    return indicators.change_from_baseline(
        two_values(before, after, **more), one_indicator(direction, unit), "2015"
    ).loc["i"]


def test_nineteen_to_eleven_is_eight_fewer_and_has_no_percentage(nine_items: Review) -> None:
    tables = nine_items.tables
    row = indicators.change_from_baseline(
        tables["indicator_values"], tables["indicators"], "2018"
    ).loc["starts"]
    assert (row["baseline"], row["latest"], row["change"]) == (19, 11, -8)
    assert bool(row["improved"])
    assert pd.isna(row["change_pct"])
    assert row["latest_period"] == "2019"


@pytest.mark.parametrize(
    ("direction", "improved"), [("lower", True), ("higher", False), ("neutral", None)]
)
def test_a_fall_is_judged_by_direction(direction: str, improved: bool | None) -> None:
    found = change(50, 40, direction)["improved"]
    assert pd.isna(found) if improved is None else bool(found) is improved


def test_no_change_is_neither_better_nor_worse() -> None:
    assert pd.isna(change(50, 50, "higher")["improved"])


@pytest.mark.parametrize(
    ("after", "word"),
    [(51.0, "improving"), (50.9, "maintaining"), (49.0, "worsening"), (49.1, "maintaining")],
)
def test_the_national_rule_asks_for_a_whole_point(after: float, word: str) -> None:
    assert change(50, after, "higher")["point_rule"] == word


def test_a_percentage_change_needs_a_base_of_twenty() -> None:
    assert change(50, 40, "lower", denominator=20)["change_pct"] == -20
    assert pd.isna(change(50, 40, "lower", denominator=19)["change_pct"])
    assert pd.isna(change(19, 11, "lower", denominator=None, unit="children")["change_pct"])


def test_a_missing_baseline_names_the_periods_there_are() -> None:
    with pytest.raises(MissingBaselineError, match="i has 2015, 2017"):
        indicators.change_from_baseline(two_values(1, 2), one_indicator("lower"), "2014")


def test_imputed_values_are_no_baseline() -> None:
    imputed = two_values(1, 2).assign(value_type=["imputed", "raw"])
    with pytest.raises(MissingBaselineError):
        indicators.change_from_baseline(imputed, one_indicator("lower"), "2015")


@pytest.mark.parametrize(
    ("period", "kind", "end"),
    [
        ("2017", "calendar_year", date(2017, 12, 31)),
        ("2016-17", "financial_year", date(2017, 3, 31)),
        ("2016-17", "school_year", date(2017, 7, 31)),
        ("2016-17", "snapshot", date(2017, 7, 31)),
        ("2014/15", "financial_year", date(2015, 3, 31)),
        ("2016-02", "month", date(2016, 2, 29)),
        ("2016-Q2", "quarter", date(2016, 6, 30)),
    ],
)
def test_a_period_ends_by_its_kind(period: str, kind: str, end: date) -> None:
    assert period_end(period, kind) == end


@pytest.mark.parametrize(("period", "kind"), [("soon", "snapshot"), ("2016-17", "month")])
def test_a_period_not_written_as_its_kind_is_refused(period: str, kind: str) -> None:
    with pytest.raises(MethodInputError, match="it must be like 2016"):
        period_end(period, kind)


@pytest.mark.parametrize(
    ("first", "last", "kind", "between"),
    [
        ("2015", "2017", "calendar_year", ["2016"]),
        ("2014-15", "2017-18", "school_year", ["2015-16", "2016-17"]),
        ("1998/99", "2000/01", "financial_year", ["1999/00"]),
        ("2015", "2016", "calendar_year", []),
        ("2016-03", "2016-06", "month", []),
    ],
)
def test_the_years_between_two_are_named_as_the_first_is_written(
    first: str, last: str, kind: str, between: list[str]
) -> None:
    assert years_between(first, last, kind) == between


@pytest.mark.parametrize(
    ("unit", "per"),
    [("%", 100), ("per 1,000 pupils", 1000), ("£ per child per week", None), ("children", None),
     ("percentage points", None)],
)  # fmt: skip
def test_a_unit_says_how_many_a_rate_is_out_of(unit: str, per: int | None) -> None:
    assert rate_per(unit) == per


def test_the_last_period_before_the_review_is_the_july_before_it(values: pd.DataFrame) -> None:
    balance = indicators.series(values, "balance_of_care", place="South Ayrshire")
    assert indicators.last_before(balance, date(2018, 2, 2)) == "2016-17"
    assert indicators.last_before(balance, date(2016, 4, 25)) == "2014-15"
    with pytest.raises(MissingBaselineError, match="none had ended"):
        indicators.last_before(balance, date(1999, 1, 1))


def test_the_balance_of_care_has_the_intervals_of_its_counts(values: pd.DataFrame) -> None:
    balance = indicators.series(values, "balance_of_care", place="South Ayrshire")
    row = indicators.with_share_intervals(balance).set_index("period").loc["2016-17"]
    assert (row["numerator"], row["denominator"]) == (349, 370)
    assert round(row["low"], 1) == 91.5
    assert round(row["high"], 1) == 96.3


def test_a_value_without_counts_has_no_interval(values: pd.DataFrame) -> None:
    placements = indicators.series(values, "placements", place="South Ayrshire")
    assert indicators.with_share_intervals(placements)["low"].isna().all()


def test_comparators_are_a_line_and_a_range(values: pd.DataFrame, south_ayrshire: Evidence) -> None:
    beside = indicators.with_comparators(
        values, "balance_of_care", place="South Ayrshire", national=south_ayrshire.national,
        family_group=south_ayrshire.family_group,
    )  # fmt: skip
    family = beside[beside["series"].eq("Family group")]
    assert family["value"].isna().all()
    assert (family["low"] <= family["high"]).all()
    assert set(beside["series"]) == {"South Ayrshire", "Scotland", "Family group"}


def test_places_are_ranked_best_first(values: pd.DataFrame, south_ayrshire: Evidence) -> None:
    places = ["South Ayrshire", *south_ayrshire.family_group]
    ranked = indicators.across_places(
        values, "balance_of_care", "2016-17", places, direction="higher"
    )
    assert ranked.loc[0, "place"] == "South Ayrshire"
    worst_first = indicators.across_places(
        values, "balance_of_care", "2016-17", places, direction="lower"
    )
    assert worst_first["place"].tolist()[-1] == "South Ayrshire"


def test_only_raw_values_that_nothing_superseded_are_used(values: pd.DataFrame) -> None:
    spoilt = values.copy()
    row = spoilt.index[spoilt["value_id"].eq("CHN9-SA-2016-17")]
    spoilt.loc[row, "value_type"] = "imputed"
    kept = indicators.series(spoilt, "balance_of_care", place="South Ayrshire")
    assert "2016-17" not in kept["period"].tolist()


def test_a_raw_value_that_is_only_a_mark_is_not_used(values: pd.DataFrame) -> None:
    marked = values.copy()
    marked.loc[marked["value_id"].eq("CHN9-SA-2016-17"), "value"] = None
    kept = indicators.series(marked, "balance_of_care", place="South Ayrshire")
    assert "2016-17" not in kept["period"].tolist()


def test_a_funnel_widens_its_limits_where_places_spread_by_more_than_chance(
    values: pd.DataFrame, south_ayrshire: Evidence
) -> None:
    family = south_ayrshire.family_group
    given = (values, "balance_of_care", "2016-17", family)
    found = indicators.funnel_limits(*given, place="South Ayrshire")
    funnel = found.places.set_index("label")
    assert len(funnel) == 8
    pooled = (funnel["value"] * funnel["denominator"]).sum() / funnel["denominator"].sum()
    assert funnel["centre"].tolist() == pytest.approx([pooled] * 8)
    alone = funnel["value"].gt(funnel["plain_upper"]) | funnel["value"].lt(funnel["plain_lower"])
    assert set(funnel.index[alone]) == {"Renfrewshire", "Fife", "Falkirk"}
    # By hand, in the second reading: phi 6.5, z from -1.4 to 1.3, nobody outside.
    assert found.phi == pytest.approx(6.5, abs=0.05)
    assert found.p_value == pytest.approx(5e-9, rel=0.2)
    assert (funnel["z"].min(), funnel["z"].max()) == pytest.approx((-1.4, 1.3), abs=0.05)
    assert not funnel["outside"].any()
    assert (found.adjusted, found.may_name, found.winsorised) == (True, False, 0)
    nobody = indicators.funnel_limits(
        values.iloc[0:0], "balance_of_care", "2016-17", family, place="South Ayrshire"
    )
    assert nobody.places.empty


FUNNELS = {
    "alike": ([45, 46, 44, 45], [50, 50, 50, 50]),
    "of different size": ([9, 90, 900], [10, 100, 1000]),
    "spread": ([40, 70, 20, 60, 90, 30], [100] * 6),
    "twelve, one far out": ([50] * 6 + [48, 52, 49, 51, 50, 95], [100] * 12),
    "small": ([1, 3, 0, 2], [12, 15, 11, 20]),
}


@pytest.mark.parametrize("name", FUNNELS)
def test_the_spread_of_places_is_that_of_another_reckoning(name: str) -> None:
    """The chi-square of SciPy's contingency table, and phi by plain arithmetic."""
    counts, bases = FUNNELS[name]
    places = [f"P{each}" for each in range(len(counts))]
    rows = pd.DataFrame(
        {"indicator_id": "i", "period": "2016-17", "place": places, "numerator": counts,
         "denominator": bases, "value": [100 * k / n for k, n in zip(counts, bases, strict=True)]}
    )  # fmt: skip
    found = indicators.funnel_limits(rows, "i", "2016-17", places[1:], place="P0")
    rest = [n - k for k, n in zip(counts, bases, strict=True)]
    statistic, p_value, _, _ = chi2_contingency([counts, rest], correction=False)
    assert found.p_value == pytest.approx(p_value)
    share = sum(counts) / sum(bases)
    scores = sorted(
        (k / n - share) / math.sqrt(share * (1 - share) / n)
        for k, n in zip(counts, bases, strict=True)
    )
    pulled = len(scores) // 10
    inside = [min(max(each, scores[pulled]), scores[-1 - pulled]) for each in scores]
    assert found.phi == pytest.approx(sum(each**2 for each in inside) / len(scores))
    assert sum(each**2 for each in scores) == pytest.approx(statistic)
    assert found.winsorised == pulled
    widen = math.sqrt(found.phi) if found.adjusted else 1.0
    row = found.places.set_index("label").loc["P0"]
    reach = 300 * widen * math.sqrt(share * (1 - share) / bases[0])
    assert row["upper"] == pytest.approx(min(100, 100 * share + reach))


def test_one_far_out_among_twelve_does_not_widen_its_own_limits() -> None:
    counts, bases = FUNNELS["twelve, one far out"]
    places = [f"P{each}" for each in range(12)]
    rows = pd.DataFrame(
        {"indicator_id": "i", "period": "p", "place": places, "numerator": counts,
         "denominator": bases, "value": [float(each) for each in counts]}
    )  # fmt: skip
    found = indicators.funnel_limits(rows, "i", "p", places[1:], place="P0")
    assert found.places.loc[found.places["outside"], "label"].tolist() == ["P11"]
    assert found.may_name


def test_a_yearly_count_is_compared_with_the_last_year_before_the_inspection(
    values: pd.DataFrame, south_ayrshire: Evidence
) -> None:
    definitions = south_ayrshire.tables["indicators"]
    since = south_ayrshire.facts.inspected_from
    found = indicators.count_change(
        values, definitions, "accommodated_11_15", place="South Ayrshire", since=since
    )
    assert found is not None
    assert found.periods == indicators.ReviewPeriods("2015", "2017")
    assert (found.comparison.before, found.comparison.after) == (19, 11)
    assert found.comparison.significant_at_most == 7
    assert found.trend is None
    assert found.not_given == ("2016",)
    nothing = indicators.count_change(
        values.iloc[0:0], definitions, "accommodated_11_15", place="Ayr", since=since
    )
    assert nothing is None


def test_the_review_compares_the_july_before_each_visit(
    values: pd.DataFrame, south_ayrshire: Evidence
) -> None:
    balance = indicators.series(values, "balance_of_care", place="South Ayrshire")
    since, until = south_ayrshire.facts.inspected_from, south_ayrshire.as_at
    periods = indicators.review_periods(balance, since=since, until=until)
    assert periods == indicators.ReviewPeriods("2014-15", "2016-17")
    first = indicators.review_periods(balance, since=None, until=until)
    assert first == indicators.ReviewPeriods("2010-11", "2016-17")
    assert indicators.review_periods(balance.iloc[:1], since=since, until=until) is None

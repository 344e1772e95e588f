"""The restated public figures of South Ayrshire agree with what was published."""

from pathlib import Path

import pandas as pd
import pytest

from evidence_lib import contract, terms

REVIEW = Path(__file__).parents[1] / "data" / "reviews" / "south-ayrshire-2018"
TABLES = ("indicators", "indicator_values", "sources")
NUMBERS = ["numerator", "denominator", "value"]


def read(name):
    return pd.read_csv(REVIEW / f"{name}.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def indicators():
    return read("indicators")


@pytest.fixture(scope="module")
def values():
    text = read("indicator_values")
    return text.assign(**{name: pd.to_numeric(text[name]) for name in NUMBERS})


def series(values, indicator_id, column="value", **where):
    rows = values[values["indicator_id"] == indicator_id]
    for name, wanted in ({"place": "South Ayrshire"} | where).items():
        rows = rows[rows[name] == wanted]
    assert not rows["period"].duplicated().any(), "the rows asked for are not one series"
    return rows.set_index("period")[column]


def by_quintile(values, indicator_id, **where):
    quintiles = values[values["group_type"] == "simd_quintile"]
    return [
        series(quintiles, indicator_id, group=str(group), **where).item() for group in range(1, 6)
    ]


def small_counts_behind(rate, *, per, decimals, base=range(10, 401)):
    """Counts under 5 that, of a base, would be published as this rate."""
    half_step = 0.5 * 10**-decimals + 1e-9
    return [k for k in range(1, 5) if any(abs(per * k / n - rate) <= half_step for n in base)]


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_those_of_the_contract(name):
    actual = list(read(name).columns)
    expected = [column.name for column in contract.table(name).columns]
    assert actual == expected


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_unique(name):
    keys = read(name)[contract.table(name).key]
    assert keys[keys.duplicated()].tolist() == []


def test_one_value_for_each_indicator_place_group_period_and_edition(values):
    unique = list(contract.table("indicator_values").unique)
    assert values.loc[values.duplicated(unique), "value_id"].tolist() == []


@pytest.mark.parametrize("name", TABLES)
def test_words_are_of_the_closed_lists(name):
    table, frame = contract.table(name), read(name)
    strange = {
        column.name: set(frame[column.name]) - set(column.allowed) - {""}
        for column in table.columns
        if column.kind == "word"
    }
    assert {column: words for column, words in strange.items() if words} == {}


@pytest.mark.parametrize("name", TABLES)
def test_required_columns_are_filled(name):
    table, frame = contract.table(name), read(name)
    required = [column.name for column in table.columns if column.required]
    assert [column for column in required if (frame[column] == "").any()] == []


@pytest.mark.parametrize("name", ["indicators", "indicator_values"])
def test_every_source_resolves(name):
    assert set(read(name)["source_id"]) - set(read("sources")["source_id"]) == set()


def test_values_and_indicators_name_each_other(values, indicators):
    assert set(values["indicator_id"]) == set(indicators["indicator_id"])


def test_superseded_values_name_a_later_value_of_the_same_thing(values):
    later = values.set_index("value_id")
    superseded = values[values["superseded_by"] != ""]
    assert superseded["value_id"].tolist() == ["LAC-SCO-2018"]
    for row in superseded.itertuples():
        newer = later.loc[row.superseded_by]
        assert (newer["indicator_id"], newer["period"]) == (row.indicator_id, row.period)
        assert newer["as_published_on"] > row.as_published_on


def test_a_value_is_missing_exactly_where_it_is_said_to_be(values):
    missing = values["value"].isna()
    said = values["value_type"].isin(["not_available", "suppressed"])
    assert values.loc[missing != said, "value_id"].tolist() == []
    assert missing.any()


def test_no_count_from_one_to_four_is_restated(values):
    counts = ["young people", "children"]
    unit = values["indicator_id"].map(read("indicators").set_index("indicator_id")["unit"])
    small = terms.SMALL_COUNT - 1
    numerators = values["numerator"].between(1, small)
    counted = values["value"].between(1, small) & unit.isin(counts)
    rest = (values["denominator"] - values["numerator"]).between(1, small)
    assert values.loc[numerators | counted | rest, "value_id"].tolist() == []


@pytest.mark.parametrize(
    ("rate", "per", "decimals", "expected"),
    [(8.6957, 100, 4, [2, 4]), (6.4935, 100, 4, []), (9.375, 100, 4, [3])],
)
def test_the_search_for_small_counts_finds_them(rate, per, decimals, expected):
    assert small_counts_behind(rate, per=per, decimals=decimals) == expected


def test_no_decimals_of_a_reregistration_rate_give_a_small_count_away():
    text = read("indicator_values")
    rates = text[(text["indicator_id"] == "reregistrations") & (text["place"] != "Scotland")]
    exact = rates[rates["value"].str.contains(".", regex=False)]
    assert len(exact) > 30
    telling = [
        row.value_id
        for row in exact.itertuples()
        if small_counts_behind(float(row.value), per=100, decimals=len(row.value.split(".")[1]))
    ]
    assert telling == []


def test_rates_rounded_here_are_whole_and_say_so(values):
    rounded = values[values["note"].str.contains("Rounded here")]
    assert len(rounded) == 19
    assert (rounded["value"] % 1 == 0).all()
    assert series(values, "reregistrations")["2019-20"] == 9


# the one outcome statistic of the report


@pytest.mark.parametrize(("value_id", "count"), [("AC1115-2015", 19), ("AC1115-2017", 11)])
def test_young_people_starting_away_from_home_are_as_in_the_report(values, value_id, count):
    row = values.set_index("value_id").loc[value_id]
    assert row["indicator_id"] == "accommodated_11_15"
    assert (row["numerator"], row["value"]) == (count, count)
    assert pd.isna(row["denominator"])
    assert (row["group_type"], row["group"]) == ("age", "11-15")
    assert row["location"] == "section 3, area 3, paragraph 2, sentence 2"


# balance of care


@pytest.mark.parametrize(
    ("period", "residential", "community", "percent", "scotland"),
    [
        ("2012-13", 25, 340, 93.15, 90.9),
        ("2013-14", 31, 312, 90.96, 90.6),
        ("2014-15", 27, 303, 91.82, 90.1),
        ("2015-16", 23, 361, 94.01, 90.4),
        ("2016-17", 21, 349, 94.32, 89.9),
        ("2017-18", 34, 321, 90.42, 89.6),
        ("2018-19", 35, 310, 89.86, 89.8),
        ("2019-20", 29, 271, 90.33, 90.1),
    ],
)
def test_balance_of_care_is_as_published(values, period, residential, community, percent, scotland):
    assert series(values, "balance_of_care", "numerator")[period] == community
    assert series(values, "balance_of_care", "denominator")[period] == residential + community
    assert series(values, "balance_of_care")[period] == pytest.approx(percent, abs=0.005)
    national = series(values, "balance_of_care", place="Scotland")[period]
    assert national == pytest.approx(scotland, abs=0.05)


def test_every_balance_of_care_is_its_numerator_over_its_denominator(values):
    rows = values[values["indicator_id"] == "balance_of_care"]
    assert len(rows) == 9 * 10
    share = 100 * rows["numerator"] / rows["denominator"]
    assert (share - rows["value"]).abs().max() < 0.0001


def test_counts_of_scotland_are_those_of_the_national_statistics(values):
    counted = series(values, "balance_of_care", "denominator", place="Scotland")
    current = values[values["superseded_by"] == ""]
    national = series(current, "looked_after_total", place="Scotland")
    assert national.to_dict() == {"2015": 15400, "2016": 15317, "2017": 14897, "2018": 14554}
    at_31_july = {str(int(label[:4]) + 1): count for label, count in counted.items()}
    assert {year: at_31_july[year] for year in national.index} == national.to_dict()


# outcome gaps


@pytest.mark.parametrize(
    ("period", "quintiles", "gap", "scotland_gap"),
    [
        ("2013-14", [546, 782, 906, 1057, 1185], 639, 598),
        ("2014-15", [610, 802, 887, 1171, 1328], 718, 604),
        ("2015-16", [633, 808, 937, 1146, 1200], 567, 594),
        ("2016-17", [690, 851, 994, 1111, 1298], 608, 585),
        ("2017-18", [683, 797, 951, 1199, 1284], 601, 604),
        ("2018-19", [635, 837, 946, 1089, 1211], 576, 567),
    ],
)
def test_tariff_scores_and_their_gap_are_as_published(values, period, quintiles, gap, scotland_gap):
    local = by_quintile(values, "tariff_score", period=period)
    national = by_quintile(values, "tariff_score", period=period, place="Scotland")
    assert local == quintiles
    assert local[4] - local[0] == gap
    assert national[4] - national[0] == scotland_gap


def test_tariff_gap_widens_while_its_ratio_narrows(values):
    before, after = (by_quintile(values, "tariff_score", period=p) for p in ("2015-16", "2016-17"))
    assert (before[4] - before[0], after[4] - after[0]) == (567, 608)
    assert round(before[4] / before[0], 2) == 1.90
    assert round(after[4] / after[0], 2) == 1.88
    assert after[0] > before[0]


@pytest.mark.parametrize(
    ("indicator_id", "place", "expected"),
    [
        ("developmental_milestones", "South Ayrshire", [80.1, 77.4, 76.7, 83.2, 86.4]),
        ("developmental_milestones", "Scotland", [80.8, 81.6, 82.4, 84.6, 85.5]),
        ("placements", "South Ayrshire", [21.8, 17.2, 23.8, 22.8, 21.4]),
        ("placements", "Scotland", [21.4, 20.7, 21.2, 20.1, 19.5]),
        ("residential_cost", "South Ayrshire", [4417, 5851, 4635, 3093, 3725]),
        ("residential_cost", "Scotland", [3171, 3406, 3387, 3501, 3831]),
        ("community_cost", "South Ayrshire", [332, 283, 301, 330, 351]),
        ("community_cost", "Scotland", [278, 292, 316, 332, 343]),
        ("positive_destinations", "South Ayrshire", [94.5, 94.3, 94.2, 93.7, 94.0]),
        ("positive_destinations", "Scotland", [93.2, 93.5, 93.9, 94.6, 95.0]),
        ("child_poverty_after_housing", "South Ayrshire", [22.7, 23.5, 24.2, 24.6, 24.6]),
    ],
)
def test_five_years_from_2014_15_are_as_published(values, indicator_id, place, expected):
    years = ["2014-15", "2015-16", "2016-17", "2017-18", "2018-19"]
    actual = series(values, indicator_id, place=place)[years].tolist()
    half_step = 0.5 if expected[0] > 100 else 0.0501
    assert actual == pytest.approx(expected, abs=half_step)


@pytest.mark.parametrize(
    ("indicator_id", "place", "expected"),
    [
        ("lac_attendance", "South Ayrshire", [90.0, 89.2, 88.4]),
        ("lac_attendance", "Scotland", [89.0, 88.2, 86.8]),
        ("exclusions", "South Ayrshire", [19.1, 17.9, 17.4]),
        ("exclusions", "Scotland", [27.2, 26.8, 21.6]),
        ("lac_exclusions", "South Ayrshire", [175.8, 143.8, 103.3]),
        ("lac_exclusions", "Scotland", [246.8, 210.1, 152.2]),
    ],
)
def test_every_second_year_from_2014_15_is_as_published(values, indicator_id, place, expected):
    actual = series(values, indicator_id, place=place)[["2014-15", "2016-17", "2018-19"]].tolist()
    assert actual == pytest.approx(expected, abs=0.0501)


def test_participation_is_as_published(values):
    actual = series(values, "participation_16_19")[["2015-16", "2016-17", "2017-18", "2018-19"]]
    assert actual.tolist() == pytest.approx([90.9, 91.1, 91.6, 91.6], abs=0.05)


# child poverty, deprivation and place


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2009/10", [36.9, 20.5, 16.7, 10.1, 9.0]),
        ("2012/13", [32.6, 19.6, 15.5, 9.1, 9.2]),
        ("2014/15", [34.7, 20.8, 16.1, 8.7, 5.3]),
    ],
)
def test_unweighted_child_poverty_is_as_in_the_worked_example(values, period, expected):
    unweighted = {"period": period, "definition_version": "unweighted_datazone_mean"}
    actual = by_quintile(values, "child_poverty_simd", **unweighted)
    assert actual == pytest.approx(expected, abs=0.0501)


def test_weighted_child_poverty_is_near_the_unweighted_and_not_the_same(values):
    rows = values[values["indicator_id"] == "child_poverty_simd"]
    wide = rows.pivot(index=["group", "period"], columns="definition_version", values="value")
    difference = (wide["population_weighted"] - wide["unweighted_datazone_mean"]).abs()
    assert len(difference) == 5 * 6
    assert 0 < difference.max() < 1


def test_denominators_of_child_poverty_are_the_people_of_each_quintile(values):
    people = series(values, "population_by_quintile", group="1").item()
    assert people == 19723
    for version in ("population_weighted", "unweighted_datazone_mean"):
        for group in "12345":
            where = {"definition_version": version, "group": group}
            bases = series(values, "child_poverty_simd", "denominator", **where)
            assert set(bases) == {series(values, "population_by_quintile", group=group).item()}


def test_datazones_and_people_are_as_published(values):
    assert by_quintile(values, "datazones_by_quintile") == [28, 40, 32, 21, 32]
    assert by_quintile(values, "population_by_quintile") == [19723, 29803, 24666, 15095, 23223]


def test_wards_and_quintiles_hold_the_same_people(values):
    wards = values[values["indicator_id"] == "population_by_ward"].set_index("group")["value"]
    assert wards.to_dict() == {
        "Ayr North": 17992,
        "Maybole, North Carrick and Coylton": 15883,
        "Prestwick": 15348,
        "Troon": 14816,
        "Ayr West": 14127,
        "Ayr East": 13268,
        "Kyle": 11580,
        "Girvan and South Carrick": 9496,
    }
    assert wards.sum() == sum(by_quintile(values, "population_by_quintile")) == 112510


# traps that are in the published figures


def test_reregistrations_have_a_run_of_six_zeros(values):
    rates = series(values, "reregistrations")
    assert rates[rates == 0].index.tolist() == [f"20{y}-{y + 1}" for y in range(12, 18)]
    assert rates["2018-19"] == pytest.approx(6.49, abs=0.005)
    national = series(values, "reregistrations", place="Scotland")
    assert national[:"2018-19"].between(5.9, 7.3).all()


def test_attendance_repeats_in_four_returns(values):
    attendance = series(values, "attendance")
    assert attendance[:"2016-17"].tolist() == [93.2] * 4
    assert attendance["2018-19"] != 93.2


def test_milestones_change_definition_in_april_2017(values):
    versions = series(values, "developmental_milestones", "definition_version")
    assert set(versions[:"2016-17"]) == {"before_april_2017"}
    assert set(versions["2017-18":]) == {"from_april_2017"}


@pytest.mark.parametrize("code", ["CHN13a", "CHN13b", "CHN14a", "CHN14b"])
def test_reused_codes_stand_for_two_definitions(indicators, code):
    rows = indicators[indicators["code"] == code]
    assert len(rows) == 2
    assert rows["definition_version"].nunique() == rows["indicator_id"].nunique() == 2


def test_levels_in_writing_agree_with_the_press_of_the_time(values):
    stages = ("p1", "p4", "p7")
    local = [series(values, f"writing_{stage}").item() for stage in stages]
    national = [series(values, f"writing_{stage}", place="Scotland").item() for stage in stages]
    assert [round(share) for share in local] == [83, 77, 75]
    assert national == [78, 69, 65]
    assert local[0] == 82.76


@pytest.mark.parametrize(
    ("indicator_id", "local", "national"),
    [("literacy_gap", [21.5, 22.6], [20.7, 24.7]), ("numeracy_gap", [17.9, 15.9], [16.8, 21.4])],
)
def test_attainment_gaps_are_as_published(values, indicator_id, local, national):
    for place, expected in (("South Ayrshire", local), ("Scotland", national)):
        gaps = series(values, indicator_id, place=place)
        assert gaps[["2018-19", "2020-21"]].tolist() == pytest.approx(expected, abs=0.0501)
        assert pd.isna(gaps["2019-20"])


def test_national_figures_that_borrowed_a_year_are_imputed(values):
    imputed = values[values["value_type"] == "imputed"]
    assert set(imputed["value_id"]) == {"LAC-SCO-2018", "CPREG-SCO-2018"}


# child protection


@pytest.mark.parametrize(
    ("value_id", "expected"),
    [
        ("CPR-SA-2016-17", 100),
        ("CPD-SA-2016-17", 110),
        ("CPU12-SA-2016-17", 93),
        ("CPREG-SCO-2017", 2631),
        ("CPREG-SCO-2018", 2668),
    ],
)
def test_the_register_is_as_published(values, value_id, expected):
    assert values.set_index("value_id").loc[value_id, "value"] == expected

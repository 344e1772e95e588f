"""The traps of the national files, flagged on the real figures and on worked ones."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib import indicators
from evidence_lib.evidence import Evidence
from evidence_lib.indicators.flags import FLAG_COLUMNS, worked_back


@pytest.fixture(scope="module")
def flags(south_ayrshire: Evidence) -> pd.DataFrame:
    values = south_ayrshire.ever("indicator_values")
    return indicators.quality_flags(values, south_ayrshire.tables["indicators"])


def of(flags: pd.DataFrame, rule: str, indicator_id: str, place: str = "") -> list[str]:
    found = flags[
        flags["rule"].eq(rule) & flags["indicator_id"].eq(indicator_id) & flags["place"].eq(place)
    ]
    return found["periods"].tolist()


def test_one_code_for_two_measures_is_flagged_on_both(flags: pd.DataFrame) -> None:
    reused = set(flags.loc[flags["rule"].eq("reused-code"), "indicator_id"])
    assert {"literacy_combined", "reading_p1", "literacy_gap", "writing_p1"} <= reused
    assert "balance_of_care" not in reused


def test_six_published_zeros_are_flagged_with_what_they_would_mean(flags: pd.DataFrame) -> None:
    assert of(flags, "run-of-zeros", "reregistrations", "South Ayrshire") == ["2012-13 to 2017-18"]
    row = flags[flags["rule"].eq("run-of-zeros") & flags["place"].eq("South Ayrshire")].iloc[0]
    assert "0 in 6 periods in a row" in row["message"]
    assert "or more children over these periods" in row["message"]


def test_four_equal_attendances_are_flagged(flags: pd.DataFrame) -> None:
    repeated = of(flags, "repeated-value", "attendance", "South Ayrshire")
    assert repeated == ["2010-11 to 2016-17"]


def test_the_changed_review_at_27_months_is_a_break(flags: pd.DataFrame) -> None:
    found = of(flags, "definition-break", "developmental_milestones", "South Ayrshire")
    assert found == ["2017-18"]


def test_two_versions_of_one_period_are_no_break(flags: pd.DataFrame) -> None:
    assert of(flags, "definition-break", "child_poverty_simd", "South Ayrshire") == []


def test_a_superseded_and_imputed_national_count_is_flagged(flags: pd.DataFrame) -> None:
    assert "2018" in of(flags, "superseded", "looked_after_total", "Scotland")[0]
    assert "2018" in of(flags, "imputed", "looked_after_total", "Scotland")[0]


def test_values_that_were_not_published_are_flagged(flags: pd.DataFrame) -> None:
    assert len(flags[flags["rule"].eq("not-available")]) > 0


@pytest.mark.parametrize(
    ("rate", "scale", "numerator"),
    [
        (8.5106, 100, 4),
        (6.4935, 100, 5),
        (175.824, 1000, 16),
        (143.75, 1000, 23),
        (103.333, 1000, 31),
        (8.5, 100, None),
        (9.0, 100, None),
        (0.0, 100, None),
        (100.0, 100, None),
        (120.5128, 100, None),
    ],
)
def test_decimals_give_back_the_published_fractions(
    rate: float, scale: int, numerator: int | None
) -> None:
    assert worked_back(rate, scale) == numerator


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 4), st.integers(11, 200))
def test_a_small_numerator_is_always_worked_back_in_lowest_terms(small: int, base: int) -> None:
    found = worked_back(round(100 * small / base, 4), 100)
    assert found is None or found * base % small == 0 or found == small


def test_few_values_of_the_review_could_give_a_small_count_away(flags: pd.DataFrame) -> None:
    small = flags[flags["rule"].eq("decimals-give-small-count")]
    # One in seven in lowest terms, of well over a hundred pupils; the others are rates of all
    # pupils, whose tens of thousands make a simple fraction an accident. A person has to know that.
    assert sorted(small[["indicator_id", "place"]].to_numpy().tolist()) == [
        ["exclusions", "South Lanarkshire"],
        ["exclusions", "West Lothian"],
        ["lac_exclusions", "South Ayrshire"],
    ]


def test_fine_decimals_of_looked_after_exclusions_are_flagged(flags: pd.DataFrame) -> None:
    found = of(flags, "decimals-give-count", "lac_exclusions", "South Ayrshire")
    assert {"2014-15", "2016-17", "2018-19"} <= set(found)


def one_series(values: list[float], **more: object) -> pd.DataFrame:
    rows = len(values)
    given: dict[str, object] = {
        "indicator_id": "i", "definition_version": "1", "place": "P", "group_type": "all",
        "group": "all", "period": [str(2010 + n) for n in range(rows)],
        "period_kind": "calendar_year", "numerator": None, "value": values, "value_type": "raw",
        "superseded_by": None,
    }  # fmt: skip
    return pd.DataFrame({**given, **more})


@pytest.mark.parametrize(("zeros", "flagged"), [(2, 0), (3, 1), (6, 1)])
def test_three_zeros_in_a_row_are_a_run(zeros: int, flagged: int) -> None:
    found = indicators.quality_flags(one_series([0.0] * zeros + [3.0]))
    assert len(found[found["rule"].eq("run-of-zeros")]) == flagged


def test_periods_of_two_kinds_are_flagged() -> None:
    mixed = one_series([1.0, 2.0], period_kind=["calendar_year", "snapshot"])
    assert indicators.quality_flags(mixed)["rule"].tolist() == ["mixed-period-kinds"]


def test_no_values_have_no_flags_and_nothing_is_changed() -> None:
    values = one_series([0.0, 0.0, 0.0])
    before = values.copy()
    assert indicators.quality_flags(values.iloc[0:0]).columns.tolist() == FLAG_COLUMNS
    indicators.quality_flags(values)
    pd.testing.assert_frame_equal(values, before)

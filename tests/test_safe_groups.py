"""Groups as they may be shown: merged, pooled or left out, so that nobody is picked out."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import disclosure, indicators, practice
from evidence_lib.errors import MethodInputError
from evidence_lib.evidence import Evidence
from evidence_lib.loaders.settings import read_settings
from tests.conftest import REVIEWS


def places(**sizes: int) -> pd.DataFrame:
    names = [name for name, size in sizes.items() for _ in range(size)]
    return pd.DataFrame({"locality": [*names, None]})


def merged(rows: pd.DataFrame, **given: int) -> dict[str, int]:
    found = disclosure.merge_small_groups(rows, "locality", **given)["locality"]
    return {str(name): int(size) for name, size in found.value_counts().items()}


def test_a_small_group_joins_the_next_smallest_and_no_row_is_lost() -> None:
    rows = places(Ayr=40, Girvan=25, Troon=3)
    assert merged(rows) == {"Ayr": 40, "Girvan with Troon": 28}
    assert disclosure.merge_small_groups(rows, "locality")["locality"].isna().sum() == 1


def test_groups_are_merged_until_all_are_large_enough() -> None:
    assert merged(places(Ayr=30, Girvan=9, Kyle=8, Troon=2)) == {
        "Ayr with Girvan with Kyle with Troon": 49
    }
    assert merged(places(Ayr=30, Girvan=9, Kyle=8, Troon=2), least=5) == {
        "Ayr": 30,
        "Kyle with Troon": 10,
        "Girvan": 9,
    }


def test_merging_changes_no_frame_and_needs_its_column() -> None:
    rows = places(Ayr=20, Troon=1)
    before = rows.copy()
    disclosure.merge_small_groups(rows, "locality")
    pd.testing.assert_frame_equal(rows, before)
    with pytest.raises(MethodInputError, match="ward"):
        disclosure.merge_small_groups(rows, "ward")
    assert merged(rows.iloc[:0]) == {}


def test_a_home_without_a_quintile_is_among_the_others() -> None:
    rows = pd.DataFrame({"simd_quintile": pd.array([1, 2, 5, None], dtype="Int64")})
    found = practice.by_deprivation(rows)["deprivation"].tolist()
    assert found == ["most deprived fifth", *["other fifths, or not recorded"] * 3]


@pytest.mark.parametrize(
    ("count", "base", "may"),
    [(10, 20, True), (10, 19, False), (4, 40, False), (5, 40, True), (36, 40, False),
     (35, 40, True), (0, 40, True), (40, 40, True), (float("nan"), 40, False)],
)  # fmt: skip
def test_a_share_is_shown_only_where_neither_part_is_small(count, base, may) -> None:
    assert disclosure.share_may_show(count, base) is may


def test_only_measures_that_may_be_shown_become_estimates() -> None:
    row = {
        f"{name}_{part}": value
        for name, count in (("same_day", 10), ("alive", 3))
        for part, value in (
            ("base", 20), ("share", count / 20), ("low", 0.1), ("high", 0.9),
        )
    }  # fmt: skip
    quality = pd.DataFrame([row | {"same_day": 10, "alive": 3}])
    estimates = practice.share_estimates(quality, {"same_day": "In time", "alive": "In use"})
    assert estimates.to_dict("records") == [
        {"label": "In time", "estimate": 50, "low": 10, "high": 90}
    ]
    assert practice.share_estimates(quality.iloc[:0], {"alive": "In use"}).empty


def monthly(counts: dict[str, tuple[float, float]]) -> pd.DataFrame:
    rows = [
        {"indicator_id": "i", "place": "Ayr", "group_type": "all", "group": "all",
         "period": period, "period_kind": "month", "numerator": part, "denominator": base,
         "value": 100 * part / base, "value_type": "raw", "superseded_by": None,
         "definition_version": "1"}
        for period, (part, base) in counts.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_months_are_pooled_until_every_percentage_has_its_base() -> None:
    months = [f"2017-{month:02d}" for month in range(1, 8)]
    spans = indicators.pooled_spans(monthly(dict.fromkeys(months, (6, 12))), "i", place="Ayr")
    assert spans["period"].tolist() == ["2017-03", "2017-05", "2017-07"]
    assert spans["periods"].unique().tolist() == [2]
    assert spans[["numerator", "denominator", "value"]].iloc[0].tolist() == [12, 24, 50]


def test_large_months_are_not_pooled_and_small_counts_are() -> None:
    large = monthly(dict.fromkeys(["2017-01", "2017-02", "2017-03", "2017-04"], (20, 40)))
    assert indicators.pooled_spans(large, "i", place="Ayr")["periods"].tolist() == [1] * 4
    rare = monthly(dict.fromkeys(["2017-01", "2017-02", "2017-03", "2017-04"], (3, 40)))
    assert indicators.pooled_spans(rare, "i", place="Ayr")["numerator"].tolist() == [6, 6]


def test_a_month_that_is_not_there_leaves_a_gap() -> None:
    with_gap = monthly(dict.fromkeys(["2017-01", "2017-02", "2017-04", "2017-05"], (20, 40)))
    spans = indicators.pooled_spans(with_gap, "i", place="Ayr")
    assert spans["period"].tolist()[2] == "2017-03"
    assert spans["value"].isna().tolist() == [False, False, True, False, False]


def test_percentages_without_counts_make_no_spans() -> None:
    bare = monthly({"2017-01": (20, 40), "2017-02": (20, 40)}).assign(numerator=float("nan"))
    assert indicators.pooled_spans(bare, "i", place="Ayr").empty
    assert indicators.pooled_spans(bare, "other", place="Ayr").empty


def test_counts_are_pooled_until_none_is_small() -> None:
    months = monthly(dict.fromkeys(["2017-01", "2017-02", "2017-03", "2017-04"], (20, 40)))
    counts = indicators.pooled_counts(months.assign(value=3.0), "i", place="Ayr")
    assert counts["period"].tolist() == ["2017-02", "2017-04"]
    assert counts["value"].tolist() == [6, 6]
    whole = indicators.pooled_counts(months.assign(value=[5.0, 0, 9, 7]), "i", place="Ayr")
    assert whole["value"].tolist() == [5, 0, 9, 7]
    assert indicators.pooled_counts(months.assign(value=1.0), "i", place="Ayr").empty


def test_one_small_period_pools_all_of_them() -> None:
    counts = dict.fromkeys(["2017-01", "2017-02", "2017-03", "2017-04"], (20, 40))
    spans = indicators.pooled_spans(monthly(counts | {"2017-02": (3, 40)}), "i", place="Ayr")
    assert spans["numerator"].tolist() == [23, 40]


def test_only_months_leave_a_gap_and_quarters_are_pooled_as_they_stand() -> None:
    quarters = pd.DataFrame(
        {"period": ["2017-Q1", "2017-Q2", "2017-Q4", "2018-Q1"], "period_kind": "quarter",
         "met": [6, 6, 6, 6], "of": [12, 12, 12, 12]}
    )  # fmt: skip
    spans = disclosure.pool_shares(quarters, "met", "of")
    assert spans.to_dict("records") == [
        {"period": "2017-Q2", "periods": 2, "met": 12, "of": 24},
        {"period": "2018-Q1", "periods": 2, "met": 12, "of": 24},
    ]
    assert disclosure.pool_counts(quarters, "met")["periods"].tolist() == [1] * 4


def test_the_target_is_the_one_due_last() -> None:
    targets = pd.DataFrame(
        {"indicator_id": ["i", "i", "i", "j"], "due_on": ["2019", "2018", "2020", "2021"],
         "target_value": [50.0, 40.0, None, 90.0]}
    )  # fmt: skip
    assert indicators.target_of(targets, "i") == 50
    assert indicators.target_of(targets, "k") is None


def test_the_setting_of_south_ayrshire_is_the_published_one(south_ayrshire: Evidence) -> None:
    values = south_ayrshire.tables["indicator_values"]
    setting = indicators.deprivation_setting(values, place="South Ayrshire")
    assert setting["datazones"].tolist() == [28, 40, 32, 21, 32]
    assert int(setting["people"].sum()) == 112_510
    mix = indicators.setting_mix(setting)
    assert mix["label"].tolist() == ["Datazones", "People of all ages"]
    assert mix["1 (most deprived)"].tolist() == [28, 19_723]


def test_half_a_setting_is_none(south_ayrshire: Evidence) -> None:
    values = south_ayrshire.tables["indicator_values"]
    only_zones = values[values["indicator_id"].ne("population_by_quintile")]
    assert indicators.deprivation_setting(only_zones, place="South Ayrshire").empty


@pytest.mark.parametrize("days", ["0", "-1", "true", '"twenty"', "1.5"])
def test_a_standard_that_is_no_number_of_days_is_a_problem(tmp_path, days: str) -> None:
    text = (REVIEWS / "example" / "review.toml").read_text(encoding="utf-8")
    assert "request_days = 20" in text
    changed = text.replace("request_days = 20", f"request_days = {days}")
    (tmp_path / "review.toml").write_text(changed, encoding="utf-8")
    columns = [problem.column for problem in read_settings(tmp_path).problems]
    assert columns == ["standards.request_days"]

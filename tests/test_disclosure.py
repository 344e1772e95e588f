"""The rule for small groups: what may be shown of how many, and what is taken out of a table."""

from __future__ import annotations

from math import isnan, nan

import pandas as pd
import pytest

from evidence_lib import disclosure
from evidence_lib.disclosure import hide_small_counts


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, "[c]"), (4, "[c]"), (5, 5), (195, 195), (pd.NA, None)],
)
def test_counts_from_one_to_four_are_hidden(count: object, shown: object) -> None:
    counts = pd.DataFrame({"n": pd.array([count], dtype="Int64"), "other": [3]})
    hidden = hide_small_counts(counts, ["n"])
    assert hidden["n"].tolist() == [shown] or (shown is None and hidden["n"].isna().all())
    assert hidden["other"].tolist() == [3]


def test_the_threshold_is_the_reviews_own() -> None:
    counts = pd.DataFrame({"n": [5, 9, 10]})
    assert hide_small_counts(counts, ["n"], threshold=10)["n"].tolist() == ["[c]", "[c]", 10]


def test_hiding_leaves_its_input_alone() -> None:
    counts = pd.DataFrame({"n": [3]})
    hide_small_counts(counts, ["n"])
    assert counts["n"].tolist() == [3]


@pytest.mark.parametrize(
    ("number", "small_count", "small_group", "staff", "percent"),
    [
        (0, False, True, False, False),
        (1, True, True, False, False),
        (4, True, True, False, False),
        (5, False, False, False, False),
        (9, False, False, False, False),
        (10, False, False, True, False),
        (19, False, False, True, False),
        (20, False, False, True, True),
        (nan, False, False, False, False),
    ],
)
def test_one_and_many_are_judged_alike_at_every_edge(
    number: float, *, small_count: bool, small_group: bool, staff: bool, percent: bool
) -> None:
    many = pd.Series([number], dtype="float64")
    assert disclosure.is_small_count(number) is small_count
    assert disclosure.small_counts(many).tolist() == [small_count]
    assert disclosure.is_small_group(number) is small_group
    assert disclosure.small_groups(many).tolist() == [small_group]
    assert disclosure.staff_group_may_show(number) is staff
    assert disclosure.staff_groups_may_show(many).tolist() == [staff]
    assert disclosure.percent_may_show(number) is percent
    assert disclosure.percents_may_show(many).tolist() == [percent]


def test_a_size_that_is_missing_is_neither_small_nor_large() -> None:
    sizes = pd.Series([3, None, 30], dtype="Int64")
    assert disclosure.small_counts(sizes).tolist() == [True, False, False]
    assert disclosure.small_groups(sizes).tolist() == [True, False, False]
    assert disclosure.percents_may_show(sizes).tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("threshold", "may"), [(5, True), (10, True), (4, False), (5.0, False), (True, False)]
)
def test_a_review_may_hide_more_and_never_less(threshold: object, *, may: bool) -> None:
    assert disclosure.threshold_may_be(threshold) is may


def test_no_part_of_a_whole_may_be_small() -> None:
    assert disclosure.parts_may_show(0, 5, 30)
    assert not disclosure.parts_may_show(0, 4, 30)
    assert not disclosure.parts_may_show(9, 12, threshold=10)


def test_a_measure_is_shown_by_its_count_and_its_own_base() -> None:
    row = {"alive": 10, "alive_base": 20, "same_day": 10, "same_day_base": 19}
    assert disclosure.measure_may_show(row, "alive")
    assert not disclosure.measure_may_show(row, "same_day")


def test_what_too_few_would_tell_is_missing() -> None:
    assert disclosure.share_or_missing(10, 20) == 0.5
    assert isnan(disclosure.share_or_missing(10, 19))
    assert disclosure.count_or_missing(5) == 5
    assert disclosure.count_or_missing(0) == 0
    assert isnan(disclosure.count_or_missing(4))
    assert disclosure.median_or_missing(pd.Series([1.0, 2, 3, 9, 9, None])) == 3
    assert isnan(disclosure.median_or_missing(pd.Series([1.0, 2, 3, 9, None])))


def test_the_marker_stands_in_every_figure_of_a_hidden_row() -> None:
    rows = pd.DataFrame({"n": [7, 3], "low": [2.0, nan], "year": [1, 2], "hidden": [False, True]})
    marked = disclosure.mark_hidden(rows, ["n", "low"])
    assert marked[["n", "low"]].to_numpy().tolist() == [[7, 2.0], ["[c]", "[c]"]]
    assert marked["year"].tolist() == [1, 2]
    assert rows["n"].tolist() == [7, 3]


def test_a_row_is_blanked_whole_where_one_of_its_counts_is_small() -> None:
    row = {"group": "Ayr", "n": 12, "ended": 4, "share": 0.3}
    assert disclosure.blank_row(row, ["n"]) == row | {"hidden": False}
    blank = disclosure.blank_row(row, ["n", "ended"])
    assert (blank["group"], blank["hidden"]) == ("Ayr", True)
    assert all(isnan(float(str(blank[name]))) for name in ("n", "ended", "share"))


def test_only_the_figures_named_are_blanked() -> None:
    blank = disclosure.blank_row({"year": 2016, "n": 2, "stock": 40}, ["n", "stock"], ["n"])
    assert (blank["year"], blank["stock"], blank["hidden"]) == (2016, 40, True)
    assert isnan(float(str(blank["n"])))
    unknown = disclosure.blank_row({"year": 2016, "n": 9, "stock": nan}, ["n", "stock"])
    assert unknown["hidden"] is False


@pytest.mark.parametrize(
    ("numerator", "denominator", "hidden"),
    [(4, 100, True), (96, 100, True), (10, 19, True), (5, 20, False), (0, 30, False),
     (None, 100, False), (None, 19, True), (4, None, True), (9, None, False)],
)  # fmt: skip
def test_published_values_of_small_groups_are_blanked(
    numerator: float | None, denominator: float | None, *, hidden: bool
) -> None:
    rows = pd.DataFrame(
        {"value": [50.0], "numerator": [numerator], "denominator": [denominator]}, dtype="float64"
    )
    found = disclosure.blank_small_shares(rows).iloc[0]
    assert bool(found["hidden"]) is hidden
    assert pd.isna(found["value"]) is hidden
    assert rows["value"].iloc[0] == 50
    assert len(disclosure.percentages_that_may_be_shown(rows)) == (not hidden)


def test_a_standard_that_few_met_or_missed_is_named() -> None:
    answers = {"seen alone": ["yes"] * 22 + ["no"] * 4, "views": ["yes"] * 9 + ["no"] * 5}
    rows = pd.DataFrame(
        [(standard, met) for standard, given in answers.items() for met in given],
        columns=["standard", "met"],
    )
    assert disclosure.told_by_few(rows, "standard", "met") == {"seen alone"}
    assert disclosure.told_by_few(rows.head(0), "standard", "met") == set()


def test_a_quotation_needs_a_review_no_sensitivity_and_no_small_group() -> None:
    said = pd.DataFrame(
        {
            "item_id": range(6),
            "quotation": ["a", "b", "c", "d", "e", None],
            "attribution": "reported_by_young_people",
            "quotation_reviewed": pd.array([True, False, None, True, True, True], dtype="boolean"),
            "sensitivity": ["none", "none", "none", "personal", "none", "none"],
            "participants": pd.array([None, 8, 8, 8, 4, 8], dtype="Int64"),
        }
    )
    assert disclosure.quotable(said)["quotation"].tolist() == ["a"]
    five = said.assign(participants=pd.array([5] * 6, dtype="Int64"))
    assert disclosure.quotable(five)["quotation"].tolist() == ["a", "e"]

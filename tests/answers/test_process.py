"""A measure over time: steady, or beyond chance, and how the limits were reckoned."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib.answers.process import (
    assurance_words,
    pooled_count,
    pooled_share,
    process,
    process_caveat,
    process_found,
    process_table,
    shares_caveat,
    too_few_periods,
    trial_limits,
    variation_words,
)
from evidence_lib.evidence import Evidence
from evidence_lib.show import Missing
from tests.answers.frames import without
from tests.answers.shown import cells


def chart(rules: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"value": 50.0, "mean": 48.0, "rule": rules})


def test_where_no_point_stands_out_no_change_is_affirmed_or_denied() -> None:
    said = process_found(chart(["", "", ""]), what="Helped, %", target=40)
    assert said == (
        "Helped, %: around a mean of 48, with a target of 40; none of 3 points stands out."
    )
    assert "does not show that nothing changed" in process_caveat()


def test_points_beyond_chance_are_counted_and_their_rules_named() -> None:
    said = process_found(chart(["", "two_of_three", "shift"]), what="Helped, %")
    assert said.endswith("2 of 3 points stand out (two of three and shift).")


@pytest.mark.parametrize("word", ["common_cause", "improvement", "concern", "neutral"])
def test_every_kind_of_variation_has_words(word: str) -> None:
    assert variation_words(word).startswith("Variation: ")


@pytest.mark.parametrize("word", ["consistently_meets", "consistently_misses", "hit_or_miss"])
def test_every_kind_of_assurance_has_words_and_none_has_none(word: str) -> None:
    assert assurance_words(word).startswith("Assurance: ")
    assert assurance_words(None) == ""


def test_pooled_months_are_said_in_the_caveat() -> None:
    assert "pools 2 months" in process_caveat(pd.DataFrame({"periods": [2, 2]}))
    assert "pools" not in process_caveat(pd.DataFrame({"periods": [1]}))
    assert "pools" not in process_caveat()


def test_one_period_is_said_to_be_no_trend() -> None:
    said = too_few_periods(pd.Series([100.0, None]), what="Registrations")
    assert isinstance(said, Missing)
    assert said.startswith("Registrations: 1 period known, so nothing can be said of a trend.")


def test_limits_on_a_short_chart_are_said_to_be_provisional() -> None:
    said = trial_limits(pd.DataFrame({"value": [1.0] * 11 + [None]}))
    assert said == (
        "Read with care: the limits rest on 11 periods and are provisional until there are 12."
    )
    assert trial_limits(pd.DataFrame({"value": [1.0] * 12})) is None


def test_a_gap_in_a_process_is_no_value() -> None:
    chart = pd.DataFrame(
        {"value": [50.0, None], "mean": 48.0, "lower": 10.0, "upper": 86.0,
         "point_type": ["common_cause", None]},
        index=["2018-01", "2018-02"],
    )  # fmt: skip
    table = process_table(chart, name="p", caption="c", unit="%")
    assert cells(table, "Kind of point") == ["usual variation", "no value"]
    assert cells(table, "Value (%)") == ["50", ""]


def test_a_share_is_charted_with_its_target_and_pooled_periods(example: Evidence) -> None:
    answer = pooled_share(example.area(4), "helped_within_20_days")
    assert "with a target of" in answer.findings[0]
    bare = pooled_share(without(example.area(4), "indicator_targets"), "helped_within_20_days")
    assert "target" not in bare.findings[0]
    points = answer.frames["points"]
    assert len(points) == len(bare.frames["points"])
    assert "(p chart)" in answer.html
    assert points["lower"].nunique() > 3
    assert points["lower"].min() == pytest.approx(18.9, abs=0.05)
    assert points["upper"].max() == pytest.approx(76.5, abs=0.05)


def test_limits_that_were_widened_are_said_to_be() -> None:
    spans = pd.DataFrame({"periods": [2]})
    assert "1.7 times as wide as those of chance alone" in shares_caveat(spans, 1.7)
    assert "times as wide" not in shares_caveat(spans, 1.0)


@pytest.mark.parametrize("answer", [pooled_share, pooled_count, process])
def test_a_process_of_nothing_says_what_has_no_figures(example: Evidence, answer) -> None:
    area = example.area(4)
    assert (
        answer(area, "no_such", called="it")
        .missing[0]
        .startswith("Not available to this review: figures on it.")
    )


def test_a_process_of_one_period_asks_for_the_earlier_ones(south_ayrshire: Evidence) -> None:
    answer = process(south_ayrshire.area(5), "registrations")
    assert "1 period known" in answer.missing[0]
    assert answer.frames == {}

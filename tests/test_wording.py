"""Sentences: every number in them is the row's, and text cannot act."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from evidence_lib import counts, indicators, strands, wording
from evidence_lib.errors import UnknownTermError
from evidence_lib.loaders import Review


@pytest.fixture
def change(nine_items: Review) -> pd.Series:
    tables = nine_items.tables
    return indicators.change_from_baseline(
        tables["indicator_values"], tables["indicators"], "2018"
    ).loc["starts"]


def test_a_fall_is_said_with_both_counts_and_no_percentage(change: pd.Series) -> None:
    said = wording.count_change(change, baseline_period="2018")
    assert said == "Fell from 19 in 2018 to 11 in 2019: 8 fewer, the direction asked for."


def test_an_unchanged_count_is_said_so(change: pd.Series) -> None:
    same = change.copy()
    same["latest"], same["change"] = 19, 0
    assert wording.count_change(same, baseline_period="2018").startswith("Unchanged: 19 in 2018")


def test_nineteen_and_eleven_are_compatible_with_chance() -> None:
    said = wording.chance(counts.compare_counts(19, 11))
    assert said == (
        "19 and 11 are compatible with chance (rate ratio 0.58, 95% interval 0.25 to 1.28; "
        "p = 0.20, exact two-sided test). From a base of 19, only 7 or fewer would have been a "
        "fall beyond chance."
    )


def test_a_large_fall_is_more_than_chance() -> None:
    assert "more than chance alone would explain" in wording.chance(counts.compare_counts(50, 20))


def test_a_base_too_small_for_any_fall_is_said_so() -> None:
    assert "no fall could be told from chance" in wording.chance(counts.compare_counts(3, 0))


@pytest.mark.parametrize(
    ("value", "said"), [(0.2005, "p = 0.20"), (0.0499, "p = 0.050"), (0.00001, "p < 0.001")]
)
def test_a_p_value_is_never_nought(value: float, said: str) -> None:
    assert wording.p_value(value) == said


def test_a_percentage_on_a_small_base_is_not_written() -> None:
    assert wording.percentage(50, 20) == "50%"
    assert "%" not in wording.percentage(50, 19)
    assert wording.share_of(9, 19) == "9 of 19"
    assert wording.share_of(181, 205) == "181 of 205 (88%)"


def test_the_evidence_found_adds_up(nine_items: Review) -> None:
    said = wording.evidence_found(nine_items.of_area(2).tables["evidence_items"])
    assert said == (
        "Of 4 assertions about this area, 2 say that things have improved, 1 is mixed and "
        "1 points to what is not there yet."
    )


def test_people_heard_are_counted_by_attribution(nine_items: Review) -> None:
    told = strands.heard_from(nine_items.tables["evidence_items"])
    said = wording.people_heard(told)
    assert said == "4 assertions are attributed to people: 3 to staff and 1 to young people."
    assert "No assertion" in wording.people_heard(told.iloc[0:0])


@pytest.mark.parametrize("text", ["<b>x</b>", '"><script>1</script>'])
def test_a_sentence_is_escaped_on_the_page(text: str) -> None:
    assert "<b>" not in wording.Sentence(text)._repr_html_()
    assert "<script>" not in wording.points([text]).html
    assert "<script>" not in wording.facts({text: text}).html
    assert "<script>" not in wording.asked(text, text).html
    assert "<b>" not in wording.page_title(text).html
    assert "<script>" not in wording.cited(wording.Sentence(text), [text]).html


def status(provenances: list[str], **more: str) -> str:
    sources = pd.DataFrame({"provenance": provenances})
    given = {"profile": "public", "as_at": "2018-02-02", **more}
    return wording.page_status({"status": "draft"}, sources, **given).text


def test_the_status_line_says_when_for_whom_and_what_was_made_up() -> None:
    assert status(["published"]) == (
        "Published facts only. As at 2 February 2018. Draft, public profile. "
        "No disclosure check was run on this page."
    )
    assert status(["synthetic"]).startswith("Synthetic: an invented partnership.")
    assert status(["published", "synthetic"]).startswith("Partly synthetic.")
    assert status(["published", "supplied"]).startswith("Published and supplied facts.")


def test_a_profile_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownTermError, match="public, partnership, internal"):
        status(["published"], profile="secret")


def test_a_missing_table_says_why_it_matters_and_how_to_supply_it() -> None:
    said = wording.missing_table("care_episodes")
    assert "Why it matters" in said
    assert "care_episodes.csv" in said


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd")]
)
def test_ranks_are_written_as_prose(number: int, said: str) -> None:
    ranked = pd.DataFrame({"place": ["P"], "rank": [number]})
    assert f"stood {said} of 1" in wording.rank_among(ranked, "P", of="places", period="2017")


def test_special_causes_name_the_periods_outside() -> None:
    chart = pd.DataFrame({"outside": [False, True]}, index=["2016", "2017"])
    assert wording.special_causes(chart, what="x") == "Outside the limits of chance: 2017."
    assert "None of the 2 periods" in wording.special_causes(
        chart.assign(outside=False), what="the share"
    )


def test_the_last_mark_carries_title_and_area() -> None:
    bundle = wording.end_of_page("T", "3")._repr_mimebundle_()
    assert bundle["application/vnd.evidence.finished+json"] == {"title": "T", "area": "3"}


def test_facts_of_a_review_without_an_inspection_say_not_stated() -> None:
    review = {
        "partnership": "P",
        "fieldwork_from": date(2020, 3, 2),
        "fieldwork_to": date(2020, 3, 6),
    }
    html = wording.review_facts(review).html
    assert html.count("not stated") == 2
    assert "2 March 2020 to 6 March 2020" in html


def test_a_high_first_year_is_named_and_another_is_not() -> None:
    yearly = pd.DataFrame({"period": ["2015", "2017"], "count": [19, 11]})
    assert "2015 is the highest year known" in wording.regression_to_the_mean(yearly)
    rising = yearly.assign(count=[11, 19])
    assert "highest" not in wording.regression_to_the_mean(rising)

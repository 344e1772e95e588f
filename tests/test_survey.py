"""Survey: shares and their intervals, answers on a scale, sectors."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2

from evidence_lib import survey, terms
from evidence_lib.errors import MethodInputError, UnknownTermError

MODEST = settings(max_examples=60, deadline=None)
WORDS = terms.SCALE_ANSWERS["agree_5"]
CONFIDENCES = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99])


# --- a share of people -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("successes", "total", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, score method.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        # The golden numbers of the field notes.
        (156, 195, 0.738, 0.850),
        (117, 195, 0.530, 0.666),
        (24, 30, 0.627, 0.905),
        (10, 13, 0.497, 0.918),
        (3, 3, 0.439, 1.0),
    ],
)
def test_interval_of_a_share_is_wilsons(successes, total, low, high):
    found = survey.proportion_interval(successes, total)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-4)
    assert found.share == successes / total
    assert (found.successes, found.total, found.effective_n) == (successes, total, total)
    assert found.method == "Wilson interval"


def test_a_difference_of_two_shares_has_newcombes_interval():
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, 56 of 70 and 48 of 80.
    later, earlier = survey.proportion_interval(56, 70), survey.proportion_interval(48, 80)
    found = survey.combine_shares([later], [earlier])
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    turned = survey.combine_shares([earlier], [later])
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))


def test_the_change_of_a_gap_has_the_interval_worked_by_hand():
    # docs/method.md, "Outcome measures": 30% and 10% of 200 each, then 20% and 10%.
    shares_of_200 = {share: survey.proportion_interval(2 * share, 200) for share in (30, 20, 10)}
    most_before, most_after, least = (shares_of_200[each] for each in (30, 20, 10))
    found = survey.combine_shares([most_after, least], [least, most_before])
    low = -0.10 - (0.0495**2 + 0.0343**2 + 0.0494**2 + 0.0668**2) ** 0.5
    high = -0.10 + (0.0609**2 + 0.0494**2 + 0.0343**2 + 0.0593**2) ** 0.5
    assert (found.estimate, found.low, found.high) == pytest.approx((-0.10, low, high), abs=2e-4)


def test_shares_that_are_none_cannot_be_combined():
    with pytest.raises(MethodInputError, match="at least one share"):
        survey.combine_shares([], [])


@st.composite
def shares(draw):
    total = draw(st.integers(min_value=1, max_value=2000))
    return draw(st.integers(min_value=0, max_value=total)), total


@given(shares(), CONFIDENCES)
@MODEST
def test_wilson_agrees_with_scipy_and_holds_the_share(counted, confidence):
    successes, total = counted
    found = survey.proportion_interval(successes, total, confidence=confidence)
    expected = binomtest(successes, total).proportion_ci(confidence, method="wilson")
    assert found.low == pytest.approx(expected.low, abs=1e-12)
    assert found.high == pytest.approx(expected.high, abs=1e-12)
    assert 0 <= found.low <= found.share <= found.high <= 1


@given(shares(), st.integers(min_value=2, max_value=5))
@MODEST
def test_interval_shrinks_with_the_base_at_the_same_share(counted, times):
    successes, total = counted
    small = survey.proportion_interval(successes, total)
    large = survey.proportion_interval(times * successes, times * total)
    assert large.high - large.low < small.high - small.low
    assert small.low <= large.low
    assert large.high <= small.high


@given(shares(), st.integers(min_value=0, max_value=5000))
@MODEST
def test_interval_shrinks_to_nothing_as_the_population_shrinks_to_the_sample(counted, others):
    successes, total = counted
    widths = [
        found.high - found.low
        for found in (
            survey.proportion_interval(successes, total, population=population)
            for population in (total, total + others, total + 2 * others, None)
        )
    ]
    assert widths[0] == 0
    assert all(near <= far + 1e-12 for near, far in pairwise(widths))


def test_finite_population_is_wilson_on_the_effective_size():
    found = survey.proportion_interval(156, 195, population=800)
    effective = 195 * 799 / 605
    assert found.effective_n == pytest.approx(effective)
    z, p = 1.959963984540054, 0.8
    half = z * math.sqrt(p * (1 - p) / effective + z**2 / (4 * effective**2))
    centre = p + z**2 / (2 * effective)
    assert found.low == pytest.approx((centre - half) / (1 + z**2 / effective), abs=1e-12)
    assert found.high == pytest.approx((centre + half) / (1 + z**2 / effective), abs=1e-12)
    assert (found.population, found.method) == (
        800,
        "Wilson interval on the effective size n(N-1)/(N-n)",
    )


@pytest.mark.parametrize(
    ("population", "half_width"), [(400, 0.0503), (800, 0.0611), (1500, 0.0655), (3000, 0.0679)]
)
def test_half_width_for_195_answers_follows_the_population(population, half_width):
    # The notes give Wald widths; Wilson's is the same to a third of a point at this base.
    found = survey.proportion_interval(98, 195, population=population)
    assert (found.high - found.low) / 2 == pytest.approx(half_width, abs=0.003)


def test_whole_population_has_no_sampling_error():
    found = survey.proportion_interval(5, 7, population=7)
    assert (found.low, found.share, found.high) == (5 / 7, 5 / 7, 5 / 7)
    assert survey.proportion_interval(1, 1, population=1).low == 1.0


@pytest.mark.parametrize("total", [1, 3, 20, 195, 10**6, 10**12])
@pytest.mark.parametrize("population", [None, 10**13])
def test_nobody_starts_at_exactly_nought_and_everybody_ends_at_exactly_one(total, population):
    nobody = survey.proportion_interval(0, total, population=population)
    everybody = survey.proportion_interval(total, total, population=population)
    assert nobody.low == 0.0 < nobody.high < 1
    assert everybody.high == 1.0 > everybody.low > 0


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((0, 0), '"total" must be a whole number from 1'),
        ((4, 3), '"successes" must be a whole number from 0 to 3'),
        ((-1, 3), '"successes"'),
        ((1, -3), '"total"'),
        ((1.5, 3), '"successes"'),
        ((math.nan, 3), '"successes"'),
        ((1, math.inf), '"total"'),
        (("1", 3), '"successes"'),
        ((True, 3), '"successes"'),
        ((1, 10**400), '"total"'),
    ],
)
def test_what_is_no_share_is_refused_by_name(arguments, named):
    with pytest.raises(MethodInputError, match=named):
        survey.proportion_interval(*arguments)


def test_sample_larger_than_its_population_is_refused():
    with pytest.raises(MethodInputError, match='"population" must be a whole number from 195'):
        survey.proportion_interval(100, 195, population=194)


@pytest.mark.parametrize("confidence", [0, 1, 95, math.nan, "0.95"])
def test_confidence_that_is_no_share_is_refused(confidence):
    with pytest.raises(MethodInputError, match='"confidence" must be between 0 and 1'):
        survey.proportion_interval(1, 3, confidence=confidence)


def test_base_under_twenty_is_flagged():
    assert not survey.proportion_interval(10, 19).percent_allowed
    assert survey.proportion_interval(10, 20).percent_allowed


# --- what non-response could hide --------------------------------------------------------------


def test_bounds_suppose_the_worst_of_those_who_did_not_answer():
    found = survey.response_bounds(0.8, 0.25)
    assert (found.low, found.high) == pytest.approx((0.2, 0.95))
    assert (found.share, found.response_rate) == (0.8, 0.25)


@given(st.floats(0, 1), st.floats(0, 1))
@MODEST
def test_bounds_hold_the_share_and_are_as_wide_as_the_silence(share, rate):
    found = survey.response_bounds(share, rate)
    assert 0 <= found.low <= share <= found.high <= 1
    assert found.high - found.low == pytest.approx(1 - rate, abs=1e-12)


@pytest.mark.parametrize("share", [-0.1, 80, math.nan, "0.8"])
def test_bounds_refuse_percentages(share):
    with pytest.raises(MethodInputError, match='"share" must be a share from 0 to 1'):
        survey.response_bounds(share, 0.5)
    with pytest.raises(MethodInputError, match='"response_rate"'):
        survey.response_bounds(0.5, share)


# --- answers on a scale ------------------------------------------------------------------------


def test_answers_are_summed_up_by_hand():
    answers = [
        *["strongly_disagree"] * 1,
        *["disagree"] * 2,
        *["neither_agree_nor_disagree"] * 2,
        *["agree"] * 4,
        *["strongly_agree"] * 1,
        "dont_know",
        "dont_know",
        "not_applicable",
        None,
    ]
    found = survey.likert_summary(answers, scale="agree_5")
    assert (found.low, found.neutral, found.high) == pytest.approx((0.3, 0.2, 0.5))
    assert found.net == pytest.approx(0.2)
    assert found.median == "between neither_agree_nor_disagree and agree"
    assert (found.n, found.missing, found.dont_know) == (10, 1, 3)
    assert found.counts == (1, 2, 2, 4, 1)
    assert not found.percent_allowed


def test_scale_of_even_length_has_no_neutral_answer():
    found = survey.likert_summary(["disagree", "agree", "agree"], scale="agree_4")
    assert found.neutral == 0.0
    assert (found.low, found.high) == pytest.approx((1 / 3, 2 / 3))
    assert found.median == "agree"


def test_scale_may_be_given_word_by_word():
    found = survey.likert_summary(["well", "poorly", "well"], scale=["poorly", "fairly", "well"])
    assert (found.low, found.neutral, found.median) == (pytest.approx(1 / 3), 0.0, "well")


def test_capitals_spaces_and_apostrophes_make_no_difference():
    answers = ["Strongly agree", " AGREE ", "Don't know", "Don’t know", "Not applicable"]
    found = survey.likert_summary(answers, scale="agree_5")
    assert (found.n, found.dont_know, found.high) == (2, 3, 1.0)


@pytest.mark.parametrize("nothing", [None, math.nan, "", "  ", pd.NA, pd.NaT])
def test_every_kind_of_missing_answer_is_missing(nothing):
    found = survey.likert_summary(["agree", nothing], scale="agree_5")
    assert (found.n, found.missing) == (1, 1)


@pytest.mark.parametrize("answers", [[], [None, ""], ["dont_know"], pd.Series([], dtype=float)])
def test_no_valid_answer_gives_no_share_and_no_median(answers):
    found = survey.likert_summary(answers, scale="agree_5")
    assert found.n == 0
    assert (found.low, found.neutral, found.high, found.net, found.median) == (None,) * 5
    assert not found.percent_allowed


def test_numbered_answers_are_places_and_never_averaged():
    found = survey.likert_summary(pd.Series([1, 2, 2, 5, math.nan]), scale=[1, 2, 3, 4, 5])
    assert (found.median, found.n, found.missing) == (2, 4, 1)
    assert not [name for name in vars(found) if "mean" in name or "average" in name]


def test_answer_off_the_scale_is_refused_and_quoted_in_part():
    long = "agree, but only on the days when the team is not two people short"
    with pytest.raises(UnknownTermError, match="each must be one of strongly_disagree") as raised:
        survey.likert_summary(["agree", long], scale="agree_5")
    assert str(raised.value).endswith('got "agree, but only on the days when the te…"')


@pytest.mark.parametrize("answer", [["agree"], 3, True])
def test_answer_of_another_kind_is_refused(answer):
    with pytest.raises(UnknownTermError, match="each must be one of"):
        survey.likert_summary([answer], scale="agree_5")


@pytest.mark.parametrize("scale", [["agree"], [], ["agree", "Agree"], ["no", "dont_know", "yes"]])
def test_scale_that_is_none_is_refused(scale):
    with pytest.raises(MethodInputError, match='"scale"'):
        survey.likert_summary(["agree"], scale=scale)


def test_scale_of_an_unknown_name_is_refused():
    with pytest.raises(UnknownTermError, match="agree_7"):
        survey.likert_summary(["agree"], scale="agree_7")


def test_one_word_is_not_taken_for_a_series_of_letters():
    with pytest.raises(MethodInputError, match="several, not one word"):
        survey.likert_summary("agree", scale="agree_5")


@given(
    st.lists(st.sampled_from([*WORDS, "dont_know", "not_applicable", None]), max_size=60),
    st.randoms(use_true_random=False),
)
@MODEST
def test_summary_adds_up_whatever_the_order(answers, random):
    found = survey.likert_summary(answers, scale="agree_5")
    shuffled = random.sample(answers, len(answers))
    index = random.sample(range(1000), len(answers))
    series = pd.Series(shuffled, index=index, dtype=object)
    before = series.copy()
    assert survey.likert_summary(series, scale="agree_5") == found
    pd.testing.assert_series_equal(series, before)
    assert found.n + found.missing + found.dont_know == len(answers)
    if found.n:
        assert found.low + found.neutral + found.high == pytest.approx(1)
        assert found.net == pytest.approx(found.high - found.low)
        valid = sorted(WORDS.index(each) for each in answers if each in WORDS)
        middle = {WORDS[valid[(found.n - 1) // 2]], WORDS[valid[found.n // 2]]}
        assert set(found.median.removeprefix("between ").split(" and ")) == middle


@pytest.fixture
def questions() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "question_id": ["q1", "q2", "q3", "q4"],
            "area": ["1", "1", "2", "2"],
            "wording": ["Leaders listen.", "Help comes soon.", "How many?", "Never asked."],
            "scale": ["agree_5", "yes_no", "count", "agree_4"],
        }
    )


def test_table_has_a_row_for_each_question_on_a_scale(questions):
    responses = pd.DataFrame({"q1": ["agree", "agree", None], "q2": ["no", "dont_know", "yes"]})
    found = survey.likert_table(responses, questions)
    assert found["question_id"].tolist() == ["q1", "q2", "q4"]
    assert found["label"].tolist() == ["Leaders listen.", "Help comes soon.", "Never asked."]
    assert found["area"].tolist() == ["1", "1", "2"]
    assert found["n"].tolist() == [2, 2, 0]
    assert found["missing"].tolist() == [1, 0, 3]
    assert found["dont_know"].tolist() == [0, 1, 0]
    assert found["high"].tolist()[:2] == [1.0, 0.5]
    assert found["median"].tolist()[:2] == ["agree", "between no and yes"]
    assert found.loc[2, ["low", "neutral", "high", "net", "median"]].isna().all()
    assert not found["percent_allowed"].any()


def test_table_of_no_question_keeps_its_columns(questions):
    found = survey.likert_table(pd.DataFrame(), questions.iloc[:0])
    full = survey.likert_table(pd.DataFrame({"q1": ["agree"]}), questions)
    assert found.empty
    assert list(found) == list(full)


def test_table_takes_one_scale_for_all_questions():
    responses = pd.DataFrame({"a": ["well", "badly"], "b": ["well", "well"]})
    asked = pd.DataFrame({"question_id": ["a", "b"]})
    found = survey.likert_table(responses, asked, ["badly", "well"])
    assert found["net"].tolist() == [0.0, 1.0]
    assert found["label"].tolist() == ["a", "b"]
    with pytest.raises(MethodInputError, match='"questions" lacks scale'):
        survey.likert_table(responses, asked)


# --- who answered ------------------------------------------------------------------------------


def _responses(**sectors: int) -> pd.DataFrame:
    return pd.DataFrame({"sector": [name for name, n in sectors.items() for _ in range(n)]})


def _workforce(**sectors: int) -> pd.DataFrame:
    heads = pd.array(list(sectors.values()), dtype="Int64")
    return pd.DataFrame({"sector": list(sectors), "headcount": heads})


def test_sectors_stand_beside_the_workforce():
    mix = survey.sector_mix(
        _responses(health=30, education=20), _workforce(health=100, education=300)
    ).set_index("sector")
    assert mix["responses"].to_dict() == {"education": 20, "health": 30}
    assert mix["response_share"].to_dict() == {"education": 0.4, "health": 0.6}
    assert mix["workforce_share"].to_dict() == {"education": 0.75, "health": 0.25}
    assert mix["response_rate"].to_dict() == pytest.approx({"education": 20 / 300, "health": 0.3})
    assert mix["percent_allowed"].all()
    assert mix["rate_percent_allowed"].all()
    assert not mix["hidden"].any()


def test_small_sector_is_hidden_and_takes_the_next_with_it():
    mix = survey.sector_mix(
        _responses(health=60, education=80, social_work=40, police=7),
        _workforce(health=465, education=1040, social_work=585, police=118),
    ).set_index("sector")
    assert mix.index[mix["hidden"]].tolist() == ["social_work", "police"]
    secret = mix.loc[mix["hidden"], ["responses", "response_share", "response_rate"]]
    assert secret.isna().all(axis=None)
    assert mix.loc["police", "headcount"] == 118
    assert mix.loc["police", "note"].startswith("hidden")
    assert mix.loc["police", "note"] == mix.loc["social_work", "note"]


@given(st.lists(st.integers(min_value=0, max_value=40), min_size=1, max_size=7))
@MODEST
def test_no_small_sector_is_left_over_when_the_shown_are_taken_from_the_total(sizes):
    sectors = {f"s{number}": size for number, size in enumerate(sizes)}
    mix = survey.sector_mix(_responses(**sectors), _workforce(**dict.fromkeys(sectors, 100)))
    shown = mix[~mix["hidden"]]
    assert not shown["responses"].between(1, 9).any()
    hidden_total = sum(sizes) - int(shown["responses"].sum())
    others_answered = (shown["responses"] > 0).any()
    assert not mix["hidden"].any() or not others_answered or hidden_total >= 10
    assert int(mix["hidden"].sum()) != 1 or not others_answered
    assert mix["hidden"].any() == any(0 < size < 10 for size in sizes)


def test_sector_nobody_answered_from_is_named():
    mix = survey.sector_mix(_responses(health=30), _workforce(health=100, police=50))
    police = mix.set_index("sector").loc["police"]
    assert (police["responses"], police["response_rate"], police["hidden"]) == (0, 0.0, False)


def test_sector_without_a_headcount_has_no_rate():
    unnamed = pd.DataFrame({"sector": [np.nan] * 12})
    responses = pd.concat([_responses(health=30, third_sector=25), unnamed.astype("str")])
    mix = survey.sector_mix(responses, _workforce(health=100)).set_index("sector")
    assert mix.loc["not given", "responses"] == 12
    assert mix.loc[["third_sector", "not given"], "response_rate"].isna().all()
    assert mix.loc["third_sector", "note"] == "no headcount"
    assert not mix.loc["third_sector", "rate_percent_allowed"]
    assert survey.sector_mix(responses, _workforce())["response_rate"].isna().all()


def test_more_responses_than_heads_is_said_and_gives_no_rate():
    mix = survey.sector_mix(_responses(health=30), _workforce(health=25))
    assert mix.loc[0, "note"].startswith("more responses than heads")
    assert math.isnan(mix.loc[0, "response_rate"])


def test_base_under_twenty_is_flagged_in_the_sector_mix():
    mix = survey.sector_mix(_responses(health=19), _workforce(health=19))
    assert not mix["percent_allowed"].any()
    assert not mix["rate_percent_allowed"].any()


def test_nobody_answered_gives_a_table_of_noughts():
    mix = survey.sector_mix(_responses(health=1).iloc[:0], _workforce(health=100))
    assert mix.loc[0, ["responses", "response_share", "hidden"]].tolist() == [0, 0.0, False]


def test_workforce_that_contradicts_itself_is_refused():
    twice = pd.concat([_workforce(health=100), _workforce(health=90)])
    with pytest.raises(MethodInputError, match='each "sector" must have one "headcount"'):
        survey.sector_mix(_responses(health=30), twice)
    with pytest.raises(MethodInputError, match="not below 0"):
        survey.sector_mix(_responses(health=30), _workforce(health=-1))
    with pytest.raises(MethodInputError, match='"responses" lacks sector'):
        survey.sector_mix(pd.DataFrame(), _workforce(health=1))


# --- weights -----------------------------------------------------------------------------------


def test_weights_give_each_sector_its_part_of_the_workforce_by_hand():
    responses = _responses(health=30, education=10)
    found = survey.weights_to_margins(responses, _workforce(health=200, education=200))
    # Half of the workforce over three quarters of the answers; half over a quarter.
    by_sector = found.weights.groupby(responses["sector"]).first()
    assert by_sector.to_dict() == pytest.approx({"health": 2 / 3, "education": 2.0})
    # cv squared: (30 x (2/3 - 1) squared + 10 x (2 - 1) squared) / 40 = 1/3
    assert found.effective_n == pytest.approx(40 / (1 + 1 / 3))
    assert found.design_effect == pytest.approx(4 / 3)
    assert (found.n, found.left_out, found.workforce_share) == (40, 0, 1.0)


@given(
    st.lists(
        st.tuples(st.integers(1, 40), st.integers(1, 900)), min_size=1, max_size=6, unique=True
    )
)
@MODEST
def test_weighted_margins_are_the_workforces(sizes):
    responses = _responses(**{f"s{number}": n for number, (n, _) in enumerate(sizes)})
    heads = {f"s{number}": heads for number, (_, heads) in enumerate(sizes)}
    found = survey.weights_to_margins(responses, _workforce(**heads))
    assert found.weights.mean() == pytest.approx(1)
    margins = found.weights.groupby(responses["sector"]).sum() / found.weights.sum()
    total = sum(heads.values())
    assert margins.to_dict() == pytest.approx({name: n / total for name, n in heads.items()})
    cv_squared = found.weights.var(ddof=0) / found.weights.mean() ** 2
    assert found.effective_n == pytest.approx(found.n / (1 + cv_squared))
    assert found.effective_n <= found.n + 1e-9


def test_sectors_that_cannot_be_weighted_are_counted_and_named():
    responses = _responses(health=30, third_sector=12)
    found = survey.weights_to_margins(responses, _workforce(health=150, police=50))
    assert found.weights[responses["sector"].eq("third_sector")].isna().all()
    assert (found.n, found.left_out, found.workforce_share) == (30, 12, 0.75)
    assert found.silent_sectors == ("police",)


def test_sector_without_heads_has_no_weight():
    found = survey.weights_to_margins(
        _responses(health=30, police=12), _workforce(health=150, police=0)
    )
    assert (found.n, found.left_out, found.silent_sectors) == (30, 12, ())


def test_weighting_without_a_frame_is_refused():
    with pytest.raises(MethodInputError, match="no sector has both"):
        survey.weights_to_margins(_responses(health=30), _workforce())
    with pytest.raises(MethodInputError, match="no sector has both"):
        survey.weights_to_margins(_responses(health=30).iloc[:0], _workforce(health=3))


def test_weighted_share_rests_on_the_effective_size():
    agrees = pd.Series([True] * 15 + [False] * 25, index=range(100, 140))
    weights = pd.Series([2 / 3] * 30 + [2.0] * 10, index=agrees.index)
    found = survey.weighted_share(agrees, weights)
    assert found.share == pytest.approx(15 * 2 / 3 / 40)
    assert found.effective_n == pytest.approx(30)
    plain = survey.proportion_interval(15, 60)  # the same share
    assert found.share == plain.share
    assert plain.low > found.low > 0
    assert (found.successes, found.total) == (15, 40)
    assert found.percent_allowed


def test_equal_weights_change_nothing():
    agrees = pd.Series([1, 1, 1, 0, 0])
    found = survey.weighted_share(agrees, pd.Series([2.5] * 5))
    plain = survey.proportion_interval(3, 5)
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high))


def test_weighted_share_of_all_or_nobody_reaches_the_very_end():
    for size in range(4, 60):
        weights = pd.Series(np.linspace(0.1, 2.2, size))  # rounding differs from sum to sum
        everybody = survey.weighted_share(pd.Series([True] * size), weights)
        nobody = survey.weighted_share(pd.Series([False] * size), weights)
        assert (everybody.share, everybody.high) == (1.0, 1.0)
        assert (nobody.share, nobody.low) == (0.0, 0.0)


def test_weighted_share_leaves_out_those_without_answer_or_weight():
    agrees = pd.Series([True, None, False, True], dtype=object)
    weights = pd.Series([1.0, 1.0, 1.0, np.nan])
    assert survey.weighted_share(agrees, weights).total == 2


@pytest.mark.parametrize(
    ("agrees", "weights", "named"),
    [
        (pd.Series([1, 0]), pd.Series([1, 1], index=[1, 2]), "same index"),
        (pd.Series([1, 0]), pd.Series([1, 0]), "weights above 0"),
        (pd.Series([1, 0]), pd.Series([1, np.inf]), "weights above 0"),
        (pd.Series([1, 2]), pd.Series([1, 1]), "true or false"),
        (pd.Series(["agree", "no"]), pd.Series([1, 1]), "true or false"),
        (pd.Series([np.nan]), pd.Series([1.0]), "nobody has both"),
    ],
)
def test_weighted_share_refuses_what_it_cannot_weigh(agrees, weights, named):
    with pytest.raises(MethodInputError, match=named):
        survey.weighted_share(agrees, weights)


# --- sectors compared --------------------------------------------------------------------------


def _answered(**sectors: str) -> pd.DataFrame:
    """Answers by sector, as digits: the place of each answer on the five-point scale."""
    rows = [
        (name, WORDS[int(digit)] if digit != "-" else "dont_know")
        for name, digits in sectors.items()
        for digit in digits
    ]
    return pd.DataFrame(rows, columns=["sector", "q1"])


ASKED = pd.DataFrame({"question_id": ["q1"], "scale": ["agree_5"]})


def test_sectors_are_compared_by_rank_with_the_correction_for_ties_by_hand():
    responses = _answered(health="0" * 10, education="4" * 10)
    found = survey.compare_sectors(responses, ASKED).loc[0]
    # Mean ranks 5.5 and 15.5: H = 12/(20 x 21) x 10 x 5 squared x 2 = 100/7; ties take it to 19.
    ties = 1 - 2 * (10**3 - 10) / (20**3 - 20)
    assert found["statistic"] == pytest.approx(100 / 7 / ties)
    assert found["statistic"] == pytest.approx(19)
    assert found["p_value"] == pytest.approx(chi2.sf(19, 1))
    assert (found["degrees_of_freedom"], found["n"], found["sectors"]) == (1, 20, 2)
    assert (found["lowest"], found["highest"]) == ("health", "education")
    assert found["differs"]
    assert "Kruskal-Wallis" in found["method"]
    assert "Holm" in found["method"]


def test_small_sectors_and_answers_of_no_opinion_are_left_out():
    full = _answered(health="0123401234", education="1234012340")
    more = _answered(health="0123401234---", education="1234012340", police="444444444")
    found = survey.compare_sectors(more, ASKED).loc[0]
    assert found["statistic"] == survey.compare_sectors(full, ASKED).loc[0, "statistic"]
    assert (found["sectors"], found["sectors_left_out"]) == (2, 1)


def test_size_of_a_sector_left_out_cannot_be_worked_out():
    responses = _answered(health="0123401234", education="1234012340", police="444444444")
    compared = survey.compare_sectors(responses, ASKED).loc[0, "n"]
    assert compared == survey.likert_table(responses, ASKED).loc[0, "n"] == 29


@pytest.mark.parametrize(
    ("sectors", "note"),
    [
        ({"health": "01234" * 3}, "fewer than two sectors"),
        ({"health": "01234" * 3, "police": "012340123"}, "fewer than two sectors"),
        ({"health": "3" * 10, "police": "3" * 12}, "everybody gave the same answer"),
        ({}, "fewer than two sectors"),
    ],
)
def test_what_cannot_be_compared_is_said_in_words(sectors, note):
    found = survey.compare_sectors(_answered(**sectors), ASKED).loc[0]
    assert found["note"].startswith(note)
    figures = ["statistic", "degrees_of_freedom", "p_value", "p_adjusted", "differs"]
    assert found[figures].isna().all()


def test_p_values_are_adjusted_for_the_number_of_questions_by_holm():
    # Holm (1979): 0.01, 0.02, 0.03 and 0.04 of four become 0.04, 0.06, 0.06 and 0.06.
    from evidence_lib.survey.sectors import _holm

    adjusted = _holm(np.array([0.04, np.nan, 0.01, 0.03, 0.02]))
    assert adjusted[[0, 2, 3, 4]] == pytest.approx([0.06, 0.04, 0.06, 0.06])
    assert math.isnan(adjusted[1])
    assert _holm(np.array([0.6, 0.9])) == pytest.approx([1.0, 1.0])
    assert len(_holm(np.array([]))) == 0


def test_difference_counts_only_after_adjustment():
    one = _answered(health="0011223344" * 2, education="1223344444" * 2)
    single = survey.compare_sectors(one, ASKED)
    alone = single.loc[0, "p_value"]
    assert 0.01 < alone < 0.05
    assert single.loc[0, "differs"]
    names = [f"q{number}" for number in range(1, 7)]
    six = one[["sector"]].assign(**dict.fromkeys(names, one["q1"]))
    asked = pd.DataFrame({"question_id": names, "scale": "agree_5"})
    found = survey.compare_sectors(six, asked)
    assert found["p_value"].tolist() == pytest.approx([alone] * 6)
    assert found["p_adjusted"].tolist() == pytest.approx([min(1, 6 * alone)] * 6)
    assert not found["differs"].any()
    assert survey.compare_sectors(one, ASKED, confidence=0.999)["differs"].tolist() == [False]


def test_comparing_refuses_a_confidence_in_percent():
    with pytest.raises(MethodInputError, match='"confidence" must be between 0 and 1'):
        survey.compare_sectors(_answered(), ASKED, confidence=95)
    with pytest.raises(MethodInputError, match='"responses" lacks sector'):
        survey.compare_sectors(pd.DataFrame({"q1": ["agree"]}), ASKED)


# --- all of it ---------------------------------------------------------------------------------


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_order_and_index_of_the_rows_make_no_difference_and_nothing_is_changed(random):
    responses = _answered(health="0123401234-", education="3344334433", police="2222")
    workforce = _workforce(health=60, education=90, police=12)
    rows = random.sample(range(len(responses)), len(responses))
    moved = responses.iloc[rows].set_axis(random.sample(range(500), len(rows)))
    heads = workforce.iloc[[2, 0, 1]].set_axis(["x", "y", "z"])
    copies = moved.copy(), heads.copy(), ASKED.copy()
    pd.testing.assert_frame_equal(
        survey.sector_mix(moved, heads), survey.sector_mix(responses, workforce)
    )
    pd.testing.assert_frame_equal(
        survey.compare_sectors(moved, ASKED), survey.compare_sectors(responses, ASKED)
    )
    pd.testing.assert_frame_equal(
        survey.likert_table(moved, ASKED), survey.likert_table(responses, ASKED)
    )
    weights = survey.weights_to_margins(moved, heads).weights
    expected = survey.weights_to_margins(responses, workforce).weights
    assert weights.tolist() == pytest.approx(expected.iloc[rows].tolist())
    assert weights.index.equals(moved.index)
    for given_frame, copy in zip((moved, heads, ASKED), copies, strict=True):
        pd.testing.assert_frame_equal(given_frame, copy)

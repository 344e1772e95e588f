"""Agreement of coders: weighted kappa and Krippendorff's alpha against published examples."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib.agreement import krippendorff_alpha, weighted_kappa
from evidence_lib.errors import MethodInputError, UnknownTermError

MODEST = settings(max_examples=60, deadline=None)
BEARINGS = ("challenges", "mixed", "supports")
LEVELS = ("nominal", "ordinal", "interval", "ratio")

# Hout, Duncan and Sobel (1987), in Agresti (1990), Categorical data analysis, 2.1: 91 couples.
COUPLES = ((7, 7, 2, 3), (2, 8, 3, 7), (1, 5, 4, 9), (2, 8, 9, 14))

# Krippendorff (2011), Computing Krippendorff's alpha-reliability, section C: 4 observers, 12 units.
NONE = math.nan
FOUR_OBSERVERS = pd.DataFrame(
    {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
        "C": [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
    }
)


def _pairs(table):
    cells = [(row, column) for row in range(len(table)) for column in range(len(table))]
    pairs = [cell for cell in cells for _ in range(table[cell[0]][cell[1]])]
    return [first for first, _ in pairs], [second for _, second in pairs]


# --- two coders --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weights", "kappa", "error"),
    [("unweighted", 0.1293, 0.0686), ("linear", 0.2374, 0.0783)],  # R package vcd, Kappa
)
def test_kappa_and_its_error_agree_with_the_published_example(weights, kappa, error):
    found = weighted_kappa(*_pairs(COUPLES), scale=range(4), weights=weights)
    assert found.kappa == pytest.approx(kappa, abs=5e-5)
    assert (found.high - found.low) / 2 / 1.959964 == pytest.approx(error, abs=5e-5)
    assert (found.n, found.missing) == (91, 0)
    assert found.agreement_share == pytest.approx(33 / 91)


def test_quadratic_weights_agree_with_the_anxiety_example_of_irr():
    # R package irr, anxiety data, raters 1 and 2, squared weights: 0.297.
    first = [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3]
    second = [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4]
    found = weighted_kappa(first, second, scale=range(1, 7))
    assert found.kappa == pytest.approx(0.297, abs=5e-4)
    assert "quadratic" in found.method


def test_kappa_is_worked_by_hand():
    # 2 x supports/supports, 1 x mixed/supports, 1 x challenges/challenges: quadratic weights give
    # 1, 3/4 and 1, so 15/16 is observed; margins (1, 1, 2) and (1, 0, 3) of 4 expect 10/16.
    first = ["supports", "supports", "mixed", "challenges"]
    second = ["supports", "supports", "supports", "challenges"]
    found = weighted_kappa(first, second, scale=BEARINGS)
    assert found.kappa == pytest.approx((15 / 16 - 10 / 16) / (1 - 10 / 16))
    assert found.agreement_share == 0.75


def test_interval_is_the_delta_method_of_kappa():
    # Fleiss, Cohen and Everitt's variance is the delta method: take the slopes numerically.
    counted = np.array([[9, 3, 1], [2, 12, 4], [0, 3, 16]])
    shares, steps = counted / counted.sum(), np.abs(np.subtract.outer(range(3), range(3)))
    worth = 1 - steps**2 / 4

    def kappa(cells):
        expected = cells.sum(1) @ worth @ cells.sum(0)
        return ((worth * cells).sum() - expected) / (1 - expected)

    step = 1e-6
    slopes = np.zeros((3, 3))
    for place in np.ndindex(3, 3):
        moved = np.zeros((3, 3))
        moved[place] = step
        slopes[place] = (kappa(shares + moved) - kappa(shares - moved)) / (2 * step)
    variance = ((shares * slopes**2).sum() - (shares * slopes).sum() ** 2) / counted.sum()
    found = weighted_kappa(*_pairs(counted), scale=range(3))
    assert found.kappa == pytest.approx(kappa(shares))
    assert (found.high - found.low) / 2 == pytest.approx(1.959964 * math.sqrt(variance), rel=1e-5)


def test_unused_ratings_of_the_scale_count_as_steps():
    first, second = ["low", "high", "low", "high"], ["low", "high", "high", "high"]
    short = weighted_kappa(first, second, scale=["low", "high"], weights="linear")
    steps = weighted_kappa(["a", "b", "a"], ["a", "b", "b"], scale=["a", "b", "c"])
    ends = weighted_kappa(["a", "c", "a"], ["a", "c", "c"], scale=["a", "b", "c"])
    assert short.kappa == pytest.approx(0.5)
    assert steps.kappa == pytest.approx(ends.kappa)  # two ratings in use: only their distance
    three = (["a", "b", "c", "a"], ["a", "b", "c", "b"])
    near = weighted_kappa(*three, scale=["a", "b", "c"])
    far = weighted_kappa(*three, scale=["a", "b", "x", "y", "c"])
    assert far.kappa > near.kappa


def test_units_that_one_coder_left_out_are_counted_apart():
    full = weighted_kappa(["mixed", "supports"], ["mixed", "mixed"], scale=BEARINGS)
    found = weighted_kappa(
        ["mixed", None, "supports", "mixed"], ["mixed", "mixed", "mixed", ""], scale=BEARINGS
    )
    assert (found.n, found.missing, found.kappa) == (2, 2, full.kappa)


def test_same_single_rating_throughout_is_said_in_words():
    found = weighted_kappa(["mixed"] * 6, ["mixed"] * 6, scale=BEARINGS)
    assert (found.kappa, found.low, found.high) == (None, None, None)
    assert found.agreement_share == 1.0
    assert "nothing varied" in found.in_words
    assert "6 units" in found.in_words


def test_no_unit_rated_twice_is_said_in_words():
    found = weighted_kappa(["mixed", None], [None, "mixed"], scale=BEARINGS)
    assert (found.kappa, found.low, found.agreement_share) == (None, None, None)
    assert (found.n, found.missing) == (0, 2)
    assert found.in_words.startswith("No unit was rated by both")


def test_perfect_agreement_gives_one_and_words_without_an_interval():
    found = weighted_kappa(list(BEARINGS) * 3, list(BEARINGS) * 3, scale=BEARINGS)
    assert (found.kappa, found.high) == (1.0, 1.0)
    assert "No interval" in found.in_words
    assert "1.00 to" not in found.in_words


def test_two_coders_with_one_rating_each_agree_no_more_than_chance():
    found = weighted_kappa(["mixed"] * 6, ["supports"] * 6, scale=BEARINGS)
    assert found.kappa == 0.0
    assert "0 of 6 units" in found.in_words


def test_words_name_the_convention_the_base_and_the_interval():
    first, second = _pairs(((30, 4, 1), (3, 20, 5), (0, 4, 33)))
    words = weighted_kappa(first, second, scale=range(3)).in_words
    assert words.startswith(
        "Kappa 0.86, 83 of 100 units rated the same (95% interval 0.79 to 0.94): almost perfect"
    )
    assert "almost perfect, by the convention of Landis and Koch (1977)" in words
    assert "runs from substantial to almost perfect" in words
    assert "rough" not in words


def test_words_say_when_the_units_are_too_few_for_the_interval():
    # Cicchetti (1981): twice the square of the number of ratings.
    first, second = _pairs(((3, 1, 0), (1, 4, 2), (0, 1, 5)))
    assert (
        "3 ratings ask for about 18 units" in weighted_kappa(first, second, scale=range(3)).in_words
    )
    assert "rough" not in weighted_kappa(first * 2, second * 2, scale=range(3)).in_words


@pytest.mark.parametrize(
    ("table", "word"),
    [
        (((1, 9), (9, 1)), "poor"),
        (((6, 5), (5, 6)), "slight"),
        (((7, 3), (3, 7)), "fair"),
        (((8, 2), (3, 7)), "moderate"),
        (((9, 1), (2, 8)), "substantial"),
        (((10, 0), (1, 9)), "almost perfect"),
    ],
)
def test_words_follow_the_bands_of_landis_and_koch(table, word):
    found = weighted_kappa(*_pairs(table), scale=range(2))
    assert f"{word}, by the convention" in found.in_words


RATINGS = st.sampled_from([*BEARINGS, None])


@given(
    st.lists(st.tuples(RATINGS, RATINGS), min_size=1, max_size=40),
    st.sampled_from(["quadratic", "linear", "unweighted"]),
    st.randoms(use_true_random=False),
)
@MODEST
def test_kappa_does_not_depend_on_order_index_or_who_is_first(pairs, weights, random):
    first, second = (list(ratings) for ratings in zip(*pairs, strict=True))
    found = weighted_kappa(first, second, scale=BEARINGS, weights=weights)
    moved = random.sample(pairs, len(pairs))
    index = random.sample(range(1000), len(pairs))
    one = pd.Series([first for first, _ in moved], index=index, dtype=object)
    other = pd.Series([second for _, second in moved], index=index, dtype=object)
    copies = one.copy(), other.copy()
    assert weighted_kappa(one, other, scale=BEARINGS, weights=weights) == found
    swapped = weighted_kappa(other, one, scale=BEARINGS, weights=weights)
    pd.testing.assert_series_equal(one, copies[0])
    pd.testing.assert_series_equal(other, copies[1])
    assert (found.kappa is None) == (swapped.kappa is None)
    if found.kappa is not None:
        assert swapped.kappa == pytest.approx(found.kappa)
        assert -1 <= found.low <= found.kappa <= found.high <= 1


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=5, max_size=40))
@MODEST
def test_kappa_interval_shrinks_with_the_units_at_the_same_agreement(pairs):
    first, second = (list(ratings) for ratings in zip(*pairs, strict=True))
    small = weighted_kappa(first, second, scale=range(4))
    large = weighted_kappa(first * 4, second * 4, scale=range(4))
    if small.kappa is not None:
        assert large.kappa == pytest.approx(small.kappa, abs=1e-9)
        assert large.high - large.low <= small.high - small.low + 1e-9


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        ([], [], "0 and 0"),
        (["mixed"], [], "1 and 0"),
        (["mixed"] * 3, ["mixed"] * 2, "3 and 2"),
        (pd.Series(["mixed", "supports"]), pd.Series(["mixed", "mixed"], index=[1, 0]), "order"),
    ],
)
def test_ratings_that_do_not_pair_are_refused(first, second, named):
    with pytest.raises(MethodInputError, match=named):
        weighted_kappa(first, second, scale=BEARINGS)


def test_unknown_rating_is_refused_with_what_was_allowed():
    with pytest.raises(UnknownTermError, match='one of challenges, mixed, supports; got "neutral"'):
        weighted_kappa(["mixed", "neutral"], ["mixed", "mixed"], scale=BEARINGS)


@pytest.mark.parametrize("scale", [[], ["mixed"], ["mixed", "mixed"], "mixed"])
def test_kappa_refuses_what_is_no_scale(scale):
    with pytest.raises(MethodInputError, match='"scale" must list two or more ratings'):
        weighted_kappa(["mixed"], ["mixed"], scale=scale)


def test_kappa_refuses_unknown_weights_and_a_confidence_in_percent():
    with pytest.raises(UnknownTermError, match="quadratic, linear, unweighted"):
        weighted_kappa(["mixed"], ["mixed"], scale=BEARINGS, weights="squared")
    with pytest.raises(MethodInputError, match='"confidence"'):
        weighted_kappa(["mixed"], ["mixed"], scale=BEARINGS, confidence=95)


# --- any number of coders ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "alpha"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_alpha_agrees_with_krippendorffs_four_observers(level, alpha):
    found = krippendorff_alpha(FOUR_OBSERVERS, level=level)
    assert found.alpha == pytest.approx(alpha, abs=5e-4)
    assert (found.n_units, found.n_units_paired, found.n_pairable) == (12, 11, 40)
    assert found.n_coders == 4
    assert level in found.method


def test_alpha_agrees_with_krippendorffs_two_observers():
    # The same paper, section A (two values, 10 units) and section B (five values, 12 units).
    two_values = list(
        zip([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], strict=True)
    )
    assert krippendorff_alpha(two_values, level="nominal").alpha == pytest.approx(0.095, abs=5e-4)
    five_values = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
    assert krippendorff_alpha(five_values, level="nominal").alpha == pytest.approx(0.692, abs=5e-4)


def test_words_on_a_scale_are_ordinal_by_their_place():
    words = FOUR_OBSERVERS.replace({1: "e", 2: "a", 3: "d", 4: "b", 5: "c"}).astype(object)
    found = krippendorff_alpha(words, level="ordinal", scale=["e", "a", "d", "b", "c"])
    assert found.alpha == pytest.approx(0.815, abs=5e-4)


def test_jackknife_leaves_out_each_unit_once():
    found = krippendorff_alpha(FOUR_OBSERVERS, level="ordinal")
    paired = FOUR_OBSERVERS[FOUR_OBSERVERS.notna().sum(axis=1) >= 2]
    without = [
        krippendorff_alpha(paired.drop(unit), level="ordinal").alpha for unit in paired.index
    ]
    error = math.sqrt((len(paired) - 1) / len(paired) * np.square(without - np.mean(without)).sum())
    assert found.low == pytest.approx(found.alpha - 2.228139 * error, abs=1e-6)  # t with 10
    assert found.high == 1.0


def test_same_rating_throughout_is_said_in_words_for_alpha():
    found = krippendorff_alpha([[2, 2, 2], [2, None, 2]], level="interval")
    assert (found.alpha, found.low, found.high) == (None, None, None)
    assert "nothing varied" in found.in_words


def test_no_unit_rated_twice_is_said_in_words_for_alpha():
    found = krippendorff_alpha([[1, None], [None, 2], [None, None]], level="nominal")
    assert (found.alpha, found.n_units, found.n_units_paired, found.n_pairable) == (None, 3, 0, 0)
    assert found.in_words.startswith("No unit was rated twice")


def test_interval_that_would_rest_on_one_unit_is_not_given():
    found = krippendorff_alpha([[1, 1], [1, 1], [1, 2]], level="nominal")
    assert found.alpha == pytest.approx(0.0)
    assert (found.low, found.high) == (None, None)
    assert "No interval" in found.in_words
    two = krippendorff_alpha([[1, 2], [2, 1]], level="nominal")
    assert (two.alpha, two.low) == (pytest.approx(-0.5), None)


def test_perfect_agreement_gives_alpha_one_and_words_without_an_interval():
    found = krippendorff_alpha([[1, 1], [2, 2], [3, 3], [1, 1]], level="ordinal")
    assert (found.alpha, found.high) == (1.0, 1.0)
    assert "No interval" in found.in_words
    assert "1.000 to" not in found.in_words


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ([3, 3], "reliable, by the convention of Krippendorff (2004)"),
        ([4, 1], "good enough for tentative conclusions only"),
        ([6, 1], "not reliable enough to conclude from"),
    ],
)
def test_words_follow_krippendorffs_bands(last, words):
    found = krippendorff_alpha([[1, 1], [3, 3], [5, 5], [1, 1], last], level="interval")
    assert f": {words}" in found.in_words
    assert "5 units rated twice or more" in found.in_words


def test_words_say_what_the_low_end_of_the_interval_would_be_called():
    words = krippendorff_alpha(FOUR_OBSERVERS, level="interval").in_words
    assert words == (
        "Alpha 0.849 over 11 units rated twice or more (95% interval 0.535 to 1.000): reliable, by "
        "the convention of Krippendorff (2004). The low end of the interval is not reliable enough "
        "to conclude from."
    )


UNITS = st.lists(
    st.lists(st.sampled_from([0, 1, 2, 5, None]), min_size=3, max_size=3), min_size=1, max_size=20
)


@given(UNITS, st.sampled_from(LEVELS), st.randoms(use_true_random=False))
@MODEST
def test_alpha_does_not_depend_on_order_index_or_coder(units, level, random):
    ratings = pd.DataFrame(units, columns=["A", "B", "C"], dtype=object)
    found = krippendorff_alpha(ratings, level=level)
    rows = random.sample(range(len(units)), len(units))
    moved = ratings.iloc[rows, [2, 0, 1]].set_axis(random.sample(range(500), len(rows)))
    before = moved.copy()
    again = krippendorff_alpha(moved, level=level)
    pd.testing.assert_frame_equal(moved, before)
    assert again.in_words == found.in_words
    assert (again.alpha is None) == (found.alpha is None)
    if found.alpha is not None:
        assert again.alpha == pytest.approx(found.alpha, abs=1e-12)
        assert found.alpha <= 1
    if found.low is not None:
        assert -1 <= found.low <= found.alpha <= found.high <= 1


@given(UNITS, st.floats(min_value=1e-3, max_value=1e6))
@MODEST
def test_unit_of_measurement_makes_no_difference(units, factor):
    ratings = pd.DataFrame(units, dtype=float)
    for level in LEVELS:
        found = krippendorff_alpha(ratings, level=level).alpha
        scaled = krippendorff_alpha(ratings * factor, level=level).alpha
        assert (found is None) == (scaled is None)
        assert found is None or scaled == pytest.approx(found, abs=1e-6)


def test_two_values_give_the_same_alpha_nominal_ordinal_and_interval():
    ratings = [[1, 1], [4, 1], [4, 4], [1, 1], [1, 4], [4, 4]]
    alphas = [krippendorff_alpha(ratings, level=level).alpha for level in LEVELS[:3]]
    assert alphas == pytest.approx([alphas[0]] * 3)


def test_alpha_interval_shrinks_with_the_units():
    once = krippendorff_alpha(FOUR_OBSERVERS, level="interval", confidence=0.5)
    often = krippendorff_alpha(pd.concat([FOUR_OBSERVERS] * 5), level="interval", confidence=0.5)
    assert often.high - often.low < once.high - once.low


def test_huge_and_tiny_ratings_are_compared_without_overflow():
    huge = krippendorff_alpha([[1e300, 1e300], [2e300, 2e300], [3e300, 1e300]], level="interval")
    plain = krippendorff_alpha([[1, 1], [2, 2], [3, 1]], level="interval")
    assert huge.alpha == pytest.approx(plain.alpha)


def test_ratio_ratings_of_nought_agree_with_each_other():
    found = krippendorff_alpha([[0, 0], [1, 1], [2, 2]], level="ratio")
    assert found.alpha == 1.0


@pytest.mark.parametrize(
    ("ratings", "level", "named"),
    [
        ([], "nominal", "a unit and two coders or more"),
        ([[1], [2]], "nominal", "a unit and two coders or more"),
        ([["low", "high"]], "ordinal", "finite numbers, or have a scale"),
        ([["low", "high"]], "interval", "finite numbers"),
        ([[1, math.inf]], "interval", "finite numbers"),
        ([[1, -1]], "ratio", "not be below 0"),
    ],
)
def test_ratings_without_the_level_asked_for_are_refused(ratings, level, named):
    with pytest.raises(MethodInputError, match=named):
        krippendorff_alpha(ratings, level=level)


def test_alpha_refuses_unknown_levels_scales_and_ratings():
    with pytest.raises(UnknownTermError, match="nominal, ordinal, interval, ratio"):
        krippendorff_alpha([[1, 2]], level="metric")
    with pytest.raises(UnknownTermError, match='one of low, high; got "medium"'):
        krippendorff_alpha([["low", "medium"]], level="ordinal", scale=["low", "high"])
    with pytest.raises(MethodInputError, match='"scale"'):
        krippendorff_alpha([["low", "high"]], level="interval", scale=["low", "high"])
    with pytest.raises(MethodInputError, match='"scale"'):
        krippendorff_alpha([["low", "low"]], level="nominal", scale=["low", "low"])
    with pytest.raises(MethodInputError, match='"confidence"'):
        krippendorff_alpha([[1, 2]], level="nominal", confidence=95)

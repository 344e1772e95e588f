"""Tables that hang together: what is hidden in them, and the attack on what is left."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib import terms
from evidence_lib.disclosure import audit, complement, protect, protect_together
from evidence_lib.disclosure.linked_cells import linked_cells
from evidence_lib.errors import MethodInputError

HIDDEN = terms.HIDDEN


def table(*rows: list[int]) -> pd.DataFrame:
    columns = [f"answer {each}" for each in range(1, len(rows[0]) + 1)]
    return pd.DataFrame(
        list(rows), index=[f"group {each}" for each in range(1, len(rows) + 1)], columns=columns
    )


def cells(wide: pd.DataFrame) -> pd.DataFrame:
    """The same table, a row a cell."""
    return pd.DataFrame(
        [(str(row), str(column), wide.at[row, column]) for row in wide.index for column in wide],
        columns=["row", "column", "count"],
    )


def by(*columns: str, **rows: Any) -> pd.DataFrame:
    """Cells by some columns: each keyword joins the words of one cell by a double underscore."""
    return pd.DataFrame(
        [(*name.split("__"), count) for name, count in rows.items()], columns=[*columns, "count"]
    )


def given_away(released: list[pd.DataFrame]) -> int:
    found = audit(released)
    return int((found["exact"] | found["small"]).sum())


COUNTS = st.integers(0, 20)
TABLES = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(COUNTS, min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


def test_a_small_count_takes_the_cheapest_rectangle_with_it() -> None:
    safe = protect(table([3, 10, 30], [12, 11, 40], [50, 60, 70]))
    assert safe.to_numpy().tolist() == [
        [HIDDEN, HIDDEN, 30, 43],
        [HIDDEN, HIDDEN, 40, 63],
        [50, 60, 70, 180],
        [65, 81, 140, 286],
    ]


def test_one_marker_stands_for_both_kinds_and_no_total_is_lost_without_need() -> None:
    safe = protect(table([3, 20], [20, 20]))
    assert set(safe.to_numpy().ravel()) == {HIDDEN, 23, 40, 63}


def test_a_table_with_no_small_count_is_shown_whole() -> None:
    counts = table([5, 0], [9, 12])
    assert protect(counts, totals=False).equals(counts.astype(object))


def test_without_totals_the_small_counts_alone_are_hidden() -> None:
    assert protect(table([4, 5], [1, 0]), totals=False).to_numpy().tolist() == [
        [HIDDEN, 5],
        [HIDDEN, 0],
    ]


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_no_hidden_count_can_be_worked_back_and_no_small_one_known_to_be_small(
    rows: list[list[int]],
) -> None:
    counts = table(*rows)
    safe = protect(counts)
    assert given_away([cells(safe)]) == 0
    inside = safe.iloc[:-1, :-1].to_numpy()
    small = (counts.to_numpy() > 0) & (counts.to_numpy() < 5)
    assert (inside[small] == HIDDEN).all()
    shown = inside != HIDDEN
    assert (inside[shown] == counts.to_numpy()[shown]).all()


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_one_after_another_is_as_safe(rows: list[list[int]]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(complement, "LARGEST_PROGRAMME", 0)
        assert given_away([cells(protect(table(*rows)))]) == 0


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_what_the_search_leaves_unsafe_is_hidden_and_nothing_is_hidden_in_vain(
    rows: list[list[int]],
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(complement, "_cheapest", lambda _, __, small, *___: small)
        assert given_away([cells(protect(table(*rows)))]) == 0


def test_the_attack_wins_where_only_small_counts_are_hidden() -> None:
    counts = table([3, 10], [20, 30])
    counts.loc["Total"] = counts.sum()
    counts["Total"] = counts.sum(axis=1)
    primary = counts.astype(object).mask(counts.lt(5), HIDDEN)
    found = audit([cells(primary)])
    assert found[["cell", "least", "most", "exact"]].to_numpy().tolist() == [
        ["column answer 1, row group 1", 3.0, 3.0, True]
    ]


def test_a_count_that_must_be_small_is_found_out_without_being_exact() -> None:
    for more in (1, 4):
        shown = by("place", north=HIDDEN, south=HIDDEN, west=20, Total=20 + more)
        found = audit([shown])
        assert found["most"].tolist() == [more, more]
        assert found["exact"].tolist() == [False, False]
        assert found["small"].all()
    nobody = audit([by("place", north=HIDDEN, west=20, Total=20)])
    assert nobody[["exact", "small"]].to_numpy().tolist() == [[True, False]]


def test_two_tables_of_the_same_children_are_protected_together() -> None:
    by_place = by("place", north=3, south=11, west=20, Total=34)
    by_year = by("place", "year", north__2016=1, north__2017=2, south__2016=5, south__2017=6,
                 west__2016=12, west__2017=8)  # fmt: skip
    apart = [protect_together({"one": each})["one"] for each in (by_place, by_year)]
    assert given_away(apart) > 0
    together = protect_together({"by place": by_place, "by year": by_year})
    assert given_away(list(together.values())) == 0
    north = together["by place"].set_index("place")["count"]["north"]
    assert north == HIDDEN


def test_a_whole_that_no_table_shows_ties_the_tables_that_part_it() -> None:
    by_place = by("year", "place", y2016__north=10, y2016__south=12)
    by_fifth = by("year", "fifth", y2016__most=2, y2016__least=20)
    alone = by_fifth.assign(count=[HIDDEN, 20])
    assert given_away([by_place, alone]) == 1
    safe = protect_together({"place": by_place, "fifth": by_fifth})
    assert given_away(list(safe.values())) == 0


def test_two_releases_with_and_without_one_place_are_audited_as_one() -> None:
    first = by("place", north=3, south=9, west=9, Total=21)
    protected = protect_together({"first": first})["first"]
    assert given_away([protected]) == 0
    later = by("place", south=9, west=9)
    assert given_away([protected, later]) == 2


def cheapest(counts: pd.DataFrame) -> float:
    """The cost of the cheapest safe set of hidden cells, by trying every set."""
    wide = counts.copy()
    wide.loc["Total"] = wide.sum()
    wide["Total"] = wide.sum(axis=1)
    long = cells(wide)
    linked = linked_cells([long])
    flat = long["count"].to_numpy(dtype=float)
    costs = complement._costs(linked, flat, np.zeros(len(flat), dtype=bool))
    small = (flat > 0) & (flat < 5)
    free = np.flatnonzero(~small)
    best = np.inf
    for chosen in product([False, True], repeat=len(free)):
        hidden = small.copy()
        hidden[free[list(chosen)]] = True
        cost = float(costs[hidden].sum())
        if cost < best and complement._safe(linked, flat, small, hidden, 5):
            best = cost
    return best


@pytest.mark.parametrize(
    "rows", [([3, 10], [20, 30]), ([1, 2], [30, 9]), ([0, 4], [7, 6]), ([2, 15, 8], [9, 9, 30])]
)
def test_as_little_is_hidden_as_can_be(rows: tuple[list[int], ...]) -> None:
    counts = table(*rows)
    long = cells(protect(counts))
    true = counts.copy()
    true.loc["Total"] = true.sum()
    true["Total"] = true.sum(axis=1)
    flat = cells(true)["count"].to_numpy(dtype=float)
    costs = complement._costs(linked_cells([long]), flat, np.zeros(len(flat), dtype=bool))
    assert costs[long["count"].eq(HIDDEN).to_numpy()].sum() == pytest.approx(cheapest(counts))


def test_what_is_shown_can_be_rounded_and_the_attack_knows_it() -> None:
    safe = protect(table([13, 17], [22, 8]), rounding=5)
    assert safe.to_numpy().tolist() == [[15, 15, 30], [20, 10, 30], [35, 25, 60]]
    hidden = cells(safe).assign(count=[HIDDEN, 15, 30, 20, 10, 30, 35, 25, 60])
    assert audit([hidden], rounding=5)[["least", "most"]].to_numpy().tolist() == [[11.0, 19.0]]


@pytest.mark.parametrize("count", [-1, 2.5, float("nan"), "[c]", True])
def test_what_is_no_count_is_refused(count: object) -> None:
    with pytest.raises(MethodInputError, match="whole number"):
        protect_together({"one": by("place", north=count, south=9)})


def test_tables_that_contradict_each_other_or_themselves_are_refused() -> None:
    one, other = by("place", north=7, south=9), by("place", north=8)
    with pytest.raises(MethodInputError, match="another 7"):
        protect_together({"one": one, "other": other})
    with pytest.raises(MethodInputError, match="add up to 16 and not to 17"):
        protect_together({"one": by("place", north=7, south=9, Total=17)})
    with pytest.raises(MethodInputError, match="contradicts its own sums"):
        audit([by("place", north=HIDDEN, south=9, Total=7)])
    with pytest.raises(MethodInputError, match="twice"):
        audit([pd.concat([one, one])])
    with pytest.raises(MethodInputError, match='"count"'):
        audit([one.rename(columns={"count": "n"})])

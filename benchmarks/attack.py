"""
The attack on made-up tables: how many hidden counts a reader works back, rule by rule.

    python benchmarks/attack.py [TABLES] [SEED]

A table has 2 to 5 rows and columns of counts from 0 to 20, and its totals are shown. The attacker
(`disclosure.audit`) knows every sum, that counts are whole and that none is below nought.

``small only``: the counts from 1 to 4 are hidden and nothing else. ``protected``: by
`disclosure.protect`. ``linked``: a table of three columns with all its margins, protected together
by `disclosure.protect_together`. *Exact* is the share of the hidden cells worked back to one
number, *known small* the share that can only lie below the threshold; ``further`` is how many cells
are hidden for each small one. The last line sets what is hidden beside the cheapest safe set, found
by trying every set, on tables of two rows and two columns.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import chain, combinations

import numpy as np
import pandas as pd

from evidence_lib import terms
from evidence_lib.disclosure import audit, protect_together

DIMENSIONS = ("locality", "fifth", "year")
LINKED = (3, 3, 2)


def whole_table(counts: np.ndarray) -> dict[str, pd.DataFrame]:
    """Give a table with all its margins. Row: one cell, with ``count``."""
    columns = list(DIMENSIONS[: counts.ndim])
    rows = [
        (*(f"{name} {each}" for name, each in zip(columns, place, strict=True)), int(count))
        for place, count in np.ndenumerate(counts)
    ]
    full = pd.DataFrame(rows, columns=[*columns, "count"])
    kept = chain.from_iterable(combinations(columns, size) for size in range(1, len(columns)))
    margins = {" ".join(each): full.groupby(list(each), as_index=False)["count"].sum()
               for each in kept}  # fmt: skip
    everybody = pd.DataFrame({columns[0]: ["Total"], "count": [int(counts.sum())]})
    return {"full": full, **margins, "everybody": everybody}


def small_only(tables: Mapping[str, pd.DataFrame]) -> list[pd.DataFrame]:
    """Hide the small counts and nothing else."""
    return [
        each.assign(
            count=each["count"].astype(object).mask(each["count"].between(1, 4), terms.HIDDEN)
        )
        for each in tables.values()
    ]


def drawn(rng: np.random.Generator, number: int) -> Iterator[dict[str, pd.DataFrame]]:
    """Draw tables of two columns."""
    for _ in range(number):
        yield whole_table(rng.integers(0, 21, tuple(rng.integers(2, 6, 2))))


def found_out(releases: list[list[pd.DataFrame]]) -> tuple[int, float, float]:
    """Count the hidden cells; give the shares worked back, and known to be small."""
    found = pd.concat([audit(each) for each in releases])
    return len(found), float(found["exact"].mean()), float(found["small"].mean())


def line(name: str, releases: list[list[pd.DataFrame]], small: int) -> str:
    """Write the figures of one rule."""
    hidden, exact, known = found_out(releases)
    return f"{name:12} {hidden:7} {exact:8.1%} {known:12.1%} {(hidden - small) / small:8.2f}"


def small_cells(tables: Mapping[str, pd.DataFrame]) -> int:
    """Count the small cells of a table and its margins."""
    return sum(int(each["count"].between(1, 4).sum()) for each in tables.values())


def fewest_hidden(tables: Mapping[str, pd.DataFrame]) -> int:
    """Find how many cells must be hidden at the least, by trying every set."""
    cells = [(name, row) for name, each in tables.items() for row in each.index]
    small = {cell for cell in cells if 0 < tables[cell[0]].at[cell[1], "count"] < 5}
    free = [cell for cell in cells if cell not in small]
    sets = chain.from_iterable(combinations(free, size) for size in range(len(free) + 1))
    return next(
        len(small) + len(more)
        for more in sets
        if not audit(released(tables, small | set(more)))[["exact", "small"]].any(axis=None)
    )


def released(
    tables: Mapping[str, pd.DataFrame], hidden: set[tuple[str, int]]
) -> list[pd.DataFrame]:
    """Hide a set of cells."""
    return [
        each.assign(count=[
            terms.HIDDEN if (name, row) in hidden else count
            for row, count in each["count"].items()
        ])
        for name, each in tables.items()
    ]  # fmt: skip


def hidden_in(tables: Mapping[str, pd.DataFrame]) -> int:
    """Count the hidden cells."""
    return sum(int(each["count"].eq(terms.HIDDEN).sum()) for each in tables.values())


def main(number: int = 1000, seed: int = 5) -> None:
    """Print the figures."""
    rng = np.random.default_rng(seed)
    tables = list(drawn(rng, number))
    linked = [whole_table(rng.integers(0, 21, LINKED)) for _ in range(number // 10)]
    print(f"{'rule':12} {'hidden':>7} {'exact':>8} {'known small':>12} {'further':>8}")
    small = sum(map(small_cells, tables))
    print(line("small only", [small_only(each) for each in tables], small))
    safe = [list(protect_together(each).values()) for each in tables]
    print(line("protected", safe, small))
    small = sum(map(small_cells, linked))
    print(line("small linked", [small_only(each) for each in linked], small))
    together = [list(protect_together(each).values()) for each in linked]
    print(line("linked", together, small))
    little = [whole_table(rng.integers(0, 21, (2, 2))) for _ in range(number // 20)]
    ours = sum(hidden_in(protect_together(each)) for each in little)
    print(f"two by two: {ours} cells hidden, {sum(map(fewest_hidden, little))} at the least")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

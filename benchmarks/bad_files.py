"""
What becomes of bad files: ours beside plain pandas, on the same mutants.

    python -m benchmarks.bad_files [--one-in N] [--class NAME] [--wrong]

Every mutant of ``tests/mutants`` is one file in the place of a valid table, with its verdict. Ours
is `evidence_lib.loaders.read_review`; plain pandas is ``read_csv``, or ``read_excel`` with calamine
for a workbook. ``--wrong`` lists every mutant that ours gets wrong.

Pandas cannot flag, so what had to be flagged and was loaded is ``silent``; where a mutant may be
refused, its exception is right if the message names the row, or the file where all of it is meant.
Values are compared leniently: a date or number that stays text is taken as read, and a cell that
stays text where something else is meant is ``silent``, never ``changed``.
"""

from __future__ import annotations

import argparse
import io
import math
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from tests.mutants import CLASSES, Outcome, measured, mutants_of
from tests.mutants.bases import Base, bases
from tests.mutants.measure import OUTCOMES
from tests.mutants.mutant import Meaning, Mutant

WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")


def with_pandas(mutant: Mutant, base: Base) -> Outcome:
    """Read the mutant's file with pandas as it is, and judge."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            frame = read_plainly(mutant)
    except Exception as error:
        return refused(mutant, str(error))
    if not mutant.verdicts & {"accept"}:
        return Outcome(mutant, "silent")
    return Outcome(mutant, compared(mutant, base, frame))


def read_plainly(mutant: Mutant) -> pd.DataFrame:
    """Do what most scripts do."""
    if Path(mutant.name).suffix.lower() in WORKBOOKS:
        return pd.read_excel(io.BytesIO(mutant.data), engine="calamine")
    return pd.read_csv(io.BytesIO(mutant.data))


def refused(mutant: Mutant, message: str) -> Outcome:
    """Judge an exception by whether it says where."""
    if "refuse" not in mutant.verdicts:
        return Outcome(mutant, "over", message)
    rows = mutant.place.rows or frozenset()
    named = any(f"line {row}" in message for row in rows if row) or mutant.name in message
    return Outcome(mutant, "right" if named else "vague", message)


def compared(mutant: Mutant, base: Base, frame: pd.DataFrame) -> str:
    """Compare what pandas loaded with what was meant, row by row."""
    if base.key not in frame.columns or len(frame) != len(mutant.meant):
        return "rows"
    for record, (key, meant) in zip(frame.to_dict("records"), mutant.meant.items(), strict=True):
        for column, value in meant.items():
            cell = record.get(column)
            if (key, column) not in mutant.unknown and not alike(cell, value):
                untyped = isinstance(cell, str) and not isinstance(value, str)
                return "silent" if untyped or "refuse" in mutant.verdicts else "changed"
    return "right"


def alike(cell: Any, meant: Meaning) -> bool:
    """Compare leniently: numbers as numbers, days as text, yes and no as words or booleans."""
    if cell is None or cell is pd.NaT or (isinstance(cell, float) and math.isnan(cell)):
        return meant is None
    if isinstance(meant, bool):
        return cell in (meant, {True: "yes", False: "no"}[meant])
    if isinstance(meant, int | float):
        return not isinstance(cell, bool) and pd.to_numeric(cell, errors="coerce") == meant
    if isinstance(cell, pd.Timestamp):
        return str(cell.date()) == meant
    return str(cell).replace("\r\n", "\n").strip() == str(meant).strip()


def table_of(counts: dict[str, Counter[str]]) -> Iterator[str]:
    """Write a line a class, and one for all."""
    yield f"{'class':<14}{'mutants':>9}" + "".join(f"{name:>11}" for name in OUTCOMES)
    total: Counter[str] = Counter()
    for group, found in counts.items():
        total += found
        yield line(group, found)
    yield line("all", total)
    yield f"right: {100 * total['right'] / max(1, total.total()):.1f} %"


def line(name: str, found: Counter[str]) -> str:
    """Write one line of the table."""
    return f"{name:<14}{found.total():>9}" + "".join(f"{found[each]:>11}" for each in OUTCOMES)


def main() -> None:
    """Read every mutant both ways and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--one-in", type=int, default=1, help="read each n-th mutant only")
    parser.add_argument("--class", dest="groups", action="append", choices=CLASSES)
    parser.add_argument("--wrong", action="store_true", help="list what ours gets wrong")
    given = parser.parse_args()
    ours: dict[str, Counter[str]] = {}
    plain: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        valid = bases(Path(folder) / "example")
        for group in given.groups or CLASSES:
            ours[group], plain[group] = Counter(), Counter()
            for base, mutant in mutants_of(group, valid, one_in=given.one_in):
                found = measured(mutant, base, Path(folder) / "review")
                ours[group][found.outcome] += 1
                plain[group][with_pandas(mutant, base).outcome] += 1
                if given.wrong and found.outcome != "right":
                    print(f"{mutant.id} ({mutant.words}): {found.outcome}: {found.seen}")
    print("ours", *table_of(ours), "", "plain pandas", *table_of(plain), sep="\n")


if __name__ == "__main__":
    main()

"""Small tests of change, and what became of them."""

from __future__ import annotations

import pandas as pd

from evidence_lib.answers.answer import Answer, no_table
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.english import counted, listed
from evidence_lib.evidence import Evidence
from evidence_lib.show import AccessibleTable, Finding, table

_RESULTS = {"adopt": "adopted", "adapt": "adapted", "abandon": "given up"}


@from_tables("tests_of_change")
def tests_of_change(review: Evidence) -> Answer:
    """Say what became of the small tests of change, locality by locality."""
    tests = review.tables["tests_of_change"]
    if tests.empty:
        return no_table("tests_of_change")
    return Answer.of(tests_found(tests), tests_table(tests), tests=tests)


def tests_found(tests: pd.DataFrame) -> Finding:
    """Say what became of the small tests of change; rows of the contract's table."""
    many = {word: int(tests["result"].eq(result).sum()) for result, word in _RESULTS.items()}
    many["without a result yet"] = int(tests["result"].isna().sum())
    found = listed([f"{number} {word}" for word, number in many.items() if number])
    return Finding(f"{counted(len(tests), 'small test')} of change: {found}.")


def tests_table(tests: pd.DataFrame) -> AccessibleTable:
    """
    List the small tests of change by locality, with what became of them.

    Row: one test.
    """
    ordered = tests.sort_values(["locality", "started_on"], kind="stable")
    return table(
        ordered.assign(
            outcome=[_RESULTS.get(str(result), "no result yet") for result in ordered["result"]]
        ),
        {"title": "Small test of change", "locality": "Locality", "measure": "Measure",
         "started_on": "Started", "outcome": "What became of it"},
        name="tests_of_change",
        caption="Small tests of change by locality",
        notes=("A test that was adapted or given up has taught something; a test without a measure "
               "teaches little.",),
    )  # fmt: skip

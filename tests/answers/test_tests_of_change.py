"""Small tests of change, and what became of them."""

from __future__ import annotations

import pandas as pd

from evidence_lib.answers.tests_of_change import tests_found as what_became_of
from evidence_lib.answers.tests_of_change import tests_table as table_of_tests
from tests.answers.shown import cells


def test_small_tests_are_counted_by_what_became_of_them() -> None:
    tests = pd.DataFrame({"result": ["adopt", "adopt", "abandon", None]})
    assert what_became_of(tests) == (
        "4 small tests of change: 2 adopted, 1 given up and 1 without a result yet."
    )


def test_tests_of_change_say_what_became_of_them() -> None:
    frame = pd.DataFrame(
        {"title": ["a", "b"], "locality": ["Kyle", "Ayr"], "measure": ["m", None],
         "started_on": ["2017-03", "2017-05"], "result": ["abandon", None]}
    )  # fmt: skip
    table = table_of_tests(frame)
    assert cells(table, "Locality") == ["Ayr", "Kyle"]
    assert cells(table, "What became of it") == ["no result yet", "given up"]

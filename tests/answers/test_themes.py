"""What the documents speak of."""

from __future__ import annotations

import pandas as pd

from evidence_lib.answers.themes import themes_table
from tests.answers.shown import headings, rows

NOTHING = float("nan")


def test_the_theme_asked_for_stands_first_and_a_theme_not_looked_for_says_so() -> None:
    matrix = pd.DataFrame({"early help": [7.0, NOTHING], "safety": [10.0, 1.0]},
                          index=pd.Index(["Plan", "Strategy"], name="document"))  # fmt: skip
    made = themes_table(matrix, theme="Safety")
    assert headings(made) == ["Document", "Safety", "Early help"]
    assert rows(made) == [["Plan", "10", "7"], ["Strategy", "1", "not looked for"]]
    assert "not looked for" in made.html

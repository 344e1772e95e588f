"""Our figures beside the published ones: a small group's size is shown on neither side."""

from __future__ import annotations

import csv
import io

import pandas as pd

from evidence_lib.answers.agreement import figures_table


def test_a_small_published_figure_is_compared_and_not_shown() -> None:
    compared = pd.DataFrame(
        {"label": ["Young people met", "Teams"], "value": [3.0, 4.0], "computed": [3.0, 4.0],
         "unit": ["people", "teams"], "agrees": [True, True], "location": ["x", "y"]}
    )  # fmt: skip
    table = figures_table(compared, threshold=5)
    rows = list(csv.reader(io.StringIO(table.csv)))
    assert rows[1][1:3] == ["[c]", "[c]"]
    assert rows[2][1:3] == ["4", "4"]

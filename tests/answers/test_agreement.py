"""Our figures beside the published ones: a small group's size is shown on neither side."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pandas as pd

from evidence_lib.answers.agreement import agreement as agreement_of
from evidence_lib.answers.agreement import figures_agree, figures_table, review_agreement
from evidence_lib.evidence import Evidence
from evidence_lib.show import missing_table
from tests.answers.frames import without


def test_a_small_published_figure_is_compared_and_not_shown() -> None:
    compared = pd.DataFrame(
        {"label": ["Young people met", "Teams"], "value": [3.0, 4.0], "computed": [3.0, 4.0],
         "unit": ["people", "teams"], "agrees": [True, True], "location": ["x", "y"]}
    )  # fmt: skip
    table = figures_table(compared, threshold=5)
    rows = list(csv.reader(io.StringIO(table.csv)))
    assert rows[1][1:3] == ["[c]", "[c]"]
    assert rows[2][1:3] == ["4", "4"]


def test_a_report_that_was_not_restated_is_not_said_to_print_nothing(
    south_ayrshire: Evidence,
) -> None:
    area = without(south_ayrshire.area(3), "published_figures")
    assert review_agreement(area.review).blocks == (missing_table("published_figures"),)
    assert agreement_of(area).blocks == (missing_table("published_figures"),)


def test_an_area_of_which_no_figure_was_printed_says_so(south_ayrshire: Evidence) -> None:
    area = south_ayrshire.area(1)
    nothing = area.tables["published_figures"].iloc[:0]
    bare = replace(area, tables={**area.tables, "published_figures": nothing})
    assert "prints no figure here" in agreement_of(bare).html
    assert agreement_of(bare).missing == ()
    assert figures_agree(agreement_of(bare).frames["figures"]) in agreement_of(bare).blocks

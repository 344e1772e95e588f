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


def frame(**columns: list[object]) -> pd.DataFrame:
    """Build figures as compared; row: one figure."""
    usual = {"label": "Young people met", "value": 3.0, "computed": 3.0, "unit": "people",
             "agrees": True, "location": "x", "provenance": "published", "transcribed": False,
             "reckoning": "value"}  # fmt: skip
    rows = range(len(next(iter(columns.values()))))
    return pd.DataFrame({**{name: [each for _ in rows] for name, each in usual.items()}, **columns})


def test_a_small_group_is_shown_as_published_and_hidden_in_our_tables() -> None:
    compared = frame(label=["Young people met", "Teams"], value=[3.0, 4.0], computed=[3.0, 4.0],
                     unit=["people", "teams"])  # fmt: skip
    table = figures_table(compared, threshold=5)
    rows = list(csv.reader(io.StringIO(table.csv)))
    assert rows[1][1:3] == ["3", "[c]"]
    assert rows[2][1:3] == ["4", "4"]
    assert "shown as published" in table.html


def test_a_small_group_of_a_source_that_is_not_published_is_hidden_on_both_sides() -> None:
    for provenance in ("synthetic", None):
        table = figures_table(frame(provenance=[provenance]), threshold=5)
        assert list(csv.reader(io.StringIO(table.csv)))[1][1:3] == ["[c]", "[c]"]


def test_copies_are_not_counted_among_what_is_reckoned_again() -> None:
    compared = frame(
        transcribed=[False, True, True, False, False],
        agrees=[True, True, True, None, None],
        reckoning=["count", "value", "value", "words", "sum"],
    )
    assert figures_agree(compared) == (
        "5 printed figures: 1 agrees with what our figures give, worked out again; 2 were "
        "copied from the same place in the source, and checked; 1 stands in words, with no "
        "number of ours beside it; 1 could not be checked, as the figures needed were not supplied."
    )
    one = figures_agree(frame(transcribed=[True]))
    assert one.startswith("1 printed figure: 1 was copied from the same place")


def test_the_report_counts_its_copies_and_leaves_no_printed_figure_out(
    south_ayrshire: Evidence,
) -> None:
    figures = review_agreement(south_ayrshire).frames["figures"].set_index("figure_id")
    assert set(figures.index[~figures["transcribed"]]) == {
        "FIG-01", "FIG-02", "FIG-03", "FIG-05", "FIG-16",
    }  # fmt: skip
    months = figures.loc["FIG-16"]
    assert (months["value"], months["unit"], months["checked"]) == (7, "months", False)
    assert "in words only" in agreement_of(south_ayrshire.area(3)).html


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

"""Our figures against the printed ones: each is named when it differs."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import reconcile
from evidence_lib.answers.agreement import figures_agree
from evidence_lib.errors import FiguresDisagreeError
from evidence_lib.evidence import Evidence


def compared(review: Evidence, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    published = tables["published_figures"]
    computed = reconcile.figures_in_tables(
        published, tables, review.areas, fieldwork_days=review.facts.fieldwork_days
    )
    return reconcile.compare(computed, published)


def test_every_published_figure_of_the_report_reconciles(south_ayrshire: Evidence) -> None:
    found = compared(south_ayrshire, south_ayrshire.tables)
    assert found["agrees"].all()
    assert {195, 10, 3, 18, 5, 19, 11, 4} <= set(found["computed"])


def test_a_wrong_value_stops_with_the_figure_named(south_ayrshire: Evidence) -> None:
    wrong = south_ayrshire.tables["indicator_values"].copy()
    wrong.loc[wrong["value_id"].eq("AC1115-2017"), "value"] = 12
    found = compared(south_ayrshire, {**south_ayrshire.tables, "indicator_values": wrong})
    with pytest.raises(FiguresDisagreeError, match="published 11, computed 12") as caught:
        reconcile.require_agreement(found)
    assert "section 3, area 3" in str(caught.value)


def test_a_figure_whose_row_is_gone_does_not_agree(south_ayrshire: Evidence) -> None:
    activities = south_ayrshire.tables["review_activities"]
    gone = activities[activities["activity_id"].ne("ACT-01")]
    found = compared(south_ayrshire, {**south_ayrshire.tables, "review_activities": gone})
    assert not found.set_index("label")["agrees"]["Staff who completed the survey"]
    with pytest.raises(FiguresDisagreeError, match="computed nan"):
        reconcile.require_agreement(found)


def test_a_figure_printed_as_a_mark_is_not_checked_and_stops_nothing(
    south_ayrshire: Evidence,
) -> None:
    published = south_ayrshire.tables["published_figures"].copy()
    published.loc[published.index[0], "value"] = None
    found = compared(south_ayrshire, {**south_ayrshire.tables, "published_figures": published})
    assert not found["checked"].iloc[0]
    assert pd.isna(found["agrees"].iloc[0])
    assert found.loc[found["reckoning"].ne("words"), "checked"].iloc[1:].all()
    reconcile.require_agreement(found)


def test_a_figure_whose_table_is_absent_is_not_checked_and_stops_nothing(
    south_ayrshire: Evidence,
) -> None:
    gone = south_ayrshire.tables["review_activities"].iloc[0:0]
    found = compared(south_ayrshire, {**south_ayrshire.tables, "review_activities": gone})
    row = found.set_index("label").loc["Staff who completed the survey"]
    assert pd.isna(row["agrees"])
    assert not row["checked"]
    reconcile.require_agreement(found)
    assert "could not be checked" in figures_agree(found)


def test_no_published_figures_agree_with_nothing(south_ayrshire: Evidence) -> None:
    none = south_ayrshire.tables["published_figures"].iloc[0:0]
    computed = reconcile.figures_in_tables(
        none, south_ayrshire.tables, south_ayrshire.areas, fieldwork_days=5
    )
    assert reconcile.compare(computed, none).empty
    reconcile.require_agreement(reconcile.compare(computed, none))


@pytest.mark.parametrize(
    ("source", "location", "copied"),
    [("report", "page 2", True), ("report", "page 9", False), ("returns", "page 2", False)],
)
def test_a_cell_from_the_same_place_of_the_same_source_is_a_copy(
    source: str, location: str, *, copied: bool
) -> None:
    table = pd.DataFrame(
        {"value_id": ["v"], "value": [7.0], "source_id": [source], "location": [location]}
    )
    figure = pd.DataFrame(
        {"figure_id": ["f"], "value": [7.0], "source_id": ["report"], "location": ["page 2"],
         "table_name": ["t"], "row_ids": ["v"], "column_name": ["value"], "reckoning": ["value"]}
    )  # fmt: skip
    found = reconcile.figures_in_tables(figure, {"t": table}, pd.DataFrame(), fieldwork_days=5)
    assert found["transcribed"].tolist() == [copied]


def test_a_sum_adds_the_cells_named() -> None:
    table = pd.DataFrame({"activity_id": ["a", "b", "c"], "participants": [1, 2, 4]})
    figure = pd.DataFrame(
        {"figure_id": ["f"], "value": [5.0], "location": ["x"], "table_name": ["t"],
         "row_ids": ["a c"], "column_name": ["participants"], "reckoning": ["sum"]}
    )  # fmt: skip
    computed = reconcile.figures_in_tables(figure, {"t": table}, pd.DataFrame(), fieldwork_days=5)
    assert reconcile.compare(computed, figure)["agrees"].tolist() == [True]


def test_a_month_agrees_with_its_days() -> None:
    events = pd.DataFrame(
        {"label": ["x", "x", "x"], "date": ["2016", "2016-10", "2016-10-04"], "source_id": "s"}
    )
    assert reconcile.conflicting_dates(events).empty

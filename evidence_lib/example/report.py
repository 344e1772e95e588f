"""What the invented report says and prints, what was claimed, answered and left to do."""

from __future__ import annotations

from evidence_lib.example.draw import Draw
from evidence_lib.example.review_file import REPORT
from evidence_lib.example.rows import Row, ShippedRow, numbered, rows_of
from evidence_lib.example.scene import FIELDWORK_FROM, FIELDWORK_TO, Size


def self_evaluation(size: Size, items: list[Row]) -> list[Row]:
    """List the partnership's claims, rosier than the evidence, a third with none behind them."""
    draw = size.draw("self_evaluation")
    rows = [{**row, "item_ids": _behind(draw, row, items)} for row in rows_of("claims")]
    return numbered(rows, "claim_id", "SE", "self_evaluation")


def _behind(draw: Draw, claim: ShippedRow, items: list[Row]) -> str:
    """Name evidence on the claim's own criterion, whichever way it bears."""
    near = [str(row["item_id"]) for row in items if row["criterion"] == claim["criterion"]]
    return "" if draw.chance(0.33) else " ".join(draw.some(near, draw.whole(1, 3)))


def progress_statements() -> list[Row]:
    """List the invented inspectors' words. Row: a sentence on an area, in one place."""
    return numbered(rows_of("progress_statements"), "statement_id", "PS", REPORT)


def follow_up() -> list[Row]:
    """List what is still to be done. Row: a task."""
    return numbered(rows_of("follow_up_tasks"), "follow_up_id", "FU", REPORT)


def factual_accuracy() -> list[Row]:
    """List the partnership's comments on the draft, two unanswered. Row: a comment."""
    return numbered(rows_of("accuracy_comments"), "comment_id", "FA", "accuracy_round")


def published_figures(tables: dict[str, list[Row]]) -> list[Row]:
    """List the numbers the report prints; every one follows from the tables. Row: a number."""
    figures = [
        {**_figure(tables, row), "location": f"page {page}"}
        for page, row in enumerate(rows_of("published_figures"), start=2)
    ]
    return numbered(figures, "figure_id", "PF", REPORT)


def _figure(tables: dict[str, list[Row]], figure: ShippedRow) -> Row:
    kept = ("area", "label", "unit", "table_name", "column_name", "reckoning")
    found = _rows_of_figure(tables, figure)
    return {
        **{name: figure[name] for name in kept},
        "row_ids": " ".join(str(next(iter(row.values()))) for row in found),
        "value": _value(tables, figure, found),
    }


def _rows_of_figure(tables: dict[str, list[Row]], figure: ShippedRow) -> list[Row]:
    """Find the rows whose cells make up a figure; a count or a span of days names none."""
    if not figure["found_by"]:
        return []
    rows = tables[figure["table_name"]]
    found = [row for row in rows if row[figure["found_by"]] == figure["found_in"]]
    return {"first": found[:1], "last": found[-1:], "all": found}[figure["which"]]


def _value(tables: dict[str, list[Row]], figure: ShippedRow, found: list[Row]) -> int:
    if figure["reckoning"] == "days":
        return (FIELDWORK_TO - FIELDWORK_FROM).days + 1
    if figure["table_name"] == "areas":
        return len(rows_of("areas"))
    if figure["reckoning"] == "count":
        return len(tables[figure["table_name"]])
    return sum(int(str(row[figure["column_name"]])) for row in found)

"""Plans in the shape a project tracker exports: many tasks, few indicators, fewer outcomes."""

from __future__ import annotations

from datetime import date

from evidence_lib.example.draw import Draw
from evidence_lib.example.rows import Row, ShippedRow, numbered, rows_of
from evidence_lib.example.scene import AS_AT, Size


def plan_actions(size: Size) -> list[Row]:
    """List the actions of three plans. Row: an action, as a project tracker exports it."""
    draw = size.draw("plan_actions")
    return [_action(draw, row, page) for page, row in enumerate(rows_of("plan_actions"), start=3)]


def _action(draw: Draw, row: ShippedRow, page: int) -> Row:
    [plan] = rows_of("plans", code=row["code"][:3])
    owners = [each["owner"] for each in rows_of("action_owners")]
    due = draw.day(date(2017, 6, 1), date(2019, 12, 31))
    kept = ("priority", "title", "indicator_id", "outcome")
    return {
        "action_id": row["code"].replace(" ", "-"),
        "plan": plan["plan"],
        **{name: row[name] for name in kept},
        "due_on": "" if draw.chance(0.08) else due,
        **_state(draw, due),
        "owner": draw.pick([*owners, ""]),
        "location": f"page {page // 2 + 2}",
        "source_id": plan["source_id"],
    }


def _state(draw: Draw, due: date) -> Row:
    if draw.chance(0.03):
        return {"progress_pct": 5 * draw.whole(0, 8), "status": "cancelled"}
    if draw.chance(0.75 if due < AS_AT else 0.12):
        return {"progress_pct": 100, "status": "completed"}
    if due < AS_AT:
        return {"progress_pct": 5 * draw.whole(4, 18), "status": "overdue"}
    if draw.chance(0.25):
        return {"progress_pct": 0, "status": "not_started"}
    return {"progress_pct": 5 * draw.whole(2, 17), "status": "in_progress"}


def plan_criteria() -> list[Row]:
    """List the fifteen statutory criteria as met by the plan. Row: a criterion."""
    [plan] = rows_of("plans", code="CSP")
    shared = {"plan": plan["plan"], "source_id": plan["source_id"]}
    return [
        {**row, **shared, "location": f"page {page}"}
        for page, row in enumerate(rows_of("plan_criteria"), start=4)
    ]


def document_themes(size: Size) -> list[Row]:
    """List how often themes are mentioned. Row: a theme in a document."""
    draw = size.draw("document_themes")
    rows = [
        {**row, "mentions": _mentions(draw, int(row["mentions"])), "location": "whole document"}
        for row in rows_of("document_themes")
    ]
    return numbered(rows, "theme_id", "TH")


def _mentions(draw: Draw, least: int) -> int:
    return least + (draw.whole(0, 3) if least > 2 else 0)


def needs() -> list[Row]:
    """List the needs, some with no priority in the plan. Row: a need."""
    return numbered(rows_of("needs"), "need_id", "N", "needs_assessment")

"""Where the invented evidence says it comes from, what the team did, and the earlier grades."""

from __future__ import annotations

from evidence_lib.example.rows import Row, ShippedRow, numbered, rows_of
from evidence_lib.example.scene import AS_AT, INSPECTION_PUBLISHED, Size


def sources() -> list[Row]:
    """List the sources; every one says that it is synthetic. Row: a document or collection."""
    terms = "invented for demonstration; no rights"
    return [{**row, "provenance": "synthetic", "terms": terms} for row in rows_of("sources")]


def review_activities(size: Size) -> list[Row]:
    """List what the team did. Row: an activity; what the team wrote itself is none."""
    survey: Row = {
        "strand": "staff_survey",
        "description": "Staff survey across six sectors",
        "date": "2018-03-26",
        "ended_on": "2018-04-13",
        "participants": size.respondents,
        "role_level": "mixed",
        "source_id": "staff_survey",
    }
    met = [_activity(row) for row in rows_of("collections") if row["letter"] not in ("T", "C")]
    return numbered([survey, *met], "activity_id", "A")


def _activity(row: ShippedRow) -> Row:
    kept = ("strand", "description", "participants", "role_level", "source_id")
    activity: Row = {**{name: row[name] for name in kept}, "date": row["collected_on"]}
    if row["letter"] != "K":
        return activity
    span: Row = {"date": INSPECTION_PUBLISHED, "ended_on": AS_AT, "span_months": 18}
    return {**activity, **span}


def baseline_grades() -> list[Row]:
    """List the grades of the earlier inspection, all invented. Row: a quality indicator."""
    return numbered(rows_of("baseline_grades"), "grade_id", "G", "inspection_report")

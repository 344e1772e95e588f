"""The audit of case files, by two auditors, and the log kept between the two visits."""

from __future__ import annotations

from datetime import date, timedelta

from evidence_lib.example.draw import Draw
from evidence_lib.example.rows import Row, ShippedRow, numbered, rows_of
from evidence_lib.example.scene import Size

_CASES = 26

_LOG_MONTHS = tuple(
    f"{year}-{month:02d}"
    for year, months in ((2016, (11, 12)), (2017, range(1, 13)), (2018, range(1, 5)))
    for month in months
)
_STATES = ("concern", "uncertainty", "no_concern")


def audit_cases(size: Size) -> list[Row]:
    """List the audit; half the cases were read by both auditors. Row: a case, standard, auditor."""
    draw = size.draw("audit_cases")
    rows = [row for number in range(1, _CASES + 1) for row in _case(draw, number)]
    return numbered(rows, "audit_id", "AU", "audit_file")


def _case(draw: Draw, number: int) -> list[Row]:
    better = draw.around(0, 0.16)
    shared: Row = {
        "case_key": f"case-{number:02d}",
        "audited_on": draw.day(date(2017, 10, 2), date(2018, 1, 26)),
    }
    rows: list[Row] = []
    for standard in rows_of("audit_standards"):
        marked: Row = {**shared, "standard": standard["standard"]}
        first = _mark(draw, draw.chance(float(standard["usually_met"]) + better), standard)
        rows.append({**marked, **first, "auditor": "auditor 1"})
        if number % 2 == 0:
            alike = draw.chance(0.84)
            second = first if alike else _mark(draw, first["met"] != "yes", standard)
            rows.append({**marked, **second, "auditor": "auditor 2"})
    return rows


def _mark(draw: Draw, met: bool, standard: ShippedRow) -> Row:
    if standard["not_applicable"] and draw.chance(float(standard["not_applicable"])):
        return {"met": "not_applicable", "quality": None}
    quality = draw.whole(3, 5) if met else draw.whole(1, 3)
    return {"met": "yes" if met else "no", "quality": quality}


def link_log(size: Size) -> list[Row]:
    """List the log, each area once a month and a few more. Row: an entry on one area."""
    draw = size.draw("link_log")
    areas = rows_of("areas")
    rows = [_entry(draw, area, month) for month in _LOG_MONTHS for area in areas]
    rows += [_entry(draw, draw.pick(areas), draw.pick(_LOG_MONTHS)) for _ in range(6)]
    by_day = sorted(rows, key=lambda row: (str(row["date"]), str(row["area"])))
    return numbered(by_day, "entry_id", "LL", "link_log")


def _entry(draw: Draw, area: ShippedRow, month: str) -> Row:
    """Draw a state: an area moves from concern to as much of no concern as it has settled."""
    gone = _LOG_MONTHS.index(month) / (len(_LOG_MONTHS) - 1)
    place = draw.around(gone * float(area["settled"]), 0.13)
    state = _STATES[(place > 0.25) + (place > 0.6)]
    [note] = rows_of("link_notes", area=area["area"], state=state)
    return {
        "date": date.fromisoformat(f"{month}-01") + timedelta(days=draw.whole(0, 27)),
        "area": area["area"],
        "state": state,
        "officer": "area lead officer" if draw.chance(0.3) else "link inspector",
        "note": note["note"],
    }

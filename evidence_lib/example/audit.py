"""The audit of case files, by two auditors, and the log kept between the two visits."""

from __future__ import annotations

from datetime import date, timedelta

from evidence_lib.example.draw import Draw
from evidence_lib.example.scene import Row, Size, numbered, rows_of

_STANDARDS = (
    "chronology up to date",
    "core group within 15 days",
    "child seen alone",
    "plan says what has to change",
    "review on time",
    "child's views recorded",
)
_USUALLY_MET = (0.62, 0.8, 0.74, 0.48, 0.88, 0.66)
_CASES = 26

LOG_MONTHS = tuple(
    f"{year}-{month:02d}"
    for year, months in ((2016, (11, 12)), (2017, range(1, 13)), (2018, range(1, 5)))
    for month in months
)
_STATES = ("concern", "uncertainty", "no_concern")
_SETTLED = {"1": 0.95, "2": 0.6, "3": 0.65, "4": 0.8, "5": 0.5}
"""How far towards no concern each area had come by the end: 0 not at all, 1 wholly."""

_NOTES = """
area | state | note
1 | concern | Leaders meet, and each still decides for their own service.
1 | uncertainty | The new group has begun; whether it decides or only hears reports is to be seen.
1 | no_concern | Two decisions in a row were taken together and carried out.
2 | concern | No figure was brought that shows a gap.
2 | uncertainty | There are figures now, averages for the most part.
2 | no_concern | The head of education showed the gap and what it is put down to.
3 | concern | Requests for placements go straight to one manager.
3 | uncertainty | A panel is in place; the number of starts is too small to read.
3 | no_concern | Families were offered intensive support before any placement was sought.
4 | concern | The panels meet as before and families wait.
4 | uncertainty | The first clusters are live; nobody counts the days a family waits.
4 | no_concern | A meeting in a live cluster had the parents in the room and ended with a plan.
5 | concern | The committee's paper is a list of events.
5 | uncertainty | The structure is simpler; targets are still missing.
5 | no_concern | The committee spent an hour on what an audit had found.
"""


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
    for standard, share in zip(_STANDARDS, _USUALLY_MET, strict=True):
        first = _mark(draw, draw.chance(share + better), standard)
        rows.append({**shared, "standard": standard, **first, "auditor": "auditor 1"})
        if number % 2 == 0:
            alike = draw.chance(0.84)
            second = first if alike else _mark(draw, first["met"] != "yes", standard)
            rows.append({**shared, "standard": standard, **second, "auditor": "auditor 2"})
    return rows


def _mark(draw: Draw, met: bool, standard: str) -> Row:
    if standard == "core group within 15 days" and draw.chance(0.12):
        return {"met": "not_applicable", "quality": None}
    quality = draw.whole(3, 5) if met else draw.whole(1, 3)
    return {"met": "yes" if met else "no", "quality": quality}


def link_log(size: Size) -> list[Row]:
    """List the log, each area once a month and a few more. Row: an entry on one area."""
    draw = size.draw("link_log")
    notes = {(row["area"], row["state"]): row["note"] for row in rows_of(_NOTES)}
    rows = [_entry(draw, area, month, notes) for month in LOG_MONTHS for area in _SETTLED]
    rows += [
        _entry(draw, draw.pick(list(_SETTLED)), draw.pick(LOG_MONTHS), notes) for _ in "123456"
    ]
    by_day = sorted(rows, key=lambda row: (str(row["date"]), str(row["area"])))
    return numbered(by_day, "entry_id", "LL", "link_log")


def _entry(draw: Draw, area: str, month: str, notes: dict[tuple[object, object], object]) -> Row:
    gone = LOG_MONTHS.index(month) / (len(LOG_MONTHS) - 1)
    place = draw.around(gone * _SETTLED[area], 0.13)
    state = _STATES[(place > 0.25) + (place > 0.6)]
    return {
        "date": date.fromisoformat(f"{month}-01") + timedelta(days=draw.whole(0, 27)),
        "area": area,
        "state": state,
        "officer": "area lead officer" if draw.chance(0.3) else "link inspector",
        "note": notes[(area, state)],
    }

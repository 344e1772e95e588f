"""
Exports of Covalent, later Pentana (Ideagen Risk Management): actions and indicators of a council.

Sources: the headings and the words of status are those that Scottish and English councils print in
committee reports made with the program ("Action Code", "Due Date", "Progress Bar", "Check
Progress"; "PI Code", "Short Name", periods over Value, Target and Status). They are general
knowledge: no export and no description by its maker was to be had.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from evidence_lib.errors import Problem
from evidence_lib.loaders.cells.personal import is_personal_heading
from evidence_lib.loaders.cells.words import heading_form, word_form
from evidence_lib.loaders.exports.adapted import (
    Adapted,
    Heading,
    at_column,
    brought_under,
    heading_at,
    headings,
    refused,
    rows_after,
    two_rows_of_headings,
)
from evidence_lib.loaders.exports.wide import lengthen
from evidence_lib.loaders.grid import Sheet, column_letter

ACTION_COLUMNS = {
    "action_id": ("action_code", "code"),
    "title": ("action_title", "title", "action", "short_name"),
    "description": ("description", "action_description"),
    "due_on": ("due_date",),
    "progress_pct": ("progress", "progress_%", "progress_(%)", "%_progress", "progress_bar"),
    "status": ("status", "action_status", "status_icon"),
    "outcome": ("desired_outcome",),
}
"""The columns of ``plan_actions`` and the forms of their headings in an export, best first."""

STAFF = ("assigned_to", "managed_by", "owned_by", "owner", "ownership", "lead_officer",
         "responsible_officer", "created_by", "updated_by", "note_author")  # fmt: skip
STATUSES = {
    "completed": "completed",
    "in_progress": "in_progress",
    "not_started": "not_started",
    "overdue": "overdue",
    "cancelled": "cancelled",
}
BY_PROGRESS = ("assigned", "unassigned", "check_progress", "resuming")
"""Words that say who has an action, or whether to look at it, and not how far it is."""

INDICATOR_CODES = ("pi_code", "indicator_code", "code")
NOT_READ = ("short_trend", "long_trend", "short_term_trend", "long_term_trend", "status",
            "traffic_light", "traffic_light_icon", "status_icon", "target", "current_target",
            "annual_target", "gauge_icon")  # fmt: skip
PERIOD = re.compile(
    r"\d{4}([/-]\d{2,4})?"
    r"|Q[1-4] \d{4}([/-]\d{2,4})?"
    r"|H[12] \d{4}([/-]\d{2,4})?"
    r"|(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec) \d{4}"
)
WITH_PART = re.compile(rf"(?P<period>{PERIOD.pattern})(?: - | )?(?P<part>[A-Za-z][A-Za-z ]*)?")
PARTS = ("value", "target", "note", "notes", "numerator", "denominator", *NOT_READ)
NUMBER = re.compile(r"\d{1,9}(\.\d{1,9})?")


def read_actions(sheet: Sheet, *, keep: Collection[str] = ()) -> Adapted:
    """
    Bring an export of actions under the headings of ``plan_actions``.

    Row: one action. "45%" becomes 45; words of status become those of ``terms`` where they surely
    mean the same; "Assigned", "Unassigned", "Check Progress" and "Resuming" are read by the
    progress (0 not started, above it in progress) and flagged; others are left to be refused.
    Columns that name staff are dropped and flagged. Where no progress is above 1, a number above 0
    without a percent sign may be a share: its row is barred.

    Args:
        sheet: The sheet as it was sent.
        keep: Headings that review.toml maps: they stay, even where they may name staff.
    """
    top = heading_at(sheet, ACTION_COLUMNS["action_id"])
    if sheet.problems:
        return Adapted(sheet)
    if not top:
        return refused(sheet, _unlike(sheet, "actions", "Action Code"))
    columns = headings(sheet, top)
    names = _our_names(columns)
    mapped = set(map(heading_form, keep))
    dropped = [each for each in columns if each.form not in mapped
               and each.position not in names and _names_staff(each)]  # fmt: skip
    gone = set(dropped)
    chosen = [(names.get(each.position, each.text), each.position)
              for each in columns if each not in gone]  # fmt: skip
    adapted = brought_under(
        sheet, [top], chosen, width=len(columns),
        flags=[_staff_flag(sheet, top, each) for each in dropped],
        dropped=[each.text for each in dropped],
    )  # fmt: skip
    return _statuses(_percentages(adapted))


def _unlike(sheet: Sheet, what: str, heading: str) -> Problem:
    message = f"is declared an export of {what} from Covalent or Pentana and has no {heading}"
    return Problem(sheet.file, 0, "", "not-this-export", message)


def _our_names(columns: list[Heading]) -> dict[int, str]:
    at: dict[str, int] = {}
    for each in columns:
        at.setdefault(each.form, each.position)
    names: dict[int, str] = {}
    for name, forms in ACTION_COLUMNS.items():
        found = [at[form] for form in forms if form in at and at[form] not in names]
        names |= dict.fromkeys(found[:1], name)
    return names


def _names_staff(heading: Heading) -> bool:
    return heading.form in STAFF or is_personal_heading(heading.text)


def _staff_flag(sheet: Sheet, top: int, heading: Heading) -> Problem:
    message = "may name a member of staff, and was dropped on reading; an owner is a role"
    return at_column(sheet, top, heading, "personal-column-dropped", message)


def _percentages(adapted: Adapted) -> Adapted:
    """Write progress as a plain number; bar the rows where it may be a share of 1."""
    sheet = adapted.sheet
    top, at = _column(sheet, "progress_pct")
    if at < 0:
        return adapted
    said = {row: cells[at].strip() for row, cells in rows_after(sheet, top).items()}
    plain = {row: float(text) for row, text in said.items() if NUMBER.fullmatch(text)}
    shares = [row for row, number in plain.items() if number > 0] if (
        max(plain.values(), default=0) <= 1
    ) else []  # fmt: skip
    letter = column_letter(adapted.positions[at])
    message = "may be a share of 1 or a percentage; write it with a percent sign"
    barred = [Problem(sheet.file, row, "progress_pct", "progress-as-share", message, letter)
              for row in shares]  # fmt: skip
    written = {row: text.removesuffix("%").strip() for row, text in said.items()}
    rows = {row: cells if row == top else _with(cells, at, written[row])
            for row, cells in sheet.rows.items() if row not in set(shares)}  # fmt: skip
    return replace(adapted, sheet=replace(sheet, rows=rows, barred=(*sheet.barred, *barred)))


def _column(sheet: Sheet, name: str) -> tuple[int, int]:
    """Find the row of the headings, and the position of one of them (-1 where it is not)."""
    top, header = next(iter(sheet.rows.items()))
    return top, header.index(name) if name in header else -1


def _with(cells: tuple[str, ...], at: int, text: str) -> tuple[str, ...]:
    return (*cells[:at], text, *cells[at + 1 :])


def _statuses(adapted: Adapted) -> Adapted:
    sheet = adapted.sheet
    top, at = _column(sheet, "status")
    progress_at = _column(sheet, "progress_pct")[1]
    if at < 0:
        return adapted
    rows, by_progress = dict(sheet.rows), 0
    for row, cells in rows_after(sheet, top).items():
        word = word_form(cells[at])
        progress = cells[progress_at] if progress_at >= 0 else ""
        read = STATUSES.get(word) or (_by_progress(progress) if word in BY_PROGRESS else "")
        by_progress += bool(read) and word in BY_PROGRESS
        rows[row] = _with(cells, at, read or cells[at])
    message = f"{by_progress} words that do not say how far an action is were read by its progress"
    flag = Problem(sheet.file, top, "status", "status-from-progress", message,
                   column_letter(adapted.positions[at]))  # fmt: skip
    flags = (*sheet.flags, flag) if by_progress else sheet.flags
    return replace(adapted, sheet=replace(sheet, rows=rows, flags=flags))


def _by_progress(progress: str) -> str:
    """Say how far an action is; nothing where its progress is not known, or is the whole."""
    if not NUMBER.fullmatch(progress) or float(progress) >= 100:
        return ""
    return "in_progress" if float(progress) else "not_started"


def read_indicators(sheet: Sheet) -> Adapted:
    """
    Bring an export of indicators to rows of ``indicator_values``.

    Row: one value of one indicator in one period, numbered anew, with ``place`` for where it
    stands. The sent headings are one row ("2016/17", or "2016/17 Value") or two (periods over
    Value, Target and Status). The columns are ``value_id`` ("code:period"), ``period`` as it is
    headed, ``value``, ``indicator_id`` and what else stood in the sheet. Targets, statuses and
    trends are not read and flagged; columns that name staff are dropped and flagged.
    """
    top = heading_at(sheet, INDICATOR_CODES)
    if sheet.problems:
        return Adapted(sheet)
    if not top:
        return refused(sheet, _unlike(sheet, "indicators", "PI Code"))
    heading_rows, columns = _indicator_headings(sheet, top)
    code = next(each for each in columns if each.form in INDICATOR_CODES)
    others = [each for each in columns if each is not code]
    values = {each: period for each in others for period, part in [_period(each)]
              if period and part in ("", "value")}  # fmt: skip
    dropped = [each for each in others if each not in values and _is_left(each)]
    gone = set(dropped)
    chosen = [("value_id", code.position), ("indicator_id", code.position)]
    chosen += [(values.get(each, each.text), each.position)
               for each in others if each not in gone]  # fmt: skip
    adapted = brought_under(
        sheet, heading_rows, chosen, width=len(columns),
        flags=[_left_flag(sheet, top, each) for each in dropped],
        dropped=[each.text for each in dropped],
    )  # fmt: skip
    long = lengthen(adapted.sheet, into="period", values="value", columns=list(values.values()),
                    key="value_id", sent=adapted.positions)  # fmt: skip
    return replace(long, dropped=adapted.dropped)


def _indicator_headings(sheet: Sheet, top: int) -> tuple[list[int], list[Heading]]:
    """Read one row of headings, or two where the second holds nothing but known parts."""
    single = headings(sheet, top)
    below = next((number for number in sheet.rows if number > top), 0)
    parts = headings(sheet, below) if below else []
    code = next(each.position for each in single if each.form in INDICATOR_CODES)
    filled = [each for each in parts if each.text]
    if filled and all(each.form in PARTS and each.position != code for each in filled):
        return [top, below], two_rows_of_headings(sheet, top, below, ())
    return [top], single


def _period(heading: Heading) -> tuple[str, str]:
    """Part a heading such as "Q1 2017/18 Target" into its period and what is told of it."""
    found = WITH_PART.fullmatch(heading.text)
    if not found:
        return "", ""
    return found["period"], heading_form(found["part"] or "")


def _is_left(heading: Heading) -> bool:
    return bool(_period(heading)[0]) or heading.form in NOT_READ or _names_staff(heading)


def _left_flag(sheet: Sheet, top: int, heading: Heading) -> Problem:
    if _names_staff(heading):
        return _staff_flag(sheet, top, heading)
    if "target" in heading.form:
        message = "targets are not read here: give them as indicator_targets"
        return at_column(sheet, top, heading, "targets-not-read", message)
    message = "is no value of a period and was not read"
    return at_column(sheet, top, heading, "export-column-not-read", message)

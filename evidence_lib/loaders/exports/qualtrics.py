"""
What is Qualtrics' own in its exports: a third row of headings, and responses that are none.

Source: Qualtrics, "Understanding Your Dataset" (three rows of headings, status, finished). The
numbers of the statuses are general knowledge.
"""

from __future__ import annotations

import json
import re

from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.cells.words import word_form
from evidence_lib.loaders.exports.adapted import Heading, at_column
from evidence_lib.loaders.grid import Sheet

NOT_PEOPLE = re.compile(r"(^|_)(preview|test|spam)($|_)")
STATUSES_LEFT_OUT = ("1", "2", "8", "9", "12", "17", "40")
STATUSES_KEPT = ("", "ip_address", "imported", "offline", "offline_response", "ex",
                 "0", "4", "16", "32", "36")  # fmt: skip
FINISHED = {"true": True, "1": True, "false": False, "0": False}
HOME_ZONES = ("Europe/London", "Europe/Belfast", "UTC", "Etc/UTC", "GMT", "Etc/GMT")


def import_row(sheet: Sheet, top: int) -> int:
    """Find Qualtrics' third row of headings, which holds JSON in every cell; 0 where it is not."""
    third = [number for number in sheet.rows if number >= top][2:3]
    cells = [cell.strip() for number in third for cell in sheet.rows[number] if cell.strip()]
    all_json = bool(cells) and all(cell.startswith("{") for cell in cells)
    return third[0] if all_json and any("ImportId" in cell for cell in cells) else 0


def states(
    sheet: Sheet, columns: list[Heading], body: dict[int, tuple[str, ...]]
) -> tuple[dict[int, Problem], list[Problem]]:
    """Find the responses that are none (previews, tests, spam) or were not finished."""
    at = {each.form: each for each in reversed(columns)}
    left_out: dict[int, Problem] = {}
    flags = []
    for form, judge in (("finished", _finished), ("status", _status)):
        for row, cells in body.items() if form in at else ():
            cell = cells[at[form].position] if len(cells) > at[form].position else ""
            rule, message = judge(word_form(cell))
            flag = at_column(sheet, row, at[form], rule, message)
            if rule == "unknown-response-state":
                flags.append(flag)
            elif rule:
                left_out[row] = flag
    return left_out, [flag for flag in flags if flag.row not in left_out]


def _status(word: str) -> tuple[str, str]:
    if word in STATUSES_LEFT_OUT or NOT_PEOPLE.search(word):
        return "preview-response", "is a preview, a test or spam by its status, and was left out"
    if word in STATUSES_KEPT:
        return "", ""
    return "unknown-response-state", "has a status that is not known here, and was kept"


def _finished(word: str) -> tuple[str, str]:
    if FINISHED.get(word, True):
        known = word in FINISHED
        return ("", "") if known else (
            "unknown-response-state", "does not say whether it was finished, and was kept"
        )  # fmt: skip
    return "incomplete-response", "was not finished by its respondent, and was left out"


def zone_flags(sheet: Sheet, row: int) -> list[Problem]:
    """Flag the time zone of the dates, where it is not ours, and JSON that cannot be read."""
    zones, broken = set(), 0
    for cell in filter(str.strip, sheet.rows[row]):
        try:
            said = json.loads(cell)
        except (ValueError, RecursionError):
            broken += 1
            continue
        zones.add(str(said.get("timeZone", "UTC")))
    flags = [
        Problem(sheet.file, row, "", "other-time-zone",
                f"days are those of the time zone {shown(zone)}, and may differ from ours by one")
        for zone in sorted(zones - set(HOME_ZONES))
    ]  # fmt: skip
    message = f"{broken} cells of this row of headings are no JSON; was the file changed?"
    return flags + ([Problem(sheet.file, row, "", "import-id-not-json", message)] if broken else [])

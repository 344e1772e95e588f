"""
Survey exports, as four survey tools write them, to one row of headings for ``survey_responses``.

Sources: Qualtrics, "Understanding Your Dataset" (three rows of headings; status; finished); column
headings of Microsoft Forms, SurveyMonkey and SmartSurvey as public scripts that read their exports
name them. The numbers of Qualtrics' statuses are general knowledge. No real export was to be had.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from evidence_lib import terms
from evidence_lib.errors import Problem, require_choice
from evidence_lib.loaders.cells.personal import is_personal_heading
from evidence_lib.loaders.cells.words import heading_form
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
from evidence_lib.loaders.exports.qualtrics import import_row, states, zone_flags
from evidence_lib.loaders.grid import Sheet, column_letter

SAYS_NOTHING = ("response", "open_ended_response", "open_ended")
WITH_HALF_OF_DAY = re.compile(
    r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}),? \d{1,2}:\d{2}(:\d{2})? ?[AaPp]\.?[Mm]\.?"
)
WITH_ZONE = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)? ?(Z|UTC|[+-]\d{2}:?\d{2})"
)


@dataclass(frozen=True)
class Export:
    """
    What one survey tool writes, in the forms by which headings are compared.

    ``key`` heads the number of a response and ``answered`` its day, best first; ``marks`` tell the
    export from other files; ``own`` head what is about the sending; ``personal`` tell who it was.
    """

    name: str
    key: str
    answered: tuple[str, ...]
    marks: tuple[str, ...]
    own: tuple[str, ...]
    personal: tuple[str, ...]
    parted: bool = False


EXPORTS: Mapping[str, Export] = MappingProxyType({
    "microsoft_forms": Export(
        "Microsoft Forms", "id", ("completion_time",), ("id", "start_time", "completion_time"),
        ("start_time", "last_modified_time", "total_points", "quiz_feedback", "grade_posted_time"),
        ("email", "name"),
    ),
    "qualtrics": Export(
        "Qualtrics", "responseid", ("recordeddate", "enddate"), ("responseid",),
        ("startdate", "enddate", "recordeddate", "status", "progress", "finished",
         "duration_(in_seconds)", "distributionchannel", "userlanguage", "responseset"),
        ("ipaddress", "recipientfirstname", "recipientlastname", "recipientemail",
         "externalreference", "externaldatareference", "locationlatitude", "locationlongitude",
         "locationaccuracy"),
    ),
    "surveymonkey": Export(
        "SurveyMonkey", "respondent_id", ("end_date", "date_modified"),
        ("respondent_id", "collector_id"),
        ("collector_id", "start_date", "end_date", "date_created", "date_modified",
         "custom_data", "custom_data_1"),
        ("ip_address", "email_address", "first_name", "last_name"), parted=True,
    ),
    "smartsurvey": Export(
        "SmartSurvey", "userid", ("ended",), ("userid", "userno"),
        ("userno", "started", "ended", "tracking_link"),
        ("name", "email", "ip_address", "unique_id"), parted=True,
    ),
})  # fmt: skip
"""The survey tools whose exports are read, by the name that review.toml declares."""

LABELS = {
    "agree_5": {"neutral": "neither_agree_nor_disagree",
                "neither_agree_or_disagree": "neither_agree_nor_disagree"},
    "agree_4": {},
    "yes_no": {"y": "yes", "n": "no"},
}  # fmt: skip
NO_OPINION_LABELS = {
    "do_not_know": "dont_know",
    "dont_know": "dont_know",
    "not_applicable": "not_applicable",
    "n/a": "not_applicable",
    "does_not_apply": "not_applicable",
}


def answer_words(scale: str) -> Mapping[str, str]:
    """
    Map the usual English labels of a closed scale, in `word_form`, to the words of ``terms``.

    Only what surely means the same is there: "Not sure", "NA" and "Prefer not to say" are not.
    A scale that is not closed has none.
    """
    if scale not in LABELS:
        return {}
    return {**{word: word for word in terms.SCALE_ANSWERS[scale]}, **LABELS[scale],
            **NO_OPINION_LABELS}  # fmt: skip


def signature(sheet: Sheet) -> str:
    """Name the survey tool whose export a sheet looks like; empty for none."""
    for name, export in EXPORTS.items():
        top = heading_at(sheet, [export.key])
        forms = {heading.form for heading in headings(sheet, top)}
        if forms.issuperset(export.marks) and (name != "qualtrics" or import_row(sheet, top)):
            return name
    return ""


def read_export(sheet: Sheet, export: str) -> Adapted:
    """
    Bring a survey export under one row of headings.

    Row: one respondent. The number of the response is headed ``response_id`` and its day
    ``answered_on``; every question keeps its own heading ("question - part" where it has parts).
    Columns that tell who somebody is are dropped and flagged, and so are those about the sending.
    Previews, tests, spam and unfinished responses (Qualtrics) are left out, each with a flag.

    Args:
        sheet: The sheet as it was sent.
        export: A name of `EXPORTS`.

    Returns:
        The sheet; or the sheet with a problem, when it is no such export.

    Raises:
        UnknownTermError: There is no such export.
    """
    require_choice("export", export, tuple(EXPORTS), doing="reading a survey export")
    kind = EXPORTS[export]
    if sheet.problems:
        return Adapted(sheet)
    problem = _mismatch(sheet, export)
    if problem:
        return refused(sheet, problem)
    heading_rows, columns = _headings(sheet, export)
    body = rows_after(sheet, heading_rows[-1])
    chosen, flags, dropped = _chosen(sheet, heading_rows[0], columns, kind, body)
    left_out: dict[int, Problem] = {}
    if kind.parted and len(heading_rows) > 1:
        message = "was read as the second row of the headings"
        flags.append(Problem(sheet.file, heading_rows[1], "", "second-heading-row", message))
    if export == "qualtrics":
        left_out, more = states(sheet, columns, body)
        flags += [*more, *zone_flags(sheet, heading_rows[-1])]
    adapted = brought_under(sheet, heading_rows, chosen, width=len(columns), left_out=left_out,
                            flags=flags, dropped=dropped)  # fmt: skip
    adapted = _days_alone(adapted)
    return _choices(adapted) if export == "microsoft_forms" else adapted


def _mismatch(sheet: Sheet, export: str) -> Problem | None:
    seen = signature(sheet)
    wanted = EXPORTS[export].name
    if seen == export:
        return None
    if seen:
        message = f"is declared an export of {wanted} and looks like one of {EXPORTS[seen].name}"
        return Problem(sheet.file, 0, "", "other-export", message)
    if export == "qualtrics" and heading_at(sheet, [EXPORTS[export].key]):
        message = (
            "must have the three rows of headings of a Qualtrics export, the third with ImportId"
        )
        return Problem(sheet.file, 0, "", "fewer-heading-rows", message)
    message = f"is declared an export of {wanted}, whose headings it does not have"
    return Problem(sheet.file, 0, "", "not-this-export", message)


def _headings(sheet: Sheet, export: str) -> tuple[list[int], list[Heading]]:
    kind = EXPORTS[export]
    top = heading_at(sheet, [kind.key])
    single = headings(sheet, top)
    below = [number for number in sheet.rows if number > top]
    if export == "qualtrics":
        texts = headings(sheet, below[0])
        asked = {each.position: each.text for each in texts}
        named = [Heading(each.position, each.text, asked.get(each.position, "")) for each in single]
        return [top, *below[:2]], named
    if kind.parted and below and _holds_parts(sheet, below[0], single, kind):
        return [top, below[0]], two_rows_of_headings(sheet, top, below[0], SAYS_NOTHING)
    return [top], single


def _holds_parts(sheet: Sheet, row: int, single: list[Heading], kind: Export) -> bool:
    """Say whether a row is the second of the headings: blank under all of the tool's own."""
    own = (kind.key, *kind.own, *kind.personal)
    cells = dict(enumerate(sheet.rows[row]))
    return not any(cells.get(each.position, "").strip() for each in single if each.form in own)


def _chosen(
    sheet: Sheet, top: int, columns: list[Heading], kind: Export, body: dict[int, tuple[str, ...]]
) -> tuple[list[tuple[str, int]], list[Problem], list[str]]:
    """Sort the columns: those kept, under their headings; the flags of the others; their names."""
    names = _our_names(columns, kind)
    chosen, flags, own = [], [], []
    for each in columns:
        if each.position in names:
            chosen.append((names[each.position], each.position))
        elif _tells_who(each, kind, body):
            message = "may tell who somebody is, and was dropped on reading"
            flags.append(at_column(sheet, top, each, "personal-column-dropped", message))
        elif each.form in kind.own:
            own.append(each.text)
        else:
            chosen.append((each.text, each.position))
    if own:
        message = f"columns about the sending were not read: {', '.join(own)}"
        flags.append(Problem(sheet.file, top, "", "export-columns-not-read", message))
    kept = {position for _, position in chosen}
    return chosen, flags, [each.text for each in columns if each.position not in kept]


def _our_names(columns: list[Heading], kind: Export) -> dict[int, str]:
    at: dict[str, int] = {}
    for each in columns:
        at.setdefault(each.form, each.position)
    answered = [at[form] for form in kind.answered if form in at]
    return {at[kind.key]: "response_id", **dict.fromkeys(answered[:1], "answered_on")}


def _tells_who(heading: Heading, kind: Export, body: dict[int, tuple[str, ...]]) -> bool:
    if heading.form in kind.personal:
        return True
    if any(map(is_personal_heading, {heading.text, heading.question} - {""})):
        return True
    return is_personal_heading(heading.part) and not _is_ticked(heading, body)


def _is_ticked(heading: Heading, body: dict[int, tuple[str, ...]]) -> bool:
    """Say whether a column only repeats its heading, as that of one choice of several does."""
    found = {heading_form(cells[heading.position]) for cells in body.values()
             if len(cells) > heading.position}  # fmt: skip
    return found <= {"", heading_form(heading.part)}


def _days_alone(adapted: Adapted) -> Adapted:
    """Leave out the time of day where only these tools write it so: AM and PM, or a time zone."""
    sheet = adapted.sheet
    top, header = next(iter(sheet.rows.items()))
    if "answered_on" not in header:
        return adapted
    at = header.index("answered_on")
    halves = 0
    rows = dict(sheet.rows)
    for row, cells in sheet.rows.items():
        half = WITH_HALF_OF_DAY.fullmatch(cells[at].strip())
        found = half or WITH_ZONE.fullmatch(cells[at].strip())
        if found:
            rows[row] = (*cells[:at], found[1], *cells[at + 1 :])
        halves += bool(half)
    message = (
        "has days with AM or PM, which some countries write month first: look before declaring"
    )
    flag = Problem(sheet.file, top, "answered_on", "may-be-month-first", message)
    flags = (*sheet.flags, flag) if halves else sheet.flags
    return replace(adapted, sheet=replace(sheet, rows=rows, flags=flags))


def _choices(adapted: Adapted) -> Adapted:
    """Take off the semicolon that ends every cell of a question with several choices."""
    sheet = adapted.sheet
    (top, header), *body = sheet.rows.items()
    several = [at for at in range(len(header)) if _ends_in_semicolons([row[at] for _, row in body])]
    ending = set(several)
    rows = {top: header}
    for row, cells in body:
        rows[row] = tuple(cell.strip().removesuffix(";") if at in ending else cell
                          for at, cell in enumerate(cells))  # fmt: skip
    message = "holds several choices in a cell, kept as one text"
    letters = [column_letter(position) for position in adapted.positions]
    flags = [
        Problem(sheet.file, top, header[at], "several-choices", message, letters[at])
        for at in several
    ]
    return replace(adapted, sheet=replace(sheet, rows=rows, flags=(*sheet.flags, *flags)))


def _ends_in_semicolons(cells: list[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(cell.endswith(";") for cell in filled)

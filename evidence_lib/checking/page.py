"""The report of a check as the parts of one page."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files as package_files
from typing import Any

from evidence_lib.checking.grouping import (
    Group,
    columns_of,
    how_often,
    name_of,
    plain,
    row_spans,
    sum_up,
)
from evidence_lib.checking.report import Checked, FileReport, account_of, by_file, closing
from evidence_lib.english import capital, counted
from evidence_lib.errors import Problem
from evidence_lib.show.blocks import Finding, Html, Sentence, facts, page_title
from evidence_lib.show.sheets import (
    Cell,
    Link,
    definition_list,
    joined,
    section_heading,
    status_line,
    text_table,
)

TITLE = "Check of the files sent"
NONE = "–"
FOUND_COLUMNS = ("Where", "Cell", "Column", "What was found", "Rule")
SILENT_COLUMNS = ("File", "Read as", "Rows")
SEND_AGAIN = "Nothing was changed in the files. Mend them where they are kept, and send them again."
HOW_COUNTED = (
    "Rows and column letters are those a spreadsheet shows. Each row read was kept, or refused "
    "because something in it has to be mended, or set aside as a duplicate of an earlier row."
)
NOT_REPEATED = (
    "Only keys, dates, numbers and words of closed lists are quoted here; free text from the files "
    "is not repeated."
)


def check_page(reviews: Sequence[Checked]) -> Html:
    """
    Make the report as the parts of one page, for the people who sent the files.

    Returns:
        The page's heading, what was found, a part a file that has something to mend or to look at,
        a table over the other files, and what the rules mean. Up to 50 problems of a file are
        listed; more are summed up.
    """
    files = [(review, file) for review in reviews for file in by_file(review)]
    parts: list[Html | Sentence] = [page_title(TITLE), *_opening(reviews, files)]
    for position, (review, file) in enumerate(files, start=1):
        parts += [] if file.silent else _file_part(file, _named(review, reviews), position)
    parts += [*_silent_files(reviews, files), *_rules(reviews)]
    return joined(parts, TITLE)


def partnership_of(reviews: Sequence[Checked]) -> str:
    """Name the partnership whose files were checked; empty where there are several."""
    names = {plain(review.cover.partnership) for review in reviews}
    return names.pop() if len(names) == 1 else ""


def _named(review: Checked, reviews: Sequence[Checked]) -> str:
    return f"{plain(review.name)}: " if len(reviews) > 1 else ""


def _opening(
    reviews: Sequence[Checked], files: Sequence[tuple[Checked, FileReport]]
) -> list[Html | Sentence]:
    look = _to_look_at(sum(len(file.flags) for _, file in files))
    return [
        *map(_status, reviews),
        Finding(_finding([file for _, file in files])),
        *([Sentence(look)] if look else []),
        Sentence(SEND_AGAIN if any(file.problems for _, file in files) else closing(reviews)),
        Sentence(HOW_COUNTED),
        Sentence(NOT_REPEATED),
    ]


def _status(review: Checked) -> Html:
    title = plain(review.cover.title) or "no title"
    as_at = plain(review.cover.as_at) or "a day not known"
    return status_line(f"{plain(review.name)}: {title.rstrip('.')}. As at {as_at}.")


def _finding(files: Sequence[FileReport]) -> str:
    wrong = [file for file in files if file.problems]
    if not wrong:
        return f"Nothing has to be mended in {counted(len(files), 'file')}."
    number = sum(len(file.problems) for file in wrong)
    return (
        f"{counted(number, 'thing')} must be mended in {len(wrong)} of "
        f"{counted(len(files), 'file')} before a pack can be built."
    )


def _to_look_at(flags: int) -> str:
    return f"{counted(flags, 'thing')} to look at; nothing needs to change." if flags else ""


def _file_part(file: FileReport, review: str, position: int) -> list[Html]:
    name = plain(file.name)
    parts = [section_heading(review + name), *map(_account, file.accounts)]
    if file.problems:
        caption = f"{counted(len(file.problems), 'thing')} to mend in {review}{name}"
        parts.append(_found_table(f"problems-{position}", caption, file.problems))
    if file.flags:
        look = counted(len(file.flags), "thing")
        caption = f"{look} to look at in {review}{name}; nothing needs to change"
        parts.append(_found_table(f"flags-{position}", caption, file.flags))
    return parts


def _account(account: Mapping[str, Any]) -> Html:
    known = {
        "Read as": plain(account.get("read_as", "")),
        "Table": plain(account.get("table", "")),
        "Rows": account_of(account),
    }
    # no checksum: this page is sent, and whoever holds all but one cell could try the rest
    return facts({name: value for name, value in known.items() if value})


def _found_table(name: str, caption: str, found: Sequence[Problem]) -> Html:
    groups = sum_up(found)
    summed = len(groups) < len(found)
    title = f"{caption} (summed up by rule and column)" if summed else caption
    return text_table(name, title, FOUND_COLUMNS, [_found_row(group) for group in groups])


def _found_row(group: Group) -> list[Cell]:
    many = len(group.problems) > 1
    where = how_often(group) if many else row_spans(group.rows) or "Whole file"
    columns = name_of(group.columns[0][0]) if len(group.columns) == 1 else columns_of(group)
    explained = group.rule in rule_notes()
    rule = Link(group.rule, f"#rule-{group.rule}") if explained else group.rule
    place = f"Row {where}" if group.rows and not many else where
    return [place, group.cell or NONE, columns or NONE, capital(group.message), rule]


def _silent_files(
    reviews: Sequence[Checked], files: Sequence[tuple[Checked, FileReport]]
) -> list[Html]:
    rows = [
        _silent_row(_named(review, reviews), account)
        for review, file in files
        if file.silent
        for account in file.accounts
    ]
    if not rows:
        return []
    table = text_table("silent", "Files with nothing to mend or to look at", SILENT_COLUMNS, rows)
    heading = "The files" if len(rows) == len(files) else "The other files"
    return [section_heading(heading), table]


def _silent_row(review: str, account: Mapping[str, Any]) -> list[str]:
    read_as = plain(account.get("read_as", "")) or NONE
    return [review + plain(account["file"]), read_as, account_of(account)]


def rule_notes() -> dict[str, str]:
    """Read what each rule means, a plain sentence a rule, from ``reference/rule_notes.toml``."""
    shipped = package_files("evidence_lib").joinpath("reference", "rule_notes.toml")
    notes: dict[str, str] = tomllib.loads(shipped.read_text(encoding="utf-8"))["rules"]
    return notes


def _rules(reviews: Sequence[Checked]) -> list[Html]:
    met = {each.rule for review in reviews for each in (*review.problems, *review.flags)}
    notes = {rule: note for rule, note in sorted(rule_notes().items()) if rule in met}
    if not notes:
        return []
    return [section_heading("What the rules mean"), definition_list(notes, prefix="rule")]

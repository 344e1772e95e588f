"""One file of any kind that people send to rows of text under the sender's headings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from evidence_lib.errors import Problem
from evidence_lib.loaders.cells.words import heading_form
from evidence_lib.loaders.exports.adapted import Adapted
from evidence_lib.loaders.exports.surveys import EXPORTS, read_export, signature
from evidence_lib.loaders.exports.trackers import read_actions, read_indicators
from evidence_lib.loaders.exports.wide import lengthen
from evidence_lib.loaders.grid import ArrivedFile, Sheet, TextRows
from evidence_lib.loaders.headings import choose_sheet, under_headings
from evidence_lib.loaders.kinds.containers import refusal, too_large
from evidence_lib.loaders.kinds.delimited import read_delimited
from evidence_lib.loaders.kinds.spss import read_spss
from evidence_lib.loaders.kinds.workbooks import read_workbook
from evidence_lib.loaders.large.parquet import read_parquet_sheet
from evidence_lib.loaders.mappings import WideColumns
from evidence_lib.loaders.passages.coded import CodedProject
from evidence_lib.loaders.passages.highlights import read_highlights
from evidence_lib.loaders.passages.refi_qda import read_coded_project

DELIMITED = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".ods")
CODED = (".qdpx", ".qdc")
HIGHLIGHT_HEADINGS = ("id", "document", "tag", "content")
READABLE = (*DELIMITED, *WORKBOOKS, ".sav", ".parquet")


@dataclass
class Arrivals:
    """The files of one review folder, each read from the disk once and not once a table."""

    folder: Path
    files: dict[str, ArrivedFile] = field(default_factory=dict)
    workbooks: dict[str, tuple[list[Sheet], list[Problem]]] = field(default_factory=dict)

    def file(self, name: str) -> ArrivedFile:
        """Read a file's bytes, or give those read before."""
        if name not in self.files:
            self.files[name] = ArrivedFile(name, (self.folder / name).read_bytes())
        return self.files[name]

    def sheets(self, name: str, known: Collection[str]) -> tuple[list[Sheet], list[Problem]]:
        """Read a file's sheets; one that is no workbook has a single sheet."""
        if name not in self.workbooks:
            problem = self._refused(name)
            if problem:
                return [], [problem]
            file = self.file(name)
            if file.suffix not in WORKBOOKS:
                return [_single_sheet(file, known)], []
            self.workbooks[name] = read_workbook(file)
        return self.workbooks[name]

    def _refused(self, name: str) -> Problem | None:
        """Say why a file may not be opened as a table: by its size, then by its bytes."""
        size = (self.folder / name).stat().st_size if name not in self.files else 0
        return too_large(name, size) or refusal(self.file(name))


def _single_sheet(file: ArrivedFile, known: Collection[str]) -> Sheet:
    if file.suffix == ".sav":
        return read_spss(file)
    if file.suffix == ".parquet":
        return read_parquet_sheet(file)
    return read_delimited(file, known)


@dataclass(frozen=True)
class FilePlan:
    """
    How one file is to be read as one table, as review.toml says.

    ``sheet`` is the name of the sheet, ``kind`` one of `mappings.KINDS`, ``wide`` the columns that
    become rows, ``renamed`` the sender's headings and ours; ``known`` are the headings looked for
    and ``taken`` the sheets that other tables read.
    """

    table: str
    key: str
    sheet: str = ""
    kind: str = ""
    wide: WideColumns | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()

    @property
    def key_heading(self) -> str:
        """The form of the heading under which the sender keeps the table's key."""
        theirs = {ours: heading for heading, ours in self.renamed.items()}
        return heading_form(theirs.get(self.key, self.key))


def read_rows(arrivals: Arrivals, name: str, plan: FilePlan) -> TextRows:
    """
    Read one file as text under its headings.

    Returns:
        The rows, with a problem for each that may not be read, or one for the whole file.
    """
    sheets, problems = arrivals.sheets(name, {*plan.known, *plan.renamed})
    if not sheets:
        return TextRows(name, problems=tuple(problems) or (_nothing_in(name),))
    sheet, flags = choose_sheet(
        sheets, table=plan.table, key=plan.key_heading, wanted=plan.sheet, taken=plan.taken
    )
    text = _adapted(sheet, plan)
    return replace(text, flags=(*text.flags, *flags), sha256=arrivals.file(name).sha256)


def read_project(arrivals: Arrivals, name: str) -> CodedProject:
    """Read the coded passages of one file: a REFI-QDA project, or the highlights of Taguette."""
    if name.lower().endswith(CODED):
        problem = too_large(name, (arrivals.folder / name).stat().st_size)
        if problem:
            return CodedProject(name, problems=(problem,))
        return read_coded_project(arrivals.file(name))
    sheets, problems = arrivals.sheets(name, HIGHLIGHT_HEADINGS)
    if not sheets:
        return CodedProject(name, problems=tuple(problems) or (_nothing_in(name),))
    filled = [each for each in sheets if each.rows]
    if len(filled) > 1:
        message = "has several sheets; save the one with the highlights as a file of its own"
        return CodedProject(name, problems=(Problem(name, 0, "", "several-sheets", message),))
    return read_highlights((filled or sheets)[0])


def _nothing_in(name: str) -> Problem:
    return Problem(name, 0, "", "empty-file", "holds no sheet")


def _adapted(sheet: Sheet, plan: FilePlan) -> TextRows:
    """Bring a sheet under our headings: as its export says, then from wide to long."""
    problem = _undeclared(sheet, plan.kind)
    if problem:
        sheet = replace(sheet, problems=(*sheet.problems, problem))
    adapted = _from_export(sheet, plan)
    left_out = len(adapted.left_out)
    if plan.wide:
        adapted = _lengthened(adapted, plan.wide, plan.key)
        left_out += len(adapted.left_out)
    text = under_headings(
        adapted.sheet, plan.key_heading, positions=adapted.positions, left_out=left_out
    )
    return replace(text, place=adapted.place)


def _lengthened(adapted: Adapted, wide: WideColumns, key: str) -> Adapted:
    return lengthen(
        adapted.sheet,
        into=wide.into,
        values=wide.values,
        columns=wide.columns,
        pattern=wide.pattern,
        key=key,
        sent=adapted.positions,
    )


def _from_export(sheet: Sheet, plan: FilePlan) -> Adapted:
    if plan.kind in EXPORTS:
        return read_export(sheet, plan.kind)
    if plan.kind == "pentana_actions":
        return read_actions(sheet, keep=tuple(plan.renamed))
    if plan.kind == "pentana_indicators":
        return read_indicators(sheet)
    return Adapted(sheet)


def _undeclared(sheet: Sheet, kind: str) -> Problem | None:
    seen = "" if kind else signature(sheet)
    if not seen:
        return None
    message = (
        f'looks like an export of {EXPORTS[seen].name}; declare it under [formats] as "{seen}"'
    )
    return Problem(sheet.file, 0, "", "undeclared-export", message)

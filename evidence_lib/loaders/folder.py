"""Every file of a review folder to readings of tables, each file as review.toml says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from evidence_lib.contract import TABLES, Table
from evidence_lib.contract import table as contract_table
from evidence_lib.errors import Problem
from evidence_lib.loaders.cells.personal import NameList, name_list, read_names
from evidence_lib.loaders.cells.values import ReadingRules
from evidence_lib.loaders.files import (
    CODED,
    READABLE,
    Arrivals,
    FilePlan,
    read_project,
    read_rows,
)
from evidence_lib.loaders.grid import TextRows
from evidence_lib.loaders.key_order import in_key_order
from evidence_lib.loaders.kinds.containers import REFUSED_ENDINGS
from evidence_lib.loaders.large.reading import LargeReading, read_aggregates
from evidence_lib.loaders.mappings import FILE, HIGHLIGHTS, Mappings
from evidence_lib.loaders.passages.code_map import unused_codes
from evidence_lib.loaders.passages.coded import CodedProject
from evidence_lib.loaders.passages.items import evidence_rows
from evidence_lib.loaders.settings import Settings
from evidence_lib.loaders.tables import TableReading, empty_frame, read_table

OTHER_FILES = (FILE, "judgements.jsonl")
SENT = (*READABLE, *CODED, *REFUSED_ENDINGS)
"""Endings of files that people send as evidence."""


@dataclass
class FolderReading:
    """What was read of a folder: a reading a file and table, large files, and problems of none."""

    readings: list[TableReading] = field(default_factory=list)
    large: tuple[LargeReading, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    flags: list[Problem] = field(default_factory=list)
    projects: list[CodedProject] = field(default_factory=list)


def read_folder(folder: Path, settings: Settings) -> FolderReading:
    """Read every table of the contract from the files that hold it; absent ones are empty."""
    arrivals, mappings = Arrivals(folder), settings.mappings
    listed, name_problems = _names(arrivals, mappings.names_file)
    names = name_list(listed)
    large = read_aggregates(folder, mappings.aggregates)
    found = FolderReading(large=large, problems=list(name_problems))
    for each in large:
        found.problems += each.problems
        found.flags += each.flags
    by_table: dict[str, list[TableReading]] = {}
    for table in TABLES:
        texts = _texts(arrivals, table, mappings, found)
        questions = _questions(table, by_table)
        by_table[table.name] = [
            _typed(text, table, settings, questions, names) for text in texts
        ] or [TableReading(table, "", empty_frame(table))]
        found.readings += by_table[table.name]
    found.flags += unused_codes(mappings.codes, found.projects)
    _look_at_other_files(folder, mappings, found)
    return found


def _names(arrivals: Arrivals, name: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Read the list of names that must not be found in free text, where the review gives one."""
    if not name:
        return (), ()
    if not (arrivals.folder / name).is_file():
        message = "is named under [personal] and is not there"
        return (), (Problem(name, 0, "", "missing-file", message),)
    return read_names(arrivals.file(name))


def _texts(
    arrivals: Arrivals, table: Table, mappings: Mappings, found: FolderReading
) -> list[TextRows]:
    named = mappings.tables[table.name].files
    texts = [
        _coded(arrivals, name, mappings, found)
        if _is_coded(name, mappings)
        else read_rows(arrivals, name, _plan(name, table, mappings))
        for name in _present(arrivals.folder, table, named, found)
    ]
    counted = [each.text for each in found.large if each.text.header]
    return texts + (counted if table.name == "indicator_values" else [])


def _is_coded(name: str, mappings: Mappings) -> bool:
    return name.lower().endswith(CODED) or mappings.kind_of(name) == HIGHLIGHTS


def _present(folder: Path, table: Table, named: Sequence[str], found: FolderReading) -> list[str]:
    """Name the files of a table that are there."""
    if named:
        absent = [name for name in named if not (folder / name).is_file()]
        message = f"is named under [files] for {table.name} and is not there"
        # A template that nobody needed may be thrown away; another name was meant to be there.
        missed = [name for name in absent if Path(name).stem != table.name]
        found.flags += [Problem(name, 0, "", "named-file-absent", message) for name in missed]
        return [name for name in named if name not in absent]
    here = sorted(
        path.name
        for path in folder.iterdir()
        if path.stem == table.name
        and path.suffix.lower() in (*READABLE, *REFUSED_ENDINGS)
        and path.is_file()
    )
    if len(here) > 1:
        message = f"{' and '.join(here)} may both be {table.name}; name the files under [files]"
        found.problems.append(Problem(here[0], 0, "", "two-files", message))
    return here


def _plan(name: str, table: Table, mappings: Mappings) -> FilePlan:
    mapping = mappings.tables[table.name]
    return FilePlan(
        table.name,
        table.key,
        sheet=mapping.sheet,
        kind=mappings.kind_of(name),
        wide=mapping.wide,
        renamed=mapping.columns,
        known=frozenset(column.name for column in table.columns),
        taken=frozenset(
            other.sheet or each
            for each, other in mappings.tables.items()
            if each != table.name and name in other.files
        ),
    )


def _coded(arrivals: Arrivals, name: str, mappings: Mappings, found: FolderReading) -> TextRows:
    project = read_project(arrivals, name)
    found.projects.append(project)
    items = evidence_rows(project, mappings.codes, mappings.passages_of(name))
    return replace(
        items.text_rows,
        duplicates=items.duplicates,
        read_as=f"coded passages, {items.ignored} under codes that are no evidence",
        sha256=arrivals.files[name].sha256 if name in arrivals.files else "",
    )


def _typed(
    text: TextRows,
    table: Table,
    settings: Settings,
    questions: pd.DataFrame,
    names: NameList,
) -> TableReading:
    mapping = settings.mappings.tables[table.name]
    return read_table(
        text,
        table,
        reading=ReadingRules(tuple(settings.areas["area"]), mapping.day_first, mapping.words),
        renamed=mapping.columns,
        constants=mapping.constants,
        questions=questions,
        names=names,
    )


def _questions(table: Table, by_table: Mapping[str, list[TableReading]]) -> pd.DataFrame:
    if not table.open_to:
        return pd.DataFrame()
    asked = [each.frame for each in by_table[table.open_to]]
    # They become columns of the answers, whose order is the order of the questions.
    return in_key_order(pd.concat(asked, ignore_index=True), contract_table(table.open_to).key)


def _look_at_other_files(folder: Path, mappings: Mappings, found: FolderReading) -> None:
    known = {each.file for each in found.readings} | {each.file for each in found.large}
    known |= {*OTHER_FILES, mappings.names_file}
    for path in sorted(folder.iterdir()):
        name = path.name
        if name in known or name.startswith((".", "~$")) or not path.is_file():
            continue
        if path.suffix.lower() in SENT and not name.lower().startswith("readme"):
            message = "is no table of the contract and was not read"
            found.problems.append(Problem(name, 0, "", "unknown-file", message))
        elif not name.lower().startswith("readme"):
            message = "is of no kind that is read here"
            found.flags.append(Problem(name, 0, "", "file-not-read", message))

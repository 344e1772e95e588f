"""
Coded passages to rows of ``evidence_items``, through the code map of ``review.toml``.

``[codes."Parent/Child"]`` says what a code means as evidence: columns of ``evidence_items``; or
``ignore = true`` for a code that is no evidence; or ``may_be_quoted = true`` for the code by which
somebody marks a passage as reviewed for quotation. A key is the code's full path or, where no
other code has it, its last name. ``[passages."file.qdpx"]`` gives the columns of every passage of
a file, ``[passages."file.qdpx".documents."Group A"]`` those of one document's. A code's columns
come before a document's, and a document's before the file's.

Where two people gave one passage the same code, the first coding is the item and the second is
counted as a duplicate. It makes no row of ``second_codes``: only agreements could be found in this
way, never disagreements, and agreement worked out from them would be perfect by construction.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from evidence_lib.contract import table
from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.grid import ArrivedFile, Sheet, TextRows
from evidence_lib.loaders.passages.code_map import (
    DOCUMENTS,
    FILE,
    CodeMap,
    column_faults,
    near_miss,
)
from evidence_lib.loaders.passages.coded import CodedProject, Passage, told_apart
from evidence_lib.loaders.passages.highlights import read_highlights
from evidence_lib.loaders.passages.refi_qda import read_coded_project

HEADER = tuple(column.name for column in table("evidence_items").columns)
SHORT_IDENTIFIER = 8
ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
COPIED_LETTERS = 20
CODER_NOT_NAMED = "coder not named"
PAGE_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n"})


@dataclass(frozen=True)
class PassageReading:
    """
    The evidence items of one file, and the account of its codings.

    ``text_rows`` has a row an item, ``project`` what they were made from. Every coding of text is
    ``kept``, ``refused``, one of the ``duplicates`` of one that was kept, or ``ignored`` because
    the code map says that its code is no evidence.
    """

    project: CodedProject
    text_rows: TextRows
    kept: int = 0
    refused: int = 0
    duplicates: int = 0
    ignored: int = 0

    @property
    def read(self) -> int:
        """The codings that may be evidence: kept, refused and duplicates together."""
        return self.kept + self.refused + self.duplicates


@dataclass
class _Sorting:
    """What became of the codings of one file: kept by row, the others by number."""

    kept: dict[int, tuple[Passage, Mapping[str, Any]]] = field(default_factory=dict)
    unmapped: Counter[str] = field(default_factory=Counter)
    quotable: set[tuple[str, ...]] = field(default_factory=set)
    duplicates: int = 0
    by_two: int = 0
    ignored: int = 0


def read_passages(
    file: ArrivedFile, *, codes: Mapping[str, Any], defaults: Mapping[str, Any]
) -> TextRows:
    """Read a REFI-QDA file as rows of ``evidence_items``; see `evidence_rows`. None raises."""
    return evidence_rows(read_coded_project(file), codes, defaults).text_rows


def read_highlight_passages(
    sheet: Sheet, *, codes: Mapping[str, Any], defaults: Mapping[str, Any]
) -> TextRows:
    """Read Taguette's highlights as rows of ``evidence_items``; see `evidence_rows`."""
    return evidence_rows(read_highlights(sheet), codes, defaults).text_rows


def evidence_rows(
    project: CodedProject, codes: Mapping[str, Any], defaults: Mapping[str, Any]
) -> PassageReading:
    """
    Turn the passages of one file into rows of ``evidence_items``, as text.

    Args:
        project: The file as `read_coded_project` or `read_highlights` gives it.
        codes: The ``[codes]`` part of review.toml; `code_map.map_problems` says what is wrong
            with it.
        defaults: The part of ``[passages]`` for this file, its ``documents`` among them.

    Returns:
        A row a coding under a mapped code, numbered as the coding is (from 2, in the order of the
        file; for highlights by the row of the sheet). Its summary is the coder's note where that
        is not the passage itself; its quotation the passage. A code in no map is one problem with
        the number of its passages.
    """
    code_map = CodeMap(codes, [code.path for code in project.codes])
    sorting = _sorted(project, code_map)
    slugs = _document_slugs(project.documents)
    identifiers = _identifiers(project.file, [passage for passage, _ in sorting.kept.values()])
    rows = {
        row: _row(passage, identifier, _columns(passage, slugs, columns, defaults), sorting)
        for (row, (passage, columns)), identifier in zip(
            sorting.kept.items(), identifiers, strict=True
        )
    }
    refused = project.refused + sorting.unmapped.total()
    problems = [*project.problems, *_default_problems(project, defaults)]
    problems += code_map.unmapped_problems(project.file, sorting.unmapped)
    near, unknown = _unknown_documents(project, defaults)
    problems += near
    flags = [*project.flags, *_counted_flags(project, sorting), *unknown]
    text_rows = TextRows(project.file, HEADER, rows, refused, tuple(problems), tuple(flags))
    return PassageReading(
        project, text_rows, len(rows), refused, sorting.duplicates, sorting.ignored
    )


def _sorted(project: CodedProject, code_map: CodeMap) -> _Sorting:
    sorting = _Sorting()
    coders: dict[tuple[str, ...], set[str]] = {}
    for passage in project.passages:
        entry = code_map.entry(passage.code)
        coded = (*_words_of(passage), passage.code)
        if entry is None:
            sorting.unmapped[passage.code] += 1
        elif entry.get("ignore") or entry.get("may_be_quoted"):
            sorting.ignored += 1
            if entry.get("may_be_quoted"):
                sorting.quotable.add(_words_of(passage))
        elif coded in coders:
            sorting.duplicates += 1
            sorting.by_two += passage.coder not in coders[coded]
            coders[coded].add(passage.coder)
        else:
            coders[coded] = {passage.coder}
            sorting.kept[passage.row] = (passage, entry)
    return sorting


def _words_of(passage: Passage) -> tuple[str, ...]:
    """Give what makes two codings codings of the same words."""
    return passage.source, passage.place, passage.text


def _columns(
    passage: Passage, slugs: Mapping[str, str], code: Mapping[str, Any], defaults: Mapping[str, Any]
) -> dict[str, str]:
    document = _documents(defaults).get(passage.source, {})
    computed = {
        "collection_id": slugs[passage.source],
        "coder": passage.coder or CODER_NOT_NAMED,
    }
    document = document if isinstance(document, Mapping) else {}
    given = {**computed, **defaults, **document, **code}
    return {name: str(value) for name, value in given.items() if name != DOCUMENTS}


def _row(
    passage: Passage, identifier: str, columns: Mapping[str, str], sorting: _Sorting
) -> tuple[str, ...]:
    reviewed = _words_of(passage) in sorting.quotable
    values = {
        **columns,
        "item_id": identifier,
        "location": f"{passage.source}, {passage.place}",
        "summary": _summary(passage),
        "quotation": passage.text.translate(PAGE_BREAKS),
        "quotation_reviewed": "yes" if reviewed else "no",
    }
    return tuple(values.get(name, "") for name in HEADER)


def _summary(passage: Passage) -> str:
    note, words = _squeezed(passage.note), _squeezed(passage.text)
    if note and not _is_the_passage(note, words):
        return passage.note
    length = len(passage.text)
    return f'Passage of {length} characters coded "{passage.code}" (not yet summarised)'


def _is_the_passage(note: str, words: str) -> bool:
    """Say whether a note repeats the passage: some programs fill the description with it."""
    shorter, longer = sorted((note, words), key=len)
    return shorter == longer or (len(shorter) >= COPIED_LETTERS and shorter in longer)


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _identifiers(file: str, passages: list[Passage]) -> tuple[str, ...]:
    """Name the items by the file and as much of the coding's identifier as tells them apart."""
    slug = _slug(PurePosixPath(file).stem)
    whole = [re.sub(r"[\W_]+", "", each.passage_id) for each in passages]
    short = Counter(each[:SHORT_IDENTIFIER] for each in whole)
    names = [
        each if short[each[:SHORT_IDENTIFIER]] > 1 else each[:SHORT_IDENTIFIER] for each in whole
    ]
    return told_apart([f"{slug}-{name}" for name in names], "{}-{}")


def _document_slugs(documents: Iterable[str]) -> dict[str, str]:
    names = list(documents)
    slugs = told_apart([_slug(ENDING.sub("", name)) for name in names], "{}_{}")
    return dict(zip(names, slugs, strict=True))


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "_", plain).strip("_") or "document"


def _counted_flags(project: CodedProject, sorting: _Sorting) -> list[Problem]:
    by_two = f"{sorting.by_two} passage(s) were given the same code by another person too; the "
    by_two += "first coding is the item, and the other is no second coder's code"
    again = f"{sorting.duplicates - sorting.by_two} coding(s) repeat another of the same words"
    none = not (project.passages or project.refused or project.problems)
    found = [
        (sorting.by_two, "coded-by-two", by_two),
        (sorting.duplicates - sorting.by_two, "repeated-row", again),
        (none, "no-passages", "holds no coded passage"),
    ]
    return [
        Problem(project.file, 0, "", rule, message) for number, rule, message in found if number
    ]


def _documents(defaults: Mapping[str, Any]) -> Mapping[str, Any]:
    documents = defaults.get(DOCUMENTS, {})
    return documents if isinstance(documents, Mapping) else {}


def _default_problems(project: CodedProject, defaults: Mapping[str, Any]) -> list[Problem]:
    section = f'passages."{project.file}"'
    columns = {name: value for name, value in defaults.items() if name != DOCUMENTS}
    problems = column_faults(section, columns)
    if not isinstance(defaults.get(DOCUMENTS, {}), Mapping):
        message = "must hold a section for each document"
        problems.append(Problem(FILE, 0, f"{section}.{DOCUMENTS}", "not-a-section", message))
    for document, values in _documents(defaults).items():
        problems += column_faults(f'{section}.{DOCUMENTS}."{document}"', values)
    return problems


def _unknown_documents(
    project: CodedProject, defaults: Mapping[str, Any]
) -> tuple[list[Problem], list[Problem]]:
    """List sections for no document: problems where one is nearly meant, flags where none is."""
    problems: list[Problem] = []
    flags: list[Problem] = []
    for name in _documents(defaults):
        if project.documents and name not in project.documents:
            near = near_miss(name, project.documents)
            message = f"{shown(name)} is no document of the file{near}"
            place = f'passages."{project.file}".{DOCUMENTS}'
            found = Problem(FILE, 0, place, "unknown-document", message)
            (problems if near else flags).append(found)
    return problems, flags

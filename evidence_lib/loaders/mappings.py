"""How the files of others become our tables, as a ``review.toml`` without problems says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from evidence_lib.contract import TABLE_NAMES
from evidence_lib.loaders.cells.words import word_form
from evidence_lib.loaders.exports.surveys import EXPORTS

FILE = "review.toml"
BY_TABLE = ("files", "sheets", "columns", "constants", "words", "dates", "wide")
DAY_FIRST = "day_first"
HIGHLIGHTS = "taguette"
TRACKERS = ("pentana_actions", "pentana_indicators")
KINDS = (*EXPORTS, *TRACKERS, HIGHLIGHTS)


@dataclass(frozen=True)
class WideColumns:
    """
    Columns of a file that are to become rows.

    ``into`` and ``values`` are the new columns for their headings and cells; ``columns`` are the
    headings of those to turn and, where none is named, ``pattern`` fits the whole of each.
    """

    into: str
    values: str
    columns: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True)
class TableMapping:
    """
    How the files of one table are to be read.

    ``files`` are those that hold it; where none is named, the one that is called as the table.
    ``sheet`` is the name of its sheet in a workbook, ``columns`` the sender's headings and ours,
    ``constants`` our columns that the files lack and the text that stands for every row. ``words``
    maps a column to the sender's words (by `word_form`) and ours, ``day_first`` says how dates with
    slashes are written, ``wide`` which columns become rows, if any do.
    """

    files: tuple[str, ...] = ()
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    day_first: bool = False
    wide: WideColumns | None = None


@dataclass(frozen=True)
class Mappings:
    """
    How all files of a review are to be read.

    ``tables`` has every table of the contract by name. ``kinds`` maps a file to the one of `KINDS`
    that it was declared to be, ``passages`` a file of coded texts to the columns of its passages;
    ``codes`` says what each code means as evidence. ``aggregates`` has a part a large file, which
    `large.plan` reads; ``names_file`` lists names to be looked for in free text, if there is one.
    """

    tables: Mapping[str, TableMapping]
    kinds: Mapping[str, str]
    passages: Mapping[str, Mapping[str, Any]]
    codes: Mapping[str, Mapping[str, Any]]
    aggregates: tuple[Mapping[str, Any], ...]
    names_file: str

    def kind_of(self, file: str) -> str:
        """Name the kind a file was declared to be; empty where it was not."""
        return self.kinds.get(file, "")

    def passages_of(self, file: str) -> Mapping[str, Any]:
        """Give the columns that every passage of a file has, its ``documents`` among them."""
        return self.passages.get(file, {})


def mappings_of(values: Mapping[str, Any]) -> Mappings:
    """
    Take how files are mapped from what ``review.toml`` holds.

    Args:
        values: The file as TOML gives it; `mapping_rules.check_mappings` has nothing against it.
    """
    return Mappings(
        tables={name: _table_mapping(_parts_of(name, values)) for name in TABLE_NAMES},
        kinds=values.get("formats", {}),
        passages=values.get("passages", {}),
        codes=values.get("codes", {}),
        aggregates=tuple(values.get("aggregates", ())),
        names_file=values.get("personal", {}).get("names_file", ""),
    )


def _parts_of(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Take from each section by table what it holds for one of them; row: a section."""
    sections = {section: values.get(section, {}) for section in BY_TABLE}
    return {section: part[name] for section, part in sections.items() if name in part}


def _table_mapping(parts: Mapping[str, Any]) -> TableMapping:
    files = parts.get("files", ())
    return TableMapping(
        files=(files,) if isinstance(files, str) else tuple(files),
        sheet=parts.get("sheets", ""),
        columns=parts.get("columns", {}),
        constants={name: str(value) for name, value in parts.get("constants", {}).items()},
        words={name: _words(words) for name, words in parts.get("words", {}).items()},
        day_first=parts.get("dates") == DAY_FIRST,
        wide=_wide_columns(parts["wide"]) if "wide" in parts else None,
    )


def _words(words: Mapping[str, Any]) -> dict[str, str]:
    return {word_form(theirs): str(ours) for theirs, ours in words.items()}


def _wide_columns(part: Mapping[str, Any]) -> WideColumns:
    columns, pattern = part.get("columns", ()), part.get("pattern", "")
    return WideColumns(part["into"], part["values"], tuple(columns), pattern)

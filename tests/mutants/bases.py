"""
Small valid reviews, one a table: the table, the tables it links to, and the two always needed.

They are cut from the invented partnership, so that one reading takes milliseconds. Empty columns
are filled with plain values, so that every column of the contract can be spoilt.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from evidence_lib.contract import TABLES, Column, Table, table
from evidence_lib.example import write_example
from tests.mutants.grid import Grid
from tests.mutants.mutant import CANARY, Meaning

SEED = 20180518
ROWS, FEWEST = 9, 6
ALWAYS = ("sources", "evidence_items")
FILLERS = {"text": f"{CANARY} a plain note", "label": "plain label", "integer": "3", "number": "3"}
KIND_OF_SCALE = {"free_text": "text", "count": "integer"}

Records = list[dict[str, str]]


@dataclass(frozen=True)
class Base:
    """
    One small valid review with the table that is to be spoilt.

    ``files`` holds the bytes of every file of the review, by table; ``settings`` is the text of its
    ``review.toml`` without the list of files. ``grid`` is the table itself, as text.
    """

    table: Table
    grid: Grid
    files: Mapping[str, bytes]
    settings: str
    questions: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The table's name."""
        return self.table.name

    @property
    def key(self) -> str:
        """The name of the key column."""
        return self.table.key

    @property
    def link(self) -> str:
        """The column that leads to another table: to the source, where a row names one itself."""
        names = [each.name for each in self.table.columns if each.kind == "link"]
        own = {each.name for each in self.table.columns if each.refers_to == self.name}
        others = [name for name in names if name not in own]
        return "source_id" if "source_id" in others else next(iter(others), "")

    @cached_property
    def columns(self) -> dict[str, Column]:
        """The columns of the file by name; those of a survey's questions have a kind too."""
        declared = {each.name: each for each in self.table.columns}
        asked = {
            name: Column(name, KIND_OF_SCALE.get(scale, "word"))
            for name, scale in self.questions.items()
        }
        return {name: (declared | asked)[name] for name in self.grid.header}

    def of_kind(self, *kinds: str, required: bool | None = None) -> list[str]:
        """List the columns of these kinds that have a filled cell, in the file's order."""
        return [
            name
            for name, column in self.columns.items()
            if column.kind in kinds
            and (required is None or column.required == required)
            and any(row[self.grid.header.index(name)] for row in self.grid.rows)
        ]

    def filled(self, column: str) -> int:
        """Find the first row, after the first one, with a cell in *column*."""
        position = self.grid.header.index(column)
        order = [*range(1, len(self.grid.rows)), 0]
        return next(index for index in order if self.grid.rows[index][position])

    @cached_property
    def meant(self) -> dict[str, dict[str, Meaning]]:
        """What every cell means, by key and column."""
        return {
            key: {
                name: meaning(cell, self.columns[name].kind)
                for name, cell in zip(self.grid.header, row, strict=True)
            }
            for key, row in zip(self.grid.keys, self.grid.rows, strict=True)
            if key is not None
        }


def meaning(cell: str, kind: str) -> Meaning:
    """Say what a plainly written cell of the contract means."""
    text = cell.strip()
    if not text:
        return None
    if kind == "integer":
        return int(text)
    if kind == "number":
        return float(text)
    return text == "yes" if kind == "flag" else text


def bases(folder: Path) -> list[Base]:
    """Write the invented partnership into *folder* and cut a base from it for each table."""
    write_example(folder, seed=SEED, requests=40, respondents=30)
    settings = _without_key_indicators((folder / "review.toml").read_text(encoding="utf-8"))
    files = tomllib.loads(settings)["files"]
    whole = {
        name: _planted(table(name), _enough(table(name), _records(folder / file)))
        for name, file in files.items()
    }
    return [_base(each, whole, settings.split("[files]")[0]) for each in TABLES]


def _without_key_indicators(settings: str) -> str:
    """Leave out what few of the indicators of a small review could answer to."""
    lines = settings.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("key_indicator"))


def _records(path: Path) -> Records:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _enough(each: Table, records: Records) -> Records:
    """Say what a short table says again under further keys: a mishap may need a fifth row."""
    again = -(-FEWEST // len(records))
    return [
        {**record, each.key: f"{record[each.key]}{'-' * bool(time)}{time or ''}"}
        for time in range(again)
        for record in records
    ]


def _planted(each: Table, records: Records) -> Records:
    """Put the canary before every free text, and fill the columns that are empty throughout."""
    for column in each.columns:
        blank = not any(record[column.name] for record in records)
        for number, record in enumerate(records):
            if blank:
                record[column.name] = _filler(column, number)
            elif column.kind == "text" and record[column.name]:
                record[column.name] = f"{CANARY} {record[column.name]}"
    return records


def _filler(column: Column, number: int) -> str:
    if column.kind == "word":
        return column.allowed[number % len(column.allowed)]
    if column.kind == "flag":
        return ("yes", "no")[number % 2]
    return FILLERS.get(column.kind, "")


def _base(each: Table, whole: Mapping[str, Records], settings: str) -> Base:
    kept = {each.name: _chosen(each, whole[each.name])}
    for name in ALWAYS:
        kept.setdefault(name, whole[name][:2])
    for _ in TABLES:
        _follow_links(kept, whole)
    files = {name: as_csv(records) for name, records in kept.items() if name != each.name}
    grid = Grid.of(list(kept[each.name][0]), [list(row.values()) for row in kept[each.name]])
    asked = kept.get(each.open_to, [])
    questions = {record["question_id"]: record["scale"] for record in asked}
    return Base(each, grid, files, settings, questions)


def _chosen(each: Table, records: Records) -> Records:
    """Take a few rows that together fill every column that is filled anywhere."""
    chosen = list(range(min(ROWS, len(records))))
    for column in records[0]:
        if not any(records[index][column] for index in chosen):
            chosen += [i for i, record in enumerate(records) if record[column]][:1]
    wanted = set(chosen)
    return [record for index, record in enumerate(records) if index in wanted]


def _follow_links(kept: dict[str, Records], whole: Mapping[str, Records]) -> None:
    for name in list(kept):
        each = table(name)
        if each.open_to:
            kept[each.open_to] = whole[each.open_to]
        for column in each.columns:
            if column.kind in ("link", "links"):
                named = {key for row in kept[name] for key in row[column.name].split()}
                _add(kept, whole, column.refers_to, named)


def _add(
    kept: dict[str, Records], whole: Mapping[str, Records], name: str, named: Iterable[str]
) -> None:
    key = table(name).key
    wanted = {*named, *(record[key] for record in kept.get(name, []))}
    kept[name] = [record for record in whole[name] if record[key] in wanted]
    if not kept[name]:
        kept[name] = whole[name][:1]


def as_csv(records: Records) -> bytes:
    """Write records as the plainest CSV there is."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode()

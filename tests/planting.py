"""Plants hostile texts in a copy of a review: each field gets each of them in some build."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from evidence_lib.contract import TABLES, Column, table
from evidence_lib.loaders.cells.cell import CellError
from evidence_lib.loaders.cells.texts import CONTROL, as_label, refuse_damage
from evidence_lib.loaders.cells.words import without_oddities

PAYLOADS = Path(__file__).parent / "data" / "payloads.toml"
TOKEN = re.compile(r"zq\d{3}x\d{3}z")
BY_RULE = {
    "unit", "definition_version", "group", "period", "baseline_period", "year", "row_ids",
    "table_name", "column_name", "code",
}  # fmt: skip
"""Labels that are read by what they say; another word in them makes another review."""
BY_ROW = {
    "location", "edition", "terms", "publisher", "officer", "raised_by", "owner", "plan",
    "requested_by",
}  # fmt: skip
"""Labels by which nothing is joined: each row may have its own."""
OF_NOBODY = {"sensitivity": "none", "participants": ""}
"""What lets each assertion be shown: one that is kept back keeps others of the same words."""
REVIEWED = ("quotation_reviewed", "comment_reviewed")
SETTINGS = {
    "review": ("title", "partnership", "place", "bodies"),
    "comparators": ("national", "family_group"),
    "areas": ("title", "wording", "location", "criteria", "about"),
    "levels": ("word", "anchor"),
}


def payloads() -> list[tuple[str, str]]:
    """Every hostile text with its class."""
    listed = tomllib.loads(PAYLOADS.read_text(encoding="utf-8"))
    return [(kind, text) for kind, texts in listed.items() for text in texts]


@dataclass
class Planting:
    """
    One build: which text stands in which field.

    ``tokens`` maps the word behind each planted text to the number of the text and its field;
    ``refused`` holds the pairs that reading would refuse; ``fellows`` the further fields in which
    a label stands.
    """

    build: int
    texts: list[str]
    tokens: dict[str, tuple[int, str]] = field(default_factory=dict)
    refused: set[tuple[int, str]] = field(default_factory=set)
    fellows: dict[tuple[int, str], set[tuple[int, str]]] = field(default_factory=dict)

    @property
    def planted(self) -> set[tuple[int, str]]:
        """Every text and field it stands in, also where a label stands in several."""
        own = set(self.tokens.values()) - self.refused
        return own.union(*(self.fellows.get(pair, set()) for pair in own))

    def text(self, name: str, place: int, at: int, may_hold: Column | None) -> str:
        """The text for the cell of a field, counted over all builds, with its token behind it."""
        number = (place + at) % len(self.texts)
        token = f"zq{number:03d}x{place:03d}z"
        planted = f"{self.texts[number]} {token}"
        self.tokens[token] = (number, name)
        if fits(planted, may_hold):
            return planted
        self.refused.add((number, name))
        return token

    def shared(self, label: str, name: str) -> None:
        """Note that a label that is planted stands in a further field."""
        number, first = self.tokens[TOKEN.findall(label)[0]]
        if (number, first) not in self.refused:
            self.fellows.setdefault((number, first), set()).add((number, name))


def fits(text: str, column: Column | None) -> bool:
    """Say whether reading takes a text: in the settings where there is no column."""
    if column is None:
        return not CONTROL.search(text)
    try:
        refuse_damage(text)
        if column.kind != "text":
            as_label(text, column)
    except CellError:
        return False
    return bool(text.strip())


def free_columns(kinds: tuple[str, ...] = ("text", "label")) -> list[tuple[str, Column]]:
    """The columns of the contract that hold free text."""
    return [
        (each.name, column)
        for each in TABLES
        for column in each.columns
        if column.kind in kinds and column.name not in BY_RULE
    ]


def plant(review: Path, target: Path, build: int, texts: list[str]) -> Planting:
    """
    Write a copy of a review with texts planted in every free field, in cells left blank too.

    A field of N cells gets N texts a build, and others in the next.

    A label stands for its fellows: wherever it stands, also in the settings, it becomes the same
    text, with the old label behind.
    """
    said = tomllib.loads((review / "review.toml").read_text(encoding="utf-8"))
    there = {each.name: f"{each.name}.csv" for each in TABLES}
    there = {name: file for name, file in there.items() if (review / file).is_file()}
    said["files"] = {**there, **said.get("files", {})}
    tables = {name: _rows(review / file) for name, file in said["files"].items()}
    planting = Planting(build, texts)
    labels: dict[str, str] = {}
    for place, (name, column) in enumerate(free_columns()):
        own = column.kind == "text" or (column.name in BY_ROW and name != "evidence_items")
        plant_column = _plant_texts if own else _plant_labels
        plant_column(planting, f"{name}.{column.name}", place, column, tables.get(name, []), labels)
    # reading writes a label plainly; the settings have to name it as it is read
    plain = {label: without_oddities(planted) for label, planted in labels.items()}
    _plant_settings(said, planting, plain)
    _write(target, said, tables)
    return planting


Rows = list[dict[str, str]]


def _plant_texts(
    planting: Planting, name: str, place: int, column: Column, rows: Rows, _: dict[str, str]
) -> None:
    for row, cells in enumerate(rows):
        at = planting.build * len(rows) + row
        cells[column.name] = planting.text(name, place, at, column)
        cells.update({flag: "yes" for flag in REVIEWED if flag in cells})
        if "sensitivity" in cells:
            cells.update({name: word for name, word in OF_NOBODY.items() if name in cells})


def _plant_labels(
    planting: Planting, name: str, place: int, column: Column, rows: Rows, labels: dict[str, str]
) -> None:
    known = list(dict.fromkeys(cells[column.name] for cells in rows if cells.get(column.name)))
    for position, label in enumerate(known):
        if label not in labels:
            at = planting.build * len(known) + position
            labels[label] = f"{planting.text(name, place, at, column)} {label}"
        planting.shared(labels[label], name)
    for cells in rows:
        if cells.get(column.name):
            cells[column.name] = labels[cells[column.name]]


def _plant_settings(said: dict[str, Any], planting: Planting, labels: Mapping[str, str]) -> None:
    place = 500
    for owner, names in SETTINGS.items():
        parts = said["progress_scale"]["levels"] if owner == "levels" else said[owner]
        for row, part in enumerate(parts if isinstance(parts, list) else [parts]):
            for name in names:
                if name in part:
                    place += 1
                    part[name] = _setting(
                        part[name], f"review.toml {owner}.{name}", place + row, planting, labels
                    )


def _setting(
    value: Any, name: str, place: int, planting: Planting, labels: Mapping[str, str]
) -> Any:
    if isinstance(value, list):
        return [
            _setting(each, name, place + position, planting, labels)
            for position, each in enumerate(value)
        ]
    if isinstance(value, dict):
        return {
            labels.get(key, key): _setting(each, name, place + position, planting, labels)
            for position, (key, each) in enumerate(value.items())
        }
    return labels.get(value) or planting.text(name, place, planting.build, None)


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def _write(target: Path, said: dict[str, Any], tables: Mapping[str, list[dict[str, str]]]) -> None:
    target.mkdir(parents=True)
    (target / "review.toml").write_text("\n".join(toml_lines(said)), encoding="utf-8")
    for name, rows in tables.items():
        out = io.StringIO(newline="")
        names = list(rows[0]) if rows else [column.name for column in table(name).columns]
        writer = csv.DictWriter(out, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (target / said["files"][name]).write_text(out.getvalue(), encoding="utf-8")


def toml_lines(values: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Write settings as TOML: plain values first, then parts."""
    parts = {name: value for name, value in values.items() if isinstance(value, dict)}
    lists = {name: value for name, value in values.items() if _is_parts(value)}
    for name, value in values.items():
        if name not in parts and name not in lists:
            yield f"{_value(name)} = {_value(value)}"
    for name, part in parts.items():
        yield f"[{path}{_value(name)}]"
        yield from toml_lines(part, f"{path}{_value(name)}.")
    for name, several in lists.items():
        for part in several:
            yield f"[[{path}{_value(name)}]]"
            yield from toml_lines(part, f"{path}{_value(name)}.")


def _is_parts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _value(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    # JSON writes a character above the first plane as two halves, which TOML refuses
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

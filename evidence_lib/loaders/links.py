"""What only shows when tables stand side by side: links to nowhere, unknown criteria."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from evidence_lib import contract, terms
from evidence_lib.contract import PERIOD_FORMS, Column
from evidence_lib.errors import Problem
from evidence_lib.loaders.cells.cell import quoted
from evidence_lib.loaders.cells.days import FIRST_YEAR, LAST_YEAR
from evidence_lib.loaders.cells.words import alike_form
from evidence_lib.loaders.mappings import FILE
from evidence_lib.loaders.tables import TableReading, placed

MOST_ORPHANS_NAMED = 3
NO_VALUES = ("suppressed", "not_available")


@dataclass(frozen=True)
class Known:
    """What is known of every table when all files are read: whether it is there, and its keys."""

    there: frozenset[str]
    keys: Mapping[str, frozenset[str]]


def known_of(readings: Sequence[TableReading]) -> Known:
    """Gather the keys of each table from all files that hold it."""
    keys: dict[str, frozenset[str]] = {}
    for each in readings:
        keys[each.table.name] = keys.get(each.table.name, frozenset()) | each.keys
    return Known(frozenset(each.table.name for each in readings if each.file), keys)


def check_links(readings: Sequence[TableReading]) -> list[TableReading]:
    """Refuse the rows whose links lead to no row of the table they name."""
    known = known_of(readings)
    return [_linked(each, known) for each in readings]


def _linked(each: TableReading, known: Known) -> TableReading:
    if each.frame.empty:
        return each
    linked = [column for column in each.table.columns if column.refers_to]
    problems = [
        problem
        for column in linked
        if column.refers_to in known.there
        for problem in _orphans(each, column, known.keys[column.refers_to])
    ]
    flags = [
        _unchecked(each, column)
        for column in linked
        if column.refers_to not in known.there and each.frame[column.name].notna().any()
    ]
    found = replace(each, flags=(*each.flags, *placed(flags, each.letters, each.place)))
    return found.without({problem.row for problem in problems}, problems) if problems else found


def _unchecked(each: TableReading, column: Column) -> Problem:
    message = f"leads to {column.refers_to}, which is not there; the links were not checked"
    return Problem(each.file, 0, column.name, "link-not-checked", message)


def _orphans(each: TableReading, column: Column, keys: frozenset[str]) -> list[Problem]:
    found = each.frame[column.name].dropna()
    several = column.kind == "links"
    return [
        Problem(each.file, row, column.name, "orphan", _lost(orphans, column))
        for row, cell in zip(found.index.tolist(), found, strict=True)
        if (orphans := [link for link in (cell.split() if several else [cell]) if link not in keys])
    ]


def _lost(orphans: list[str], column: Column) -> str:
    """Name the links that lead nowhere; many of them are a sentence and not a list of keys."""
    target = contract.table(column.refers_to)
    with_figures = any(each.isdigit() for link in orphans for each in link)
    if len(orphans) > MOST_ORPHANS_NAMED or (len(orphans) > 1 and not with_figures):
        return f"{len(orphans)} of its words are no {target.key} of {target.name}"
    names = " and ".join(quoted(link) for link in orphans)
    return f"{names} {'is' if len(orphans) == 1 else 'are'} no {target.key} of {target.name}"


def check_unique(readings: Sequence[TableReading]) -> list[TableReading]:
    """Refuse the rows that say again what an earlier row, of any file, identifies."""
    keys_seen: dict[str, dict[Any, tuple[TableReading, int]]] = {}
    values_seen: dict[str, dict[Any, tuple[TableReading, int]]] = {}
    found = []
    for each in readings:
        name, key = each.table.name, (each.table.key,)
        once = _said_once(each, key, "repeated-key", keys_seen.setdefault(name, {}))
        columns = each.table.unique
        seen = values_seen.setdefault(name, {})
        found.append(_said_once(once, columns, "repeated-row", seen) if columns else once)
    return found


def _said_once(
    each: TableReading,
    columns: tuple[str, ...],
    rule: str,
    seen: dict[Any, tuple[TableReading, int]],
) -> TableReading:
    problems = []
    if each.frame.empty:
        return each
    chosen = each.frame[list(columns)].astype("object")
    plain = chosen.where(chosen.notna(), None)
    if "period" in columns:
        plain["period"] = plain["period"].str.replace("/", "-")
    for row, values in zip(plain.index.tolist(), plain.itertuples(index=False), strict=True):
        first, earlier = seen.setdefault(tuple(values), (each, row))
        if (first.file, earlier) != (each.file, row):
            elsewhere = f" of {first.file}" if first.file != each.file else ""
            said = f"row {first.shown_row(earlier)}{elsewhere} already has {_these(columns)}"
            problems.append(Problem(each.file, row, ", ".join(columns), rule, said))
    return each.without({problem.row for problem in problems}, problems) if problems else each


def _these(columns: tuple[str, ...]) -> str:
    return "this key" if len(columns) == 1 else f"these {len(columns)} values"


def check_periods(readings: Sequence[TableReading]) -> list[TableReading]:
    """Refuse the values whose period is not written as its kind is, or spans no single year."""
    return [
        _in_their_periods(each) if each.table.name == "indicator_values" else each
        for each in readings
    ]


def _in_their_periods(values: TableReading) -> TableReading:
    problems = [
        Problem(
            values.file,
            row,
            "period",
            "not-a-period",
            f"must be written like {PERIOD_FORMS[kind][1]} for a {terms.in_words(kind)}",
        )
        for row, period, kind in values.frame[["period", "period_kind"]].itertuples()
        if not _is_period(period, kind)
    ]
    return values.without({each.row for each in problems}, problems) if problems else values


def _is_period(period: str, kind: str) -> bool:
    if not re.fullmatch(PERIOD_FORMS[kind][0], period, re.ASCII):
        return False
    years = re.fullmatch(r"(\d{4})[-/](\d{2})", period)
    likely = FIRST_YEAR <= int(period[:4]) <= LAST_YEAR
    return likely and (
        years is None or kind == "month" or (int(years[1]) + 1) % 100 == int(years[2])
    )


def check_values(readings: Sequence[TableReading]) -> list[TableReading]:
    """Refuse values that say that they are none, and those that replace themselves."""
    return [
        _as_they_say(each) if each.table.name == "indicator_values" else each for each in readings
    ]


def _as_they_say(values: TableReading) -> TableReading:
    problems = []
    columns = ["value", "value_type", "value_id", "superseded_by"]
    for row, value, kind, key, later in values.frame[columns].itertuples():
        if kind in NO_VALUES and pd.notna(value):
            message = f"must be blank, or the mark alone, where value_type says {kind}"
            problems.append(Problem(values.file, row, "value", "value-against-type", message))
        if later == key:
            message = "must name the later value, and not the row itself"
            problems.append(Problem(values.file, row, "superseded_by", "own-successor", message))
    refused = {each.row for each in problems}
    beyond = placed(_beyond(values), values.letters, values.place)
    found = replace(values, flags=(*values.flags, *beyond))
    return found.without(refused, problems) if problems else found


def _beyond(values: TableReading) -> list[Problem]:
    """Flag numerators above their denominators: the two may have been exchanged."""
    frame = values.frame
    rows = frame.index[frame["numerator"] > frame["denominator"]].tolist()
    message = "is larger than the denominator; were the two exchanged?"
    return [Problem(values.file, row, "numerator", "above-denominator", message) for row in rows]


OF_AN_AREA = ("evidence_items", "findings", "self_evaluation")
"""Tables whose rows are about a criterion and a component of their area; a general row has none."""


def check_terms_of_areas(
    readings: Sequence[TableReading], areas: pd.DataFrame
) -> list[TableReading]:
    """Refuse items, findings and claims whose criterion or component is not one of their area's."""
    by_area = {area["area"]: area for area in areas.to_dict("records")}
    return [
        _of_its_area(each, by_area) if each.table.name in OF_AN_AREA else each for each in readings
    ]


def _of_its_area(reading: TableReading, by_area: Mapping[Any, Any]) -> TableReading:
    problems = [
        problem
        for row, said in reading.frame.to_dict("index").items()
        for problem in _area_terms(reading.file, row, said, by_area.get(said["area"], {}))
    ]
    refused = {problem.row for problem in problems}
    return reading.without(refused, problems) if problems else reading


def _area_terms(
    file: str, row: Any, said: Mapping[Any, Any], area: Mapping[Any, Any]
) -> list[Problem]:
    allowed = {
        "criterion": tuple(area.get("criteria", ())),
        "component": area.get("components", ()),
    }
    return [
        Problem(
            file,
            row,
            column,
            f"unknown-{column}",
            f"must be one of {', '.join(words) or 'none'} for area {said['area']}; "
            f"got {quoted(said[column])}",
        )
        for column, words in allowed.items()
        if isinstance(said[column], str) and said[column] not in words
    ]


def check_second_coders(readings: Sequence[TableReading]) -> list[TableReading]:
    """Refuse second codes by the person who gave the assertion its first."""
    first = {
        item: coder
        for each in readings
        if each.table.name == "evidence_items"
        for item, coder in each.frame[["item_id", "coder"]].itertuples(index=False)
    }
    return [
        _by_another(each, first) if each.table.name == "second_codes" else each for each in readings
    ]


def _by_another(codes: TableReading, first: Mapping[str, str]) -> TableReading:
    message = "must be another person than the first coder of the item"
    problems = [
        Problem(codes.file, row, "coder", "same-coder", message)
        for row, item, coder in codes.frame[["item_id", "coder"]].itertuples()
        if item in first and alike_form(first[item]) == alike_form(coder)
    ]
    return codes.without({each.row for each in problems}, problems) if problems else codes


def check_key_indicators(readings: Sequence[TableReading], areas: pd.DataFrame) -> list[Problem]:
    """Give a problem for each area whose key indicator is none, where there are indicators."""
    known = known_of(readings)
    if "indicators" not in known.there:
        return []
    return [
        Problem(
            FILE,
            0,
            f"areas[{position}].key_indicator",
            "unknown-indicator",
            f"{quoted(name)} is no indicator_id of indicators",
        )
        for position, name in enumerate(areas["key_indicator"], start=1)
        if name and name not in known.keys["indicators"]
    ]

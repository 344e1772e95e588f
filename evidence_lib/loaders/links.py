"""What only shows when tables stand side by side: links to nowhere, unknown criteria."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from evidence_lib.contract import Column
from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.tables import TableReading


def check_links(readings: Mapping[str, TableReading]) -> dict[str, TableReading]:
    """Refuse the rows whose links lead to no row of the table they name."""
    return {name: _linked(each, readings) for name, each in readings.items()}


def _linked(each: TableReading, readings: Mapping[str, TableReading]) -> TableReading:
    linked = [column for column in each.table.columns if column.refers_to]
    problems = [
        problem
        for column in linked
        if readings[column.refers_to].file
        for problem in _orphans(each, column, readings[column.refers_to])
    ]
    flags = [
        _unchecked(each, column)
        for column in linked
        if not readings[column.refers_to].file and each.frame[column.name].notna().any()
    ]
    found = replace(each, flags=(*each.flags, *flags))
    return found.without({problem.row for problem in problems}, problems) if problems else found


def _unchecked(each: TableReading, column: Column) -> Problem:
    message = f"leads to {column.refers_to}, which is not there; the links were not checked"
    return Problem(each.file, 0, column.name, "link-not-checked", message)


def _orphans(each: TableReading, column: Column, target: TableReading) -> list[Problem]:
    found = each.frame[column.name].dropna()
    links = found.str.split().explode() if column.kind == "links" else found
    orphans = links[~links.isin(list(target.keys))]
    return [
        Problem(
            each.file,
            row,
            column.name,
            "orphan",
            f"{shown(link)} is no {target.table.key} of {target.table.name}",
        )
        for row, link in zip(orphans.index.tolist(), orphans, strict=True)
    ]


def check_unique(readings: Mapping[str, TableReading]) -> dict[str, TableReading]:
    """Refuse the rows that say again, under another key, what an earlier row identifies."""
    return {name: _identified_once(each) for name, each in readings.items()}


def _identified_once(each: TableReading) -> TableReading:
    columns = list(each.table.unique)
    if not columns or each.frame.empty:
        return each
    first = each.frame.groupby(columns, dropna=False, sort=False)[columns[0]].transform(
        lambda group: group.index[0]
    )
    repeated = first[first.astype("int64") != first.index]
    problems = [
        Problem(
            each.file,
            row,
            ", ".join(columns),
            "repeated-row",
            f"row {earlier} already has these {len(columns)} values",
        )
        for row, earlier in zip(repeated.index.tolist(), repeated, strict=True)
    ]
    return each.without(set(repeated.index), problems) if problems else each


def check_terms_of_areas(
    readings: Mapping[str, TableReading], areas: pd.DataFrame
) -> dict[str, TableReading]:
    """Refuse evidence items whose criterion or component is not one of their area's."""
    items = readings["evidence_items"]
    by_area = {area["area"]: area for area in areas.to_dict("records")}
    problems = [
        problem
        for row, item in items.frame.to_dict("index").items()
        for problem in _area_terms(items.file, row, item, by_area.get(item["area"], {}))
    ]
    refused = {problem.row for problem in problems}
    return {**readings, "evidence_items": items.without(refused, problems) if problems else items}


def _area_terms(
    file: str, row: Any, item: Mapping[Any, Any], area: Mapping[Any, Any]
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
            f"must be one of {', '.join(words) or 'none'} for area {item['area']}; "
            f"got {shown(item[column])}",
        )
        for column, words in allowed.items()
        if isinstance(item[column], str) and item[column] not in words
    ]

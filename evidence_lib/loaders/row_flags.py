"""What a person should look at in rows that were kept: who may be told, what may be one group."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from evidence_lib.errors import Problem
from evidence_lib.loaders.cells.personal import NameList, flag_personal
from evidence_lib.loaders.cells.words import alike_form, word_form
from evidence_lib.loaders.columns import Columns
from evidence_lib.loaders.grid import TextRows

TOTALS = frozenset({"total", "totals", "grand_total", "sub_total", "subtotal", "sum", "average"})
"""Words, in `word_form`, that head a row which adds up others."""

MAY_TELL = frozenset({"text", "label", "key"})
"""Kinds of columns that may tell who somebody is: a CHI number is a tempting key."""


def personal_flags(
    file: str, row: int, values: list[Any], matched: Columns, names: NameList
) -> list[Problem]:
    """Flag the texts, labels and keys of one row that may tell who somebody is."""
    found = [
        flag_personal(file, row, column.name, value, names)
        for value, column in zip(values, matched.present, strict=True)
        if column.kind in MAY_TELL and isinstance(value, str)
    ]
    return [each for each in found if each is not None]


def labels_alike(
    text: TextRows, values: Mapping[int, list[Any]], matched: Columns
) -> list[Problem]:
    """Flag labels and keys that differ in case, spaces or hyphens only: two of what is one."""
    flags = []
    for at, column in enumerate(matched.present):
        first: dict[str, tuple[str, int]] = {}
        for row, cells in values.items() if column.kind in ("label", "key") else ():
            label = cells[at]
            if label is None:
                continue
            written, earlier = first.setdefault(alike_form(label), (label, row))
            if written != label:
                message = f"is nearly as in row {text.shown_row(earlier)}; are the two the same?"
                flags.append(Problem(text.file, row, column.name, "labels-alike", message))
    return flags


def may_be_totals(file: str, row: int, values: list[Any], matched: Columns) -> list[Problem]:
    """Flag a label that says total: where it adds up other rows, these would count twice."""
    message = "says that this may be a row of totals; if so, leave it out"
    return [
        Problem(file, row, column.name, "may-be-total", message)
        for value, column in zip(values, matched.present, strict=True)
        if column.kind == "label" and isinstance(value, str) and _says_total(value)
    ]


def _says_total(label: str) -> bool:
    words = re.findall(r"[^\W\d_]+", label.casefold())
    return word_form(label) in TOTALS or bool({"total", "totals"} & {*words[:1], *words[-1:]})

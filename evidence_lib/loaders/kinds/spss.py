"""SPSS files (.sav) to a sheet: value labels as words, missing values as what they say."""

from __future__ import annotations

import io
import math
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from evidence_lib.errors import Problem
from evidence_lib.loaders.grid import ArrivedFile, Sheet

START = (b"$FL2", b"$FL3")
NOT_AVAILABLE = "[x]"
MOST_CELLS = 5_000_000


def read_spss(file: ArrivedFile) -> Sheet:
    """
    Read an SPSS file: row 1 of the sheet holds the names of the variables, then a row a case.

    A value with a label is written as its label. A value declared missing is written as its label
    where it has one, else as the mark ``[x]``; a blank stays blank. Needs the extra ``spss``.

    Returns:
        The sheet, or a sheet with one problem where the file cannot be read.
    """
    try:
        import pyreadstat  # an extra: most reviews have no SPSS file
    except ImportError:
        message = "is an SPSS file, and reading it needs the extra: install evidence-lib[spss]"
        return _refused(file, "extra-missing", message)
    if not file.data.startswith(START):
        return _refused(file, "wrong-content", "is no SPSS file")
    try:
        size = pyreadstat.read_sav(io.BytesIO(file.data), metadataonly=True)[1]
        if (size.number_rows or 0) * (size.number_columns or 1) > MOST_CELLS:
            message = f"has more than {MOST_CELLS:,} values; see [[aggregates]] for large evidence"
            return _refused(file, "too-large", message)
        cases, facts = pyreadstat.read_sav(io.BytesIO(file.data), user_missing=True)
    except (pyreadstat.ReadstatError, UnicodeDecodeError, ValueError, OverflowError):
        return _refused(file, "damaged-file", "cannot be read: it is damaged, or was cut off")
    names = [str(name) for name in cases.columns]
    columns = [
        _column(
            cases[name],
            facts.variable_value_labels.get(name, {}),
            facts.missing_ranges.get(name, []),
        )
        for name in cases.columns
    ]
    rows = dict(enumerate([tuple(names), *zip(*columns, strict=True)], start=1))
    filled = {number: cells for number, cells in rows.items() if any(cells)}
    return Sheet(file.name, filled, read_as=f"SPSS, {facts.file_encoding or 'encoding not said'}")


def _refused(file: ArrivedFile, rule: str, message: str) -> Sheet:
    return Sheet(file.name, problems=(Problem(file.name, 0, "", rule, message),))


def _column(values: Any, labels: dict[Any, str], missing: list[Any]) -> list[str]:
    return [_text(value, labels, missing) for value in values]


def _text(value: Any, labels: dict[Any, str], missing: list[Any]) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if value in labels:
        return str(labels[value]).strip()
    if any(_within(value, each["lo"], each["hi"]) for each in missing):
        return NOT_AVAILABLE
    if isinstance(value, float):
        return f"{Decimal(repr(value)).normalize():f}"
    if isinstance(value, datetime | time):
        return value.isoformat(" ", "seconds") if isinstance(value, datetime) else str(value)
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _within(value: Any, low: Any, high: Any) -> bool:
    try:
        return bool(low <= value <= high)
    except TypeError:
        return False

"""Mixes laid out for a chart: one row a plan or priority, one column a kind."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.errors import require_columns


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def mix_by_row(mix: pd.DataFrame, *, row: str, kind: str) -> pd.DataFrame:
    """
    Lay a mix out for `charts.stacked_shares`.

    Row: one value of *row*, in the order given.

    Args:
        mix: As `action_mix` or `rba_mix` gives: one kind in one plan, area or priority, with ``n``.
        row: The column whose values become the rows, such as ``plan``.
        kind: The column whose values become the columns, such as ``label``.

    Returns:
        ``label`` (the value of *row* in words) and a column of counts for each kind, in the order
        they are met.

    Raises:
        MethodInputError: A column is missing.
    """
    require_columns(mix.columns, [row, kind, "n"], doing="laying out a mix")
    rows, kinds = (list(dict.fromkeys(mix[column])) for column in (row, kind))
    wide = mix.pivot(index=row, columns=kind, values="n").reindex(index=rows, columns=kinds)
    labels = [_capital(terms.in_words(str(each))) for each in rows]
    counted = wide.fillna(0).astype("int64").reset_index(drop=True).rename_axis(columns=None)
    counted.insert(0, "label_of_row", labels)
    return counted.rename(columns={"label_of_row": "label"})

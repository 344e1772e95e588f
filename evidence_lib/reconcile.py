"""Our figures against the ones printed in the report, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evidence_lib.errors import FiguresDisagreeError

TOLERANCE = 1e-9
_PLACE = ("source_id", "location")


def figures_in_tables(
    published_figures: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    areas: pd.DataFrame,
    *,
    fieldwork_days: int,
) -> pd.DataFrame:
    """
    Reckon each published figure again from the tables that hold it.

    Row: one published figure.

    Args:
        published_figures: Rows of that table; ``reckoning`` says how: the ``value`` of one cell,
            the ``sum`` of the cells of ``row_ids``, the ``count`` of a table's rows, or the
            ``days`` of the fieldwork, both ends counted; ``words`` where our table restates it in
            words and no cell holds the number.
        tables: The review's tables, by name.
        areas: One row an improvement area; counted as the table ``areas``.
        fieldwork_days: Days of the fieldwork, both ends counted.

    Returns:
        ``figure_id``, ``computed`` (missing where the cells named are not there), ``checked``
        (False where the whole table is absent or the figure stands in words, so that nothing could
        be reckoned again) and ``transcribed`` (True where it is one cell that itself was taken from
        the same place of the same source: agreement then shows a careful copy, not a true figure).
    """
    known = {**tables, "areas": areas}
    computed = [_computed(figure, known, fieldwork_days) for figure in _rows(published_figures)]
    return pd.DataFrame(
        {
            "figure_id": published_figures["figure_id"],
            "computed": pd.Series(computed, index=published_figures.index, dtype="float64"),
            "checked": [_is_there(figure, known) for figure in _rows(published_figures)],
            "transcribed": [_is_a_copy(figure, known) for figure in _rows(published_figures)],
        }
    )


def _is_there(figure: Mapping[Any, Any], tables: Mapping[str, pd.DataFrame]) -> bool:
    table = tables.get(figure["table_name"])
    in_figures = figure["reckoning"] != "words"
    return figure["reckoning"] == "days" or (in_figures and (table is None or not table.empty))


def _is_a_copy(figure: Mapping[Any, Any], tables: Mapping[str, pd.DataFrame]) -> bool:
    table = tables.get(figure["table_name"])
    if figure["reckoning"] != "value" or table is None:
        return False
    cells = table[table[table.columns[0]].eq(figure["row_ids"])].reindex(columns=list(_PLACE))
    return any(all(row[name] == figure[name] for name in _PLACE) for row in _rows(cells))


def _rows(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")


def _computed(
    figure: Mapping[Any, Any], tables: Mapping[str, pd.DataFrame], fieldwork_days: int
) -> float | None:
    if figure["reckoning"] == "days":
        return float(fieldwork_days)
    table = tables.get(figure["table_name"])
    if table is None or figure["reckoning"] == "words":
        return None
    if figure["reckoning"] == "count":
        return float(len(table))
    keys = str(figure["row_ids"]).split()
    cells = table[table[table.columns[0]].isin(keys)].get(figure["column_name"])
    if cells is None or len(cells) != len(keys) or cells.isna().any():
        return None
    return float(cells.sum())


def compare(computed: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """
    Set computed figures beside the published ones.

    Row: one published figure.

    Args:
        computed: One row a figure, as `figures_in_tables` gives.
        published: Rows of ``published_figures``.

    Returns:
        The published rows with the columns of *computed* and ``agrees`` (False where a cell is
        missing, missing where nothing could be checked, or where a mark was printed and no number).
    """
    both = published.merge(computed, on="figure_id", how="left", validate="one_to_one")
    checked = both["checked"].astype(bool) & both["value"].notna()
    difference = (both["computed"] - both["value"]).abs()
    agrees = difference.le(TOLERANCE).astype("boolean")
    return both.assign(checked=checked, agrees=agrees.mask(~checked))


def require_agreement(compared: pd.DataFrame) -> None:
    """
    Go on only when every figure that could be checked agrees with the published one.

    Raises:
        FiguresDisagreeError: One does not; the message names it, its place and both numbers.
    """
    wrong = compared[~compared["agrees"].fillna(True).astype(bool)]
    if wrong.empty:
        return
    lines = [
        f"{row['figure_id']} ({row['location']}): published {row['value']:g}, "
        f"computed {row['computed']:g} from {row['table_name']}"
        for row in _rows(wrong)
    ]
    raise FiguresDisagreeError("reconciling with the report: " + "; ".join(lines))


def conflicting_dates(events: pd.DataFrame) -> pd.DataFrame:
    """
    Find facts that sources date differently, so that both cannot be right.

    A month agrees with any of its days and a year with any of its months.

    Row: one fact, told by two dated events with one label.

    Returns:
        ``label``, ``date``, ``source_id``, ``other_date``, ``other_source_id``.

    Source: docs/method.md, "Traps in published figures".
    """
    columns = ["label", "date", "source_id", "other_date", "other_source_id"]
    found = []
    for label, told in events.groupby("label", sort=False):
        pairs = list(zip(told["date"], told["source_id"], strict=True))
        first_date, first_source = pairs[0]
        found += [
            (label, first_date, first_source, date, source)
            for date, source in pairs[1:]
            if not (date.startswith(first_date) or first_date.startswith(date))
        ]
    return pd.DataFrame(found, columns=columns)

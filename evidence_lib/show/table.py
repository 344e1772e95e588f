"""
One accessible table: what a reader sees, and the same figures as CSV for the pack's data folder.

A table is given a protected frame; nothing is hidden here. The HTML is the pack's contract: a
caption, a scope on every heading, text and numbers escaped, no merged cells. Roles are written out,
because a narrow screen stacks the rows of a table of long texts, and a browser then forgets them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
from pandas.api.types import is_numeric_dtype

from evidence_lib import terms
from evidence_lib.english import as_spreadsheet_text, day_words, one_way_each
from evidence_lib.errors import EvidenceError
from evidence_lib.show.blocks import Html
from evidence_lib.show.markup import (
    address_html,
    links_to,
    prose_html,
    row_anchor,
    row_links,
    shown_as,
    text_html,
)

LONG_TEXT = 40
LONG_NAME = 30
ADDRESSES = "address of the web"
_NO_VALUE = (*terms.MISSING_WORDS, terms.HIDDEN)


@dataclass(frozen=True)
class AccessibleTable:
    """
    A table ready to be shown.

    ``html`` is the whole region with its caption; ``csv`` holds the same rows for the data folder;
    ``name`` is unique on its page and ``title`` is the caption; ``source_html`` says where the
    figures come from, as the last line of ``html`` does.
    """

    name: str
    title: str
    html: str
    csv: str
    source_html: str = ""

    def from_source(self, source: Html) -> AccessibleTable:
        """Give the same table with a line below it that names its source."""
        line = f'<p class="source">{source.html}</p>'
        return replace(self, html=f"{self.html}{line}", source_html=source.html)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        data = {"tables": [{"name": self.name, "title": self.title, "csv": self.csv}]}
        return shown_as(self.html, self.title) | {terms.TABLE_MIME: data}


def table(
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    name: str,
    caption: str,
    decimals: Mapping[str, int] | None = None,
    notes: Sequence[str] = (),
    source: str = "",
    anchor: tuple[str, str] | None = None,
    links: Mapping[str, str | Mapping[str, str]] | None = None,
) -> AccessibleTable:
    """
    Make one accessible table; the first of *columns* heads each row.

    Args:
        rows: What to show, in order; its index is not shown.
        columns: Column of *rows* to the heading a reader sees, units included.
        name: Short and unique on the page: letters, digits and underscores.
        caption: What the table shows, of whom and when.
        decimals: Decimal places of number columns; whole numbers need none.
        notes: What has to be known to read it, below the table.
        source: Where the figures come from.
        anchor: ``(prefix, column)`` gives each row the id ``prefix-value``, to be linked to.
        links: Column to a prefix: its words, parted by spaces, become links to ``#prefix-word``;
            or to the places that the words lead to; or to `ADDRESSES`: an address of the web that
            a text begins with becomes a link.

    Raises:
        EvidenceError: A column is not in *rows*, or there is nothing to show.
    """
    _require_columns(rows, columns, name)
    shown = rows[list(columns)]
    places = dict(decimals or {})
    numeric = {column for column in columns if _holds_numbers(shown[column])}
    head = "".join(_heading(heading, column in numeric) for column, heading in columns.items())
    empty = {column: _empty(column in numeric) for column in columns}
    stacks = _holds_long_text(shown)
    labels = dict(columns) if stacks else {}
    said = _in_one_way(shown)
    body = "".join(
        _row(row, labels, places, dict(links or {}), numeric, _row_id(whole, anchor), empty)
        for row, whole in zip(said.to_dict("records"), rows.to_dict("records"), strict=True)
    )
    css = _classes(shown, stacks=stacks)
    own = text_html(name)
    html = (
        f'<div class="{css}" id="table-{own}" data-table="{own}" role="region" '
        f'aria-labelledby="caption-{own}" tabindex="0"><table role="table">'
        f'<caption id="caption-{own}">{prose_html(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
        f"{_below(notes)}"
    )
    made = AccessibleTable(name, caption, html, _csv(shown, columns, places))
    return made.from_source(Html(f"Source: {text_html(source)}")) if source else made


def _holds_numbers(values: pd.Series) -> bool:
    """Say whether a column is of numbers, whatever is hidden or missing among them, or all."""
    known = [value for value in values if cell_text(value) not in _NO_VALUE]
    return all(map(_is_number, known)) if known else is_numeric_dtype(values)


def _holds_long_text(shown: pd.DataFrame) -> bool:
    """Say whether rows are better read one below the other on a narrow screen."""
    texts = (cell_text(value) for row in shown.itertuples(index=False) for value in row)
    return max(map(len, texts)) > LONG_TEXT


def _empty(is_number: bool) -> str:
    """Say what an empty cell means where its column does not say it (`columns.filled`)."""
    return terms.NOT_PUBLISHED if is_number else terms.NOTHING_RECORDED


def _in_one_way(shown: pd.DataFrame) -> pd.DataFrame:
    """Write dates and periods as every page does, a column in the light of its own others."""
    return pd.DataFrame(
        {name: _one_way_where_text(shown[name].tolist()) for name in shown}, dtype="object"
    )


def _one_way_where_text(values: list[Any]) -> list[Any]:
    texts = [each for each in values if isinstance(each, str)]
    written = iter(one_way_each(texts))
    return [next(written) if isinstance(each, str) else each for each in values]


def _classes(shown: pd.DataFrame, *, stacks: bool) -> str:
    """Say what a style sheet has to know of a table: whether it stacks, whether names are long."""
    names = map(len, map(cell_text, shown.iloc[:, 0]))
    long_names = max(names) > LONG_NAME
    return f"table{' stacks' if stacks else ''}{' long-names' if long_names else ''}"


def _heading(text: str, is_number: bool) -> str:
    return f'<th scope="col" role="columnheader"{_number_class(is_number)}>{text_html(text)}</th>'


def _number_class(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _require_columns(rows: pd.DataFrame, columns: Mapping[str, str], name: str) -> None:
    absent = [column for column in columns if column not in rows.columns]
    if absent:
        raise EvidenceError(f'making table "{name}": there is no column {", ".join(absent)}')
    if rows.empty:
        raise EvidenceError(f'making table "{name}": there are no rows to show')


def _row_id(row: Mapping[Any, Any], anchor: tuple[str, str] | None) -> str:
    if anchor is None:
        return ""
    prefix, column = anchor
    return f' id="{row_anchor(prefix, row[column])}"'


def _row(
    row: Mapping[Any, Any],
    labels: Mapping[str, str],
    places: Mapping[str, int],
    links: Mapping[str, str | Mapping[str, str]],
    numeric: set[str],
    row_id: str,
    empty: Mapping[str, str],
) -> str:
    cells = []
    for position, (column, value) in enumerate(row.items()):
        text = cell_text(value, places.get(column), empty=empty[column])
        linked = column in links and text not in _NO_VALUE
        inner = _linked(text, links[column]) if linked else text_html(text)
        if position == 0:
            cells.append(f'<th scope="row" role="rowheader">{inner}</th>')
        else:
            label = f' data-label="{text_html(labels[column])}"' if column in labels else ""
            css = _number_class(column in numeric)
            cells.append(f'<td role="cell"{css}{label}>{inner}</td>')
    return f'<tr role="row"{row_id}>{"".join(cells)}</tr>'


def _linked(text: str, prefix: str | Mapping[str, str]) -> str:
    if not isinstance(prefix, str):
        return links_to(prefix, ((word, terms.in_words(word)) for word in text.split()))
    if prefix == ADDRESSES:
        return address_html(text)
    return row_links(prefix, ((word, terms.in_words(word)) for word in text.split()))


def _below(notes: Sequence[str]) -> str:
    return "".join(f'<p class="note">{prose_html(note)}</p>' for note in notes)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and not pd.isna(value)


def cell_text(value: Any, places: int | None = None, *, empty: str = terms.NOT_STATED) -> str:
    """Write one value as a reader sees it: ``1,234``, ``94.3``, ``29 January 2018``, ``yes``."""
    if value is None or value is pd.NaT or (not isinstance(value, str) and pd.isna(value)):
        return empty
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_words(value)
    if _is_number(value):
        whole = float(value).is_integer() and places is None
        return f"{value:,.0f}" if whole else f"{value:,.{1 if places is None else places}f}"
    return str(value)


def _csv(shown: pd.DataFrame, columns: Mapping[str, str], places: Mapping[str, int]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(as_spreadsheet_text, columns.values()))
    for row in shown.to_dict("records"):
        writer.writerow([_csv_cell(row[column], places.get(column)) for column in columns])
    return text.getvalue()


def _csv_cell(value: Any, places: int | None) -> str:
    text = "" if cell_text(value) in terms.MISSING_WORDS else cell_text(value, places)
    if _is_number(value):
        return text.replace(",", "")
    return as_spreadsheet_text(text)

"""Parts of a page that is no notebook's: its headings, lists, and tables whose cells are texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence_lib.show.blocks import Html, Sentence
from evidence_lib.show.markup import row_anchor, text_html


@dataclass(frozen=True)
class Link:
    """The text of a cell that leads elsewhere: ``href`` as an address is written."""

    text: str
    href: str


Cell = str | Link


def section_heading(title: str) -> Html:
    """Head a part of a page."""
    return Html(f"<h2>{text_html(title)}</h2>", title)


def status_line(line: str) -> Html:
    """Say at the top what the page is about."""
    return Html(f'<p class="status">{text_html(line)}</p>', line)


def point_list(lines: Sequence[str]) -> Html:
    """List short lines, one point a line."""
    points = "".join(f"<li>{text_html(line)}</li>" for line in lines)
    return Html(f'<ul class="points">{points}</ul>')


def definition_list(meanings: Mapping[str, str], *, prefix: str) -> Html:
    """Say what words mean; each can be linked to as ``#prefix-word``."""
    rows = "".join(
        f'<div id="{row_anchor(prefix, word)}"><dt>{text_html(word)}</dt>'
        f"<dd>{text_html(meaning)}</dd></div>"
        for word, meaning in meanings.items()
    )
    return Html(f'<dl class="facts">{rows}</dl>')


def text_table(
    name: str, caption: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> Html:
    """
    Make an accessible table of texts; the first cell heads each row. Roles outlast its stacking.

    Args:
        name: Unique on the page: letters, digits and hyphens.
        caption: What the table shows.
        columns: The headings.
        rows: The cells of each row, one a column.
    """
    head = "".join(
        f'<th scope="col" role="columnheader">{text_html(column)}</th>' for column in columns
    )
    body = "".join(_row(row, columns) for row in rows)
    own = text_html(name)
    return Html(
        f'<div class="table stacks" id="table-{own}" role="region" '
        f'aria-labelledby="caption-{own}" tabindex="0"><table role="table">'
        f'<caption id="caption-{own}">{text_html(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>',
        caption,
    )


def _row(cells: Sequence[Cell], columns: Sequence[str]) -> str:
    first, *rest = cells
    others = "".join(
        f'<td role="cell" data-label="{text_html(column)}">{_cell(cell)}</td>'
        for cell, column in zip(rest, columns[1:], strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{_cell(first)}</th>{others}</tr>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, Link):
        return f'<a href="{text_html(cell.href)}">{text_html(cell.text)}</a>'
    return text_html(cell)


def joined(parts: Sequence[Html | Sentence], text: str = "") -> Html:
    """Put parts one below the other; *text* is what a program says in their place."""
    return Html("\n".join(part.html for part in parts), text)

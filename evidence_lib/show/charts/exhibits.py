"""The chart as its reader meets it: finding, picture, words for it, and its data one click away."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evidence_lib.errors import MethodInputError, shown
from evidence_lib.show.charts.house import HOUSE_WIDTH, figure_of, house_style
from evidence_lib.show.charts.phrases import TEXT_CHARACTERS
from evidence_lib.show.markup import prose_html, shown_as, text_html
from evidence_lib.show.table import AccessibleTable
from evidence_lib.terms import TABLE_MIME

SHOWN_PIXELS = 640
"""A chart of the house width is shown this wide at most; narrower screens shrink it."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True)
class Exhibit:
    """A finished chart; a notebook shows it through its mime bundle. Holds no figure."""

    name: str
    finding: str
    text: str
    note: str
    svg: bytes
    table: AccessibleTable
    source_html: str = ""

    @property
    def html(self) -> str:
        """The figure element, with everything it needs inside."""
        width, height = _pixels(self.svg)
        picture = base64.b64encode(self.svg).decode("ascii")
        note = f'<p class="note">{prose_html(self.note)}</p>' if self.note else ""
        source = f'<p class="source">{self.source_html}</p>' if self.source_html else ""
        return (
            f'<figure class="chart" id="chart-{text_html(self.name)}">'
            f"<figcaption><strong>{prose_html(self.finding)}</strong></figcaption>"
            f'<img src="data:image/svg+xml;base64,{picture}" alt="{prose_html(self.text)}" '
            f'width="{width}" height="{height}">'
            f"<details><summary>Data behind this chart</summary>{self.table.html}</details>"
            f"{note}{source}</figure>"
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        table = {"name": self.table.name, "title": self.table.title, "csv": self.table.csv}
        return shown_as(self.html, self.finding) | {TABLE_MIME: {"tables": [table]}}


def exhibit(
    axes: Axes | Figure | Iterable[Axes],
    *,
    name: str,
    finding: str,
    text: str,
    table: AccessibleTable,
    note: str = "",
) -> Exhibit:
    """
    Turn a drawn chart into what the reader meets.

    The same axes give the same bytes: no date, no random identifiers, letters as outlines.

    Args:
        axes: The axes a chart returned, several of one figure, or that figure.
        name: Names the chart in the page, as ``chart-NAME``; letters, digits, ``-`` and ``_``.
        finding: What the chart shows, as a sentence; its caption.
        text: The text alternative, such as `text_of_count_trend` gives; at most 600 characters.
        table: The figures drawn, as an accessible table.
        note: A caveat that belongs under the chart.

    Raises:
        MethodInputError: A word is missing, repeats the name or is too long, or the axes are of
            several figures or none.
    """
    _require_words(name, finding, text)
    return Exhibit(
        name, finding.strip(), text.strip(), note.strip(), _svg(_one_figure(axes)), table
    )


def _require_words(name: str, finding: str, text: str) -> None:
    doing = "making an exhibit"
    if not _NAME.fullmatch(name):
        raise MethodInputError(
            f'{doing}: "name" must be letters, digits, "-" and "_"; got {shown(name)}'
        )
    for argument, words in (("finding", finding), ("text", text)):
        if not words.strip() or words.strip() == name:
            raise MethodInputError(
                f'{doing} "{name}": "{argument}" must be a sentence, not empty and not the name'
            )
    if len(text) > TEXT_CHARACTERS:
        raise MethodInputError(
            f'{doing} "{name}": "text" may have {TEXT_CHARACTERS} characters; got {len(text)}'
        )


def _one_figure(axes: Axes | Figure | Iterable[Axes]) -> Figure:
    if isinstance(axes, Figure):
        return axes
    several = [axes] if isinstance(axes, Axes) else list(axes)
    figures = {id(figure): figure for figure in map(figure_of, several)}
    if len(figures) != 1:
        raise MethodInputError(
            f"making an exhibit: the axes must be of one figure; got {len(figures)}"
        )
    return next(iter(figures.values()))


def _svg(figure: Figure) -> bytes:
    """Draw a figure as SVG; one that has no layout engine is cut to its content."""
    picture = io.BytesIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    with house_style():
        figure.savefig(
            picture,
            format="svg",
            metadata=nothing,
            bbox_inches=None if figure.get_layout_engine() else "tight",
        )
    return picture.getvalue()


def _pixels(svg: bytes) -> tuple[int, int]:
    """Give the size an SVG is shown at, in CSS pixels, from its size in points."""
    width, height = (float(size) for size in re.findall(rb'(?:width|height)="([\d.]+)pt"', svg)[:2])
    scale = SHOWN_PIXELS / (72 * HOUSE_WIDTH)
    return round(width * scale), round(height * scale)

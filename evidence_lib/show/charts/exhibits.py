"""The chart as its reader meets it: finding, picture, words for it, and its data one click away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evidence_lib.english import one_way
from evidence_lib.errors import MethodInputError, shown
from evidence_lib.show.charts.drawing import drawing_of
from evidence_lib.show.charts.house import figure_of
from evidence_lib.show.charts.phrases import TEXT_CHARACTERS
from evidence_lib.show.markup import prose_html, shown_as, text_html
from evidence_lib.show.table import AccessibleTable
from evidence_lib.terms import TABLE_MIME

TITLE_WORDS = 15
"""Source: Office for National Statistics, service manual, chart titles."""

BROAD, NARROW = "broad", "narrow"
"""The class of a drawing: what width of screen it is for."""

Drawable = Axes | Figure | Iterable[Axes]

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True)
class Exhibit:
    """
    A finished chart; a notebook shows it through its mime bundle. Holds no figure.

    ``drawings_html`` holds one drawing for wide and one for narrow screens, of which a page shows
    one, or nothing; ``source_html`` is the line that names its source, made elsewhere.
    """

    name: str
    title: str
    subtitle: str
    finding: str
    text: str
    note: str
    drawings_html: str
    table: AccessibleTable
    source_html: str = ""

    @property
    def html(self) -> str:
        """The figure element, with everything it needs inside."""
        subtitle = f'<p class="subtitle">{prose_html(self.subtitle)}</p>'
        finding = f'<p class="sentence">{prose_html(self.finding)}</p>'
        note = f'<p class="note">{prose_html(self.note)}</p>'
        summary = "<summary>Data behind this chart</summary>"
        details = f"<details>{summary}{self.table.html}</details>"
        source = f'<p class="source">{self.source_html}</p>'
        return (
            f'<figure class="chart" id="chart-{text_html(self.name)}">'
            f"<figcaption><strong>{prose_html(self.title)}</strong></figcaption>"
            f"{subtitle if self.subtitle else ''}"
            f"{finding if self.finding != self.title else ''}{self.drawings_html}"
            f"{details if self.drawings_html else self.table.html}"
            f"{note if self.note else ''}{source if self.source_html else ''}</figure>"
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        table = {"name": self.table.name, "title": self.table.title, "csv": self.table.csv}
        return shown_as(self.html, self.finding) | {TABLE_MIME: {"tables": [table]}}


def exhibit(
    axes: Drawable | Mapping[str, Drawable],
    *,
    name: str,
    title: str,
    finding: str,
    text: str,
    table: AccessibleTable,
    subtitle: str = "",
    note: str = "",
) -> Exhibit:
    """
    Turn a drawn chart into what the reader meets.

    The same axes give the same markup: no date, no random identifiers.

    Args:
        axes: The axes a chart returned, several of one figure, or that figure; or one of these for
            each of `BROAD` and `NARROW`, of which a page shows one; none where there is nothing to
            see, and the table stands alone.
        name: Names the chart in the page, as ``chart-NAME``; letters, digits, ``-`` and ``_``.
        title: What the chart shows and how sure that is, in `TITLE_WORDS` words at most.
        finding: The same in a full sentence, which follows the title where it says more.
        text: The text alternative, such as `text_of_count_trend` gives; at most 600 characters.
        table: The figures drawn, as an accessible table.
        subtitle: What is measured and its unit, of whom, where and when.
        note: A caveat that belongs under the chart.

    Raises:
        MethodInputError: A word is missing, repeats the name or is too long, or the axes are of
            several figures or none.
    """
    _require_words(name, title, finding, text)
    drawn = axes if isinstance(axes, Mapping) else {BROAD: axes}
    spoken = one_way(text.strip())
    drawings_html = "".join(
        drawing_of(_one_figure(each), name=f"chart-{name}-{css}", css=css, text=spoken)
        for css, each in drawn.items()
    )
    said = (title.strip(), subtitle.strip(), finding.strip(), text.strip(), note.strip())
    return Exhibit(name, *said, drawings_html, table)


def _require_words(name: str, title: str, finding: str, text: str) -> None:
    doing = "making an exhibit"
    if not _NAME.fullmatch(name):
        raise MethodInputError(
            f'{doing}: "name" must be letters, digits, "-" and "_"; got {shown(name)}'
        )
    for argument, said in (("title", title), ("finding", finding), ("text", text)):
        if not said.strip() or said.strip() == name:
            raise MethodInputError(
                f'{doing} "{name}": "{argument}" must be a sentence, not empty and not the name'
            )
    words = len(one_way(title).split())
    if words > TITLE_WORDS:
        raise MethodInputError(
            f'{doing} "{name}": "title" may have {TITLE_WORDS} words; got {words}'
        )
    if len(text) > TEXT_CHARACTERS:
        raise MethodInputError(
            f'{doing} "{name}": "text" may have {TEXT_CHARACTERS} characters; got {len(text)}'
        )


def _one_figure(axes: Drawable) -> Figure:
    if isinstance(axes, Figure):
        return axes
    several = [axes] if isinstance(axes, Axes) else list(axes)
    figures = {id(figure): figure for figure in map(figure_of, several)}
    if len(figures) != 1:
        raise MethodInputError(
            f"making an exhibit: the axes must be of one figure; got {len(figures)}"
        )
    return next(iter(figures.values()))

"""The main points of a page: a few labels, and under each one sentence or a short list of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence_lib.show.blocks import NOWHERE, Html
from evidence_lib.show.markup import cites, prose_html, text_html

CITED = 4
"""Of more items than this the others are counted: a briefing is read, and its evidence followed."""


@dataclass(frozen=True)
class Point:
    """One sentence, what is said of it in smaller words, and the items or the lead behind it."""

    text: str
    note: str = ""
    item_ids: tuple[str, ...] = ()
    lead: Html = NOWHERE


def main_points(points: Mapping[str, Sequence[Point]]) -> Html:
    """Set out the main points under their labels; a label without points is left out."""
    kept = {label: each for label, each in points.items() if each}
    rows = "".join(
        f"<div><dt>{text_html(label)}</dt><dd>{_listed(each)}</dd></div>"
        for label, each in kept.items()
    )
    said = "\n".join(
        f"{label}: {' '.join(point.text for point in each)}" for label, each in kept.items()
    )
    return Html(f'<dl class="main-points">{rows}</dl>', said)


def listed_points(points: Sequence[Point]) -> Html | None:
    """List some points; nothing where there are none."""
    if not points:
        return None
    entries = "".join(f"<li>{_said(each)}</li>" for each in points)
    said = "\n".join(point.text for point in points)
    return Html(f'<ul class="points">{entries}</ul>', said)


def _listed(points: Sequence[Point]) -> str:
    if len(points) == 1:
        return f"<p>{_said(points[0])}</p>"
    return "<ul>" + "".join(f"<li>{_said(each)}</li>" for each in points) + "</ul>"


def _said(point: Point) -> str:
    note = f' <span class="note">{prose_html(point.note)}</span>' if point.note else ""
    return f"{prose_html(point.text)}{note}{cites(point.item_ids, most=CITED)}{_lead(point)}"


def _lead(point: Point) -> str:
    """Give the lead of a point whose items are not all named: they are the shorter way."""
    return "" if 0 < len(point.item_ids) <= CITED else f"{point.lead.html}"

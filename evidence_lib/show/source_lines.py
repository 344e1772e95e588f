"""The line below a chart or a table that names where its figures come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from evidence_lib.show.blocks import NOWHERE, Html
from evidence_lib.show.markup import row_anchor, text_html

NAMED = 3
"""Of more sources than this the others are counted: the list of sources has them all."""


class NamedSource(NamedTuple):
    """One source by its key in ``sources``, with its title and who published it when."""

    source_id: str
    title: str
    imprint: str


def source_line(named: Sequence[NamedSource]) -> Html:
    """Name some sources, each with a link to its row in the list of sources; nothing of none."""
    if not named:
        return NOWHERE
    listed = "; ".join(map(_linked, named[:NAMED]))
    more = len(named) - NAMED
    href = "method.html#table-sources"
    rest = f'; <a href="{href}">and {text_html(more)} more</a>' if more > 0 else ""
    word = "Source" if len(named) == 1 else "Sources"
    stop = "" if not rest and _stops(named[-1]) else "."
    return Html(f"{word}: {listed}{rest}{stop}")


def _linked(named: NamedSource) -> str:
    title = named.title.removesuffix(".") if named.imprint else named.title
    imprint = f", {text_html(named.imprint)}" if named.imprint else ""
    anchor = row_anchor("source", named.source_id)
    return f'<a href="#{anchor}">{text_html(title)}</a>{imprint}'


def _stops(named: NamedSource) -> bool:
    """Tell whether a source ends in a stop of its own, as ``Ltd.`` and a question do."""
    return (named.imprint or named.title).endswith((".", "?", "!"))


def below(line: Html) -> Html:
    """Set such a line below something that is neither a chart nor a released table."""
    return Html(f'<p class="source">{line.html}</p>')


def rules_line(version: str) -> Html:
    """Name our own rules as what made a table, and the evidence that they were put to."""
    evidence = '<a href="#table-evidence_items">evidence listed</a>'
    return Html(f"Source: our rules, version {text_html(version)}, on the {evidence}.")

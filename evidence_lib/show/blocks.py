"""What a sentence looks like on a page: each block sends its text through `markup.text_html`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self, TypeVar

import pandas as pd

from evidence_lib import terms
from evidence_lib.english import day_words
from evidence_lib.errors import UnknownTermError, shown
from evidence_lib.show.markup import cites, lead_to, prose_html, shown_as, text_html

UNCHECKED = "No disclosure check was run on this page."
"""What a page says until it stands in a pack that passed the check."""

HOW_TO_SUPPLY = "How to supply it:"
"""How the part of a missing table's sentence begins that only its owners can act on."""

TO_SUPPLY = "partnership internal"
"""The profiles of those who can supply what is missing."""


@dataclass(frozen=True)
class Html:
    """Markup made by this package out of escaped text."""

    html: str
    text: str = ""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return shown_as(self.html, self.text)


NOWHERE = Html("")
"""The lead of what leads nowhere."""


class Sentence(str):
    """
    A sentence for the reader: text in code, a paragraph on the page.

    ``lead`` is where a reader can follow it to: nowhere, until that is known.
    """

    css: ClassVar[str] = "sentence"
    lead: Html = NOWHERE

    def leading(self, lead: Html) -> Self:
        """Give the same sentence with a lead."""
        said = type(self)(self)
        said.lead = lead
        return said

    @property
    def html(self) -> str:
        """The paragraph, escaped."""
        return f'<p class="{self.css}">{prose_html(self)}{self.lead.html}</p>'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return shown_as(self.html, str(self))


Said = TypeVar("Said", bound=Sentence)


class Finding(Sentence):
    """The answer to the question above it, said first and larger."""

    css = "finding"


class Caveat(Sentence):
    """What a number does not show; it stands beside the number."""

    css = "caveat"


class Missing(Sentence):
    """What is missing, why it matters and, for those who can supply it, how."""

    css = "missing"

    @property
    def what(self) -> str:
        """What is missing and why it matters: what every reader is told."""
        return self.partition(f" {HOW_TO_SUPPLY}")[0]

    @property
    def html(self) -> str:
        """The paragraph, escaped, of which the last part is marked for those who can act on it."""
        how = self[len(self.what) :]
        marked = (
            f'<span data-profiles="{text_html(TO_SUPPLY)}">{text_html(how)}</span>' if how else ""
        )
        return f'<p class="{self.css}">{prose_html(self.what)}{marked}</p>'


def read_with_care(words: str) -> Caveat:
    """Say what a number does not show, in words that begin as all caveats do."""
    return Caveat(f"Read with care: {words}")


def page_title(title: str) -> Html:
    """Head the page; there is one such heading on a page."""
    return Html(f"<h1>{text_html(title)}</h1>", title)


def heading(title: str) -> Html:
    """Head a part of a page, below the question it belongs to."""
    return Html(f"<h3>{text_html(title)}</h3>", title)


def quoted(wording: str, location: str) -> Html:
    """Quote what was asked of the partnership, with its place in the report."""
    quotation = f"<p>{text_html(wording)}</p><footer>{text_html(location)}</footer>"
    return Html(f'<blockquote class="asked">{quotation}</blockquote>', wording)


def facts(pairs: Mapping[str, str]) -> Html:
    """Set out names and values, such as who inspected and when."""
    rows = "".join(
        f"<div><dt>{text_html(name)}</dt><dd>{prose_html(value)}</dd></div>"
        for name, value in pairs.items()
    )
    return Html(f'<dl class="facts">{rows}</dl>')


def cards(rows: pd.DataFrame) -> Html:
    """
    Show one card a row: ``href``, ``title`` and ``text``, which is one paragraph.

    Row: one page of the pack.
    """
    items = "".join(
        '<li class="card">'
        f'<h3><a href="{text_html(row["href"])}">{text_html(row["title"])}</a></h3>'
        f"<p>{prose_html(row['text'])}</p></li>"
        for row in rows.to_dict("records")
    )
    return Html(f'<ul class="cards">{items}</ul>')


def cited(sentence: Said, item_ids: Sequence[str]) -> Said:
    """Follow a sentence by links to the evidence items it leans on."""
    return sentence.leading(Html(cites(item_ids)))


def citing(item_ids: Sequence[str], pages: Mapping[str, str]) -> Html:
    """Lead to evidence items that other pages list: *pages* names the page of each."""
    return Html(cites(item_ids, pages))


def lead(href: str, text: str, name: str) -> Html:
    """Lead a reader on: *text* is seen, and *name* tells a listener which one."""
    return Html(lead_to(href, text, name))


def several(*leads: Html) -> Html:
    """Put some leads one behind the other."""
    return Html("".join(each.html for each in leads))


def page_status(sources: pd.DataFrame, *, status: str, profile: str, as_at: date) -> Html:
    """
    Say at the top as at when, for whom, draft or final, and whether any of it is made up.

    Raises:
        UnknownTermError: *profile* is none of `terms.PROFILES`.
    """
    if profile not in terms.PROFILES:
        allowed = ", ".join(terms.PROFILES)
        raise UnknownTermError(f"heading a page: profile must be {allowed}; got {shown(profile)}")
    synthetic = sources["provenance"].eq("synthetic")
    kind = "Published facts only"
    if synthetic.any():
        kind = "Synthetic: an invented partnership" if synthetic.all() else "Partly synthetic"
    elif sources["provenance"].eq("supplied").any():
        kind = "Published and supplied facts"
    line = (
        f"{kind}. As at {day_words(as_at)}. {status.capitalize()}, {profile} version. {UNCHECKED}"
    )
    return Html(f'<p class="status">{text_html(line)}</p>', line)


def end_of_page(title: str, area: str = "", *, profile: str = "public") -> EndOfPage:
    """Mark the page finished: the last thing a notebook does, and nothing else marks it so."""
    return EndOfPage(title, area, profile)


@dataclass(frozen=True)
class EndOfPage:
    """The mark that a notebook reached its last cell, and for which profile it speaks."""

    title: str
    area: str
    profile: str = "public"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            terms.FINISHED_MIME: {
                "title": self.title,
                "area": self.area,
                "profile": self.profile,
            },
            "text/plain": "End of the page.",
        }

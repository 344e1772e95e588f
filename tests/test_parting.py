"""A page parted by its layers: the first pictures that lead stand in the briefing, in order."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from evidence_lib import terms
from evidence_lib.briefing.parting import parted
from evidence_lib.show import Sentence, in_layer, pictures_here

NAMES = {terms.BRIEFING: "area-1.html", terms.EVIDENCE: "area-1-evidence.html"}


def page_of(pictures: int) -> BeautifulSoup:
    """A page with a place for pictures, and as many blocks that lead."""
    layers = (terms.BRIEFING, terms.EVIDENCE)
    leading = [in_layer(Sentence(f"Picture {each}."), *layers, leads=True).html
               for each in range(pictures)]  # fmt: skip
    place = in_layer(pictures_here("The figures behind it"), terms.BRIEFING).html
    html = f"<h1>Area 1</h1>{place}{''.join(leading)}"
    return BeautifulSoup(f'<main><div class="opening">{html}</div></main>', "html.parser")


@pytest.mark.parametrize(("leading", "shown"), [(0, 0), (1, 1), (3, 3), (5, 3)])
def test_a_briefing_shows_the_first_three_pictures_and_the_evidence_all(
    leading: int, shown: int
) -> None:
    pages = parted(page_of(leading), NAMES)
    briefing, evidence = (
        [each.get_text() for each in page.select("p.sentence")] for page in pages.values()
    )
    all_of_them = [f"Picture {each}." for each in range(leading)]
    assert (briefing, evidence) == (all_of_them[:shown], all_of_them)
    headings = [each.get_text() for each in pages["area-1.html"].select("h2")]
    assert headings == (["The figures behind it"] if leading else [])

"""What was asked, of whom, by whom and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence_lib.answers.asked import area_cards, review_facts
from tests.gallery.case import Case, case
from tests.gallery.frames import example


def cases() -> Iterator[Case]:
    areas, facts = example().areas, example().facts
    yield case(area_cards, "one", areas.head(1))
    yield case(review_facts, "all known", facts)
    unknown = replace(facts, inspected_from=None, inspected_to=None, bodies=())
    yield case(review_facts, "inspection and bodies not known", unknown)

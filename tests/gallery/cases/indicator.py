"""What an indicator's own row says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence_lib.answers.indicator import Indicator, later_values, measured_of, within_sentence
from evidence_lib.loaders import open_review
from tests.conftest import REVIEWS
from tests.gallery.case import Case, case
from tests.gallery.frames import example, without

OWN = Indicator("a", "School attendance", "%", "Half days attended", "1", "higher", "")


def cases() -> Iterator[Case]:
    care = replace(OWN, caveat="Some schools left out.")
    for name, own in (("no caveat", OWN), ("caveat", care)):
        yield case(Indicator.measured.fget, name, own)
        yield case(Indicator.caveat_block.fget, name, own)
    for title in ("School attendance", "P1 pupils", "NHS waits"):
        yield case(within_sentence, title, title)
    ids = list(example().area(3).indicators.index[:1])
    yield case(measured_of, "one and one that is none", example().area(3), [*ids, "no"])
    for name, as_at in (("nothing later", "2019-12-31"), ("some later", "2016-01-01")):
        area = open_review(REVIEWS, "example", as_at=as_at).area(3)
        yield case(later_values, name, area, KEY)
    unknown = without("indicator_values").area(3)
    yield case(later_values, "no values", unknown, KEY)


KEY = "accommodated_11_15"

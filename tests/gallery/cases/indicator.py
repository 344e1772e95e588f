"""What an indicator's own row says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from evidence_lib.answers.indicator import Indicator, later_values, measured_of, within_sentence
from tests.gallery.case import Case, case
from tests.gallery.frames import example

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
    for name, periods, editions in (
        ("nothing later", ["2015"], ["2018-03-27"]), ("one later", ["2015", "2018"], ["2018"]),
        ("two editions", ["2015", "2018"], ["2018-03-27", "2019"]),
        ("edition not known", ["2015", "2018"], [None]),
    ):  # fmt: skip
        values = pd.DataFrame({"period": periods}).assign(as_published_on=None)
        values["as_published_on"] = (editions * 2)[: len(periods)]
        yield case(later_values, name, values, "2016")

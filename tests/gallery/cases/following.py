"""Where a sentence of an answer leads: to the nearest chart or table."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.following import _lead_to
from evidence_lib.show import Sentence
from evidence_lib.show.charts import Exhibit
from tests.answers.test_following import shown
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    table = shown("waits")
    chart = Exhibit("waits", "Waits fell", "", "Waits fell.", "A line.", "", "", table)
    yield case(_lead_to, "a chart", chart)
    yield case(_lead_to, "a table", table)
    yield case(_lead_to, "a sentence", Sentence("Waits fell."))

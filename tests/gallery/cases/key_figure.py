"""The one figure that an area names."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.key_figure import key_figure, leads_of_figure, short_figure
from tests.gallery.case import Case, case
from tests.gallery.frames import example, without


def cases() -> Iterator[Case]:
    for number in ("1", "2", "3", "4", "5"):
        area = example().area(number)
        yield case(key_figure, f"area {number}", area)
        yield case(short_figure, f"area {number}", area)
    for number in ("2", "3", "5"):
        yield case(leads_of_figure, f"area {number}", example().area(number))
    bare = without("indicator_values").area("3")
    yield case(key_figure, "no values", bare)
    yield case(short_figure, "no values", bare)

"""What the partnership's own measures lack."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.own_measures import measurability_found
from tests.gallery.case import Case, case
from tests.gallery.frames import rows

FIELDS = ("baseline", "short_target", "medium_target", "impact_target")


def cases() -> Iterator[Case]:
    for base, have in ((1, 0), (1, 1), (12, 0), (12, 1), (12, 2)):
        fields = rows("field with base", *((each, have, base) for each in FIELDS))
        yield case(measurability_found, f"{have} of {base}", fields)

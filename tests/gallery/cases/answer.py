"""What an answer says of a table that is not there, and of cautions it was given."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.answer import lacking, noted
from tests.gallery.case import Case, case
from tests.gallery.frames import example, without


def cases() -> Iterator[Case]:
    yield case(lacking, "table absent", without("systems"), "systems")
    yield case(lacking, "nothing about it", example(), "systems")
    yield case(lacking, "about the review", example(), "systems", about="the whole review")
    for said in ([], [""], ["one"], ["One.", "two"]):
        yield case(noted, f"{said}", said)

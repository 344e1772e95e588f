"""What a page begins with."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.opening import (
    _none_written,
    _not_shown,
    _still_to_do,
    _tied_to_nothing,
    headline_points,
    status,
)
from tests.answers.frames import with_tables
from tests.gallery.case import Case, case
from tests.gallery.frames import example, without


def cases() -> Iterator[Case]:
    yield case(headline_points, "none", example().tables["progress_statements"].iloc[:0])
    yield case(headline_points, "example", example().tables["progress_statements"].head(3))
    yield case(status, "example", example())
    yield case(_tied_to_nothing, "tied", example())
    yield case(_tied_to_nothing, "untied", without("finding_items"))
    yield case(_none_written, "no finding", without("findings"), "3")
    yield case(_none_written, "none here", example(), "3")
    yield case(_not_shown, "example", example())
    yield case(_still_to_do, "none", without("follow_up"))
    one = example().tables["follow_up"].head(1).assign(state="open")
    yield case(_still_to_do, "1", with_tables(example(), follow_up=one))
    yield case(_still_to_do, "example", example())

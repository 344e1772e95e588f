"""Cells of the table of then and now."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.then_and_now import _to_do, _words, then_and_now
from tests.answers.shown import rows as cells_of
from tests.gallery.case import Case, case
from tests.gallery.cases.findings import to_do
from tests.gallery.frames import example, rows


def cases() -> Iterator[Case]:
    for many in (0, 1, 2):
        said = rows("words headline", *[("Good progress.", True)] * many)
        yield case(_words, f"{many} headlines", said)
    for many in (0, 1, 2):
        left = to_do(*[f"Do {each}" for each in range(many)])
        yield case(_to_do, f"{many}", left)
    for row in cells_of(then_and_now(example())):
        yield Case("answers.then_and_now.then_and_now", row[0], " | ".join(row[1:]))

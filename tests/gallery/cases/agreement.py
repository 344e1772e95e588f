"""Whether our figures agree with the published ones."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.agreement import figures_agree
from tests.gallery.case import Case, case
from tests.gallery.frames import rows

RECKONED, COPIED = (True, False, "table"), (True, True, "table")
IN_WORDS, NOT_CHECKED = (None, False, "words"), (None, False, "table")


def cases() -> Iterator[Case]:
    for name, each in (
        ("none", []), ("one agrees", [RECKONED]), ("one copied", [COPIED]),
        ("one in words", [IN_WORDS]), ("one not checked", [NOT_CHECKED]),
        ("two of each", [RECKONED, COPIED, IN_WORDS, NOT_CHECKED] * 2),
        ("21 agree", [RECKONED] * 21),
    ):  # fmt: skip
        compared = rows("agrees transcribed reckoning", *each).astype({"agrees": "boolean"})
        yield case(figures_agree, name, compared)

"""Where the thread from need to target breaks."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.thread import needs_found, thread_found, unchecked
from tests.gallery.case import Case, case
from tests.gallery.frames import NOTHING, rows

ACTION = ("action", "names no indicator", 40.0, 50, True)
INDICATOR = ("indicator", "has no target", 1.0, 1, True)
WHOLE = ("need", "has no priority", 0.0, 6, True)
UNKNOWN = ("priority", "answers no need", NOTHING, 14, False)


def cases() -> Iterator[Case]:
    for name, each in (
        ("nothing checked", [UNKNOWN]), ("nothing broken", [WHOLE]), ("one", [ACTION, WHOLE]),
        ("two", [ACTION, INDICATOR]),
    ):  # fmt: skip
        yield case(thread_found, name, checks(*each))
    for name, each in (("none", [WHOLE]), ("one", [UNKNOWN]), ("two", [UNKNOWN] * 2)):
        yield case(unchecked, name, checks(*each))
    for linked, needs, alone in ((0, 1, 1), (1, 1, 0), (1, 12, 1), (12, 18, 2)):
        each = [(linked, "linked"), (needs - linked, "no priority named")]
        priorities = rows("needs link", *each, *[(0, "action without need")] * alone)
        name = f"{linked} of {needs} needs, {alone} priorities alone"
        yield case(needs_found, name, priorities)


def checks(*each: tuple[object, ...]) -> pd.DataFrame:
    return rows("kind reason orphans of checked", *each)

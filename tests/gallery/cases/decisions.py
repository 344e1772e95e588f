"""How the forum decides."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.decisions import decisions_caveat, decisions_found, equity_found
from tests.answers.frames import measured
from tests.gallery.case import Case, case
from tests.gallery.frames import NOTHING


def cases() -> Iterator[Case]:
    for name, more in (
        ("hidden", {"hidden": True}), ("40", {}), ("few agreed", measured("agreed", 3, 40)),
        ("none waits or repeats", {"waiting": 0, "repeat_requests": 0}),
        ("one waits, one repeats", {"waiting": 1, "repeat_requests": 1}),
        ("none decided", {"median_days": NOTHING}), ("median of one day", {"median_days": 1.0}),
    ):  # fmt: skip
        yield case(decisions_found, name, pd.DataFrame([group("all") | more]))
    for name, hidden in (("two", False), ("one hidden", True)):
        both = [group("most deprived fifth"), group("other fifths") | {"hidden": hidden}]
        yield case(equity_found, name, pd.DataFrame(both))
    yield case(decisions_caveat, "as it is")


def group(name: str) -> dict[str, object]:
    return {"group": name, "hidden": False, "requests": 40, "waiting": 12, "median_days": 18.5,
            "repeat_requests": 7, **measured("agreed", 30, 40)}  # fmt: skip

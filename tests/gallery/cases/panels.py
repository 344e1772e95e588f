"""Where a place stands on several measures."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.panels import positions_found
from tests.answers.test_panels import standing
from tests.gallery.case import Case, case

INTERVAL = {"low": 90.0, "high": 95.0, "base": 1584.0}


def cases() -> Iterator[Case]:
    for name, more in (
        ("close", {}), ("same", {"national": 93.2}), ("lower", {"national": 97.2}),
        ("higher", {"national": 80.0}), ("like the nation", INTERVAL),
        ("higher, with interval", INTERVAL | {"national": 80.0}),
        ("alone", {"national": None, "earlier_value": None}), ("hidden", {"value": None}),
        ("a rate", {"unit": "per 1,000 pupils", "value": 17.9, "national": 26.8}),
        ("a mean", {"unit": "tariff points", "value": 1084.2, "national": 926.8}),
    ):  # fmt: skip
        rows = standing(**more)
        yield case(positions_found, name, rows, place="Ayr", national="Scotland")

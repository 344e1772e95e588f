"""Agreement beyond chance, in words."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.agreement import alpha, kappa
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for name, found, low, high, units in (
        ("none", None, None, None, 0), ("all alike, 1", None, None, None, 1),
        ("all alike, 21", None, None, None, 21), ("no interval", 1.0, 1.0, 1.0, 21),
        ("one unit", 0.81, None, None, 1), ("low end falls short", 0.81, 0.6, 0.93, 40),
        ("low", 0.2, -0.1, 0.4, 40),
    ):  # fmt: skip
        yield case(alpha._words, name, found, low, high, units, 0.95)
    for name, found, low, high, units, same in (
        ("none", None, None, None, 0, 0), ("all alike, 1", None, None, None, 1, 1),
        ("all alike, 21", None, None, None, 21, 21), ("no interval", 1.0, 1.0, 1.0, 21, 21),
        ("few units", 0.59, 0.2, 0.9, 12, 10), ("many", 0.85, 0.82, 0.88, 205, 190),
        ("below chance", -0.05, -0.2, 0.1, 205, 20),
    ):  # fmt: skip
        yield case(kappa._words, name, found, low, high, units, same, 3, 0.95)

"""Who signed a pack, as far as anybody did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_lib.answers.method import signatures
from evidence_lib.evidence import SignOff
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for name, signed in (
        ("nobody", SignOff()),
        ("the analyst alone", SignOff("Lead analyst")),
        ("both", SignOff("Lead analyst", "Head of review", date(2018, 3, 29))),
    ):
        yield case(signatures, name, signed)

"""Sentences about the evidence itself: how much there is, what it says, what is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.blocks import Finding, Html, Missing, Sentence, facts
from evidence_lib.english import day_words


class Traced(Protocol):
    """What `strands.traceability` returns."""

    items: int
    traceable: int

    @property
    def untraceable(self) -> int:
        """Assertions whose strand the report does not name."""


def share_of(part: int, whole: int) -> str:
    """Write a part of a whole, with a percentage only from a base of 20."""
    percent = f" ({100 * part / whole:.0f}%)" if whole >= terms.PERCENT_NEEDS else ""
    return f"{part:,} of {whole:,}{percent}"


def not_yet_analysed(what: str) -> Missing:
    """Say honestly that a question has no method here yet."""
    return Missing(f"Not yet analysed here: {what}.")

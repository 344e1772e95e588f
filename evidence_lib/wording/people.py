"""Sentences about what people answered, claimed and noted: survey, self-evaluation, link log."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.blocks import Caveat, Finding, Missing, Sentence
from evidence_lib.english import counted, listed


class Agreed(Protocol):
    """What `agreement.weighted_kappa` returns."""

    n: int
    in_words: str


class Weighted(Protocol):
    """What `survey.weights_to_margins` returns."""

    n: int
    effective_n: float
    caveat: str

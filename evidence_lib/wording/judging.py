"""Sentences about confidence, extent and judgement: indicative, with what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.blocks import Caveat, Finding, Html, Missing, Sentence, cards
from evidence_lib.english import counted, listed


def _records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")


class Raters(Protocol):
    """What `judgement.agreement_between_raters` returns."""

    pairs: pd.DataFrame
    disagreements: pd.DataFrame
    context: str

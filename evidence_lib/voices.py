"""
Whose voice an assertion is: the one rule by which voices are counted, on every page.

A voice is what one collection says on one criterion. Where no collection is named it is what one
sentence says on it: however a coder split the sentence, it speaks once.
"""

from __future__ import annotations

import pandas as pd

from evidence_lib.terms import NOT_STATED


def speaker_of(items: pd.DataFrame) -> pd.Series:
    """
    Name who or what speaks: the collection, or else the sentence, by its source and place.

    Row: one assertion, with ``collection_id``, ``source_id`` and ``location``.

    Source: docs/method.md, "Strands and voices".
    """
    sentence = items["source_id"].astype("str") + ", " + items["location"].astype("str")
    return items["collection_id"].fillna(sentence).astype("str")


def voice_of(items: pd.DataFrame) -> pd.Series:
    """
    Name the voice of each assertion: who speaks, and on which criterion.

    Row: one assertion, as in `speaker_of`, with ``criterion``.

    Returns:
        A series of text by the index of *items*; two assertions of one name are one voice.

    Source: docs/method.md, "Strands and voices".
    """
    criterion = items["criterion"].fillna(NOT_STATED).astype("str")
    return speaker_of(items) + " on " + criterion


def count_voices(items: pd.DataFrame) -> int:
    """Count the voices among some assertions."""
    return int(voice_of(items).nunique())

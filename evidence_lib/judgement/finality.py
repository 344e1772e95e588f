"""Which parts of a review have no final judgement yet."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evidence_lib import terms
from evidence_lib.english import listed
from evidence_lib.errors import Problem
from evidence_lib.judgement.log import history

LOG = "judgements.jsonl"


def not_yet_final(path: Path, areas: pd.DataFrame) -> dict[str, list[str]]:
    """
    Name the parts without a final judgement, by area.

    Args:
        path: The log of judgements; one that is not there holds none.
        areas: Row: an improvement area, with ``area`` and ``components``.

    Returns:
        The number of an area -> the parts of it that lack one; empty when every part is judged.
    """
    judged = history(path).judgements
    final = judged[judged["stage"].eq(terms.FINAL)]
    done = set(zip(final["area"], final["component"], strict=True))
    lacking = {
        str(area): [each for each in components if (str(area), each) not in done]
        for area, components in zip(areas["area"], areas["components"], strict=True)
    }
    return {area: parts for area, parts in lacking.items() if parts}


def problems_of_final(folder: Path, areas: pd.DataFrame) -> list[Problem]:
    """
    Say of a review that calls itself final which judgements it lacks.

    Row: at most one problem, which names every part.
    """
    lacking = not_yet_final(folder / LOG, areas)
    named = [f"area {area} ({listed(list(map(terms.in_words, parts)))})"
             for area, parts in lacking.items()]  # fmt: skip
    if not named:
        return []
    message = (
        "the status is final, and there is no final judgement on "
        f"{listed(named)}; record it, or say draft"
    )
    return [Problem(LOG, 0, "", "not-judged", message)]

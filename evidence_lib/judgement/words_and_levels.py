"""The inspectors' headline words as levels, beside the ranges of the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.judgement.language import words_against_anchors


def words_beside_levels(
    statements: pd.DataFrame, levels: pd.DataFrame, scale: Mapping[str, Any]
) -> pd.DataFrame:
    """
    Set each headline of the inspectors beside the range of levels that the evidence supports.

    A headline that names a component is set beside that part's range; one that names none beside
    the span of its area's assessable parts. What is said of no area is set beside nothing.

    Row: one headline, in the order given. Where an area marks none, the first of its statements
    that holds a word of progress stands for it.

    Args:
        statements: Rows of ``progress_statements``.
        levels: A row a part: ``area``, ``component``, ``low`` and ``high`` (missing where the part
            is not assessable).
        scale: The review's ``progress_scale``.

    Returns:
        ``area``, ``component`` (missing for the whole area), ``words``, ``subject``;
        ``level_of_words`` (the lowest where a headline holds several; missing where it holds none);
        ``low`` and ``high`` (missing where nothing is assessable); ``agrees`` (the level lies
        within them; missing where there is nothing to compare); and ``why`` (missing where it
        agrees).

    Source: docs/method.md, "Words and their anchors".
    """
    chosen = _headlines(_with_level(statements, scale))
    ranges = levels.assign(area=levels["area"].astype("str"))
    rows = [_beside(headline, ranges) for headline in chosen.to_dict("records")]
    found = pd.DataFrame(rows, columns=_COLUMNS)
    numbers = dict.fromkeys(("level_of_words", "low", "high"), "Int64")
    texts = dict.fromkeys(("area", "component", "words", "subject", "why"), "str")
    return found.astype({**texts, **numbers, "agrees": "boolean"})


_COLUMNS = [
    "area", "component", "words", "subject", "level_of_words", "low", "high", "agrees", "why",
]  # fmt: skip


def _with_level(statements: pd.DataFrame, scale: Mapping[str, Any]) -> pd.DataFrame:
    """Row: one statement about an area, with the lowest level of its progress words."""
    of_areas = statements[statements["area"].ne(terms.GENERAL_AREA)].reset_index(drop=True)
    by_place = of_areas[["words"]].assign(area=of_areas.index)
    lowest = _levelled(by_place, scale).groupby("area")["level"].min()
    return of_areas.assign(level_of_words=lowest.reindex(of_areas.index).astype("Int64"))


def marked_headlines(statements: pd.DataFrame) -> pd.DataFrame:
    """Choose the statements that are marked as the inspectors' summary word. Row: one."""
    marked: pd.DataFrame = statements[statements["headline"].fillna(False).astype(bool)]
    return marked


def _headlines(statements: pd.DataFrame) -> pd.DataFrame:
    marked = marked_headlines(statements)
    unmarked = statements[~statements["area"].isin(marked["area"])]
    first = unmarked[unmarked["level_of_words"].notna()].drop_duplicates("area")
    return pd.concat([marked, first]).sort_index()


def _beside(headline: Mapping[Any, Any], ranges: pd.DataFrame) -> tuple[Any, ...]:
    own = ranges[ranges["area"].eq(headline["area"])]
    if pd.notna(headline["component"]):
        own = own[own["component"].eq(headline["component"])]
    low, high, level = own["low"].min(), own["high"].max(), headline["level_of_words"]
    said = tuple(headline[name] for name in ("area", "component", "words", "subject"))
    if pd.isna(level) or pd.isna(low):
        why = _NO_LEVEL if pd.isna(level) else _NOT_ASSESSABLE
        return (*said, level, low, high, None, why)
    agrees = bool((own["low"].le(level) & own["high"].ge(level)).any())
    return (*said, level, low, high, agrees, None if agrees else _why(level, low, high))


_NO_LEVEL = "None of these words has a level in our reading."
_NOT_ASSESSABLE = "The evidence does not let the extent be assessed."


def _why(level: int, low: int, high: int) -> str:
    side = "above" if level > high else "below"
    found = f"level {low}" if low == high else f"levels {low} to {high}"
    return f"The words stand for level {level}, {side} the {found} that the evidence supports."


def _levelled(texts: pd.DataFrame, scale: Mapping[str, Any]) -> pd.DataFrame:
    words = words_against_anchors(texts, scale)
    return words[words["kind"].eq("progress")]

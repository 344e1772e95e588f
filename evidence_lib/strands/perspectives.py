"""What leaders say beside what the front line says, where enough of both were heard."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms, voices
from evidence_lib.terms import NOT_STATED

VOICES_A_SIDE = 5
"""Leaders and front line are compared on a question where each has at least so many voices."""

NOTICEABLE = 0.25
"""Two balances at least this far apart are called different."""

_QUESTION = ["area", "criterion"]
_SIDES = ("leaders", "frontline")


def leaders_and_frontline(items: pd.DataFrame) -> pd.DataFrame:
    """
    Set what leaders say of a question beside what the front line says.

    Leaders speak through items reported by leaders or from leadership meetings, the front line
    through items reported by staff. A voice counts once; one that says both is mixed.

    Row: one area and criterion on which each side has five voices or more, in order; none of it is
    said of fewer.

    Returns:
        ``area``, ``criterion``; ``leaders_supports``, ``leaders_mixed``, ``leaders_challenges``
        (voices) and ``leaders_balance`` (supports less challenges, over all three, -1 to 1); the
        same for ``frontline``; ``gap`` (leaders' balance less the front line's), ``in_words`` and
        ``item_ids``.

    Source:
        docs/method.md, "Leaders and the front line". The five voices and the 0.25 are ours.
    """
    heard = _heard(items)
    sides = [_counted(heard[heard["who"].eq(who)], who) for who in _SIDES]
    both = sides[0].join(sides[1], how="inner")
    ids = heard.groupby(_QUESTION)["item_id"].agg(" ".join)
    gap = both["leaders_balance"] - both["frontline_balance"]
    words = pd.Series([_words(each) for each in gap], index=both.index, dtype="str")
    return both.assign(gap=gap, in_words=words, item_ids=ids.reindex(both.index)).reset_index()


def _heard(items: pd.DataFrame) -> pd.DataFrame:
    """Row: one assertion of leaders or of the front line, with its voice and side."""
    leaders = items["attribution"].eq("reported_by_leaders")
    leaders |= items["strand"].eq("leadership_meeting")
    frontline = items["attribution"].eq("reported_by_staff") & ~leaders
    said = items.assign(
        criterion=items["criterion"].fillna(NOT_STATED),
        voice=voices.voice_of(items),
        who=leaders.map({True: "leaders", False: "frontline"}),
    )
    return said[leaders | frontline].sort_values("item_id")


def _counted(said: pd.DataFrame, who: str) -> pd.DataFrame:
    """Row: one question on which this side has voices enough."""
    by_voice = said.groupby([*_QUESTION, "voice"])["bearing"]
    direction = by_voice.agg(lambda bearings: _direction(set(bearings))).rename("direction")
    counts = direction.reset_index().groupby([*_QUESTION, "direction"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(terms.BEARINGS), fill_value=0).astype(int)
    counts = counts[counts.sum(axis=1).ge(VOICES_A_SIDE)]
    balance = (counts["supports"] - counts["challenges"]) / counts.sum(axis=1)
    counts.columns = pd.Index([f"{who}_{bearing}" for bearing in terms.BEARINGS])
    return counts.assign(**{f"{who}_balance": balance})


def _direction(bearings: set[str]) -> str:
    return next(iter(bearings)) if len(bearings) == 1 else "mixed"


def _words(gap: float) -> str:
    if abs(gap) < NOTICEABLE:
        return "Leaders and the front line are not shown to differ."
    more, less = ("Leaders are", "the front line") if gap > 0 else ("The front line is", "leaders")
    return f"{more} more positive than {less}."

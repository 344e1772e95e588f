"""What leaders say beside what the front line says."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence_lib import terms

NOTICEABLE = 0.25
"""Two balances at least this far apart are called different."""


def leaders_and_frontline(
    items: pd.DataFrame, *, by: Sequence[str] = ("area", "criterion")
) -> pd.DataFrame:
    """
    Set what leaders say of a question beside what the front line says.

    Leaders speak through items reported by leaders or from leadership meetings, the front line
    through items reported by staff. Remarks of one collection with one bearing are counted once.

    Row: one value of *by* on which either was heard, in order.

    Returns:
        The columns of *by*; ``leaders_supports``, ``leaders_mixed``, ``leaders_challenges`` and
        ``leaders_balance`` (supports less challenges, over all three, -1 to 1; missing when none
        was heard); the same for ``frontline``; ``gap`` (leaders' balance less the front line's),
        ``in_words`` and ``item_ids``.

    Source:
        docs/method.md, "Leaders and the front line". The 0.25 that makes a difference is ours.
    """
    stated = items.assign(**{name: items[name].fillna("not stated") for name in by})
    heard = stated.assign(who=_who(stated)).dropna(subset=["who"])
    heard = heard.sort_values("item_id")
    ids = heard.groupby(list(by))["item_id"].agg(" ".join)
    sides = [_counted(heard[heard["who"].eq(who)], by, who) for who in ("leaders", "frontline")]
    table = sides[0].join(sides[1], how="outer").reindex(ids.index)
    counts = [name for name in table.columns if not name.endswith("_balance")]
    table[counts] = table[counts].fillna(0).astype(int)
    gap = table["leaders_balance"] - table["frontline_balance"]
    words = [_words(lead, front) for lead, front in _balances(table)]
    in_words = pd.Series(words, index=table.index, dtype="str")
    return table.assign(gap=gap, in_words=in_words, item_ids=ids).reset_index()


def _who(items: pd.DataFrame) -> pd.Series:
    leaders = items["attribution"].eq("reported_by_leaders") | (
        items["strand"].eq("leadership_meeting")
    )
    who = pd.Series(pd.NA, index=items.index, dtype="object")
    who[items["attribution"].eq("reported_by_staff")] = "frontline"
    who[leaders] = "leaders"
    return who


def _counted(said: pd.DataFrame, by: Sequence[str], who: str) -> pd.DataFrame:
    voice = said["collection_id"].fillna(said["item_id"])
    once = said.assign(voice=voice).drop_duplicates([*by, "voice", "bearing"])
    counts = once.groupby([*by, "bearing"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(terms.BEARINGS), fill_value=0)
    balance = (counts["supports"] - counts["challenges"]) / counts.sum(axis=1)
    counts.columns = pd.Index([f"{who}_{bearing}" for bearing in terms.BEARINGS])
    return counts.assign(**{f"{who}_balance": balance})


def _balances(table: pd.DataFrame) -> list[tuple[float, float]]:
    return list(zip(table["leaders_balance"], table["frontline_balance"], strict=True))


def _words(leaders: float, frontline: float) -> str:
    if pd.isna(leaders):
        return "Only the front line was heard."
    if pd.isna(frontline):
        return "Only leaders were heard."
    if abs(leaders - frontline) < NOTICEABLE:
        return "Leaders and the front line say much the same."
    more = "Leaders are" if leaders > frontline else "The front line is"
    less = "the front line" if leaders > frontline else "leaders"
    return f"{more} more positive than {less}."

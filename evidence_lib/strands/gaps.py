"""What to look at next week, in order, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.english import pieces_of_evidence, verb
from evidence_lib.strands import claims, triangulation
from evidence_lib.strands.coverage import coverage, silent_strands
from evidence_lib.strands.log import log_state_by_area

GAPS = {
    "not_shown": "Find what would show it, one way or the other.",
    "concern": "Settle the concern: see for yourselves, and ask what has been done since.",
    "inconsistent": "Ask both sides again about the same thing, and look at records.",
    "claim": "Ask the partnership for what the claim rests on, and test it with someone else.",
    "no_outcome": "Ask what has changed for children and families, and for a measure of it.",
    "single_source": "Hear it in another way and from other people.",
    "uncertainty": "Plan an activity that would settle it one way or the other.",
    "no_evidence": "Plan an activity that speaks to this criterion.",
    "untraceable": "Write down for each finding how its evidence was gathered.",
    "silent_strand": "Ask them about the area, or note why they have nothing to say.",
    "missing_table": "Ask for it; the folder of the review says in which shape.",
}
"""The kinds of gap in the order of the plan, each with what would close it."""

_Row = dict[str, Any]


def gaps(
    items: pd.DataFrame,
    areas: pd.DataFrame,
    *,
    sources: pd.DataFrame | None = None,
    link_log: pd.DataFrame | None = None,
    findings: pd.DataFrame | None = None,
    claims_found: pd.DataFrame | None = None,
    missing_tables: Mapping[str, str] | Sequence[str] = (),
) -> pd.DataFrame:
    """
    Plan next week's fieldwork: every gap in the evidence, the most pressing first.

    Row: one gap, in the order of the plan: by kind, then by major items behind it, items behind it,
    area and criterion. What is said of no area is not looked at.

    Args:
        items: Rows of ``evidence_items``.
        areas: The review's areas, with ``area`` and ``criteria`` (key to title).
        sources: The review's sources, for the origin of items that give none.
        link_log: Entries of the link log; the last state of each area counts.
        findings: Rows of ``findings``; what they say is not shown leads the plan.
        claims_found: Rows of `claims_verified`.
        missing_tables: Names of tables that were not supplied, or names to why each matters.

    Returns:
        ``order`` (from 1), ``gap`` (a key of `GAPS`), ``area`` (missing for the whole review),
        ``criterion`` (missing for the whole area), ``about`` (a finding, the criterion's title, a
        strand, a claim or a table), ``why``, ``do`` (a finding's own next step where it gives one)
        and ``item_ids`` (parted by spaces).

    Source: docs/method.md, "What to look at next". The order is ours.
    """
    known = triangulation.with_origins(items, sources) if sources is not None else items
    known = known[known["area"].isin(set(areas["area"]))]
    rows = [
        *_not_shown(findings, areas),
        *_from_log(link_log),
        *_from_criteria(known, areas),
        *_from_claims(claims_found),
        *_without_outcome(known),
        *_untraceable(known),
        *_silent(known, areas),
        *_tables(missing_tables),
    ]
    return _ordered(pd.DataFrame(rows, columns=_COLUMNS), items)


_COLUMNS = ["gap", "area", "criterion", "about", "why", "do", "item_ids"]


def _gap(gap: str, area: object, about: str, why: str, ids: str = "", criterion: str = "") -> _Row:
    return {
        "gap": gap, "area": area or None, "criterion": criterion or None, "about": about,
        "why": why, "do": GAPS[gap], "item_ids": ids,
    }  # fmt: skip


def _ordered(found: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    major = set(items.loc[items["materiality"].eq("major"), "item_id"])
    behind = found["item_ids"].str.split()
    rank = {gap: place for place, gap in enumerate(GAPS)}
    ranked = found.assign(
        place=found["gap"].map(rank),
        majors=[-sum(each in major for each in ids) for ids in behind],
        number=[-len(ids) for ids in behind],
    )
    keys = ["place", "majors", "number", "area", "criterion", "about"]
    ordered = ranked.sort_values(keys, kind="stable", na_position="last").reset_index(drop=True)
    ordered["order"] = ordered.index + 1
    columns = ["order", "gap", "area", "criterion", "about", "why", "do", "item_ids"]
    return ordered[columns].astype({"area": "str", "criterion": "str"})


def _not_shown(findings: pd.DataFrame | None, areas: pd.DataFrame) -> list[_Row]:
    if findings is None:
        return []
    open_questions = findings[
        findings["direction"].eq("not_shown")
        & findings["kind"].fillna("finding").eq("finding")
        & findings["area"].isin(areas["area"])
    ]
    why = "The review found that this is not shown."
    rows = []
    for row in open_questions.to_dict("records"):
        criterion = "" if pd.isna(row["criterion"]) else row["criterion"]
        gap = _gap("not_shown", row["area"], row["statement"], why, "", criterion)
        rows.append(gap if pd.isna(row["next_step"]) else gap | {"do": row["next_step"]})
    return rows


def _from_log(link_log: pd.DataFrame | None) -> list[_Row]:
    if link_log is None or link_log.empty:
        return []
    by_area = log_state_by_area(link_log)
    return [
        _gap(
            str(state),
            area,
            "the link inspector's log",
            f"The link inspector's log has said “{terms.in_words(str(state))}” since "
            f"{since.day} {since:%B %Y}.",
        )
        for area, state, since in zip(
            by_area["area"], by_area["last_state"], by_area["since"], strict=True
        )
        if state != terms.LINK_STATES[0]
    ]


def _from_criteria(items: pd.DataFrame, areas: pd.DataFrame) -> list[_Row]:
    titles = {
        (area, key): title
        for area, criteria in zip(areas["area"], areas["criteria"], strict=True)
        for key, title in criteria.items()
    }
    found = triangulation.triangulation(items)
    pairs = list(zip(found["area"], found["criterion"], strict=True))
    rows = [
        _gap(value, pair[0], titles.get(pair, pair[1]), why, ids, pair[1])
        for pair, value, why, ids in zip(
            pairs, found["triangulation"], found["in_words"], found["item_ids"], strict=True
        )
        if value in (triangulation.INCONSISTENT, triangulation.SINGLE_SOURCE)
    ]
    unheard = [pair for pair in titles if pair not in set(pairs)]
    why = "There is no evidence on this criterion."
    return rows + [_gap("no_evidence", area, titles[area, key], why, "", key)
                   for area, key in unheard]  # fmt: skip


def _from_claims(claims_found: pd.DataFrame | None) -> list[_Row]:
    if claims_found is None:
        return []
    wanted = claims_found["verdict"].isin([claims.CONTRADICTED, claims.UNSUPPORTED])
    named = ["area", "claim", "verdict", "in_words", "item_ids"]
    return [
        _gap("claim", area, f"the claim “{claim}”", f"It is {verdict}. {words}", ids)
        for area, claim, verdict, words, ids in claims_found.loc[wanted, named].itertuples(
            index=False
        )
    ]


def _without_outcome(items: pd.DataFrame) -> list[_Row]:
    rows = []
    for area, group in items.sort_values("item_id").groupby("area"):
        claimed = group[group["measure_kind"].eq("impact") | group["component"].eq("impact")]
        if len(claimed) and not group["measure_kind"].eq("outcome").any():
            why = "A difference to lives is spoken of, and no evidence is about an outcome."
            rows.append(_gap("no_outcome", area, "outcomes", why, " ".join(claimed["item_id"])))
    return rows


def _untraceable(items: pd.DataFrame) -> list[_Row]:
    rows = []
    for area, group in items.sort_values("item_id").groupby("area"):
        found = group[group["strand"].eq(terms.TEAM_FINDING)]
        if len(found):
            said = verb(
                len(found), "does not say how it was gathered", "do not say how they were gathered"
            )
            why = f"{len(found)} of {pieces_of_evidence(len(group))} {said}."
            ids = " ".join(found["item_id"])
            rows.append(_gap("untraceable", area, "findings of the team", why, ids))
    return rows


def _silent(items: pd.DataFrame, areas: pd.DataFrame) -> list[_Row]:
    heard = coverage(items, list(areas["area"]))
    rows = []
    for area in areas["area"]:
        silent = ", ".join(terms.in_words(strand) for strand in silent_strands(heard, area))
        if silent:
            why = f"Nothing on this area is traced to: {silent}."
            rows.append(_gap("silent_strand", area, "kinds of evidence that are missing", why))
    return rows


def _tables(missing: Mapping[str, str] | Sequence[str]) -> list[_Row]:
    why = "It was not supplied, so what it would show cannot be shown."
    reasons = missing if isinstance(missing, Mapping) else dict.fromkeys(missing, why)
    return [
        _gap("missing_table", "", terms.in_words(name), reason) for name, reason in reasons.items()
    ]

"""Initiatives, needs, documents and money: what planning has and where it is thin."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.english import counted, verb
from evidence_lib.errors import MethodInputError, require_columns, shown
from evidence_lib.practice._frames import (
    MISSING,
    NOT_RECORDED,
    Row,
    groups,
)

NOT_LINKED = "no priority named"
PROTECTION_THEME = "children in need of protection"
HARDLY_BELOW = 3
"""A document that mentions a theme fewer times than this hardly mentions it."""

EVIDENCE_LEVEL_WORDS = {
    "1": "says what it does and why it should help",
    "2": "has data of a change among those it reached",
    "3": "shows by a comparison group that it made the change",
    "4": "has independent replications that confirm it",
    "5": "has manuals and systems so that it works the same elsewhere",
    NOT_RECORDED: "no level of evidence recorded",
}
"""Nesta's standards of evidence, level by level, in our words."""

_REACH_COLUMNS = [
    "area", "evidence_level", "in_words", "initiatives", "with_reach", "without_reach", "reach",
    "hidden", "method", "caveats",
]  # fmt: skip
_REACH_METHOD = "Counts of initiatives and sums of the reach they state"
_REACH_CAVEATS = (
    "Reach is as stated and counts a child once for each initiative: sums are contacts, not "
    "children. Reaching children is an output, no outcome."
)


def _reach_row(area: str, level: str, initiatives: pd.DataFrame) -> Row:
    reach = initiatives["reach"].dropna()
    total = int(reach.sum()) if len(reach) else MISSING
    return {
        "area": area,
        "evidence_level": level,
        "in_words": EVIDENCE_LEVEL_WORDS[level],
        "initiatives": len(initiatives),
        "with_reach": len(reach),
        "without_reach": len(initiatives) - len(reach),
        "reach": disclosure.count_or_missing(total),
        "hidden": disclosure.is_small_count(total),
        "method": _REACH_METHOD,
        "caveats": _REACH_CAVEATS,
    }


def initiative_reach(initiatives: pd.DataFrame) -> pd.DataFrame:
    """
    Count initiatives and their reach by area and level of evidence.

    Row: one level of evidence in one area, levels that occur; ``not recorded`` last.

    Returns:
        ``area``, ``evidence_level``, ``in_words``, ``initiatives``, ``with_reach``,
        ``without_reach``, ``reach`` (sum of those stated; missing where none is, and under 5,
        then ``hidden``), ``hidden``, ``method``, ``caveats``.

    Raises:
        MethodInputError: A column is missing.

    Source: Nesta, Standards of evidence (Puttick and Ludlow 2013).
    """
    needed = ["area", "evidence_level", "reach"]
    require_columns(initiatives.columns, needed, doing="counting the reach of initiatives")
    rows = [
        _reach_row(area, level, of_level)
        for area, of_area in groups(initiatives, "area")
        for level, of_level in groups(of_area, "evidence_level")
    ]
    return pd.DataFrame(rows, columns=_REACH_COLUMNS)


def _same(text: object) -> str:
    return " ".join(str(text).casefold().split())


def _keys(rows: pd.DataFrame) -> pd.Series[str]:
    """Bring each priority to a form in which spellings are one; no priority is empty."""
    return rows["priority"].map(lambda each: "" if pd.isna(each) else _same(each)).astype("str")


def _link(needs: int, actions: int) -> str:
    if needs and actions:
        return "linked"
    return "need without action" if needs else "action without need"


def needs_to_priorities(needs: pd.DataFrame, plan_actions: pd.DataFrame) -> pd.DataFrame:
    """
    Set the needs assessed beside the priorities the plans act on.

    Row: one priority named by a need or an action, most needs first; what names none is in a last
    row, ``no priority named``.

    Returns:
        ``priority`` (as first spelt), ``needs``, ``needs_with_data`` (data complete), ``actions``,
        ``plans`` (that act on it), ``link`` (linked, need without action, action without need,
        no priority named).

    Raises:
        MethodInputError: A column is missing.

    Source: statutory criteria 3 and 5 for children's services plans: a joint strategic needs
        assessment, and priorities linked to it.
    """
    doing = "setting needs beside priorities"
    require_columns(needs.columns, ["priority", "data_status"], doing=f"{doing}, needs")
    require_columns(plan_actions.columns, ["priority", "plan"], doing=f"{doing}, plan_actions")
    of_needs, of_actions = _keys(needs), _keys(plan_actions)
    spelt = pd.concat([needs["priority"], plan_actions["priority"]]).dropna()
    first_spelt = {_same(each): str(each) for each in reversed(list(spelt)) if _same(each)}
    keys = list(dict.fromkeys([*of_needs, *of_actions]))
    rows = [
        {
            "priority": first_spelt.get(key, NOT_LINKED),
            "needs": int((of_needs == key).sum()),
            "needs_with_data": int((needs.loc[of_needs == key, "data_status"] == "complete").sum()),
            "actions": int((of_actions == key).sum()),
            "plans": int(plan_actions.loc[of_actions == key, "plan"].nunique()),
            "link": _link(int((of_needs == key).sum()), int((of_actions == key).sum()))
            if key
            else NOT_LINKED,
        }
        for key in sorted(keys, key=lambda key: (not key, -int((of_needs == key).sum()), key))
    ]
    columns = ["priority", "needs", "needs_with_data", "actions", "plans", "link"]
    return pd.DataFrame(rows, columns=columns)


@dataclass(frozen=True)
class DocumentThemes:
    """
    What the plans and strategies talk about.

    ``matrix``, row: one document; one column a theme, in mentions; missing where the theme was not
    looked for. ``documents``, row: one document; ``document``, ``mentions`` of ``theme``,
    ``of_all_mentions``, ``state`` (mentioned, hardly mentioned, not looked for).
    """

    matrix: pd.DataFrame
    documents: pd.DataFrame
    theme: str
    hardly_below: int
    words: str
    method: str
    caveats: tuple[str, ...]


def _state(mentions: float, hardly_below: int) -> str:
    if pd.isna(mentions):
        return "not looked for"
    return "hardly mentioned" if mentions < hardly_below else "mentioned"


def _theme_words(documents: pd.DataFrame, theme: str, hardly_below: int) -> str:
    hardly = documents.loc[documents["state"] == "hardly mentioned", "document"]
    looked = int((documents["state"] != "not looked for").sum())
    if not looked:
        return f"No document was searched for {theme}."
    number = len(hardly)
    mention = f"{number or 'none'} {verb(number or 1, 'mentions', 'mention')} {theme} fewer than"
    names = f": {'; '.join(hardly)}" if number else ""
    searched = counted(looked, "document")
    return f"Of {searched} searched, {mention} {hardly_below} times{names}."


def themes_by_document(
    document_themes: pd.DataFrame,
    *,
    theme: str = PROTECTION_THEME,
    hardly_below: int = HARDLY_BELOW,
) -> DocumentThemes:
    """
    Lay out which document mentions which theme, and which hardly mention one of them.

    Args:
        document_themes: The contract's `document_themes`.
        theme: The theme to look at; its case and spacing do not matter.
        hardly_below: Fewer mentions than this are hardly any.

    Raises:
        MethodInputError: A column is missing, or *hardly_below* is not a whole number from 1.

    Source: the progress review of 2018 found references to children in need of protection limited
        in the joint self-evaluation strategy; the threshold is this project's.
    """
    doing = "laying out themes by document"
    require_columns(document_themes.columns, ["document", "theme", "mentions"], doing=doing)
    if isinstance(hardly_below, bool) or not isinstance(hardly_below, int) or hardly_below < 1:
        raise MethodInputError(
            f'{doing}: "hardly_below" must be a whole number from 1; got {shown(hardly_below)}'
        )
    counted = document_themes.astype({"mentions": "float64"})
    matrix = counted.pivot_table(
        index="document", columns="theme", values="mentions", aggfunc="sum", observed=True
    )
    wanted = [name for name in matrix.columns if _same(name) == _same(theme)]
    mentions = matrix[wanted].sum(axis="columns", min_count=1)
    documents = pd.DataFrame(
        {
            "document": matrix.index.astype("str"),
            "mentions": mentions.to_numpy(),
            "of_all_mentions": matrix.sum(axis="columns").to_numpy(),
            "state": [_state(each, hardly_below) for each in mentions],
        }
    )
    return DocumentThemes(
        matrix, documents, theme, hardly_below, _theme_words(documents, theme, hardly_below),
        f"Counts of mentions; hardly mentioned is fewer than {hardly_below}",
        ("A mention is not attention: how often a word stands in a document says little of what "
         "is done.",),
    )  # fmt: skip


def tiers_by_year(budget: pd.DataFrame) -> pd.DataFrame:
    """
    Lay the budget out for a chart, a column a tier, in millions of pounds.

    Row: one year. ``label`` is the year; rows as `budget_by_tier` gives go in.
    """
    tiers = list(dict.fromkeys(budget["tier"]))
    wide = budget.pivot(index="year", columns="tier", values="amount").reindex(columns=tiers)
    millions = (wide.fillna(0.0) / 1e6).round(1)
    return millions.reset_index().rename(columns={"year": "label"}).rename_axis(columns=None)


def budget_by_tier(resources: pd.DataFrame) -> pd.DataFrame:
    """
    Part each year's budget by tier of prevention.

    Row: one tier in one year, all four tiers always; ``not recorded`` where lines have no tier. A
    year in which an amount is not known (a mark stands in its place) has no total and is left out.

    Returns:
        ``year``, ``tier``, ``lines``, ``amount`` (pounds), ``year_total``, ``share`` (0 to 1 of the
        year's total; missing where that is 0).

    Raises:
        MethodInputError: A column is missing.

    Source: tiers of prevention as in `terms.PREVENTION_TIERS`; statutory criterion 12, resources.
    """
    require_columns(resources.columns, ["year", "tier", "amount"], doing="parting budgets by tier")
    tiers = resources["tier"].astype("str").where(resources["tier"].notna(), NOT_RECORDED)
    rows = []
    for year, lines in resources.assign(tier=tiers).groupby("year", sort=True):
        if lines["amount"].isna().any():
            continue
        total = float(lines["amount"].sum())
        kinds = [*terms.PREVENTION_TIERS, *({NOT_RECORDED} & set(lines["tier"]))]
        for kind in kinds:
            of_tier = lines.loc[lines["tier"] == kind, "amount"]
            amount = float(of_tier.sum())
            share = amount / total if total else MISSING
            rows.append((str(year), kind, len(of_tier), amount, total, share))
    columns = ["year", "tier", "lines", "amount", "year_total", "share"]
    return pd.DataFrame(rows, columns=columns)

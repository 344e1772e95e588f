"""What the partnership claims of itself, beside findings, figures and what others say."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evidence_lib.english import sentence_end
from evidence_lib.strands.quantities import figures_named
from evidence_lib.strands.triangulation import with_origins

SUPPORTED = "supported"
PARTLY = "partly"
UNSUPPORTED = "unsupported"
CONTRADICTED = "contradicted"
VERDICTS = (SUPPORTED, PARTLY, UNSUPPORTED, CONTRADICTED)

DENYING = {"unchanged", "worse"}
"""Directions of a finding that say otherwise than a claim of progress."""

NOT_BORNE_OUT = DENYING | {"not_shown"}
"""Directions of a finding that do not bear a claim of progress out."""


def claims_verified(
    claims: pd.DataFrame,
    items: pd.DataFrame,
    *,
    findings: pd.DataFrame,
    figures: pd.DataFrame,
    outcomes: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    levels: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Set each claim of the self-evaluation beside findings, figures and the items it cites.

    Findings are those on its area and criterion, and its component where the claim names one;
    figures those on its area that it speaks of; items those it cites. What it cites on another
    question neither bears it out nor speaks against it. A measure of an outcome that moved by more
    than chance could give is set beside every claim on its part.

    Row: one claim, in the order given.

    Args:
        claims: Rows of ``self_evaluation``, with ``item_ids`` parted by spaces.
        items: Rows of ``evidence_items``.
        findings: Rows of ``findings``; decisions and starting points are left out.
        figures: A row a figure: ``area``, ``word`` (what it is about, such as ``baseline``), ``of``
            (what its whole is called, several words parted by spaces), ``part``, ``whole`` and
            ``in_words``.
        outcomes: A row a measure: ``area``, ``component``, ``verdict`` and ``in_words``.
        sources: The review's sources, for the origin of items that give none.
        levels: The range of each part: ``area``, ``component``, ``low``, ``high``.

    Returns:
        ``claim_id``, ``area``, ``component``, ``criterion``, ``claim``; ``verdict``; ``in_words``
        (what was found, beside the claim's own word where a figure tests it); ``finding_ids`` and
        ``item_ids`` (cited and known), both parted by spaces; ``figure`` (in words, or missing);
        ``self_level``, ``low`` and ``high`` (of the claim's own component; missing where it names
        none), and ``above`` (whether it gives itself a level above them).

    Source: docs/method.md, "Claims and what was verified".
    """
    known = with_origins(items, sources) if sources is not None else items
    known = known.set_index("item_id", drop=False)
    found = findings[findings["kind"].fillna("finding").eq("finding")]
    moved = _moved(outcomes)
    rows = [_row(claim, found, figures, moved, known) for claim in claims.to_dict("records")]
    beside = pd.DataFrame(rows, columns=_BESIDE, dtype="str")
    named = claims[[*_NAMED, "self_level"]].reset_index(drop=True)
    return _with_levels(named.join(beside), levels)


_NAMED = ["claim_id", "area", "component", "criterion", "claim"]
_BESIDE = ["verdict", "in_words", "finding_ids", "item_ids", "figure"]
_LEVELS = ["self_level", "low", "high", "above"]


def _moved(outcomes: pd.DataFrame | None) -> pd.DataFrame:
    """Keep the measures that moved by more than chance could give."""
    columns = ["area", "component", "verdict", "in_words"]
    if outcomes is None:
        return pd.DataFrame(columns=columns, dtype="str")
    return outcomes.loc[outcomes["verdict"].isin(["improved", "worsened"]), columns]


def _row(
    claim: dict[Any, Any],
    findings: pd.DataFrame,
    figures: pd.DataFrame,
    moved: pd.DataFrame,
    items: pd.DataFrame,
) -> dict[str, Any]:
    there = _on_its_question(claim, findings)
    named = figures_named(claim["claim"], figures[figures["area"].eq(claim["area"])])
    cited = _cited(claim["item_ids"], items)
    beyond = cited[cited["strand"].ne("self_evaluation")]
    telling = beyond if pd.isna(claim["criterion"]) else _on_its_question(claim, beyond)
    on_part = moved["area"].eq(claim["area"]) & moved["component"].eq(claim["component"])
    measured = moved[on_part.fillna(False).astype(bool)]
    found = [
        *(each.in_words for each in named),
        *map(sentence_end, there["statement"]),
        *map(sentence_end, measured["in_words"]),
    ]
    figures_say = {each.bears_out for each in named} | set(measured["verdict"].eq("improved"))
    return {
        "verdict": _verdict(set(there["direction"]), figures_say, telling),
        "in_words": " ".join([*found, _cited_words(beyond, telling)]),
        "finding_ids": " ".join(there["finding_id"]),
        "item_ids": " ".join(cited["item_id"]),
        "figure": "; ".join(each.figure for each in named) or None,
    }


def _on_its_question(claim: dict[Any, Any], rows: pd.DataFrame) -> pd.DataFrame:
    """
    Choose what is on the area and criterion of a claim, and on its component if it names one.

    What names no criterion is on every one of its component; a claim that names none is on none.
    """
    same = rows["area"].eq(claim["area"]).fillna(False)
    criterion = rows["criterion"].eq(claim["criterion"]).fillna(False)
    same &= criterion | (rows["criterion"].isna() & pd.notna(claim["criterion"]))
    if pd.notna(claim["component"]):
        component = rows["component"].eq(claim["component"]).fillna(False)
        same &= component | (rows["component"].isna() & criterion)
    chosen: pd.DataFrame = rows[same]
    return chosen


def _cited(item_ids: Any, items: pd.DataFrame) -> pd.DataFrame:
    named = [] if pd.isna(item_ids) else item_ids.split()
    return items.loc[[each for each in dict.fromkeys(named) if each in items.index]]


def _of_others(cited: pd.DataFrame) -> pd.Series:
    """Tell which rows are known not to be the partnership's own."""
    return cited["origin"].notna() & cited["origin"].ne("partnership")


def _verdict(directions: set[str], figures: set[bool | None], telling: pd.DataFrame) -> str:
    """Choose from what findings and figures say, and from what is cited on the question."""
    if telling.empty and not directions and not figures:
        return UNSUPPORTED
    challenged = telling["bearing"].eq("challenges")
    denied = bool(directions) and directions <= DENYING
    against = denied or (len(telling) and challenged.all())
    if False in figures or (against and True not in figures):
        return CONTRADICTED
    # A figure is the review's own count, and so no account of the partnership's.
    borne_out = set(telling.loc[_of_others(telling), "bearing"])
    borne_out |= {"supports"} if True in figures else set()
    if not borne_out and directions and directions <= NOT_BORNE_OUT:
        return UNSUPPORTED
    clear = borne_out == {"supports"} and directions <= {"improved"} and not challenged.any()
    return SUPPORTED if clear else PARTLY


def _cited_words(beyond: pd.DataFrame, telling: pd.DataFrame) -> str:
    if beyond.empty:
        return "It cites nothing beyond the self-evaluation itself."
    if telling.empty:
        return "What it cites is about something else."
    others = _of_others(telling)
    sides = [("from others", telling[others]), ("of its own", telling[~others])]
    said = [
        f"What it cites {who} {_says(set(rows['bearing']))}." for who, rows in sides if len(rows)
    ]
    return " ".join(said)


def _says(bearings: set[str]) -> str:
    known = {
        ("supports",): "supports it",
        ("mixed",): "is mixed",
        ("challenges",): "speaks against it",
        ("mixed", "supports"): "supports it in part",
        ("challenges", "mixed"): "speaks against it in part",
    }
    return known.get(tuple(sorted(bearings)), "points both ways")


def _with_levels(claims: pd.DataFrame, levels: pd.DataFrame | None) -> pd.DataFrame:
    ranges = (
        pd.DataFrame(columns=["area", "component", "low", "high"]) if levels is None else levels
    )
    keys = ["area", "component"]
    own = ranges[[*keys, "low", "high"]].astype(dict.fromkeys(keys, "str"))
    both = claims.merge(own[own["component"].notna()], on=keys, how="left")
    numbers = both.astype(dict.fromkeys(("self_level", "low", "high"), "Int64"))
    numbers["above"] = numbers["self_level"].gt(numbers["high"])
    return numbers[[*_NAMED, *_BESIDE, *_LEVELS]]

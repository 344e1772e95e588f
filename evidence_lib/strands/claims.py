"""What the partnership claims of itself, beside what others could confirm."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evidence_lib.strands.triangulation import with_origins

SUPPORTED = "supported"
PARTLY = "partly"
UNSUPPORTED = "unsupported"
CONTRADICTED = "contradicted"
VERDICTS = (SUPPORTED, PARTLY, UNSUPPORTED, CONTRADICTED)

_WORDS = {
    SUPPORTED: "Evidence that is not the partnership's own says the same, and none says otherwise.",
    PARTLY: "Only some of what is cited bears the claim out, or only the partnership's own does.",
    UNSUPPORTED: "Nothing is cited beyond the self-evaluation itself.",
    CONTRADICTED: "All that is cited beyond the self-evaluation itself says the opposite.",
}


def claims_verified(
    self_evaluation: pd.DataFrame,
    items: pd.DataFrame,
    levels: pd.DataFrame | None = None,
    *,
    sources: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Set each claim of the self-evaluation against the items it cites.

    An item verifies a claim when its origin is known and is not the partnership and its strand is
    not self-evaluation. A finding of the review team verifies, though its strand is not named.

    Row: one claim, in the order given.

    Args:
        self_evaluation: The partnership's claims, with ``item_ids`` parted by spaces.
        items: Rows of ``evidence_items``.
        levels: Rows of ``judgement.indicative_progress(...).levels``: ``area`` and ``level``. Of
            the components of an area the highest level is taken, the kinder reading.
        sources: The review's sources, for the origin of items that give none.

    Returns:
        ``claim_id``, ``area``, ``verdict``, ``in_words``, ``self_level``, ``indicative_level``,
        ``optimism_gap`` (self_level less indicative_level; missing when either is), ``item_ids``
        (cited and known) and ``verifying_ids``.

    Source: docs/method.md, "Claims and what was verified".
    """
    known = with_origins(items, sources) if sources is not None else items
    known = known.set_index("item_id", drop=False)
    rows = [_row(cited, known) for cited in self_evaluation["item_ids"].fillna("")]
    verdicts = pd.DataFrame(rows, columns=_COLUMNS, index=self_evaluation.index)
    claims = self_evaluation[["claim_id", "area"]].join(verdicts[["verdict", "in_words"]])
    self_level = self_evaluation["self_level"].astype("Int64")
    indicative = _highest(levels).reindex(self_evaluation["area"].astype("str"))
    indicative = indicative.set_axis(self_evaluation.index)
    return claims.assign(
        self_level=self_level, indicative_level=indicative, optimism_gap=self_level - indicative
    ).join(verdicts[["item_ids", "verifying_ids"]])


_COLUMNS = ["verdict", "in_words", "item_ids", "verifying_ids"]


def _row(cited: str, items: pd.DataFrame) -> dict[str, Any]:
    wanted = [each for each in dict.fromkeys(cited.split()) if each in items.index]
    found = items.loc[wanted]
    origin, strand = found["origin"], found["strand"]
    others = found[strand.ne("self_evaluation") & origin.notna() & origin.ne("partnership")]
    verdict = _verdict(set(others["bearing"]), found[strand.ne("self_evaluation")])
    return {
        "verdict": verdict,
        "in_words": _WORDS[verdict],
        "item_ids": " ".join(wanted),
        "verifying_ids": " ".join(others["item_id"]),
    }


def _verdict(verified: set[str], beyond: pd.DataFrame) -> str:
    """Choose the verdict from the bearings that verify, and from all beyond self-evaluation."""
    if beyond.empty:
        return UNSUPPORTED
    if beyond["bearing"].eq("challenges").all():
        return CONTRADICTED
    clear = verified == {"supports"} and not beyond["bearing"].eq("challenges").any()
    return SUPPORTED if clear else PARTLY


def _highest(levels: pd.DataFrame | None) -> pd.Series:
    if levels is None:
        return pd.Series(dtype="Int64")
    return levels.astype({"level": "Int64", "area": "str"}).groupby("area")["level"].max()

"""How far two coders, separately, gave the same code to the same assertions."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evidence_lib import agreement, disclosure, terms
from evidence_lib.english import counted, interval

CODES = {
    "strand": ("unweighted", terms.ITEM_STRANDS),
    "measure_kind": ("quadratic", terms.MEASURE_KINDS),
    "bearing": ("quadratic", terms.BEARINGS),
    "materiality": ("quadratic", terms.MATERIALITIES),
}
"""The codes that move a level: how kappa weighs a near miss, and the words in order."""

MEASURED_FROM = 10
"""So many assertions have to be coded twice before a rate of disagreement is called measured."""


def coder_agreement(items: pd.DataFrame, second_codes: pd.DataFrame) -> pd.DataFrame:
    """
    Say how far two coders agree on each code that moves a level.

    Row: one code that anybody gave twice; none where nobody coded twice.

    Args:
        items: Rows of ``evidence_items``, with the first coder's codes.
        second_codes: Rows of ``second_codes``; a code left empty is not compared.

    Returns:
        ``code``, ``n`` (assertions coded twice, once a second coder), ``agree`` and ``disagree``
        (shares of them, 0 to 1), ``kappa`` with ``low`` and ``high`` (missing where they cannot be
        worked out) and ``in_words``.

    Source: docs/method.md, "Two coders".
    """
    rows = [_row(code, both) for code in CODES if len(both := _pairs(items, second_codes, code))]
    return pd.DataFrame(rows, columns=_COLUMNS).astype(dict.fromkeys(_NUMBERS, "float64"))


_NUMBERS = ("agree", "disagree", "kappa", "low", "high")
_COLUMNS = ["code", "n", *_NUMBERS, "in_words"]


def disagreement_rates(items: pd.DataFrame, second_codes: pd.DataFrame) -> dict[str, float | None]:
    """
    Measure how often two coders of this review gave another materiality or bearing.

    Returns:
        ``materiality`` and ``bearing``: the share (0 to 1) of what was coded twice on which they
        differ; None where fewer than 10 assertions were.

    Source: docs/method.md, "Two coders".
    """
    return {code: _rate(_pairs(items, second_codes, code)) for code in ("materiality", "bearing")}


def _rate(both: pd.DataFrame) -> float | None:
    measured = both["item_id"].nunique() >= MEASURED_FROM
    return float(both["first"].ne(both["second"]).mean()) if measured else None


def _pairs(items: pd.DataFrame, second_codes: pd.DataFrame, code: str) -> pd.DataFrame:
    """Row: one assertion as both coders coded it."""
    first = items[["item_id", code]].rename(columns={code: "first"})
    second = second_codes[["item_id", code]].rename(columns={code: "second"})
    return first.merge(second, on="item_id").dropna(subset=["first", "second"])


def _row(code: str, both: pd.DataFrame) -> dict[str, Any]:
    weights, scale = CODES[code]
    found = agreement.weighted_kappa(both["first"], both["second"], scale=scale, weights=weights)
    same = int(both["first"].eq(both["second"]).sum())
    return {
        "code": code,
        "n": found.n,
        "agree": same / found.n,
        "disagree": 1 - same / found.n,
        "kappa": found.kappa,
        "low": found.low,
        "high": found.high,
        "in_words": (
            f"They agreed on the {terms.in_words(code)} of {_share(same, found.n)}; "
            f"{_kappa_words(found, weights)}."
        ),
    }


def _share(same: int, n: int) -> str:
    percent = f" ({same / n:.0%})" if disclosure.percent_may_show(n) else ""
    return f"{same:,} of {counted(n, 'assertion')}{percent}"


def _kappa_words(found: agreement.WeightedKappa, weights: str) -> str:
    if found.kappa is None or found.low is None or found.high is None:
        return "they used one code throughout, so kappa cannot be worked out"
    called = "kappa" if weights == "unweighted" else f"{weights} weighted kappa"
    return f"{called} {found.kappa:.2f}{_interval(found.low, found.high)}"


def _interval(low: float, high: float) -> str:
    return f" ({interval(low, high)})" if high > low else ""

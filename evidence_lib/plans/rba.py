"""Results-based accountability: how much, how well, and whether anyone is better off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.english import counted, verb
from evidence_lib.errors import require_choice, require_columns
from evidence_lib.plans._frames import NOT_STATED, filled

SUPPLIED = ("supplied", "synthetic")
"""Provenances of what was handed to the review; the rest is published, and restated by us."""


def own_measures(indicators: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """
    Choose the indicators that are the partnership's own measures.

    Row: one indicator, as given: one that names an owner, or whose source is of the partnership
    and was supplied to the review. Figures restated from publications are our choice, and their mix
    would tell of that choice.

    Raises:
        MethodInputError: A frame lacks a column.
    """
    doing = "choosing the partnership's own measures"
    require_columns(indicators.columns, ["source_id", "owner"], doing=f"{doing}, indicators")
    needed = ["source_id", "origin", "provenance"]
    require_columns(sources.columns, needed, doing=f"{doing}, sources")
    theirs = sources["origin"].eq("partnership") & sources["provenance"].isin(SUPPLIED)
    supplied = indicators["source_id"].isin(sources.loc[theirs, "source_id"])
    return indicators[supplied | filled(indicators, "owner")].reset_index(drop=True)


def _rba_types(indicators: pd.DataFrame) -> pd.Series[str]:
    return indicators["rba_type"].where(filled(indicators, "rba_type"), NOT_STATED)


def _mix_rows(types: pd.Series[str], labels: dict[str, object]) -> list[dict[str, object]]:
    base = int((types != NOT_STATED).sum())
    kinds = (*terms.RBA_TYPES, NOT_STATED)
    counts = {kind: int((types == kind).sum()) for kind in kinds}
    return [
        labels
        | {
            "rba_type": kind,
            "n": counts[kind],
            "base": base,
            "share": float("nan")
            if kind == NOT_STATED
            else disclosure.share_or_missing(counts[kind], base),
        }
        for kind in kinds
    ]


def rba_mix(indicators: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """
    Count the measures that tell how much, how well, and whether anyone is better off.

    Row: one type (with *by*: in one group), types with no measure and ``not_stated`` among them.

    Args:
        indicators: The contract's `indicators`.
        by: ``area`` or ``priority`` for a mix each; indicators without one are ``not_stated``.

    Returns:
        The *by* column if any, ``rba_type``, ``n``, ``base`` (measures whose type is stated),
        ``share`` (0 to 1, of the base; missing under a base of 20 and for ``not_stated``).

    Raises:
        MethodInputError: The frame lacks a column.
        UnknownTermError: *by* is neither.

    Source: results-based accountability, raguide.org, performance measures.
    """
    doing = "counting measures by type"
    require_columns(indicators.columns, ["rba_type", *([by] if by else [])], doing=doing)
    types = _rba_types(indicators)
    columns = [*([by] if by else []), "rba_type", "n", "base", "share"]
    if by is None:
        return pd.DataFrame(_mix_rows(types, {}) if len(types) else [], columns=columns)
    require_choice("by", by, ("area", "priority"), doing=doing)
    groups = indicators[by].where(filled(indicators, by), NOT_STATED).astype(str)
    rows = [
        row for name, of_group in types.groupby(groups) for row in _mix_rows(of_group, {by: name})
    ]
    return pd.DataFrame(rows, columns=columns)


@dataclass(frozen=True)
class BetterOffShare:
    """How many measures tell whether anyone is better off; ``share`` is None under a base of 20."""

    better_off: int
    base: int
    not_stated: int
    share: float | None
    words: str
    method: str
    caveats: tuple[str, ...]


def _better_off_words(better_off: int, base: int, share: float | None) -> str:
    if not base:
        return "No measure says of which type it is."
    tell = verb(better_off or 1, "tells", "tell")
    percent = "" if share is None else f" ({100 * share:.0f}%)"
    return (
        f"{better_off or 'None'} of {counted(base, 'measure')} {tell} whether anyone is better "
        f"off{percent}."
    )


def better_off_share(indicators: pd.DataFrame) -> BetterOffShare:
    """
    Give the headline of a performance report: the share of measures about being better off.

    Raises:
        MethodInputError: The frame lacks a column.

    Source: results-based accountability, raguide.org; the progress review of 2018 found
        predominantly volume and frequency data.
    """
    require_columns(indicators.columns, ["rba_type"], doing="counting better-off measures")
    types = _rba_types(indicators)
    not_stated = int((types == NOT_STATED).sum())
    better_off, base = int((types == "better_off").sum()), len(types) - not_stated
    share = better_off / base if disclosure.percent_may_show(base) else None
    caveats: Sequence[str] = [
        "A count of the measures listed, not a sample: it has no interval."
    ] + ([f"Measures that do not say of which type they are: {not_stated}."] if not_stated else [])
    return BetterOffShare(
        better_off, base, not_stated, share, _better_off_words(better_off, base, share),
        "Count of measures by results-based accountability type", tuple(caveats),
    )  # fmt: skip

"""Audited cases: how often each standard is met, and whether two auditors see the same."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.agreement import weighted_kappa
from evidence_lib.disclosure.notes import SMALL_CELLS, TOO_FEW_PAIRS
from evidence_lib.errors import require_columns
from evidence_lib.practice._frames import (
    MISSING,
    Row,
    groups,
)

ALL_STANDARDS = "all standards"
STANDARDS_SHOWN = "the standards shown"
QUALITY_SCALE = (1, 2, 3, 4, 5, 6)
METHOD = (
    "Ratio of ratings met to ratings, Wilson interval on the effective number of ratings "
    "(variance of a ratio, clustered by case)"
)
_NEEDED = ("case_key", "standard", "met", "quality", "auditor")
_KAPPA = ("kappa", "kappa_low", "kappa_high", "kappa_in_words")
_STANDARD_COLUMNS = [
    "standard", "cases", "hidden", "ratings", "not_applicable", "met", "share", "low", "high",
    "effective_n", "design_effect",
]  # fmt: skip
_AGREEMENT_COLUMNS = [
    "standard", "pairs", "hidden", "agreed", "disagreed",
    "met_pairs", "met_same", *(f"met_{name}" for name in _KAPPA),
    "quality_pairs", "quality_same", "quality_within_one", *(f"quality_{name}" for name in _KAPPA),
]  # fmt: skip


@dataclass(frozen=True)
class AuditQuality:
    """
    What an audit of cases found, and how far two auditors agree.

    ``by_standard``, row: one standard, ``all standards`` last. ``agreement``, row: one standard of
    those two auditors rated in the same case, ``all standards`` last.
    """

    by_standard: pd.DataFrame
    agreement: pd.DataFrame
    method: str
    caveats: tuple[str, ...]


def _ratio_variance(met: pd.Series[float], rated: pd.Series[float]) -> float:
    """Variance of met over rated when cases, not ratings, are what was drawn."""
    cases, total = len(rated), float(rated.sum())
    share = float(met.sum()) / total
    spread = float(((met - share * rated) ** 2).sum())
    return cases / (cases - 1) * spread / total**2


def effective_ratings(met: pd.Series[float], rated: pd.Series[float]) -> float:
    """
    Give the number of unrelated ratings that would tell as much; row: one case.

    Never more than the ratings; the number of cases where they are all alike.

    Source: Cochran, Sampling techniques, on ratio estimates and cluster sampling; Kish for the
        effective sample size.
    """
    total, share = float(rated.sum()), float(met.sum() / rated.sum())
    if len(rated) < 2 or share in (0.0, 1.0):
        return float(len(rated))
    variance = _ratio_variance(met, rated)
    return min(total, share * (1 - share) / variance) if variance > 0 else total


def _wilson(share: float, size: float) -> tuple[float, float]:
    """Wilson's interval for a size that need not be whole."""
    z = NormalDist().inv_cdf(0.975)
    middle = (share + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z * math.sqrt(share * (1 - share) / size + (z / (2 * size)) ** 2) / (1 + z**2 / size)
    return max(0.0, middle - half), min(1.0, middle + half)


def _share_cells(ratings: pd.DataFrame) -> Row:
    names = ("share", "low", "high", "effective_n", "design_effect")
    by_case = ratings.groupby("case_key")["is_met"].agg(["sum", "size"]).astype("float64")
    if not disclosure.percent_may_show(len(by_case)):
        return dict.fromkeys(names, MISSING)
    size = effective_ratings(by_case["sum"], by_case["size"])
    share = float(ratings["is_met"].mean())
    return dict(zip(names, (share, *_wilson(share, size), size, len(ratings) / size), strict=True))


def _standard_row(name: str, cases: pd.DataFrame) -> Row:
    rated = cases[cases["met"].isin(["yes", "no"])]
    ratings = rated.assign(is_met=rated["met"] == "yes")
    row = {
        "standard": name,
        "cases": int(ratings["case_key"].nunique()),
        "ratings": len(ratings),
        "not_applicable": int((cases["met"] == "not_applicable").sum()),
        "met": int(ratings["is_met"].sum()),
        **_share_cells(ratings),
    }
    return disclosure.blank_row(row, ["cases"])


def _pairs(audit_cases: pd.DataFrame) -> pd.DataFrame:
    """Row: one standard of one case, with what the first two auditors by name found."""
    ordered = audit_cases.sort_values(["case_key", "standard", "auditor"])
    place = ordered.groupby(["case_key", "standard"]).cumcount()
    keys = ["case_key", "standard"]
    first, second = ordered[place == 0], ordered[place == 1]
    columns = [*keys, "met", "quality"]
    return first[columns].merge(second[columns], on=keys, suffixes=("_first", "_second"))


def _kappa_cells(
    name: str, first: pd.Series[str], second: pd.Series[str], scale: Sequence[object], weights: str
) -> Row:
    names = [f"{name}_{each}" for each in _KAPPA]
    if not disclosure.percent_may_show(len(first)):
        return dict(zip(names, (MISSING, MISSING, MISSING, TOO_FEW_PAIRS), strict=True))
    found = weighted_kappa(list(first), list(second), scale=scale, weights=weights)
    known = (MISSING if each is None else each for each in (found.kappa, found.low, found.high))
    return dict(zip(names, (*known, found.in_words), strict=True))


def _agreement_row(name: str, pairs: pd.DataFrame) -> Row:
    same = pairs["met_first"] == pairs["met_second"]
    rated = pairs[pairs["met_first"].isin(["yes", "no"]) & pairs["met_second"].isin(["yes", "no"])]
    graded = pairs.dropna(subset=["quality_first", "quality_second"]).astype(
        {"quality_first": "int64", "quality_second": "int64"}
    )
    apart = (graded["quality_first"] - graded["quality_second"]).abs()
    row = {
        "standard": name,
        "pairs": len(pairs),
        "agreed": int(same.sum()),
        "disagreed": int((~same).sum()),
        "met_pairs": len(rated),
        "met_same": int((rated["met_first"] == rated["met_second"]).sum()),
        **_kappa_cells("met", rated["met_first"], rated["met_second"], ("no", "yes"), "unweighted"),
        "quality_pairs": len(graded),
        "quality_same": int((apart == 0).sum()),
        "quality_within_one": int((apart <= 1).sum()),
        **_kappa_cells(
            "quality", graded["quality_first"], graded["quality_second"], QUALITY_SCALE, "quadratic"
        ),
    }
    return disclosure.blank_row(row, ["pairs"])


def audit_quality(audit_cases: pd.DataFrame) -> AuditQuality:
    """
    Tell how often each standard is met in audited cases, and how far two auditors agree.

    Args:
        audit_cases: The contract's `audit_cases`: one case against one standard by one auditor.

    Returns:
        `AuditQuality`. ``by_standard``: ``standard``, ``cases`` (with a yes or no), ``hidden``
        (fewer than 5 cases: figures blank), ``ratings``, ``not_applicable``, ``met``, ``share``
        (0 to 1) with ``low`` and ``high``, ``effective_n``, ``design_effect``; the last five are
        missing under 20 cases. ``agreement``: ``pairs``, ``agreed`` and ``disagreed`` on whether
        the standard is met, "not applicable" counted as an answer; ``met_pairs`` where both said
        yes or no, ``met_same`` of them, and kappa of those (unweighted, two values); for the
        six-point quality the pairs, the same, those within one point, and quadratic weighted
        kappa; kappas need 20 pairs.

    Raises:
        MethodInputError: A column is missing.

    Source: Cochran, Sampling techniques, for the clustered interval; `agreement.weighted_kappa`.
    """
    require_columns(audit_cases.columns, _NEEDED, doing="judging audited cases")
    standards = [_standard_row(name, cases) for name, cases in groups(audit_cases, "standard")]
    standards += [_standard_row(ALL_STANDARDS, cases) for _, cases in groups(audit_cases, None)]
    pairs = _pairs(audit_cases)
    agreement = [_agreement_row(name, each) for name, each in groups(pairs, "standard")]
    agreement += [_agreement_row(ALL_STANDARDS, each) for _, each in groups(pairs, None)]
    return AuditQuality(
        pd.DataFrame(standards, columns=_STANDARD_COLUMNS),
        pd.DataFrame(agreement, columns=_AGREEMENT_COLUMNS),
        METHOD,
        ("Audited cases are chosen by the auditors; the interval treats them as drawn by chance.",
         "Where two auditors rated a case both ratings count, and the case once in the interval.",
         "Kappa over all standards treats a case's standards as unrelated: its interval is too "
         "narrow.",
         "Kappa is low where nearly all ratings are alike, even if auditors mostly agree: read it "
         "with the counts.", SMALL_CELLS),
    )  # fmt: skip


def shown_standards(audit_cases: pd.DataFrame) -> pd.DataFrame:
    """
    Judge audited cases as `audit_quality` does, without the standards that few cases met or missed.

    Row: one standard, as ``by_standard`` of `audit_quality`; one that from 1 to 4 cases met, or
    missed, is ``hidden`` and its figures are missing: a share and its base would give the few
    children away. The last row is ``all standards`` only where two or more are hidden and together
    are not few either; else less the shown ones would give the hidden one back, so it is
    ``the standards shown`` and leaves the hidden ones out.

    Raises:
        MethodInputError: A column is missing.

    Source: docs/decisions/0003.
    """
    needed = ["case_key", "standard", "met"]
    require_columns(audit_cases.columns, needed, doing="hiding standards of few cases")
    rated = audit_cases[audit_cases["met"].isin(["yes", "no"])].drop_duplicates(needed)
    few = disclosure.told_by_few(rated, "standard", "met")
    kept = audit_quality(audit_cases[~audit_cases["standard"].isin(few)]).by_standard
    hidden = pd.DataFrame({"standard": sorted(few), "hidden": True})
    total = _total(audit_cases, kept, rated[rated["standard"].isin(few)])
    parts = [each for each in (kept.iloc[:-1], hidden, total) if len(each)]
    return pd.concat(parts, ignore_index=True).reindex(columns=kept.columns) if parts else kept


def _total(audit_cases: pd.DataFrame, kept: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Row: all standards, or those shown where the rest could be worked back from all."""
    if hidden.empty:
        return kept.iloc[-1:]
    together = disclosure.told_by_few(hidden.assign(standard=ALL_STANDARDS), "standard", "met")
    if hidden["standard"].nunique() > 1 and not together:
        return audit_quality(audit_cases).by_standard.iloc[-1:]
    return kept.iloc[-1:].assign(standard=STANDARDS_SHOWN)


def standard_estimates(by_standard: pd.DataFrame) -> pd.DataFrame:
    """
    Lay the shares of an audit out for a dot plot, the standard met least first.

    Row: one standard that has a share, the row of all (or of those shown) last and highlighted.

    Returns:
        ``label``, ``estimate``, ``low``, ``high`` (whole percent), ``highlighted``.
    """
    shown = by_standard[by_standard["share"].notna()]
    estimates = pd.DataFrame(
        {
            "label": shown["standard"].str.capitalize(),
            **{
                name: (100 * shown[column].astype("float64")).round(0)
                for name, column in (("estimate", "share"), ("low", "low"), ("high", "high"))
            },
            "highlighted": shown["standard"].isin([ALL_STANDARDS, STANDARDS_SHOWN]),
        }
    )
    return estimates.sort_values(["highlighted", "estimate"], kind="stable").reset_index(drop=True)

"""What audits of cases found, and whether two auditors saw the same."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure, practice
from evidence_lib.answers.answer import Answer, no_table, noted, where_any
from evidence_lib.answers.chart_titles import audit_title
from evidence_lib.answers.following import Block
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.answers.share_cells import marker_note
from evidence_lib.disclosure import notes, share_of
from evidence_lib.english import counted, interval, listed, percent_interval, verb
from evidence_lib.evidence import Evidence
from evidence_lib.show import AccessibleTable, Finding, Missing, Sentence, charts, table


@from_tables("audit_cases")
def audits(review: Evidence) -> Answer:
    """Say how often each standard was met in audited cases, and whether two auditors agree."""
    cases = review.tables["audit_cases"]
    if cases.empty:
        return no_table("audit_cases")
    standards = practice.shown_standards(cases)
    found = practice.audit_quality(_of_standards_shown(cases, standards))
    agreement = _named_total(found.agreement, standards)
    return Answer.of(
        _standards(standards),
        audit_clustering(standards),
        auditors_agree(agreement),
        where_any(auditors_table, agreement),
        noted(found.caveats),
        standards=standards,
        auditors=agreement,
    )


def _of_standards_shown(cases: pd.DataFrame, standards: pd.DataFrame) -> pd.DataFrame:
    """Leave out the standards that are hidden: what two auditors found in them tells of them."""
    hidden = standards.loc[standards["hidden"].astype(bool), "standard"]
    return cases[~cases["standard"].isin(hidden)]


def _named_total(agreement: pd.DataFrame, standards: pd.DataFrame) -> pd.DataFrame:
    """Call the last row by what it holds. Row: one standard of those two auditors rated."""
    if not standards["hidden"].astype(bool).any():
        return agreement
    total = {practice.ALL_STANDARDS: practice.STANDARDS_SHOWN}
    return agreement.assign(standard=agreement["standard"].replace(total))


def _standards(standards: pd.DataFrame) -> Block:
    estimates = practice.standard_estimates(standards)
    if estimates.empty:
        return audit_found(standards)
    return charts.show(
        charts.interval_dots,
        estimates,
        measure="Standard met, % of ratings",
        name="audit",
        title=audit_title(standards),
        subtitle="Standard met, % of ratings, with 95% intervals",
        finding=audit_found(standards),
        table=audit_table(standards),
    )


def audit_found(by_standard: pd.DataFrame) -> Finding:
    """Say how often standards are met and which least; rows as ``by_standard`` of the audit."""
    whole = by_standard.iloc[-1]
    if whole["hidden"]:
        return Finding("Too few cases were audited, or met or missed a standard, to show any.")
    if pd.isna(whole["share"]):
        cases = int(whole["cases"])
        return Finding(
            f"{counted(cases, 'case')} {verb(cases, 'was', 'were')} audited, too few for a "
            "percentage."
        )
    standards = by_standard.iloc[:-1].dropna(subset=["share"])
    ordered = standards.sort_values("share", kind="stable")
    least = "" if ordered.empty else _least(ordered.iloc[0])
    hidden = by_standard.loc[by_standard["hidden"].astype(bool), "standard"]
    left_out = hidden if whole["standard"] == practice.STANDARDS_SHOWN else hidden.iloc[:0]
    which = "standards shown" if len(left_out) else "standards"
    return Finding(
        f"The {which} were met in {_met(whole)} of {counted(int(whole['cases']), 'case')}."
        f"{least}{_left_out(left_out)}"
    )


def _left_out(hidden: pd.Series[str]) -> str:
    """Say which standards the share leaves out; nothing where it leaves out none."""
    if hidden.empty:
        return ""
    named = listed([f"“{each}”" for each in hidden])
    few = verb(len(hidden), "it", "each")
    return (
        f" The share leaves out {named}: few cases met {few} or few missed {few}, and with it the "
        "number could be worked back. So it is no share of all standards, and may be too high or "
        "too low."
    )


def _least(row: pd.Series) -> str:
    return f" Least often: “{row['standard']}”, in {_met(row)}."


def _met(row: pd.Series) -> str:
    return (
        f"{100 * row['share']:.0f}% "
        f"({percent_interval(100 * row['low'], 100 * row['high'])}) of {row['ratings']:.0f} ratings"
    )


def audit_clustering(by_standard: pd.DataFrame) -> Sentence | None:
    """Say what ratings of the same case do to the interval; nothing where there is no interval."""
    whole = by_standard.iloc[-1] if len(by_standard) else pd.Series({"effective_n": float("nan")})
    if pd.isna(whole["effective_n"]):
        return None
    return Sentence(
        f"Several ratings belong to one case and tend to be alike, so {whole['ratings']:.0f} "
        f"ratings tell about as much as {whole['effective_n']:.0f} unrelated ones; the intervals "
        "allow for that."
    )


def auditors_agree(agreement: pd.DataFrame) -> Sentence:
    """Say how far two auditors see the same; rows as ``agreement`` of the audit."""
    whole = agreement.iloc[-1] if len(agreement) else None
    if whole is None or whole["hidden"]:
        return Missing(
            "Too few cases were rated by two auditors. Why it matters: another auditor might see "
            "the same case differently. How to supply it: let a second auditor rate some of them, "
            "and add a row for each rating to audit_cases.csv."
        )
    return Sentence(f"{_met_agreed(whole)}{_grades_agreed(whole)}")


def _met_agreed(row: pd.Series) -> str:
    same = share_of(int(row["met_same"]), int(row["met_pairs"]))
    return (
        f"Two auditors, separately, agreed on whether the standard was met in {same} "
        f"{_ratings(row['met_pairs'])} to which both said yes or no{_kappa(row, 'met', 'kappa')}."
    )


def _grades_agreed(row: pd.Series) -> str:
    if not row["quality_pairs"]:
        return ""
    same = share_of(int(row["quality_same"]), int(row["quality_pairs"]))
    return (
        f" They gave the same grade of one to six in {same} {_ratings(row['quality_pairs'])} that "
        f"both graded, and were within one grade in {row['quality_within_one']:.0f}"
        f"{_kappa(row, 'quality', 'quadratic weighted kappa')}."
    )


def _ratings(number: float) -> str:
    return verb(int(number), "rating", "ratings")


def _kappa(row: pd.Series, name: str, called: str) -> str:
    """Give kappa with its interval; nothing where it cannot be worked out."""
    value, low, high = (row[f"{name}_{part}"] for part in ("kappa", "kappa_low", "kappa_high"))
    if pd.isna(value):
        return ""
    return f"; {called} {value:.2f} ({interval(low, high)})"


def _capitalised(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(standard=rows["standard"].str.capitalize())


def audit_table(by_standard: pd.DataFrame) -> AccessibleTable:
    """
    Show how often each standard was met in audited cases.

    Row: one standard, as ``by_standard`` of `practice.audit_quality`.
    """
    percent = {f"{name}_pct": 100 * by_standard[name] for name in ("share", "low", "high")}
    standards = _capitalised(by_standard.assign(**percent))
    return table(
        disclosure.mark_hidden(standards, ["cases", "ratings", *percent]),
        {"standard": "Standard", "cases": "Cases", "ratings": "Ratings",
         "share_pct": "Met (% of ratings)", "low_pct": "95% interval, from",
         "high_pct": "95% interval, to"},
        name="audit",
        caption="Standards met in audited cases",
        decimals={"cases": 0, "ratings": 0, **dict.fromkeys(percent, 0)},
        notes=("Wilson interval on the effective number of ratings: a case rated twice counts "
               f"once. {notes.PERCENT_CASES}",
               *marker_note(by_standard)),
    )  # fmt: skip


def auditors_table(agreement: pd.DataFrame) -> AccessibleTable:
    """
    Show how far two auditors saw the same in the same cases.

    Row: one standard, as ``agreement`` of `practice.audit_quality`.
    """
    columns = ["pairs", "agreed", "quality_pairs", "quality_same", "quality_within_one"]
    return table(
        disclosure.mark_hidden(_capitalised(agreement), columns),
        {"standard": "Standard", "pairs": "Rated twice", "agreed": "Same answer",
         "quality_pairs": "Graded twice", "quality_same": "Same grade (1 to 6)",
         "quality_within_one": "Within one grade"},
        name="auditors",
        caption="What two auditors found in the same cases",
        decimals=dict.fromkeys(columns, 0),
        notes=marker_note(agreement),
    )  # fmt: skip

"""Sentences about confidence, extent and judgement: indicative, with what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd

from evidence_lib import terms
from evidence_lib.wording.blocks import Caveat, Finding, Html, Missing, Sentence, cards
from evidence_lib.wording.evidence import counted, listed


def confidence_found(confidence: pd.DataFrame) -> Finding:
    """Say how well each part of an area is evidenced; rows as `evidence_confidence` gives."""
    if confidence.empty:
        return Finding("There is no evidence to have confidence in.")
    parts = [
        f"{terms.in_words(row['component'])}, {terms.in_words(row['confidence'])}"
        for row in confidence.to_dict("records")
    ]
    return Finding(f"Confidence in the evidence: {'; '.join(parts)}.")


def extent_found(levels: pd.DataFrame) -> Finding:
    """Say the indicative extent of each part; rows as `indicative_progress` gives."""
    parts = [
        f"{terms.in_words(row['component'])}, {row['word']}{_of_four(row['level'])}"
        for row in levels.to_dict("records")
    ]
    return Finding(f"Indicative extent of progress: {'; '.join(parts)}.")


def _of_four(level: Any) -> str:
    return "" if pd.isna(level) else f" (level {int(level)} of 4)"


def only_indicative(version: str) -> Caveat:
    """Say that rules gave the extent and a person judges."""
    return Caveat(
        f"Read with care: this is what version {version} of the rules makes of the coded "
        "evidence. It is indicative and no grade: a person judges, with a reason. The thresholds "
        "were set with one published review in view, so its agreement with them proves nothing."
    )


def triangulation_found(triangulated: pd.DataFrame) -> Finding:
    """Say how many questions independent voices agree on; rows as `strands.triangulation`."""
    found = triangulated["triangulation"].value_counts(sort=False)
    parts = [f"{count} {terms.in_words(str(name))}" for name, count in found.items()]
    return Finding(f"Of {counted(len(triangulated), 'criterion', 'criteria')}: {listed(parts)}.")


def fragile_found(fragile: pd.DataFrame) -> Sentence:
    """Say what a single thing left out would change; rows as `judgement.fragility` gives."""
    if fragile.empty:
        return Sentence("No single item, collection, source or strand, left out, changes this.")
    single = fragile[fragile["left_out"].eq("item")]
    names = list(dict.fromkeys(single["name"]))
    one = f" Single items that would: {listed(names)}." if names else ""
    return Sentence(
        f"{counted(len(fragile), 'single thing')}, left out, would change the extent or the "
        f"confidence.{one}"
    )


def language_found(warnings: pd.DataFrame) -> Sentence:
    """Say where the report's own words stand for different levels; rows as `language_warnings`."""
    if warnings.empty:
        return Sentence("No two progress words used here stand for different levels.")
    return Sentence(" ".join(str(each) for each in warnings["in_words"]))


def recorded(judgements: pd.DataFrame, *, torn: object) -> Sentence:
    """Say what judgements were recorded, or how to record one; rows as `judgement.history`."""
    left_out = " A torn last line was found in the log and left out." if torn else ""
    if judgements.empty:
        return Missing(
            "No judgement has been recorded here. Why it matters: an indicative extent "
            "is no judgement. How to supply it: call judgement.record with a level, a confidence "
            f"and a reason; it is written to judgements.jsonl and never overwritten.{left_out}"
        )
    final = int(judgements["stage"].eq("final").sum())
    return Sentence(
        f"{counted(len(judgements), 'judgement')} recorded, {final} of them final.{left_out}"
    )


def next_found(gaps: pd.DataFrame) -> Finding:
    """Say what to look at first; rows as `strands.gaps` gives."""
    if gaps.empty:
        return Finding("Nothing in the evidence asks for another look.")
    first = gaps.iloc[0]
    return Finding(
        f"{counted(len(gaps), 'gap')} in the evidence. First: {first['about']}. {first['do']}"
    )


def claims_verified(verified: pd.DataFrame) -> Finding:
    """Say how many claims the evidence bears out; rows as `strands.claims_verified` gives."""
    found = verified["verdict"].value_counts(sort=False)
    parts = [f"{count} {terms.in_words(str(name))}" for name, count in found.items()]
    gap = verified["optimism_gap"].dropna()
    rosy = int(gap.gt(0).sum())
    said = (
        f" {rosy} of {len(gap)} give themselves a higher level than the rules do."
        if len(gap)
        else ""
    )
    return Finding(f"Of {counted(len(verified), 'claim')}: {listed(parts)}.{said}")


def accuracy_found(followed: pd.DataFrame) -> Finding:
    """Say what became of the partnership's comments; rows as `judgement.accuracy_round`."""
    found = followed["state"].value_counts(sort=False)
    parts = [f"{count} {terms.in_words(str(name))}" for name, count in found.items()]
    return Finding(f"{counted(len(followed), 'comment')} on factual accuracy: {listed(parts)}.")


def judged_cards(areas: pd.DataFrame, summary: pd.DataFrame, words: Mapping[str, str]) -> Html:
    """
    Show a card for each area: the report's words, the indicative extent, the confidence.

    Row: one improvement area; *summary* is of `judgement_table`, *words* the words by area.
    """
    rows = [
        {
            "href": f"area-{area}.html",
            "title": f"Area {area}: {title}",
            "text": "\n".join(
                [words.get(area, ""), *map(_part, _records(summary[summary["area"].eq(area)]))]
            ),
        }
        for area, title in zip(areas["area"], areas["title"], strict=True)
    ]
    return cards(pd.DataFrame(rows))


def _records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")


def _part(row: Mapping[Any, Any]) -> str:
    level = row["indicative_level"]
    extent = f"level {level} of 4" if str(level).isdigit() else str(level)
    return (
        f"{terms.in_words(row['component']).capitalize()}: indicatively {extent}, confidence "
        f"{terms.in_words(row['confidence'])}."
    )


def words_by_area(statements: pd.DataFrame) -> dict[str, str]:
    """Gather the report's progress words by area, each once, as a line for a card."""
    quoted = statements.assign(words=[f"“{str(each).rstrip('.')}”" for each in statements["words"]])
    return {
        str(area): f"The report’s words: {listed(list(dict.fromkeys(words)))}."
        for area, words in quoted.groupby("area")["words"]
    }


def dates_conflict(conflicts: pd.DataFrame) -> Caveat | None:
    """Say which facts sources date differently; rows as `reconcile.conflicting_dates` gives."""
    if conflicts.empty:
        return None
    said = [
        f"“{row['label']}” is dated {row['date']} by {terms.in_words(row['source_id'])} and "
        f"{row['other_date']} by {terms.in_words(row['other_source_id'])}"
        for row in _records(conflicts)
    ]
    return Caveat(f"Read with care, sources disagree: {'; '.join(said)}.")


def spin_found(gap: pd.DataFrame) -> Caveat | None:
    """Say which claims stand above the inspectors' word; rows of `judgement.claimed_and_found`."""
    if gap.empty:
        return None
    said = [
        f"area {row['area']}: “{row['claimed_word']}” claimed, “{row['found_word']}” found"
        for row in _records(gap)
    ]
    return Caveat(
        f"Read with care, what was claimed stands above what was found: {'; '.join(said)}."
    )


def leaders_beside_frontline(compared: pd.DataFrame) -> Sentence | None:
    """Say whether leaders and the front line say the same; rows as `leaders_and_frontline`."""
    if compared.empty:
        return None
    return Sentence(" ".join(dict.fromkeys(str(words) for words in compared["in_words"])))


def self_report(counts: pd.DataFrame) -> Sentence | None:
    """Say how much is the partnership's own account; rows as `judgement.attributions` gives."""
    items, own = int(counts["items"].sum()), int(counts["self_report"].sum())
    if not items:
        return None
    return Sentence(
        f"{own} of {counted(items, 'assertion')} are the partnership's own account: reported by "
        "leaders or staff, or from its data."
    )


def hedges_found(hedged: pd.DataFrame) -> Sentence | None:
    """Say how many statements are held back by a hedge; rows as `judgement.hedges` gives."""
    many, sentences = int(hedged["hedged"].sum()), int(hedged["sentences"].sum())
    if not sentences:
        return None
    return Sentence(f"{many} of {counted(sentences, 'statement')} on progress are hedged.")


def words_and_rules(beside: pd.DataFrame) -> Finding:
    """Say where words and rules part; rows as `judgement.words_beside_levels` gives."""
    compared = beside[beside["agrees"].notna()]
    differ = compared[~compared["agrees"].astype(bool)]
    if compared.empty:
        return Finding("There are no progress words and extents to set beside each other.")
    if differ.empty:
        return Finding(
            "The indicative extents lie within what the inspectors' own words stand for."
        )
    parts = [
        f"{terms.in_words(row['component'])} of area {row['area']}" for row in _records(differ)
    ]
    return Finding(f"Words and rules part on {listed(parts)}; the table says why.")


class Raters(Protocol):
    """What `judgement.agreement_between_raters` returns."""

    pairs: pd.DataFrame
    disagreements: pd.DataFrame
    context: str


def raters_agree(agreed: Raters) -> Sentence | None:
    """Say how far people who rated apart agree; nothing where fewer than two rated."""
    if agreed.pairs.empty:
        return None
    said = " ".join(str(words) for words in agreed.pairs["in_words"])
    return Sentence(
        f"{said} {counted(len(agreed.disagreements), 'part')} rated differently. {agreed.context}"
    )

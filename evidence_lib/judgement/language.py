"""Words of progress and of quantity in a text, each set against its anchor."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import pandas as pd

from evidence_lib import disclosure, terms

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"“‘(]?[A-Z0-9])")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?(?:%|per cent)", flags=re.IGNORECASE)


def progress_words() -> dict[str, Any]:
    """Read the words of progress with their levels, and the hedges."""
    shipped = files("evidence_lib").joinpath("reference", "progress_words.toml")
    return tomllib.loads(shipped.read_text(encoding="utf-8"))


def words_against_anchors(texts: pd.DataFrame, scale: Mapping[str, Any]) -> pd.DataFrame:
    """
    Find each word of progress or quantity, and say what it stands for.

    A percentage in the same sentence as one quantity word is set against it.

    Row: one word found, in the order of the texts.

    Args:
        texts: ``area`` and ``words`` (the text), and ``component`` and ``location`` where known:
            rows of ``progress_statements``, or paragraphs of a draft.
        scale: The review's ``progress_scale``.

    Returns:
        ``area``, ``component``, ``location``, ``sentence``, ``kind`` (progress or quantity),
        ``word`` (as written), ``level`` (progress: 0 to 4), ``anchor`` (what it stands for),
        ``agrees`` (quantity: whether the percentage fits; missing without one).

    Source:
        `reference/progress_words.toml`: the levels are this project's reading;
        `reference/quantifier_bands.toml`.
    """
    anchors = {each["level"]: f"{each['word']}: {each['anchor']}" for each in scale["levels"]}
    known, bands = progress_words(), disclosure.quantifier_bands()["bands"]
    rows = [
        where | {"sentence": sentence} | found
        for where, sentence in _sentences(texts)
        for found in [*_progress(sentence, known, anchors), *_quantities(sentence, bands)]
    ]
    columns = ["area", "component", "location", "sentence", "kind", "word", "level", "anchor",
               "agrees"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype({"level": "Int64", "agrees": "boolean"})


def language_warnings(words: pd.DataFrame) -> pd.DataFrame:
    """
    Warn where two words of different level describe one area, or a word misses its figure.

    Row: one warning, by area. Components are kept apart; words without one stand by themselves.

    Args:
        words: Rows of `words_against_anchors`.

    Returns:
        ``area``, ``component``, ``warning`` (different_levels or quantity), ``in_words``.
    """
    rows = []
    of_progress = words[words["kind"].eq("progress")]
    for (area, component), group in of_progress.groupby(["area", "component"], dropna=False):
        used = group.assign(word=group["word"].str.casefold()).drop_duplicates(["word", "level"])
        used = used.sort_values("level", kind="stable")
        if used["level"].nunique() > 1:
            said = [f"“{word}” ({level})" for word, level in
                    zip(used["word"], used["level"], strict=True)]  # fmt: skip
            text = f"Words of different level describe it: {', '.join(said)}."
            rows.append((area, component, "different_levels", text))
    for row in words[words["agrees"].eq(False).fillna(False)].itertuples():
        text = f"“{row.word}” stands for {row.anchor}, and the sentence gives another figure."
        rows.append((row.area, row.component, "quantity", text))
    found = pd.DataFrame(rows, columns=["area", "component", "warning", "in_words"])
    return found.sort_values("area", kind="stable").reset_index(drop=True)


def hedges(texts: pd.DataFrame) -> pd.DataFrame:
    """
    Count sentences that are held back by a hedge.

    Row: one area, in order of appearance.

    Returns:
        ``area``, ``sentences``, ``hedged``, ``hedges`` (the words, as written, with counts).
    """
    stems = progress_words()["hedges"]
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})\w*", flags=re.IGNORECASE)
    found = [
        (where["area"], [each.casefold() for each in pattern.findall(sentence)])
        for where, sentence in _sentences(texts)
    ]
    by_sentence = pd.DataFrame(found, columns=["area", "found"])
    rows = []
    for area, group in by_sentence.groupby("area", sort=False):
        counts = pd.Series([word for each in group["found"] for word in each], dtype="str")
        named = [f"{word} {count}" for word, count in sorted(counts.value_counts().items())]
        hedged = int(group["found"].map(bool).sum())
        rows.append((area, len(group), hedged, ", ".join(named)))
    return pd.DataFrame(rows, columns=["area", "sentences", "hedged", "hedges"])


def attributions(items: pd.DataFrame) -> pd.DataFrame:
    """
    Count who says it, so that a reader sees how much is self-report.

    Row: one area, in order.

    Returns:
        ``area``, ``items``, a column for each attribution of `terms.ATTRIBUTIONS` (assertions),
        ``self_report`` (reported by leaders, reported by staff, or the partnership's data) and
        ``self_report_share`` (0 to 1; missing under a base of 20).
    """
    counts = pd.crosstab(items["area"], items["attribution"])
    counts = counts.reindex(columns=list(terms.ATTRIBUTIONS), fill_value=0)
    counts.columns.name = None
    own = counts[["reported_by_leaders", "reported_by_staff", "partnership_data"]].sum(axis=1)
    total = counts.sum(axis=1)
    share = (own / total).where(disclosure.percents_may_show(total))
    counts = counts.assign(self_report=own, self_report_share=share)
    counts.insert(0, "items", total)
    return counts.reset_index()


def _sentences(texts: pd.DataFrame) -> Iterator[tuple[dict[str, Any], str]]:
    for row in texts.to_dict("records"):
        where = {name: row.get(name) for name in ("area", "component", "location")}
        for sentence in _SENTENCE.split(str(row["words"]).strip()):
            yield where, sentence


def _progress(
    sentence: str, known: Mapping[str, Any], anchors: Mapping[int, str]
) -> Iterator[dict[str, Any]]:
    company = "|".join(map(re.escape, known["with"]))
    accompanied = re.search(rf"\b(?:{company})", sentence, flags=re.IGNORECASE)
    left = sentence
    for word in sorted(known["words"], key=lambda each: -len(each["stem"])):
        beside = rf"(?=\s+(?:\w+\s+)?(?:{company}))" if word.get("next_to") else ""
        if word["needs_with"] and not accompanied:
            continue
        pattern = re.compile(rf"\b{re.escape(word['stem'])}\w*{beside}", flags=re.IGNORECASE)
        for found in pattern.findall(left):
            yield {"kind": "progress", "word": found, "level": word["level"],
                   "anchor": anchors.get(word["level"], ""), "agrees": None}  # fmt: skip
        left = pattern.sub(" ", left)


def _quantities(sentence: str, bands: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    percents = [float(each) for each in _PERCENT.findall(sentence)]
    left, found = sentence, []
    for place, band in sorted(enumerate(bands), key=lambda each: -len(each[1]["words"])):
        pattern = re.compile(rf"\b{re.escape(band['words'])}\b", flags=re.IGNORECASE)
        found += [(place, word) for word in pattern.findall(left)]
        left = pattern.sub(" ", left)
    for place, word in found:
        low, high = _bounds(bands, place)
        alone = len(found) == 1 and len(percents) == 1
        agrees = _fits(percents[0], bands, place) if alone else None
        yield {"kind": "quantity", "word": word, "level": None,
               "anchor": f"{low:g}% to {high:g}%", "agrees": agrees}  # fmt: skip


def _bounds(bands: list[dict[str, Any]], place: int) -> tuple[float, float]:
    low = bands[place].get("from_pct", bands[place].get("above_pct", 0))
    above = bands[place - 1] if place else {}
    return float(low), float(above.get("from_pct", above.get("above_pct", 100)))


def _fits(percent: float, bands: list[dict[str, Any]], place: int) -> bool:
    reached = [
        percent > band["above_pct"] if "above_pct" in band else percent >= band["from_pct"]
        for band in bands
    ]
    return reached.index(True) == place

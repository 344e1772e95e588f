"""The first screen of a pack: one short row an area, which leads to its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.extent import judged, judged_parts, words_of
from evidence_lib.answers.findings import still_to_do
from evidence_lib.answers.headlines import in_quotation_marks, leading
from evidence_lib.answers.key_figure import short_figure
from evidence_lib.answers.named_sources import rules_below
from evidence_lib.answers.then_and_now import parts_of
from evidence_lib.english import capital, counted, one_way
from evidence_lib.evidence import Evidence
from evidence_lib.judgement import NOT_ASSESSABLE_CONFIDENCE
from evidence_lib.show.blocks import Sentence
from evidence_lib.show.sheets import Cell, Link, text_table

COLUMNS = ("Area", "Judgement", "How sure", "The figure", "Still to do")
NOT_TOLD = "cannot be told"
SUMMARY_WORDS = 6
"""The inspectors' words are quoted here up to this many: longer ones stand on the area's page."""


def at_a_glance(review: Evidence) -> Answer:
    """
    Say of each area what was judged, how sure one can be, its one figure and what is still to do.

    Row: one improvement area.
    """
    parts, judgements = parts_of(review), judged(review)
    words = words_of(review.progress_scale)
    rows = [_row(review, row, parts, judgements, words) for row in review.areas.to_dict("records")]
    levels = ", ".join(words[level] for level in sorted(words))
    return Answer.of(
        text_table("at-a-glance", "Area by area", COLUMNS, rows),
        rules_below(review),
        Sentence(f"Progress is put at one of {len(words)} levels, lowest first: {levels}."),
    )


def _row(
    review: Evidence,
    area: Mapping[Any, Any],
    parts: pd.DataFrame,
    judgements: pd.DataFrame,
    words: Mapping[int, str],
) -> list[Cell]:
    number = area["area"]
    own = parts[parts["area"].eq(number)].to_dict("records")
    by_part = judged_parts(judgements, number)
    return [
        Link(f"{number}. {area['title']}", f"area-{number}.html"),
        _judged(by_part, words) if by_part else _open(review, number, own, words),
        _sure(by_part.values() if by_part else own),
        one_way(short_figure(review.area(number))) or "none was named",
        _to_do(review, number),
    ]


def _judged(by_part: Mapping[str, Mapping[Any, Any]], words: Mapping[int, str]) -> str:
    """Say what was judged of each part of an area, and at which stage."""
    said = [
        f"{capital(terms.part_words(part))}: {_level(row['level'], row['level'], words)} "
        f"({row['stage']})"
        for part, row in by_part.items()
    ]
    return f"{'; '.join(said)}."


def _open(
    review: Evidence, number: str, parts: list[dict[Any, Any]], words: Mapping[int, str]
) -> str:
    """Say that nobody has judged yet, what the inspectors wrote, and what the evidence leaves."""
    statements = review.tables["progress_statements"]
    own = leading(statements[statements["area"].eq(number)])["words"]
    short = [each for each in own if len(str(each).split()) <= SUMMARY_WORDS]
    quoted = "; ".join(map(in_quotation_marks, short))
    wrote = f" The inspectors wrote {quoted}." if quoted else ""
    ranges = [
        f"{terms.part_words(row['component'])}: {_level(row['low'], row['high'], words)}"
        for row in parts
    ]
    return f"None yet.{wrote} Evidence: {'; '.join(ranges)}."


def _level(low: Any, high: Any, words: Mapping[int, str]) -> str:
    if pd.isna(low):
        return "not assessable"
    return words[int(low)] if low == high else f"{words[int(low)]} to {words[int(high)]}"


def _sure(rows: Any) -> str:
    """Say how sure one can be of each part; once where it is the same of all."""
    said = {terms.part_words(row["component"]): _confidence(row["confidence"]) for row in rows}
    if len(set(said.values())) == 1:
        return capital(next(iter(said.values())))
    return capital("; ".join(f"{part}: {sure}" for part, sure in said.items()))


def _confidence(word: str) -> str:
    return NOT_TOLD if word == NOT_ASSESSABLE_CONFIDENCE else terms.in_words(word)


def _to_do(review: Evidence, number: str) -> str:
    follow_up = review.tables["follow_up"]
    to_do = still_to_do(follow_up[follow_up["area"].eq(number)])
    return counted(len(to_do), "thing") if len(to_do) else "nothing named"

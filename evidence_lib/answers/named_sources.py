"""Where the charts, tables and sentences of an answer come from, by the rows that it used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import pandas as pd

from evidence_lib.answers.answer import Answer
from evidence_lib.answers.following import Bare, bare, has_to_lead, put_back
from evidence_lib.answers.weighing import assessed
from evidence_lib.english import one_way
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import NOWHERE, AccessibleTable, Html, Sentence, lead
from evidence_lib.show.charts import Exhibit
from evidence_lib.show.source_lines import NamedSource, below, rules_line, source_line

Given = ParamSpec("Given")
Whole = TypeVar("Whole", Area, Evidence)

LISTED = "#table-evidence_items"
"""Where a page lists the evidence that our own rules were put to."""
TO_EVIDENCE = lead(LISTED, "Evidence", "the evidence listed, each with its source")


def from_tables(
    *names: str,
) -> Callable[
    [Callable[Concatenate[Whole, Given], Answer]], Callable[Concatenate[Whole, Given], Answer]
]:
    """
    Name the sources of some tables of the evidence below what an answer shows.

    What an answer has named itself stays as it is named.
    """

    def sourcing(
        make: Callable[Concatenate[Whole, Given], Answer],
    ) -> Callable[Concatenate[Whole, Given], Answer]:
        @wraps(make)
        def sourced_answer(of: Whole, /, *args: Given.args, **given: Given.kwargs) -> Answer:
            answer = make(of, *args, **given)
            return sourced(answer, _review(of), *(of.tables[name] for name in names))

        return sourced_answer

    return sourcing


def from_rules(
    make: Callable[Concatenate[Whole, Given], Answer],
) -> Callable[Concatenate[Whole, Given], Answer]:
    """Name our own rules below what an answer shows, and the evidence that they were put to."""

    @wraps(make)
    def ruled_answer(of: Whole, /, *args: Given.args, **given: Given.kwargs) -> Answer:
        return by_rules(make(of, *args, **given), _review(of))

    return ruled_answer


def from_indicators(
    make: Callable[Concatenate[Area, Given], Answer],
) -> Callable[Concatenate[Area, Given], Answer]:
    """Name the sources of the values of the indicators that an answer is first asked for."""

    @wraps(make)
    def sourced_answer(area: Area, /, *args: Given.args, **given: Given.kwargs) -> Answer:
        answer = make(area, *args, **given)
        asked = args[0] if args else ""
        ids = [asked] if isinstance(asked, str) else [str(each) for each in _each(asked)]
        return sourced(answer, area.review, values_of(area, ids))

    return sourced_answer


def _each(asked: object) -> Iterable[object]:
    return asked if isinstance(asked, Iterable) else ()


def values_of(area: Area, indicator_ids: Iterable[str]) -> pd.DataFrame:
    """Choose the values of some indicators, by their ids or what these begin with. Row: a value."""
    values = area.review.tables["indicator_values"]
    return values[values["indicator_id"].str.startswith(tuple(indicator_ids))]


def _review(of: Area | Evidence) -> Evidence:
    return of.review if isinstance(of, Area) else of


def sourced(answer: Answer, review: Evidence, *rows: pd.DataFrame) -> Answer:
    """
    Name the sources of *rows* below each chart and table that names none, and lead to the first.

    Row: one row of any table with a ``source_id``; a row that hides its source has none.
    """
    named = named_sources(review, *rows)
    if not named:
        return answer
    first = lead_to_source(named[0])
    return _completed(answer, source_line(named), first)


def by_rules(answer: Answer, review: Evidence) -> Answer:
    """Name our own rules as the source of what names none, and lead to the evidence listed."""
    line = rules_line(assessed(review).progress.rules_version)
    return _completed(answer, line, TO_EVIDENCE)


def rules_below(review: Evidence) -> Html:
    """Name our own rules below a table that is no part of the pack's data."""
    return below(rules_line(assessed(review).progress.rules_version))


def named_sources(review: Evidence, *rows: pd.DataFrame) -> list[NamedSource]:
    """Give the sources of some rows, in the order of the list of sources."""
    used = {str(each) for frame in rows for each in frame["source_id"].dropna()}
    sources = review.tables["sources"]
    return [
        NamedSource(str(row["source_id"]), one_way(str(row["title"])), _imprint(row))
        for _, row in sources[sources["source_id"].isin(used)].iterrows()
    ]


def _imprint(row: pd.Series) -> str:
    said = [row["publisher"], row["published_on"]]
    return ", ".join(one_way(str(each)) for each in said if isinstance(each, str))


def lead_to_source(source: NamedSource) -> Html:
    """Lead to a source in the list of sources."""
    return lead(f"#source-{source.source_id}", "Source", source.title)


def leading_to_sources(review: Evidence, *rows: pd.DataFrame) -> Html:
    """Lead to the first source of some rows; nowhere where none is named. Row: as `sourced`."""
    named = named_sources(review, *rows)
    return lead_to_source(named[0]) if named else NOWHERE


def _completed(answer: Answer, line: Html, there: Html) -> Answer:
    blocks = tuple(put_back(each, _complete(bare(each), line, there)) for each in answer.blocks)
    return replace(answer, blocks=blocks)


def _complete(block: Bare, line: Html, there: Html) -> Bare:
    if isinstance(block, Exhibit) and not block.source_html:
        return replace(block, source_html=line.html)
    if isinstance(block, AccessibleTable) and not block.source_html:
        return block.from_source(line)
    if isinstance(block, Sentence) and has_to_lead(block):
        return block.leading(there)
    return block

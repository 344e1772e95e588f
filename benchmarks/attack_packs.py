"""
The attack on whole pages: what a reader works back from all tables and sentences on one subject.

    python -m benchmarks.attack_packs [REVIEWS] [SEED]

Each review has made-up requests, plans, folders and decisions of a forum, from a dozen to some
thousands, in two to six localities. Its pages are made for two profiles and two days, a release
each. The reader sees words and tables only, as text: of each group the counts that are printed or
hidden, and of all the counts that the sentences say. He knows what adds up to what, that counts are
whole and that none is below nought, and he has every page of both releases.

*Small only* is the same reader's success where just the counts from 1 to 4 are hidden. A second
release that the ledger refuses is counted as refused, and its pages are seen by nobody.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.drawn_cases import drawn_cases
from evidence_lib import answers, disclosure, practice, terms, timeliness
from evidence_lib.answers import Answer
from evidence_lib.briefing import ledger
from evidence_lib.disclosure.attack import Known, worked_back
from evidence_lib.disclosure.linked_cells import Cell, tied_cells
from evidence_lib.disclosure.register import Sum
from evidence_lib.errors import MethodInputError
from evidence_lib.evidence import Area, Evidence
from evidence_lib.loaders import open_review
from evidence_lib.loaders.known import known_and_later

ROOT = Path(__file__).resolve().parents[1]
DAYS = (date(2017, 3, 1), date(2018, 5, 18))
NUMBER = r"\d[\d,]*"
SHARE = re.compile(rf"(\d+)% \(({NUMBER}) of ({NUMBER})")


def as_of(evidence: Evidence, tables: Mapping[str, pd.DataFrame], day: date, profile: str) -> Area:
    """Give the fourth area as it stood on a day, for one profile."""
    known, later = known_and_later({**evidence.tables, **tables}, day)
    facts = replace(evidence.facts, as_at=day)
    whole = replace(evidence, tables=known, later=later, facts=facts, profile=profile, kept={})
    return whole.area(4)


def pages(area: Area) -> list[Answer]:
    """Make what the page says of each subject."""
    return [
        answers.waits(area, criterion="right_help"), answers.child_plans(area),
        answers.shared_folders(area), answers.decisions(area),
    ]  # fmt: skip


@dataclass
class Reader:
    """What a reader has put together: the cells he has seen, hidden or shown, and their sums."""

    shown: dict[Cell, int | None]
    sums: dict[Sum, None]

    def sees(self, text: object, *words: tuple[str, str]) -> None:
        """Take in one count, or that it is hidden."""
        cell = frozenset(words)
        number = str(text).replace(",", "")
        known = int(number) if number.isdigit() else None
        if self.shown.get(cell) is None:
            self.shown[cell] = known

    def adds_up(self, whole: Words, *parts: Words) -> None:
        """Know that parts make a whole."""
        cells = [frozenset(each) for each in (whole, *parts)]
        for cell in cells:
            self.shown.setdefault(cell, None)
        self.sums[cells[0], frozenset(cells[1:])] = None


Words = tuple[tuple[str, str], ...]
Cells = tuple[Words, Words | None]

OLD: Words = (("age", "old"),)
WAITING: Words = (("now", "waiting"),)
SETTLED: Words = (("outcome", "settled"),)


def known(name: str) -> Cells:
    """Give what a share counts, and its base: those of whom it is known."""
    base: Words = ((name, "known"),)
    return (*base, (f"{name} is", "yes")), base


IN_TIME: Cells = ((*OLD, ("in time", "yes")), OLD)
AGREED: Cells = ((*SETTLED, ("agreed", "yes")), SETTLED)
PLANS = {
    "Child's views recorded": "views are recorded in",
    "Family's views recorded": "family's views in",
    "Reviewed at least once": "review or more in",
    "Better, of scores that changed": "since the start,",
}
FOLDERS = {
    "Created the same working day": "same working day:",
    "Both roles named": "lead professional:",
    "In use": "in use:",
}
COLUMNS: dict[str, dict[str, Cells]] = {
    "waits": {
        "Requests old enough": (OLD, None), "Still open": (WAITING, None),
        "Helped within 20 days": IN_TIME, "Requests": (WAITING, None),
    },
    "plans": {"Plans": ((), None), **{name: known(name) for name in PLANS}},
    "folders": {"Folders due": ((), None), **{name: known(name) for name in FOLDERS}},
    "decisions": {
        "Requests": ((), None), "Repeats": ((("repeat", "yes"),), None),
        "Agreed, of agreed or declined": AGREED,
    },
}  # fmt: skip
"""What each column counts and, of a share, its base: a reader's understanding of the headings."""

PART = rf"\d+% \(({NUMBER}) of ({NUMBER})"
WHOLES: dict[str, tuple[tuple[str, tuple[Words | None, ...]], ...]] = {
    "waits": (
        (rf"Of ({NUMBER}) requests", ((),)),
        (rf"within 20 days \(({NUMBER}) of ({NUMBER})", IN_TIME),
        (rf"({NUMBER}) requests still wait", (WAITING,)),
    ),
    "plans": (
        (rf"Of ({NUMBER}) plans", ((),)),
        *((f"{said} {PART}", known(name)) for name, said in PLANS.items()),
    ),
    "folders": (
        (rf"Of ({NUMBER}) folders due", ((),)),
        *((f"{said} {PART}", known(name)) for name, said in FOLDERS.items()),
    ),
    "decisions": (
        (rf"Of ({NUMBER}) requests to the forum", ((),)),
        (f"agreed or declined, {PART}", AGREED),
        (rf"same child: ({NUMBER})", ((("repeat", "yes"),),)),
    ),
}
"""What the sentences say of all."""

PASSING = {"now", "In use", "Both roles named", "Better, of scores that changed"}
"""What can fall from one day to the next, and is no part of a later count."""

SUBJECTS = ("waits", "plans", "folders", "decisions")


def read(reader: Reader, subject: str, answer: Answer, release: str) -> None:
    """Take in the tables and sentences of one subject."""
    told = f"{subject} {release}"
    own: Words = (("of", told),)
    text = " ".join(str(each) for each in answer.bare)
    for pattern, cells in WHOLES[subject]:
        for found in re.finditer(pattern, text):
            for number, words in zip(found.groups(), cells, strict=True):
                reader.sees(number, *own, *(words or ()))
    for table in answer.tables:
        rows = pd.read_csv(pd.io.common.StringIO(table.csv), dtype=str, keep_default_na=False)
        columns = {name: COLUMNS[subject][name] for name in rows if name in COLUMNS[subject]}
        if columns:
            read_table(reader, own, table.name, rows, columns)


def read_table(
    reader: Reader, own: Words, by: str, rows: pd.DataFrame,
    columns: Mapping[str, tuple[Words, Words | None]],
) -> None:  # fmt: skip
    """Take in one table: its cells, what they leave, and that they add up to all."""
    groups: dict[Words, list[Words]] = {}
    for row in rows.to_dict("records"):
        group = (("by", f"{by} {next(iter(row.values()))}"),)
        for name, (words, base) in columns.items():
            here = (*own, *group, *words)
            part = SHARE.search(row[name])
            reader.sees(part[2] if part else row[name], *here)
            groups.setdefault(words, []).append(here)
            if base is not None:
                whole = (*own, *group, *base)
                reader.sees(part[3] if part else terms.HIDDEN, *whole)
                reader.adds_up(whole, here, (*whole, ("rest of", str(words[-1]))))
                if whole not in groups.setdefault(base, []):
                    groups[base].append(whole)
    for words, parts in groups.items():
        rest = (*own, ("by", f"{by}, not recorded"), *words)
        reader.adds_up((*own, *words), *parts, rest)


def truth(area: Area) -> dict[str, dict[str, pd.DataFrame]]:
    """Reckon the true counts of each subject by group, the same groups as the page's."""
    names = ("service_requests", "child_plans", "shared_folders", "resource_decisions")
    asked, plans, folders, forum = (
        disclosure.merge_small_groups(area.review.tables[name], "locality") for name in names
    )
    day: dict[str, Any] = {"as_at": area.as_at, "blanked": False}
    waits = timeliness.request_summary(asked, as_at=area.as_at, standard_days=20)
    by = {} if waits is None else waits.by
    named = {"waits_by_locality": "locality", "waits_by_fifth": "simd_quintile"}
    return {
        "waits": {table: by[column] for table, column in named.items() if by},
        "plans": {"child_plans": practice.plan_quality(plans, by="locality", blanked=False)},
        "folders": {"shared_folders": practice.folder_quality(folders, by="locality", **day)},
        "decisions": {
            "decisions_by_fifth": practice.decision_equity(forum, by="simd_quintile", **day),
            "decisions_by_locality": practice.decision_equity(forum, by="locality", **day),
        },
    }


def attacked(reader: Reader) -> tuple[int, int, int]:
    """Count the hidden cells that were seen, those worked back and those known to be small."""
    linked = tied_cells(list(reader.shown), list(reader.sums))
    seen = [reader.shown[cell] for cell in linked.cells]
    known = Known(
        np.array([0.0 if each is None else float(each) for each in seen]),
        np.array([np.inf if each is None else float(each) for each in seen]),
    )
    hidden = np.array([place for place, cell in enumerate(linked.cells)
                       if seen[place] is None and guarded(cell)], dtype=np.intp)  # fmt: skip
    found = worked_back(linked.sums, known, hidden)
    exact = int(((found.least == found.most) & (found.most > 0) & (found.most < 5)).sum())
    small = int(((found.most < 5) & (found.most > 0)).sum())
    return len(hidden), exact, small


def guarded(cell: Cell) -> bool:
    """Say whether a cell is of a group: not what is left over, nor of all."""
    words = dict(cell)
    return "by" in words and not words["by"].endswith("not recorded")


def small_only(reader: Reader, true: Mapping[Cell, int]) -> Reader:
    """Give the reader a page where only the counts from 1 to 4 are hidden."""
    shown = {cell: None if 0 < count < 5 else count for cell, count in true.items()}
    return Reader({**dict.fromkeys(reader.shown), **shown}, dict(reader.sums))


def true_cells(area: Area, release: str) -> Iterator[tuple[Cell, int]]:
    """Give the true count of each cell that a table of the page would print."""
    names = {
        "waits": {"Requests old enough": "judged", "Still open": "still_waiting",
                  "Helped within 20 days": "within_standard"},
        "plans": {"Plans": "plans", "Child's views recorded": "child_views",
                  "Family's views recorded": "family_views", "Reviewed at least once": "reviewed",
                  "Better, of scores that changed": "better_of_changed"},
        "folders": {"Folders due": "folders", "Created the same working day": "same_day",
                    "Both roles named": "roles_complete", "In use": "alive"},
        "decisions": {"Requests": "requests", "Repeats": "repeat_requests",
                      "Agreed, of agreed or declined": "agreed"},
    }  # fmt: skip
    fifth = {"1": "1 (most deprived)", "5": "5 (least deprived)"}
    for subject, tables in truth(area).items():
        for table, rows in tables.items():
            for row in rows.to_dict("records"):
                label = str(row["group"])
                group = fifth.get(label, label) if "fifth" in table else label
                own = (("of", f"{subject} {release}"), ("by", f"{table} {group}"))
                for heading, column in names[subject].items():
                    words, base = COLUMNS[subject][heading]
                    yield frozenset({*own, *words}), int(row[column])
                    if base is not None:
                        of = "judged" if subject == "waits" else f"{column}_base"
                        yield frozenset({*own, *base}), int(row[of])


def registers_of(made: list[Answer]) -> list[dict[str, Any]]:
    """Give what the pages hand to the check."""
    return disclosure.released_cells([safe for answer in made for safe in answer.counts])


def refused(second: list[Answer], first: list[Answer]) -> bool:
    """Say whether the ledger refuses a second release."""
    before = {"review": "r", "profile": "public", "as_at": str(DAYS[0]), "pack": "0",
              "registers": ledger.as_released(registers_of(first))}  # fmt: skip
    now = registers_of(second)
    linked = [ledger.linked_to(each, before, str(DAYS[1])) for each in before["registers"]]
    return bool(ledger.told_by_releases(now, [before])
                or disclosure.told_by_released([*now, *linked]))  # fmt: skip


def across(reader: Reader) -> None:
    """Know that what was counted by the first day is part of what was counted by the second."""
    for cell in list(reader.shown):
        words = dict(cell)
        named = not words.get("by", "").endswith(
            ", not recorded"
        )  # a row of them may be listed later
        if words["of"].endswith(" first") and named and not PASSING & words.keys():
            later = {**words, "of": words["of"].replace(" first", " second")}
            since = {**words, "of": words["of"].replace(" first", " since")}
            if frozenset(later.items()) in reader.shown:
                reader.adds_up(tuple(later.items()), tuple(words.items()), tuple(since.items()))


def one(evidence: Evidence, rng: np.random.Generator, found: Counter[str]) -> None:
    """Attack one review."""
    tables = drawn_cases(rng)
    areas = {(day, profile): as_of(evidence, tables, day, profile)
             for day in DAYS for profile in ("public", "partnership")}  # fmt: skip
    made = {key: pages(area) for key, area in areas.items()}
    reader = Reader({}, {})
    for profile in ("public", "partnership"):
        for subject, answer in zip(SUBJECTS, made[DAYS[0], profile], strict=True):
            read(reader, subject, answer, "first")
    found["releases"] += 2
    tally(found, reader, "")
    true = dict(true_cells(areas[DAYS[0], "public"], "first"))
    seen = {cell: count for cell, count in true.items() if cell in reader.shown}
    naive = small_only(reader, seen)
    tally(found, naive, "small only: ")
    if refused(made[DAYS[1], "public"], made[DAYS[0], "public"]):
        found["second releases refused"] += 1
        return
    for profile in ("public", "partnership"):
        for subject, answer in zip(SUBJECTS, made[DAYS[1], profile], strict=True):
            read(reader, subject, answer, "second")
    across(reader)
    found["second releases"] += 1
    tally(found, reader, "both releases: ")


def tally(found: Counter[str], reader: Reader, name: str) -> None:
    """Attack and count."""
    try:
        hidden, exact, small = attacked(reader)
    except MethodInputError:
        found[f"{name}contradictions"] += 1
        return
    found[f"{name}hidden"] += hidden
    found[f"{name}exact"] += exact
    found[f"{name}known to be small"] += small


def main(number: int = 100, seed: int = 5) -> None:
    """Print the figures."""
    evidence = open_review(ROOT / "data" / "reviews", "example")
    rng = np.random.default_rng(seed)
    found: Counter[str] = Counter()
    for _ in range(number):
        one(evidence, rng, found)
    for name, count in sorted(found.items()):
        print(f"{name:40} {count:8,}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""
The attack on whole pages: what a reader works back from all tables and sentences on one subject.

    python -m benchmarks.attack_packs [REVIEWS] [SEED]

Each review has made-up requests, plans, folders and decisions of a forum, from a dozen to some
hundreds, in two to six localities. Its pages are made for two profiles and two days, a release
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
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

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
START = date(2016, 6, 1)
NUMBER = r"\d[\d,]*"
SHARE = re.compile(rf"(\d+)% \(({NUMBER}) of ({NUMBER})")


def drawn(evidence: Evidence, rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Draw a review's tables of cases: as many of each as the dice say."""
    sizes = rng.integers(12, 260, 4)
    places = [f"Place {each}" for each in range(1, int(rng.integers(2, 7)) + 1)]
    odds = rng.dirichlet(np.ones(len(places)))
    return {
        "service_requests": requests(rng, int(sizes[0]), places, odds),
        "child_plans": plans(rng, int(sizes[1]), places, odds),
        "shared_folders": folders(rng, int(sizes[2]), places, odds),
        "resource_decisions": decisions(rng, int(sizes[3]), places, odds),
    }


def days(rng: np.random.Generator, number: int) -> pd.Series:
    """Draw days of two years."""
    return pd.Series(pd.Timestamp(START) + pd.to_timedelta(rng.integers(0, 715, number), "D"))


def after(rng: np.random.Generator, since: pd.Series, mean: float, share: float) -> pd.Series:
    """Draw later days for a share of rows."""
    later = since + pd.to_timedelta(rng.exponential(mean, len(since)).round(), "D")
    return later.where(rng.random(len(since)) < share)


def flags(rng: np.random.Generator, number: int, share: float) -> pd.Series:
    """Draw yes and no, and not recorded."""
    drawn = pd.Series(rng.random(number) < share, dtype="boolean")
    return drawn.mask(pd.Series(rng.random(number) < 0.06))


def fifths(rng: np.random.Generator, number: int) -> pd.Series:
    """Draw fifths of deprivation, some not recorded."""
    drawn = pd.Series(rng.choice([1, 2, 3, 4, 5], number, p=[0.4, 0.25, 0.2, 0.1, 0.05]))
    return drawn.astype("Int64").mask(pd.Series(rng.random(number) < 0.03))


def requests(rng: np.random.Generator, n: int, places: list[str], odds: Any) -> pd.DataFrame:
    """Draw requests for assistance."""
    made = days(rng, n)
    helped = after(rng, made, 25, 0.9)
    return pd.DataFrame(
        {"request_id": [f"R{each:04}" for each in range(n)], "locality": rng.choice(places, n, p=odds),
         "cluster": "One", "requested_on": made, "first_help_on": helped,
         "closed_on": after(rng, made, 60, 0.1).where(helped.isna()),
         "requested_by": "school", "child_views": flags(rng, n, 0.6),
         "family_views": flags(rng, n, 0.6), "simd_quintile": fifths(rng, n), "source_id": "S"}
    )  # fmt: skip


def plans(rng: np.random.Generator, n: int, places: list[str], odds: Any) -> pd.DataFrame:
    """Draw plans of children."""
    start = pd.Series(rng.integers(2, 9, n).astype(float))
    return pd.DataFrame(
        {"plan_id": [f"P{each:04}" for each in range(n)], "cluster": "One",
         "locality": rng.choice(places, n, p=odds), "started_on": days(rng, n),
         "child_views": flags(rng, n, 0.8), "family_views": flags(rng, n, 0.9),
         "reviews": pd.Series(rng.poisson(1.2, n), dtype="Int64"), "wellbeing_start": start,
         "wellbeing_latest": (start + rng.normal(0.5, 1, n).round(1)).where(rng.random(n) < 0.7),
         "ended_on": pd.Series(pd.NaT, index=range(n)), "source_id": "S"}
    )  # fmt: skip


def folders(rng: np.random.Generator, n: int, places: list[str], odds: Any) -> pd.DataFrame:
    """Draw shared folders."""
    due = days(rng, n)
    created = after(rng, due, 1, 0.9)
    return pd.DataFrame(
        {"folder_id": [f"F{each:04}" for each in range(n)], "triggered_on": due,
         "created_on": created, "named_person": flags(rng, n, 0.9),
         "lead_professional": flags(rng, n, 0.8), "last_opened_on": after(rng, created, 200, 0.9),
         "chronology_entries": pd.Series(rng.poisson(2, n), dtype="Int64"),
         "locality": rng.choice(places, n, p=odds), "source_id": "S"}
    )  # fmt: skip


def decisions(rng: np.random.Generator, n: int, places: list[str], odds: Any) -> pd.DataFrame:
    """Draw decisions of a forum."""
    made = days(rng, n)
    outcome = rng.choice(["agreed", "partly_agreed", "declined", "deferred"], n, p=[.6, .15, .1, .15])
    return pd.DataFrame(
        {"decision_id": [f"D{each:04}" for each in range(n)],
         "child_key": [f"C{each}" for each in rng.integers(0, max(2, n // 2), n)],
         "requested_on": made, "decided_on": after(rng, made, 20, 0.95),
         "request_type": "residential", "locality": rng.choice(places, n, p=odds),
         "simd_quintile": fifths(rng, n), "outcome": outcome,
         "amount": rng.integers(2, 60, n) * 100.0, "source_id": "S"}
    )  # fmt: skip


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

    def adds_up(self, whole: tuple[tuple[str, str], ...], *parts: tuple[tuple[str, str], ...]) -> None:
        """Know that parts make a whole."""
        cells = [frozenset(each) for each in (whole, *parts)]
        for cell in cells:
            self.shown.setdefault(cell, None)
        self.sums[cells[0], frozenset(cells[1:])] = None


Words = tuple[tuple[str, str], ...]
COLUMNS: dict[str, dict[str, tuple[Words, Words | None]]] = {
    "waits": {
        "Requests old enough": ((("age", "old"),), None),
        "Still open": ((("now", "waiting"),), None),
        "Helped within 20 days": ((("age", "old"), ("in time", "yes")), (("age", "old"),)),
        "Requests": ((("now", "waiting"),), None),
    },
    "plans": {
        "Plans": ((), None),
        **{name: (((name, "known"), (f"{name} is", "yes")), ((name, "known"),))
           for name in ("Child's views recorded", "Family's views recorded",
                        "Reviewed at least once", "Better, of scores that changed")},
    },
    "folders": {
        "Folders due": ((), None),
        **{name: (((name, "known"), (f"{name} is", "yes")), ((name, "known"),))
           for name in ("Created the same working day", "Both roles named", "In use")},
    },
    "decisions": {
        "Requests": ((), None), "Repeats": ((("repeat", "yes"),), None),
        "Agreed, of agreed or declined": (
            (("outcome", "settled"), ("agreed", "yes")), (("outcome", "settled"),)),
    },
}  # fmt: skip
"""What each column counts and, of a share, its base: a reader's understanding of the headings."""

WHOLES: dict[str, tuple[tuple[str, tuple[Words, ...]], ...]] = {
    "waits": (
        (rf"Of ({NUMBER}) requests", ((),)),
        (rf"within 20 days \(({NUMBER}) of ({NUMBER})", ((("age", "old"), ("in time", "yes")), (("age", "old"),))),
        (rf"({NUMBER}) requests still wait", ((("now", "waiting"),),)),
    ),
    "plans": (
        (rf"Of ({NUMBER}) plans", ((),)),
        *((rf"{said} \d+% \(({NUMBER}) of ({NUMBER})", (((name, "known"), (f"{name} is", "yes")), ((name, "known"),)))
          for said, name in (("views are recorded in", "Child's views recorded"),
                             ("family's views in", "Family's views recorded"),
                             ("review or more in", "Reviewed at least once"),
                             ("since the start,", "Better, of scores that changed"))),
    ),
    "folders": (
        (rf"Of ({NUMBER}) folders due", ((),)),
        *((rf"{said}:? \d+% \(({NUMBER}) of ({NUMBER})", (((name, "known"), (f"{name} is", "yes")), ((name, "known"),)))
          for said, name in (("same working day", "Created the same working day"),
                             ("lead professional", "Both roles named"), ("in use", "In use"))),
    ),
    "decisions": (
        (rf"Of ({NUMBER}) requests to the forum", ((),)),
        (rf"agreed or declined, \d+% \(({NUMBER}) of ({NUMBER})",
         ((("outcome", "settled"), ("agreed", "yes")), (("outcome", "settled"),))),
        (rf"same child: ({NUMBER})", ((("repeat", "yes"),),)),
    ),
}  # fmt: skip
"""What the sentences say of all."""

SUBJECTS = ("waits", "plans", "folders", "decisions")


def read(reader: Reader, subject: str, answer: Answer, release: str) -> None:
    """Take in the tables and sentences of one subject."""
    told = f"{subject} {release}"
    own: Words = (("of", told),)
    text = " ".join(str(each) for each in answer.bare)
    for pattern, cells in WHOLES[subject]:
        for found in re.finditer(pattern, text):
            for number, words in zip(found.groups(), cells, strict=True):
                reader.sees(number, *own, *words)
    for table in answer.tables:
        rows = pd.read_csv(pd.io.common.StringIO(table.csv), dtype=str, keep_default_na=False)
        columns = {name: COLUMNS[subject][name] for name in rows.columns if name in COLUMNS[subject]}
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
    held = area.review.tables
    merged = {name: disclosure.merge_small_groups(held[name], "locality")
              for name in ("service_requests", "child_plans", "shared_folders", "resource_decisions")}  # fmt: skip
    found = timeliness.request_summary(merged["service_requests"], as_at=area.as_at, standard_days=20)
    return {
        "waits": {} if found is None else {"waits_by_locality": found.by["locality"],
                                           "waits_by_fifth": found.by["simd_quintile"]},
        "plans": {"child_plans": practice.plan_quality(merged["child_plans"], by="locality", blanked=False)},
        "folders": {"shared_folders": practice.folder_quality(
            merged["shared_folders"], as_at=area.as_at, by="locality", blanked=False)},
        "decisions": {
            f"decisions_by_{name}": practice.decision_equity(
                merged["resource_decisions"], as_at=area.as_at, by=column, blanked=False)
            for name, column in (("fifth", "simd_quintile"), ("locality", "locality"))},
    }  # fmt: skip


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
    return bool(ledger.told_by_releases(now, str(DAYS[1]), [before])
                or disclosure.told_by_released([*now, *linked]))  # fmt: skip


def across(reader: Reader) -> None:
    """Know that what was counted by the first day is part of what was counted by the second."""
    for cell in list(reader.shown):
        words = dict(cell)
        if words["of"].endswith(" first") and "now" not in words:
            later = {**words, "of": words["of"].replace(" first", " second")}
            since = {**words, "of": words["of"].replace(" first", " since")}
            if frozenset(later.items()) in reader.shown:
                reader.adds_up(tuple(later.items()), tuple(words.items()), tuple(since.items()))


def one(evidence: Evidence, rng: np.random.Generator, found: Counter[str]) -> None:
    """Attack one review."""
    tables = drawn(evidence, rng)
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
    naive = small_only(reader, {cell: count for cell, count in true.items() if cell in reader.shown})
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

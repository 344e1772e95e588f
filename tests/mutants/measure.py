"""
What became of a mutant: right, or one of the ways to be wrong.

``right``: read as it was meant, or refused or flagged in the right place. ``silent``: nothing said
where something had to be. ``changed``: a kept value is not what was meant. ``rows``: rows lost or
gained and nothing said, or an account that does not add up. ``vague``: refused or flagged elsewhere
than where it is. ``leak``: free text repeated. ``over``: refused and should have been read.
``traceback``: an exception.
"""

from __future__ import annotations

import math
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from evidence_lib.errors import Problem
from evidence_lib.loaders import Review, read_review
from tests.mutants.bases import Base
from tests.mutants.mutant import CANARY, Meaning, Mutant

OUTCOMES = ("right", "silent", "changed", "rows", "vague", "leak", "over", "traceback")
RULE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_MESSAGE = 1000
LAST_ROW = 1_048_576


@dataclass(frozen=True)
class Outcome:
    """What became of one mutant, and what was seen, in a few words."""

    mutant: Mutant
    outcome: str
    seen: str = ""


def measured(mutant: Mutant, base: Base, folder: Path) -> Outcome:
    """Put the mutant's file in the place of the valid one, read the review, and judge."""
    write(mutant, base, folder)
    try:
        review = read_review(folder)
    except Exception as error:  # whatever is raised is the finding
        return Outcome(mutant, "traceback", f"{type(error).__name__}: {str(error)[:120]}")
    return judged(mutant, base, review)


def write(mutant: Mutant, base: Base, folder: Path) -> None:
    """Write the review with the mutant in it into *folder*, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    names = {name: f"{name}.csv" for name in base.files} | {base.name: mutant.name}
    lines = [f"{name} = {quoted(file)}" for name, file in names.items()]
    listed = "\n".join(["[files]", *lines, ""])
    text = "\n".join([base.settings, mutant.settings, listed])
    (folder / "review.toml").write_text(text, encoding="utf-8", newline="\n")
    for name, data in base.files.items():
        (folder / f"{name}.csv").write_bytes(data)
    for file, data in {**mutant.beside, mutant.name: mutant.data}.items():
        (folder / file).write_bytes(data)


def quoted(text: str) -> str:
    """Write a text as TOML does."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def judged(mutant: Mutant, base: Base, review: Review) -> Outcome:
    """Judge a reading: the first thing wrong with it, worst first, is the outcome."""
    checks = (
        ("leak", leaked(mutant, review)),
        ("rows", misaccounted(mutant, review)),
        ("rows", lost_or_gained(mutant, base, review)),
        ("changed", changed(mutant, base, review)),
        ("vague", shapeless(mutant, base, review)),
    )
    for outcome, seen in checks:
        if seen:
            return Outcome(mutant, outcome, seen)
    return verdict(mutant, review)


def verdict(mutant: Mutant, review: Review) -> Outcome:
    """Compare what was said, and where, with the verdicts that are right."""
    refused = [each for each in review.problems if each.file]
    here = in_place(mutant, refused)
    flagged = in_place(mutant, review.flags)
    if refused and "refuse" not in mutant.verdicts:
        return Outcome(mutant, "over", first(refused))
    if refused:
        return Outcome(mutant, "right" if here or flagged else "vague", first(refused))
    if "accept" in mutant.verdicts or ("flag" in mutant.verdicts and flagged):
        return Outcome(mutant, "right")
    own = [each for each in review.flags if each.file == mutant.name]
    if own and "flag" in mutant.verdicts:
        return Outcome(mutant, "vague", f"flagged elsewhere: {first(own)}")
    return Outcome(mutant, "silent", f"only flagged: {first(own)}" if own else "nothing said")


def first(problems: Iterable[Problem]) -> str:
    """Show the first problem, for the maker of the loaders."""
    return next((str(each)[:230] for each in problems), "")


def in_place(mutant: Mutant, problems: Iterable[Problem]) -> list[Problem]:
    """Keep the problems that are where something has to be said."""
    return [each for each in problems if mutant.place.holds(each)]


def leaked(mutant: Mutant, review: Review) -> str:
    """Look for the canary, and for what this mutant keeps secret, in every message."""
    secrets = (CANARY, *mutant.secrets)
    for each in (*review.problems, *review.flags):
        if any(secret.lower() in each.message.lower() for secret in secrets):
            return f"[{each.rule}] row {each.row}: {each.message[:160]}"
    return ""


def misaccounted(mutant: Mutant, review: Review) -> str:
    """Add up the account of every file, and compare it with the frames."""
    for row in review.accounting.to_dict("records"):
        if row["read"] != row["kept"] + row["refused"] + row["duplicates"]:
            return f"account of {row['file']}: {row}"
    accounts = review.accounting.groupby("table")["kept"].sum()
    for name, kept in accounts.items():
        if kept != len(review.tables[str(name)]):
            return f"{name}: {kept} kept in the account, {len(review.tables[str(name)])} there"
    if mutant.name not in set(review.accounting["file"]) and not review.problems:
        return "the file is not in the account"
    return ""


def lost_or_gained(mutant: Mutant, base: Base, review: Review) -> str:
    """Look for rows that are gone with nothing said, that are new, or that stand twice."""
    keys = [str(key) for key in review.tables[base.name][base.key]]
    if len(set(keys)) < len(keys):
        return f"{len(keys) - len(set(keys))} row(s) kept twice"
    gained = sorted(set(keys) - set(mutant.meant) - mutant.gained)
    if gained:
        return f"gained: {[key[:60] for key in gained[:3]]}; said: {first(review.problems)}"
    lost = [key for key in mutant.meant if key not in set(keys)]
    mute = [key for key in lost if not told(mutant, key, review)]
    return f"lost with nothing said: {mute[:3]}; said: {first(review.problems)}" if mute else ""


def told(mutant: Mutant, key: str, review: Review) -> bool:
    """Say whether a problem speaks of the row of *key*, of the whole file, or of the place."""
    own = [each for each in review.problems if each.file == mutant.name]
    whole = [each for each in own if each.row < min(mutant.rows_at.values(), default=2)]
    row = [each for each in own if each.row == mutant.rows_at.get(key)]
    return bool(whole or row or in_place(mutant, own))


def changed(mutant: Mutant, base: Base, review: Review) -> str:
    """Compare every kept value with what was meant; also those of the other tables."""
    frame = review.tables[base.name]
    for record in frame.to_dict("records"):
        key = str(record[base.key])
        for column, value in mutant.meant.get(key, {}).items():
            seen = canonical(record.get(column), base.columns[column].kind)
            if isinstance(value, str):
                value = written(value, base.columns[column].kind)
            if not same(seen, value) and not excused(mutant, review, key, column, seen):
                return f"{key}, {column}: meant {str(value)[:60]!r}, kept {str(seen)[:60]!r}"
    return ""


def excused(mutant: Mutant, review: Review, key: str, column: str, seen: Meaning) -> bool:
    """Say whether a cell of no known meaning is missing, or tolerated, and that is said."""
    open_cell = (key, column) in mutant.unknown
    fair = seen is None or seen in mutant.tolerated
    return open_cell and fair and bool(in_place(mutant, (*review.flags, *review.problems)))


def shapeless(mutant: Mutant, base: Base, review: Review) -> str:
    """Look for a problem without file, rule or message, or with a row no file of ours has."""
    files = {"review.toml", mutant.name, *mutant.beside, *(f"{name}.csv" for name in base.files)}
    for each in (*review.problems, *review.flags):
        well = each.file in files and RULE.fullmatch(each.rule) and each.message.strip()
        if not well or not 0 <= each.row <= LAST_ROW or len(each.message) > LONGEST_MESSAGE:
            return f"shapeless: {str(each)[:200]}"
        letter = mutant.letters.get(each.column, each.letter)
        if each.file == mutant.name and each.letter and each.letter != letter:
            return f"names column {each.letter}, and it is {letter}: {str(each)[:200]}"
    return ""


def canonical(value: Any, kind: str) -> Meaning:
    """Take the meaning out of a cell of a frame."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, pd.Timestamp):
        return str(value.date()) if value == value.normalize() else str(value)
    if kind == "flag" or kind in ("integer", "number"):
        return value.item() if hasattr(value, "item") else value
    return written(str(value), kind)


def written(text: str, kind: str) -> Meaning:
    """Take the meaning out of a text: a label may be broken over lines, a free text may not."""
    plain = " ".join(text.split()) if kind == "label" else text.replace("\r\n", "\n").strip()
    return plain or None


def same(seen: Meaning, meant: Meaning) -> bool:
    """Compare two meanings; a text of one is never the number or flag of the other."""
    if isinstance(seen, bool) != isinstance(meant, bool):
        return False
    if isinstance(seen, str) != isinstance(meant, str):
        return False
    return seen == meant


def by_class(outcomes: Iterable[Outcome]) -> Mapping[str, Mapping[str, int]]:
    """Count the outcomes of each class."""
    table: dict[str, dict[str, int]] = {}
    for each in outcomes:
        counts = table.setdefault(each.mutant.group, dict.fromkeys(OUTCOMES, 0))
        counts[each.outcome] += 1
    return table

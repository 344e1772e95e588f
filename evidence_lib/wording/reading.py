"""Sentences about how the files were read: what was flagged, what is held and may be quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from evidence_lib.errors import Problem
from evidence_lib.wording.blocks import Sentence
from evidence_lib.wording.evidence import counted, listed

PERSONAL = "personal-data"
RULES_NAMED = 4


def flags_raised(flags: Sequence[Problem]) -> Sentence:
    """Say what reading the files flagged, and that texts with personal data are a person's work."""
    if not flags:
        return Sentence("Reading the files raised no flag.")
    rules = Counter(flag.rule for flag in flags)
    named = [
        f"{rule.replace('-', ' ')} ({count})" for rule, count in rules.most_common(RULES_NAMED)
    ]
    left = len(rules) - len(named)
    more = [counted(left, "other kind")] if left else []
    said = f"Reading the files raised {counted(len(flags), 'flag')}: {listed([*named, *more])}."
    if not rules[PERSONAL]:
        return Sentence(said)
    return Sentence(
        f"{said} Texts that may hold personal data were flagged for a person to look at; nothing "
        "was removed from them, and a search by pattern does not find everything."
    )


def quotations_found(items: pd.DataFrame, quoted: pd.DataFrame) -> Sentence | None:
    """Say how many passages are held in people's own words, and how many of them are quoted."""
    held = items[items["quotation"].notna()]
    if held.empty:
        return None
    reviewed = int(held["quotation_reviewed"].fillna(False).sum())
    return Sentence(
        f"{counted(len(held), 'passage')} {'is' if len(held) == 1 else 'are'} held in people's own "
        f"words; {reviewed} marked as read for personal data, {len(quoted)} quoted here."
    )

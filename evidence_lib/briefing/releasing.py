"""What a pack of a review is held against before it is released, and that it was released."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evidence_lib import terms
from evidence_lib.briefing import disclosure_check, ledger
from evidence_lib.briefing.disclosure_check import Checked
from evidence_lib.briefing.kept_back import kept_back
from evidence_lib.loaders import Review


def held_against(review: Review, profile: str, outputs_dir: Path) -> Checked:
    """
    Say what a pack is held against: its evidence, its settings, and the packs before it.

    Raises:
        LedgerError: The ledger of the partnership cannot be read.
    """
    never_sent = [each["pack"] for each in review.settings.never_sent]
    path = ledger.path_of(outputs_dir, review.facts.partnership)
    earlier = [
        each for each in ledger.releases(path)
        if not any(each["pack"].startswith(pack) for pack in never_sent)
    ]  # fmt: skip
    accepted = [each["words"] for each in review.settings.accepted]
    as_at = str(review.facts.as_at)
    return Checked(profile, as_at, kept_back(review, profile), accepted, earlier)


def facts_of_check(review: Review, profile: str) -> dict[str, Any]:
    """Say for the manifest which check a pack passed, and what was loosened with which reason."""
    if profile == terms.INTERNAL:
        return {"check": "none: the internal profile is not sent"}
    return {
        "check": disclosure_check.VERSION,
        "dated": disclosure_check.DATED,
        "accepted": [dict(each) for each in review.settings.accepted],
        "never_sent": [dict(each) for each in review.settings.never_sent],
    }


def failures_by_page(told: Sequence[str], pages: Sequence[str], fallback: str) -> dict[str, str]:
    """Give what the check found to the pages it was found on; what is on none, to *fallback*."""
    by_page: dict[str, list[str]] = {}
    for each in told:
        own = (page for page in pages if each.startswith((page, *_made_with(page))))
        by_page.setdefault(next(own, fallback), []).append(each)
    return {page: disclosure_check.refusal(found) for page, found in by_page.items()}


def _made_with(page: str) -> tuple[str, str]:
    """Give how the names of the other files begin that come with a page."""
    stem = page.removesuffix(".html")
    return f"{stem}-", f"data/{stem}-"


def record(
    review: Review, profile: str, outputs_dir: Path, pack_id: str,
    registers: Sequence[Mapping[str, Any]],
) -> None:  # fmt: skip
    """Write a release to the ledger, before it is published; the internal profile is not sent."""
    if profile == terms.INTERNAL:
        return
    release = {
        "review": review.folder.resolve().name,
        "profile": profile,
        "as_at": str(review.facts.as_at),
        "pack": pack_id,
        "registers": ledger.as_released(registers),
    }
    ledger.add(ledger.path_of(outputs_dir, review.facts.partnership), release)

"""A clean review for a notebook: read once while its files stay as they are."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from evidence_lib.errors import ParameterError, require_choice, require_slug, shown
from evidence_lib.evidence import Evidence
from evidence_lib.loaders.known import known_and_later
from evidence_lib.loaders.mappings import FILE
from evidence_lib.loaders.review import Review, read_review
from evidence_lib.terms import PROFILES


def open_review(
    data_dir: Path | str, review: str, *, as_at: str = "", profile: str = "public"
) -> Evidence:
    """
    Open one review for analysis: its evidence clean, its settings typed, as at one day.

    Args:
        data_dir: The folder that holds the reviews.
        review: The name of the review's folder in it.
        as_at: The day to speak from, such as ``2018-02-02``; the review's own where it is empty.
        profile: Whom the page is for.

    Returns:
        The evidence. A process reads a review again only when a file of it has changed; every call
        hands out tables of its own, so that a changed one changes no other, and reckons for itself.

    Raises:
        ReviewNotFoundError: There is no such review.
        BadEvidenceError: There are problems in the evidence; the error holds all of them.
        ParameterError: *as_at* is no date, or *review* is a path or no slug.
        UnknownTermError: *profile* is none of `terms.PROFILES`.
    """
    require_choice("profile", profile, PROFILES, doing="opening a review")
    require_slug("review", review, doing="opening a review")
    folder = (Path(data_dir) / review).resolve()
    evidence = evidence_of(_read(folder, _fingerprint(folder)), as_at)
    tables, later, reported = (
        {name: frame.copy(deep=False) for name, frame in frames.items()}
        for frames in (evidence.tables, evidence.later, evidence.reported)
    )
    return replace(evidence, tables=tables, later=later, reported=reported, profile=profile)


@lru_cache(maxsize=1)
def _read(folder: Path, fingerprint: str) -> Review:
    return read_review(folder)


def _fingerprint(folder: Path) -> str:
    """Tell one state of a review's files from another, by what is in them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if not (folder / FILE).is_file():
        files = []
    told = hashlib.sha256()
    for path in files:
        name = path.relative_to(folder).as_posix().encode()
        with path.open("rb") as file:  # a pupil-level file is too large to be held whole
            content = hashlib.file_digest(file, "sha256").digest()
        told.update(hashlib.sha256(name).digest() + content)
    return told.hexdigest()


def evidence_of(review: Review, as_at: str = "") -> Evidence:
    """
    Take the evidence of a review that was read as it was meant.

    Raises:
        BadEvidenceError: There are problems in the evidence; the error holds all of them.
        ParameterError: *as_at* is no date.
    """
    review.require_clean()
    settings = review.settings
    day = _day(review, as_at)
    known, later = known_and_later(review.tables, day)
    own_day = review.facts.as_at
    reported = known if day == own_day else known_and_later(review.tables, own_day)[0]
    return Evidence(
        name=review.name,
        folder=review.folder,
        facts=replace(review.facts, as_at=day),
        comparators=settings.comparators,
        threshold=settings.threshold,
        request_days=settings.request_days,
        progress_scale=settings.progress_scale,
        areas=review.areas,
        tables=known,
        later=later,
        reported=reported,
        flags=review.flags,
        accounting=review.accounting,
        marks=review.marks,
    )


def _day(review: Review, as_at: str) -> date:
    if not as_at:
        return review.facts.as_at
    try:
        return date.fromisoformat(as_at)
    except ValueError:
        raise ParameterError(
            f"reading review {review.name}: as_at must be a date such as 2018-02-02; "
            f"got {shown(as_at)}"
        ) from None

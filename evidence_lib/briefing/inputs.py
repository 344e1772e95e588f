"""
What a pack was made from: the evidence, the notebooks and the program, each by its fingerprint.

Notebooks and program are public and have a plain checksum. Evidence is not: its fingerprint is
keyed, and its size is left out, which alone would tell a count of one digit from one of two.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evidence_lib.briefing import manifest
from evidence_lib.briefing.keys import keyed
from evidence_lib.errors import PageFailedError
from evidence_lib.loaders import Review

LOCK_FILE = "requirements.lock"
NOTEBOOKS = "notebooks"
REVIEW = "review"
PACKAGE = Path(__file__).resolve().parent.parent


def fingerprints_of_inputs(
    review_dir: Path, notebooks_dir: Path, key: bytes
) -> dict[str, dict[str, Any]]:
    """
    Take the fingerprints of everything a pack is made from.

    Row: one file.

    Args:
        review_dir: The folder of the review.
        notebooks_dir: The folder of the notebooks.
        key: The key of the review.

    Returns:
        Name -> `manifest.fingerprint`, for a file of the review only ``hmac_sha256``; a name begins
        with ``review``, ``notebooks`` or ``evidence_lib`` and never tells where that stands. The
        lock is that of the checkout in which the program lies; an installed program has none.
    """
    found = fingerprints_of_review(review_dir, key)
    found |= manifest.fingerprints(notebooks_dir, under=NOTEBOOKS, pattern="*.ipynb")
    return found | _of_program()


def fingerprints_of_review(review_dir: Path, key: bytes) -> dict[str, dict[str, Any]]:
    """
    Take the keyed fingerprint of every file of a review that a run may have read.

    Row: one file, ``review/name`` -> ``hmac_sha256``.
    """
    plain = manifest.fingerprints(review_dir, under=REVIEW)
    return {name: keyed_fingerprint(key, name, each) for name, each in plain.items()}


def keyed_fingerprint(key: bytes, name: str, plain: Mapping[str, Any]) -> dict[str, str]:
    """Turn the plain fingerprint of a file of evidence into the one that may be sent."""
    return {"hmac_sha256": keyed(key, name, plain["sha256"])}


def require_as_read(review: Review, inputs: Mapping[str, Mapping[str, Any]], key: bytes) -> None:
    """
    Refuse files that changed after they were checked: the notebooks read them again.

    Raises:
        PageFailedError: A file of the review is not what was read; the message names it.
    """
    accounts = zip(review.accounting["file"], review.accounting["sha256"], strict=True)
    read = {f"{REVIEW}/{file}": {"sha256": sha256} for file, sha256 in accounts}
    changed = [
        name.removeprefix(f"{REVIEW}/")
        for name, plain in read.items()
        if inputs[name] != keyed_fingerprint(key, name, plain)
    ]
    if changed:
        raise PageFailedError(f"preparing: changed since it was read: {', '.join(changed[:5])}")


def require_unchanged(before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """
    Refuse what changed between two times `fingerprints_of_inputs` was taken.

    Raises:
        PageFailedError: A file is another, gone or new; the message names it.
    """
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    if changed:
        raise PageFailedError(f"publishing: changed during the run: {', '.join(changed[:5])}")


def _of_program() -> dict[str, dict[str, Any]]:
    found = manifest.fingerprints(PACKAGE, under=PACKAGE.name)
    # The notebooks a wheel carries inside the package are, where they are used, listed already.
    carried = f"{PACKAGE.name}/{NOTEBOOKS}/"
    program = {name: each for name, each in found.items() if not name.startswith(carried)}
    lock = PACKAGE.parent / LOCK_FILE
    return program | (
        {LOCK_FILE: manifest.fingerprint(lock.read_bytes())} if lock.is_file() else {}
    )

"""What a pack was made from: the evidence, the notebooks and the program, each by its checksum."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evidence_lib.briefing import manifest

LOCK_FILE = "requirements.lock"
NOTEBOOKS = "notebooks"
PACKAGE = Path(__file__).resolve().parent.parent


def fingerprints_of_inputs(review_dir: Path, notebooks_dir: Path) -> dict[str, dict[str, Any]]:
    """
    Take the fingerprints of everything a pack is made from.

    Row: one file.

    Args:
        review_dir: The folder of the review.
        notebooks_dir: The folder of the notebooks.

    Returns:
        Name -> `manifest.fingerprint`; a name begins with ``review``, ``notebooks`` or
        ``evidence_lib`` and never tells where that stands. The lock is that of the checkout in
        which the program lies; an installed program has none.
    """
    found = manifest.fingerprints(review_dir, under="review")
    found |= manifest.fingerprints(notebooks_dir, under=NOTEBOOKS, pattern="*.ipynb")
    return found | _of_program()


def _of_program() -> dict[str, dict[str, Any]]:
    found = manifest.fingerprints(PACKAGE, under=PACKAGE.name)
    # The notebooks a wheel carries inside the package are, where they are used, listed already.
    carried = f"{PACKAGE.name}/{NOTEBOOKS}/"
    program = {name: each for name, each in found.items() if not name.startswith(carried)}
    lock = PACKAGE.parent / LOCK_FILE
    return program | (
        {LOCK_FILE: manifest.fingerprint(lock.read_bytes())} if lock.is_file() else {}
    )

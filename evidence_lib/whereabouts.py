"""
Where things are: notebooks, reviews and packs, in a checkout or installed.

A checkout keeps its notebooks and reviews beside the package. A wheel carries the notebooks inside
the package and no review: those lie below the folder in which a command is given.
"""

from __future__ import annotations

import difflib
from pathlib import Path

from evidence_lib.errors import ReviewNotFoundError, is_slug, shown
from evidence_lib.loaders import review_folders

PACKAGE = Path(__file__).resolve().parent
NOTEBOOKS = "notebooks"
OVERVIEW = "00_overview.ipynb"
PROJECT = "pyproject.toml"
REVIEWS = Path("data", "reviews")
SETTINGS = "review.toml"
OUTPUTS = "outputs"


def checkout() -> Path | None:
    """Find the checkout in which the package lies; None where it was installed from a wheel."""
    root = PACKAGE.parent
    # An installed package may have neighbours of either name, put there by others.
    marks = (root / PROJECT, root / NOTEBOOKS / OVERVIEW)
    return root if all(mark.is_file() for mark in marks) else None


def notebooks_folder() -> Path:
    """Find the notebooks: those of the checkout, else those the wheel carried."""
    return (checkout() or PACKAGE) / NOTEBOOKS


def outputs_folder() -> Path:
    """
    Choose where packs go.

    Returns:
        ``outputs`` of the checkout; of the current folder when there is no checkout, or when the
        current folder has reviews of its own under ``data/reviews``.
    """
    here = Path.cwd()
    root = None if review_folders(here / REVIEWS) else checkout()
    return (root or here) / OUTPUTS


def find_review(review: str) -> Path:
    """
    Find a review by its folder, or by its name.

    Returns:
        The first folder with a ``review.toml``: *review* itself, or the one of that name under
        ``data/reviews`` of the current folder, then of the checkout.

    Raises:
        ReviewNotFoundError: There is none; the message has the nearest name and all names.
    """
    named = _homes() if is_slug(review) else []
    for folder in (Path(review), *(home / review for home in named)):
        if (folder / SETTINGS).is_file():
            return folder
    known = _names(Path.cwd(), *_homes())
    near = difflib.get_close_matches(Path(review).name, known, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise ReviewNotFoundError(
        f"finding a review: {shown(review)} is no folder with a {SETTINGS}, and no review of that "
        f"name is known{hint} (known: {', '.join(known) or 'none'})"
    )


def every_review() -> list[Path]:
    """
    List the reviews that are meant where none is named.

    Returns:
        Those under ``data/reviews`` of the current folder, by name; where it has none, those of
        the checkout.

    Raises:
        ReviewNotFoundError: There is none in either place.
    """
    found = next(filter(None, map(review_folders, _homes())), [])
    if not found:
        held = ", ".join(_names(Path.cwd()))
        hint = f"; it holds itself: {held}" if held else " (evidence new writes one)"
        raise ReviewNotFoundError(
            f"finding reviews: the current folder has none under {REVIEWS.as_posix()}{hint}; "
            "name the folder of one: evidence brief REVIEW"
        )
    return found


def _homes() -> list[Path]:
    roots = (Path.cwd(), checkout())
    return list(dict.fromkeys(root / REVIEWS for root in roots if root))


def _names(*homes: Path) -> list[str]:
    """Names of the reviews in several folders, each name once."""
    return list(dict.fromkeys(folder.name for home in homes for folder in review_folders(home)))

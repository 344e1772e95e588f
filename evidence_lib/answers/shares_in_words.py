"""A part of a whole in words."""

from __future__ import annotations

from evidence_lib import terms


def share_of(part: int, whole: int) -> str:
    """Write a part of a whole, with a percentage only from a base of 20."""
    percent = f" ({100 * part / whole:.0f}%)" if whole >= terms.PERCENT_NEEDS else ""
    return f"{part:,} of {whole:,}{percent}"

"""A part of a whole in words."""

from __future__ import annotations

from evidence_lib import disclosure


def share_of(part: int, whole: int) -> str:
    """Write a part of a whole, with a percentage only from a base of 20."""
    percent = f" ({100 * part / whole:.0f}%)" if disclosure.percent_may_show(whole) else ""
    return f"{part:,} of {whole:,}{percent}"

"""What the unit of an indicator says of its values."""

from __future__ import annotations

RATES = ("%", "per ", "£", "percentage")
"""How the unit of a rate, a percentage or a cost begins."""

SCORES = ("points", "score")
"""How the unit of a score ends."""


def is_count(unit: str) -> bool:
    """Say whether values in this unit are counts of people, events or things."""
    return not unit.startswith(RATES) and not unit.endswith(SCORES)

"""
What a page says of the rule itself: which groups are hidden, merged or without a percentage.

Texts, and not the numbers in them: nothing can be compared with a text.
"""

from __future__ import annotations

from collections.abc import Iterable

from evidence_lib.terms import HIDDEN, PERCENT_NEEDS, SMALL_COUNT, STAFF_GROUP_NEEDS

FEW = f"fewer than {SMALL_COUNT}"
FEW_STAFF = f"fewer than {STAFF_GROUP_NEEDS}"
SMALL_RANGE = f"from 1 to {SMALL_COUNT - 1}"

HIDDEN_COUNT = f"{HIDDEN}: a count of {FEW}, or one that would give it away."
HIDDEN_ROW = f"{HIDDEN}: hidden, because it is small or would give a small one away."
HIDDEN_VALUE = f"{HIDDEN}: too few children."
HIDDEN_YEAR = f"{HIDDEN}: a year with a count {SMALL_RANGE}, hidden whole."
HIDDEN_SECTOR = f"{HIDDEN}: a sector with {FEW_STAFF} answers, or one that would give it away."
SMALL_SECTOR = f"hidden: {FEW_STAFF} responses, or needed to hide such a sector"
SMALL_CELLS = (
    f"Groups of {FEW} are hidden here; small counts inside larger groups are hidden when the table "
    "is protected for release."
)
MERGED = f"Localities of fewer than {PERCENT_NEEDS} are shown together with the next smallest."

WITHHELD = "too few ("
"""How a share that its base does not bear begins in a table."""

TOO_FEW = f"Too few: a percentage needs a base of {PERCENT_NEEDS}; the base is in brackets."
TOO_FEW_PAIRS = f"too few pairs ({PERCENT_NEEDS} are needed)"
TOO_FEW_SECTORS = f"fewer than two sectors have {STAFF_GROUP_NEEDS} valid answers"
NO_PERCENTAGES = f"under {PERCENT_NEEDS} answers: no percentages"
PERCENT_BASE = f"Percentages only from a base of {PERCENT_NEEDS}."
PERCENT_CASES = f"Percentages only from {PERCENT_NEEDS} cases."
PERCENT_OPINIONS = (
    f"Percentages are of those who gave an opinion; under {PERCENT_NEEDS} there is none."
)
CURVE_END = f"the curve ends where fewer than {PERCENT_NEEDS} requests are still followed"


def of_marks(texts: Iterable[str]) -> tuple[str, ...]:
    """Explain the marks among the cells of a table, and none that is not there."""
    cells = list(texts)
    notes = {
        HIDDEN_COUNT: HIDDEN in cells,
        TOO_FEW: any(cell.startswith(WITHHELD) for cell in cells),
    }
    return tuple(note for note, needed in notes.items() if needed)

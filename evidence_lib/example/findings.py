"""The findings of the invented review, what bears on each, and concerns about safety."""

from __future__ import annotations

from evidence_lib.example.rows import Row, numbered, rows_of

_ROLES = {
    "improved": {"supports": "supports", "mixed": "qualifies", "challenges": "challenges"},
    "mixed": {"supports": "supports", "mixed": "supports", "challenges": "supports"},
    "unchanged": {"supports": "challenges", "mixed": "supports", "challenges": "supports"},
    "not_shown": {"supports": "challenges", "mixed": "supports", "challenges": "supports"},
    "worse": {"supports": "challenges", "mixed": "qualifies", "challenges": "supports"},
}
"""
What an item does for a finding, by the direction of the finding and the bearing of the item.

A bearing is on progress: what supports progress speaks against a finding that says there was none.
A mixed finding states both halves, and whatever bears on either supports it; so does a decision,
which is mixed: what bears on it is a reason for it.
"""


def findings() -> list[Row]:
    """List what the team found, decided and set out from. Row: a finding."""
    rows = (
        {name: cell for name, cell in row.items() if name != "finding"}
        for row in rows_of("findings")
    )
    return numbered(rows, "finding_id", "FI")


def finding_items(items: list[Row], found: list[Row]) -> list[Row]:
    """
    Tie every item to the finding it bears on.

    Row: one assertion that bears on one finding.

    Args:
        items: The evidence items, each with the ``finding`` it bears on.
        found: The rows of `findings`, in their order.
    """
    names = [row["finding"] for row in rows_of("findings")]
    by_name = dict(zip(names, found, strict=True))
    rows = (_tie(item, by_name[str(item["finding"])]) for item in items)
    return numbered(rows, "finding_item_id", "FT")


def _tie(item: Row, finding: Row) -> Row:
    role = _ROLES[str(finding["direction"])][str(item["bearing"])]
    return {"finding_id": finding["finding_id"], "item_id": item["item_id"], "role": role}


def without_their_finding(items: list[Row]) -> list[Row]:
    """Give the items as the contract has them: what each bears on is a table of its own."""
    return [{name: cell for name, cell in row.items() if name != "finding"} for row in items]


def safety_concerns() -> list[Row]:
    """List a resolved, an escalated and a later concern. Row: a concern about safety."""
    return numbered(rows_of("safety_concerns"), "concern_id", "CO")

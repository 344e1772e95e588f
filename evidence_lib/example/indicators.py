"""The invented indicators, and targets of which many lack a horizon or a baseline."""

from __future__ import annotations

from evidence_lib.example.draw import rounded
from evidence_lib.example.rows import Row, ShippedRow, numbered, rows_of
from evidence_lib.example.scene import PLACE

_OF_ITEMS = ("item_criterion", "item_about", "finding")
"""What a shipped indicator says of the evidence item drawn from its figures."""

_BY_QUINTILE = ("tariff_score", "child_poverty_simd")


def indicators() -> list[Row]:
    """List the definitions; two share a code, as happens. Row: an indicator."""
    return [
        {name: cell for name, cell in row.items() if name not in _OF_ITEMS}
        for row in rows_of("indicators")
    ]


def own_rows(values: list[Row], indicator_id: object) -> list[Row]:
    """List the partnership's own values of one indicator that stand; of quintiles, the first."""
    return [
        row
        for row in values
        if row["indicator_id"] == indicator_id
        and row["place"] == PLACE
        and row["group_type"] != "locality"
        and (row["indicator_id"] not in _BY_QUINTILE or row["group"] == "1")
        and row.get("value") is not None
        and not row.get("superseded_by")
    ]


def _own_values(values: list[Row], indicator_id: object) -> dict[str, float]:
    return {str(row["period"]): float(str(row["value"])) for row in own_rows(values, indicator_id)}


def indicator_targets(values: list[Row]) -> list[Row]:
    """List the targets, reckoned from the value they start from. Row: a target."""
    shipped = rows_of("indicator_targets")
    rows = [_target(row, _own_values(values, row["indicator_id"])) for row in shipped]
    return numbered(rows, "target_id", "T", "services_plan")


def _target(row: ShippedRow, known: dict[str, float]) -> Row:
    kept: Row = {name: cell for name, cell in row.items() if name != "factor"}
    baseline = known.get(row["baseline_period"])
    start = baseline if baseline is not None else next(reversed(known.values()), None)
    if not row["factor"] or start is None:
        return {**kept, "baseline_value": baseline}
    target = rounded(10 * start * float(row["factor"])) / 10
    return {**kept, "baseline_value": baseline, "target_value": target}

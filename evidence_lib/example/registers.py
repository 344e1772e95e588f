"""Named systems, initiatives, small tests, reporting lines, budgets and dated facts."""

from __future__ import annotations

from evidence_lib.example.draw import rounded
from evidence_lib.example.rows import Row, numbered, rows_of
from evidence_lib.example.scene import Size

_YEARS = ("2014-15", "2015-16", "2016-17", "2017-18")


def systems() -> list[Row]:
    """List what the report names. Row: a system, structure, plan or programme."""
    return numbered(rows_of("systems"), "system_id", "SY")


def events() -> list[Row]:
    """List the facts charts are marked with. Row: a dated fact."""
    return numbered(rows_of("events"), "event_id", "EV")


def initiatives() -> list[Row]:
    """List the initiatives and how well each is evidenced. Row: an initiative."""
    return numbered(rows_of("initiatives"), "initiative_id", "I")


def tests_of_change() -> list[Row]:
    """List the localities' small tests, two still running. Row: a test."""
    return numbered(rows_of("tests_of_change"), "test_id", "TC", "locality_papers")


def governance_links() -> list[Row]:
    """List who reported to whom, before and after. Row: a reporting line on one of two charts."""
    return numbered(rows_of("governance_links"), "link_id", "L")


def resources(size: Size) -> list[Row]:
    """List the budget of each service over four years. Row: a budget line in a year, in pounds."""
    draw = size.draw("resources")
    rows: list[Row] = []
    for service in rows_of("services"):
        amount = size.scaled(float(service["amount"]))
        for year in _YEARS:
            kept = {name: service[name] for name in ("service", "tier")}
            rows.append({**kept, "year": year, "amount": 1000 * rounded(amount / 1000)})
            change = float(service["growth"]) + draw.around(0, 0.01)
            amount = max(1, rounded(amount * (1 + change)))
    return numbered(rows, "resource_id", "B", "finance_return")

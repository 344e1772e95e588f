"""One accessible table, and the tables every page shows in the same way."""

from evidence_lib.tables.accessible import AccessibleTable, cell_text, table
from evidence_lib.tables.figures import counts_table, estimates_table, figures_table, rates_table
from evidence_lib.tables.pages import (
    accounting_table,
    activities_table,
    bearing_table,
    coverage_table,
    evidence_table,
    follow_up_table,
    grades_table,
    indicators_table,
    sources_table,
    statements_table,
    systems_table,
    told_table,
)

__all__ = [
    "AccessibleTable",
    "accounting_table",
    "activities_table",
    "bearing_table",
    "cell_text",
    "counts_table",
    "coverage_table",
    "estimates_table",
    "evidence_table",
    "figures_table",
    "follow_up_table",
    "grades_table",
    "indicators_table",
    "rates_table",
    "sources_table",
    "statements_table",
    "systems_table",
    "table",
    "told_table",
]

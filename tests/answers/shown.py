"""What tests of answers read out of a table as a reader sees it."""

from __future__ import annotations

import csv
import io

from bs4 import BeautifulSoup

from evidence_lib.show import AccessibleTable


def cells(table: AccessibleTable, column: str) -> list[str]:
    """The cells of one column of the file that a table releases."""
    return [row[column] for row in csv.DictReader(io.StringIO(table.csv))]


def rows(table: AccessibleTable) -> list[list[str]]:
    """The cells of a table on the page, row by row."""
    soup = BeautifulSoup(table.html, "html.parser")
    return [[cell.text for cell in row.find_all(["th", "td"])] for row in soup.tbody.find_all("tr")]


def headings(table: AccessibleTable) -> list[str]:
    """The headings of a table on the page."""
    return [cell.text for cell in BeautifulSoup(table.html, "html.parser").thead.find_all("th")]

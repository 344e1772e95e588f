"""What tests of answers read out of a table as a reader sees it."""

from __future__ import annotations

import csv
import io

from bs4 import BeautifulSoup

from evidence_lib.answers import Answer
from evidence_lib.show import AccessibleTable


def named_table(answer: Answer, name: str) -> AccessibleTable:
    """The table of an answer that has a name."""
    return next(each for each in answer.tables if each.name == name)


def cells(table: AccessibleTable, column: str) -> list[str]:
    """The cells of one column of the file that a table releases."""
    return [row[column] for row in csv.DictReader(io.StringIO(table.csv))]


def rows(table: AccessibleTable) -> list[list[str]]:
    """The cells of a table on the page, row by row."""
    soup = BeautifulSoup(table.html, "html.parser")
    return [[cell.text for cell in row.find_all(["th", "td"])] for row in soup.tbody.find_all("tr")]


def points(html: str) -> dict[str, list[str]]:
    """The points of a briefing as a reader meets them, label by label and section by section."""
    soup = BeautifulSoup(html, "html.parser")
    labels = {
        label.text: [each.text for each in label.find_next_sibling("dd").find_all(["li", "p"])]
        for label in soup.find_all("dt")
    }
    lists = {
        str(each.find_previous("h2").text): [point.text for point in each.find_all("li")]
        for each in soup.find_all("ul", class_="points")
    }
    return labels | lists


def headings(table: AccessibleTable) -> list[str]:
    """The headings of a table on the page."""
    return [cell.text for cell in BeautifulSoup(table.html, "html.parser").thead.find_all("th")]

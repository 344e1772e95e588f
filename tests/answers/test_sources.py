"""The evidence and how it was read: what leans on an item, statements by number, flags, marks."""

from __future__ import annotations

import csv
import io

import pandas as pd

from evidence_lib import judgement
from evidence_lib.answers.opening import opening
from evidence_lib.answers.sources import (
    flags_raised,
    marked_cells_table,
    paragraphs_table,
    review_sources,
    sources,
)
from evidence_lib.english import sentence_end
from evidence_lib.errors import Problem
from evidence_lib.evidence import Evidence
from tests.answers.shown import cells, named_table


def test_a_source_leads_to_its_address_and_to_the_lists_of_evidence_from_it(
    south_ayrshire: Evidence,
) -> None:
    html = review_sources(south_ayrshire).html
    row = html[html.index('id="source-report_2018"') :].partition("</tr>")[0]
    assert '<a href="https://www.careinspectorate.com">www.careinspectorate.com</a>' in row
    assert '<a href="area-3-evidence.html#table-evidence_items">area 3</a>' in row
    assert '<a href="#table-evidence_items">the whole review</a>' in row


def test_statements_are_numbered_for_comment() -> None:
    paragraphs = judgement.numbered_paragraphs({"3": ["First.", "Second."]})
    csv_text = paragraphs_table(paragraphs).csv
    assert "3.1,First." in csv_text
    assert "3.2,Second." in csv_text


def test_no_flag_is_said_too() -> None:
    assert flags_raised(()) == "Reading the files raised no flag."


def flag(rule: str, row: int = 2) -> Problem:
    return Problem("a.csv", row, "value", rule, "is so")


def test_flags_are_counted_by_rule_and_personal_data_is_never_called_removed() -> None:
    said = flags_raised([flag("marked"), flag("marked", 3), flag("personal-data")])
    assert "3 flags: marked (2) and personal data (1)." in said
    assert "nothing was removed" in said
    assert "nothing was removed" not in flags_raised([flag("marked")])


def test_many_kinds_of_flags_are_summed_up() -> None:
    rules = [flag(rule) for rule in ("a", "b", "c", "d", "e", "f")]
    assert "and 2 other kinds." in flags_raised(rules)


def test_marked_cells_are_counted_by_column_and_mark() -> None:
    columns = ["table", "file", "row", "key", "column", "mark", "state"]
    marks = pd.DataFrame(
        [
            ("needs", "a.csv", 2, "N1", "value", "[c]", "suppressed"),
            ("needs", "a.csv", 3, "N2", "value", "[c]", "suppressed"),
            ("needs", "a.csv", 3, "N2", "value", "..", "not_available"),
        ],
        columns=columns,
    )
    csv = marked_cells_table(marks).csv.splitlines()
    assert [line.split(",")[-1] for line in csv] == ["Cells", "2", "1"]


def test_the_main_statements_of_a_page_are_numbered_as_the_page_says_them(
    south_ayrshire: Evidence,
) -> None:
    area = south_ayrshire.area(3)
    numbered = named_table(sources(area), "paragraphs")
    findings = opening(area).frames["findings"]
    assert cells(numbered, "Statement") == [sentence_end(each) for each in findings["statement"]]
    assert cells(numbered, "Paragraph") == [f"3.{n + 1}" for n in range(len(findings))]


def test_an_item_of_the_whole_that_a_finding_of_the_area_rests_on_is_listed_there(
    south_ayrshire: Evidence,
) -> None:
    area = south_ayrshire.area(3)
    tied = " ".join(opening(area).frames["findings"]["item_ids"]).split()
    items = south_ayrshire.tables["evidence_items"].set_index("item_id")
    of_others = {each for each in tied if items.loc[each, "area"] != "3"}
    listed = named_table(sources(area), "evidence_items")
    assert of_others
    assert set(cells(listed, "Evidence")) == of_others | set(
        area.tables["evidence_items"]["item_id"]
    )


def test_the_overview_lists_only_what_belongs_to_no_area(south_ayrshire: Evidence) -> None:
    listed = next(each for each in review_sources(south_ayrshire).tables if "item" in each.name)
    items = south_ayrshire.tables["evidence_items"].set_index("item_id")
    ids = [row[0] for row in csv.reader(io.StringIO(listed.csv))][1:]
    assert set(items.loc[ids, "area"]) == {"general"}

"""What a page says of how its files were read."""

from __future__ import annotations

import pandas as pd

from evidence_lib import tables, wording
from evidence_lib.errors import Problem


def flag(rule: str, row: int = 2) -> Problem:
    return Problem("a.csv", row, "value", rule, "is so")


def test_no_flag_is_said_too() -> None:
    assert wording.flags_raised(()) == "Reading the files raised no flag."


def test_flags_are_counted_by_rule_and_personal_data_is_never_called_removed() -> None:
    said = wording.flags_raised([flag("marked"), flag("marked", 3), flag("personal-data")])
    assert "3 flags: marked (2) and personal data (1)." in said
    assert "nothing was removed" in said
    assert "nothing was removed" not in wording.flags_raised([flag("marked")])


def test_many_kinds_of_flags_are_summed_up() -> None:
    rules = [flag(rule) for rule in ("a", "b", "c", "d", "e", "f")]
    assert "and 2 other kinds." in wording.flags_raised(rules)


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
    csv = tables.marked_cells_table(marks).csv.splitlines()
    assert [line.split(",")[-1] for line in csv] == ["Cells", "2", "1"]


def test_passages_are_counted_as_held_reviewed_and_quoted() -> None:
    items = pd.DataFrame(
        {
            "quotation": ["a", "b", None],
            "quotation_reviewed": pd.array([True, None, None], dtype="boolean"),
        }
    )
    said = wording.quotations_found(items, items.iloc[:1])
    assert said is not None
    assert "2 passages are held" in said
    assert "1 marked as read for personal data, 1 quoted here." in said
    assert wording.quotations_found(items.iloc[2:], items.iloc[:0]) is None

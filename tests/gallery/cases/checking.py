"""What the check of files says to those who sent them."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.checking import grouping, page, report
from evidence_lib.checking.grouping import Group
from evidence_lib.checking.report import FileReport
from evidence_lib.errors import Problem
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for name, group in (
        ("whole file", wrong(0, column="")), ("one cell", wrong(2)), ("two rows", wrong(2, 3)),
        ("three rows", wrong(2, 3, 4)), ("one row twice", wrong(2, 2)),
        ("many", wrong(*range(2, 40, 3))),
    ):  # fmt: skip
        for function in (grouping.place_of, grouping.columns_of, grouping.how_often,
                         report.group_line):  # fmt: skip
            yield case(function, name, group)
    for problems in (0, 1, 2):
        files = [FileReport("a.csv", (), wrong(*range(2, 2 + problems)).problems, ())]
        if not problems:
            files = [FileReport("a.csv", (), (), ())]
        yield case(page._finding, f"{problems}", files)
        yield case(page._to_look_at, f"{problems}", problems)
    for read in (0, 1, 1234):
        account = {"read": read, "kept": read, "refused": 0, "duplicates": int(read == 1)}
        yield case(report.account_of, f"{read}", account)


def wrong(*numbers: int, column: str = "strand") -> Group:
    return Group(tuple(Problem("a.csv", each, column, "unknown-word", "no such word", "E" if column
                               else "") for each in numbers))  # fmt: skip

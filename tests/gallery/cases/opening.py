"""What a page begins with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence_lib.answers.findings import findings_of
from evidence_lib.answers.opening import (
    _asked,
    _found,
    _judges,
    _main_points,
    _next_points,
    _none_written,
    _not_shown,
    _section,
    _still_to_do,
    _tied_to_nothing,
    _unknown_points,
    headline_points,
    status,
)
from evidence_lib.show import Point, listed_points, missing_table
from tests.answers.frames import with_tables
from tests.answers.test_findings import UNTRACED, finding, found
from tests.gallery.case import Case, case
from tests.gallery.frames import example, judged_review, without


def cases() -> Iterator[Case]:
    yield from _of_a_review()
    yield from _of_an_area()


def _of_a_review() -> Iterator[Case]:
    yield case(headline_points, "none", example().tables["progress_statements"].iloc[:0])
    yield case(headline_points, "example", example().tables["progress_statements"].head(3))
    yield case(status, "example", example())
    yield case(_tied_to_nothing, "tied", example())
    yield case(_tied_to_nothing, "untied", without("finding_items"))
    yield case(_none_written, "no finding", without("findings"), "3")
    yield case(_none_written, "none here", example(), "3")
    yield case(_not_shown, "example", example())
    yield case(_still_to_do, "none", without("follow_up"))
    one = example().tables["follow_up"].head(1).assign(state="open")
    yield case(_still_to_do, "1", with_tables(example(), follow_up=one))
    yield case(_still_to_do, "example", example())
    whole = example()
    yield case(_asked, "example", whole)
    yield case(_asked, "1 area", replace(whole, areas=whole.areas.head(1)))
    undated = replace(whole, facts=replace(whole.facts, inspected_from=None))
    yield case(_asked, "day not known", undated)
    yield case(_found, "none", without("findings"))
    yield case(_found, "example", whole)


def _of_an_area() -> Iterator[Case]:
    area = example().area("3")
    own = findings_of(example(), "3")
    yield case(_section, "nothing to say", "Why", None)
    yield case(_section, "one", "Why", listed_points([Point("It fell.")]))
    yield case(_main_points, "example", area, own)
    yield case(_main_points, "no figure has a value", without("indicator_values").area("3"), own)
    for many in (0, 5, 6, 7):
        yield case(_main_points, f"a figure, {many} findings", area,
                   found(*[finding()] * 7).head(many))  # fmt: skip
    yield case(_main_points, "no figure, 7 findings", example().area("1"), found(*[finding()] * 7))
    for name, each in (("none", finding()), ("not shown", finding(direction="not_shown")),
                       ("not sure", finding(**UNTRACED))):  # fmt: skip
        yield case(_unknown_points, name, found(each), None)
    untied = found(finding(**UNTRACED | {"item_ids": ""}))
    yield case(_unknown_points, "untied, and said so", untied, missing_table("finding_items"))
    yield case(_next_points, "a finding asks", area, found(finding(next_step="Do it")))
    yield case(_next_points, "no finding asks", area, found(finding()))
    yield case(_next_points, "nothing to do", without("follow_up").area("3"), found(finding()))
    with judged_review() as review:
        yield case(_judges, "two parts", review, "3")
        yield case(_judges, "nothing judged", review, "4")

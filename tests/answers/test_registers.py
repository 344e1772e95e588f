"""What pages count of requests, plans, folders and decisions: protected, at any threshold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence_lib import answers, terms
from evidence_lib.answers import Answer
from evidence_lib.disclosure import released_cells, told_by_released
from evidence_lib.evidence import Area, Evidence
from tests.answers.shown import named_table

REGISTERS = {"requests for assistance", "plans of children", "shared folders",
             "requests to the resource forum"}  # fmt: skip


def counted(area: Area) -> list[Answer]:
    """The answers that hand over what they count."""
    return [answers.waits(area, criterion="right_help"), answers.child_plans(area),
            answers.shared_folders(area), answers.decisions(area)]  # fmt: skip


@pytest.fixture(params=[5, 8, 12])
def area(request: pytest.FixtureRequest, example: Evidence) -> Area:
    return replace(example, threshold=request.param, kept={}).area(4)


def test_nothing_hidden_can_be_worked_back(area: Area) -> None:
    registers = released_cells([safe for made in counted(area) for safe in made.counts])
    assert {each["of"] for each in registers} == REGISTERS
    assert told_by_released(registers) == []


def test_no_printed_count_is_below_the_threshold_of_the_review(area: Area) -> None:
    registers = released_cells([safe for made in counted(area) for safe in made.counts])
    shown = [cell["shown"] for each in registers for cell in each["cells"] if not cell["nobody"]]
    few = [each for each in shown if isinstance(each, int) and 0 < each < area.review.threshold]
    assert few == []


def test_a_higher_threshold_hides_more_in_the_tables(example: Evidence) -> None:
    hidden = []
    for threshold in (5, 12):
        made = counted(replace(example, threshold=threshold, kept={}).area(4))
        hidden.append(sum(table.csv.count(terms.HIDDEN) for each in made for table in each.tables))
    assert hidden[0] < hidden[1]


def test_what_is_hidden_is_hidden_in_the_table_too(example: Evidence) -> None:
    made = answers.waits(example.area(4), criterion="right_help")
    [safe] = made.counts
    open_now = safe.shown("simd_quintile", "still_waiting")
    table = named_table(made, "waits_by_fifth")
    printed = [line.split(",")[2] for line in table.csv.splitlines()[1:]]
    assert printed == [str(each) for each in open_now][: len(printed)]
    assert terms.HIDDEN in printed


def test_no_page_says_the_longest_wait(example: Evidence) -> None:
    made = answers.waits(example.area(4), criterion="right_help")
    assert "longest" not in made.html

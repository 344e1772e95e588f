"""What is still missing, in the order in which to look at it."""

from __future__ import annotations

from evidence_lib import strands
from evidence_lib.answers.missing_next import next_found, next_table
from evidence_lib.evidence import Evidence


def test_the_next_fieldwork_is_planned_in_order(example: Evidence) -> None:
    gaps = strands.gaps(
        example.tables["evidence_items"], example.areas, sources=example.tables["sources"],
        link_log=example.tables["link_log"],
    )  # fmt: skip
    assert next_found(gaps).startswith(f"{len(gaps)} gaps in the evidence. First:")
    assert "Nothing in the evidence" in next_found(gaps.iloc[0:0])
    assert next_table(gaps).csv.count("\n") == len(gaps) + 1

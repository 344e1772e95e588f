"""An answer: blocks in order, the frames behind them, what it lacks, and the tables it releases."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evidence_lib import terms
from evidence_lib.answers.answer import (
    Answer,
    lacking,
    no_indicator,
    no_table,
    noted,
    where_any,
)
from evidence_lib.errors import MethodInputError
from evidence_lib.evidence import Evidence
from evidence_lib.show import (
    AccessibleTable,
    Caveat,
    Finding,
    Missing,
    Sentence,
    charts,
    missing_indicator,
    missing_table,
    table,
)
from evidence_lib.show.charts import Exhibit


def test_caveats_that_came_with_a_result_become_sentences() -> None:
    said = noted(("it has no interval", "Ask first."))
    assert said == "Read with care: It has no interval. Ask first."
    assert noted(()) is None


ROWS = pd.DataFrame({"period": ["2016"], "count": [7], "low": [3.0], "high": [14.0]})


def shown(name: str = "t") -> AccessibleTable:
    return table(ROWS, {"period": "Period", "count": "Number"}, name=name, caption=f"Table {name}")


@pytest.fixture(scope="module")
def exhibit() -> Exhibit:
    return charts.show(
        charts.count_trend,
        ROWS,
        measure="starts",
        name="c",
        title="Seven",
        finding="Seven.",
        table=shown("c"),
    )


def test_parts_stand_in_order_and_a_part_that_is_none_is_none(exhibit: Exhibit) -> None:
    inner = Answer.of(Caveat("Care."), shown())
    answer = Answer.of(Finding("First."), None, inner, exhibit)
    assert answer.blocks == (Finding("First."), Caveat("Care."), shown(), exhibit)
    assert answer.html.startswith('<p class="finding">First. <span class="cites"><a href="#table-')
    assert Answer.of(None).blocks == ()


def test_frames_of_its_parts_are_its_own_and_no_two_have_one_name() -> None:
    inner, other = Answer.of(a=ROWS), ROWS.assign(count=8)
    answer = Answer.of(inner, b=other)
    assert answer.frames["a"] is ROWS
    assert answer.frames["b"] is other
    with pytest.raises(MethodInputError, match="two frames are called a"):
        Answer.of(inner, a=other)
    with pytest.raises(MethodInputError, match="two frames are called a"):
        Answer.of(inner, Answer.of(a=other))


def test_what_is_lacking_is_the_table_or_what_it_would_say_of_an_area(example: Evidence) -> None:
    assert "self_evaluation" in example.tables
    said = lacking(example, "self_evaluation")
    assert said == "Nothing recorded under “self-evaluation” is about this area."
    assert not isinstance(said, Missing)
    bare = replace(example, tables={**example.tables, "self_evaluation": ROWS.iloc[:0]}, kept={})
    assert lacking(bare, "self_evaluation") == missing_table("self_evaluation")


def test_what_it_finds_lacks_and_releases_is_read_off_its_blocks(exhibit: Exhibit) -> None:
    answer = Answer.of(
        Finding("Found."), Sentence("Said."), exhibit, missing_table("needs"), shown()
    )
    assert answer.findings == ("Found.", "Seven.")
    assert answer.missing == (str(missing_table("needs")),)
    assert [each.name for each in answer.tables] == ["c", "t"]


def test_it_shows_itself_with_the_tables_it_releases(exhibit: Exhibit) -> None:
    bundle = Answer.of(Finding("Found."), exhibit, shown())._repr_mimebundle_()
    assert bundle["text/plain"] == "Found.\nSeven.\nTable t"
    released = bundle[terms.TABLE_MIME]["tables"]
    assert [each["name"] for each in released] == ["c", "t"]
    assert released[1]["csv"] == shown().csv
    assert terms.TABLE_MIME not in Answer.of(Finding("Found."))._repr_mimebundle_()


def test_a_block_of_no_rows_is_none_or_says_that_they_are_missing() -> None:
    def made(rows: pd.DataFrame, *, caption: str) -> AccessibleTable:
        return table(rows, {"period": "Period"}, name="t", caption=caption)

    assert where_any(made, ROWS, caption="C") == made(ROWS, caption="C")
    assert where_any(made, ROWS.iloc[:0], caption="C") is None
    assert (where_any(made, ROWS, caption="C") or missing_table("needs")) == made(ROWS, caption="C")
    none = where_any(made, ROWS.iloc[:0], caption="C")
    assert (none or missing_table("needs")) == missing_table("needs")


def test_an_answer_that_there_is_nothing_holds_only_that() -> None:
    assert no_table("needs").blocks == (missing_table("needs"),)
    assert no_indicator("waits").blocks == (missing_indicator("waits"),)

"""An answer: blocks in order, the frames behind them, what it lacks, and the tables it releases."""

from __future__ import annotations

from evidence_lib.answers.answer import noted


def test_caveats_that_came_with_a_result_become_sentences() -> None:
    said = noted(("it has no interval", "Ask first."))
    assert said == "Read with care: It has no interval. Ask first."
    assert noted(()) is None

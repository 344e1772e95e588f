"""What the plans commit to, and what an indicator lacks before progress can be measured."""

from __future__ import annotations

import pandas as pd

from evidence_lib.answers.commitments import (
    commitments,
    initiatives_table,
    lacking_found,
)
from evidence_lib.evidence import Evidence
from tests.answers.frames import without


def test_indicators_are_said_by_what_they_lack() -> None:
    lacking = pd.DataFrame(
        {"missing": ["", "short-term target; owner", "impact target"],
         "lacks_target": [False, True, True]}
    )  # fmt: skip
    assert lacking_found(lacking) == (
        "1 of 3 indicators has all that measuring progress needs; 2 lack at least one target."
    )


def test_no_indicator_is_not_said_as_none_of_none(example: Evidence) -> None:
    bare = commitments(without(example.area(1), "indicators"))
    assert bare.missing == ()
    assert "No indicator of this area is defined" in bare.html
    assert "0 of 0" not in bare.html


def test_a_note_on_a_column_stands_only_where_the_column_does(example: Evidence) -> None:
    initiatives = example.tables["initiatives"]
    assert "Nesta" in initiatives_table(initiatives).html
    bare = initiatives_table(initiatives.assign(evidence_level=None, reach=None)).html
    assert "Nesta" not in bare
    assert "took part" not in bare

"""Agreement of two coders on every code that moves a level."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import agreement, strands, terms
from tests.conftest import item

CODES = ["strand", "measure_kind", "bearing", "materiality"]


def coded(items: pd.DataFrame, **changed: dict[str, str | None]) -> pd.DataFrame:
    """The codes of a second coder: the first one's, but for what a test changes."""
    again = items[["item_id", *CODES]].reset_index(drop=True).assign(coder="second")
    for code, values in changed.items():
        again[code] = (
            again["item_id"].map(values).where(again["item_id"].isin(list(values)), again[code])
        )
    return again


@pytest.fixture
def items() -> pd.DataFrame:
    bearings = ["supports", "challenges", "mixed"]
    rows = [item(f"i{place:02}", bearing=bearings[place % 3]) for place in range(21)]
    return pd.DataFrame(rows)


def test_agreement_is_given_for_every_code_with_kappa(items: pd.DataFrame) -> None:
    again = coded(items, bearing={"i00": "mixed"}, strand={"i01": "focus_group"})
    found = strands.coder_agreement(items, again).set_index("code")
    assert found.index.tolist() == CODES
    assert found["n"].tolist() == [21] * 4
    assert found.loc["bearing", ["agree", "disagree"]].tolist() == pytest.approx([20 / 21, 1 / 21])
    pairs = items.merge(again, on="item_id")
    expected = agreement.weighted_kappa(
        pairs["bearing_x"], pairs["bearing_y"], scale=terms.BEARINGS, weights="quadratic"
    )
    assert found.loc["bearing", ["kappa", "low", "high"]].tolist() == pytest.approx(
        [expected.kappa, expected.low, expected.high]
    )
    assert pd.isna(found.loc["materiality", "kappa"])


def test_a_near_miss_counts_on_ordered_codes_and_not_on_strands(items: pd.DataFrame) -> None:
    rows = items.assign(
        materiality=["minor", "important", "major"] * 7,
        strand=["staff_survey", "self_evaluation", "focus_group"] * 7,
    )
    near = coded(rows, materiality={"i00": "important"}, strand={"i00": "self_evaluation"})
    far = coded(rows, materiality={"i00": "major"}, strand={"i00": "focus_group"})
    kappas = [
        strands.coder_agreement(rows, each).set_index("code")["kappa"] for each in (near, far)
    ]
    assert kappas[0]["materiality"] > kappas[1]["materiality"]
    assert kappas[0]["strand"] == pytest.approx(kappas[1]["strand"])


def test_agreement_is_said_as_a_count_with_a_percentage_from_a_base_of_twenty(
    items: pd.DataFrame,
) -> None:
    again = coded(items, bearing={"i00": "mixed"})
    said = strands.coder_agreement(items, again).set_index("code")["in_words"]
    assert said["bearing"].startswith(
        "They agreed on the bearing of 20 of 21 assertions (95%); quadratic weighted kappa 0.9"
    )
    assert "(95% interval 0." in said["bearing"]
    assert "weighted" not in said["strand"]
    assert said["materiality"].endswith("one code throughout, so kappa cannot be worked out.")
    few = strands.coder_agreement(items, again.iloc[:19])["in_words"]
    assert not few.str.contains(r"\(\d+%\)").any()
    assert said.str.contains(r"\(\d+%\)").all()


def test_a_code_left_empty_is_not_compared_and_no_second_coder_gives_no_rows(
    items: pd.DataFrame,
) -> None:
    again = coded(items, materiality=dict.fromkeys(items["item_id"]))
    assert "materiality" not in set(strands.coder_agreement(items, again)["code"])
    none = strands.coder_agreement(items, again.iloc[:0])
    assert none.empty
    assert {"code", "n", "agree", "kappa", "in_words"} <= set(none.columns)


def test_rates_of_disagreement_are_measured_from_ten_assertions_coded_twice(
    items: pd.DataFrame,
) -> None:
    again = coded(items, bearing={"i00": "mixed"}, materiality={"i00": "minor", "i01": "major"})
    ten = strands.disagreement_rates(items, again.iloc[:10])
    assert ten == {"materiality": pytest.approx(0.2), "bearing": pytest.approx(0.1)}
    assert strands.disagreement_rates(items, again.iloc[:9]) == {
        "materiality": None, "bearing": None,
    }  # fmt: skip
    twice = pd.concat([again.iloc[:5], again.iloc[:5].assign(coder="third")])
    assert strands.disagreement_rates(items, twice)["bearing"] is None

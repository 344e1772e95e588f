"""Reviews made up by Hypothesis: items of any codes in few sentences, criteria, collections."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import pandas as pd

from evidence_lib import terms

AREAS = pd.DataFrame(
    {"area": ["1"], "components": [("process", "impact")], "criteria": [{}], "about": [""]}
)
SCALE: dict[str, Any] = {
    "levels": [{"level": n, "word": f"word {n}", "anchor": f"anchor {n}"} for n in range(5)]
}
SOURCES = pd.DataFrame(
    {
        "source_id": ["report", "return"],
        "origin": ["inspector", "partnership"],
        "published_on": ["2020-01", "2020-02"],
    }
)

_ITEM = st.fixed_dictionaries(
    {
        "criterion": st.sampled_from(["pace", "numbers", None]),
        "strand": st.sampled_from([*terms.ITEM_STRANDS, *[terms.TEAM_FINDING] * 4]),
        "collection_id": st.sampled_from([None, None, None, "group", "plan"]),
        "origin": st.sampled_from([None, *terms.ORIGINS]),
        "source_id": st.sampled_from(["report", "return"]),
        "location": st.integers(1, 12).map(lambda number: f"sentence {number}"),
        "collected_on": st.sampled_from([None, "2020-01-10", "2017"]),
        "participants": st.sampled_from([None, 4, 40]),
        "measure_kind": st.sampled_from(terms.MEASURE_KINDS),
        "bearing": st.sampled_from(terms.BEARINGS),
        "materiality": st.sampled_from(terms.MATERIALITIES),
        "form": st.sampled_from(terms.FORMS),
        "attribution": st.sampled_from(terms.ATTRIBUTIONS),
        "about": st.sampled_from([None, "all", "early_years"]),
    }
)


def framed(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Give rows of codes the columns of ``evidence_items`` that the weighing reads."""
    columns = [
        "criterion", "strand", "collection_id", "origin", "source_id", "location", "collected_on",
        "participants", "measure_kind", "bearing", "materiality", "form", "attribution", "about",
    ]  # fmt: skip
    items = pd.DataFrame(rows, columns=columns).astype("object")
    items.insert(0, "item_id", [f"I{number:03d}" for number in range(len(items))])
    return items.assign(area="1", component="process")


def coded_rows(least: int = 1, most: int = 14) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Make up the codes of some items."""
    return st.lists(_ITEM, min_size=least, max_size=most)


def coded_row() -> st.SearchStrategy[dict[str, Any]]:
    """Make up the codes of one item."""
    return _ITEM

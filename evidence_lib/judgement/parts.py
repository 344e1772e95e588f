"""A review's evidence parted by what is judged apart: the components of its areas."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from evidence_lib import terms
from evidence_lib.errors import MethodInputError
from evidence_lib.judgement.coded_lines import LEFT_OUT, LINE_CODES, CodedLines, Codes, Counts
from evidence_lib.judgement.prepared_items import prepared

_LINE_COLUMNS = [*LINE_CODES, "item_ids"]


@dataclass(frozen=True)
class Part:
    """
    The evidence on one component of one area.

    ``items`` Row: one assertion, as `prepared` gives. ``measures`` Row: one measure of an outcome;
    None where nobody looked for any. ``concerns`` Row: one open concern about safety.
    """

    area: str
    component: str
    items: pd.DataFrame
    lines: CodedLines
    measures: pd.DataFrame | None
    concerns: pd.DataFrame

    @property
    def key(self) -> dict[str, str]:
        """What names a row about this part."""
        return {"area": self.area, "component": self.component}

    @property
    def item_ids(self) -> list[str]:
        """Its items, in the order of their keys."""
        return self.items["item_id"].tolist()

    @cached_property
    def _known(self) -> dict[str, int]:
        measures = self.measures if self.measures is not None else _NO_MEASURES
        chance = measures["consistent_with_chance"].fillna(False).astype(bool)
        return {
            "measures_known": int(self.measures is not None),
            "measures_with_baseline": int(measures["has_baseline"].astype(bool).sum()),
            "measures_like_chance": int(chance.sum()),
            "outcomes_worsened": int(measures["verdict"].eq("worsened").sum()),
            "safety_concerns": len(self.concerns),
        }

    def facts(self, bearings: Codes, weights: Codes) -> dict[str, Counts]:
        """Give every fact of `rules.FACTS` for each coding; as `CodedLines.facts`."""
        known = {name: np.full(len(bearings), number) for name, number in self._known.items()}
        return {**self.lines.facts(bearings, weights), **known}

    @cached_property
    def own_facts(self) -> dict[str, Counts]:
        """The facts of the coding as it stands: arrays of one number."""
        return self.facts(self.lines.bearings[np.newaxis], self.lines.weights[np.newaxis])


_NO_MEASURES = pd.DataFrame(
    {"area": [], "component": [], "has_baseline": [], "verdict": [], "consistent_with_chance": [],
     "item_ids": []},
    dtype="object",
)  # fmt: skip


def parts_of(
    items: pd.DataFrame,
    areas: pd.DataFrame,
    *,
    sources: pd.DataFrame | None = None,
    outcomes: pd.DataFrame | None = None,
    safety: pd.DataFrame | None = None,
    survey_independent: bool = False,
) -> list[Part]:
    """
    Part the evidence by area and component, in the order of *areas*, with those that have nothing.

    Row of *items*: one assertion. Findings of the general part of a report are in no part.

    Raises:
        MethodInputError: An item comes twice, or *outcomes* lacks a column.
    """
    known = prepared(items, sources)
    measured = checked_outcomes(outcomes)
    keys = _keys(known, areas)
    by_key = dict(iter(known.groupby(["area", "component"])))
    return [
        _part(key, by_key.get(key, known.iloc[:0]), measured, safety, survey_independent)
        for key in keys
    ]


def _keys(known: pd.DataFrame, areas: pd.DataFrame) -> list[tuple[str, str]]:
    named = [
        (str(area), str(component))
        for area, components in zip(areas["area"], areas["components"], strict=True)
        for component in components
    ]
    of_areas = known[known["area"].ne(terms.GENERAL_AREA)]
    found = sorted(set(zip(of_areas["area"], of_areas["component"], strict=True)) - set(named))
    return [*named, *found]


def _part(
    key: tuple[str, str],
    items: pd.DataFrame,
    outcomes: pd.DataFrame | None,
    safety: pd.DataFrame | None,
    survey_independent: bool,
) -> Part:
    area, component = key
    measures = None
    if outcomes is not None:
        wanted = outcomes["area"].astype("str").eq(area) & outcomes["component"].eq(component)
        measures = outcomes[wanted].reset_index(drop=True)
    lines = CodedLines(_lines(items, measures), survey_independent)
    return Part(area, component, items, lines, measures, concerns_of(safety, area))


def checked_outcomes(outcomes: pd.DataFrame | None) -> pd.DataFrame | None:
    """Fill in the columns of measures that may be left out; raise for one that may not."""
    if outcomes is None:
        return None
    needed = {"area", "has_baseline", "verdict"} - set(outcomes.columns)
    if needed:
        raise MethodInputError(f'reading "outcomes": there is no column "{min(needed)}"')
    usual: dict[str, Any] = {
        "component": "impact",
        "consistent_with_chance": pd.NA,
        "item_ids": "",
        "origin": "",
        "base": pd.NA,
    }
    missing = {name: value for name, value in usual.items() if name not in outcomes.columns}
    return outcomes.assign(**missing).fillna({"item_ids": "", "origin": ""})


def concerns_of(safety: pd.DataFrame | None, area: str) -> pd.DataFrame:
    """Choose the open concerns that bear on an area: its own, and those about the whole."""
    if safety is None or safety.empty:
        return pd.DataFrame({"area": []}, dtype="str")
    about = safety["area"].astype("str")
    return safety[about.eq(area) | about.eq(terms.GENERAL_AREA)].reset_index(drop=True)


def _lines(items: pd.DataFrame, measures: pd.DataFrame | None) -> pd.DataFrame:
    """Put items of one voice and one set of codes together, and add what measures showed."""
    if measures is None:
        moved = items["figure"] & items["of_result"]
    else:
        moved = items["item_id"].isin(_telling_of_improvement(measures))
    coded = items.assign(moved=moved, fixed=False)
    found = (
        coded.groupby(LINE_CODES, sort=True)["item_id"].agg(tuple).rename("item_ids").reset_index()
    )
    parts = [found[_LINE_COLUMNS], _measure_lines(items, measures)]
    filled = [each for each in parts if len(each)]
    return pd.concat(filled, ignore_index=True) if filled else parts[0]


def _telling_of_improvement(measures: pd.DataFrame) -> set[str]:
    chosen = measures.loc[measures["verdict"].eq("improved"), "item_ids"]
    return {each for cell in chosen for each in str(cell).split()}


def _measure_lines(items: pd.DataFrame, measures: pd.DataFrame | None) -> pd.DataFrame:
    """
    Make a line of each measure that moved by more than chance: major, and coded by nobody.

    One that an item of the part tells speaks with that item's voice, and so counts once.
    """
    if measures is None:
        return pd.DataFrame(columns=_LINE_COLUMNS)
    voice_of = dict(zip(items["item_id"], items["voice"], strict=True))
    moved = measures[measures["verdict"].isin(["improved", "worsened"])]
    rows = [_measure_line(row, at, voice_of) for at, row in enumerate(moved.to_dict("records"))]
    return pd.DataFrame(rows, columns=_LINE_COLUMNS)


def _measure_line(
    measure: dict[object, object], place: int, voice_of: dict[str, str]
) -> dict[str, object]:
    telling = [each for each in str(measure["item_ids"]).split() if each in voice_of]
    own = f"measure {measure.get('indicator_id', place)} {measure.get('measure', '')}".strip()
    improved = measure["verdict"] == "improved"
    return {
        "voice": voice_of[telling[0]] if telling else own, "speaker": own,
        "criterion": terms.NOT_STATED, "strand": "performance_data",
        "origin": str(measure["origin"]), "bearing": "supports" if improved else "challenges",
        "materiality": "major", "people": False, "of_result": True, "moved": improved,
        "fixed": True, "item_ids": (),
    }  # fmt: skip


def without(part: Part, removed: Collection[str]) -> Codes:
    """Give the bearings of a part's lines where some of its items are left out."""
    gone = set(removed)
    left = [not ids or bool(set(ids) - gone) for ids in part.lines.frame["item_ids"]]
    return np.where(left, part.lines.bearings, LEFT_OUT).astype(np.int8)

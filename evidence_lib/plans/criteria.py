"""The statutory criteria a children's services plan is reviewed against, beside the country's."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

import pandas as pd

from evidence_lib.errors import require_columns
from evidence_lib.plans._frames import same_words

_NUMBER_AT_END = re.compile(r"(\d+)([ab]?)$")
_MET = ("fully", "partly", "not")
_COLUMNS = [
    "criterion_id", "plan", "number", "title", "met", "reason", "location",
    *(f"national_{met}" for met in _MET), "national_plans", *(f"earlier_{met}" for met in _MET),
    "note",
]  # fmt: skip

ONLY_HALVES = "national figures are given for its two halves, 6a and 6b"
NOT_RECOGNISED = "not one of the 15 criteria by number or title: no national figures"


def _reference() -> dict[str, Any]:
    text = (files("evidence_lib") / "reference" / "plan_criteria.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def national_criteria() -> pd.DataFrame:
    """
    Give the criteria with how plans across Scotland met them.

    Row: one criterion (the sixth in two halves).

    Returns:
        ``number``, ``title``, ``national_fully``, ``national_partly``, ``national_not`` (plans of
        2023-26), ``national_plans`` (30), ``earlier_fully``, ``earlier_partly``, ``earlier_not``
        (2020-23; missing where the source gives none).

    Source: Scottish Government, review of children's services plans 2023-26, pages 7 to 18.
    """
    reference = _reference()
    rows = [
        {"number": each["number"], "title": each["title"]}
        | {"national_plans": reference["source"]["plans"]}
        | {f"national_{met}": each[met] for met in _MET}
        | {f"earlier_{met}": each.get("earlier", {}).get(met, float("nan")) for met in _MET}
        for each in reference["criteria"]
    ]
    return pd.DataFrame(rows)


def _number_of(criterion_id: object, title: object, by_title: dict[str, str]) -> str:
    """Read the number a key ends in (``csp_06a`` is 6a), else find the title; else empty."""
    found = _NUMBER_AT_END.search(str(criterion_id).casefold())
    if found and 1 <= int(found.group(1)) <= 15:
        return f"{int(found.group(1))}{found.group(2)}"
    return by_title.get(same_words(title), "")


def _note(number: str, known: set[str]) -> str:
    if number in known:
        return ""
    return ONLY_HALVES if number == "6" else NOT_RECOGNISED


def criteria_table(plan_criteria: pd.DataFrame) -> pd.DataFrame:
    """
    Set a plan's criteria beside the national distribution.

    Row: one criterion of one plan, in the order given.

    Returns:
        ``criterion_id``, ``plan``, ``number`` (1 to 15, 6a, 6b; read from the end of the key, else
        found by title), ``title``, ``met``, ``reason``, ``location``, ``national_fully``,
        ``national_partly``, ``national_not`` (plans), ``national_plans``, ``earlier_fully``,
        ``earlier_partly``, ``earlier_not``, ``note`` (why there are no national figures, if so).

    Raises:
        MethodInputError: The frame lacks a column.

    Source: Scottish Government, review of children's services plans 2023-26.
    """
    needed = ["criterion_id", "plan", "title", "met", "reason", "location"]
    require_columns(
        plan_criteria.columns, needed, doing="setting criteria beside the national figures"
    )
    national = national_criteria()
    by_title = {same_words(row.title): str(row.number) for row in national.itertuples()}
    numbers = [
        _number_of(key, title, by_title)
        for key, title in zip(plan_criteria["criterion_id"], plan_criteria["title"], strict=True)
    ]
    known = set(national["number"])
    notes = [_note(each, known) for each in numbers]
    own = plan_criteria[needed].assign(
        number=pd.Series(numbers, index=plan_criteria.index, dtype="str"),
        note=pd.Series(notes, index=plan_criteria.index, dtype="str"),
    )
    beside = national.drop(columns="title")
    return own.merge(beside, on="number", how="left")[_COLUMNS]

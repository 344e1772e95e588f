"""What may stand under ``[sign_off]`` in ``review.toml``, and when it has to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from evidence_lib.errors import Problem
from evidence_lib.loaders.mapping_rules import problem
from evidence_lib.terms import FINAL

PEOPLE = ("analyst", "checker")
CHECKED_ON = "checked_on"
SIGN_OFF = (*PEOPLE, CHECKED_ON)


def check_sign_off(values: Mapping[str, Any]) -> list[Problem]:
    """
    Check who signed: people in text, a day, two people and not one, and all of it when final.

    Source: HM Treasury, The Aqua Book: whoever assures an analysis is not who did it.
    """
    said, review = values.get("sign_off", {}), values.get("review", {})
    wrong = [*_shapes(said), *_order(said, review)]
    return wrong or [*_one_person(said), *_needed(said, review)]


def _shapes(said: Mapping[str, Any]) -> list[Problem]:
    texts = [
        problem("wrong-shape", "must be a name or a role, in text", column=f"sign_off.{name}")
        for name in PEOPLE
        if name in said and not (isinstance(said[name], str) and said[name].strip())
    ]
    if CHECKED_ON not in said or type(said[CHECKED_ON]) is date:
        return texts
    message = "must be a date such as 2018-03-29"
    return [*texts, problem("not-a-date", message, column=f"sign_off.{CHECKED_ON}")]


def _order(said: Mapping[str, Any], review: Mapping[str, Any]) -> list[Problem]:
    checked, ended = said.get(CHECKED_ON), review.get("fieldwork_to")
    if type(checked) is not date or type(ended) is not date or checked >= ended:
        return []
    message = "must not be before fieldwork_to: nobody can have checked what was not there"
    return [problem("dates-reversed", message, column=f"sign_off.{CHECKED_ON}")]


def _one_person(said: Mapping[str, Any]) -> list[Problem]:
    names = [" ".join(said.get(name, "").split()).casefold() for name in PEOPLE]
    if not names[0] or names[0] != names[1]:
        return []
    message = "must be another person than the analyst"
    return [problem("same-person", message, column="sign_off.checker")]


def _needed(said: Mapping[str, Any], review: Mapping[str, Any]) -> list[Problem]:
    if review.get("status") != FINAL:
        return []
    return [
        problem("not-signed", "must be filled in when the status is final",
                column=f"sign_off.{name}")
        for name in SIGN_OFF
        if name not in said
    ]  # fmt: skip

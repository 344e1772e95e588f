"""``review.toml``: what is under review, its areas, its scale and how its files are mapped."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.mappings import FILE, check_mappings, near

AREA_COLUMNS = ("area", "title", "wording", "location", "notebook", "components", "criteria")
REQUIRED_TEXT = ("name", "title", "partnership", "place", "report_source_id", "status")
REQUIRED_DATES = ("fieldwork_from", "fieldwork_to", "as_at")
DATES = (*REQUIRED_DATES, "inspected_from", "inspected_to", "inspection_published_on")
DEFAULTS: dict[str, dict[str, Any]] = {
    "comparators": {"national": "", "family_group": []},
    "disclosure": {"threshold": disclosure.USUAL_THRESHOLD},
}
"""What stands for settings that a review leaves out."""

PARTS = ("review", "comparators", "disclosure", "progress_scale", "standards")
KNOWN = {
    "review": (
        "name", "title", "partnership", "place", "gss_code", "inspected_from", "inspected_to",
        "inspection_published_on", "fieldwork_from", "fieldwork_to", "as_at", "status", "bodies",
        "report_source_id",
    ),
    "comparators": ("national", "family_group"),
    "disclosure": ("threshold",),
    "progress_scale": ("levels",),
    "standards": ("request_days",),
}  # fmt: skip
"""The settings of each part: a misspelt one must not leave the setting at what it was."""

LEVELS = range(5)
AREA_SHAPES: dict[str, tuple[tuple[type, ...], str]] = {
    "number": ((int, str), "must be a number"),
    "title": ((str,), "must be text"),
    "wording": ((str,), "must be text"),
    "location": ((str,), "must be text"),
    "notebook": ((str,), "must be the name of a notebook"),
    "components": ((list,), "must be a list of words"),
    "criteria": ((dict,), "must be a part of its own, headed [areas.criteria]"),
}


@dataclass(frozen=True)
class Settings:
    """
    What ``review.toml`` says.

    ``values`` is the file as read; ``areas`` has a row an improvement area: ``area`` (its number
    as text), ``title``, ``wording``, ``location``, ``notebook``, ``components`` (tuple) and
    ``criteria`` (key to title).
    """

    values: dict[str, Any] = field(default_factory=dict)
    areas: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=AREA_COLUMNS))
    problems: tuple[Problem, ...] = ()


def read_settings(review_dir: Path) -> Settings:
    """Read ``review.toml``; what is wrong with it comes back as problems and none raises."""
    try:
        text = (review_dir / FILE).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return Settings(problems=(_problem("missing-file", "must be present, in UTF-8"),))
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        message = f"is not TOML: {str(error).split(' (at')[0].lower()}"
        return Settings(problems=(_problem("not-toml", message, int(line[1]) if line else 0),))
    except RecursionError:
        return Settings(problems=(_problem("not-toml", "is nested deeper than any settings"),))
    shapes = _check_shapes(values)
    if shapes:
        return Settings(values, problems=tuple(shapes))
    values = {
        **values,
        **{name: {**given, **values.get(name, {})} for name, given in DEFAULTS.items()},
    }
    problems = [
        *_check_review(values),
        *_check_areas(values),
        *check_mappings(values),
        *_check_standards(values),
        *_check_scale(values),
        *_check_disclosure(values),
        *_check_comparators(values),
    ]
    areas = pd.DataFrame() if problems else _areas(values)
    return Settings(values, areas if not problems else Settings().areas, tuple(problems))


def _problem(rule: str, message: str, row: int = 0, column: str = "") -> Problem:
    return Problem(FILE, row, column, rule, message)


def _check_shapes(values: dict[str, Any]) -> list[Problem]:
    """Check that every part is a part, so that what is in it can be looked at."""
    wrong = [
        _problem("wrong-shape", f"must be a part of its own, headed [{name}]", column=name)
        for name in PARTS
        if not isinstance(values.get(name, {}), dict)
    ]
    wrong += [
        _problem("unknown-setting", f"is no setting here{near(key, known)}", column=f"{name}.{key}")
        for name, known in KNOWN.items()
        for key in (values.get(name, {}) if isinstance(values.get(name, {}), dict) else ())
        if key not in known
    ]
    areas = values.get("areas", [])
    if not isinstance(areas, list) or not all(isinstance(each, dict) for each in areas):
        return [*wrong, _problem("wrong-shape", "must be headed [[areas]]", column="areas")]
    return wrong + [
        _problem("wrong-shape", message, column=f"areas[{position}].{name}")
        for position, area in enumerate(areas, start=1)
        for name, (kinds, message) in AREA_SHAPES.items()
        if not isinstance(area.get(name, kinds[0]()), kinds) or area.get(name) is True
    ] + [
        _problem("unknown-setting", f"is no setting here{near(key, AREA_SHAPES)}",
                 column=f"areas[{position}].{key}")
        for position, area in enumerate(areas, start=1)
        for key in area
        if key not in AREA_SHAPES
    ]  # fmt: skip


def _check_review(values: dict[str, Any]) -> list[Problem]:
    review = values.get("review", {})
    problems = [
        _problem("required", "must be filled in with text", column=f"review.{name}")
        for name in REQUIRED_TEXT
        if not isinstance(review.get(name), str) or not review[name].strip()
    ]
    days = {name: review.get(name) for name in DATES if name in (*REQUIRED_DATES, *review)}
    problems += [
        _problem("not-a-date", "must be a date such as 2018-01-29", column=f"review.{name}")
        for name, day in days.items()
        if type(day) is not date  # a moment is a date too, and cannot be compared
    ]
    if not _are_texts(review.get("bodies", [])):
        message = "must be a list of names of bodies"
        problems.append(_problem("wrong-shape", message, column="review.bodies"))
    if not problems:
        problems += _check_review_values(review)
    return problems


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _check_review_values(review: dict[str, Any]) -> list[Problem]:
    problems = []
    if review["status"] not in terms.REVIEW_STATUSES:
        allowed = ", ".join(terms.REVIEW_STATUSES)
        message = f"must be one of {allowed}; got {shown(review['status'])}"
        problems.append(_problem("unknown-word", message, column="review.status"))
    if review["fieldwork_to"] < review["fieldwork_from"]:
        message = "must not be before fieldwork_from"
        problems.append(_problem("dates-reversed", message, column="review.fieldwork_to"))
    return problems


def _check_areas(values: dict[str, Any]) -> list[Problem]:
    areas = values.get("areas", [])
    if not isinstance(areas, list) or not areas:
        return [_problem("required", "must hold at least one improvement area", column="areas")]
    problems = [
        _problem("required", "must be filled in", column=f"areas[{position}].{name}")
        for position, area in enumerate(areas, start=1)
        for name in ("number", "title", "wording")
        if not area.get(name)
    ]
    numbers = [str(area.get("number")) for area in areas]
    problems += [
        _problem("repeated-key", f"area {shown(number)} stands more than once", column="areas")
        for number in sorted({each for each in numbers if numbers.count(each) > 1})
    ]
    return problems + [
        _problem(
            "unknown-word",
            f"must be one of {', '.join(terms.COMPONENTS)}; got {shown(component)}",
            column=f"areas[{position}].components",
        )
        for position, area in enumerate(areas, start=1)
        for component in area.get("components", [])
        if component not in terms.COMPONENTS
    ]


def _check_standards(values: dict[str, Any]) -> list[Problem]:
    return [
        _problem(
            "out-of-range",
            f"must be a whole number of days, 1 or more; got {shown(days)}",
            column=f"standards.{name}",
        )
        for name, days in values.get("standards", {}).items()
        if isinstance(days, bool) or not isinstance(days, int) or days < 1
    ]


def _check_scale(values: dict[str, Any]) -> list[Problem]:
    levels = values.get("progress_scale", {}).get("levels", [])
    fits = isinstance(levels, list) and all(_is_level(each) for each in levels)
    if fits and sorted(each["level"] for each in levels) == list(LEVELS):
        return []
    message = "must give the levels 0 to 4, each with its level, word and anchor"
    return [_problem("wrong-shape", message, column="progress_scale.levels")]


def _is_level(each: Any) -> bool:
    return (
        isinstance(each, dict)
        and type(each.get("level")) is int
        and all(isinstance(each.get(name), str) and each[name] for name in ("word", "anchor"))
    )


def _check_disclosure(values: dict[str, Any]) -> list[Problem]:
    threshold = values.get("disclosure", {}).get("threshold")
    if disclosure.threshold_may_be(threshold):
        return []
    message = (
        f"must be a whole number, {disclosure.USUAL_THRESHOLD} or more; got {shown(threshold)}"
    )
    return [_problem("out-of-range", message, column="disclosure.threshold")]


def _check_comparators(values: dict[str, Any]) -> list[Problem]:
    comparators = values.get("comparators", {})
    problems = []
    if not isinstance(comparators.get("national"), str):
        message = "must be the name of a place"
        problems.append(_problem("wrong-shape", message, column="comparators.national"))
    if not _are_texts(comparators.get("family_group")):
        message = "must be a list of names of places"
        problems.append(_problem("wrong-shape", message, column="comparators.family_group"))
    return problems


def _areas(values: dict[str, Any]) -> pd.DataFrame:
    rows = [
        (
            str(area["number"]),
            area["title"],
            area["wording"],
            area.get("location", ""),
            area.get("notebook", ""),
            tuple(area.get("components", ("process", "impact"))),
            dict(area.get("criteria", {})),
        )
        for area in values["areas"]
    ]
    return pd.DataFrame(rows, columns=AREA_COLUMNS)

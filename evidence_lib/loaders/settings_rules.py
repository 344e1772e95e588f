"""What may stand in ``review.toml``: the review itself, its areas, its scale and its standards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from evidence_lib import disclosure, terms
from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.cells.texts import CONTROL
from evidence_lib.loaders.mapping_rules import check_mappings, near, problem
from evidence_lib.loaders.sign_off_rules import SIGN_OFF, check_sign_off

REQUIRED_TEXT = ("name", "title", "partnership", "place", "report_source_id", "status")
REQUIRED_DATES = ("fieldwork_from", "fieldwork_to", "as_at")
DATES = (*REQUIRED_DATES, "inspected_from", "inspected_to", "inspection_published_on")

PARTS = ("review", "comparators", "disclosure", "progress_scale", "standards", "sign_off")
KNOWN = {
    "review": (
        "name", "title", "partnership", "place", "gss_code", "inspected_from", "inspected_to",
        "inspection_published_on", "fieldwork_from", "fieldwork_to", "as_at", "status", "bodies",
        "report_source_id", "contact",
    ),
    "comparators": ("national", "family_group"),
    "disclosure": ("threshold", "accepted", "never_sent"),
    "progress_scale": ("levels",),
    "standards": ("request_days",),
    "sign_off": SIGN_OFF,
}  # fmt: skip
"""The settings of each part: a misspelt one must not leave the setting at what it was."""

REASONED = {"accepted": "words", "never_sent": "pack"}
"""What may be loosened of the disclosure check, each with a written reason."""

LEVELS = range(5)
AREA_SHAPES: dict[str, tuple[tuple[type, ...], str]] = {
    "number": ((int, str), "must be a number"),
    "title": ((str,), "must be text"),
    "wording": ((str,), "must be text"),
    "location": ((str,), "must be text"),
    "notebook": ((str,), "must be the name of a notebook"),
    "components": ((list,), "must be a list of words"),
    "criteria": ((dict,), "must be a part of its own, headed [areas.criteria]"),
    "about": ((str,), "must be a word for the children it is about"),
    "key_indicator": ((str,), "must be the id of an indicator"),
    "wellbeing_from_plans": ((bool,), "must be true or false"),
}


def check_shapes(values: Mapping[str, Any]) -> list[Problem]:
    """Check that every part is a part, so that what is in it can be looked at."""
    wrong = [
        problem("wrong-shape", f"must be a part of its own, headed [{name}]", column=name)
        for name in PARTS
        if not isinstance(values.get(name, {}), dict)
    ]
    wrong += [
        problem("unknown-setting", f"is no setting here{near(key, known)}", column=f"{name}.{key}")
        for name, known in KNOWN.items()
        for key in (values.get(name, {}) if isinstance(values.get(name, {}), dict) else ())
        if key not in known
    ]
    areas = values.get("areas", [])
    if not isinstance(areas, list) or not all(isinstance(each, dict) for each in areas):
        return [*wrong, problem("wrong-shape", "must be headed [[areas]]", column="areas")]
    return wrong + [
        problem("wrong-shape", message, column=f"areas[{position}].{name}")
        for position, area in enumerate(areas, start=1)
        for name, (kinds, message) in AREA_SHAPES.items()
        if not isinstance(area.get(name, kinds[0]()), kinds)
        or (isinstance(area.get(name), bool) and bool not in kinds)
    ] + [
        problem("unknown-setting", f"is no setting here{near(key, AREA_SHAPES)}",
                 column=f"areas[{position}].{key}")
        for position, area in enumerate(areas, start=1)
        for key in area
        if key not in AREA_SHAPES
    ]  # fmt: skip


def check_characters(values: Any, place: str = "") -> list[Problem]:
    """Refuse control characters, which TOML lets through when they are written as escapes."""
    if isinstance(values, str):
        message = "holds a control character; type it again"
        found = CONTROL.search(values)
        return [problem("control-character", message, column=place)] if found else []
    inside = values.items() if isinstance(values, dict) else ()
    parts = enumerate(values, start=1) if isinstance(values, list) else inside
    wrong: list[Problem] = []
    for name, value in parts:
        wrong += check_characters(str(name), place) + check_characters(value, _at(place, name))
    return wrong


def _at(place: str, name: object) -> str:
    if isinstance(name, int):
        return f"{place}[{name}]"
    return f"{place}.{name}" if place else str(name)


def check_settings(values: Mapping[str, Any]) -> list[Problem]:
    """
    Check every part of ``review.toml`` whose shape `check_shapes` has nothing against.

    Args:
        values: The file as TOML gives it, with what stands for settings that it leaves out.

    Returns:
        A problem for each setting that is missing or cannot be followed.
    """
    return [
        *_check_review(values),
        *_check_areas(values),
        *check_mappings(values),
        *_check_standards(values),
        *_check_scale(values),
        *_check_disclosure(values),
        *_check_comparators(values),
        *check_sign_off(values),
    ]


def _check_review(values: Mapping[str, Any]) -> list[Problem]:
    review = values.get("review", {})
    problems = [
        problem("required", "must be filled in with text", column=f"review.{name}")
        for name in REQUIRED_TEXT
        if not isinstance(review.get(name), str) or not review[name].strip()
    ]
    days = {name: review.get(name) for name in DATES if name in (*REQUIRED_DATES, *review)}
    problems += [
        problem("not-a-date", "must be a date such as 2018-01-29", column=f"review.{name}")
        for name, day in days.items()
        if type(day) is not date  # a moment is a date too, and cannot be compared
    ]
    if not _are_texts(review.get("bodies", [])):
        message = "must be a list of names of bodies"
        problems.append(problem("wrong-shape", message, column="review.bodies"))
    if not isinstance(review.get("contact", ""), str):
        problems.append(problem("wrong-shape", "must be text", column="review.contact"))
    if not problems:
        problems += _check_review_values(review)
    return problems


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _check_review_values(review: Mapping[str, Any]) -> list[Problem]:
    problems = []
    if review["status"] not in terms.REVIEW_STATUSES:
        allowed = ", ".join(terms.REVIEW_STATUSES)
        message = f"must be one of {allowed}; got {shown(review['status'])}"
        problems.append(problem("unknown-word", message, column="review.status"))
    if review["fieldwork_to"] < review["fieldwork_from"]:
        message = "must not be before fieldwork_from"
        problems.append(problem("dates-reversed", message, column="review.fieldwork_to"))
    return problems


def _check_areas(values: Mapping[str, Any]) -> list[Problem]:
    areas = values.get("areas", [])
    if not isinstance(areas, list) or not areas:
        return [problem("required", "must hold at least one improvement area", column="areas")]
    problems = [
        problem("required", "must be filled in", column=f"areas[{position}].{name}")
        for position, area in enumerate(areas, start=1)
        for name in ("number", "title", "wording")
        if not area.get(name)
    ]
    numbers = [str(area.get("number")) for area in areas]
    problems += [
        problem("repeated-key", f"area {shown(number)} stands more than once", column="areas")
        for number in sorted({each for each in numbers if numbers.count(each) > 1})
    ]
    return problems + [
        problem(
            "unknown-word",
            f"must be one of {', '.join(terms.COMPONENTS)}; got {shown(component)}",
            column=f"areas[{position}].components",
        )
        for position, area in enumerate(areas, start=1)
        for component in area.get("components", [])
        if component not in terms.COMPONENTS
    ]


def _check_standards(values: Mapping[str, Any]) -> list[Problem]:
    return [
        problem(
            "out-of-range",
            f"must be a whole number of days, 1 or more; got {shown(days)}",
            column=f"standards.{name}",
        )
        for name, days in values.get("standards", {}).items()
        if isinstance(days, bool) or not isinstance(days, int) or days < 1
    ]


def _check_scale(values: Mapping[str, Any]) -> list[Problem]:
    levels = values.get("progress_scale", {}).get("levels", [])
    fits = isinstance(levels, list) and all(_is_level(each) for each in levels)
    if fits and sorted(each["level"] for each in levels) == list(LEVELS):
        return []
    message = "must give the levels 0 to 4, each with its level, word and anchor"
    return [problem("wrong-shape", message, column="progress_scale.levels")]


def _is_level(each: Any) -> bool:
    return (
        isinstance(each, dict)
        and type(each.get("level")) is int
        and all(isinstance(each.get(name), str) and each[name] for name in ("word", "anchor"))
    )


def _check_disclosure(values: Mapping[str, Any]) -> list[Problem]:
    said = values.get("disclosure", {})
    problems = [
        problem("wrong-shape", f"must give each its {name} and its reason, both in text",
                column=f"disclosure.{part}")
        for part, name in REASONED.items()
        if not _are_reasoned(said.get(part, []), name)
    ]  # fmt: skip
    if disclosure.threshold_may_be(said.get("threshold")):
        return problems
    message = (
        f"must be a whole number, {disclosure.USUAL_THRESHOLD} or more; "
        f"got {shown(said.get('threshold'))}"
    )
    return [*problems, problem("out-of-range", message, column="disclosure.threshold")]


def _are_reasoned(said: Any, name: str) -> bool:
    return isinstance(said, list) and all(
        isinstance(each, dict)
        and each.keys() == {name, "reason"}
        and all(isinstance(text, str) and text.strip() for text in each.values())
        for each in said
    )


def _check_comparators(values: Mapping[str, Any]) -> list[Problem]:
    comparators = values.get("comparators", {})
    problems = []
    if not isinstance(comparators.get("national"), str):
        message = "must be the name of a place"
        problems.append(problem("wrong-shape", message, column="comparators.national"))
    if not _are_texts(comparators.get("family_group")):
        message = "must be a list of names of places"
        problems.append(problem("wrong-shape", message, column="comparators.family_group"))
    return problems

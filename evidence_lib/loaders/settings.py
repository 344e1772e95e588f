"""``review.toml``: what is under review, its areas, its scale and how its files are mapped."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.errors import Problem
from evidence_lib.loaders.mapping_rules import problem
from evidence_lib.loaders.mappings import FILE, Mappings, mappings_of
from evidence_lib.loaders.settings_rules import check_settings, check_shapes

AREA_COLUMNS = ("area", "title", "wording", "location", "notebook", "components", "criteria")
DEFAULTS: dict[str, dict[str, Any]] = {
    "comparators": {"national": "", "family_group": []},
    "disclosure": {"threshold": disclosure.USUAL_THRESHOLD},
}
"""What stands for settings that a review leaves out."""


@dataclass(frozen=True)
class Settings:
    """
    What ``review.toml`` says.

    ``values`` is the file as read; ``areas`` has a row an improvement area: ``area`` (its number
    as text), ``title``, ``wording``, ``location``, ``notebook``, ``components`` (tuple) and
    ``criteria`` (key to title). ``mappings`` are those of a file that says nothing, where there are
    ``problems``.
    """

    values: dict[str, Any] = field(default_factory=dict)
    areas: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=AREA_COLUMNS))
    mappings: Mappings = field(default_factory=lambda: mappings_of({}))
    problems: tuple[Problem, ...] = ()


def read_settings(review_dir: Path) -> Settings:
    """Read ``review.toml``; what is wrong with it comes back as problems and none raises."""
    try:
        text = (review_dir / FILE).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return Settings(problems=(problem("missing-file", "must be present, in UTF-8"),))
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        message = f"is not TOML: {str(error).split(' (at')[0].lower()}"
        return Settings(problems=(problem("not-toml", message, row=int(line[1]) if line else 0),))
    except RecursionError:
        return Settings(problems=(problem("not-toml", "is nested deeper than any settings"),))
    shapes = check_shapes(values)
    if shapes:
        return Settings(values, problems=tuple(shapes))
    values = {
        **values,
        **{name: {**given, **values.get(name, {})} for name, given in DEFAULTS.items()},
    }
    problems = check_settings(values)
    if problems:
        return Settings(values, problems=tuple(problems))
    return Settings(values, _areas(values), mappings_of(values))


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

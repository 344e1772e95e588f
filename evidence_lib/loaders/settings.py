"""``review.toml``: what is under review, its areas, its scale and how its files are mapped."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.english import day_words
from evidence_lib.errors import Problem
from evidence_lib.evidence import Comparators, ReviewFacts, SignOff
from evidence_lib.loaders.mapping_rules import problem
from evidence_lib.loaders.mappings import FILE, Mappings, mappings_of
from evidence_lib.loaders.settings_rules import check_characters, check_settings, check_shapes

AREA_COLUMNS = (
    "area", "title", "wording", "location", "notebook", "components", "criteria", "about",
    "key_indicator", "wellbeing_from_plans",
)  # fmt: skip
REQUEST_DAYS = 20
"""Days within which a request should bring first help, where a review sets no standard."""

DEFAULTS: dict[str, dict[str, Any]] = {
    "comparators": {"national": "", "family_group": []},
    "disclosure": {"threshold": disclosure.USUAL_THRESHOLD, "accepted": [], "never_sent": []},
    "standards": {"request_days": REQUEST_DAYS},
}
"""What stands for settings that a review leaves out."""


@dataclass(frozen=True)
class Cover:
    """
    What a review calls itself, right or wrong, as far as ``review.toml`` could be read.

    ``as_at`` is the day spoken from, in words. Each is empty where nothing stands in its place.
    """

    title: str = ""
    partnership: str = ""
    as_at: str = ""


@dataclass(frozen=True)
class Settings:
    """
    What ``review.toml`` says; where it has ``problems``, no more than its ``cover``.

    ``facts`` are then None, and the rest is what stands for a file that says nothing. ``areas`` has
    a row an improvement area: ``area`` (its number as text), ``title``, ``wording``, ``location``,
    ``notebook``, ``components`` (tuple), ``criteria`` (key to title), ``about`` (the children
    it is about; empty: all), ``key_indicator`` (the one figure that matters; empty: none) and
    ``wellbeing_from_plans`` (children's plans hold an outcome of it). ``threshold`` is the
    review's own for small groups; ``accepted`` are words that the disclosure check lets pass and
    ``never_sent`` packs that it leaves out of account, each with its reason; ``request_days`` is
    its standard for first help, ``progress_scale`` its ``levels``.
    """

    cover: Cover = field(default_factory=Cover)
    facts: ReviewFacts | None = None
    comparators: Comparators = field(default_factory=lambda: Comparators("", ()))
    threshold: int = disclosure.USUAL_THRESHOLD
    accepted: tuple[Mapping[str, str], ...] = ()
    never_sent: tuple[Mapping[str, str], ...] = ()
    request_days: int = REQUEST_DAYS
    progress_scale: Mapping[str, Any] = field(default_factory=dict)
    areas: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=AREA_COLUMNS))
    mappings: Mappings = field(default_factory=lambda: mappings_of({}))
    problems: tuple[Problem, ...] = ()


def read_settings(review_dir: Path) -> Settings:
    """Read ``review.toml``; what is wrong with it comes back as problems and none raises."""
    said, problems = _said(review_dir / FILE)
    problems = problems or check_characters(said) or check_shapes(said)
    if not problems:
        said = said | {name: {**usual, **said.get(name, {})} for name, usual in DEFAULTS.items()}
        problems = check_settings(said)
    cover = _cover(said.get("review", {}))
    return Settings(cover, problems=tuple(problems)) if problems else _settings(cover, said)


def _said(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig")), []
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        message = f"is not TOML: {str(error).split(' (at')[0].lower()}"
        return {}, [problem("not-toml", message, row=int(line[1]) if line else 0)]
    except (OSError, UnicodeDecodeError):
        return {}, [problem("missing-file", "must be present, in UTF-8")]
    except RecursionError:
        return {}, [problem("not-toml", "is nested deeper than any settings")]


def _cover(review: Any) -> Cover:
    said = review if isinstance(review, dict) else {}
    names = [each.name for each in fields(Cover) if each.name in said]
    return Cover(**{name: _in_words(said[name]) for name in names})


def _in_words(value: Any) -> str:
    return day_words(value) if isinstance(value, date) else str(value)


def _settings(cover: Cover, said: Mapping[str, Any]) -> Settings:
    places = said["comparators"]
    return Settings(
        cover=cover,
        facts=_facts(said["review"], said.get("sign_off", {})),
        comparators=Comparators(places["national"], tuple(places["family_group"])),
        threshold=said["disclosure"]["threshold"],
        accepted=tuple(said["disclosure"]["accepted"]),
        never_sent=tuple(said["disclosure"]["never_sent"]),
        request_days=said["standards"]["request_days"],
        progress_scale=said["progress_scale"],
        areas=_areas(said["areas"]),
        mappings=mappings_of(said),
    )


def _facts(review: Mapping[str, Any], sign_off: Mapping[str, Any]) -> ReviewFacts:
    names = [each.name for each in fields(ReviewFacts) if each.name in review]
    said = {name: review[name] for name in names}
    bodies = tuple(review.get("bodies", ()))
    return ReviewFacts(**{**said, "bodies": bodies, "sign_off": SignOff(**sign_off)})


def _areas(areas: list[dict[str, Any]]) -> pd.DataFrame:
    rows = [
        (
            str(area["number"]),
            area["title"],
            area["wording"],
            area.get("location", ""),
            area.get("notebook", ""),
            tuple(area.get("components", ("process", "impact"))),
            dict(area.get("criteria", {})),
            area.get("about", ""),
            area.get("key_indicator", ""),
            area.get("wellbeing_from_plans", False),
        )
        for area in areas
    ]
    return pd.DataFrame(rows, columns=AREA_COLUMNS)

"""Which timescale applied on which day: standards change, and an old case is judged by the old."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib import resources

from evidence_lib.errors import MethodInputError, require_choice, shown
from evidence_lib.timeliness.waits import Day, as_day

FILE = "waiting_standards.toml"


@dataclass(frozen=True)
class Standard:
    """
    One version of one timescale.

    Row: one standard from one day on. ``amount`` is in ``unit`` (calendar_days, working_days,
    hours, months, weeks_of_gestation) and is the most allowed, or the least when ``at_least``.
    ``valid_from`` is None where the first day is not known. ``general_knowledge`` names the fields
    that no source was read for.
    """

    name: str
    title: str
    starts: str
    stops: str
    amount: int
    unit: str
    source: str
    at_least: bool = False
    valid_from: date | None = None
    general_knowledge: tuple[str, ...] = ()


def standard_names() -> tuple[str, ...]:
    """List the standards there are, in alphabetical order."""
    return tuple(sorted({each.name for each in _standards()}))


def standard_on(name: str, day: Day) -> Standard:
    """
    Give the version of a standard that applied on a day.

    Args:
        name: One of `standard_names`.
        day: The day on which the clock started.

    Returns:
        A `Standard`.

    Raises:
        UnknownTermError: There is no standard of that name.
        MethodInputError: *day* is no day, or before the first version that is known.

    Source: ``reference/waiting_standards.toml``, each entry with its own.
    """
    doing = "looking up a waiting standard"
    require_choice("name", name, standard_names(), doing=doing)
    wanted = as_day(day, "day", doing=doing).date()
    versions = sorted(
        (each for each in _standards() if each.name == name),
        key=lambda each: each.valid_from or date.min,
    )
    begun = [each for each in versions if (each.valid_from or date.min) <= wanted]
    if not begun:
        first = versions[0].valid_from
        raise MethodInputError(f"{doing}: {name} is known from {first}; got {shown(wanted)}")
    return begun[-1]


def _standards() -> list[Standard]:
    text = resources.files("evidence_lib").joinpath("reference", FILE).read_text(encoding="utf-8")
    return [
        Standard(**{**each, "general_knowledge": tuple(each.get("general_knowledge", ()))})
        for each in tomllib.loads(text)["standard"]
    ]

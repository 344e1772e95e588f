"""
``[[aggregates]]`` in ``review.toml``: how a large file becomes values of one indicator.

One plan reads one file, in which one row is one pupil (or child, or case) in one period::

    [[aggregates]]
    file = "pupils.parquet"                # beside review.toml: CSV (.csv, .txt, .tsv) or .parquet
    row_key = ["pupil_id", "school_year"]  # the columns that make a row one row
    indicator_id = "p1_reading"
    definition_version = "1"
    place = "Glenmarnock"                  # place, period and group: the same for every row ...
    period = { column = "school_year" }    # ... or as a column of the file says
    period_kind = "school_year"
    group_type = "simd_quintile"
    group = { column = "simd_quintile" }
    numerator = { column = "achieved", counts = ["yes"], not_counts = ["no"] }
    value = "percent"                      # percent, share, rate_per_1000, or { mean_of = "score" }
    source_id = "pupil_census"
    missing = ["*"]                        # may be left out: marks that leave both parts of a share
    allowed = { simd_quintile = ["1", "2", "3", "4", "5"] }  # may be left out
    also_all = true                        # may be left out: a row for all groups of each period

``numerator`` is left out with ``{ mean_of = ... }``, and needed otherwise. Every word of its column
stands in ``counts``, ``not_counts`` or ``missing``; a row with any other is refused. ``""`` in
``missing`` or in a list of ``allowed`` stands for a blank cell. Words are compared as they are
written, the spaces around them aside.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from evidence_lib import terms
from evidence_lib.errors import Problem, shown

SETTINGS = "review.toml"
PARQUET = ".parquet"
ENDINGS = (".csv", ".txt", ".tsv", PARQUET)
SCALES = {"percent": 100, "share": 1, "rate_per_1000": 1000}
MEAN = "mean"
OPTIONAL = ("numerator", "missing", "allowed", "also_all")


@dataclass(frozen=True)
class Label:
    """A place, period or group: one text for every row, or the column that says it."""

    constant: str = ""
    column: str = ""


@dataclass(frozen=True)
class Numerator:
    """Whose words are counted: the column, the words that count and those that do not."""

    column: str
    counts: tuple[str, ...] = ()
    not_counts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """
    How one large file becomes the values of one indicator, as its part of ``review.toml`` says.

    ``value`` is a key of `SCALES` or `MEAN`; for a mean, ``numerator`` holds the column alone.
    """

    file: str
    row_key: tuple[str, ...]
    indicator_id: str
    definition_version: str
    place: Label
    period: Label
    period_kind: str
    group_type: str
    group: Label
    numerator: Numerator
    value: str
    source_id: str
    missing: tuple[str, ...] = ()
    allowed: Mapping[str, tuple[str, ...]] | None = None
    also_all: bool = False

    @property
    def words_of(self) -> Mapping[str, tuple[str, ...]]:
        """The closed words of each column that has a list of them."""
        return self.allowed or {}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the file that the plan names, each once."""
        labels = (self.place.column, self.period.column, self.group.column)
        named = (*self.row_key, *labels, self.numerator.column, *self.words_of)
        return tuple(dict.fromkeys(name for name in named if name))


class _PlanError(ValueError):
    """One key of a plan breaks a rule; ``below`` names the part of it that is meant."""

    def __init__(self, rule: str, message: str, below: str = "") -> None:
        self.rule = rule
        self.below = below
        super().__init__(message)


def read_plan(values: object, position: int) -> tuple[Plan | None, tuple[Problem, ...]]:
    """
    Read one ``[[aggregates]]`` part, the *position*-th from 1.

    Returns:
        The plan and no problem, or None and every problem: unknown keys (with the near one),
        missing keys, wrong types, unknown words, keys that contradict each other.
    """
    if not isinstance(values, Mapping):
        return None, (_problem(position, "", "wrong-type", "must be a table of keys"),)
    problems = [_problem(position, key, "unknown-key", hint) for key, hint in _unknown(values)]
    parts: dict[str, Any] = {}
    for key, reader in _READERS.items():
        try:
            parts |= _part(values, key, reader)
        except _PlanError as error:
            place = f"{key}.{error.below}" if error.below else key
            problems.append(_problem(position, place, error.rule, str(error)))
    if not problems:
        problems = [_problem(position, *found) for found in _contradictions(parts)]
    return (None, tuple(problems)) if problems else (_plan(parts), ())


def _problem(position: int, key: str, rule: str, message: str) -> Problem:
    place = f"aggregates[{position}]"
    return Problem(SETTINGS, 0, f"{place}.{key}" if key else place, rule, message)


def _unknown(values: Mapping[Any, Any]) -> list[tuple[str, str]]:
    return [(str(key), _hint(str(key), _READERS)) for key in values if key not in _READERS]


def _hint(key: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(key, list(known), n=1)
    meant = f"; did you mean {shown(near[0])}?" if near else f"; it may be {', '.join(known)}"
    return f"is no key of this part{meant}"


def _part(values: Mapping[str, Any], key: str, reader: Callable[[Any], Any]) -> dict[str, Any]:
    if key in values:
        return {key: reader(values[key])}
    if key in OPTIONAL:
        return {}
    raise _PlanError("required", "must be given")


def _plan(parts: dict[str, Any]) -> Plan:
    value, mean_of = parts.pop("value")
    numerator = parts.pop("numerator", None) or Numerator(mean_of)
    return Plan(**parts, value=value, numerator=numerator)


def _contradictions(parts: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    found = []
    value, _ = parts["value"]
    if value == MEAN and "numerator" in parts:
        found.append(("numerator", "contradiction", "must be left out with mean_of"))
    if value != MEAN and "numerator" not in parts:
        found.append(("numerator", "required", "must be given, or value must be a mean_of"))
    if parts.get("also_all") and parts["group_type"] == "all":
        found.append(("also_all", "contradiction", 'must be left out where group_type is "all"'))
    numerator = parts.get("numerator", Numerator(""))
    words = [*numerator.counts, *numerator.not_counts, *parts.get("missing", ())]
    found += [
        ("numerator", "contradiction", f"{shown(word)} stands in two places, or twice in one")
        for word in sorted({each for each in words if words.count(each) > 1})
    ]
    if numerator.column in parts.get("allowed", {}):
        found.append(("allowed", "contradiction", "must not name the column of the numerator"))
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _PlanError("wrong-type", "must be text in quotation marks")
    if not value.strip():
        raise _PlanError("required", "must be filled in")
    return value.strip()


def _file(value: object) -> str:
    name = _text(value)
    if name.startswith(".") or any(mark in name for mark in "/\\:\0"):
        raise _PlanError("not-a-file-name", "must be the name of a file beside review.toml")
    if not name.lower().endswith(ENDINGS):
        raise _PlanError("unknown-format", f"must end in one of {', '.join(ENDINGS)}")
    return name


def _texts(value: object, *, blank: bool = False) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _PlanError("wrong-type", "must be a list of texts in quotation marks")
    words = tuple(each.strip() for each in value)
    if not words or ("" in words and not blank):
        raise _PlanError("required", "must hold at least one text, and none that is blank")
    if len(set(words)) < len(words):
        raise _PlanError("repeated-word", "holds a text more than once")
    return words


def _word(value: object, *, allowed: Collection[str]) -> str:
    word = _text(value)
    if word not in allowed:
        near = difflib.get_close_matches(word, list(allowed), n=1)
        hint = f"; did you mean {shown(near[0])}?" if near else ""
        message = f"must be one of {', '.join(allowed)}; got {shown(word)}{hint}"
        raise _PlanError("unknown-word", message)
    return word


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _PlanError("wrong-type", "must be true or false")
    return value


def _table(value: object, needed: Collection[str]) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise _PlanError("wrong-type", f"must be a table with the key(s) {', '.join(needed)}")
    for key in value:
        if key not in needed:
            raise _PlanError("unknown-key", _hint(str(key), needed), str(key))
    for key in needed:
        if key not in value:
            raise _PlanError("required", "must be given", key)
    return value


def _below(key: str, reader: Callable[[Any], Any], value: object) -> Any:
    try:
        return reader(value)
    except _PlanError as error:
        raise _PlanError(error.rule, str(error), key) from None


def _label(value: object) -> Label:
    if isinstance(value, str):
        return Label(constant=_text(value))
    return Label(column=_below("column", _text, _table(value, ("column",))["column"]))


def _numerator(value: object) -> Numerator:
    table = _table(value, ("column", "counts", "not_counts"))
    return Numerator(
        _below("column", _text, table["column"]),
        _below("counts", _texts, table["counts"]),
        _below("not_counts", _texts, table["not_counts"]),
    )


def _value(value: object) -> tuple[str, str]:
    if isinstance(value, Mapping):
        return MEAN, _below("mean_of", _text, _table(value, ("mean_of",))["mean_of"])
    return _word(value, allowed=tuple(SCALES)), ""


def _allowed(value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, Mapping):
        raise _PlanError("wrong-type", "must be a table: a column, and the list of its words")
    return {str(name): _below(str(name), _TEXTS_OR_BLANK, each) for name, each in value.items()}


_TEXTS_OR_BLANK = partial(_texts, blank=True)
_READERS: dict[str, Callable[[Any], Any]] = {
    "file": _file,
    "row_key": _texts,
    "indicator_id": _text,
    "definition_version": _text,
    "place": _label,
    "period": _label,
    "period_kind": partial(_word, allowed=terms.PERIOD_KINDS),
    "group_type": partial(_word, allowed=terms.GROUP_TYPES),
    "group": _label,
    "numerator": _numerator,
    "value": _value,
    "source_id": _text,
    "missing": _TEXTS_OR_BLANK,
    "allowed": _allowed,
    "also_all": _yes_no,
}

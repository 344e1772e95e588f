"""The record of judgements: one line each, kept as `kept_lines` keeps them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.errors import MethodInputError, Problem, require_choice, shown
from evidence_lib.judgement.kept_lines import append_line, locked, read_lines

FIELDS = (
    "judgement_id", "area", "component", "rater", "stage", "level", "confidence",
    "indicative_level", "override", "reason", "rules_version", "at",
)  # fmt: skip
REASON_CHARACTERS = 40
REASON_WORDS = 5
HIGHEST_LEVEL = 4

_DOING = "recording a judgement"


@dataclass(frozen=True)
class History:
    """
    What a log of judgements holds.

    ``judgements`` Row: one judgement, in the order written, with the columns `FIELDS` (``level``
    and ``indicative_level`` missing where not assessable). ``torn``: lines that cannot be read, by
    number; nothing before or after them is lost.
    """

    judgements: pd.DataFrame
    torn: tuple[Problem, ...]


def record(  # noqa: PLR0913 - one argument a field of the line
    path: Path | str,
    *,
    area: str | int,
    component: str,
    rater: str,
    stage: str,
    level: int | None,
    confidence: str,
    reason: str,
    indicative: tuple[int | None, str],
    judgement_id: str | None = None,
) -> dict[str, Any]:
    """
    Append one judgement to the log, and return only when it is on the disk.

    Individual ratings come first and blind; a moderated judgement needs two raters before it, and
    closes individual rating of that component; a final one needs a moderated one.

    Args:
        path: The review's ``judgements.jsonl``; made when it is not there. A lock file
            (``judgements.jsonl.lock``) stands beside it.
        area: The number of the improvement area.
        component: The component judged.
        rater: Who judges.
        stage: individual, moderated or final.
        level: 0 to 4, or None for not assessable.
        confidence: high, moderate, low or very_low.
        reason: Why, in the rater's words. A level other than the indicative one is an override,
            and needs at least 40 characters and five different words.
        indicative: The indicative level and the version of its rules, as
            `IndicativeProgress.of` gives them.
        judgement_id: Give the same one again to repeat a call that may or may not have been
            written: what is there already is returned and not written twice.

    Returns:
        What was written: a value for each of `FIELDS`; ``at`` is in UTC, to the microsecond.

    Raises:
        MethodInputError: A level off the scale, no rater or reason, too thin a reason, or a stage
            before its time.
        UnknownTermError: No such stage, confidence or component.
        EvidenceError: The log stayed locked for a minute.

    Source: docs/method.md, "The record of judgements".
    """
    line = _checked(
        {
            "judgement_id": judgement_id or uuid.uuid4().hex, "area": str(area),
            "component": component, "rater": rater.strip(), "stage": stage, "level": level,
            "confidence": confidence, "indicative_level": indicative[0],
            "override": level != indicative[0], "reason": " ".join(reason.split()),
            "rules_version": indicative[1],
        }
    )  # fmt: skip
    with locked(Path(path), _DOING):
        before = history(path).judgements
        again = before[before["judgement_id"].eq(line["judgement_id"])]
        if len(again):
            return _as_written(again.iloc[0])
        _check_stage(line, before)
        line["at"] = datetime.now(UTC).isoformat(timespec="microseconds")
        append_line(Path(path), line)
    return line


def history(path: Path | str) -> History:
    """
    Replay the log of judgements; one that is not there is empty.

    Row: as in `History`. A line written twice with one ``judgement_id`` counts once.
    """
    lines, torn = read_lines(Path(path), FIELDS, "judgement_id")
    judgements = pd.DataFrame(lines, columns=list(FIELDS))
    whole = {"level": "Int64", "indicative_level": "Int64"}
    return History(judgements.astype(whole), torn)


def _as_written(row: pd.Series) -> dict[str, Any]:
    line = {str(name): row[name] for name in FIELDS}
    for name in ("level", "indicative_level"):
        line[name] = None if pd.isna(line[name]) else int(line[name])
    return line | {"override": bool(line["override"])}


def _checked(line: dict[str, Any]) -> dict[str, Any]:
    require_choice("stage", line["stage"], terms.JUDGEMENT_STAGES, doing=_DOING)
    require_choice("confidence", line["confidence"], terms.CONFIDENCES, doing=_DOING)
    require_choice("component", line["component"], terms.COMPONENTS, doing=_DOING)
    for name in ("level", "indicative_level"):
        _check_level(name, line[name])
    for name in ("rater", "area", "reason"):
        if not line[name]:
            raise MethodInputError(f'{_DOING}: "{name}" is needed and is empty')
    if line["override"]:
        check_reason(
            line["reason"], f"{_DOING}: a level other than the indicative one needs a reason"
        )
    return line


def _check_level(name: str, level: object) -> None:
    whole = isinstance(level, int) and not isinstance(level, bool)
    if level is not None and not (whole and level in range(HIGHEST_LEVEL + 1)):
        allowed = f'"{name}" must be a whole number from 0 to {HIGHEST_LEVEL}, or None'
        raise MethodInputError(f"{_DOING}: {allowed}; got {shown(level)}")


def check_reason(reason: str, needing: str) -> None:
    """
    Refuse a reason too thin to be one; *needing* says what needs it.

    Raises:
        MethodInputError: Fewer than 40 characters, or than five different words.
    """
    words = {word.casefold() for word in reason.split()}
    if len(reason) < REASON_CHARACTERS or len(words) < REASON_WORDS:
        raise MethodInputError(
            f"{needing} of at least {REASON_CHARACTERS} characters and {REASON_WORDS} different "
            f"words; got {len(reason)} characters and {len(words)} words"
        )


def _check_stage(line: Mapping[str, Any], before: pd.DataFrame) -> None:
    same = before[before["area"].eq(line["area"]) & before["component"].eq(line["component"])]
    raters = set(same.loc[same["stage"].eq("individual"), "rater"])
    stages = set(same["stage"])
    where = f"{_DOING} on area {line['area']}, {terms.in_words(line['component'])}"
    if line["stage"] == "individual" and stages - {"individual"}:
        raise MethodInputError(f"{where}: it has been moderated; a rating now would not be blind")
    if line["stage"] == "moderated" and len(raters) < 2:
        raise MethodInputError(f"{where}: moderation needs two raters; {len(raters)} so far")
    if line["stage"] == "final" and "moderated" not in stages:
        raise MethodInputError(f"{where}: a final judgement comes after a moderated one")

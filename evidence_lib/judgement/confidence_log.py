"""The record of confidence that people set in findings: one line each, kept as judgements are."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.errors import MethodInputError, require_choice
from evidence_lib.judgement.kept_lines import append_line, locked, read_lines
from evidence_lib.judgement.log import check_reason

CONFIDENCE_FIELDS = (
    "confidence_id", "finding_id", "rater", "confidence", "proposed", "reason", "rules_version",
    "at",
)  # fmt: skip

_DOING = "setting confidence in a finding"


def record_confidence(
    path: Path | str,
    *,
    finding_id: str,
    rater: str,
    confidence: str,
    proposed: str,
    reason: str,
    rules_version: str,
) -> dict[str, Any]:
    """
    Append how sure a person is of one finding, and return only when it is on the disk.

    Args:
        path: The review's ``confidence.jsonl``; made when it is not there.
        finding_id: The finding.
        rater: Who sets it.
        confidence: high, moderate, low or very_low.
        proposed: What the rules propose, as `finding_confidence` gives.
        reason: Why, in the rater's words; at least 40 characters and five different words.
        rules_version: The version of the rules that proposed.

    Returns:
        What was written: a value for each of `CONFIDENCE_FIELDS`; ``at`` is in UTC.

    Raises:
        MethodInputError: No finding, rater or reason, or too thin a reason.
        UnknownTermError: No such confidence.
        EvidenceError: The log stayed locked for a minute.

    Source: docs/method.md, "The record of judgements".
    """
    require_choice("confidence", confidence, terms.CONFIDENCES, doing=_DOING)
    for name, value in (("finding_id", finding_id), ("rater", rater.strip())):
        if not value:
            raise MethodInputError(f'{_DOING}: "{name}" is needed and is empty')
    words = " ".join(reason.split())
    check_reason(words, f"{_DOING}: it needs a reason")
    line = {
        "confidence_id": uuid.uuid4().hex, "finding_id": finding_id, "rater": rater.strip(),
        "confidence": confidence, "proposed": proposed, "reason": words,
        "rules_version": rules_version,
    }  # fmt: skip
    with locked(Path(path), _DOING):
        line["at"] = datetime.now(UTC).isoformat(timespec="microseconds")
        append_line(Path(path), line)
    return line


def confidence_set(path: Path | str) -> pd.DataFrame:
    """
    Give what people set last, one row a finding; a log that is not there is empty.

    Row: the last confidence set in one finding, with the columns `CONFIDENCE_FIELDS`.
    """
    lines, _ = read_lines(Path(path), CONFIDENCE_FIELDS, "confidence_id")
    found = pd.DataFrame(lines, columns=list(CONFIDENCE_FIELDS), dtype="object")
    return found.drop_duplicates("finding_id", keep="last").reset_index(drop=True)

from __future__ import annotations

import csv
import re
from collections import UserDict, defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from evidence_lib.example import rows, scene, write_example

FOLDER = Path(rows.__file__).with_name("tables")
TABLES = sorted(FOLDER.glob("*.csv"))

KEYS = {
    "accuracy_comments": ["paragraph_id"],
    "action_owners": ["owner"],
    "area_criteria": ["criterion"],
    "areas": ["area"],
    "audit_standards": ["standard"],
    "baseline_grades": ["code"],
    "claims": ["claim"],
    "clauses": ["clause"],
    "clusters": ["cluster"],
    "collections": ["collection_id"],
    "comment_parts": ["part", "words"],
    "document_themes": ["document", "theme"],
    "events": ["date", "label"],
    "findings": ["finding"],
    "follow_up_tasks": ["action"],
    "governance_links": ["from_group", "to_group", "source_id"],
    "indicator_series": ["indicator_id", "group_type", "group"],
    "indicator_targets": ["indicator_id", "horizon"],
    "indicators": ["indicator_id"],
    "initiatives": ["title"],
    "link_notes": ["area", "state"],
    "localities": ["locality"],
    "needs": ["topic"],
    "placements": ["placement_type"],
    "plan_actions": ["code"],
    "plan_criteria": ["criterion_id"],
    "plans": ["code"],
    "progress_levels": ["level"],
    "progress_statements": ["words"],
    "published_figures": ["label"],
    "request_types": ["request_type"],
    "requesters": ["requested_by"],
    "safety_concerns": ["area", "raised_on"],
    "sectors": ["sector"],
    "services": ["service"],
    "sources": ["source_id"],
    "special_values": ["indicator_id", "place", "period"],
    "stuck_series": ["indicator_id", "place"],
    "survey_questions": ["question_id"],
    "systems": ["title"],
    "tests_of_change": ["title"],
}
"""The columns that tell the rows of each shipped table apart."""

HALF_BLANK = {"indicator_targets"}
"""Some targets lack a horizon, as real ones do; every other key is whole."""


class WatchedRow(UserDict[str, str]):
    """A shipped row that notes which of its columns are read."""

    def __init__(self, row: Mapping[str, str], read: set[str]) -> None:
        super().__init__(row)
        self.read = read

    def __getitem__(self, column: str) -> str:
        self.read.add(column)
        return super().__getitem__(column)


def lines_of(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines(), strict=True))


def test_the_code_reads_every_shipped_column_and_no_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shipped = rows._shipped
    read: dict[str, set[str]] = defaultdict(set)

    @cache
    def watched(table: str) -> tuple[WatchedRow, ...]:
        return tuple(WatchedRow(row, read[table]) for row in shipped(table))

    monkeypatch.setattr(rows, "_shipped", watched)
    scene.clusters.cache_clear()
    write_example(tmp_path / "example")
    assert read == {path.stem: set(lines_of(path)[0]) for path in TABLES}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_row_fills_the_heading_and_has_a_key_of_its_own(path: Path) -> None:
    heading, *lines = lines_of(path)
    assert lines
    assert len(set(heading)) == len(heading)
    assert [line for line in lines if len(line) != len(heading)] == []
    assert [cell for line in lines for cell in line if cell != cell.strip()] == []
    keys = [[line[heading.index(name)] for name in KEYS[path.stem]] for line in lines]
    assert [key for key in keys if not all(key[:1] if path.stem in HALF_BLANK else key)] == []
    assert [key for key in keys if keys.count(key) > 1] == []


def test_every_shipped_table_is_described_beside_it() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| `(\w+)` \|", readme, flags=re.MULTILINE)
    assert described == [path.stem for path in TABLES]

"""The ``review.toml`` of the invented review: the same shape as a real one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from evidence_lib.example import scene
from evidence_lib.example.practice import STANDARD_DAYS
from evidence_lib.example.rows import ShippedRow, rows_of

REPORT = "progress_report"


def review_file(name: str, files: Mapping[str, str]) -> str:
    """Write ``review.toml`` for a review of this name, whose tables are in these files."""
    parts = [
        "# An invented review: there is no such partnership, and every row of it is made up.",
        _section("review", _review(name)),
        _section(
            "comparators",
            {"national": scene.NATIONAL, "family_group": list(scene.FAMILY_GROUP)},
        ),
        _section("disclosure", {"threshold": 5}),
        _section("standards", {"request_days": STANDARD_DAYS}),
        _scale(),
        *(_area(area) for area in rows_of("areas")),
        "# The name of each file says that its evidence is synthetic.",
        _section("files", files),
    ]
    return "\n\n".join(parts) + "\n"


def _review(name: str) -> dict[str, object]:
    return {
        "name": name,
        "title": f"Invented progress review of services for children in {scene.PLACE}",
        "partnership": scene.PARTNERSHIP,
        "place": scene.PLACE,
        "gss_code": "",
        "inspected_from": scene.INSPECTED_FROM,
        "inspected_to": scene.INSPECTED_TO,
        "inspection_published_on": scene.INSPECTION_PUBLISHED,
        "fieldwork_from": scene.FIELDWORK_FROM,
        "fieldwork_to": scene.FIELDWORK_TO,
        "as_at": scene.AS_AT,
        "status": "draft",
        "bodies": [f"Invented {each} inspectorate" for each in ("care", "education", "health")],
        "report_source_id": REPORT,
    }


def _value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def _section(title: str, values: Mapping[str, object]) -> str:
    lines = [f"{name} = {_value(value)}" for name, value in values.items()]
    return "\n".join([f"[{title}]", *lines])


def _scale() -> str:
    lines = [
        f"    {{ level = {row['level']}, word = {_value(row['word'])}, "
        f"anchor = {_value(row['anchor'])} }},"
        for row in rows_of("progress_levels")
    ]
    return "\n".join(["[progress_scale]", "levels = [", *lines, "]"])


def _area(area: ShippedRow) -> str:
    number = area["area"]
    values = {
        "number": int(number),
        **{name: area[name] for name in ("title", "wording")},
        "location": f"appendix A, item {number}",
        "notebook": area["notebook"],
        "components": area["components"].split(),
        **{name: area[name] for name in ("about", "key_indicator") if area[name]},
        **({"wellbeing_from_plans": True} if area["wellbeing_from_plans"] else {}),
    }
    criteria = {row["criterion"]: row["title"] for row in rows_of("area_criteria", area=number)}
    return _section("[areas]", values) + "\n\n" + _section("areas.criteria", criteria)

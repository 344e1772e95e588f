"""The ``review.toml`` of the invented review: the same shape as a real one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from evidence_lib.example import scene
from evidence_lib.example.practice import STANDARD_DAYS

REPORT = "progress_report"

_LEVELS = (
    (
        4,
        "significant",
        "The core of what was asked is delivered and embedded, people's views say so, the outcome "
        "moves the right way, and no weakness limits it.",
    ),
    (
        3,
        "good",
        "Core structures or processes have changed and are in use across the area, with an early "
        "sign of better outcomes.",
    ),
    (
        2,
        "some",
        "A plan and first changes are in place and the direction is right; impact is not yet "
        "shown.",
    ),
    (1, "limited", "There is activity, without change that the reviewers could confirm."),
    (0, "none", "Nothing has changed, or things have become worse."),
)

_AREAS: tuple[tuple[str, str, str, str, dict[str, str]], ...] = (
    (
        "Strategic leadership",
        "Lead and govern services for children as one, and decide on joint resources, so that "
        "improvement keeps its pace.",
        "01_strategic_leadership.ipynb",
        "process impact",
        {
            "leadership_and_direction": "Leadership and direction",
            "governance": "Governance and accountability",
            "staff_engagement": "Staff informed and listened to",
            "joint_resources": "Joint resources and commissioning",
            "pace": "Pace of change",
        },
    ),
    (
        "Closing outcome gaps",
        "Show that gaps in outcomes are closing for young children in the most deprived "
        "communities.",
        "02_outcome_gaps.ipynb",
        "process impact",
        {
            "commitment": "Commitment and targets",
            "approaches": "Approaches and use of funding",
            "trends": "Improving trends in outcomes",
            "information": "Information that shows the gap",
        },
    ),
    (
        "Young people accommodated away from home",
        "Work together so that fewer young people of 11 to 15 start to be looked after away from "
        "home.",
        "03_accommodated_away_from_home.ipynb",
        "process impact",
        {
            "numbers": "Fewer young people accommodated",
            "balance_of_care": "Shift in the balance of care",
            "new_approaches": "New approaches and redesign",
            "corporate_parenting": "Corporate parents and young people's voice",
        },
    ),
    (
        "The locality model",
        "Complete the locality model, so that each child and family is helped in the right way "
        "and in good time.",
        "04_locality_model.ipynb",
        "process impact",
        {
            "model": "The model and its roll-out",
            "right_time": "The right help at the right time",
            "involvement": "Children and families involved",
            "difference": "The difference it makes",
            "teams_around_locality": "Teams around the locality",
        },
    ),
    (
        "Planning and child protection",
        "Make vulnerable children measurably safer through the children's services plan and the "
        "child protection committee.",
        "05_planning_and_child_protection.ipynb",
        "planning child_protection_committee",
        {
            "planning_structure": "Planning structures",
            "measuring": "Baselines, targets and measuring",
            "needs_assessment": "Strategic needs assessment",
            "self_evaluation": "Joint self-evaluation and audit",
            "performance_information": "Performance information",
            "business_plan": "The committee's business plan",
        },
    ),
)


AREA_COUNT = len(_AREAS)


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
        *(_area(number, area) for number, area in enumerate(_AREAS, start=1)),
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
        f"    {{ level = {level}, word = {_value(word)}, anchor = {_value(anchor)} }},"
        for level, word, anchor in _LEVELS
    ]
    return "\n".join(["[progress_scale]", "levels = [", *lines, "]"])


def _area(number: int, area: tuple[str, str, str, str, dict[str, str]]) -> str:
    title, wording, notebook, components, criteria = area
    values = {
        "number": number,
        "title": title,
        "wording": wording,
        "location": f"appendix A, item {number}",
        "notebook": notebook,
        "components": components.split(),
    }
    return _section("[areas]", values) + "\n\n" + _section("areas.criteria", criteria)

"""Plans in the shape a project tracker exports: many tasks, few indicators, fewer outcomes."""
# ruff: noqa: E501 (a row of an invented table is one line, however long)

from __future__ import annotations

from datetime import date

from evidence_lib.example.draw import Draw
from evidence_lib.example.scene import AS_AT, Row, Size, rows_of

_SERVICES_PLAN = "Children's services plan"
_BUSINESS_PLAN = "Child protection committee business plan"
_IMPROVEMENT_PLAN = "Joint improvement plan"

_ACTIONS = """
code | priority | title | indicator_id | outcome
CSP 1.1 | Early help | Set up one point of contact for early help in each locality | |
CSP 1.2 | Early help | Raise the share of plans with the child's own views to three in four | plans_with_views | More children have their say in the help they get
CSP 1.3 | Early help | Review the guidance on requests for assistance | requests_received |
CSP 1.4 | Early help | Train 120 staff in solution-focused meetings | |
CSP 2.1 | Closing the gap | Increase the tariff scores of leavers from the most deprived fifth of areas | tariff_score | Leavers from poorer homes have more choices
CSP 2.2 | Closing the gap | Run breakfast clubs in every primary school that asks for one | |
CSP 2.3 | Closing the gap | Develop a joint approach to advice on income in health centres | |
CSP 2.4 | Closing the gap | Reduce exclusions of looked-after pupils by a third | lac_exclusions | Looked-after pupils stay in school
CSP 3.1 | Care | Recruit eight foster carers for young people | |
CSP 3.2 | Care | Reduce the number of young people aged 11 to 15 who start to be accommodated | accommodated_11_15 | Fewer young people have to leave home
CSP 3.3 | Care | Establish a panel for all requests for a placement | |
CSP 3.4 | Care | Agree with neighbours how placements far away are brought to an end | placed_far_away |
CSP 4.1 | Mental wellbeing | Map the support for mental wellbeing in each cluster | |
CSP 4.2 | Mental wellbeing | Put counselling hours in place in all secondary schools | |
CSP 4.3 | Mental wellbeing | Publish a directory of services for young people | |
CSP 5.1 | Having a say | Hold two conversations a year between the forum and chief officers | |
CSP 5.2 | Having a say | Write a young people's version of this plan | |
CSP 5.3 | Having a say | Report back in writing on what young people asked for | |
CPC 1.1 | Practice | Update the inter-agency procedures | |
CPC 1.2 | Practice | Deliver multi-agency training on neglect | |
CPC 1.3 | Practice | Issue a template for chronologies | |
CPC 1.4 | Practice | Hold core groups within fifteen days | core_groups_on_time |
CPC 2.1 | Quality assurance | Carry out two joint audits of case files | |
CPC 2.2 | Quality assurance | Develop a calendar of self-evaluation | |
CPC 2.3 | Quality assurance | Share the findings of audits with teams | |
CPC 2.4 | Quality assurance | Appoint auditors from each agency | |
CPC 3.1 | Performance information | Revise the performance report | |
CPC 3.2 | Performance information | Add a narrative to each figure | |
CPC 3.3 | Performance information | Agree a small set of indicators with the planning group | |
CPC 4.1 | Awareness | Run a public campaign on keeping children safe online | |
CPC 4.2 | Awareness | Refresh the committee's website | |
CPC 4.3 | Awareness | Print leaflets for waiting rooms | |
CPC 4.4 | Awareness | Hold a briefing for elected members | |
CPC 5.1 | Before birth | Monitor referrals before birth | |
CPC 5.2 | Before birth | Review the pathway for support before birth | | Babies are safer because help is planned before they are born
CPC 5.3 | Before birth | Meet maternity services every quarter | |
JIP 1.1 | Leadership | Agree terms of reference for the chief officers' group | |
JIP 1.2 | Leadership | Hold a development day for leaders | |
JIP 1.3 | Leadership | Write a joint commissioning strategy | |
JIP 1.4 | Leadership | Visit every team once a year | leader_visits |
JIP 2.1 | Gaps | Report the gap beside the average for each measure | |
JIP 2.2 | Gaps | Give each cluster a profile of its children | |
JIP 3.1 | Care | Set up a team for intensive family support | intensive_support |
JIP 3.2 | Care | Commission an outside view of the redesign | |
JIP 4.1 | Locality model | Go live in each cluster | |
JIP 4.2 | Locality model | Measure how long families wait for help | helped_within_20_days | Families get help while it still matters
JIP 4.3 | Locality model | Evaluate the team around the child | |
JIP 5.1 | Planning | Cut the number of planning groups | |
JIP 5.2 | Planning | Complete the strategic needs assessment | |
JIP 5.3 | Planning | Set short-term and medium-term targets | |
"""

_PLANS = {
    "CSP": (_SERVICES_PLAN, "services_plan"),
    "CPC": (_BUSINESS_PLAN, "business_plan"),
    "JIP": (_IMPROVEMENT_PLAN, "improvement_plan"),
}
_OWNERS = (
    "head of social work",
    "head of education",
    "head of health visiting",
    "locality managers",
    "lead officer, protection committee",
    "planning officer",
    "",
)

_CRITERIA = """
criterion_id | title | met | reason
criterion_01 | Vision | fully | One vision, with how it was arrived at
criterion_02 | National Performance Framework | partly | Named, with no outcome tied to it
criterion_03 | Joint strategic needs assessment | partly | Well begun; several groups of children are missing
criterion_04 | Analysis of quantitative and qualitative data | partly | Numbers are analysed, accounts are not
criterion_05 | Manageable and measurable priorities linked to needs | partly | Five priorities, two of them tied to a need
criterion_06 | Children's services and related services | fully | Both are set out
criterion_07 | Prevention and early intervention | fully | Runs through all priorities
criterion_08 | Getting it right for every child | fully | Used as the frame of the plan
criterion_09 | Children's rights | partly | Named in the introduction only
criterion_10 | Engagement and ownership | partly | Young people were asked late
criterion_11 | Family support | fully | A priority of its own
criterion_12 | Resources | not | No budget and no joint commissioning
criterion_13 | Monitoring indicators | partly | Indicators without short-term or medium-term targets
criterion_14 | Specific, measurable, achievable, relevant, time-related | partly | Half the actions name no one who is to act
criterion_15 | Links to other plans | fully | Set out in a table
"""

_THEMES = ("early help", "poverty", "workforce", "participation", "children in need of protection")
_MENTIONS = """
document | source_id | counts
Children's services plan | services_plan | 31 24 12 17 2
Child protection committee business plan | business_plan | 4 1 14 5 9
Joint improvement plan | improvement_plan | 19 6 11 8 1
Strategic needs assessment, draft | needs_assessment | 16 27 3 4 1
Joint self-evaluation strategy | self_evaluation | 6 2 9 7 0
Corporate parenting report | parenting_report | 8 5 4 22 1
"""

_NEEDS = """
topic | priority | data_status
Families waiting for early help | Early help | partial
Speech and language of young children | Early help | complete
Parents with poor mental health | Early help | partial
Low income after housing costs | Closing the gap | complete
Attainment by neighbourhood | Closing the gap | complete
Transport from outlying villages | Closing the gap | missing
Young people on the edge of care | Care | partial
Looked-after children placed far away | Care | complete
Kinship carers' support | Care | partial
Young people leaving care | Care | partial
Anxiety among pupils | Mental wellbeing | partial
Self-harm | Mental wellbeing | missing
Young carers | | missing
Disabled children | | missing
Neglect | | partial
Domestic abuse | | partial
Alcohol and drugs in the home | | partial
Safety online | | missing
"""


def plan_actions(size: Size) -> list[Row]:
    """List the actions of three plans. Row: an action, as a project tracker exports it."""
    draw = size.draw("plan_actions")
    return [_action(draw, row, page) for page, row in enumerate(rows_of(_ACTIONS), start=3)]


def _action(draw: Draw, row: Row, page: int) -> Row:
    code = str(row["code"])
    plan, source_id = _PLANS[code[:3]]
    due = draw.day(date(2017, 6, 1), date(2019, 12, 31))
    kept = ("priority", "title", "indicator_id", "outcome")
    return {
        "action_id": code.replace(" ", "-"),
        "plan": plan,
        **{name: row[name] for name in kept},
        "due_on": "" if draw.chance(0.08) else due,
        **_state(draw, due),
        "owner": draw.pick(_OWNERS),
        "location": f"page {page // 2 + 2}",
        "source_id": source_id,
    }


def _state(draw: Draw, due: date) -> Row:
    if draw.chance(0.03):
        return {"progress_pct": 5 * draw.whole(0, 8), "status": "cancelled"}
    if draw.chance(0.75 if due < AS_AT else 0.12):
        return {"progress_pct": 100, "status": "completed"}
    if due < AS_AT:
        return {"progress_pct": 5 * draw.whole(4, 18), "status": "overdue"}
    if draw.chance(0.25):
        return {"progress_pct": 0, "status": "not_started"}
    return {"progress_pct": 5 * draw.whole(2, 17), "status": "in_progress"}


def plan_criteria() -> list[Row]:
    """List the fifteen statutory criteria as met by the plan. Row: a criterion."""
    shared: Row = {"plan": _SERVICES_PLAN, "source_id": "services_plan"}
    return [
        {**row, **shared, "location": f"page {page}"}
        for page, row in enumerate(rows_of(_CRITERIA), start=4)
    ]


def document_themes(size: Size) -> list[Row]:
    """List how often themes are mentioned. Row: a theme in a document."""
    draw = size.draw("document_themes")
    rows = [
        {
            "document": document["document"],
            "theme": theme,
            "mentions": int(count) + (draw.whole(0, 3) if int(count) > 2 else 0),
            "location": "whole document",
            "source_id": document["source_id"],
        }
        for document in rows_of(_MENTIONS)
        for theme, count in zip(_THEMES, str(document["counts"]).split(), strict=True)
    ]
    return [{"theme_id": f"TH{number:03d}", **row} for number, row in enumerate(rows, start=1)]


def needs() -> list[Row]:
    """List the needs, some with no priority in the plan. Row: a need."""
    return [
        {"need_id": f"N{number:03d}", **row, "source_id": "needs_assessment"}
        for number, row in enumerate(rows_of(_NEEDS), start=1)
    ]

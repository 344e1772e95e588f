"""What the invented report says and prints, what was claimed, answered and left to do."""
# ruff: noqa: E501 (a row of an invented table is one line, however long)

from __future__ import annotations

from evidence_lib.example.draw import Draw
from evidence_lib.example.review_file import AREA_COUNT, REPORT
from evidence_lib.example.scene import (
    FIELDWORK_FROM,
    FIELDWORK_TO,
    Row,
    Size,
    numbered,
    rows_of,
)

_CLAIMS = """
area | self_level | claim
1 | 4 | Leadership of services for children is now collective in every respect.
1 | 4 | Reporting lines are clear to everyone.
1 | 4 | Staff feel informed and valued.
1 | 3 | Joint commissioning is well advanced.
2 | 3 | Gaps in attainment are closing.
2 | 3 | Extra funding for schools has changed outcomes.
2 | 3 | Progress for young children is tracked in every locality.
3 | 3 | Fewer young people are accommodated because of the new approach.
3 | 3 | The balance of care has shifted for good.
3 | 3 | Corporate parents know their young people.
4 | 4 | The locality model works across the whole area.
4 | 3 | Families receive help when they need it.
4 | 3 | Children and parents shape their own plans.
4 | 3 | The model has improved wellbeing.
5 | 4 | Planning is streamlined and led by outcomes.
5 | 3 | Every indicator has a baseline and a target.
5 | 3 | The committee knows how safe children are.
5 | 2 | Self-evaluation follows one approach.
"""

_STATEMENTS = """
area | component | words | location
1 | process | Leaders had made significant progress, at a pace that matched what was asked. | page 3, paragraph 1
1 | impact | What this had changed for children could be heard but not yet counted. | page 4, paragraph 5
1 | process | Joint commissioning had barely begun and limits what we can say. | page 4, paragraph 3
2 | process | Commitment and activity gave encouraging signs. | page 4, paragraph 6
2 | impact | There was some progress for children, with too few figures to show a gap that closes. | page 5, paragraph 4
3 | process | Partners had kept up steady progress in changing what they offer. | page 6, paragraph 1
3 | impact | Fewer young people had started to be accommodated, in numbers too small to be certain of. | page 6, paragraph 3
4 | process | The locality model had made good progress and was in daily use. | page 7, paragraph 1
4 | impact | We could not judge what it had changed, for want of anything but single accounts. | page 8, paragraph 2
5 | planning | Planning had become simpler and made good progress. | page 9, paragraph 1
5 | child_protection_committee | The committee had made limited progress in showing that children are safer. | page 10, paragraph 2
5 | child_protection_committee | Its plan listed tasks where we looked for outcomes. | page 10, paragraph 3
"""

_FOLLOW_UP = """
area | action | due_on | owner | state | location
1 | Agree a strategy for joint commissioning | 2018-12 | chief officers' group | open | page 4
1 | Say how leaders will know that children are better off | 2018-10 | chief officers' group | open | page 4
2 | Report the gap beside each average | 2018-09 | head of education | under_way | page 5
2 | Collect accounts from families with the numbers | | planning group | open | page 5
3 | Bring the intensive team to full strength | 2018-08 | head of social work | under_way | page 6
3 | Set the rule by which families move on | | head of social work | open | page 6
4 | Measure how long families wait | 2018-06 | locality managers | under_way | page 7
4 | Evaluate the team around the child | 2018-09 | planning group | open | page 8
4 | Give the last cluster a date | 2018-05 | locality managers | lapsed | page 8
5 | Set short-term and medium-term targets | 2018-12 | planning group | open | page 9
5 | Finish the needs assessment | 2018-03 | planning group | done | page 9
5 | Write outcomes into the business plan | 2018-11 | protection committee | open | page 10
"""

_ACCURACY = """
paragraph_id | comment | commented_on | response | change_made
1.1 | The group meets every four weeks, not every month. | 2018-07-03 | Accepted. | Wording changed to every four weeks.
1.3 | A draft strategy for commissioning was sent on the last day of fieldwork. | 2018-07-03 | Read; a draft is not an agreed strategy. | None.
1.5 | Leaders visited more teams than the paragraph suggests. | 2018-07-03 | |
2.2 | The clubs ran in five places, not four. | 2018-07-04 | Accepted. | Number corrected.
2.4 | The gap in attendance is reported to the school board. | 2018-07-04 | We saw averages only; send the paper. | None.
3.1 | The year is the calendar year, not the financial year. | 2018-07-04 | Accepted. | Year named in the sentence.
3.3 | Please say that the fall is the largest on record. | 2018-07-04 | The numbers are too small to carry that. | None.
3.6 | Young people asked that their group be given its full name. | 2018-07-05 | The short name keeps a group of four from being known. | None.
4.2 | Waits have been counted since April. | 2018-07-05 | Accepted; after the weeks we looked at. | Footnote added.
4.4 | The smallest locality has met a third time. | 2018-07-05 | |
5.1 | There are six sub-groups with the one on data. | 2018-07-06 | The chart sent to us shows five. | None.
5.4 | Two actions of the business plan do name an outcome. | 2018-07-06 | Accepted: one does; the other names a task. | Sentence changed.
"""


_ON_SITE: Row = {"column_name": "fieldwork", "reckoning": "days"}


def self_evaluation(size: Size, items: list[Row]) -> list[Row]:
    """List the partnership's claims, rosier than the evidence, a third with none behind them."""
    draw = size.draw("self_evaluation")
    rows = [{**row, "item_ids": _behind(draw, row, items)} for row in rows_of(_CLAIMS)]
    return numbered(rows, "claim_id", "SE", "self_evaluation")


def _behind(draw: Draw, claim: Row, items: list[Row]) -> str:
    area = [str(row["item_id"]) for row in items if row["area"] == claim["area"]]
    return "" if draw.chance(0.33) else " ".join(draw.some(area, draw.whole(1, 3)))


def progress_statements() -> list[Row]:
    """List the invented inspectors' words. Row: a sentence on an area, in one place."""
    return numbered(rows_of(_STATEMENTS), "statement_id", "PS", REPORT)


def follow_up() -> list[Row]:
    """List what is still to be done. Row: a task."""
    return numbered(rows_of(_FOLLOW_UP), "follow_up_id", "FU", REPORT)


def factual_accuracy() -> list[Row]:
    """List the partnership's comments on the draft, two unanswered. Row: a comment."""
    return numbered(rows_of(_ACCURACY), "comment_id", "FA", "accuracy_round")


def published_figures(tables: dict[str, list[Row]]) -> list[Row]:
    """List the numbers the report prints; every one follows from the tables. Row: a number."""
    activity = ("review_activities", "activity_id")
    forum, champions = _keys(tables, *activity, strand="young_people")
    groups = _keys(tables, *activity, source_id="focus_groups")
    leaders = _keys(tables, *activity, strand="leadership_meeting")
    months = _keys(tables, *activity, strand="link_inspector")
    starts = _keys(tables, "indicator_values", "value_id", indicator_id="accommodated_11_15")
    teams = _keys(tables, "systems", "system_id", title="Teams around the locality")
    rows = [
        _counted("general", "Improvement areas looked at again", "areas", "areas"),
        {**_counted("general", "Days on site", "days", "review"), **_ON_SITE},
        _counted("general", "Staff who answered the survey", "respondents", "survey_responses"),
        _picked("general", "Staff met in focus groups", "staff", ("review_activities", groups)),
        _picked("general", "Leaders met", "leaders", ("review_activities", leaders)),
        _picked("general", "Young people of the forum", "young people", ("review_activities", [forum])),
        _picked("general", "Young people of the champions group", "young people", ("review_activities", [champions])),
        _picked("general", "Months of the link inspector's log", "months", ("review_activities", months), "span_months"),
        _picked("3", "Starts at 11 to 15 in the first year", "young people", ("indicator_values", starts[:1]), "value"),
        _picked("3", "Starts at 11 to 15 in the last year", "young people", ("indicator_values", starts[-1:]), "value"),
        _counted("4", "Requests for assistance in the register", "requests", "service_requests"),
        _counted("4", "School clusters", "clusters", "rollout"),
        _picked("4", "Teams around the locality", "teams", ("systems", teams), "stated_number"),
    ]  # fmt: skip
    figures = [{**row, "value": _value(tables, row)} for row in rows]
    placed = [{**row, "location": f"page {page}"} for page, row in enumerate(figures, start=2)]
    return numbered(placed, "figure_id", "PF", REPORT)


def _keys(tables: dict[str, list[Row]], table: str, key: str, **wanted: object) -> list[str]:
    return [
        str(row[key])
        for row in tables[table]
        if all(row[name] == value for name, value in wanted.items())
    ]


def _counted(area: str, label: str, unit: str, table: str) -> Row:
    return {"area": area, "label": label, "unit": unit, "table_name": table, "reckoning": "count"}


def _picked(
    area: str,
    label: str,
    unit: str,
    rows: tuple[str, list[str]],
    column: str = "participants",
) -> Row:
    table, keys = rows
    reckoning = "value" if len(keys) == 1 else "sum"
    place = {"row_ids": " ".join(keys), "column_name": column}
    return {**_counted(area, label, unit, table), **place, "reckoning": reckoning}


def _value(tables: dict[str, list[Row]], figure: Row) -> int:
    if figure["reckoning"] == "days":
        return (FIELDWORK_TO - FIELDWORK_FROM).days + 1
    if figure["table_name"] == "areas":
        return AREA_COUNT
    rows = tables[str(figure["table_name"])]
    if figure["reckoning"] == "count":
        return len(rows)
    wanted = str(figure["row_ids"]).split()
    column = str(figure["column_name"])
    return sum(int(str(row[column])) for row in rows if next(iter(row.values())) in wanted)

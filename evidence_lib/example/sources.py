"""Where the invented evidence says it comes from, what the team did, and the earlier grades."""
# ruff: noqa: E501 (a row of an invented table is one line, however long)

from __future__ import annotations

from evidence_lib.example.scene import AS_AT, INSPECTION_PUBLISHED, Row, Size, numbered, rows_of

_SOURCES = """
source_id | title | publisher | origin | published_on | note
progress_report | Report of the progress review in Glenmarnock | Invented care inspectorate | inspector | 2018-08 | Every sentence of it is made up
inspection_report | Report of the joint inspection in Glenmarnock | Invented care inspectorate | inspector | 2016-11-01 | Every sentence of it is made up
staff_survey | Staff survey before the progress review | Invented care inspectorate | partnership | 2018-04 | A link passed round by the partnership; no list of those it reached
self_evaluation | The partnership's own account of its progress | Invented partnership | partnership | 2018-04-20 |
focus_groups | Notes of the focus groups | Invented care inspectorate | inspector | 2018-05 |
leadership_meetings | Notes of the meetings with leaders | Invented care inspectorate | inspector | 2018-05 |
young_people | Notes of the meetings with young people | Invented care inspectorate | service_user | 2018-05 | Written up with the young people
parents | Notes of the meeting with parents and carers | Invented care inspectorate | service_user | 2018-05 |
link_log | Log of the link inspector and the area lead officer | Invented care inspectorate | inspector | 2018-05 |
chief_officer_papers | Papers of the chief officers' group | Invented partnership | partnership | 2018-03 |
services_plan | Children's services plan 2017 to 2020 | Invented partnership | partnership | 2017-04 |
improvement_plan | Joint improvement plan | Invented partnership | partnership | 2016-12 |
business_plan | Business plan of the child protection committee | Invented partnership | partnership | 2017-09 | Exported from a project tracker
needs_assessment | Strategic needs assessment, draft | Invented partnership | partnership | 2018-02 |
parenting_report | Corporate parenting report | Invented partnership | partnership | 2017-10 |
locality_papers | Papers on the locality model | Invented partnership | partnership | 2018-01 |
audit_file | Audit of case files by the child protection committee | Invented partnership | partnership | 2018-02 |
performance_report | Performance report on children's services | Invented partnership | partnership | 2018-04 |
national_return | Invented national statistics of children | Invented national office | national | 2018-03 |
request_register | Register of requests for assistance | Invented partnership | partnership | 2018-05 |
folder_extract | Extract of the shared folders | Invented partnership | partnership | 2018-05 |
plan_register | Register of team-around-the-child plans | Invented partnership | partnership | 2018-05 |
forum_register | Register of the resource forum | Invented partnership | partnership | 2018-05 |
care_register | Register of looked-after children | Invented partnership | partnership | 2018-05 |
finance_return | Finance return on children's services | Invented partnership | partnership | 2018-04 |
workforce_return | Headcount of the workforce | Invented partnership | partnership | 2018-01 |
structure_2016 | Chart of the groups at the inspection | Invented care inspectorate | inspector | 2016-07 |
structure_2018 | Chart of the groups at the progress review | Invented partnership | partnership | 2018-04 |
accuracy_round | The partnership's comments on the draft report | Invented partnership | partnership | 2018-07 |
"""

_COLLECTIONS = """
collection_id | letter | strand | voice | origin | source_id | attribution | form | participants | role_level | collected_on | place_in | speaks_of | description
focus_group_1 | F | focus_group | Frontline staff in the first focus group said that | partnership | focus_groups | reported_by_staff | qualitative | 11 | frontline | 2018-05-14 | note | | Focus group of frontline staff, harbour and town
focus_group_2 | F | focus_group | Frontline staff in the second focus group said that | partnership | focus_groups | reported_by_staff | qualitative | 9 | frontline | 2018-05-14 | note | | Focus group of frontline staff, glens and moor
focus_group_3 | F | focus_group | First-line managers said that | partnership | focus_groups | reported_by_staff | qualitative | 8 | first_line_manager | 2018-05-15 | note | | Focus group of first-line managers
focus_group_4 | F | focus_group | Staff of health and education in one group said that | partnership | focus_groups | reported_by_staff | qualitative | 12 | mixed | 2018-05-15 | note | 1 2 4 general | Focus group of health and education staff
focus_group_5 | F | focus_group | Staff who work with families at risk said that | partnership | focus_groups | reported_by_staff | qualitative | 7 | mixed | 2018-05-16 | note | 3 4 5 | Focus group of staff who work with families at risk
parents_group | R | focus_group | Parents and carers who met us said that | service_user | parents | reported_by_families | qualitative | 6 | mixed | 2018-05-16 | note | | Meeting with parents and carers
leaders_chief_officers | L | leadership_meeting | Chief officers told us that | partnership | leadership_meetings | reported_by_leaders | qualitative | 5 | senior | 2018-05-14 | note | | Meeting with chief officers
leaders_senior_managers | L | leadership_meeting | Senior managers told us that | partnership | leadership_meetings | reported_by_leaders | qualitative | 9 | senior | 2018-05-15 | note | | Meeting with senior managers
leaders_elected_members | L | leadership_meeting | Elected members told us that | partnership | leadership_meetings | reported_by_leaders | qualitative | 6 | elected_member | 2018-05-17 | note | 1 2 3 general | Meeting with elected members
youth_forum | Y | young_people | Members of the youth forum told us that | service_user | young_people | reported_by_young_people | qualitative | 12 | young_people | 2018-05-16 | note | 1 2 4 5 general | Meeting with the youth forum
champions_group | Y | young_people | Young people of the champions group told us that | service_user | young_people | reported_by_young_people | qualitative | 4 | young_people | 2018-05-17 | note | 3 | Meeting with the champions group
link_log | K | link_inspector | The log of the link inspector records that | inspector | link_log | team_finding | qualitative | | | 2018-05-11 | entry | | Log kept over the months before the review
services_plan | D | document_review | The children's services plan shows that | partnership | services_plan | team_finding | documentary | | | 2018-05-08 | page | 2 planning_structure measuring | Reading of the children's services plan
chief_officer_papers | D | document_review | Papers of the chief officers' group show that | partnership | chief_officer_papers | team_finding | documentary | | | 2018-05-08 | page | 1 | Reading of the chief officers' papers
parenting_report | D | document_review | The corporate parenting report shows that | partnership | parenting_report | team_finding | documentary | | | 2018-05-09 | page | 3 | Reading of the corporate parenting report
locality_papers | D | document_review | Papers on the locality model show that | partnership | locality_papers | team_finding | documentary | | | 2018-05-09 | page | 4 | Reading of the papers on the locality model
needs_assessment | D | document_review | The draft needs assessment shows that | partnership | needs_assessment | team_finding | documentary | | | 2018-05-10 | page | needs_assessment | Reading of the draft needs assessment
business_plan | D | document_review | The committee's business plan shows that | partnership | business_plan | team_finding | documentary | | | 2018-05-10 | page | business_plan performance_information | Reading of the committee's business plan
audit_file | D | document_review | The committee's audit shows that | partnership | audit_file | team_finding | documentary | | | 2018-05-10 | page | self_evaluation | Reading of the committee's audit
case_reading | C | document_review | One of the case files read shows that | partnership | audit_file | team_finding | documentary | 1 | | 2018-05-11 | file | | Reading of case files with the committee's auditors
self_evaluation | S | self_evaluation | The partnership's self-evaluation states that | partnership | self_evaluation | reported_by_leaders | documentary | | | 2018-04-20 | section | | Reading of the partnership's self-evaluation
team_report | T | team_finding | The team found that | inspector | progress_report | team_finding | qualitative | | | 2018-05-18 | paragraph | |
team_confidence | T | team_finding | The team was confident that | inspector | progress_report | team_confidence | qualitative | | | 2018-05-18 | paragraph | 1 |
"""

_GRADES = """
code | title | grade | status | reason
1.1 | Improvements in wellbeing | adequate | published |
2.1 | Impact on children and young people | good | published |
2.2 | Impact on families | adequate | published |
5.1 | Providing help and support at an early stage | weak | published |
5.2 | Assessing and responding to risks and needs | good | published |
5.3 | Planning for individual children | adequate | inferred | Made up as if left over after the grades that were named
6.2 | Planning and improving services | weak | published |
6.3 | Participation of children, families and stakeholders | adequate | inferred | Made up as if left over after the grades that were named
9.4 | Leadership of improvement and change | weak | published |
"""


def sources() -> list[Row]:
    """List the sources; every one says that it is synthetic. Row: a document or collection."""
    terms = "invented for demonstration; no rights"
    return [{**row, "provenance": "synthetic", "terms": terms} for row in rows_of(_SOURCES)]


def collections() -> list[Row]:
    """List the voices evidence items speak with. Row: one meeting, group or document."""
    return rows_of(_COLLECTIONS)


def review_activities(size: Size) -> list[Row]:
    """List what the team did. Row: an activity; what the team wrote itself is none."""
    survey: Row = {
        "strand": "staff_survey",
        "description": "Staff survey across six sectors",
        "date": "2018-03-26",
        "ended_on": "2018-04-13",
        "participants": size.respondents,
        "role_level": "mixed",
        "source_id": "staff_survey",
    }
    met = [_activity(row) for row in collections() if row["letter"] not in ("T", "C")]
    return numbered([survey, *met], "activity_id", "A")


def _activity(row: Row) -> Row:
    kept = ("strand", "description", "participants", "role_level", "source_id")
    activity = {**{name: row[name] for name in kept}, "date": row["collected_on"]}
    if row["letter"] != "K":
        return activity
    span: Row = {"date": INSPECTION_PUBLISHED, "ended_on": AS_AT, "span_months": 18}
    return {**activity, **span}


def baseline_grades() -> list[Row]:
    """List the grades of the earlier inspection, all invented. Row: a quality indicator."""
    return numbered(rows_of(_GRADES), "grade_id", "G", "inspection_report")

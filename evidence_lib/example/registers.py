"""Named systems, initiatives, small tests, reporting lines, budgets and dated facts."""
# ruff: noqa: E501 (a row of an invented table is one line, however long)

from __future__ import annotations

from evidence_lib.example.draw import rounded
from evidence_lib.example.scene import Row, Size, numbered, rows_of

_SYSTEMS = """
title | kind | area | stated_number | description | location | source_id
Chief officers' group | body | 1 | 1 | Meets monthly and decides for all services | page 3 | progress_report
Children's planning group | structure | 5 | 1 | Steers the children's services plan | page 3 | progress_report
Sub-groups of the planning group | structure | 5 | 5 | Down from nine | page 9 | progress_report
Joint improvement plan | plan | 1 | 1 | Answers the inspection | page 2 | progress_report
Children's services plan 2017 to 2020 | plan | 5 | 1 | Five priorities | page 9 | progress_report
Priorities of the children's services plan | priority | 5 | 5 | | page 9 | progress_report
Priorities of the business plan | priority | 5 | 5 | Not the same five | page 10 | progress_report
Resource forum | process | 1 | 1 | Decides on requests that cost money | page 4 | progress_report
Extra funding for schools | funding | 2 | | Planned by cluster | page 5 | progress_report
Breakfast and holiday clubs | initiative | 2 | | | page 5 | progress_report
Advice on income in health centres | initiative | 2 | 4 | Four centres | page 5 | progress_report
Intensive family support team | programme | 3 | 1 | Evenings and weekends | page 6 | progress_report
Champions group | body | 3 | 1 | Young people with experience of care | page 7 | progress_report
Team around the child | process | 4 | | Replaces the former panels | page 7 | progress_report
Request for assistance | process | 4 | | One form | page 7 | progress_report
Teams around the locality | structure | 4 | 4 | One a locality | page 8 | progress_report
Shared folder | system | 4 | | A child's folder, open to the services concerned | page 8 | progress_report
Strategic needs assessment | measure | 5 | 1 | In draft | page 9 | progress_report
Child protection committee | body | 5 | 1 | | page 10 | progress_report
Project tracker | system | 5 | 1 | Holds the business plan | page 10 | progress_report
"""

_EVENTS = """
date | label | area | location | source_id
2016-07-15 | The inspection's fieldwork ended | general | page 1 | inspection_report
2016-11-01 | The inspection report was published | general | page 1 | progress_report
2016-12 | The joint improvement plan was agreed | 1 | page 2 | progress_report
2017-01-16 | The locality model began in the first cluster | 4 | page 7 | progress_report
2017-04 | The children's services plan began | 5 | page 9 | progress_report
2017-05-08 | Core groups were given new guidance | 5 | page 10 | business_plan
2017-06-05 | The locality model reached its fourth cluster | 4 | page 7 | progress_report
2017-06-19 | The intensive family support team began | 3 | page 6 | progress_report
2017-09 | The planning groups were cut from nine to five | 5 | page 9 | progress_report
2018-01-15 | The locality model reached its seventh cluster | 4 | page 7 | progress_report
2018-05-14 | Fieldwork of the progress review began | general | page 2 | progress_report
2018-09 | An evaluation of the locality model is due | 4 | page 8 | progress_report
"""

_INITIATIVES = """
area | title | aim | reach | target_group | evidence_level | started_on | source_id
1 | Leaders visit teams | Leaders hear from staff at first hand | 640 | staff | 1 | 2016-12 | chief_officer_papers
2 | Breakfast clubs | Children start the day fed | 1180 | primary pupils | 2 | 2016-08 | services_plan
2 | Holiday clubs | Families eat and play together in the holidays | 410 | families on low income | 1 | 2017-07 | services_plan
2 | Advice on income in health centres | Parents receive the money they are due | 265 | parents of young children | 2 | 2017-02 | services_plan
2 | Bus passes for clubs | Young people of outlying villages can join in | 96 | secondary pupils | 1 | 2017-08 | services_plan
2 | Reading mornings | Parents read with young children | 150 | children of 3 to 5 | 2 | 2017-01 | services_plan
3 | Intensive family support | Families stay together | 58 | families on the edge of care | 2 | 2017-06 | services_plan
3 | Kinship carers' mornings | Carers support each other | 34 | kinship carers | 1 | 2017-09 | parenting_report
3 | Letters between young people and members | Corporate parents know young people | 3 | looked-after young people | 1 | 2017-03 | parenting_report
4 | Team around the child | The right help in good time | 170 | children with a plan | 2 | 2017-01 | locality_papers
4 | Locality profiles | Teams know their area | | locality teams | | 2017-10 | locality_papers
5 | Support before birth | Babies are safe from the start | 27 | unborn babies at risk | 3 | 2016-10 | audit_file
5 | Joint audits | Practice is looked at together | 26 | case files | 1 | 2017-02 | audit_file
"""

_TESTS = """
locality | title | measure | result | started_on
Marnock Harbour | Ring back within two days | Days to first call | adopt | 2017-03
Marnock Harbour | A parent chairs the meeting | Parents' rating of the meeting | adapt | 2017-05
Marnock Harbour | One page before each meeting | Papers sent two days before | adopt | 2017-09
Marnock Harbour | Text reminders | Missed meetings | adopt | 2017-11
Marnock Town | Shared reception for requests | Requests passed on | abandon | 2017-06
Marnock Town | Drawing as a way to give views | Plans with the child's views | adapt | 2017-08
Marnock Town | Attendance calls on the first day | Days absent | adopt | 2017-10
Marnock Town | Joint home visit | Families seen twice in a week | adapt | 2018-01
Marnock Glens | Meetings by video | Travel saved | adapt | 2017-11
Marnock Glens | Minibus to the holiday club | Children who came | adopt | 2017-07
Marnock Glens | Evening surgery | Parents seen | | 2018-03
Marnock Moor | Visiting teacher on market day | Families met | | 2018-04
"""

_GOVERNANCE = """
from_group | to_group | instrument | source_id
Planning group | Strategy board | half-yearly report | structure_2016
Strategy board | Partnership board | yearly report | structure_2016
Early years sub-group | Planning group | minute | structure_2016
Attainment sub-group | Planning group | minute | structure_2016
Care sub-group | Planning group | minute | structure_2016
Wellbeing sub-group | Planning group | minute | structure_2016
Participation sub-group | Planning group | minute | structure_2016
Locality panels | Resource panel | case by case | structure_2016
Resource panel | Strategy board | none written | structure_2016
Workforce sub-group | Early years sub-group | none written | structure_2016
Child protection committee | Public protection board | minute | structure_2016
Planning group | Chief officers' group | monthly report | structure_2018
Chief officers' group | Partnership board | quarterly report | structure_2018
Early help sub-group | Planning group | monthly report | structure_2018
Closing the gap sub-group | Planning group | monthly report | structure_2018
Care sub-group | Planning group | monthly report | structure_2018
Wellbeing sub-group | Planning group | monthly report | structure_2018
Having a say sub-group | Planning group | monthly report | structure_2018
Teams around the locality | Planning group | quarterly report | structure_2018
Resource forum | Chief officers' group | quarterly report | structure_2018
Child protection committee | Chief officers' group | quarterly report | structure_2018
"""

_SERVICES = """
service | tier | amount | growth
Health visiting | universal | 2900000 | 0.03
Early years places | universal | 7400000 | 0.05
Youth work | universal | 820000 | 0.0
Advice on income | early_help | 140000 | 0.12
Family centres | early_help | 1150000 | 0.04
Breakfast and holiday clubs | early_help | 90000 | 0.2
Parenting programmes | targeted | 310000 | 0.05
Intensive family support | targeted | 260000 | 0.3
Support in kinship care | targeted | 480000 | 0.08
Foster care | specialist | 3900000 | 0.01
Residential care | specialist | 4600000 | -0.02
Placements outside the area | specialist | 3100000 | -0.04
"""
_YEARS = ("2014-15", "2015-16", "2016-17", "2017-18")


def systems() -> list[Row]:
    """List what the report names. Row: a system, structure, plan or programme."""
    return numbered(rows_of(_SYSTEMS), "system_id", "SY")


def events() -> list[Row]:
    """List the facts charts are marked with. Row: a dated fact."""
    return numbered(rows_of(_EVENTS), "event_id", "EV")


def initiatives() -> list[Row]:
    """List the initiatives and how well each is evidenced. Row: an initiative."""
    return numbered(rows_of(_INITIATIVES), "initiative_id", "I")


def tests_of_change() -> list[Row]:
    """List the localities' small tests, two still running. Row: a test."""
    return numbered(rows_of(_TESTS), "test_id", "TC", "locality_papers")


def governance_links() -> list[Row]:
    """List who reported to whom, before and after. Row: a reporting line on one of two charts."""
    charts = {"structure_2016": "before", "structure_2018": "after"}
    rows = rows_of(_GOVERNANCE)
    return numbered(
        [{**row, "location": charts[str(row["source_id"])]} for row in rows], "link_id", "L"
    )


def resources(size: Size) -> list[Row]:
    """List the budget of each service over four years. Row: a budget line in a year, in pounds."""
    draw = size.draw("resources")
    rows: list[Row] = []
    for service in rows_of(_SERVICES):
        amount = size.scaled(float(str(service["amount"])))
        for year in _YEARS:
            kept = {name: service[name] for name in ("service", "tier")}
            rows.append({**kept, "year": year, "amount": 1000 * rounded(amount / 1000)})
            change = float(str(service["growth"])) + draw.around(0, 0.01)
            amount = max(1, rounded(amount * (1 + change)))
    return numbered(rows, "resource_id", "B", "finance_return")

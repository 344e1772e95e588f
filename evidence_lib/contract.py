"""
What each table of a review must look like: declared once, read by the loaders, exported as data.

A table's key is the last noun of its name and ``_id``. ``location`` is a place in a document,
``place`` is geography. `datapackage` writes the whole contract as a Frictionless data package.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from evidence_lib import terms

NOTES_SHEET = "Notes"
"""The sheet of a template that explains its columns; it holds no evidence."""

TEMPLATE_SHEETS = (NOTES_SHEET, "Lists")
"""The sheets that a template has beside the one to fill in."""

YEARS = r"\d{4}([-/]\d{2})?"
PERIOD_FORMS = {
    "calendar_year": (YEARS, "2016"),
    "financial_year": (YEARS, "2016-17"),
    "school_year": (YEARS, "2016-17"),
    "snapshot": (YEARS, "2016 or 2016-17"),
    "quarter": (r"\d{4}-Q[1-4]", "2016-Q1"),
    "month": (r"\d{4}-(0[1-9]|1[0-2])", "2016-03"),
}
"""How each kind of period is written: the form, and an example of it."""

CLOSED_KINDS = ("key", "link", "links", "word", "area", "date", "when", "integer", "number", "flag")
"""Kinds whose values a message may quote; ``text`` is free text and never quoted."""


@dataclass(frozen=True)
class Column:
    """
    One column of a table.

    ``kind`` is one of: ``key`` (this table's own identifier), ``link`` (a key of ``refers_to``),
    ``links`` (several of them, separated by spaces), ``word`` (from ``allowed``), ``area`` (the
    number of an improvement area, or ``general``), ``date`` (a calendar day), ``when`` (a day, a
    month or a year, as published), ``label`` (short text of no closed list, such as a place),
    ``text`` (free text), ``integer``, ``number`` and ``flag`` (yes or no).
    """

    name: str
    kind: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    refers_to: str = ""
    minimum: float | None = None
    maximum: float | None = None

    @property
    def may_be_percent(self) -> bool:
        """Whether a percent sign behind the number says no more than the column does."""
        return self.kind == "number" and self.name.endswith(("value", "_pct"))


@dataclass(frozen=True)
class Table:
    """
    One table of a review: its name, what one row is, its columns and what may not repeat.

    ``unique`` names columns that together identify a row beside its key; ``open_to`` names the
    table whose keys may be further columns (a survey's questions).
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    required: bool = False
    unique: tuple[str, ...] = ()
    open_to: str = ""

    @property
    def key(self) -> str:
        """The name of the key column."""
        return self.columns[0].name

    def column(self, name: str) -> Column:
        """Find a column by name; KeyError when the table has no such column."""
        return {column.name: column for column in self.columns}[name]


def _columns(kind: str, names: tuple[str, ...], required: bool, **more: Any) -> list[Column]:
    return [Column(name, kind, required, **more) for name in names]


def _key(name: str) -> Column:
    return Column(name, "key", required=True)


def _text(*names: str, required: bool = False) -> list[Column]:
    return _columns("text", names, required)


def _label(*names: str, required: bool = False) -> list[Column]:
    return _columns("label", names, required)


def _date(*names: str, required: bool = False) -> list[Column]:
    return _columns("date", names, required)


def _when(*names: str, required: bool = False) -> list[Column]:
    return _columns("when", names, required)


def _number(*names: str, required: bool = False, least: float | None = None) -> list[Column]:
    return _columns("number", names, required, minimum=least)


def _count(*names: str, required: bool = False, most: float | None = None) -> list[Column]:
    return _columns("integer", names, required, minimum=0, maximum=most)


def _flag(*names: str) -> list[Column]:
    return _columns("flag", names, required=False)


def _word(name: str, allowed: tuple[str, ...], required: bool = False) -> Column:
    return Column(name, "word", required, allowed=allowed)


def _link(name: str, refers_to: str, required: bool = False) -> Column:
    return Column(name, "link", required, refers_to=refers_to)


def _links(name: str, refers_to: str) -> Column:
    return Column(name, "links", refers_to=refers_to)


def _area(required: bool = False) -> Column:
    return Column("area", "area", required)


_SOURCE = _link("source_id", "sources", required=True)
_QUINTILE = Column("simd_quintile", "integer", minimum=1, maximum=5)

TABLES: tuple[Table, ...] = (
    Table("sources", "a document or collection", (
        _key("source_id"), *_text("title", required=True), *_label("publisher"),
        _word("origin", terms.ORIGINS, required=True),
        _word("provenance", terms.PROVENANCES, required=True),
        *_when("published_on"), *_label("edition", "terms"), *_text("address", "note"),
    ), required=True),
    Table("review_activities", "something the review team did", (
        _key("activity_id"), _word("strand", terms.STRANDS, required=True),
        *_text("description", required=True), *_date("date", "ended_on"),
        *_count("participants", "span_months"), _word("role_level", terms.ROLE_LEVELS),
        *_label("location"), _SOURCE,
    )),
    Table("evidence_items", "one assertion", (
        _key("item_id"), _area(required=True), _word("component", terms.COMPONENTS),
        *_label("criterion"), _word("strand", terms.ITEM_STRANDS, required=True),
        *_label("collection_id"), _word("origin", terms.ORIGINS), _SOURCE,
        *_label("location", required=True), *_when("collected_on"), *_count("participants"),
        _word("measure_kind", terms.MEASURE_KINDS, required=True),
        _word("bearing", terms.BEARINGS, required=True),
        _word("materiality", terms.MATERIALITIES, required=True),
        _word("form", terms.FORMS, required=True),
        _word("attribution", terms.ATTRIBUTIONS, required=True),
        _word("sensitivity", terms.SENSITIVITIES, required=True), *_label("about"),
        *_text("summary", required=True), *_text("quotation"), *_flag("quotation_reviewed"),
        *_label("coder", required=True),
    ), required=True),
    Table("second_codes", "one assertion coded again, by somebody who had not seen its codes", (
        _key("code_id"), _link("item_id", "evidence_items", required=True),
        *_label("coder", required=True), _word("strand", terms.ITEM_STRANDS),
        _word("measure_kind", terms.MEASURE_KINDS), _word("bearing", terms.BEARINGS),
        _word("materiality", terms.MATERIALITIES),
    ), unique=("item_id", "coder")),
    Table("findings", "one sentence about an area, a component and a criterion", (
        _key("finding_id"), _area(required=True), _word("component", terms.COMPONENTS),
        *_label("criterion"), _word("kind", terms.FINDING_KINDS),
        *_text("statement", required=True),
        _word("direction", terms.FINDING_DIRECTIONS, required=True), *_label("about"),
        _word("stage", terms.FINDING_STAGES, required=True), _link("source_id", "sources"),
        *_label("location"), *_text("next_step"),
    )),
    Table("finding_items", "one assertion that bears on one finding", (
        _key("finding_item_id"), _link("finding_id", "findings", required=True),
        _link("item_id", "evidence_items", required=True),
        _word("role", terms.ITEM_ROLES, required=True),
    ), unique=("finding_id", "item_id")),
    Table("safety_concerns", "one concern about the safety of children", (
        _key("concern_id"), _area(required=True), *_date("raised_on", required=True),
        *_label("raised_by", required=True), *_text("what", required=True),
        _word("state", terms.CONCERN_STATES, required=True), *_date("escalated_on", "resolved_on"),
        _link("source_id", "sources"),
    )),
    Table("indicators", "the definition of one measure", (
        _key("indicator_id"), _area(required=True), *_label("code"), *_text("title", required=True),
        *_text("definition", required=True), *_label("unit", required=True),
        *_label("definition_version", required=True),
        _word("direction", terms.DIRECTIONS, required=True),
        _word("measure_kind", terms.MEASURE_KINDS, required=True),
        _word("rba_type", terms.RBA_TYPES), *_label("priority"),
        _word("frequency", terms.FREQUENCIES), *_label("owner"), *_text("caveat"), _SOURCE,
    )),
    Table("indicator_values", "one indicator in one place, group and period", (
        _key("value_id"), _link("indicator_id", "indicators", required=True),
        *_label("definition_version", required=True), *_label("place", required=True),
        _word("group_type", terms.GROUP_TYPES, required=True), *_label("group", required=True),
        *_label("period", required=True), _word("period_kind", terms.PERIOD_KINDS, required=True),
        *_number("numerator", "denominator", least=0), *_number("value"),
        _word("value_type", terms.VALUE_TYPES, required=True), *_when("as_published_on"),
        _link("superseded_by", "indicator_values"), *_label("location"), *_text("note"), _SOURCE,
    ), unique=("indicator_id", "definition_version", "place", "group_type", "group", "period",
               "as_published_on")),
    Table("indicator_targets", "one target of one indicator", (
        _key("target_id"), _link("indicator_id", "indicators", required=True),
        _word("horizon", terms.HORIZONS), *_when("due_on"), *_number("target_value"),
        *_number("baseline_value"), *_label("baseline_period", "owner"),
        _word("frequency", terms.FREQUENCIES), _SOURCE,
    )),
    Table("survey_questions", "one question of the staff survey", (
        _key("question_id"), _area(), *_label("criterion"), *_text("wording", required=True),
        _word("scale", terms.SCALES, required=True), _SOURCE,
    )),
    Table("survey_responses", "one respondent", (
        _key("response_id"), *_label("sector", required=True), *_label("role", "locality"),
        *_date("answered_on"), *_text("comment"), *_flag("comment_reviewed"), _SOURCE,
    ), open_to="survey_questions"),
    Table("workforce", "one sector's headcount", (
        _key("workforce_id"), *_label("sector", required=True),
        *_count("headcount", "invited"), *_when("counted_on"), _SOURCE,
    ), unique=("sector",)),
    Table("service_requests", "one request for assistance", (
        _key("request_id"), *_label("locality", "cluster"), *_date("requested_on", required=True),
        *_date("first_help_on", "closed_on"), *_label("requested_by"),
        *_flag("child_views", "family_views"), _QUINTILE, _SOURCE,
    )),
    Table("shared_folders", "one child's shared folder", (
        _key("folder_id"), *_date("triggered_on", required=True), *_date("created_on"),
        *_flag("named_person", "lead_professional"), *_date("last_opened_on"),
        *_count("chronology_entries"), *_label("locality"), _SOURCE,
    )),
    Table("child_plans", "one team-around-the-child plan", (
        _key("plan_id"), *_label("cluster", "locality"), *_date("started_on", required=True),
        *_flag("child_views", "family_views"), *_count("reviews"),
        Column("wellbeing_start", "number", minimum=0, maximum=10),
        Column("wellbeing_latest", "number", minimum=0, maximum=10), *_date("ended_on"), _SOURCE,
    )),
    Table("rollout", "one school cluster going live", (
        _key("rollout_id"), *_label("cluster", required=True), *_label("locality"),
        *_date("went_live_on"), _SOURCE,
    ), unique=("cluster",)),
    Table("resource_decisions", "one decision of a resource forum", (
        _key("decision_id"), *_label("child_key"), *_date("requested_on", required=True),
        *_date("decided_on"), _word("request_type", terms.REQUEST_TYPES, required=True),
        *_label("locality"), _QUINTILE, _word("outcome", terms.DECISION_OUTCOMES),
        *_number("amount", least=0), _SOURCE,
    )),
    Table("needs", "one need in the strategic needs assessment", (
        _key("need_id"), *_text("topic", required=True), *_label("priority"),
        _word("data_status", terms.DATA_STATUSES), _SOURCE,
    )),
    Table("document_themes", "one theme in one document", (
        _key("theme_id"), *_label("document", "theme", required=True),
        *_count("mentions", required=True), *_label("location"), _SOURCE,
    ), unique=("document", "theme")),
    Table("care_episodes", "one episode of being looked after", (
        _key("episode_id"), *_date("started_on", required=True), *_date("ended_on"),
        *_count("age_at_start", most=17),
        _word("placement_type", terms.PLACEMENT_TYPES, required=True), *_label("locality"), _SOURCE,
    )),
    Table("plan_actions", "one action of a plan", (
        _key("action_id"), *_label("plan", required=True), *_label("priority"),
        *_text("title", required=True), *_text("description"), *_when("due_on"),
        Column("progress_pct", "number", minimum=0, maximum=100),
        _word("status", terms.ACTION_STATUSES), *_label("owner"),
        _link("indicator_id", "indicators"), *_text("outcome"), *_label("location"), _SOURCE,
    )),
    Table("plan_criteria", "one statutory criterion for a children's services plan", (
        _key("criterion_id"), *_label("plan", required=True), *_text("title", required=True),
        _word("met", terms.CRITERION_MET, required=True), *_text("reason"), *_label("location"),
        _SOURCE,
    )),
    Table("self_evaluation", "one claim by the partnership", (
        _key("claim_id"), _area(required=True), _word("component", terms.COMPONENTS),
        *_label("criterion"), *_text("claim", required=True),
        Column("self_level", "integer", minimum=0, maximum=4), _links("item_ids", "evidence_items"),
        _SOURCE,
    )),
    Table("link_log", "one entry of the link inspector or area lead officer", (
        _key("entry_id"), *_date("date", required=True), _area(required=True),
        _word("state", terms.LINK_STATES, required=True), *_label("officer"), *_text("note"),
        _SOURCE,
    )),
    Table("initiatives", "one initiative", (
        _key("initiative_id"), _area(required=True), *_text("title", required=True), *_text("aim"),
        *_count("reach"), *_label("target_group"), _word("evidence_level", terms.EVIDENCE_LEVELS),
        *_when("started_on"), _SOURCE,
    )),
    Table("tests_of_change", "one small test of change", (
        _key("test_id"), *_label("locality"), *_text("title", required=True), *_text("measure"),
        _word("result", terms.TEST_RESULTS), *_when("started_on"), _SOURCE,
    )),
    Table("governance_links", "one reporting line", (
        _key("link_id"), *_label("from_group", "to_group", required=True), *_text("instrument"),
        *_label("location"), _SOURCE,
    )),
    Table("resources", "one budget line in one year", (
        _key("resource_id"), *_label("service", required=True), *_label("year", required=True),
        *_number("amount", required=True, least=0), _word("tier", terms.PREVENTION_TIERS), _SOURCE,
    )),
    Table("audit_cases", "one audited case against one standard, by one auditor", (
        _key("audit_id"), *_label("case_key", "standard", required=True),
        _word("met", terms.STANDARD_MET, required=True),
        Column("quality", "integer", minimum=1, maximum=6), *_label("auditor", required=True),
        *_date("audited_on"), _SOURCE,
    ), unique=("case_key", "standard", "auditor")),
    Table("events", "one dated fact for the charts", (
        _key("event_id"), *_when("date", required=True), *_text("label", required=True), _area(),
        *_label("location"), _SOURCE,
    )),
    Table("systems", "one named system, structure, plan or programme", (
        _key("system_id"), *_text("title", required=True),
        _word("kind", terms.SYSTEM_KINDS, required=True), _area(required=True),
        *_count("stated_number"), *_text("description"), *_label("location", required=True),
        _SOURCE,
    )),
    Table("follow_up", "one thing still to be done", (
        _key("follow_up_id"), _area(required=True), *_text("action", required=True),
        *_when("due_on"), *_label("owner"), _word("state", terms.FOLLOW_UP_STATES, required=True),
        *_label("location", required=True), _SOURCE,
    )),
    Table("baseline_grades", "one graded quality indicator of the earlier inspection", (
        _key("grade_id"), *_label("code", required=True), *_text("title", required=True),
        _word("grade", terms.GRADES, required=True),
        _word("status", terms.GRADE_STATUSES, required=True), *_text("reason"), _SOURCE,
    )),
    Table("progress_statements", "the inspectors' words on one area, in one place", (
        _key("statement_id"), _area(required=True), _word("component", terms.COMPONENTS),
        *_text("words", required=True), *_text("subject"), *_flag("headline"),
        *_label("location", required=True), _SOURCE,
    )),
    Table("published_figures", "one number printed in the report", (
        _key("figure_id"), _area(required=True), *_text("label", required=True),
        *_number("value", required=True), *_label("unit", required=True),
        *_label("location", required=True), *_label("table_name", required=True),
        *_label("row_ids"), *_label("column_name"),
        _word("reckoning", ("value", "sum", "count", "days", "words"), required=True), _SOURCE,
    )),
    Table("factual_accuracy", "one comment by the inspected partnership", (
        _key("comment_id"), *_label("paragraph_id", required=True),
        *_text("comment", required=True), *_date("commented_on"),
        *_text("response", "change_made"), _SOURCE,
    )),
)  # fmt: skip

TABLE_NAMES = tuple(table.name for table in TABLES)


def table(name: str) -> Table:
    """Find a table by name; KeyError when the contract has no such table."""
    return {each.name: each for each in TABLES}[name]


_FRICTIONLESS_TYPES = {"integer": "integer", "number": "number", "date": "date", "flag": "boolean"}


def _field(column: Column) -> dict[str, Any]:
    limits = {
        "required": column.required or None,
        "unique": column.kind == "key" or None,
        "enum": list(column.allowed) or None,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    constraints = {name: limit for name, limit in limits.items() if limit is not None}
    field = {"name": column.name, "type": _FRICTIONLESS_TYPES.get(column.kind, "string")}
    yes_no = {"trueValues": ["yes"], "falseValues": ["no"]} if column.kind == "flag" else {}
    return field | yes_no | ({"constraints": constraints} if constraints else {})


def _resource(each: Table) -> dict[str, Any]:
    foreign_keys = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.refers_to == each.name else column.refers_to,
                "fields": [table(column.refers_to).key],
            },
        }
        for column in each.columns
        if column.kind == "link"
    ]
    schema = {
        "fields": [_field(column) for column in each.columns],
        "primaryKey": [each.key],
        "missingValues": [""],
        "foreignKeys": foreign_keys,
    }
    return {
        "name": each.name,
        "path": f"{each.name}.csv",
        "title": f"One row is {each.row}",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "schema": schema,
    }


def datapackage(name: str = "review") -> dict[str, Any]:
    """
    Write the contract as a Frictionless data package (Table Schema), ready for ``json.dump``.

    Source: specs.frictionlessdata.io, data package and table schema, version 1.
    """
    return {
        "name": name,
        "profile": "tabular-data-package",
        "title": "The tables of one progress review",
        "resources": [_resource(each) for each in TABLES],
    }

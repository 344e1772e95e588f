"""The contract: declared once, sound in itself, and exported as a Frictionless data package."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest

from evidence_lib.contract import CLOSED_KINDS, TABLE_NAMES, TABLES, Table, datapackage, table
from evidence_lib.loaders import Review
from tests.conftest import HOUSE

KINDS = {*CLOSED_KINDS, "label", "text"}
every_table = pytest.mark.parametrize("each", TABLES, ids=lambda each: each.name)


@every_table
def test_a_table_says_what_one_row_is_and_has_a_key_first(each: Table) -> None:
    assert each.row
    assert each.columns[0].kind == "key"
    assert each.key.endswith("_id")
    names = [column.name for column in each.columns]
    assert len(names) == len(set(names))


@every_table
def test_columns_are_of_known_kinds_and_words_are_closed(each: Table) -> None:
    for column in each.columns:
        assert column.kind in KINDS
        assert bool(column.allowed) == (column.kind == "word")
        assert bool(column.refers_to) == (column.kind in {"link", "links"})


@every_table
def test_links_lead_to_tables_of_the_contract(each: Table) -> None:
    for column in each.columns:
        assert not column.refers_to or column.refers_to in TABLE_NAMES
    assert set(each.unique) <= {column.name for column in each.columns}


def test_every_row_names_its_source_or_the_row_of_evidence_that_does() -> None:
    without = [each for each in TABLES if "source_id" not in {c.name for c in each.columns}]
    assert {each.name for each in without} == {"second_codes", "finding_items"}
    assert all(each.column("item_id").required for each in without)


def test_only_sources_and_evidence_items_are_required() -> None:
    assert {each.name for each in TABLES if each.required} == {"sources", "evidence_items"}


def test_the_tables_of_the_design_are_all_there() -> None:
    wanted = """sources review_activities evidence_items indicators indicator_values
    indicator_targets survey_questions survey_responses workforce service_requests shared_folders
    child_plans rollout resource_decisions needs document_themes care_episodes plan_actions
    plan_criteria self_evaluation link_log initiatives tests_of_change governance_links resources
    audit_cases events systems follow_up baseline_grades progress_statements published_figures
    factual_accuracy second_codes findings finding_items safety_concerns"""
    assert set(TABLE_NAMES) == set(wanted.split())


# The part of the data package specification that a table needs, by hand: the specification's own
# schema is fetched from the network by the libraries that check it.
PACKAGE_SCHEMA = {
    "type": "object",
    "required": ["name", "resources"],
    "properties": {
        "name": {"type": "string", "pattern": "^[-a-z0-9._/]+$"},
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "schema"],
                "properties": {
                    "name": {"type": "string", "pattern": "^[-a-z0-9._/]+$"},
                    "profile": {"const": "tabular-data-resource"},
                    "schema": {
                        "type": "object",
                        "required": ["fields", "primaryKey"],
                        "properties": {
                            "fields": {
                                "type": "array",
                                "items": {
                                    "type": "object",
                                    "required": ["name", "type"],
                                    "properties": {
                                        "type": {
                                            "enum": [
                                                "string", "integer", "number", "date", "boolean",
                                            ]
                                        }
                                    },
                                },
                            }
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip


def test_the_contract_exports_itself_as_a_frictionless_data_package() -> None:
    package = json.loads(json.dumps(datapackage("review")))
    jsonschema.validate(package, PACKAGE_SCHEMA)
    by_name = {each["name"]: each["schema"] for each in package["resources"]}
    assert set(by_name) == set(TABLE_NAMES)
    bearing = next(f for f in by_name["evidence_items"]["fields"] if f["name"] == "bearing")
    assert bearing["constraints"]["enum"] == ["supports", "mixed", "challenges"]
    assert bearing["constraints"]["required"] is True
    references = {
        key["reference"]["resource"] for key in by_name["indicator_values"]["foreignKeys"]
    }
    assert references == {"indicators", "sources", ""}


def test_the_committed_data_package_is_the_contract() -> None:
    committed = json.loads((HOUSE / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert committed == json.loads(json.dumps(datapackage("review")))


def test_the_readme_of_the_data_names_every_file_of_each_review() -> None:
    register = (HOUSE / "data" / "README.md").read_text(encoding="utf-8")
    for path in sorted((HOUSE / "data" / "reviews").glob("*/*")):
        assert re.search(rf"`(?:[\w/-]+/)?{re.escape(path.name)}`", register), path.name


def test_a_review_has_every_table_of_the_contract(nine_items: Review) -> None:
    assert set(nine_items.tables) == set(TABLE_NAMES)
    assert table("evidence_items").column("bearing").required

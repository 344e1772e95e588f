"""The facts of a pack as an RO-Crate: what the specification asks, and nothing that varies."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rocrate
from rocrate.rocrate import ROCrate

from evidence_lib.briefing import brief, manifest
from evidence_lib.briefing.crate import CRATE, crate
from tests import in_process
from tests.conftest import NINE_ITEMS
from tests.in_process import NOTEBOOKS

MADE = {
    "review": "nine-items", "title": "Nine “items”", "partnership": "Nineton",
    "as_at": "2020-03-06", "status": "draft", "profile": "public",
    "versions": {"evidence-lib": "1"},
    "inputs": {
        "review/a b.csv": {"hmac_sha256": "1" * 64},
        "notebooks/area.ipynb": {"sha256": "2" * 64, "size": 5},
        "evidence_lib/errors.py": {"sha256": "3" * 64, "size": 5},
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    [result] = brief(
        [NINE_ITEMS], notebooks_dir=NOTEBOOKS, outputs_dir=tmp_path_factory.mktemp("outputs"),
        profile="public", progress=False, engine=in_process.run,
    )  # fmt: skip
    assert result.pack_dir is not None
    return result.pack_dir


def graph(content: bytes) -> dict[str, dict[str, Any]]:
    """The entities of a crate by their identifier, which no two share."""
    entities = json.loads(content)["@graph"]
    found = {entity["@id"]: entity for entity in entities}
    assert len(found) == len(entities)
    return found


@pytest.fixture
def entities(pack: Path) -> dict[str, dict[str, Any]]:
    return graph((pack / CRATE).read_bytes())


def test_the_descriptor_says_what_it_conforms_to_and_is_about(entities: dict[str, Any]) -> None:
    assert entities[CRATE] == {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }


def test_the_root_has_what_every_crate_must_have(entities: dict[str, Any]) -> None:
    root = entities["./"]
    assert root["@type"] == "Dataset"
    assert root["name"]
    assert root["description"]
    assert date.fromisoformat(root["datePublished"]) == date(2020, 3, 6)
    assert entities[root["license"]["@id"]]["description"]


def references(value: object) -> list[str]:
    """Every identifier that a value refers to."""
    if isinstance(value, list):
        return [each for part in value for each in references(part)]
    return [value["@id"]] if isinstance(value, dict) else []


def test_every_entity_has_a_type_and_whatever_is_referred_to_is_there(
    entities: dict[str, Any],
) -> None:
    for entity in entities.values():
        assert entity["@type"]
        for name, value in entity.items():
            if name != "conformsTo":
                assert set(references(value)) <= set(entities), (entity["@id"], name)
            assert not isinstance(value, dict) or set(value) == {"@id"}, "the graph is flat"


def test_every_term_is_one_of_the_context(pack: Path) -> None:
    known = Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld"
    context = json.loads(known.read_text(encoding="utf-8"))["@context"]
    whole = json.loads((pack / CRATE).read_bytes())
    terms = {**context, **whole["@context"][1], "@id": "", "@type": ""}
    for entity in whole["@graph"]:
        assert {*entity} <= {*terms}, entity["@id"]
        assert entity["@type"] in terms


def test_it_describes_every_file_beside_it_and_no_other(
    pack: Path, entities: dict[str, Any]
) -> None:
    there = {path.relative_to(pack).as_posix() for path in pack.rglob("*") if path.is_file()}
    parts = [part["@id"] for part in entities["./"]["hasPart"]]
    assert sorted(parts) == sorted(there - {CRATE})
    for name in set(parts) - {manifest.MANIFEST}:
        content = (pack / name).read_bytes()
        assert entities[name]["sha256"] == hashlib.sha256(content).hexdigest()
        assert entities[name]["contentSize"] == str(len(content))
        assert entities[name]["@type"] == "File"
    assert entities["index.html"]["encodingFormat"] == "text/html"


def test_the_library_of_the_community_reads_it(pack: Path) -> None:
    read = ROCrate(pack)
    assert str(read.root_dataset["datePublished"]) == "2020-03-06"
    sealed = manifest.read(pack)["files"]
    assert {each.id for each in read.data_entities} == {*sealed, manifest.MANIFEST} - {CRATE}
    assert read.mainEntity is None
    [building] = read.get_by_type("CreateAction")
    assert building["instrument"]["version"] == manifest.read(pack)["versions"]["evidence-lib"]
    assert {each["name"] for each in building["object"]} >= {
        "review/evidence_items.csv",
        "notebooks/area.ipynb",
    }


def test_it_is_sealed_with_the_rest(pack: Path) -> None:
    assert manifest.read(pack)["files"][CRATE] == manifest.fingerprint((pack / CRATE).read_bytes())


def test_what_a_pack_was_made_from_is_named_and_its_fingerprint_left_to_the_manifest() -> None:
    written = crate(MADE, {})
    assert graph(written)["#review/a%20b.csv"] == {
        "@id": "#review/a%20b.csv",
        "@type": "CreativeWork",
        "name": "review/a b.csv",
    }
    assert {"#notebooks/area.ipynb"} <= set(graph(written))
    assert "#evidence_lib/errors.py" not in graph(written)
    assert not any(sign * 64 in written.decode() for sign in "123")


def test_the_same_facts_make_the_same_bytes() -> None:
    files = {"index.html": b"x", "data/a.csv": b"y"}
    turned = {name: MADE[name] for name in reversed(MADE)}
    assert crate(MADE, files) == crate(turned, dict(reversed(files.items())))
    assert "Nine “items”".encode() in crate(MADE, files)

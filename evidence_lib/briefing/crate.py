"""
The facts of a pack once more as an RO-Crate, for archives and programs that read those.

RO-Crate Metadata Specification 1.1, https://w3id.org/ro/crate/1.1, with the checksum by the term
that 1.2 has for it. Everything comes from the manifest, so that the same pack gives the same bytes:
its date is the day spoken from, for a pack knows no other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from evidence_lib.briefing.inputs import NOTEBOOKS, REVIEW
from evidence_lib.briefing.manifest import MANIFEST, fingerprint
from evidence_lib.english import still_json

CRATE = "ro-crate-metadata.json"
CONTEXT = ("https://w3id.org/ro/crate/1.1/context", {"sha256": "http://schema.org/sha256"})
SPECIFICATION = "https://w3id.org/ro/crate/1.1"
PROGRAM = "evidence-lib"
FORMATS = {".html": "text/html", ".csv": "text/csv", ".json": "application/json"}
TERMS = (
    "The terms of each source stand beside it in the pack. What comes from the partnership stays "
    "the partnership's."
)

SOURCES = (f"{REVIEW}/", f"{NOTEBOOKS}/")

Entity = dict[str, Any]


def crate(content: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """
    Write the metadata file of a pack.

    Args:
        content: What the manifest says of the pack, but for its files and its id.
        files: Name within the pack -> content, this file and the manifest not among them.

    Returns:
        JSON-LD in UTF-8, keys sorted: a flat graph with the pack, its files, the evidence and the
        notebooks it was made from by their names, and the program. Their fingerprints stand in the
        manifest alone.
    """
    parts = [_file(name, each) for name, each in sorted(files.items())]
    parts.append({"@id": MANIFEST, "@type": "File", "name": "Manifest", **_format(MANIFEST)})
    sources = [_source(name) for name in sorted(content["inputs"]) if name.startswith(SOURCES)]
    signed = _signatures(content)
    graph = [
        _descriptor(), _root(content, parts, signed), _terms(), _partnership(content),
        _audience(content),
        _building(content, sources), _program(content), *signed, *parts, *sources,
    ]  # fmt: skip
    whole = {"@context": CONTEXT, "@graph": graph}
    text = json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{still_json(text)}\n".encode()


def _descriptor() -> Entity:
    return {
        "@id": CRATE,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": SPECIFICATION},
    }


def _root(content: Mapping[str, Any], parts: list[Entity], signed: list[Entity]) -> Entity:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": content["title"],
        "description": f"Evidence pack of a progress review, as at {content['as_at']}.",
        "datePublished": content["as_at"],
        "creativeWorkStatus": content["status"],
        "license": {"@id": "#terms"},
        "about": {"@id": "#partnership"},
        "audience": {"@id": "#audience"},
        "hasPart": [{"@id": part["@id"]} for part in parts],
        "mentions": [{"@id": each["@id"]} for each in ({"@id": "#building"}, *signed)],
    }


def _terms() -> Entity:
    return {"@id": "#terms", "@type": "CreativeWork", "name": "Terms", "description": TERMS}


def _partnership(content: Mapping[str, Any]) -> Entity:
    return {"@id": "#partnership", "@type": "Organization", "name": content["partnership"]}


def _audience(content: Mapping[str, Any]) -> Entity:
    profile = content["profile"]
    return {"@id": "#audience", "@type": "Audience", "audienceType": profile, "name": profile}


def _building(content: Mapping[str, Any], sources: list[Entity]) -> Entity:
    return {
        "@id": "#building",
        "@type": "CreateAction",
        "name": f"Building the pack of {content['review']}",
        "instrument": {"@id": "#program"},
        "object": [{"@id": source["@id"]} for source in sources],
        "result": {"@id": "./"},
    }


def _signatures(content: Mapping[str, Any]) -> list[Entity]:
    """Say who made the analysis and who checked it on which day, where that is known."""
    said = content.get("sign_off", {})
    people = [
        {"@id": f"#{role}", "@type": "Person", "name": said[role], "jobTitle": role}
        for role in ("analyst", "checker")
        if role in said
    ]
    if "checker" not in said or "checked_on" not in said:
        return people
    checked = {
        "@id": "#sign-off",
        "@type": "EndorseAction",
        "agent": {"@id": "#checker"},
        "object": {"@id": "./"},
        "endTime": said["checked_on"],
    }
    return [*people, checked]


def _program(content: Mapping[str, Any]) -> Entity:
    version = content["versions"][PROGRAM]
    return {"@id": "#program", "@type": "SoftwareApplication", "name": PROGRAM, "version": version}


def _file(name: str, content: bytes) -> Entity:
    told = fingerprint(content)
    size = {"contentSize": str(told["size"]), "sha256": told["sha256"]}
    return {"@id": quote(name), "@type": "File", "name": name, **size, **_format(name)}


def _format(name: str) -> dict[str, str]:
    found = FORMATS.get(PurePosixPath(name).suffix)
    return {"encodingFormat": found} if found else {}


def _source(name: str) -> Entity:
    return {"@id": f"#{quote(name)}", "@type": "CreativeWork", "name": name}

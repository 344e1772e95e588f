"""What `evidence verify` finds of a pack, and how it says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence_lib.briefing.keys import KEY_FILE, KeyFileError
from evidence_lib.briefing.manifest import ManifestError, printable
from evidence_lib.briefing.signed_packs import signer_of
from evidence_lib.briefing.signing import PublicKey, SignatureError
from evidence_lib.briefing.verifying import Verdict, differences_of_review, id_in_groups, verify
from evidence_lib.english import counted

FACTS = ("title", "as_at", "profile", "status")


@dataclass(frozen=True)
class Expected:
    """
    What is known of a pack from elsewhere than the pack; None where nothing is.

    ``public`` is the key it should be signed with, ``review`` the folder it should be made from,
    ``key`` the file with the key of that review, by itself the one beside the pack.
    """

    public: PublicKey | None = None
    review: Path | None = None
    key: Path | None = None


@dataclass(frozen=True)
class Examined:
    """What was found of one pack: whether it is what it should be, and the lines that say so."""

    good: bool
    lines: tuple[str, ...]


def examine(pack: Path, expected: Expected) -> Examined:
    """Verify one pack and put in words what was found, the faults first."""
    verdict = verify(pack)
    faults, notes = list(verdict.faults), []
    if verdict.content:
        notes += _said_of_itself(verdict.content)
        for question in (_signer, _evidence):
            try:
                notes += question(pack, verdict, expected)
            except (SignatureError, ManifestError, KeyFileError) as error:
                faults.append(str(error))
    state = "REFUSED" if faults else f"whole and unchanged, {_size(verdict)}"
    lines = [f"{pack}: {state}", *(f"  {line}" for line in [*faults, *notes])]
    return Examined(not faults, tuple(map(printable, lines)))


def _said_of_itself(content: Mapping[str, Any]) -> list[str]:
    facts = [str(content[name]) for name in FACTS if content.get(name)]
    return [", ".join(facts), f"pack id {id_in_groups(content['pack_id'])}"]


def _size(verdict: Verdict) -> str:
    return f"{counted(len(verdict.content['files']), 'file')} and the manifest"


def _signer(_: Path, verdict: Verdict, expected: Expected) -> list[str]:
    found = signer_of(verdict, expected.public)
    alone = expected.public is None
    return [f"{found}; compare the pack id with the sender's" if alone else found]


def _evidence(pack: Path, verdict: Verdict, expected: Expected) -> list[str]:
    if expected.review is None:
        return []
    key_file = expected.key or pack.absolute().parent / KEY_FILE
    found = differences_of_review(verdict.content, expected.review, key_file)
    if found:
        raise ManifestError(f"not made from {expected.review.name}: {'; '.join(found[:5])}")
    return [f"made from the evidence in {expected.review.name}"]

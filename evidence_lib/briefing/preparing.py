"""What is settled before the first notebook of a pack runs: its pages, its inputs, its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evidence_lib.briefing import manifest, publishing
from evidence_lib.briefing.inputs import fingerprints_of_inputs, require_as_read
from evidence_lib.briefing.keys import key_name, key_of
from evidence_lib.briefing.planned_pages import PlannedPage, choose_area, plan_pages
from evidence_lib.briefing.releasing import facts_of_check
from evidence_lib.checking.final_status import with_final_status
from evidence_lib.evidence import SignOff
from evidence_lib.loaders import Review


@dataclass(frozen=True)
class Build:
    """Everything that is settled before the first notebook of a pack runs."""

    review: Review
    notebooks_dir: Path
    outputs: Path
    profile: str
    planned: tuple[PlannedPage, ...]
    to_build: tuple[PlannedPage, ...]
    carried: tuple[PlannedPage, ...]
    content: dict[str, Any]
    key: bytes

    @property
    def pages(self) -> tuple[PlannedPage, ...]:
        """The pages the pack will hold, in the order of its navigation."""
        held = {page.name for page in (*self.to_build, *self.carried)}
        return tuple(page for page in self.planned if page.name in held)

    @property
    def facts(self) -> dict[str, str]:
        """What the pack says of itself."""
        names = ("title", "partnership", "as_at", "status", "profile")
        return {name: str(self.content[name]) for name in names}


def prepare(
    review: Review, *, notebooks_dir: Path, outputs: Path, profile: str, area: str
) -> Build:
    """
    Settle what a pack will be made of.

    Args:
        review: The review, read. Its evidence has to be clean.
        notebooks_dir: Where the notebooks are.
        outputs: The folder ``outputs/<review>``.
        profile: Who the pack is for.
        area: Number of the only area to build, empty for the whole pack.

    Raises:
        BadEvidenceError: There are problems in the evidence, or the review calls itself final and
            a part of it has no final judgement.
        ParameterError: The review has no such area.
        PageFailedError: ``review.toml`` cannot be followed, or a file of the evidence is no longer
            what was read.
        KeyFileError: The key of the review cannot be used.
    """
    with_final_status(review).require_clean()
    planned = plan_pages(review, notebooks_dir, profile)
    to_build = choose_area(planned, area) if area else planned
    key = key_of(outputs)
    content = _content(review, notebooks_dir, profile, key)
    require_as_read(review, content["inputs"], key)
    others = tuple(page for page in planned if page not in to_build)
    carried = others if others and _can_carry(outputs, planned, content) else ()
    return Build(review, notebooks_dir, outputs, profile, planned, to_build, carried, content, key)


def _content(review: Review, notebooks_dir: Path, profile: str, key: bytes) -> dict[str, Any]:
    facts = review.facts
    return {
        "review": review.folder.resolve().name,
        "title": facts.title,
        "partnership": facts.partnership,
        "as_at": str(facts.as_at),
        "status": facts.status,
        "sign_off": _signed(facts.sign_off),
        "profile": profile,
        "inputs": fingerprints_of_inputs(review.folder, notebooks_dir, key),
        "key": key_name(key),
        "versions": manifest.versions(),
        "disclosure": facts_of_check(review, profile),
    }


def _signed(sign_off: SignOff) -> dict[str, str]:
    return {name: str(said) for name, said in asdict(sign_off).items() if said}


def described(page: PlannedPage) -> dict[str, Any]:
    """Say which notebook makes a page, with which parameters."""
    # where the machine keeps the evidence is no fact about the pack
    given = {name: value for name, value in page.parameters.items() if name != "data_dir"}
    files = list(page.layers.values())
    return {"notebook": page.notebook.name, "parameters": given, "files": files}


def _can_carry(outputs: Path, planned: Sequence[PlannedPage], content: Mapping[str, Any]) -> bool:
    pack = outputs / publishing.PACK
    try:
        present = manifest.read(pack)
        changed = manifest.differences(pack)
    except manifest.ManifestError:
        return False
    pages = {
        name: {key: value for key, value in page.items() if key != "data"}
        for name, page in present["pages"].items()
    }
    same_pages = pages == {page.name: described(page) for page in planned}
    same_content = all(present.get(name) == value for name, value in content.items())
    return same_pages and same_content and not changed

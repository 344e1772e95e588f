"""One pack: run its notebooks, export and check its pages, and publish it whole or not at all."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence_lib.briefing import manifest, publishing
from evidence_lib.briefing.cells import finished_mark, released_tables, without_paths
from evidence_lib.briefing.crate import CRATE, crate
from evidence_lib.briefing.exporter import export_page
from evidence_lib.briefing.finishing import JUDGEMENT_FILE, PackContext, PackPage, data_file
from evidence_lib.briefing.inputs import (
    fingerprints_of_inputs,
    require_as_read,
    require_unchanged,
)
from evidence_lib.briefing.keys import key_name, key_of
from evidence_lib.briefing.page_rules import findings_of_page, ids_of
from evidence_lib.briefing.parameters import check_parameters
from evidence_lib.briefing.planned_pages import INDEX, PlannedPage, choose_area, plan_pages
from evidence_lib.briefing.results import PackResult, PageResult
from evidence_lib.errors import EvidenceError, PageFailedError, shown
from evidence_lib.loaders import Review

Engine = Callable[[Path, Path, Mapping[str, object]], Any]

EXECUTED = "executed"
WARNINGS = ("No disclosure check was run.",)


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
        BadEvidenceError: There are problems in the evidence.
        ParameterError: The review has no such area.
        PageFailedError: ``review.toml`` cannot be followed, or a file of the evidence is no longer
            what was read.
        KeyFileError: The key of the review cannot be used.
    """
    review.require_clean()
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
        "profile": profile,
        "inputs": fingerprints_of_inputs(review.folder, notebooks_dir, key),
        "key": key_name(key),
        "versions": manifest.versions(),
        "warnings": list(WARNINGS),
    }


def _described(page: PlannedPage) -> dict[str, Any]:
    # where the machine keeps the evidence is no fact about the pack
    given = {name: value for name, value in page.parameters.items() if name != "data_dir"}
    return {"notebook": page.notebook.name, "parameters": given}


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
    same_pages = pages == {page.name: _described(page) for page in planned}
    same_content = all(present.get(name) == value for name, value in content.items())
    return same_pages and same_content and not changed


def build(settled: Build, engine: Engine, pages: Iterable[PlannedPage]) -> PackResult:
    """
    Run, export, check and publish. Call it under `publishing.one_run_at_a_time`.

    Args:
        settled: As from `prepare`.
        engine: What runs a notebook.
        pages: The pages to build, as something that may show how far they are.

    Returns:
        The result. When a page failed nothing is published: the pages that could be made are kept
        beside the executed notebooks, and the pack that stood there stands.
    """
    failures: dict[str, str] = {}
    nodes = _run_all(settled, engine, pages, failures)
    files = _carried_files(settled) | _export_all(settled, nodes, failures)
    failures = {**_check(settled, files), **failures}
    return _failed(settled, files, failures) if failures else _publish(settled, files)


def _run_all(
    settled: Build, engine: Engine, pages: Iterable[PlannedPage], failures: dict[str, str]
) -> dict[str, Any]:
    executed, nodes = settled.outputs / EXECUTED, {}
    for page in pages:
        (executed / page.name).unlink(missing_ok=True)
        nodes[page.name], message = _attempt(_run, page, executed, engine)
        failures |= {page.name: message} if message else {}
    return nodes


def _export_all(
    settled: Build, nodes: Mapping[str, Any], failures: dict[str, str]
) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for page in settled.to_build:
        if nodes[page.name] is not None:
            made, message = _attempt(_files_of, page, settled, nodes[page.name])
            files |= made or {}
            failures |= {page.name: message} if message else {}
    return files


def _attempt(step: Callable[..., Any], page: PlannedPage, *given: Any) -> tuple[Any, str]:
    """Do one step for one page, so that whatever goes wrong there stays there."""
    try:
        return step(page, *given), ""
    except EvidenceError as error:
        return None, str(error)
    except Exception as error:
        logging.getLogger(__name__).exception("%s failed", page.notebook.name)
        cause = without_paths(f"{type(error).__name__}: {error}")
        return None, f"{page.notebook.name}: {cause}"


def _run(page: PlannedPage, executed: Path, engine: Engine) -> Any:
    if not page.notebook.is_file():
        raise PageFailedError(f"{page.notebook.name}: there is no such notebook")
    parameters = check_parameters(page.notebook, page.parameters)
    node = engine(page.notebook, executed / f"{page.stem}.ipynb", parameters)
    mark = finished_mark(node) or {}
    if str(mark.get("area", "")) != page.area:
        raise PageFailedError(
            f"{page.notebook.name}: says it is about area {shown(mark.get('area', ''))}, and "
            f"was run for area {shown(page.area)}"
        )
    return node


def _files_of(page: PlannedPage, settled: Build, node: Any) -> dict[str, bytes]:
    pages = tuple(PackPage(each.name, each.label) for each in settled.pages)
    facts = settled.facts
    pack = PackContext(facts["title"], facts["partnership"], pages, page.name)
    try:
        html = export_page(node, pack)
    except PageFailedError as error:
        raise PageFailedError(f"{page.notebook.name}, {error}") from None
    tables = released_tables(node)
    data = {data_file(page.name, table.name): table.csv.encode() for table in tables}
    return {page.name: html.encode(), **data}


def _carried_files(settled: Build) -> dict[str, bytes]:
    if not settled.carried:
        return {}
    pack = settled.outputs / publishing.PACK
    present = manifest.read(pack)["pages"]
    data = [name for page in settled.carried for name in present[page.name]["data"]]
    names = [*(page.name for page in settled.carried), *data]
    return {name: (pack / name).read_bytes() for name in names}


def _check(settled: Build, files: Mapping[str, bytes]) -> dict[str, str]:
    """Check every page against the files beside it; a page that failed is taken as present."""
    beside = {page.name: frozenset[str]() for page in settled.pages}
    beside |= {manifest.MANIFEST: frozenset()}
    beside |= {
        name: ids_of(content.decode()) if name.endswith(".html") else frozenset()
        for name, content in files.items()
    }
    found = {
        page.name: findings_of_page(files[page.name].decode(), beside)
        for page in settled.pages
        if page.name in files
    }
    return {
        page.name: f"{page.notebook.name}: the page may not be published: {'; '.join(findings)}"
        for page in settled.pages
        if (findings := found.get(page.name))
    }


def _failed(settled: Build, files: Mapping[str, bytes], failures: Mapping[str, str]) -> PackResult:
    executed = settled.outputs / EXECUTED
    executed.mkdir(parents=True, exist_ok=True)
    for page in settled.to_build:
        if page.name in files:
            (executed / page.name).write_bytes(files[page.name])
    messages = [
        f"{page.name}: {failures[page.name]}" for page in settled.pages if page.name in failures
    ]
    return PackResult(
        settled.review.folder.resolve().name,
        ok=False,
        messages=tuple(messages),
        pages=_page_results(settled, failures),
        pack_dir=present_pack(settled.outputs),
        facts=settled.facts,
    )


def _page_results(settled: Build, failures: Mapping[str, str]) -> tuple[PageResult, ...]:
    return tuple(
        PageResult(page.name, page.label, failures.get(page.name, ""), page in settled.carried)
        for page in settled.pages
    )


def present_pack(outputs: Path) -> Path | None:
    """Find the pack that stands in the outputs of a review, if there is one."""
    pack = outputs / publishing.PACK
    return pack if (pack / manifest.MANIFEST).is_file() else None


def _publish(settled: Build, files: Mapping[str, bytes]) -> PackResult:
    after = fingerprints_of_inputs(settled.review.folder, settled.notebooks_dir, settled.key)
    require_unchanged(settled.content["inputs"], after)
    described = {
        page.name: _described(page) | {"data": _data_of(page, files)} for page in settled.pages
    }
    whole = {**files, CRATE: crate(settled.content, files)}
    sealed = manifest.seal({**settled.content, "pages": described}, whole)
    pack = publishing.publish(settled.outputs, {**whole, manifest.MANIFEST: sealed})
    return PackResult(
        settled.review.folder.resolve().name,
        ok=True,
        messages=_notes(settled),
        pages=_page_results(settled, {}),
        pack_dir=pack,
        facts=settled.facts,
        pack_id=manifest.read(pack)["pack_id"],
    )


def _data_of(page: PlannedPage, files: Mapping[str, bytes]) -> list[str]:
    own = f"data/{page.stem}-"
    shared = {JUDGEMENT_FILE} if page.name == INDEX else set()
    return sorted(name for name in files if name.startswith(own) or name in shared)


def _notes(settled: Build) -> tuple[str, ...]:
    if settled.carried:
        return (
            f"the other {len(settled.carried)} pages are as they were: their inputs are the same",
        )
    if len(settled.pages) < len(settled.planned):
        held = ", ".join(page.name for page in settled.pages)
        return (f"the pack holds {held} only: no whole pack of the same inputs was there",)
    return ()

"""One pack: run its notebooks, export and check its pages, and publish it whole or not at all."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evidence_lib.briefing import manifest, publishing
from evidence_lib.briefing.cells import (
    counted_registers,
    finished_mark,
    released_tables,
    without_paths,
)
from evidence_lib.briefing.crate import CRATE, crate
from evidence_lib.briefing.disclosure_check import as_passed, told_by_pack
from evidence_lib.briefing.exporter import export_parts
from evidence_lib.briefing.finishing import (
    JUDGEMENT_FILE,
    PackContext,
    PackPage,
    data_file,
    tables_on,
)
from evidence_lib.briefing.inputs import fingerprints_of_inputs, require_unchanged
from evidence_lib.briefing.page_rules import findings_of_page, ids_of
from evidence_lib.briefing.parameters import check_parameters
from evidence_lib.briefing.planned_pages import INDEX, PlannedPage
from evidence_lib.briefing.preparing import Build, described
from evidence_lib.briefing.releasing import (
    failures_by_page,
    held_against,
    record,
)
from evidence_lib.briefing.results import PackResult, PageResult
from evidence_lib.errors import EvidenceError, PageFailedError, shown
from evidence_lib.terms import INTERNAL, METHOD

Engine = Callable[[Path, Path, Mapping[str, object]], Any]

EXECUTED = "executed"


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
    if failures:
        return _failed(settled, files, failures)
    return _release(
        settled, files, [each for node in nodes.values() for each in counted_registers(node)]
    )


def _run_all(
    settled: Build, engine: Engine, pages: Iterable[PlannedPage], failures: dict[str, str]
) -> dict[str, Any]:
    executed, nodes = settled.outputs / EXECUTED, {}
    for page in pages:
        for name in page.layers.values():
            (executed / name).unlink(missing_ok=True)
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
    try:
        pages = export_parts(node, _context(page, settled))
    except PageFailedError as error:
        raise PageFailedError(f"{page.notebook.name}, {error}") from None
    on_pages = frozenset().union(*map(tables_on, pages.values()))
    tables = [table for table in released_tables(node) if table.name in on_pages]
    data = {data_file(page.name, table.name): table.csv.encode() for table in tables}
    return {**{name: html.encode() for name, html in pages.items()}, **data}


def _context(page: PlannedPage, settled: Build) -> PackContext:
    files = [name for each in settled.pages for name in each.layers.values()]
    return PackContext(
        settled.facts["title"],
        settled.facts["partnership"],
        _navigation(settled.pages),
        page.name,
        profile=settled.profile,
        layers=page.layers,
        files=frozenset(files),
    )


def _navigation(pages: Sequence[PlannedPage]) -> tuple[PackPage, ...]:
    """Name the pages a reader is led to from everywhere: the briefings, and the method last."""
    methods = [each.layers[METHOD] for each in pages if METHOD in each.layers]
    return (
        *(PackPage(each.name, each.label, each.area) for each in pages),
        *(PackPage(each, "Method") for each in methods),
    )


def _carried_files(settled: Build) -> dict[str, bytes]:
    if not settled.carried:
        return {}
    pack = settled.outputs / publishing.PACK
    present = manifest.read(pack)["pages"]
    own = [present[page.name] for page in settled.carried]
    names = [name for each in own for name in (*each["files"], *each["data"])]
    return {name: (pack / name).read_bytes() for name in names}


def _check(settled: Build, files: Mapping[str, bytes]) -> dict[str, str]:
    """Check every page against the files beside it; one that failed is taken as what it should."""
    beside: dict[str, frozenset[str] | None] = {
        name: None for page in settled.pages for name in page.layers.values()
    }
    beside |= {manifest.MANIFEST: frozenset()}
    beside |= {
        name: ids_of(content.decode()) if name.endswith(".html") else frozenset()
        for name, content in files.items()
    }
    return {
        page.name: f"{page.notebook.name}: the page may not be published: {'; '.join(findings)}"
        for page in settled.pages
        if (findings := _findings(page, files, beside))
    }


def _findings(
    page: PlannedPage, files: Mapping[str, bytes], beside: Mapping[str, frozenset[str] | None]
) -> list[str]:
    return [
        finding if name == page.name else f"{name}: {finding}"
        for name in page.layers.values()
        if name in files
        for finding in findings_of_page(files[name].decode(), beside)
    ]


def _failed(settled: Build, files: Mapping[str, bytes], failures: Mapping[str, str]) -> PackResult:
    executed = settled.outputs / EXECUTED
    executed.mkdir(parents=True, exist_ok=True)
    for name in (name for page in settled.to_build for name in page.layers.values()):
        if name in files:
            (executed / name).write_bytes(files[name])
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


def _release(
    settled: Build, files: Mapping[str, bytes], registers: Sequence[Mapping[str, Any]]
) -> PackResult:
    """Attack the pack as it would be sent; record it and publish it only where nothing is told."""
    after = fingerprints_of_inputs(settled.review.folder, settled.notebooks_dir, settled.key)
    require_unchanged(settled.content["inputs"], after)
    sealed = _sealed(settled, files)
    outputs_dir = settled.outputs.parent
    against = held_against(settled.review, settled.profile, outputs_dir)
    told = told_by_pack(sealed, registers, against)
    if told:
        pages = [page.name for page in settled.pages]
        return _failed(settled, files, failures_by_page(told, pages, pages[0]))
    pack_id = str(json.loads(sealed[manifest.MANIFEST])["pack_id"])
    record(settled.review, settled.profile, outputs_dir, pack_id, registers)
    return _publish(settled, sealed, pack_id)


def _sealed(settled: Build, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the files of the pack as they would be sent: its pages say that it passed."""
    sent = {
        name: as_passed(content)
        if settled.profile != INTERNAL and name.endswith(".html")
        else content
        for name, content in files.items()
    }
    pages = {page.name: described(page) | {"data": _data_of(page, sent)} for page in settled.pages}
    whole = {**sent, CRATE: crate(settled.content, sent)}
    seal = manifest.seal({**settled.content, "pages": pages}, whole)
    return {**whole, manifest.MANIFEST: seal}


def _publish(settled: Build, files: Mapping[str, bytes], pack_id: str) -> PackResult:
    pack = publishing.publish(settled.outputs, files)
    return PackResult(
        settled.review.folder.resolve().name,
        ok=True,
        messages=_notes(settled),
        pages=_page_results(settled, {}),
        pack_dir=pack,
        facts=settled.facts,
        pack_id=pack_id,
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

"""The page over a batch: every review, what became of it, and the way to its pack."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from evidence_lib.briefing import manifest
from evidence_lib.briefing.building import present_pack
from evidence_lib.briefing.exporter import export_sheet
from evidence_lib.briefing.finishing import PackContext
from evidence_lib.briefing.notebook_file import code_cell, new_notebook, text_cell
from evidence_lib.briefing.planned_pages import INDEX
from evidence_lib.briefing.results import PackResult
from evidence_lib.show.blocks import Finding, Html, Sentence, heading
from evidence_lib.show.markup import shown_as
from evidence_lib.show.sheets import (
    Cell,
    Link,
    joined,
    point_list,
    section_heading,
    text_table,
)
from evidence_lib.terms import FINISHED_MIME

TITLE = "Evidence packs"
COLUMNS = ("Review", "As at", "Profile", "Status", "What happened")


def write_index(outputs_dir: Path, results: Sequence[PackResult]) -> Path:
    """
    Write ``index.html`` over the reviews of a batch, and over packs that stood there before.

    Returns:
        The path of the page. It is replaced in one step.
    """
    html = index_page(results, _other_packs(outputs_dir, results))
    outputs_dir.mkdir(parents=True, exist_ok=True)
    new, path = outputs_dir / f".{INDEX}.new", outputs_dir / INDEX
    new.write_text(html, encoding="utf-8", newline="\n")
    os.replace(new, path)  # noqa: PTH105 - named for what it does
    return path


def index_page(results: Sequence[PackResult], others: Sequence[PackResult]) -> str:
    """
    Make the page over a batch.

    Args:
        results: What became of each review of this batch.
        others: Packs of earlier batches that still stand beside them.
    """
    parts: list[Html | Sentence] = [_summary(results)]
    parts.append(_table("batch", "Reviews of this run", results))
    parts += _failures(results) if any(not result.ok for result in results) else []
    if others:
        parts.append(section_heading("Packs of earlier runs"))
        parts.append(_table("earlier", "Other packs here", others))
    shown = shown_as(joined(parts).html, TITLE)
    whole = shown | {FINISHED_MIME: {"title": TITLE, "area": ""}}
    node = new_notebook([text_cell(f"# {TITLE}"), code_cell("index", [whole], count=1)])
    packs = frozenset(_address(each) for each in [*results, *others] if each.pack_dir)
    return export_sheet(node, PackContext(TITLE, "", (), INDEX, sealed=False, files=packs))


def _other_packs(outputs_dir: Path, results: Sequence[PackResult]) -> list[PackResult]:
    named = {result.review for result in results}
    found = []
    for pack in sorted(outputs_dir.glob(f"*/pack/{manifest.MANIFEST}")):
        review = pack.parent.parent.name
        if review not in named:
            found.append(_earlier(review, pack.parent))
    return found


def _earlier(review: str, pack: Path) -> PackResult:
    try:
        content = manifest.read(pack)
    except manifest.ManifestError as error:
        return PackResult(review, ok=False, messages=(str(error),), pack_dir=pack)
    facts = {name: str(content.get(name, "")) for name in ("title", "as_at", "profile", "status")}
    return PackResult(review, ok=True, messages=(), pack_dir=present_pack(pack.parent), facts=facts)


def _summary(results: Sequence[PackResult]) -> Finding:
    built = sum(result.ok for result in results)
    failed = len(results) - built
    text = f"{built} of {len(results)} packs {'was' if built == 1 else 'were'} built"
    text += f"; {failed} failed" if failed else ""
    return Finding(f"{text}.")


def _table(name: str, caption: str, results: Sequence[PackResult]) -> Html:
    return text_table(name, caption, COLUMNS, [_row(result) for result in results])


def _row(result: PackResult) -> list[Cell]:
    title = result.facts.get("title", "") or result.review
    named = title if result.pack_dir is None else Link(title, _address(result))
    return [named, *_facts(result.facts), _outcome(result)]


def _address(result: PackResult) -> str:
    pages = [page.name for page in result.pages] if result.ok else []
    first = pages[0] if pages else _first_page(result.pack_dir)
    return f"{quote(result.review)}/pack/{first}"


def _first_page(pack: Path | None) -> str:
    found = sorted(path.name for path in pack.glob("*.html")) if pack else []
    return INDEX if INDEX in found or not found else found[0]


def _facts(facts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(facts.get(name, "") or "not known" for name in ("as_at", "profile", "status"))


def _outcome(result: PackResult) -> str:
    if result.ok:
        return " ".join(("Built.", *result.messages)) if result.pages else "Not part of this run."
    return "Failed. An earlier pack stands." if result.pack_dir else "Failed. There is no pack."


def _failures(results: Sequence[PackResult]) -> list[Html | Sentence]:
    parts: list[Html | Sentence] = [section_heading("What went wrong")]
    for result in results:
        if not result.ok:
            lines = [line.strip() for message in result.messages for line in message.splitlines()]
            parts += [heading(result.review), point_list(lines)]
    return parts

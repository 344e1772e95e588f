"""The page over a batch: every review, what became of it, and the way to its pack."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from evidence_lib.briefing import manifest
from evidence_lib.briefing.building import present_pack
from evidence_lib.briefing.exporter import export_page
from evidence_lib.briefing.finishing import PackContext
from evidence_lib.briefing.notebook_file import code_cell, new_notebook, text_cell
from evidence_lib.briefing.planned_pages import INDEX
from evidence_lib.briefing.reader_cells import HTML
from evidence_lib.briefing.results import PackResult
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
    pieces = [_summary(results), _table("batch", "Reviews of this run", results)]
    pieces += [_failures(results)] if any(not result.ok for result in results) else []
    if others:
        pieces += ["<h2>Packs of earlier runs</h2>", _table("earlier", "Other packs here", others)]
    whole = {HTML: "\n".join(pieces), FINISHED_MIME: {"title": TITLE, "area": ""}}
    node = new_notebook([text_cell(f"# {TITLE}"), code_cell("index", [whole], count=1)])
    return export_page(node, PackContext(TITLE, "", (), INDEX, sealed=False))


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


def _summary(results: Sequence[PackResult]) -> str:
    built = sum(result.ok for result in results)
    failed = len(results) - built
    text = f"{built} of {len(results)} packs {'was' if built == 1 else 'were'} built"
    text += f"; {failed} failed" if failed else ""
    return f'<p class="finding">{text}.</p>'


def _table(name: str, caption: str, results: Sequence[PackResult]) -> str:
    head = "".join(f'<th scope="col">{column}</th>' for column in COLUMNS)
    body = "".join(map(_row, results))
    return (
        f'<div class="table" id="table-{name}" role="region" aria-labelledby="caption-{name}" '
        f'tabindex="0"><table><caption id="caption-{name}">{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(result: PackResult) -> str:
    title = escape(result.facts.get("title", "") or result.review)
    if result.pack_dir is not None:
        title = f'<a href="{_address(result)}">{title}</a>'
    cells = "".join(
        f"<td>{escape(text)}</td>" for text in (*_facts(result.facts), _outcome(result))
    )
    return f'<tr><th scope="row">{title}</th>{cells}</tr>'


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


def _failures(results: Sequence[PackResult]) -> str:
    parts = ["<h2>What went wrong</h2>"]
    for result in results:
        if not result.ok:
            lines = [line.strip() for message in result.messages for line in message.splitlines()]
            points = "".join(f"<li>{escape(line)}</li>" for line in lines)
            parts.append(f'<h3>{escape(result.review)}</h3><ul class="points">{points}</ul>')
    return "\n".join(parts)

"""A batch: every review becomes a pack or says why not, and none of them stops another."""

from __future__ import annotations

import contextlib
import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tqdm import tqdm

from evidence_lib.briefing.building import Engine, build, present_pack
from evidence_lib.briefing.cells import without_paths
from evidence_lib.briefing.engine import execute
from evidence_lib.briefing.index_page import write_index
from evidence_lib.briefing.manifest import MANIFEST
from evidence_lib.briefing.planned_pages import PlannedPage
from evidence_lib.briefing.preparing import prepare
from evidence_lib.briefing.publishing import PACK, one_run_at_a_time
from evidence_lib.briefing.results import PackResult
from evidence_lib.errors import EvidenceError, ParameterError, require_choice, shown
from evidence_lib.loaders import Review, read_review
from evidence_lib.terms import PROFILES

KEPT = "The earlier pack was left as it was."
ANOTHER = "Another pack than before the run stands there now."


@dataclass(frozen=True)
class Batch:
    """What every review of a batch has in common. ``area`` is empty for whole packs."""

    notebooks_dir: Path
    outputs_dir: Path
    profile: str
    area: str
    progress: bool
    engine: Engine
    read: Callable[[Path], Review]


def brief(
    review_dirs: Sequence[Path],
    *,
    notebooks_dir: Path,
    outputs_dir: Path,
    profile: str,
    area: int | str | None = None,
    progress: bool = True,
    engine: Engine = execute,
    read: Callable[[Path], Review] = read_review,
) -> list[PackResult]:
    """
    Build the packs of many reviews, and an index over them.

    Row: one review, in the order given.

    Args:
        review_dirs: The folders of the reviews.
        notebooks_dir: The folder of the notebooks.
        outputs_dir: Where packs go: ``<outputs_dir>/<review>/pack``, and ``index.html`` over all.
        profile: Who the packs are for: public, partnership or internal.
        area: Number of the only improvement area to build a page for.
        progress: Show a bar a review on standard error.
        engine: What runs a notebook.
        read: What reads a review.

    Returns:
        One result a review. A review that failed has ``ok`` False and says why; it has touched
        neither its earlier pack nor any other review. Where the disk refused to put that pack
        back, it says that another one stands.

    Raises:
        ParameterError: Two of the folders have one name.
        UnknownTermError: *profile* is none of the profiles.
    """
    require_choice("profile", profile, PROFILES, doing="building packs")
    _require_different_names(review_dirs)
    only = "" if area is None else str(area)
    batch = Batch(notebooks_dir, outputs_dir, profile, only, progress, engine, read)
    results = [_brief_one(review_dir, batch) for review_dir in review_dirs]
    return _with_index(outputs_dir, results)


def _require_different_names(review_dirs: Sequence[Path]) -> None:
    names = [review_dir.resolve().name for review_dir in review_dirs]
    for name in names:
        if names.count(name) > 1:
            raise ParameterError(f"building packs: two reviews are called {shown(name)}")


def _brief_one(review_dir: Path, batch: Batch) -> PackResult:
    name = review_dir.resolve().name
    outputs = batch.outputs_dir / name
    before = _seal_of(outputs)
    try:
        result = _build_one(batch.read(review_dir), outputs, batch)
        return result if result.ok else _with_kept(result, outputs, before)
    except EvidenceError as error:
        message = str(error)
    except Exception as error:
        logging.getLogger(__name__).exception("review %s failed", name)
        message = without_paths(f"{type(error).__name__}: {error}")
    return _with_kept(PackResult(name, ok=False, messages=(message,)), outputs, before)


def _seal_of(outputs: Path) -> bytes:
    """Read the manifest of the pack that stands; nothing when there is none."""
    with contextlib.suppress(OSError):
        return (outputs / PACK / MANIFEST).read_bytes()
    return b""


def _build_one(review: Review, outputs: Path, batch: Batch) -> PackResult:
    review.require_clean()
    with one_run_at_a_time(outputs):
        settled = prepare(
            review,
            notebooks_dir=batch.notebooks_dir,
            outputs=outputs,
            profile=batch.profile,
            area=batch.area,
        )
        bar = _bar(settled.to_build, outputs.name, shown_to_user=batch.progress)
        return build(settled, batch.engine, bar)


def _bar(pages: Sequence[PlannedPage], name: str, *, shown_to_user: bool) -> Iterable[PlannedPage]:
    return tqdm(pages, desc=name, unit="page", file=sys.stderr, disable=not shown_to_user)


def _with_kept(result: PackResult, outputs: Path, before: bytes) -> PackResult:
    pack = present_pack(outputs)
    kept = (KEPT if _seal_of(outputs) == before else ANOTHER,) if pack else ()
    return replace(result, messages=(*result.messages, *kept), pack_dir=pack)


def _with_index(outputs_dir: Path, results: list[PackResult]) -> list[PackResult]:
    """Write the page over the batch; what became of each review is told also where that fails."""
    try:
        write_index(outputs_dir, results)
    except OSError as error:
        message = f"the page over all packs could not be written: {error.strerror}"
        return [replace(each, messages=(*each.messages, message)) for each in results]
    return results

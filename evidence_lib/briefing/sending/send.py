"""Making what was asked for of one pack: what fails leaves the pack and the rest as they were."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence_lib.briefing.cells import without_paths
from evidence_lib.briefing.publishing import one_run_at_a_time
from evidence_lib.briefing.sending.printing import write_pdfs
from evidence_lib.briefing.sending.sealed import SealedPack, read_sealed
from evidence_lib.briefing.sending.word import write_docx
from evidence_lib.briefing.sending.workbook import write_xlsx
from evidence_lib.briefing.sending.zipping import write_zip
from evidence_lib.errors import EvidenceError

WAYS: Mapping[str, Callable[[SealedPack, Path], Path]] = {
    "zip": write_zip,
    "pdf": write_pdfs,
    "xlsx": write_xlsx,
    "docx": write_docx,
}


@dataclass(frozen=True)
class Sent:
    """
    What became of one way to send a pack.

    Row: a way. ``path`` is the file or folder made, and None where ``message`` says why not.
    """

    way: str
    path: Path | None
    message: str = ""


def send(pack: Path, ways: Sequence[str]) -> list[Sent]:
    """
    Make of a pack what is asked for, beside it.

    Row: one of *ways*, in the order of `WAYS`.

    Raises:
        SendingError: The pack is not whole.
        PackBusyError: Another run is building it.
    """
    beside = pack.absolute().parent
    with one_run_at_a_time(beside):
        sealed = read_sealed(pack)
        return [_attempt(way, sealed, beside) for way in WAYS if way in ways]


def _attempt(way: str, pack: SealedPack, beside: Path) -> Sent:
    """Do one way, so that whatever goes wrong there stays there."""
    try:
        return Sent(way, WAYS[way](pack, beside))
    except EvidenceError as error:
        return Sent(way, None, str(error))
    except Exception as error:
        logging.getLogger(__name__).exception("making %s failed", way)
        return Sent(way, None, without_paths(f"{type(error).__name__}: {error}"))

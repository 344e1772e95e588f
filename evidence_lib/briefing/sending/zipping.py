"""A whole pack in one file to send: under one folder, and the same bytes for the same pack."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from evidence_lib.briefing.sending.sealed import SealedPack, SendingError, write_beside
from evidence_lib.terms import INTERNAL

NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest an archive can say; a pack knows no day but the one it speaks from."""

ON_UNIX = 3
READABLE = 0o100644 << 16


def write_zip(pack: SealedPack, beside: Path) -> Path:
    """
    Write ``<review>-<profile>.zip`` into *beside*, whole or not at all.

    Returns:
        The archive. ``evidence verify`` takes it as it is, and unpacked.

    Raises:
        SendingError: The pack is of the internal profile, or the system refused to write.
    """
    if pack.content["profile"] == INTERNAL:
        raise SendingError("making an archive to send: the internal profile is not sent")
    files = {f"{pack.name}/{name}": content for name, content in sorted(pack.files.items())}
    return write_beside(beside / f"{pack.name}.zip", archive_of(files))


def archive_of(files: Mapping[str, bytes]) -> bytes:
    """Give an archive of files, in the order given: no dates and no owners."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.create_system, entry.external_attr = ON_UNIX, READABLE
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return held.getvalue()

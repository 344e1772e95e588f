"""Files, and names of files, that outlast a power cut."""

from __future__ import annotations

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk; Windows cannot open one to flush it."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def write_whole(path: Path, content: bytes, *, new: Path, mode: int = 0o666) -> None:
    """
    Write a file so that it is there whole or not at all, whenever the machine stops.

    Args:
        path: The file; one that stands there is replaced.
        content: What it shall hold.
        new: Where it is written first, on the same disk; a leftover there is removed.
        mode: Who may read it, as far as the mask of the system lets them.
    """
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)

"""Copying the notebooks into a folder of one's own: nothing is written over."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from evidence_lib.errors import EvidenceError, FolderInUseError


def copy_notebooks(source: Path, folder: Path) -> list[Path]:
    """
    Copy the notebooks, and nothing else, for somebody who wants to work in them.

    Args:
        source: The folder that holds the notebooks.
        folder: Where the copies go; made if it is not there.

    Returns:
        The copies, by name.

    Raises:
        FolderInUseError: *folder* is a file, or holds something of a notebook's name; nothing was
            copied.
        EvidenceError: *folder* cannot be written.
    """
    originals = sorted(source.glob("[!.]*.ipynb"))
    _require_free(folder, [each.name for each in originals])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The content alone: what an administrator installed may be read-only.
        return [Path(shutil.copyfile(each, folder / each.name)) for each in originals]
    except OSError as error:
        raise EvidenceError(f"copying the notebooks: {folder}: {error.strerror}") from error


def _require_free(folder: Path, names: list[str]) -> None:
    doing = f"copying the notebooks: {folder}"
    if folder.exists() and not folder.is_dir():
        raise FolderInUseError(f"{doing} must be a folder; it is a file")
    taken = [name for name in names if os.path.lexists(folder / name)]
    if taken:
        raise FolderInUseError(f"{doing} must hold none of them yet; it holds {', '.join(taken)}")

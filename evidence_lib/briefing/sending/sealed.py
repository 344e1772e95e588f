"""A sealed pack as what is sent is made from: all of it read, and none of it changed."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from evidence_lib.briefing.manifest import fingerprint
from evidence_lib.briefing.pack_files import READING_ERRORS, PackFile
from evidence_lib.briefing.verifying import id_in_groups, verify
from evidence_lib.errors import EvidenceError
from evidence_lib.kept_files import sync_folder, write_whole

ONLY_A_WAY = ".cites:has(> a[aria-label])"
"""Words of a page that lead to another part of the pack and say nothing where they lead nowhere."""


class SendingError(EvidenceError):
    """Something to send could not be made; the pack and everything else made from it stand."""


@dataclass(frozen=True)
class SealedPack:
    """
    Everything in a whole pack, held in memory.

    ``content`` is what its manifest says; ``files`` maps each name in it to its bytes, manifest and
    signature among them.
    """

    content: Mapping[str, Any]
    files: Mapping[str, bytes]

    @property
    def pages(self) -> dict[str, str]:
        """Its pages, file name -> HTML: the overview first, then the areas by their numbers."""
        names = sorted((name for name in self.files if name.endswith(".html")), key=_reading_order)
        return {name: self.files[name].decode() for name in names}

    @property
    def briefings(self) -> dict[str, str]:
        """Those of its pages that are to be read first: the overview and one an area."""
        return {name: html for name, html in self.pages.items() if name in self.content["pages"]}

    @property
    def analyst(self) -> str:
        """Who made it, as they wish to be named; empty where nobody has signed."""
        return str(self.content.get("sign_off", {}).get("analyst", ""))

    @property
    def is_synthetic(self) -> bool:
        """Whether its first page says that the partnership is invented."""
        first = BeautifulSoup(next(iter(self.pages.values()), ""), "html.parser")
        status = first.select_one("main .status")
        return status is not None and "synthetic" in status.get_text().lower()

    @property
    def name(self) -> str:
        """What to call a file made from it: its review and whom it is for."""
        return f"{self.content['review']}-{self.content['profile']}"

    @property
    def made_from(self) -> str:
        """Say from which pack something was made, so that two people can compare."""
        return f"Pack id {id_in_groups(str(self.content['pack_id']))}"


def _reading_order(name: str) -> tuple[int, int, str]:
    area = re.match(r"area-(\d+)", name)
    first = 0 if name.startswith("index") else 2
    return (1, int(area[1]), name) if area else (first, 0, name)


def read_sealed(pack: Path) -> SealedPack:
    """
    Read a pack that is a folder.

    Raises:
        SendingError: It is not whole, or a file of it changed while it was read.
    """
    verdict = verify(pack)
    if not verdict.whole:
        raise SendingError(f"sending a pack: {verdict.faults[0]}")
    files = {file.name: _read(file) for file in verdict.files}
    listed = verdict.content["files"]
    for name, content in files.items():
        if name in listed and fingerprint(content) != listed[name]:
            raise SendingError(f"sending a pack: {name} was changed meanwhile")
    return SealedPack(verdict.content, files)


def _read(file: PackFile) -> bytes:
    try:
        with file.open() as stream:
            return stream.read()
    except READING_ERRORS:
        raise SendingError(f"sending a pack: {file.name} cannot be read") from None


def write_beside(path: Path, content: bytes) -> Path:
    """
    Write one file beside a pack, whole or not at all.

    Raises:
        SendingError: The system refused to write; what stood there stands.
    """
    try:
        write_whole(path, content, new=path.with_name(f".{path.name}.new"))
    except OSError as error:
        raise SendingError(f"writing {path.name}: {error.strerror}") from None
    return path


@contextlib.contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """
    Fill a folder beside a pack, and put it in the place of the one that stands there when whole.

    No name begins with a point: browsers that are shut in may not read such folders.

    Raises:
        SendingError: The system refused to write; what stood there stands.
    """
    new, old = folder.with_name(f"{folder.name}-new"), folder.with_name(f"{folder.name}-old")
    try:
        _clear(new)
        new.mkdir(parents=True)
        yield new
        _exchange(new, folder, old)
    except OSError as error:
        raise SendingError(f"writing {folder.name}: {error.strerror}") from None
    finally:
        _clear(new)


def _exchange(new: Path, folder: Path, old: Path) -> None:
    _clear(old)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    sync_folder(folder.parent)
    _clear(old)


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)

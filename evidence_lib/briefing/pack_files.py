"""What lies in a pack as it was received: a folder, or a ZIP archive of one, never unpacked."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

LINK = "is a link, and a pack has none"
NO_FILE = "is no plain file"
NOT_READ = "cannot be read"
EMPTY_FOLDER = "is a folder with nothing in it"
ENCRYPTED = "is encrypted"

READING_ERRORS = (OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error)
"""What the standard library raises over a file or an archive that is spoilt."""


@dataclass(frozen=True)
class PackFile:
    """
    One name in a pack.

    Row: a name below the pack, with ``/`` between folders. ``fault`` is empty for a plain file;
    else it says what stands there instead, and nothing of it is opened.
    """

    name: str
    open: Callable[[], AbstractContextManager[IO[bytes]]]
    fault: str = ""


def files_of(pack: Path) -> list[PackFile]:
    """
    List everything in a pack, a folder or a ZIP archive of one, by name.

    Row: one name; in an archive one name may stand twice.

    Raises:
        OSError, zipfile.BadZipFile: The folder or the archive cannot be read.
    """
    found = _of_folder(pack, pack) if pack.is_dir() else _of_archive(pack)
    return sorted(found, key=lambda each: each.name)


def _of_folder(pack: Path, folder: Path) -> Iterator[PackFile]:
    for path in folder.iterdir():
        kind = path.lstat().st_mode
        if stat.S_ISDIR(kind):
            yield from _of_inner_folder(pack, path)
        else:
            yield _in_folder(pack, path, _fault_of_kind(kind))


def _of_inner_folder(pack: Path, folder: Path) -> list[PackFile]:
    try:
        return list(_of_folder(pack, folder)) or [_in_folder(pack, folder, EMPTY_FOLDER)]
    except OSError:
        return [_in_folder(pack, folder, NOT_READ)]


def _in_folder(pack: Path, path: Path, fault: str) -> PackFile:
    return PackFile(path.relative_to(pack).as_posix(), partial(_opened, path), fault)


def _opened(path: Path) -> IO[bytes]:
    return path.open("rb")


def _fault_of_kind(kind: int) -> str:
    if stat.S_ISLNK(kind):
        return LINK
    # A pipe would wait for a writer for ever.
    return "" if stat.S_ISREG(kind) else NO_FILE


def _of_archive(path: Path) -> Iterator[PackFile]:
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    above = _folder_above(names)
    needed = {f"{folder}/" for name in names for folder in PurePosixPath(name).parents}
    for entry in entries:
        if entry.filename not in needed:
            name = entry.filename.removeprefix(above)
            yield PackFile(name, partial(_entry, path, entry), _fault_of_entry(entry))


def _folder_above(names: list[str]) -> str:
    """Find the one folder in which a program put the whole pack; empty where there is none."""
    first = {name.partition("/")[0] for name in names}
    return f"{first.pop()}/" if len(first) == 1 and all("/" in name for name in names) else ""


@contextmanager
def _entry(path: Path, entry: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    with zipfile.ZipFile(path) as archive, archive.open(entry) as stream:
        yield stream


def _fault_of_entry(entry: zipfile.ZipInfo) -> str:
    if entry.is_dir():
        return EMPTY_FOLDER
    if stat.S_ISLNK(entry.external_attr >> 16):
        return LINK
    return ENCRYPTED if entry.flag_bits & 1 else ""

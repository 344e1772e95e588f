"""How a pack is published: built beside the old one, sealed, and exchanged for it in one step."""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import filelock

from evidence_lib.briefing.manifest import MANIFEST
from evidence_lib.errors import EvidenceError, shown
from evidence_lib.kept_files import sync_folder

PACK = "pack"
OLD = ".pack-old"
BUILD = ".pack-new-"
LOCK = ".lock"

AT_FDCWD = -100
RENAME_EXCHANGE = 2


class PackBusyError(EvidenceError):
    """Another run is building the packs of the same review."""


class PublishingError(EvidenceError):
    """A finished pack could not be put in its place; the earlier one stays, where it can."""


@contextlib.contextmanager
def one_run_at_a_time(review_outputs: Path) -> Iterator[None]:
    """
    Hold the outputs of one review while a pack is built, and clear up after a run that died.

    The system drops the lock with the process, so a leftover found under it belongs to nobody.

    Raises:
        PackBusyError: Another run holds it.
    """
    review_outputs.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(review_outputs / LOCK, timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise PackBusyError(
            f"building the pack of {review_outputs.name}: another run is building it"
        ) from None
    try:
        _recover(review_outputs)
        yield
    finally:
        lock.release()


def recover(review_outputs: Path) -> None:
    """
    Finish or undo what a run that died left behind. Does nothing while another run is building.

    A pack moved aside with none in its place is moved back; everything else left over is removed.
    """
    if review_outputs.is_dir():
        with contextlib.suppress(PackBusyError), one_run_at_a_time(review_outputs):
            pass


def publish(review_outputs: Path, files: Mapping[str, bytes]) -> Path:
    """
    Put a whole pack in the place of the old one. Call it under `one_run_at_a_time`.

    Every file is on the disk before the manifest, and the manifest before the exchange: whenever
    the machine stops, ``pack`` is the old pack or the new one, whole.

    Args:
        review_outputs: The folder ``outputs/<review>``.
        files: Name within the pack -> content, ``manifest.json`` among them.

    Returns:
        The folder of the pack.

    Raises:
        PublishingError: The system refused to write or to exchange.
    """
    for name in files:
        _require_inside(name)
    build = review_outputs / f"{BUILD}{secrets.token_hex(4)}"
    pack = review_outputs / PACK
    try:
        _write_all(build, files)
        _put_in_place(build, pack)
    except OSError as error:
        with contextlib.suppress(OSError):
            _recover(review_outputs)
        raise PublishingError(
            f"publishing the pack of {review_outputs.name}: {error.strerror or error}; close "
            "programs that have files of the pack open, and see that there is room on the disk"
        ) from None
    _remove(build)
    _remove(review_outputs / OLD)
    return pack


def _require_inside(name: str) -> None:
    path = PurePosixPath(name)
    if not path.parts or ".." in path.parts or path.is_absolute():
        raise PublishingError(f"publishing a pack: {shown(name)} is no name of a file of a pack")


def _write_all(build: Path, files: Mapping[str, bytes]) -> None:
    build.mkdir()
    for name in sorted(files, key=lambda name: (name == MANIFEST, name)):
        if name == MANIFEST:
            _sync_folders(build)
        _write(build, name, files[name])
    _sync_folders(build)


def _write(build: Path, name: str, content: bytes) -> None:
    path = build.joinpath(*PurePosixPath(name).parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folders(build: Path) -> None:
    for folder in [*(path for path in build.rglob("*") if path.is_dir()), build]:
        sync_folder(folder)


def _put_in_place(build: Path, pack: Path) -> None:
    if not pack.exists():
        build.rename(pack)
    elif not _exchange(build, pack):
        _exchange_in_two_steps(build, pack)
    try:
        sync_folder(pack.parent)
    except OSError:
        _put_back(build, pack)
        raise


def _put_back(build: Path, pack: Path) -> None:
    """Undo what may not outlast a power cut: a run that says it failed leaves the earlier pack."""
    old = pack.with_name(OLD)
    if build.exists():
        _exchange(build, pack)
        return
    pack.rename(build)
    if old.exists():
        old.rename(pack)


def _exchange(build: Path, pack: Path) -> bool:
    """Exchange two folders in one step; say False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    names = os.fsencode(build), os.fsencode(pack)
    failed = rename(AT_FDCWD, names[0], AT_FDCWD, names[1], ctypes.c_uint(RENAME_EXCHANGE))
    return bool(failed == 0)


def _exchange_in_two_steps(build: Path, pack: Path) -> None:
    old = pack.with_name(OLD)
    _remove(old)
    pack.rename(old)
    build.rename(pack)  # if this is refused, recovering moves the old pack back


def _recover(review_outputs: Path) -> None:
    pack, old = review_outputs / PACK, review_outputs / OLD
    if old.exists() and not pack.exists():
        old.rename(pack)
    for left_over in [old, *review_outputs.glob(f"{BUILD}*")]:
        _remove(left_over)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)

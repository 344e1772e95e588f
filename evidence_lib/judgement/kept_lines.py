"""
Lines that are kept: one JSON object each, appended under a lock and never rewritten.

What was written stays. A line torn by a crash is found and reported; the lines before it stand, and
the next line begins on its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import filelock

from evidence_lib.errors import EvidenceError, Problem
from evidence_lib.kept_files import sync_folder

LOCK_SECONDS = 60.0


def read_lines(
    path: Path, fields: Sequence[str], key: str
) -> tuple[list[dict[str, Any]], tuple[Problem, ...]]:
    """
    Read what is kept; a file that is not there is empty.

    Returns:
        The lines in the order written, each *key* once, and a problem for each line that is torn or
        lacks one of *fields*.
    """
    raw = path.read_bytes() if path.exists() else b""
    kept: dict[str, dict[str, Any]] = {}
    torn = []
    for number, text in enumerate(raw.split(b"\n"), start=1):
        line = _parsed(text, fields)
        if line is not None:
            kept.setdefault(line[key], line)
        elif text.strip():
            message = "this line was cut short or damaged and is not read; the others are whole"
            torn.append(Problem(path.name, number, "", "torn-line", message))
    return list(kept.values()), tuple(torn)


def _parsed(text: bytes, fields: Sequence[str]) -> dict[str, Any] | None:
    try:
        line = json.loads(text)
    except ValueError:
        return None
    return line if isinstance(line, dict) and set(line) >= set(fields) else None


@contextmanager
def locked(path: Path, doing: str) -> Iterator[None]:
    """
    Hold the lock beside a file, so that one process writes at a time.

    Raises:
        EvidenceError: The file stayed locked for a minute.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(f"{path}.lock", timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        waited = f"{path.name} stayed locked for {LOCK_SECONDS:g} seconds"
        raise EvidenceError(f"{doing}: {waited}; nothing was written") from error
    try:
        yield
    finally:
        lock.release()


def append_line(path: Path, line: Mapping[str, Any]) -> None:
    """Write one line and wait for the disk; a torn line before it is ended first."""
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    new = not path.exists()
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o644)
    try:
        data = text if _ends_whole(handle) else b"\n" + text
        while data:
            data = data[os.write(handle, data) :]
        os.fsync(handle)
    finally:
        os.close(handle)
    if new:
        sync_folder(path.parent)


def _ends_whole(handle: int) -> bool:
    size = os.lseek(handle, 0, os.SEEK_END)
    if not size:
        return True
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) == b"\n"

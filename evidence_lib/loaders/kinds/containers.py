"""What a file is, by its bytes and not by its name, and whether it may be opened at all."""

from __future__ import annotations

import io
import posixpath
import zipfile

from evidence_lib.errors import Problem
from evidence_lib.loaders.archives import (
    TOO_LARGE,
    ZIP_DAMAGE,
    Unpacking,
    UnpacksTooLargeError,
    declares_too_much,
)
from evidence_lib.loaders.grid import ArrivedFile

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_PROJECT = 512 * 1024 * 1024
PROJECT = ".qdpx"

OLE_START = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
ZIP_START = b"PK\x03\x04"
EMPTY_ZIP_START = b"PK\x05\x06"
ZIPPED = (".xlsx", ".ods", ".qdpx")
REFUSED_ENDINGS = {
    ".xls": ("old-workbook", "is a workbook of the old kind; save it as .xlsx"),
    ".xlsb": ("old-workbook", "is a binary workbook; save it as .xlsx"),
    ".xlsm": ("macros", "may hold macros, which are never run here; save it as .xlsx"),
    ".pkl": ("pickle", "is a Python pickle, which could run a program; send CSV or .xlsx"),
    ".pickle": ("pickle", "is a Python pickle, which could run a program; send CSV or .xlsx"),
}
STARTS = {
    b"\x89PNG": ("a picture", ""),
    b"\xff\xd8\xff": ("a picture", ""),
    b"GIF8": ("a picture", ""),
    b"%PDF": ("a PDF", ""),
    b"\x1f\x8b": ("a compressed file", ""),
    b"7z\xbc\xaf": ("a compressed file", ""),
    b"Rar!": ("a compressed file", ""),
    b"PAR1": ("a Parquet file", ".parquet"),
    b"$FL2": ("an SPSS file", ".sav"),
    b"$FL3": ("an SPSS file", ".sav"),
    b"SQLite": ("a database", ""),
    b"{\\rtf": ("a text document", ""),
}
"""First bytes of files that somebody may have named as a table, and the ending that is theirs."""


def too_large(name: str, size: int) -> Problem | None:
    """Refuse a file by its size, before any of it is read; coded projects may hold recordings."""
    most = LARGEST_PROJECT if name.lower().endswith(PROJECT) else LARGEST_FILE
    if size <= most:
        return None
    message = f"is larger than {most // 1024**2} MB; see [[aggregates]] for large evidence"
    return Problem(name, 0, "", "too-large", message)


def refusal(file: ArrivedFile) -> Problem | None:
    """Say why a file may not be opened as a table, or None where it may."""
    rule, message = REFUSED_ENDINGS.get(file.suffix) or _by_start(file) or ("", "")
    if not rule and file.suffix in ZIPPED:
        rule, message = _by_contents(file)
    return Problem(file.name, 0, "", rule, message) if rule else None


def _by_start(file: ArrivedFile) -> tuple[str, str] | None:
    if file.data.startswith(OLE_START):
        if ENCRYPTED_PACKAGE in file.data:
            return ("password-protected", "is protected by a password; save it without one")
        return ("wrong-content", "is an office file of the old kind; save it as .xlsx")
    if file.data[:1] == b"\x80" and file.data[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05"):
        return REFUSED_ENDINGS[".pkl"]
    if file.suffix not in ZIPPED and file.data.startswith((ZIP_START, EMPTY_ZIP_START)):
        message = "is a zip file or a workbook under another name; give it its own ending"
        return ("wrong-content", message)
    return _by_other_start(file)


def _by_other_start(file: ArrivedFile) -> tuple[str, str] | None:
    for start, (kind, ending) in STARTS.items():
        if file.data.startswith(start) and file.suffix != ending:
            return ("wrong-content", f"holds {kind} under the name of a table")
    return None


def _by_contents(file: ArrivedFile) -> tuple[str, str]:
    if not file.data:
        return ("empty-file", "has nothing in it")
    if not file.data.startswith((ZIP_START, EMPTY_ZIP_START)):
        return ("cut-off", "cannot be opened: it is no workbook, or it was cut off on its way")
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            return _of_archive(archive)
    except ZIP_DAMAGE:
        return ("cut-off", "cannot be opened: it is no workbook, or it was cut off on its way")


def _of_archive(archive: zipfile.ZipFile) -> tuple[str, str]:
    names = [_plain_name(each.filename) for each in archive.infolist()]
    if any(each.flag_bits & 1 for each in archive.infolist()):
        return ("password-protected", "is protected by a password; save it without one")
    if len(set(names)) < len(names):
        return ("repeated-member", "holds two parts of one name; save it again")
    if any(name.endswith("vbaproject.bin") for name in names):
        return ("macros", "holds macros, which are never run here; save it as .xlsx")
    if _unpacks_too_large(archive):
        return ("too-large", TOO_LARGE)
    if _ods_is_encrypted(archive):
        return ("password-protected", "is protected by a password; save it without one")
    return ("", "")


def _plain_name(name: str) -> str:
    """Write a part's name in one way: readers differ in what they take for the same."""
    return posixpath.normpath(name.replace("\\", "/").lower()).lstrip("/")


def _unpacks_too_large(archive: zipfile.ZipFile) -> bool:
    """Unpack all of it once, so that what other readers are given is whole and as it declares."""
    members = archive.infolist()
    if declares_too_much(members, members):
        return True
    unpacking = Unpacking(archive)
    try:
        for member in members:
            for _ in unpacking.pieces(member):
                pass
    except UnpacksTooLargeError:
        return True
    return False


def _ods_is_encrypted(archive: zipfile.ZipFile) -> bool:
    name = "META-INF/manifest.xml"
    return name in archive.namelist() and b"encryption-data" in archive.read(name)

"""What made a pack: every input and every file by its fingerprint, in one canonical text."""

from __future__ import annotations

import hashlib
import json
import platform
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Any

from evidence_lib.briefing.pack_files import NOT_READ, READING_ERRORS, PackFile, files_of
from evidence_lib.english import still_json
from evidence_lib.errors import EvidenceError, shown

MANIFEST = "manifest.json"
SIGNATURE = f"{MANIFEST}.minisig"
"""The one file that may stand in a pack unlisted: it is made from the sealed manifest."""
NO_MANIFEST = "there is no manifest that can be read"
PIECE = 1 << 20
SCHEMA = 2  # 1 named the evidence by plain checksums
LIBRARIES = (
    "beautifulsoup4",
    "duckdb",
    "evidence-lib",
    "matplotlib",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "pyreadstat",
    "python-calamine",
    "scipy",
    "seaborn",
)
LEFT_OUT_FOLDERS = frozenset({"__pycache__"})
LEFT_OUT_BEGINNINGS = (".", "~$")


class ManifestError(EvidenceError):
    """A folder has no manifest, or one that cannot be trusted."""


def fingerprint(content: bytes) -> dict[str, Any]:
    """Give ``sha256`` (hexadecimal) and ``size`` (bytes) of one file's content."""
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def fingerprints(folder: Path, *, under: str, pattern: str = "*") -> dict[str, dict[str, Any]]:
    """
    Take the fingerprint of every file of a folder that a run may have read.

    Hidden files, the lock files of office programs and compiled Python are left out.

    Row: one file.

    Args:
        folder: Where to look, its subfolders included.
        under: What to call the folder: names in a manifest never tell where it stands.
        pattern: Which file names are meant.

    Returns:
        ``under/name`` -> `fingerprint`.
    """
    found = {}
    for path in sorted(folder.rglob(pattern)):
        parts = path.relative_to(folder).parts
        if path.is_file() and not _is_left_out(parts):
            found["/".join((under, *parts))] = _fingerprint_of(path)
    return found


def _fingerprint_of(path: Path) -> dict[str, Any]:
    # In pieces: a file of pupils may be larger than the memory a pack should take.
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        return {"sha256": sha256, "size": stream.tell()}


def _is_left_out(parts: Iterable[str]) -> bool:
    return any(part in LEFT_OUT_FOLDERS or part.startswith(LEFT_OUT_BEGINNINGS) for part in parts)


def versions() -> dict[str, str]:
    """Name the Python, the package and the main libraries of this run."""
    found = {"python": platform.python_version()}
    for library in LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = "not installed"
    return found


def seal(content: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """
    Write the manifest of a pack.

    Args:
        content: What the pack was made of: review, profile, dates, parameters, inputs, versions.
        files: Name within the pack -> content, the manifest itself not among them.

    Returns:
        Canonical JSON in UTF-8: keys sorted, and ``pack_id``, the checksum of all the rest.
    """
    fingerprinted = {name: fingerprint(each) for name, each in files.items()}
    whole = {**content, "schema": SCHEMA, "files": fingerprinted}
    return _canonical({**whole, "pack_id": pack_id(whole)})


def pack_id(manifest: Mapping[str, Any]) -> str:
    """Compute the id of a pack from everything its manifest says but the id itself."""
    without = {name: value for name, value in manifest.items() if name != "pack_id"}
    return hashlib.sha256(_canonical(without)).hexdigest()


def _canonical(content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    return f"{still_json(text)}\n".encode()


def read(pack_dir: Path) -> dict[str, Any]:
    """
    Read the manifest of a pack that is a folder.

    Raises:
        ManifestError: There is none, it is not as it was written, or its schema is another.
    """
    doing = f"reading {MANIFEST} of {pack_dir.parent.name}/{pack_dir.name}"
    try:
        raw = (pack_dir / MANIFEST).read_bytes()
    except OSError:
        raise ManifestError(f"{doing}: {NO_MANIFEST}") from None
    return parse(raw, doing=doing)


def parse(raw: bytes, *, doing: str) -> dict[str, Any]:
    """
    Read the bytes of a manifest.

    Raises:
        ManifestError: They are not what `seal` writes: no JSON, another schema, changed since, or
            a list of files that no pack can hold.
    """
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError):
        raise ManifestError(f"{doing}: {NO_MANIFEST}") from None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise ManifestError(f"{doing}: the manifest is not of schema {SCHEMA}")
    if not _is_as_sealed(content, raw):
        raise ManifestError(f"{doing}: the manifest was changed after the pack was sealed")
    _require_files(content, doing)
    return content


def _is_as_sealed(content: Mapping[str, Any], raw: bytes) -> bool:
    try:
        return content.get("pack_id") == pack_id(content) and raw == _canonical(content)
    except ValueError:  # a number or a sign that no JSON has
        return False


def _require_files(content: Mapping[str, Any], doing: str) -> None:
    files, pages, inputs = (content.get(name, {}) for name in ("files", "pages", "inputs"))
    if not all(isinstance(each, dict) for each in (files, pages, inputs)):
        raise ManifestError(f"{doing}: the manifest lists no files")
    if not all(map(_is_fingerprint, files.values())):
        raise ManifestError(f"{doing}: the manifest lists a file without its checksum and size")
    outside = [name for name in files if not _is_inside(name)]
    alike = len(files) - len({name.casefold() for name in files})
    if outside or alike:
        what = f"{shown(outside[0])} outside the pack" if outside else "two names that are alike"
        raise ManifestError(f"{doing}: the manifest lists {what}")
    missing = sorted({name for name in _of_pages(pages) if name not in files})
    if missing:
        raise ManifestError(f"{doing}: the manifest has no checksum of {shown(missing[0])}")


def _is_fingerprint(said: object) -> bool:
    return (
        isinstance(said, dict)
        and isinstance(said.get("sha256"), str)
        and isinstance(said.get("size"), int)
    )


def _of_pages(pages: Mapping[str, Any]) -> list[str]:
    data = [page.get("data") if isinstance(page, dict) else None for page in pages.values()]
    lists = [names for names in data if isinstance(names, list)]
    return [*pages, *(str(name) for names in lists for name in names)]


def _is_inside(name: str) -> bool:
    parts = name.split("/")
    plain = name.isprintable() and not set(name) & set('\\:*?"<>|')
    return plain and not {"", ".", ".."} & set(parts) and name != MANIFEST


def differences(pack_dir: Path) -> list[str]:
    """
    Compare a pack that is a folder with its manifest.

    Returns:
        One sentence for each name that is missing, changed, not listed or no file, by name; empty
        when the pack is exactly what was sealed.

    Raises:
        ManifestError: As from `read`.
    """
    return differences_of(read(pack_dir)["files"], files_of(pack_dir))


def differences_of(sealed: Mapping[str, Any], present: Sequence[PackFile]) -> list[str]:
    """
    Compare what lies in a pack with the list of its manifest.

    Returns:
        As from `differences`. The manifest itself and its signature are not compared.
    """
    found = [(name, "is missing") for name in {*sealed} - {each.name for each in present}]
    for name, times in Counter(each.name for each in present).items():
        found += [(name, "stands there twice")] if times > 1 else []
    for each in present:
        beside = each.name in (MANIFEST, SIGNATURE)
        fault = each.fault if beside else _fault_of(each, sealed)
        found += [(each.name, fault)] if fault else []
    return [f"{printable(name)} {what}" for name, what in sorted(found)]


def _fault_of(file: PackFile, sealed: Mapping[str, Any]) -> str:
    if file.fault or file.name not in sealed:
        return file.fault or "is not listed in the manifest"
    wanted = sealed[file.name]
    try:
        with file.open() as stream:
            found = _fingerprint_of_stream(stream, at_most=wanted["size"])
    except READING_ERRORS:
        return NOT_READ
    return "" if found == wanted else "was changed after the pack was sealed"


def _fingerprint_of_stream(stream: IO[bytes], *, at_most: int) -> dict[str, Any]:
    """Take the fingerprint of a file, and leave it where it is longer than it may be."""
    sha256, size = hashlib.sha256(), 0
    while size <= at_most and (piece := stream.read(PIECE)):
        sha256.update(piece)
        size += len(piece)
    return {"sha256": sha256.hexdigest(), "size": size}


def printable(name: str) -> str:
    """Write a name that somebody else gave so that a terminal only shows it."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)

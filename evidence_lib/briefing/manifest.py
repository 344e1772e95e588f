"""What made a pack: every input and every file by its checksum, in one canonical text."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from evidence_lib.english import still_json
from evidence_lib.errors import EvidenceError

MANIFEST = "manifest.json"
SCHEMA = 1
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
    Read the manifest of a pack.

    Raises:
        ManifestError: There is none, it is not as it was written, or its schema is another.
    """
    doing = f"reading {MANIFEST} of {pack_dir.parent.name}/{pack_dir.name}"
    try:
        raw = (pack_dir / MANIFEST).read_bytes()
        content = json.loads(raw)
    except (OSError, ValueError):
        raise ManifestError(f"{doing}: the folder has no manifest that can be read") from None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise ManifestError(f"{doing}: the manifest is not of schema {SCHEMA}")
    if content.get("pack_id") != pack_id(content) or raw != _canonical(content):
        raise ManifestError(f"{doing}: the manifest was changed after the pack was sealed")
    return content


def differences(pack_dir: Path) -> list[str]:
    """
    Compare a pack with its manifest.

    Returns:
        One sentence for each file that is missing, changed or not listed, by name; empty when the
        pack is exactly what was sealed.

    Raises:
        ManifestError: As from `read`.
    """
    sealed: dict[str, Any] = read(pack_dir)["files"]
    present = {
        path.relative_to(pack_dir).as_posix(): path
        for path in pack_dir.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
    present.pop(MANIFEST, None)
    found = {name: "is missing" for name in sealed if name not in present}
    found |= {name: "is not listed in the manifest" for name in present if name not in sealed}
    for name, path in present.items():
        if name in sealed and (path.is_symlink() or fingerprint(path.read_bytes()) != sealed[name]):
            found[name] = "was changed after the pack was sealed"
    return [f"{name} {what}" for name, what in sorted(found.items())]

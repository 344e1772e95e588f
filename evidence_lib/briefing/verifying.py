"""Whether a pack that was received is the pack that was sealed, and by whom."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence_lib.briefing import manifest
from evidence_lib.briefing.inputs import REVIEW, fingerprints_of_review
from evidence_lib.briefing.keys import KeyFileError, key_name, read_key
from evidence_lib.briefing.manifest import MANIFEST, NO_MANIFEST, ManifestError
from evidence_lib.briefing.pack_files import NOT_READ, READING_ERRORS, PackFile, files_of

MANIFEST_AT_MOST = 1 << 26
"""Bytes: a manifest of a pack of hundreds of files has some hundred thousand."""


@dataclass(frozen=True)
class Verdict:
    """
    What was found of one pack.

    Row: a pack. ``faults`` has one sentence for each thing that is not as it was sealed and is
    empty for a whole pack; ``content`` is its manifest, empty where that cannot be trusted, and
    ``sealed`` the bytes of it.
    """

    faults: tuple[str, ...]
    content: Mapping[str, Any]
    sealed: bytes = b""
    files: tuple[PackFile, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every file is there, unchanged, and nothing else is."""
        return not self.faults


def verify(pack: Path) -> Verdict:
    """
    Compute every checksum of a pack again.

    It needs nothing but the pack, and says nothing of who sealed it: whoever changes a pack can
    seal it anew, and then its id is another.

    Args:
        pack: A folder, or a ZIP archive of one, which is not unpacked.

    Returns:
        The verdict; it never raises for a bad pack.
    """
    try:
        files = tuple(files_of(pack))
        sealed = _manifest_of(files)
        content = manifest.parse(sealed, doing=f"reading {MANIFEST}")
        faults = manifest.differences_of(content["files"], files)
    except (OSError, zipfile.BadZipFile):
        return Verdict((manifest.printable(f"{pack.name} cannot be read"),), {})
    except ManifestError as error:
        return Verdict((str(error),), {})
    return Verdict(tuple(faults), content, sealed, files)


def _manifest_of(files: tuple[PackFile, ...]) -> bytes:
    found = [file for file in files if file.name == MANIFEST]
    if len(found) != 1 or found[0].fault:
        raise ManifestError(f"reading {MANIFEST}: {NO_MANIFEST}")
    return content_of(found[0], at_most=MANIFEST_AT_MOST)


def content_of(file: PackFile, *, at_most: int) -> bytes:
    """
    Read a small file of a pack.

    Raises:
        ManifestError: It cannot be read, or is larger than such a file can be.
    """
    try:
        with file.open() as stream:
            content = stream.read(at_most + 1)
    except READING_ERRORS:
        raise ManifestError(f"reading {file.name}: {NOT_READ}") from None
    if len(content) > at_most:
        raise ManifestError(f"reading {file.name}: must have {at_most} bytes at most; it has more")
    return content


def differences_of_review(
    content: Mapping[str, Any], review_dir: Path, key_file: Path
) -> list[str]:
    """
    Compare what a pack says of its evidence with a folder of evidence.

    Args:
        content: The manifest of the pack.
        review_dir: The folder of the review.
        key_file: The key under which the pack was sealed.

    Returns:
        One sentence for each file of evidence that is another, gone, or new; empty when the pack
        was made from this evidence.

    Raises:
        KeyFileError: The key cannot be used, or is that of another review.
    """
    key = read_key(key_file)
    if key_name(key) != content.get("key"):
        raise KeyFileError(f"comparing the evidence: {key_file.name} is not the key of this pack")
    present = fingerprints_of_review(review_dir, key)
    named = content.get("inputs", {})
    sealed = {name: each for name, each in named.items() if name.startswith(f"{REVIEW}/")}
    found = {name: "was not among the evidence" for name in present if name not in sealed}
    found |= {name: "is no longer there" for name in sealed if name not in present}
    both = {*sealed} & {*present}
    found |= {name: "is another" for name in both if sealed[name] != present[name]}
    return [f"{manifest.printable(name)} {what}" for name, what in sorted(found.items())]


def id_in_groups(pack_id: str) -> str:
    """Write the id of a pack so that two people can read it to each other: groups of four."""
    return " ".join(pack_id[begin : begin + 4] for begin in range(0, len(pack_id), 4))

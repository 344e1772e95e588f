"""
The key of a review: under it a pack names its evidence, so that nobody else can try guesses.

A plain checksum of a small file tells what is in it: whoever knows all but one cell tries every
value of that cell until the checksum fits. Under a key (HMAC, RFC 2104, with SHA-256) only the
holder of the key can try.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from pathlib import Path

from evidence_lib.errors import EvidenceError
from evidence_lib.kept_files import write_whole

KEY_FILE = "fingerprint.key"
KEY_BYTES = 32
KEY_WRITTEN = re.compile(rb"[0-9a-f]{64}\n")
NEW = ".new"
IGNORED = ".gitignore"


class KeyFileError(EvidenceError):
    """The key of a review is there and cannot be used."""


def key_of(review_outputs: Path) -> bytes:
    """
    Read the key of a review; make it where there is none yet.

    It lies beside the pack, never in it, and outlasts every rebuild. Call it under
    `publishing.one_run_at_a_time`.

    Args:
        review_outputs: The folder ``outputs/<review>``.

    Returns:
        The 32 bytes of the key.

    Raises:
        KeyFileError: There is a key file that holds no key; it is left as it is.
    """
    path = review_outputs / KEY_FILE
    if not path.is_file():
        _make(path)
    return read_key(path)


def read_key(path: Path) -> bytes:
    """
    Read a key from its file.

    Raises:
        KeyFileError: It cannot be read, or holds anything but 64 hexadecimal digits and a line end.
    """
    doing = f"reading the key {path.name} of {path.absolute().parent.name}"
    try:
        written = path.read_bytes()
    except OSError as error:
        raise KeyFileError(f"{doing}: {error.strerror}") from None
    if not KEY_WRITTEN.fullmatch(written):
        raise KeyFileError(
            f"{doing}: must hold {2 * KEY_BYTES} hexadecimal digits and a line end; got "
            f"{len(written)} bytes that do not"
        )
    return bytes.fromhex(written.decode())


def _make(path: Path) -> None:
    _keep_from_git(path)
    written = f"{secrets.token_hex(KEY_BYTES)}\n".encode()
    write_whole(path, written, new=path.with_name(path.name + NEW), mode=0o600)


def _keep_from_git(path: Path) -> None:
    # Outputs may lie in a repository of the user's own, which knows nothing of our keys.
    ignored = path.with_name(IGNORED)
    if not ignored.exists():
        ignored.write_text(f"/{path.name}\n/{path.name}{NEW}\n", encoding="utf-8")


def keyed(key: bytes, name: str, sha256: str) -> str:
    """
    Give the keyed fingerprint of a file, in hexadecimal.

    Args:
        key: As from `key_of`.
        name: What the manifest calls the file: the same content under two names is not seen.
        sha256: The checksum of its content, which is told to nobody.
    """
    return hmac.new(key, f"{name}\n{sha256}".encode(), hashlib.sha256).hexdigest()


def key_name(key: bytes) -> str:
    """Name a key without telling it: sixteen digits by which its holder knows it again."""
    return hmac.new(key, b"name of this key", hashlib.sha256).hexdigest()[:16]

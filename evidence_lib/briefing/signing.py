"""
A signature on the manifest of a pack, in the format of minisign.

The manifest names every file by its checksum, so a signature on it is one on the pack. minisign
checks it too: ``minisign -Vm manifest.json -p key.pub``. Ed25519 (RFC 8032) comes from
``cryptography``, of the extra ``sign``; the format is that of https://jedisct1.github.io/minisign:
prehashed with BLAKE2b-512, and a second signature that also covers the trusted comment.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from evidence_lib.errors import EvidenceError

UNTRUSTED = "untrusted comment: "
TRUSTED = "trusted comment: "
OURS = "signature of an evidence pack"
PLAIN, PREHASHED = b"Ed", b"ED"
NUMBER, KEY, SIGNED = 8, 32, 64
NEEDS_LIBRARY = "needs cryptography: pip install 'evidence-lib[sign]'"


class SignatureError(EvidenceError):
    """A signature, or a key to check it with, is not what it has to be."""


@dataclass(frozen=True)
class PublicKey:
    """Whose signature is looked for; ``number`` tells keys apart and proves nothing."""

    number: bytes
    key: bytes


@dataclass(frozen=True)
class Signature:
    """What a signature file says: the key's number, both signatures, and what it vouches for."""

    number: bytes
    signed: bytes
    comment: str
    signed_comment: bytes


def number_in_words(number: bytes) -> str:
    """Write the number of a key as minisign prints it."""
    return number[::-1].hex().upper()


def read_public_key(path: Path) -> PublicKey:
    """
    Read a public key as ``minisign -G`` writes it: a comment, and the key.

    Raises:
        SignatureError: The file cannot be read, or holds something else.
    """
    doing = f"reading the public key {path.name}"
    try:
        comment, written = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        raise SignatureError(f"{doing}: must be a comment and a key, two lines") from None
    raw = decoded(written, len(PLAIN) + NUMBER + KEY, doing)
    if not comment.startswith(UNTRUSTED) or raw[:2] != PLAIN:
        raise SignatureError(f"{doing}: is no key of minisign")
    return PublicKey(raw[2 : 2 + NUMBER], raw[2 + NUMBER :])


def decoded(written: str, size: int, doing: str) -> bytes:
    """
    Read a value of a key or a signature file.

    Raises:
        SignatureError: It is no base64 of so many bytes.
    """
    try:
        raw = base64.b64decode(written, validate=True)
    except ValueError:
        raw = b""
    # Of one value there is one way of writing it, or a changed character might mean the same.
    if len(raw) != size or base64.b64encode(raw).decode() != written:
        raise SignatureError(f"{doing}: must be {size} bytes in base64")
    return raw


def parse_signature(content: bytes) -> Signature:
    """
    Read a signature file: four lines, as minisign writes them.

    Raises:
        SignatureError: It is something else.
    """
    doing = "reading the signature"
    try:
        first, signed, comment, last, end = content.decode().split("\n")
    except ValueError:
        raise SignatureError(f"{doing}: must be four lines") from None
    marked = first.startswith(UNTRUSTED) and comment.startswith(TRUSTED) and not end
    raw = decoded(signed, len(PREHASHED) + NUMBER + SIGNED, doing)
    if not marked or not (first + comment).isprintable() or raw[:2] != PREHASHED:
        raise SignatureError(f"{doing}: is no prehashed signature of minisign")
    return Signature(
        raw[2 : 2 + NUMBER],
        raw[2 + NUMBER :],
        comment.removeprefix(TRUSTED),
        decoded(last, SIGNED, doing),
    )


def check_signature(content: bytes, signature: Signature, public: PublicKey) -> None:
    """
    Require that the holder of a key signed this content and this trusted comment.

    Raises:
        SignatureError: Another key signed it, or it is not what was signed; or ``cryptography`` is
            not installed.
    """
    try:
        from cryptography.exceptions import InvalidSignature  # an extra: most packs are not signed
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        raise SignatureError(f"checking the signature: {NEEDS_LIBRARY}") from None
    if signature.number != public.number:
        raise SignatureError(
            f"checking the signature: it is by key {number_in_words(signature.number)}, and the "
            f"key given is {number_in_words(public.number)}"
        )
    key = Ed25519PublicKey.from_public_bytes(public.key)
    try:
        key.verify(signature.signed, hashlib.blake2b(content).digest())
        key.verify(signature.signed_comment, signature.signed + signature.comment.encode())
    except InvalidSignature:
        raise SignatureError("checking the signature: it is not of this manifest") from None


def signature_of(content: bytes, number: bytes, seed: bytes, comment: str) -> bytes:
    """
    Sign a manifest. The same key, content and comment give the same bytes.

    Args:
        content: What is signed.
        number: The number of the key.
        seed: The secret: the 32 bytes from which Ed25519 makes the rest.
        comment: The trusted comment, one line, which is signed too.

    Returns:
        The four lines of the signature file.

    Raises:
        SignatureError: The comment is more than a line, or ``cryptography`` is not installed.
    """
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError:
        raise SignatureError(f"signing: {NEEDS_LIBRARY}") from None
    if not comment.isprintable():
        raise SignatureError("signing: the trusted comment must be one line of text")
    key = Ed25519PrivateKey.from_private_bytes(seed)
    signed = key.sign(hashlib.blake2b(content).digest())
    both = key.sign(signed + comment.encode())
    whole = base64.b64encode(PREHASHED + number + signed).decode()
    last = base64.b64encode(both).decode()
    return f"{UNTRUSTED}{OURS}\n{whole}\n{TRUSTED}{comment}\n{last}\n".encode()

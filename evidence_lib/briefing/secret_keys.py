"""The secret key of minisign, with which a pack is signed: as it is, or under a password."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evidence_lib.briefing.signing import KEY, NUMBER, PLAIN, UNTRUSTED, SignatureError, decoded

OPEN, UNDER_PASSWORD = b"\0\0", b"Sc"
CHECKED = b"B2"
SALT, LIMIT, CHECKSUM = 32, 8, 32
HIDDEN = NUMBER + 2 * KEY + CHECKSUM
WHOLE = len(PLAIN) + len(UNDER_PASSWORD) + len(CHECKED) + SALT + 2 * LIMIT + HIDDEN
BLOCK = 8
LEAST_OPERATIONS, MOST_MEMORY = 1 << 15, 1 << 31


@dataclass(frozen=True)
class SecretKey:
    """A key to sign with: its number, the seed Ed25519 starts from, and the public half."""

    number: bytes
    seed: bytes
    public: bytes


def read_secret_key(path: Path, ask: Callable[[], str]) -> SecretKey:
    """
    Read a secret key as ``minisign -G`` writes it.

    Args:
        path: The file.
        ask: Called for the password where the key is under one.

    Raises:
        SignatureError: The file cannot be read or holds something else, or the password is wrong.
    """
    doing = f"reading the secret key {path.name}"
    try:
        comment, written = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        raise SignatureError(f"{doing}: must be a comment and a key, two lines") from None
    raw = decoded(written, WHOLE, doing)
    kind, lock, check = raw[:2], raw[2:4], raw[4:6]
    if not comment.startswith(UNTRUSTED) or kind != PLAIN or check != CHECKED:
        raise SignatureError(f"{doing}: is no secret key of minisign")
    if lock not in (OPEN, UNDER_PASSWORD):
        raise SignatureError(f"{doing}: is locked in a way that is not known here")
    body = raw[6:]
    return _parted(body[-HIDDEN:]) if lock == OPEN else _unlocked(body, ask(), doing)


def _parted(opened: bytes) -> SecretKey:
    number, seed = opened[:NUMBER], opened[NUMBER : NUMBER + KEY]
    return SecretKey(number, seed, opened[NUMBER + KEY : NUMBER + 2 * KEY])


def _unlocked(body: bytes, password: str, doing: str) -> SecretKey:
    stream = _stream(password, body[:SALT], body[SALT : SALT + 2 * LIMIT], doing)
    opened = bytes(one ^ other for one, other in zip(body[-HIDDEN:], stream, strict=True))
    told = hashlib.blake2b(PLAIN + opened[:-CHECKSUM], digest_size=CHECKSUM).digest()
    if not hmac.compare_digest(told, opened[-CHECKSUM:]):
        raise SignatureError(f"{doing}: the password is wrong, or the file is damaged")
    return _parted(opened)


def _stream(password: str, salt: bytes, limits: bytes, doing: str) -> bytes:
    operations = int.from_bytes(limits[:LIMIT], "little")
    memory = int.from_bytes(limits[LIMIT:], "little")
    if memory > MOST_MEMORY:
        raise SignatureError(f"{doing}: asks for more than {MOST_MEMORY} bytes of memory")
    cost, lanes = scrypt_cost(operations, memory)
    room = 128 * BLOCK * (cost + lanes + 2)
    try:
        return hashlib.scrypt(
            password.encode(), salt=salt, n=cost, r=BLOCK, p=lanes, maxmem=room, dklen=HIDDEN
        )
    except (ValueError, MemoryError):
        raise SignatureError(f"{doing}: the password cannot be worked with here") from None


def scrypt_cost(operations: int, memory: int) -> tuple[int, int]:
    """
    Turn the limits in a key file into the N and p of scrypt, with r = 8, as libsodium does.

    Source: ``pickparams`` of crypto_pwhash_scryptsalsa208sha256.
    """
    operations = max(operations, LEAST_OPERATIONS)
    if operations < memory // 32:
        return _power_below(operations // (4 * BLOCK)), 1
    cost = _power_below(memory // (128 * BLOCK))
    return cost, max(1, min(operations // 4 // cost, (1 << 30) - 1) // BLOCK)


def _power_below(most: int) -> int:
    """Find where `pickparams` stops: the first power of two, from 2, above half of *most*."""
    cost = 2
    while cost <= most // 2:
        cost *= 2
    return cost

"""Packs that somebody signed: a signature file beside the manifest, made and checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evidence_lib.briefing.manifest import SIGNATURE, ManifestError
from evidence_lib.briefing.secret_keys import SecretKey
from evidence_lib.briefing.signing import (
    PublicKey,
    SignatureError,
    check_signature,
    number_in_words,
    parse_signature,
    signature_of,
)
from evidence_lib.briefing.verifying import Verdict, content_of, id_in_groups, verify
from evidence_lib.kept_files import write_whole

SIGNATURE_AT_MOST = 1 << 14


def sign(pack: Path, secret: SecretKey) -> Path:
    """
    Sign a pack that is a folder; a signature that stands in it is replaced.

    Args:
        pack: The folder. It has to be whole: nobody vouches for what is not as it was sealed.
        secret: The key.

    Returns:
        The signature file, ``manifest.json.minisig`` in the pack.

    Raises:
        ManifestError: The pack is not whole.
        SignatureError: The key does not fit itself, or ``cryptography`` is not installed.
        OSError: The file cannot be written.
    """
    verdict = verify(pack)
    if not verdict.whole:
        raise ManifestError(f"signing a pack: {verdict.faults[0]}")
    content = verdict.sealed
    made = signature_of(content, secret.number, secret.seed, _vouched_for(verdict.content))
    check_signature(content, parse_signature(made), PublicKey(secret.number, secret.public))
    path = pack / SIGNATURE
    # Beside the pack: a half-written file in it would spoil it.
    write_whole(path, made, new=pack.absolute().parent / f".{SIGNATURE}.new")
    return path


def _vouched_for(content: Mapping[str, Any]) -> str:
    facts = ", ".join(str(content.get(name, "")) for name in ("review", "profile", "as_at"))
    return f"pack {id_in_groups(content['pack_id'])} of {facts}"


def signer_of(verdict: Verdict, public: PublicKey | None) -> str:
    """
    Say who signed a pack.

    Args:
        verdict: As from `verify`.
        public: The key that should have signed it; None checks the form of a signature only.

    Returns:
        A sentence; of a pack without a signature, of which none was asked, that it has none.

    Raises:
        SignatureError: The signature is not by that key, not of this pack, or no signature; or
            there is none and one was asked for.
    """
    found = [file for file in verdict.files if file.name == SIGNATURE]
    if not found and public is None:
        return "not signed"
    if not found or found[0].fault:
        raise SignatureError(f"{SIGNATURE} {found[0].fault if found else 'is missing'}")
    signature = parse_signature(content_of(found[0], at_most=SIGNATURE_AT_MOST))
    number = number_in_words(signature.number)
    if public is None:
        return f"signed by key {number}, which was not checked (--public-key FILE)"
    check_signature(verdict.sealed, signature, public)
    return f"signed by key {number}; it vouches: {signature.comment}"

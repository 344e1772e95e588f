"""Signatures on packs: as minisign writes and reads them, and of no use on anything else."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_lib.__main__ import main
from evidence_lib.briefing import brief, manifest
from evidence_lib.briefing.examining import Expected, examine
from evidence_lib.briefing.manifest import MANIFEST, SIGNATURE
from evidence_lib.briefing.secret_keys import HIDDEN, read_secret_key, scrypt_cost
from evidence_lib.briefing.signed_packs import sign
from evidence_lib.briefing.signing import (
    SignatureError,
    check_signature,
    parse_signature,
    read_public_key,
)
from tests import in_process
from tests.in_process import NOTEBOOKS

# Made by minisign 0.11 (`minisign -G -W`, `minisign -Sm manifest.json -t "trusted words"`).
SECRET = (
    "untrusted comment: minisign encrypted secret key\n"
    "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAea+2QCvwp3xDnXM6+7Zq"
    "ZgT5EE9asGpdn1XRNG/4XQCPzGLTRX/gmY9eDg0ik1Km0KuVwVKTIyuzKZCj/1nB7vBgSU6VQQqqAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAA=\n"
)
PUBLIC = (
    "untrusted comment: minisign public key 7CA7F02B40B6AF79\n"
    "RWR5r7ZAK/CnfI9eDg0ik1Km0KuVwVKTIyuzKZCj/1nB7vBgSU6VQQqq\n"
)
OTHER = (
    "untrusted comment: minisign public key A4C7D319EFEB8FBF\n"
    "RWS/j+vvGdPHpLhjeVGjM2LsMXwLY+hgby+RcFmpJfLOEPywbyaeFrMT\n"
)
SIGNED_CONTENT = b"hello\n"
SIGNATURE_OF_CONTENT = (
    "untrusted comment: signature from minisign secret key\n"
    "RUR5r7ZAK/CnfAHRldjmkeslDFofqQuRuOm1pXrSlnS6lVWVLKBjbPbnttcq9fQHS7bxgjT2yIBtSUJBTLySby48PL2XqTgE"
    "+g0=\n"
    "trusted comment: trusted words\n"
    "VPhvqRFO/Rbc4Yb0yrTXs8lcoM5KS0fhKG/h/mxUuDLNVLzYdlJyuJezzrFdz5DsbxIeEzSr6ah48/vs8GDRDg==\n"
)
MINISIGN = shutil.which("minisign")


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    folder = tmp_path / "keys"
    folder.mkdir()
    for name, text in (("secret", SECRET), ("public", PUBLIC), ("other", OTHER)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def pack(review_folder: Path, tmp_path: Path) -> Path:
    [result] = brief(
        [review_folder], notebooks_dir=NOTEBOOKS, outputs_dir=tmp_path / "outputs",
        profile="public", progress=False, engine=in_process.run,
    )  # fmt: skip
    assert result.pack_dir is not None
    return result.pack_dir


def never() -> str:
    raise AssertionError("no password is asked for a key without one")


def signed(pack: Path, keys: Path) -> Path:
    return sign(pack, read_secret_key(keys / "secret", never))


def test_what_minisign_signed_is_checked_here(keys: Path) -> None:
    signature = parse_signature(SIGNATURE_OF_CONTENT.encode())
    assert signature.comment == "trusted words"
    public = read_public_key(keys / "public")
    check_signature(SIGNED_CONTENT, signature, public)
    with pytest.raises(SignatureError, match="not of this manifest"):
        check_signature(b"Hello\n", signature, public)
    with pytest.raises(SignatureError, match=r"by key 7CA7F02B40B6AF79.*is A4C7D319EFEB8FBF"):
        check_signature(SIGNED_CONTENT, signature, read_public_key(keys / "other"))


@pytest.mark.skipif(MINISIGN is None, reason="no minisign is installed")
def test_what_is_signed_here_is_checked_by_minisign(pack: Path, keys: Path) -> None:
    signed(pack, keys)
    asked = [str(MINISIGN), "-H", "-Vm", str(pack / MANIFEST), "-p", str(keys / "public")]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pack_id = manifest.read(pack)["pack_id"]
    assert pack_id in done.stdout.replace(" ", "")
    (pack / MANIFEST).write_bytes((pack / MANIFEST).read_bytes() + b"\n")
    assert subprocess.run(asked, capture_output=True, check=False).returncode == 1


def test_a_signed_pack_is_whole_and_names_its_signer(
    pack: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sign", str(pack), "--key", str(keys / "secret")]) == 0
    assert capsys.readouterr().out == f"{pack}: signed in manifest.json.minisig\n"
    assert sorted(path.name for path in pack.parent.iterdir()) == [
        ".gitignore", ".lock", "executed", "fingerprint.key", "pack",
    ]  # fmt: skip
    assert main(["verify", str(pack)]) == 0
    assert "signed by key 7CA7F02B40B6AF79, which was not checked" in capsys.readouterr().out
    assert main(["verify", str(pack), "--public-key", str(keys / "public")]) == 0
    told = capsys.readouterr().out
    assert "signed by key 7CA7F02B40B6AF79; it vouches: pack " in told
    assert "of nine-items, public, 2020-03-06\n" in told


def test_a_signature_changes_neither_the_pack_nor_its_id(pack: Path, keys: Path) -> None:
    before = manifest.read(pack)
    path = signed(pack, keys)
    first = path.read_bytes()
    assert manifest.read(pack) == before
    assert manifest.differences(pack) == []
    path.unlink()
    assert signed(pack, keys).read_bytes() == first


@pytest.mark.parametrize("name", ["index.html", MANIFEST])
def test_nobody_vouches_for_a_spoilt_pack(pack: Path, keys: Path, name: str) -> None:
    (pack / name).write_bytes(b"x")
    assert main(["sign", str(pack), "--key", str(keys / "secret")]) == 1
    assert not (pack / SIGNATURE).exists()


def test_a_signature_that_cannot_be_written_leaves_the_pack_whole(
    pack: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(opened: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", failing)
    assert main(["sign", str(pack), "--key", str(keys / "secret")]) == 1
    assert "evidence: signing: No space left on device" in capsys.readouterr().err
    assert examine(pack, Expected()).good
    assert not (pack / SIGNATURE).exists()


def test_a_pack_sealed_anew_under_an_old_signature_is_refused(
    pack: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What checksums alone cannot see: somebody who changes a page and seals the pack again."""
    signed(pack, keys)
    content = manifest.read(pack)
    files = {name: (pack / name).read_bytes() for name in content["files"]}
    files["index.html"] = b"<p>Excellent</p>"
    made = {name: each for name, each in content.items() if name not in ("files", "pack_id")}
    (pack / "index.html").write_bytes(files["index.html"])
    (pack / MANIFEST).write_bytes(manifest.seal(made, files))
    assert main(["verify", str(pack)]) == 0
    assert main(["verify", str(pack), "--public-key", str(keys / "public")]) == 1
    assert (
        "REFUSED\n  checking the signature: it is not of this manifest" in capsys.readouterr().out
    )


def test_every_byte_of_a_signature_but_its_first_line_counts(pack: Path, keys: Path) -> None:
    """The first line is minisign's untrusted comment, of which nothing is read or said."""
    path = signed(pack, keys)
    expected = Expected(read_public_key(keys / "public"))
    content = path.read_bytes()
    assert examine(pack, expected).good
    begin = content.index(b"\n")
    for place in range(begin, len(content)):
        for bit in (1, 128):
            path.write_bytes(content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :])
            assert not examine(pack, expected).good, place
        path.write_bytes(content[:place] + content[place + 1 :])
        assert not examine(pack, expected).good, place


@pytest.mark.parametrize("asked", [True, False])
def test_what_is_no_signature_is_refused_whether_it_is_asked_for_or_not(
    pack: Path, keys: Path, *, asked: bool
) -> None:
    expected = Expected(read_public_key(keys / "public") if asked else None)
    for odd in (b"", b"\xff", b"a\nb\nc\nd\n", b"x" * 100_000):
        (pack / SIGNATURE).write_bytes(odd)
        assert not examine(pack, expected).good, odd[:10]
    signed(pack, keys).rename(keys / "signature")
    (pack / SIGNATURE).symlink_to(keys / "signature")
    assert not examine(pack, expected).good
    (pack / SIGNATURE).unlink()
    os.mkfifo(pack / SIGNATURE)  # nobody writes to it: to open it would be to wait for ever
    assert not examine(pack, expected).good


def test_a_pack_without_the_signature_that_is_asked_for_is_refused(pack: Path, keys: Path) -> None:
    found = examine(pack, Expected(read_public_key(keys / "public")))
    assert found.lines[1] == "  manifest.json.minisig is missing"


def test_a_base64_sign_that_means_the_same_is_a_change() -> None:
    """The last sign of 74 bytes has two bits to spare."""
    lines = SIGNATURE_OF_CONTENT.splitlines(keepends=True)
    spare = lines[1].replace("+g0=", "+g1=")
    one, other = (base64.b64decode(line) for line in (lines[1], spare))
    assert one == other
    with pytest.raises(SignatureError, match="base64"):
        parse_signature("".join([lines[0], spare, *lines[2:]]).encode())


@pytest.mark.parametrize(
    "text",
    [
        SIGNATURE_OF_CONTENT + "more",
        SIGNATURE_OF_CONTENT.removesuffix("\n"),
        SIGNATURE_OF_CONTENT.replace("\ntrusted", "\nTrusted"),
        SIGNATURE_OF_CONTENT.replace("untrusted", "Untrusted"),
        SIGNATURE_OF_CONTENT.replace("words", "wo\x1brds"),
        SIGNATURE_OF_CONTENT.replace("RUR5", "RWR5"),
    ],
)
def test_what_minisign_does_not_write_is_no_signature(text: str) -> None:
    with pytest.raises(SignatureError, match="reading the signature: "):
        parse_signature(text.encode())


@pytest.mark.parametrize(
    "text",
    ["", "x\n", PUBLIC.replace("untrusted", "other"), PUBLIC.replace("RWR5", "RER5"), SECRET],
)
def test_what_is_no_public_key_is_refused(
    keys: Path, pack: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (keys / "public").write_text(text, encoding="utf-8")
    assert main(["verify", str(pack), "--public-key", str(keys / "public")]) == 1
    assert "reading the public key public: " in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    ["", PUBLIC, SECRET.replace("untrusted", "x"), SECRET.replace("RWQAAEIy", "RWQAAEIz"),
     SECRET.replace("RWQAAEIy", "RWRBQkIy")],
)  # fmt: skip
def test_what_is_no_secret_key_signs_nothing(keys: Path, pack: Path, text: str) -> None:
    (keys / "secret").write_text(text, encoding="utf-8")
    assert main(["sign", str(pack), "--key", str(keys / "secret")]) == 1
    assert not (pack / SIGNATURE).exists()


def test_a_secret_key_whose_halves_do_not_fit_signs_nothing(keys: Path, pack: Path) -> None:
    (keys / "secret").write_text(SECRET.replace("nXM6", "nXM7"), "utf-8")
    with pytest.raises(SignatureError):
        signed(pack, keys)
    assert not (pack / SIGNATURE).exists()


def under_password(password: str, operations: int, memory: int) -> str:
    """The secret key as minisign hides it under a password, with limits a test can afford."""
    raw = base64.b64decode(SECRET.splitlines()[1])
    opened = raw[-HIDDEN:-32]
    opened += hashlib.blake2b(b"Ed" + opened, digest_size=32).digest()
    salt = bytes(range(32))
    cost, lanes = scrypt_cost(operations, memory)
    stream = hashlib.scrypt(
        password.encode(), salt=salt, n=cost, r=8, p=lanes, maxmem=1 << 26, dklen=HIDDEN
    )
    hidden = bytes(one ^ other for one, other in zip(opened, stream, strict=True))
    limits = operations.to_bytes(8, "little") + memory.to_bytes(8, "little")
    whole = base64.b64encode(b"EdScB2" + salt + limits + hidden).decode()
    return f"untrusted comment: minisign encrypted secret key\n{whole}\n"


def test_a_key_under_a_password_is_opened_by_it_alone(keys: Path) -> None:
    (keys / "secret").write_text(under_password("pass", 1 << 15, 1 << 24), encoding="utf-8")
    found = read_secret_key(keys / "secret", lambda: "pass")
    (keys / "secret").write_text(SECRET, encoding="utf-8")
    assert found == read_secret_key(keys / "secret", never)
    (keys / "secret").write_text(under_password("pass", 1 << 15, 1 << 24), encoding="utf-8")
    with pytest.raises(SignatureError, match="the password is wrong, or the file is damaged"):
        read_secret_key(keys / "secret", lambda: "Pass")


def test_a_key_that_asks_for_all_memory_is_refused(keys: Path) -> None:
    text = under_password("pass", 1 << 15, 1 << 24)
    raw = bytearray(base64.b64decode(text.splitlines()[1]))
    raw[46:54] = b"\xff" * 8
    (keys / "secret").write_text(f"{SECRET.splitlines()[0]}\n{base64.b64encode(raw).decode()}\n")
    with pytest.raises(SignatureError, match="more than 2147483648 bytes of memory"):
        read_secret_key(keys / "secret", lambda: "pass")


@pytest.mark.parametrize(
    ("operations", "memory", "cost"),
    [
        (1 << 25, 1 << 30, (1 << 20, 1)),  # what minisign asks for
        (1 << 19, 1 << 24, (1 << 14, 1)),  # libsodium's limits for logging in
        (1 << 15, 1 << 24, (1 << 10, 1)),
        (0, 1 << 24, (1 << 10, 1)),
        (1 << 20, 1 << 20, (1 << 10, 32)),
    ],
)
def test_limits_are_turned_into_costs_as_libsodium_does(
    operations: int, memory: int, cost: tuple[int, int]
) -> None:
    assert scrypt_cost(operations, memory) == cost


def test_without_the_library_it_says_what_to_install(
    pack: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    signed(pack, keys)
    for name in [name for name in sys.modules if name.startswith("cryptography")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    assert main(["sign", str(pack), "--key", str(keys / "secret")]) == 1
    assert "signing: needs cryptography: pip install" in capsys.readouterr().err
    assert main(["verify", str(pack)]) == 0
    assert main(["verify", str(pack), "--public-key", str(keys / "public")]) == 1
    assert "needs cryptography" in capsys.readouterr().out


def test_the_door_asks_for_the_password(
    pack: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (keys / "secret").write_text(under_password("pass", 1 << 15, 1 << 24), encoding="utf-8")
    asked = []
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or "pass")
    assert main(["sign", str(pack), "--key", str(keys / "secret")]) == 0
    assert asked == ["Password of secret: "]

"""Fingerprints under a key: made once, kept beside the pack, and of no use to who guesses."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_lib.briefing import brief, keys
from evidence_lib.briefing.inputs import fingerprints_of_review
from evidence_lib.briefing.keys import KEY_FILE, KeyFileError, key_of, keyed, read_key
from evidence_lib.loaders import read_review
from tests import in_process
from tests.in_process import NOTEBOOKS

VALUES = "indicator_values.csv"
CELL = b"calendar_year,%d,,%d,"
"""The cell the attacker does not know: a count of eleven, in a file of which all else is known."""
GUESSES = range(40)


def build(review: Path, outputs: Path) -> dict[str, bytes]:
    """Everything in the pack of a review, by its name."""
    [result] = brief(
        [review], notebooks_dir=NOTEBOOKS, outputs_dir=outputs, profile="public",
        progress=False, engine=in_process.run,
    )  # fmt: skip
    assert result.ok, result.messages
    pack = outputs / review.name / "pack"
    return {path.name: path.read_bytes() for path in pack.rglob("*") if path.is_file()}


def ways_of_writing(content: bytes) -> Iterator[bytes]:
    """The same table as other programs would save it."""
    text = content.decode()
    for lines in (text, text.replace("\n", "\r\n"), text.rstrip("\n")):
        yield from (lines.encode("utf-8"), lines.encode("utf-8-sig"), lines.encode("utf-16"))
    yield "\n".join(sorted(text.splitlines())).encode()
    yield text.replace(",", ";").encode()


def told_by(content: bytes, hints: list[bytes]) -> Iterator[bytes]:
    """Every checksum of a guess that an attacker without the key can work out."""
    for data in ways_of_writing(content):
        for method in ("md5", "sha1", "sha256", "sha512", "blake2b"):
            yield hashlib.new(method, data).digest()
        plain = hashlib.sha256(data).hexdigest()
        for hint in hints:
            for said in (data, plain.encode(), f"review/{VALUES}\n{plain}".encode()):
                yield hmac.new(hint, said, hashlib.sha256).digest()


def confirmed(pack: dict[str, bytes], known: bytes, hints: list[bytes]) -> list[int]:
    """The guesses of the unknown cell that something in the pack confirms."""
    whole = b"\n".join(pack.values())
    return [
        guess
        for guess in GUESSES
        if any(
            digest.hex()[:16].encode() in whole or base64.b64encode(digest)[:12] in whole
            for digest in told_by(known.replace(CELL % (11, 11), CELL % (guess, guess)), hints)
        )
    ]


@pytest.fixture
def known(review_folder: Path) -> bytes:
    """A tiny file of evidence, with one small cell."""
    content = (review_folder / VALUES).read_bytes()
    assert content.count(CELL % (11, 11)) == 1
    return content


def test_who_knows_all_but_one_cell_confirms_no_guess_and_the_holder_of_the_key_one(
    review_folder: Path, known: bytes, tmp_path: Path
) -> None:
    pack = build(review_folder, tmp_path / "outputs")
    key = read_key(tmp_path / "outputs" / "nine-items" / KEY_FILE)
    in_reach = [b"", b"nine-items", VALUES.encode(), KEY_FILE.encode(), keys.key_name(key).encode()]
    assert confirmed(pack, known, in_reach) == []
    assert confirmed(pack, known, [*in_reach, key]) == [11]


def test_the_attacker_of_these_tests_wins_against_a_plain_checksum(known: bytes) -> None:
    assert confirmed({"x": hashlib.sha256(known).hexdigest().encode()}, known, []) == [11]


def test_a_pack_says_the_same_of_a_file_whatever_its_size(tmp_path: Path) -> None:
    (tmp_path / "small.csv").write_bytes(b"4\n")
    (tmp_path / "large.csv").write_bytes(b"12\n")
    found = fingerprints_of_review(tmp_path, b"key")
    assert [sorted(each) for each in found.values()] == [["hmac_sha256"]] * 2
    assert {len(each["hmac_sha256"]) for each in found.values()} == {64}


def test_a_keyed_fingerprint_is_that_of_rfc_2104() -> None:
    # by the definition: H(key ^ opad, H(key ^ ipad, text)), on blocks of 64 bytes
    inner, outer = (bytes(each ^ pad for each in b"Jefe".ljust(64, b"\0")) for pad in (0x36, 0x5C))
    said = b"review/x.csv\n" + b"0" * 64
    whole = hashlib.sha256(outer + hashlib.sha256(inner + said).digest()).hexdigest()
    assert keyed(b"Jefe", "review/x.csv", "0" * 64) == whole


def test_one_content_under_two_names_or_two_keys_has_two_fingerprints() -> None:
    told = {keyed(key, name, "0" * 64) for key in (b"a", b"b") for name in ("x.csv", "y.csv")}
    assert len(told) == 4


def test_a_key_is_made_once_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    made = key_of(tmp_path)
    assert len(made) == keys.KEY_BYTES
    assert key_of(tmp_path) == made
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600


def test_two_reviews_have_two_keys(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    assert key_of(tmp_path / "one") != key_of(tmp_path / "other")


def test_a_key_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def flushed(opened: int) -> None:
        seen.append((os.fstat(opened).st_size, (tmp_path / KEY_FILE).exists()))

    monkeypatch.setattr(os, "fsync", flushed)
    key_of(tmp_path)
    assert seen[0] == (65, False)
    assert seen[-1][1]  # and then the name itself


def test_a_key_that_was_being_made_when_the_machine_stopped_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / f"{KEY_FILE}{keys.NEW}").write_bytes(b"half")
    assert len(key_of(tmp_path)) == keys.KEY_BYTES
    assert not (tmp_path / f"{KEY_FILE}{keys.NEW}").exists()


@pytest.mark.parametrize("written", [b"", b"0" * 64, b"0" * 63 + b"\n", b"G" * 64 + b"\n"])
def test_a_file_that_holds_no_key_is_refused_and_left(tmp_path: Path, written: bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(written)
    with pytest.raises(KeyFileError, match=f"64 hexadecimal digits.*got {len(written)} bytes"):
        key_of(tmp_path)
    assert (tmp_path / KEY_FILE).read_bytes() == written


def test_a_key_outlasts_a_rebuild_and_is_in_no_pack(review_folder: Path, tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    pack = build(review_folder, outputs)
    key = (outputs / "nine-items" / KEY_FILE).read_bytes()
    assert build(review_folder, outputs) == pack
    assert (outputs / "nine-items" / KEY_FILE).read_bytes() == key
    assert KEY_FILE not in pack
    assert key.strip() not in b"".join(pack.values())


def test_a_key_beside_the_tables_of_a_review_is_no_evidence(review_folder: Path) -> None:
    """Where somebody has packs built into the folder of the review itself."""
    (review_folder / KEY_FILE).write_text("0" * 64 + "\n", encoding="utf-8")
    review = read_review(review_folder)
    assert KEY_FILE not in set(review.accounting["file"])
    assert not review.problems


def test_git_keeps_no_key_of_outputs_in_a_repository_of_ones_own(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    key_of(tmp_path)
    said = subprocess.run(
        ["git", "status", "--porcelain", "-uall"],
        cwd=tmp_path, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert said.stdout == "?? .gitignore\n"

"""A pack that was received: whole and as it was sealed, or refused with the file and the reason."""

from __future__ import annotations

import json
import os
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evidence_lib.__main__ import main
from evidence_lib.briefing import brief, manifest
from evidence_lib.briefing.examining import Expected, examine
from evidence_lib.briefing.keys import KEY_FILE
from evidence_lib.briefing.verifying import id_in_groups, verify
from tests import in_process
from tests.conftest import NINE_ITEMS
from tests.in_process import NOTEBOOKS

FILES = {
    "index.html": "<p>Fünf</p>".encode(),
    "data/area-1-counts.csv": b"year\r\n2023\r\n",
    "data/empty.csv": b"",
}
PAGES = {"index.html": {"data": ["data/area-1-counts.csv"]}}
MADE = {"review": "nine-items", "title": "Nine", "as_at": "2020-03-06", "pages": PAGES}
OTHER = {**FILES, "index.html": b"<p>other</p>"}


def write(folder: Path, files: dict[str, bytes], sealed: bytes) -> Path:
    for name, content in {**files, manifest.MANIFEST: sealed}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write(tmp_path / "nine-items" / "pack", FILES, manifest.seal(MADE, FILES))


@pytest.fixture
def other_pack(tmp_path: Path) -> Path:
    """A pack of the same files but one."""
    return write(tmp_path / "other" / "pack", OTHER, manifest.seal(MADE, OTHER))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack as the briefing makes it, never changed."""
    [result] = brief(
        [NINE_ITEMS], notebooks_dir=NOTEBOOKS, outputs_dir=tmp_path_factory.mktemp("outputs"),
        profile="public", progress=False, engine=in_process.run,
    )  # fmt: skip
    assert result.pack_dir is not None
    return result.pack_dir


def zipped(pack: Path, above: str = "") -> Path:
    archive = pack.parent / "pack.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for path in sorted(pack.rglob("*")):
            made.write(path, above + path.relative_to(pack).as_posix())
    return archive


def test_a_pack_as_it_was_sealed_is_whole_wherever_it_lies(pack: Path, tmp_path: Path) -> None:
    alone = tmp_path / "received at noon" / "x"
    shutil.copytree(pack, alone)
    for each in (pack, alone):
        assert verify(each).faults == ()
        assert verify(each).content["review"] == "nine-items"


def test_a_pack_that_was_built_is_whole_and_needs_no_key(built: Path, tmp_path: Path) -> None:
    alone = Path(shutil.copytree(built, tmp_path / "pack"))
    assert verify(alone).faults == ()


@pytest.mark.parametrize("above", ["", "pack/"])
def test_an_archive_of_a_pack_is_verified_without_being_unpacked(pack: Path, above: str) -> None:
    archive = zipped(pack, above)
    before = sorted(pack.parent.rglob("*"))
    assert verify(archive).faults == ()
    assert sorted(pack.parent.rglob("*")) == before


def changed(content: bytes, place: int) -> list[bytes]:
    """A file with one byte changed in two ways, one left out, and one put in."""
    byte = content[place]
    begin, end = content[:place], content[place + 1 :]
    flipped = [begin + bytes([byte ^ bit]) + end for bit in (1, 128)]
    return [*flipped, begin + end, begin + b" " + content[place:]]


def test_every_byte_of_a_small_pack_counts(pack: Path) -> None:
    tried = 0
    for name in (*FILES, manifest.MANIFEST):
        path = pack / name
        content = path.read_bytes()
        for place in range(len(content)):
            for spoilt in changed(content, place):
                path.write_bytes(spoilt)
                assert not verify(pack).whole, (name, place, spoilt[place : place + 1])
                tried += 1
        path.write_bytes(content)
    assert verify(pack).whole
    assert tried == 4 * sum(len((pack / name).read_bytes()) for name in (*FILES, manifest.MANIFEST))


def test_a_changed_byte_anywhere_in_a_built_pack_is_refused(built: Path, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(built, tmp_path / "pack"))
    chance = random.Random(13)
    names = [path for path in sorted(pack.rglob("*")) if path.is_file()]
    assert {path.suffix for path in names} == {".html", ".json"}
    for path in names:
        content = path.read_bytes()
        inside = chance.sample(range(len(content)), min(20, len(content)))
        for place in (0, len(content) - 1, *inside):
            path.write_bytes(changed(content, place)[place % 2])
            assert not verify(pack).whole, (path.name, place)
        path.write_bytes(content)
    assert verify(pack).whole


def change(pack: Path) -> None:
    (pack / "index.html").write_bytes(b"<p>Vier</p>")


def add(pack: Path) -> None:
    (pack / "data" / "more.csv").write_bytes(b"")


def drop(pack: Path) -> None:
    (pack / "index.html").unlink()


def empty(pack: Path) -> None:
    (pack / "index.html").write_bytes(b"")


def lengthen(pack: Path) -> None:
    with (pack / "index.html").open("ab") as file:
        file.write(b"\n")


def rename(pack: Path) -> None:
    (pack / "index.html").rename(pack / "Index.html")


def move(pack: Path) -> None:
    (pack / "data" / "area-1-counts.csv").rename(pack / "area-1-counts.csv")


def exchange(pack: Path) -> None:
    one, two = pack / "index.html", pack / "data" / "area-1-counts.csv"
    first = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(first)


def add_folder(pack: Path) -> None:
    (pack / "data" / "more" / "and more").mkdir(parents=True)


def add_copy_of_itself(pack: Path) -> None:
    shutil.copytree(pack, pack / "pack")


def link(pack: Path) -> None:
    target = pack.parent / "index.html"
    (pack / "index.html").rename(target)
    (pack / "index.html").symlink_to(target)


def link_folder(pack: Path) -> None:
    (pack / "data").rename(pack.parent / "data")
    (pack / "data").symlink_to(pack.parent / "data")


def link_manifest(pack: Path) -> None:
    (pack / manifest.MANIFEST).rename(pack.parent / "m.json")
    (pack / manifest.MANIFEST).symlink_to(pack.parent / "m.json")


def pipe(pack: Path) -> None:
    (pack / "index.html").unlink()
    os.mkfifo(pack / "index.html")


def hide(pack: Path) -> None:
    (pack / ".DS_Store").write_bytes(b"x")


def put_folder_for_file(pack: Path) -> None:
    (pack / "index.html").unlink()
    (pack / "index.html").mkdir()


def lose_manifest(pack: Path) -> None:
    (pack / manifest.MANIFEST).unlink()


def blank_manifest(pack: Path) -> None:
    (pack / manifest.MANIFEST).write_bytes(b"")


def deep_manifest(pack: Path) -> None:
    (pack / manifest.MANIFEST).write_bytes(b"[" * 200_000)


def tell_of_more(pack: Path) -> None:
    path = pack / manifest.MANIFEST
    path.write_bytes(path.read_bytes().replace(b'"Nine"', b'"None"'))


NO_MANIFEST = "there is no manifest that can be read"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (change, ["index.html was changed after the pack was sealed"]),
        (add, ["data/more.csv is not listed in the manifest"]),
        (drop, ["index.html is missing"]),
        (empty, ["index.html was changed after the pack was sealed"]),
        (lengthen, ["index.html was changed after the pack was sealed"]),
        (rename, ["Index.html is not listed in the manifest", "index.html is missing"]),
        (
            move,
            [
                "area-1-counts.csv is not listed in the manifest",
                "data/area-1-counts.csv is missing",
            ],
        ),
        (
            exchange,
            [
                "data/area-1-counts.csv was changed after the pack was sealed",
                "index.html was changed after the pack was sealed",
            ],
        ),
        (add_folder, ["data/more/and more is a folder with nothing in it"]),
        (add_copy_of_itself, ["pack/index.html is not listed in the manifest"]),
        (link, ["index.html is a link, and a pack has none"]),
        (link_folder, ["data is a link, and a pack has none", "data/empty.csv is missing"]),
        (link_manifest, [NO_MANIFEST]),
        (pipe, ["index.html is no plain file"]),
        (hide, [".DS_Store is not listed in the manifest"]),
        (put_folder_for_file, ["index.html is a folder with nothing in it"]),
        (lose_manifest, [NO_MANIFEST]),
        (blank_manifest, [NO_MANIFEST]),
        (deep_manifest, [NO_MANIFEST]),
        (tell_of_more, ["the manifest was changed after the pack was sealed"]),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_a_spoilt_pack_is_refused_and_the_file_and_the_reason_are_named(
    pack: Path, spoil: Callable[[Path], None], said: list[str]
) -> None:
    spoil(pack)
    faults = verify(pack).faults
    for each in said:
        assert any(fault.endswith(each) for fault in faults), faults


@pytest.mark.parametrize("name", [*FILES, manifest.MANIFEST])
def test_a_file_of_another_pack_is_refused(pack: Path, other_pack: Path, name: str) -> None:
    same = (pack / name).read_bytes() == (other_pack / name).read_bytes()
    shutil.copy(other_pack / name, pack / name)
    assert verify(pack).whole == same


def test_two_packs_mixed_in_one_folder_are_refused(pack: Path, other_pack: Path) -> None:
    (other_pack / "data" / "empty.csv").rename(other_pack / "data" / "another.csv")
    shutil.copytree(other_pack, pack, dirs_exist_ok=True)
    assert verify(pack).faults == (
        "data/another.csv is not listed in the manifest",
        # the manifest is now the other pack's, and so is the page
    )


def test_a_folder_that_cannot_be_read_is_refused(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.iterdir

    def failing(path: Path) -> Iterator[Path]:
        if path.name == "data":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "iterdir", failing)
    assert "data cannot be read" in verify(pack).faults


def test_a_file_that_fails_while_it_is_read_is_refused(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def failing(path: Path, *given: str) -> object:
        if path.name == "index.html":
            raise OSError(5, "Input/output error")
        return real(path, *given)

    monkeypatch.setattr(Path, "open", failing)
    assert verify(pack).faults == ("index.html cannot be read",)


@pytest.mark.parametrize(
    "name", ["../secret.csv", "/etc/passwd", "data/../../x", "data//x", "c:\\x", "\x1b[2J", "nul\0"]
)
def test_a_manifest_that_names_a_place_outside_the_pack_is_refused(
    tmp_path: Path, name: str
) -> None:
    """Sealed anew by somebody who knows how, so that its own checksums are right."""
    sealed = manifest.seal(MADE, {**FILES, name: b"x"})
    pack = write(tmp_path / "pack", FILES, sealed)
    [fault] = verify(pack).faults
    assert "outside the pack" in fault


def test_a_manifest_with_names_that_a_disk_may_not_tell_apart_is_refused(tmp_path: Path) -> None:
    files = {**FILES, "INDEX.html": b""}
    pack = write(tmp_path / "pack", files, manifest.seal(MADE, files))
    assert verify(pack).faults[0].endswith("lists two names that are alike")


def test_a_manifest_that_tells_of_a_page_it_does_not_seal_is_refused(tmp_path: Path) -> None:
    made = {**MADE, "pages": {**PAGES, "area-1.html": {"data": []}}}
    pack = write(tmp_path / "pack", FILES, manifest.seal(made, FILES))
    assert verify(pack).faults[0].endswith('has no checksum of "area-1.html"')


@pytest.mark.parametrize(
    "raw",
    [
        json.dumps({"schema": manifest.SCHEMA, "title": "\ud800"}).encode(),
        b'{"schema": %d, "title": NaN}' % manifest.SCHEMA,
        manifest.seal({"files": 1}, FILES).replace(b'"schema": ', b'"schema": 1'),
    ],
)
def test_what_no_seal_writes_is_refused_and_breaks_nothing(pack: Path, raw: bytes) -> None:
    (pack / manifest.MANIFEST).write_bytes(raw)
    assert not verify(pack).whole


@pytest.mark.parametrize("odd", [None, 5, "x", [], [5], {}, {"x": 5}, True])
@pytest.mark.parametrize(
    "place", ["files", "pages", "inputs", "title", "key", "index.html", "data/empty.csv"]
)
def test_a_manifest_sealed_over_odd_values_breaks_nothing(
    pack: Path, place: str, odd: object
) -> None:
    whole = json.loads((pack / manifest.MANIFEST).read_bytes())
    held = whole["files"] if place in whole["files"] else whole
    held[place] = odd
    if place == "index.html":
        whole["pages"][place] = odd
    whole["pack_id"] = manifest.pack_id(whole)
    text = json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (pack / manifest.MANIFEST).write_text(text, encoding="utf-8")
    (pack.parent / KEY_FILE).write_text("0" * 64 + "\n", encoding="utf-8")
    assert not examine(pack, Expected(review=NINE_ITEMS)).good
    harmless = place in ("title", "key") or (place in ("pages", "inputs") and odd == {})
    assert examine(pack, Expected()).good == (harmless or (place, odd) == ("inputs", {"x": 5}))


def test_a_pack_sealed_anew_is_whole_and_has_another_id(pack: Path, other_pack: Path) -> None:
    one, other = verify(pack), verify(other_pack)
    assert other.whole
    assert one.content["pack_id"] != other.content["pack_id"]


def in_archive(pack: Path, spoil: Callable[[zipfile.ZipFile], None]) -> tuple[str, ...]:
    archive = zipped(pack)
    with zipfile.ZipFile(archive, "a") as opened:
        spoil(opened)
    return verify(archive).faults


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_with_a_name_twice_is_refused(pack: Path) -> None:
    faults = in_archive(pack, lambda archive: archive.writestr("index.html", FILES["index.html"]))
    assert faults == ("index.html stands there twice",)


def test_an_archive_with_a_link_or_a_way_out_is_refused(pack: Path) -> None:
    linked = zipfile.ZipInfo("data/link.csv")
    linked.external_attr = 0o120777 << 16

    def spoil(archive: zipfile.ZipFile) -> None:
        archive.writestr(linked, "/etc/passwd")
        archive.writestr("../out.csv", "x")

    assert in_archive(pack, spoil) == (
        "../out.csv is not listed in the manifest",
        "data/link.csv is a link, and a pack has none",
    )


def test_a_file_of_an_archive_is_read_no_further_than_it_was_sealed(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few bytes in an archive may unpack to more than a machine has."""
    (pack / "index.html").write_bytes(b"0" * (64 << 20))
    archive = pack.parent / "bomb.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for path in pack.rglob("*"):
            made.write(path, path.relative_to(pack).as_posix())
    read = []
    real = zipfile.ZipExtFile.read

    def counting(stream: zipfile.ZipExtFile, size: int = -1) -> bytes:
        piece = real(stream, size)
        read.append(len(piece))
        return piece

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counting)
    assert verify(archive).faults == ("index.html was changed after the pack was sealed",)
    assert sum(read) < 2 * manifest.PIECE


@pytest.mark.parametrize("kept", [0, 10, 300, -1])
def test_a_torn_archive_is_refused(pack: Path, kept: int) -> None:
    archive = zipped(pack)
    archive.write_bytes(archive.read_bytes()[:kept])
    assert verify(archive).faults == ("pack.zip cannot be read",)


def test_a_changed_byte_of_a_file_in_an_archive_is_refused(pack: Path) -> None:
    archive = zipped(pack)
    content = archive.read_bytes()
    begin = content.index(FILES["index.html"])
    for place in range(begin, begin + len(FILES["index.html"])):
        archive.write_bytes(changed(content, place)[0])
        assert verify(archive).faults == ("index.html cannot be read",)


def test_the_door_names_the_pack_its_id_and_what_it_says_of_itself(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(pack)]) == 0
    told = capsys.readouterr().out.splitlines()
    pack_id = manifest.read(pack)["pack_id"]
    assert told == [
        f"{pack}: whole and unchanged, 3 files and the manifest",
        "  Nine, 2020-03-06",
        f"  pack id {id_in_groups(pack_id)}",
        "  not signed; compare the pack id with the sender's",
    ]
    assert id_in_groups(pack_id).split(" ")[-1] == pack_id[-4:]
    assert len(id_in_groups(pack_id).split(" ")) == 16


def test_one_bad_pack_of_several_is_named_and_the_status_says_so(
    pack: Path, other_pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(other_pack)
    assert main(["verify", str(pack), str(other_pack)]) == 1
    told = capsys.readouterr().out
    assert f"{pack}: whole and unchanged" in told
    assert f"{other_pack}: REFUSED\n  index.html was changed" in told


def test_a_pack_that_is_not_there_is_a_slip_of_the_command_line(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["verify", str(tmp_path / "nowhere")])
    assert ended.value.code == 2


def test_a_name_that_acts_on_a_terminal_is_only_shown(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = {**MADE, "title": "\x1b[2JNine\x9b"}
    write(pack, FILES, manifest.seal(made, FILES))
    (pack / "\x1b]0;owned\x07.csv").write_bytes(b"")
    assert main(["verify", str(pack)]) == 1
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert "\x07" not in told
    assert "\x9b" not in told
    assert "owned" in told
    assert "Nine" in told


def test_with_the_key_a_pack_is_known_to_be_made_from_a_folder_of_evidence(
    built: Path, review_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(built), "--review", str(review_folder)]) == 0
    assert "made from the evidence in nine-items" in capsys.readouterr().out
    (review_folder / "sources.csv").write_bytes(b"x")
    (review_folder / "indicators.csv").unlink()
    (review_folder / "more.csv").write_bytes(b"x")
    alone = shutil.copytree(built, tmp_path / "alone" / "pack")
    asked = ["--review", str(review_folder), "--key", str(built.parent / KEY_FILE)]
    assert main(["verify", str(alone), *asked]) == 1
    assert (
        "not made from nine-items: review/indicators.csv is no longer there; "
        "review/more.csv was not among the evidence; review/sources.csv is another\n"
    ) in capsys.readouterr().out


def test_the_key_of_another_review_or_none_says_nothing_of_the_evidence(
    built: Path, review_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = shutil.copytree(built, tmp_path / "alone" / "pack")
    assert main(["verify", str(alone), "--review", str(review_folder)]) == 1
    assert "reading the key fingerprint.key of alone: No such file" in capsys.readouterr().out
    (alone.parent / KEY_FILE).write_text("0" * 64 + "\n", encoding="utf-8")
    assert main(["verify", str(alone), "--review", str(review_folder)]) == 1
    assert "fingerprint.key is not the key of this pack" in capsys.readouterr().out

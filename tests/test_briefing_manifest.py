from __future__ import annotations

import json

import pytest

from evidence_lib.briefing import inputs, manifest

FILES = {"index.html": b"<html>", "data/area-1-counts.csv": b"year\r\n2023\r\n"}


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "nine-items" / "pack"
    (folder / "data").mkdir(parents=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    (folder / manifest.MANIFEST).write_bytes(manifest.seal({"review": "nine-items"}, FILES))
    return folder


def test_a_pack_as_it_was_sealed_differs_in_nothing(pack):
    assert manifest.differences(pack) == []


def test_the_same_content_in_another_order_makes_the_same_bytes():
    one = manifest.seal({"review": "r", "as_at": "2020"}, FILES)
    other = manifest.seal({"as_at": "2020", "review": "r"}, dict(reversed(FILES.items())))
    assert one == other


def test_every_changed_missing_and_added_file_is_named(pack):
    (pack / "index.html").write_bytes(b"<HTML>")
    (pack / "data" / "area-1-counts.csv").unlink()
    (pack / "data" / "notes.txt").write_text("added")
    assert manifest.differences(pack) == [
        "data/area-1-counts.csv is missing",
        "data/notes.txt is not listed in the manifest",
        "index.html was changed after the pack was sealed",
    ]


def test_a_link_in_the_place_of_a_file_is_named(pack, tmp_path):
    (tmp_path / "same.html").write_bytes(FILES["index.html"])
    (pack / "index.html").unlink()
    (pack / "index.html").symlink_to(tmp_path / "same.html")
    assert manifest.differences(pack) == ["index.html is a link, and a pack has none"]


@pytest.mark.parametrize(("old", "new"), [(b"nine-items", b"ten-items"), (b'": ', b'" : ')])
def test_a_manifest_of_which_a_byte_was_changed_is_refused(pack, old, new):
    path = pack / manifest.MANIFEST
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    with pytest.raises(manifest.ManifestError, match="changed after the pack was sealed"):
        manifest.read(pack)


def test_a_manifest_sealed_again_after_a_change_has_another_id(pack):
    before = manifest.read(pack)["pack_id"]
    after = json.loads(manifest.seal({"review": "nine-items"}, {**FILES, "index.html": b"x"}))
    assert after["pack_id"] != before


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"schema": 99}'])
def test_what_is_no_manifest_is_refused(pack, content):
    (pack / manifest.MANIFEST).write_bytes(content)
    with pytest.raises(manifest.ManifestError, match="nine-items/pack"):
        manifest.read(pack)


def test_a_folder_without_a_manifest_is_refused(tmp_path):
    with pytest.raises(manifest.ManifestError, match="no manifest that can be read"):
        manifest.differences(tmp_path)


def test_fingerprints_name_files_by_their_place_and_leave_out_what_no_run_reads(tmp_path):
    (tmp_path / "tables" / "__pycache__").mkdir(parents=True)
    for name in (
        "review.toml",
        "tables/sources.csv",
        "tables/__pycache__/x.pyc",
        ".hidden",
        "~$a.xlsx",
    ):
        (tmp_path / name).write_bytes(b"abc")
    found = manifest.fingerprints(tmp_path, under="review")
    assert list(found) == ["review/review.toml", "review/tables/sources.csv"]
    assert found["review/review.toml"] == {
        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "size": 3,
    }


def test_versions_name_python_the_package_and_pandas():
    assert {"python", "evidence-lib", "pandas"} <= set(manifest.versions())


def test_the_program_is_its_package_without_carried_notebooks_and_the_lock_beside_it(
    tmp_path, monkeypatch
):
    package, mine = tmp_path / "lib" / "evidence_lib", tmp_path / "mine"
    for path in (
        package / "errors.py", package / "notebooks" / "area.ipynb",
        package / "__pycache__" / "errors.pyc", mine / "notebooks" / "area.ipynb",
        mine / "requirements.lock", mine / "review" / "review.toml",
    ):  # fmt: skip
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    monkeypatch.setattr(inputs, "PACKAGE", package)
    found = inputs.fingerprints_of_inputs(mine / "review", mine / "notebooks", b"")
    assert list(found) == ["review/review.toml", "notebooks/area.ipynb", "evidence_lib/errors.py"]
    (package.parent / "requirements.lock").write_bytes(b"locked")
    found = inputs.fingerprints_of_inputs(mine / "review", mine / "notebooks", b"")
    assert found["requirements.lock"]["size"] == 6

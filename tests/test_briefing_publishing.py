from __future__ import annotations

import errno
import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_lib.briefing import manifest, publishing
from evidence_lib.briefing.publishing import PackBusyError, PublishingError, one_run_at_a_time


def pack_of(word: str) -> dict[str, bytes]:
    files = {"index.html": word.encode(), "data/index-counts.csv": word.encode()}
    return {**files, manifest.MANIFEST: manifest.seal({"review": word}, files)}


def publish(outputs: Path, word: str) -> None:
    with one_run_at_a_time(outputs):
        publishing.publish(outputs, pack_of(word))


def stands(outputs: Path) -> str:
    """The word of the pack that stands, which has to be whole."""
    assert manifest.differences(outputs / "pack") == []
    return (outputs / "pack" / "index.html").read_text()


def left_over(outputs: Path) -> list[str]:
    return sorted(path.name for path in outputs.iterdir() if path.name not in ("pack", ".lock"))


@pytest.fixture(params=["in one step", "in two steps"])
def outputs(request, tmp_path, monkeypatch):
    if request.param == "in two steps":
        monkeypatch.setattr(publishing, "_exchange", lambda build, pack: False)
    elif not sys.platform.startswith("linux"):
        pytest.skip("only Linux exchanges two folders in one step")
    return tmp_path / "nine-items"


class FaultyFile:
    """A file that counts its writes; the one to fail writes half of what it was given."""

    def __init__(self, file, faults: Faults) -> None:
        self.file, self.faults = file, faults

    def __enter__(self) -> FaultyFile:
        return self

    def __exit__(self, *raised: object) -> None:
        self.file.close()

    def write(self, content: bytes) -> None:
        if self.faults.reached():
            self.file.write(content[: len(content) // 2])
            raise self.faults.error
        self.file.write(content)

    def flush(self) -> None:
        self.file.flush()

    def fileno(self) -> int:
        return self.file.fileno()


class Faults:
    """Counts everything that changes the disk and fails the one it is told to."""

    def __init__(self, monkeypatch, error: BaseException) -> None:
        self.error, self.count, self.fail_at = error, 0, 0
        for owner, name in (
            (os, "fsync"),
            (os, "unlink"),
            (os, "rmdir"),
            (Path, "rename"),
            (Path, "mkdir"),
            (Path, "open"),
            (publishing, "_exchange"),
        ):
            self.watch(monkeypatch, owner, name)

    def watch(self, monkeypatch, owner, name) -> None:
        original = getattr(owner, name)

        def watched(*given, **named):
            if self.reached():
                raise self.error
            done = original(*given, **named)
            return FaultyFile(done, self) if "xb" in given else done

        monkeypatch.setattr(owner, name, watched)

    def reached(self) -> bool:
        self.count += 1
        return self.count == self.fail_at

    def arm(self, fail_at: int) -> None:
        self.count, self.fail_at = 0, fail_at


def attempt(outputs: Path, word: str) -> str:
    """What a run says of itself: published, failed, or nothing when it was killed."""
    try:
        publish(outputs, word)
    except (OSError, PublishingError):
        return "failed"
    except SystemExit:
        return ""
    return "published"


def test_a_pack_is_published_and_the_next_one_takes_its_place(outputs):
    publish(outputs, "first")
    assert stands(outputs) == "first"
    publish(outputs, "second")
    assert stands(outputs) == "second"
    assert left_over(outputs) == []


FAULTS = {
    "full": OSError(errno.ENOSPC, "No space left on device"),
    "broken": OSError(errno.EIO, "Input/output error"),
    "read-only": OSError(errno.EROFS, "Read-only file system"),
    "killed": SystemExit("killed"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("earlier", ["old", ""])
def test_whatever_write_fails_the_pack_is_the_one_the_run_says_and_whole(
    outputs, monkeypatch, fault, earlier
):
    outputs.mkdir()
    faults = Faults(monkeypatch, FAULTS[fault])
    for fail_at in itertools.count(1):
        faults.arm(0)
        shutil.rmtree(outputs / "pack", ignore_errors=True)
        if earlier:
            publish(outputs, earlier)
        faults.arm(fail_at)
        said = attempt(outputs, "new")
        broke = faults.count >= fail_at
        faults.arm(0)
        publishing.recover(outputs)
        found = stands(outputs) if (outputs / "pack").exists() else ""
        allowed = {"published": {"new"}, "failed": {earlier}, "": {earlier, "new"}}
        assert found in allowed[said], f"write {fail_at}"
        assert left_over(outputs) == []
        if not broke:
            break
    assert fail_at > 20
    assert found == "new"


def test_a_pack_moved_aside_with_none_in_its_place_is_moved_back(tmp_path):
    publish(tmp_path, "old")
    (tmp_path / "pack").rename(tmp_path / publishing.OLD)
    publishing.recover(tmp_path)
    assert stands(tmp_path) == "old"
    assert left_over(tmp_path) == []


def test_a_pack_moved_aside_with_the_new_one_in_place_is_removed(tmp_path):
    publish(tmp_path, "old")
    (tmp_path / "pack").rename(tmp_path / publishing.OLD)
    (tmp_path / "pack").mkdir()
    for name, content in pack_of("new").items():
        (tmp_path / "pack" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "pack" / name).write_bytes(content)
    publishing.recover(tmp_path)
    assert stands(tmp_path) == "new"
    assert left_over(tmp_path) == []


def test_a_second_run_is_refused_and_leaves_the_first_ones_files_alone(tmp_path):
    with one_run_at_a_time(tmp_path):
        (tmp_path / f"{publishing.BUILD}0").mkdir()
        with pytest.raises(PackBusyError, match="another run is building it"):
            publish(tmp_path, "second")
        publishing.recover(tmp_path)
        assert left_over(tmp_path) == [f"{publishing.BUILD}0"]
    publish(tmp_path, "third")
    assert left_over(tmp_path) == []


@pytest.mark.slow
def test_the_lock_goes_with_the_process_that_held_it(tmp_path):
    program = (
        "import os, pathlib; from evidence_lib.briefing import publishing\n"
        f"with publishing.one_run_at_a_time(pathlib.Path({str(tmp_path)!r})): os._exit(9)"
    )
    house = Path(__file__).parent.parent
    assert subprocess.run([sys.executable, "-c", program], cwd=house, check=False).returncode == 9
    publish(tmp_path, "after")
    assert stands(tmp_path) == "after"


@pytest.mark.parametrize("name", ["../index.html", "/index.html", ""])
def test_a_file_outside_the_pack_is_refused_before_anything_is_written(tmp_path, name):
    with one_run_at_a_time(tmp_path), pytest.raises(PublishingError, match="no name of a file"):
        publishing.publish(tmp_path, {name: b"", manifest.MANIFEST: b""})
    assert left_over(tmp_path) == []


def test_the_manifest_is_written_after_every_other_file_is_on_the_disk(tmp_path, monkeypatch):
    written = []
    original = publishing._write
    monkeypatch.setattr(
        publishing,
        "_write",
        lambda build, name, content: written.append(name) or original(build, name, content),
    )
    publish(tmp_path, "new")
    assert written[-1] == manifest.MANIFEST
    assert sorted(written[:-1]) == ["data/index-counts.csv", "index.html"]


def test_recovering_where_nothing_was_ever_built_makes_nothing(tmp_path):
    publishing.recover(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()

"""The quick part of the faults: packs killed and built at once, in a process that may fork."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from benchmarks.faults.scene import NEW, OLD, PUBLISHED, Scene, Tally, files_of
from evidence_lib.briefing import manifest, publishing
from tests.conftest import HOUSE

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="written for Linux")


@linux
@pytest.mark.slow
def test_no_kill_and_no_run_beside_leaves_half_a_pack_or_lets_one_be_read():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.faults", "quick"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\n0 ended as none may" in done.stdout
    killed = re.findall(
        r"^\| only publishing, .*\| (\d+) \| \d+ \| 0 \|$", done.stdout, re.MULTILINE
    )
    assert len(killed) == 2
    assert min(map(int, killed)) > 10


@pytest.fixture
def scene(tmp_path) -> Scene:
    """Two packs of one page, the old one in place."""
    scene = Scene(tmp_path)
    for word in (OLD, NEW):
        files = {"index.html": word.encode()}
        scene.packs[word] = {**files, manifest.MANIFEST: manifest.seal({"review": word}, files)}
    scene.lay(OLD, tmp_path / "outputs")
    return scene


def test_a_trial_with_half_a_pack_is_counted(scene):
    outputs = scene.folder / "outputs"
    pack = outputs / "nine-items" / publishing.PACK
    (pack / "index.html").unlink()
    tally = Tally("half")
    tally.judge(scene, outputs, OLD, None)
    assert (tally.counts["partial"], tally.counts["untrue"]) == (1, 1)
    assert "accepted" not in tally.counts


def test_a_trial_with_a_third_pack_that_is_whole_is_counted_as_accepted(scene):
    outputs = scene.folder / "outputs"
    files = {"index.html": b"another"}
    sealed = {**files, manifest.MANIFEST: manifest.seal({"review": "another"}, files)}
    with publishing.one_run_at_a_time(outputs / "nine-items"):
        publishing.publish(outputs / "nine-items", sealed)
    tally = Tally("third")
    tally.judge(scene, outputs, OLD, None)
    assert tally.counts["accepted"] == 1
    assert tally.bad


def test_a_run_that_says_what_does_not_stand_is_counted(scene):
    tally = Tally("untrue")
    tally.judge(scene, scene.folder / "outputs", OLD, PUBLISHED)
    assert tally.counts["untrue"] == 1


def test_a_good_trial_is_not_held_against_anybody(scene):
    outputs = scene.folder / "outputs"
    scene.publish(NEW, outputs)
    tally = Tally("good")
    assert tally.judge(scene, outputs, OLD, PUBLISHED) == NEW
    assert tally.bad == 0
    assert files_of(outputs / "nine-items" / publishing.PACK) == scene.packs[NEW]

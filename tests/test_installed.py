"""Installed from a wheel: packs are built in an empty folder, with no checkout in reach."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from evidence_lib.briefing import manifest
from evidence_lib.briefing.notebook_file import code_cell, new_notebook, write_notebook
from tests.conftest import HOUSE
from tests.test_scaffold import fill_in

NOTEBOOKS = sorted(path.name for path in (HOUSE / "notebooks").glob("*.ipynb"))
PROBE = """
import sys
import evidence_lib
print(sys.executable, evidence_lib.__file__, *sys.path, sep="\\n")
"""
RUN_PROBE = """
import contextlib, pathlib, sys
from evidence_lib.briefing.engine import execute
from evidence_lib.errors import PageFailedError
with contextlib.suppress(PageFailedError):  # it marks nothing as finished
    execute(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), {})
"""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel, and reaches the dependencies but not the checkout."""

    python: Path
    packages: Path
    command: Path
    environment: dict[str, str]

    def run(self, *command: str | Path, where: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*map(str, command)], cwd=where, env=self.environment, capture_output=True,
            text=True, encoding="utf-8", check=False,
        )  # fmt: skip

    def evidence(self, *arguments: str, where: Path) -> subprocess.CompletedProcess[str]:
        return self.run(self.command, *arguments, where=where)


def do(*command: str | Path, where: Path) -> str:
    done = subprocess.run(
        [*map(str, command)], cwd=where, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build_wheel(source: Path, folder: Path) -> Path:
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-w")
    do(sys.executable, "-m", "pip", "wheel", *options, folder, source, where=folder.parent)
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(HOUSE, tmp_path_factory.mktemp("wheel") / "made")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    root = tmp_path_factory.mktemp("installed")
    do(sys.executable, "-m", "venv", "--without-pip", root / "venv", where=root)
    scripts = root / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    do(*pip, "--no-deps", "--no-index", wheel, where=root)
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(do(python, "-c", asked, where=root).strip())
    # Only now: pip must not see, and take for an older one, what is installed with the tests. A
    # folder named so is searched, but its own such files are not: they lead to the checkout.
    theirs = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (packages / "dependencies.pth").write_text("\n".join(theirs), encoding="utf-8")
    return Installed(python, packages, scripts / "evidence", environment_for(root))


def environment_for(root: Path) -> dict[str, str]:
    """No path to the checkout, and a kernel of the usual name that starts no Python at all."""
    stray = root / "jupyter" / "kernels" / "python3" / "kernel.json"
    stray.parent.mkdir(parents=True)
    argv = ["no-such-python", "{connection_file}"]
    stray.write_text(
        json.dumps({"argv": argv, "display_name": "Stray", "language": "python"}), encoding="utf-8"
    )
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    shared = Path(sys.prefix, "share", "jupyter")
    return {**kept, "JUPYTER_PATH": os.pathsep.join(map(str, (root / "jupyter", shared)))}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An empty folder with a space in its name."""
    folder = tmp_path / "my desk"
    folder.mkdir()
    return folder


def held(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_wheel_carries_the_notebooks_and_the_templates(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = [
        path for path in (HOUSE / "evidence_lib").rglob("templates/**/*") if path.is_file()
    ]
    assert len(templates) > 3
    assert {path.relative_to(HOUSE).as_posix() for path in templates} <= names
    carried = {name for name in names if name.startswith("evidence_lib/notebooks/")}
    assert carried == {f"evidence_lib/notebooks/{name}" for name in NOTEBOOKS}
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"evidence_lib"}


def test_an_sdist_makes_the_same_wheel_and_leaves_out_the_checkpoints_of_notebooks(
    wheel: Path, tmp_path: Path
) -> None:
    do(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path, where=HOUSE)
    [sdist] = tmp_path.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    source = tmp_path / sdist.name.removesuffix(".tar.gz")
    checkpoint = source / "notebooks" / ".ipynb_checkpoints" / "area-checkpoint.ipynb"
    checkpoint.parent.mkdir()
    checkpoint.write_text("a table of children", encoding="utf-8")
    assert build_wheel(source, tmp_path / "made").read_bytes() == wheel.read_bytes()


def test_the_program_and_its_kernels_are_those_installed(installed: Installed, desk: Path) -> None:
    where = installed.run(installed.python, "-c", PROBE, where=desk).stdout.splitlines()
    write_notebook(probe_notebook(), desk / "probe.ipynb")
    done = installed.run(installed.python, "-c", RUN_PROBE, "probe.ipynb", "ran.ipynb", where=desk)
    assert done.returncode == 0, done.stderr
    cells = json.loads((desk / "ran.ipynb").read_text(encoding="utf-8"))["cells"]
    in_kernel = "".join(cells[-1]["outputs"][0]["text"]).splitlines()
    for python, package, *path in (where, in_kernel):
        assert Path(python) == installed.python
        assert Path(package).parent == installed.packages / "evidence_lib"
        assert str(HOUSE) not in path


def probe_notebook() -> object:
    parameters = code_cell("", [])
    parameters.metadata["tags"] = ["parameters"]
    return new_notebook([parameters, code_cell(PROBE, [])])


def test_a_review_is_invented_and_its_pack_built_in_an_empty_folder(
    installed: Installed, desk: Path
) -> None:
    before = held(installed.packages)
    size = ("--requests", "60", "--respondents", "40")
    assert installed.evidence("example", "my-review", *size, where=desk).returncode == 0
    done = installed.evidence("brief", "my-review", where=desk)
    pack = desk / "outputs" / "my-review" / "pack"
    built, told_id = done.stdout.splitlines()
    assert (done.returncode, built) == (
        0, f"my-review: built {pack.relative_to(desk)}"
    ), done.stderr  # fmt: skip
    assert told_id.replace(" ", "").endswith(f"packid{manifest.read(pack)['pack_id']}")
    assert (pack / "index.html").is_file()
    assert manifest.differences(pack) == []
    assert sorted(path.name for path in desk.iterdir()) == ["my-review", "outputs"]
    assert held(installed.packages) == before
    inputs = manifest.read(pack)["inputs"]
    assert {name: each for name, each in inputs.items() if not name.startswith("review/")} == {
        **manifest.fingerprints(HOUSE / "notebooks", under="notebooks", pattern="*.ipynb"),
        **manifest.fingerprints(HOUSE / "evidence_lib", under="evidence_lib"),
    }


def test_a_new_review_that_was_filled_in_is_found_by_its_name_and_built_with_notebooks_of_ones_own(
    installed: Installed, desk: Path
) -> None:
    reviews = desk / "data" / "reviews"
    told = ("--partnership", "Glenmarnock", "--review-date", "2026-11-24")
    done = installed.evidence("new", str(reviews / "glen"), *told, where=desk)
    assert done.returncode == 0, done.stderr
    fill_in(reviews / "glen")
    assert installed.evidence("notebooks", "work", where=desk).returncode == 0
    assert sorted(path.name for path in (desk / "work").iterdir()) == NOTEBOOKS
    done = installed.evidence("brief", "--area", "1", "--notebooks", "work", where=desk)
    assert done.returncode == 0, done.stderr
    assert (desk / "outputs" / "glen" / "pack" / "area-1.html").is_file()
    assert sorted(path.name for path in (desk / "work").iterdir()) == NOTEBOOKS


def test_with_no_review_anywhere_it_says_where_one_is_looked_for(
    installed: Installed, desk: Path
) -> None:
    done = installed.run(installed.python, "-m", "evidence_lib", "brief", where=desk)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the current folder has none under data/reviews" in done.stderr

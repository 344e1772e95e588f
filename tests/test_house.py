"""The house itself: tree, words, environments, and what may never be committed."""

from __future__ import annotations

import ast
import importlib
import re
import statistics
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from evidence_lib import terms
from tests.conftest import HOUSE, KERNELS, LONGEST_FIRST

CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "nbconvert": "nbconvert-core",
    "seaborn": "seaborn-base",
}
CONTRACT = "evidence_lib/contract.py"
"""One list of every table and column, which no cut would make easier to read."""


def kept_files() -> list[Path]:
    """Files git keeps or would keep; outside a checkout an error, for no file is no proof."""
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True)
    paths = [HOUSE / line for line in done.stdout.splitlines()]
    return [path for path in paths if path.is_file()]


FILES = kept_files()
TEXT_FILES = [path for path in FILES if path.suffix not in {".png", ".woff2"}]
PACKAGE_FILES = [path for path in FILES if path.suffix == ".py" and "evidence_lib" in path.parts]


def pyproject() -> dict:
    return tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_tree_in_the_readme_is_the_tree() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    tree = re.search(r"<!-- tree -->\s*```\n(.*?)```", readme, flags=re.DOTALL)
    assert tree, "the README shows its tree between marks"
    shown = {line.split()[0].rstrip("/") for line in tree[1].splitlines() if line[:1].strip()}
    real = {path.relative_to(HOUSE).parts[0] for path in FILES}
    assert shown == real - {".gitignore", ".gitattributes"}


def test_the_rooms_inside_the_package_are_the_ones_the_readme_shows() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    inside = re.search(r"^evidence_lib/ .*?\n(.*?)^\S", readme, flags=re.MULTILINE | re.DOTALL)
    assert inside, "the tree shows what is inside the package"
    shown = set(re.findall(r"(?:^| )(\w+(?:/|\.py))(?= |$)", inside[1], flags=re.MULTILINE))
    package = HOUSE / "evidence_lib"
    parts = {path.relative_to(package).parts for path in PACKAGE_FILES}
    real = {part[0] if len(part) == 1 else f"{part[0]}/" for part in parts} - {"__init__.py"}
    assert shown == real | {"reference/"}


def test_every_closed_word_is_in_the_glossary() -> None:
    glossary = (HOUSE / "docs" / "glossary.md").read_text(encoding="utf-8")
    lists = [value for name, value in vars(terms).items() if name.isupper()]
    words = {word for value in lists if isinstance(value, tuple) for word in value}
    missing = sorted(word for word in words if f"`{word}`" not in glossary)
    assert missing == []


def test_the_lock_names_no_host_and_pins_every_package_by_hash() -> None:
    lock = (HOUSE / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    pinned = [line for line in lock.splitlines() if re.match(r"[a-z0-9]", line)]
    assert all("==" in line and line.endswith("\\") for line in pinned)


def test_the_lock_holds_every_dependency_in_its_range() -> None:
    lock = (HOUSE / "requirements.lock").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", lock, flags=re.MULTILINE):
        found.setdefault(name, []).append(version)
    project = pyproject()
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    for requirement in map(Requirement, wanted):
        versions = found.get(requirement.name, [])
        assert versions, requirement.name
        assert all(requirement.specifier.contains(version) for version in versions)


def test_conda_and_pip_ask_for_the_same() -> None:
    conda = yaml.safe_load((HOUSE / "environment.yml").read_text(encoding="utf-8"))
    assert conda["channels"][0] == "conda-forge"
    assert conda["dependencies"][-1] == {"pip": ["-e ."]}
    listed = [each for each in conda["dependencies"] if isinstance(each, str)]
    in_conda = {Requirement(each).name: str(Requirement(each).specifier) for each in listed}
    project = pyproject()["project"]
    in_pip = {
        CONDA_NAMES.get(each.name, each.name): str(each.specifier)
        for each in map(Requirement, project["dependencies"])
    }
    assert in_conda == {**in_pip, "python": project["requires-python"], "pip": ""}


def test_no_dependency_is_under_the_gpl() -> None:
    from importlib.metadata import distributions

    named = pyproject()["project"]["dependencies"]
    wanted = {Requirement(each).name for each in named}
    for each in distributions():
        licence = f"{each.metadata.get('License-Expression', '')} " + " ".join(
            line for line in each.metadata.get_all("Classifier", []) if line.startswith("License")
        )
        if each.metadata["Name"].lower().replace("_", "-") in wanted:
            assert not re.search(r"\b[AL]?GPL", licence), each.metadata["Name"]


@pytest.mark.parametrize("path", TEXT_FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_file_names_a_machine_or_a_package_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    machine = re.compile(r"(?<![\w.])/(?:home|root|Users|work|opt|private)/\w+|[A-Z]:\\\\?Users")
    # This file and the tests of paths in pages hold the patterns themselves.
    if path.parent.name != "tests":
        assert not machine.search(text)
    assert not re.search(r"https?://[^\s\"']*(?:pypi|pythonhosted|npmjs|conda\.anaconda)", text)


@pytest.mark.parametrize("path", TEXT_FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_text_files_are_utf8_with_line_feeds_and_end_in_one(path: Path) -> None:
    raw = path.read_bytes()
    assert b"\r\n" not in raw or path.parent.name == "data"
    raw.decode("utf-8")
    assert raw.endswith(b"\n") or not raw


def where(path: Path) -> str:
    """The place of a file in the house: bare names such as ``__init__.py`` stand many times."""
    return path.relative_to(HOUSE).as_posix()


def functions() -> list[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    return [
        (path, node)
        for path in PACKAGE_FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def function_sizes() -> dict[str, int]:
    """Lines of each function's body, by file, line and name."""
    return {
        f"{where(path)}:{each.lineno} {each.name}": body_lines(each) for path, each in functions()
    }


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]


def module_sizes() -> dict[str, int]:
    """Lines of each module, by file."""
    return {
        where(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE_FILES
    }


def test_function_bodies_are_a_few_lines() -> None:
    sizes = function_sizes()
    assert {name: size for name, size in sizes.items() if size > 30} == {}
    assert statistics.median(sizes.values()) <= 8


def test_modules_stay_small() -> None:
    limits = {CONTRACT: 430}
    assert {
        name: size for name, size in module_sizes().items() if size > limits.get(name, 330)
    } == {}


def test_every_module_and_function_of_the_package_is_measured() -> None:
    """Two of one bare name once hid each other."""
    assert len(module_sizes()) == len(list((HOUSE / "evidence_lib").rglob("*.py")))
    assert len(function_sizes()) == len(functions())


def public_names(module: Path) -> list[str]:
    """What a module lists in ``__all__``; nothing where it has none."""
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return []


LISTING = [path for path in PACKAGE_FILES if public_names(path)]


@pytest.mark.parametrize("path", LISTING, ids=where)
def test_every_public_name_is_there_and_listed_once(path: Path) -> None:
    names = public_names(path)
    module = importlib.import_module(
        where(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    )
    assert [name for name in names if not hasattr(module, name)] == []
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_every_package_with_an_import_in_it_lists_its_public_names() -> None:
    packages = [path for path in PACKAGE_FILES if path.name == "__init__.py"]
    importing = [path for path in packages if "import " in path.read_text(encoding="utf-8")]
    assert [where(path) for path in importing if path not in LISTING] == []


@pytest.mark.parametrize("tool", [("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)])
def test_lint_format_and_types_are_clean(tool: tuple[str, ...]) -> None:
    where = [] if tool == ("mypy",) else ["."]
    done = subprocess.run(
        [sys.executable, "-m", *tool, *where],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_test_can_pass_by_being_a_tuple() -> None:
    for path in (HOUSE / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assert):
                assert not isinstance(node.test, ast.Tuple), f"{path.name}:{node.lineno}"
                call = node.test.func if isinstance(node.test, ast.Call) else None
                bare_length = isinstance(call, ast.Name) and call.id == "len"
                assert not bare_length, f"{path.name}:{node.lineno}"


def test_the_test_files_that_go_first_or_together_are_there() -> None:
    """A file under a new name would be given to any worker without a word."""
    assert [name for name in LONGEST_FIRST if not (HOUSE / "tests" / f"{name}.py").is_file()] == []
    assert set(KERNELS) <= set(LONGEST_FIRST)


def test_nothing_leans_on_papers_a_reader_does_not_have() -> None:
    """Sources cite what is public or in this repository, never a note of the makers."""
    notes = re.compile(r"\b(?:FIELD|DESIGN|STYLE|ECOSYSTEM|SAFETY|PERFORMANCE)(?:\.md)?[ ,]+[§\d]")
    for path in TEXT_FILES:
        assert not notes.search(path.read_text(encoding="utf-8")), path.name


def test_readme_and_docs_hold_nothing_unfilled() -> None:
    for path in [HOUSE / "README.md", *(HOUSE / "docs").rglob("*.md")]:
        assert not re.search(r"\bXXX\b|\bTODO\b|\bTBD\b", path.read_text(encoding="utf-8")), (
            path.name
        )


def test_the_changelog_keeps_a_section_for_changed_figures() -> None:
    changelog = (HOUSE / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^### Figures changed$", changelog, flags=re.MULTILINE)


def test_decision_records_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (HOUSE / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_export_menu_of_jupyterlab_can_call_our_exporter() -> None:
    """The server's address for an export takes word characters only: a hyphen gives a 404."""
    exporters = pyproject()["project"]["entry-points"]["nbconvert.exporters"]
    assert list(exporters) == ["evidence"]
    assert all(re.fullmatch(r"\w+", name) for name in exporters)

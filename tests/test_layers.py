"""Who may import whom: the house's layers, read from the syntax trees and not from a wish."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import HOUSE

PACKAGE = HOUSE / "evidence_lib"
WORDS = {"errors", "terms", "english", "reader_words", "kept_files"}
CONTRACT = WORDS | {"contract", "evidence"}
MEASURES = {
    "counts", "survey", "spc", "agreement", "inequality", "timeliness", "voices", "published",
}  # fmt: skip
SUBJECTS = {"indicators", "practice", "plans", "strands", "judgement", "reconcile"}
WRITING = {"example", "scaffold"}

MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "errors": set(),
    "terms": {"errors"},
    "english": set(),
    "reader_words": set(),
    "kept_files": set(),
    "contract": WORDS,
    "evidence": WORDS,
    "reference": set(),
    "disclosure": WORDS,
    # a figure is known from the day its period ends, which is read by its kind
    "loaders": CONTRACT | {"disclosure", "published"},
    **dict.fromkeys(MEASURES, WORDS | {"disclosure"}),
    # a share helped within the standard is a proportion, and has a proportion's interval
    "timeliness": WORDS | {"disclosure", "survey"},
    **{each: CONTRACT | MEASURES | {"disclosure"} for each in SUBJECTS},
    "show": WORDS | {"disclosure"},
    "answers": CONTRACT | MEASURES | SUBJECTS | {"disclosure", "show"},
    # a review that calls itself final is held against the log of its judgements
    "checking": WORDS | {"show", "loaders", "judgement"},
    **{each: WORDS | {"contract", "disclosure"} for each in WRITING},
    # a pack is attacked before it is published, and the page over a batch is made of the same parts
    "briefing": CONTRACT | {"loaders", "disclosure", "show", "checking"},
    "whereabouts": WORDS | {"loaders"},
    "command_line": WORDS,
    "__main__": CONTRACT
    | {"loaders", "checking", "briefing", "whereabouts", "command_line"}
    | WRITING,
}
"""Each room and the rooms below that it may import; subjects meet in answers, nowhere else."""

ONLY_IN: dict[str, set[str]] = {
    "matplotlib": {"show/charts"},
    "seaborn": {"show/charts"},
    "papermill": {"briefing"},
    "nbclient": {"briefing"},
    "nbconvert": {"briefing"},
    "docx": {"briefing/sending"},
}


def module_of(path: Path) -> str:
    """The module of the house a file belongs to: its first name below the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_names(path: Path) -> list[str]:
    """Every module a file imports, in full dotted form."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name}: relative imports hide the layer"
            names += [f"{node.module}.{each.name}" for each in node.names]
    return names


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_the_layers_below_it(path: Path) -> None:
    module = module_of(path)
    for name in imported_names(path):
        if name.split(".")[0] != "evidence_lib":
            continue
        wanted = name.split(".")[1]
        assert wanted == module or wanted in MAY_IMPORT[module], f"{module} imports {wanted}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_stay_in_the_module_that_owns_them(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    for name in imported_names(path):
        for owner in ONLY_IN.get(name.split(".")[0], ()):
            assert place.startswith(f"{owner}/"), f"{place} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_imports_everything_of_another(path: Path) -> None:
    assert not [name for name in imported_names(path) if name.endswith(".*")]


def test_every_module_of_the_house_has_a_place_in_the_layers() -> None:
    assert {module_of(path) for path in FILES} <= set(MAY_IMPORT)


def written_by(path: Path) -> set[str]:
    """Names of the writing and reading calls of pandas and csv that a file makes."""
    calls = {"to_csv", "to_excel", "read_csv", "read_excel", "writerow", "writerows"}
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {each.attr for each in nodes if isinstance(each, ast.Attribute)} & calls


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_loaders_read_evidence_and_only_show_and_writers_write_it(path: Path) -> None:
    module = module_of(path)
    reading = {"read_csv", "read_excel"} & written_by(path)
    writing = {"to_csv", "to_excel", "writerow", "writerows"} & written_by(path)
    assert not reading or module == "loaders"
    assert not writing or module in {"show"} | WRITING


def test_importing_a_measure_prints_nothing_and_needs_no_plotting() -> None:
    program = (
        "import sys, evidence_lib.counts, evidence_lib.strands, evidence_lib.loaders\n"
        "heavy = {'matplotlib', 'seaborn', 'papermill', 'nbconvert', 'IPython'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=HOUSE
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_level_state_is_constants_only(path: Path) -> None:
    allowed = (
        ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign,
        ast.Expr, ast.If,
    )  # fmt: skip
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        assert isinstance(node, allowed), f"line {node.lineno}"
        if isinstance(node, ast.Expr):
            assert isinstance(node.value, ast.Constant), f"line {node.lineno} does something"
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                name = ast.unparse(target)
                assert (
                    name == "__all__" or name.isupper() or name[0].isupper() or name.startswith("_")
                )

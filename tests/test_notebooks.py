"""The shape of the notebooks, without running them: thin, alike, and nothing stored in them."""

from __future__ import annotations

import ast
import re
import statistics
from pathlib import Path
from typing import Any

import nbformat
import pytest

from evidence_lib.briefing.parameters import notebook_parameters
from tests.conftest import HOUSE

NOTEBOOKS = sorted((HOUSE / "notebooks").glob("*.ipynb"))
AREA_NOTEBOOKS = [path for path in NOTEBOOKS if re.match(r"0[1-9]_|area", path.name)]
HEADINGS = [
    "What was asked?",
    "What did we look at?",
    "What do the numbers show?",
    "What did people tell us?",
    "What do the plans commit to?",
    "How well is it evidenced?",
    "What progress does the evidence support?",
    "What did the inspectors conclude?",
    "What is still missing, and what should be looked at next?",
    "Do our figures agree with the published ones?",
    "Sources and method",
]
TAGS = {"parameters", "setup", "check", "finish"}
LONGEST_CELL = 12
MEDIAN_CELL = 3

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[Any]:
    node = nbformat.read(path, as_version=4)
    nbformat.validate(node)
    return [cell for cell in node.cells if cell.cell_type == kind]


def lines(cell: Any) -> list[str]:
    return [line for line in cell.source.splitlines() if line.strip()]


def tags(cell: Any) -> list[str]:
    return list(cell.metadata.get("tags", []))


def test_the_notebooks_of_this_house_are_there() -> None:
    names = {path.name for path in NOTEBOOKS}
    assert {"00_overview.ipynb", "03_accommodated_away_from_home.ipynb", "area.ipynb"} <= names


@every_notebook
def test_second_level_headings_are_the_same_questions_in_the_same_order(path: Path) -> None:
    text = "\n".join(cell.source for cell in cells(path, "markdown"))
    assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == HEADINGS


@every_notebook
def test_cells_are_short(path: Path) -> None:
    code = [cell for cell in cells(path, "code") if not {"parameters", "setup"} & set(tags(cell))]
    sizes = [len(lines(cell)) for cell in code]
    assert max(sizes) <= LONGEST_CELL
    assert statistics.median(sizes) <= MEDIAN_CELL


@every_notebook
def test_nothing_is_defined_read_or_drawn_in_a_notebook(path: Path) -> None:
    code = "\n".join(cell.source for cell in cells(path, "code"))
    tree = ast.parse(code)
    defined = (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While)
    assert not [node for node in ast.walk(tree) if isinstance(node, defined)]
    assert not re.search(r"read_csv|read_excel|to_csv|open\(|plt\.|pyplot|Markdown|HTML\(", code)
    assert code.count("read_review(") == 1


@every_notebook
def test_text_cells_hold_no_figures(path: Path) -> None:
    for cell in cells(path, "markdown"):
        assert not re.search(r"\d", re.sub(r"^#+ .*$", "", cell.source, flags=re.MULTILINE)), (
            cell.id
        )
        assert "<" not in cell.source, cell.id


@every_notebook
def test_parameters_are_one_cell_of_plain_types_with_help(path: Path) -> None:
    tagged = [cell for cell in cells(path, "code") if "parameters" in tags(cell)]
    assert len(tagged) == 1
    declared = notebook_parameters(path)
    assert len(declared) == len(lines(tagged[0]))
    assert all(each.help for each in declared.values())
    generic = {"area"} if path.name == "area.ipynb" else set()
    assert set(declared) == {"review", "profile", "data_dir", "as_at"} | generic


@every_notebook
def test_only_the_last_cell_marks_the_page_finished(path: Path) -> None:
    code = cells(path, "code")
    assert tags(code[-1]) == ["finish"]
    assert "end_of_page" in code[-1].source
    assert not [cell for cell in code[:-1] if "end_of_page" in cell.source]
    assert "check" in {tag for cell in code for tag in tags(cell)}


@every_notebook
def test_nothing_of_a_run_is_stored(path: Path) -> None:
    node = nbformat.read(path, as_version=4)
    assert set(node.metadata) <= {"kernelspec", "language_info"}
    assert node.metadata["kernelspec"]["name"] == "python3"
    for cell in node.cells:
        assert set(cell.metadata) <= {"tags"}
        assert set(tags(cell)) <= TAGS
    for cell in cells(path, "code"):
        assert cell.outputs == []
        assert cell.execution_count is None


@every_notebook
def test_every_code_cell_stands_under_a_text_cell(path: Path) -> None:
    node = nbformat.read(path, as_version=4)
    text = [i for i, cell in enumerate(node.cells) if cell.cell_type == "markdown"]
    opening = [cell for cell in node.cells[: text[0]] if cell.cell_type == "code"]
    assert len(opening) <= 6, "what stands before the first question is title, status and finding"


def skeleton(path: Path) -> list[str]:
    """What every area notebook has in common: its cells under each question but the numbers."""
    node = nbformat.read(path, as_version=4)
    kept, question = [], ""
    for cell in node.cells:
        found = re.search(r"^## (.+)$", cell.source, flags=re.MULTILINE)
        question = found[1] if found else question
        if question not in {"What do the numbers show?", "What do the plans commit to?"} and not (
            {"parameters", "setup"} & set(tags(cell))
        ):
            kept.append(cell.source)
    return kept


@pytest.mark.parametrize("path", AREA_NOTEBOOKS, ids=lambda path: path.stem)
def test_area_notebooks_share_one_skeleton(path: Path) -> None:
    assert skeleton(path) == skeleton(HOUSE / "notebooks" / "area.ipynb")

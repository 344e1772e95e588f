"""The shape of the notebooks, without running them: thin, alike, and nothing stored in them."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from evidence_lib.briefing.parameters import notebook_parameters
from evidence_lib.briefing.parting import PICTURES
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
TAGS = {"parameters", "setup", "note", "check", "finish"}
LONGEST_CELL = 3
CELLS = range(30, 46)
MOST_NAMES = 25
"""Names of the library that an inspector meets in one notebook."""

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


def asking(path: Path) -> list[Any]:
    """The code cells that answer a question: all but parameters and set-up."""
    return [cell for cell in cells(path, "code") if not {"parameters", "setup"} & set(tags(cell))]


def calls(cell: Any) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)]


def library_names(path: Path) -> set[str]:
    """The functions of the library that a notebook calls, as it writes them."""
    called = [call for cell in cells(path, "code") for call in calls(cell)]
    return {ast.unparse(call.func) for call in called}


@every_notebook
def test_a_code_cell_is_one_call_of_a_few_lines(path: Path) -> None:
    for cell in asking(path):
        assert 1 <= len(lines(cell)) <= LONGEST_CELL, cell.id
        assert len(calls(cell)) == 1, f"{cell.id}: {len(calls(cell))} calls"


@every_notebook
def test_a_code_cell_decides_nothing(path: Path) -> None:
    code = "\n".join(cell.source for cell in cells(path, "code"))
    deciding = (
        ast.If, ast.IfExp, ast.BoolOp, ast.Compare, ast.FunctionDef, ast.ClassDef, ast.Lambda,
        ast.For, ast.While, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp, ast.Try,
        ast.With, ast.JoinedStr, ast.BinOp,
    )  # fmt: skip
    assert not [node for node in ast.walk(ast.parse(code)) if isinstance(node, deciding)]


@every_notebook
def test_nothing_is_read_drawn_or_computed_in_a_notebook(path: Path) -> None:
    code = "\n".join(cell.source for cell in cells(path, "code"))
    assert re.findall(r"^from (\S+) import", code, flags=re.MULTILINE) == [
        "evidence_lib",
        "evidence_lib.loaders",
    ]
    assert code.count("open_review(") == 1


@every_notebook
def test_a_cell_leans_on_the_set_up_and_on_no_other_cell(path: Path) -> None:
    """So that any of them can be run again, in any order, with the same result."""
    given = {"answers", "evidence", "area", "this_area"}
    for cell in asking(path):
        tree = ast.parse(cell.source)
        made = {
            node.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - made
        assert used <= given, f"{cell.id} leans on {used - given}"
        assert not made & given, f"{cell.id} writes over {made & given}"


@every_notebook
def test_a_notebook_is_of_a_size_to_be_read(path: Path) -> None:
    node = nbformat.read(path, as_version=4)
    least = 25 if path.name in {"00_overview.ipynb", "area.ipynb"} else CELLS[0]
    assert least <= len(node.cells) <= CELLS[-1]
    assert len(library_names(path)) <= MOST_NAMES


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
    assert re.fullmatch(r"answers\.(review_)?end\(\w+\)", code[-1].source)
    assert not [cell for cell in code[:-1] if "end(" in cell.source]
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


def questions(path: Path) -> dict[str, list[str]]:
    """The code under each second-level heading, up to the next."""
    node = nbformat.read(path, as_version=4)
    found: dict[str, list[str]] = {}
    question = ""
    for cell in node.cells:
        heading = re.search(r"^## (.+)$", cell.source, flags=re.MULTILINE)
        question = heading[1] if heading else question
        if cell.cell_type == "code" and question:
            found.setdefault(question, []).append(cell.source)
    return found


@every_notebook
def test_every_question_is_answered_under_it(path: Path) -> None:
    assert list(questions(path)) == HEADINGS
    for question, code in questions(path).items():
        assert [cell for cell in code if "answers." in cell] == code, question


@every_notebook
def test_nearly_every_code_cell_stands_under_a_text_cell_of_its_own(path: Path) -> None:
    """Three open the page, one ends it; below one text stand at most three answers."""
    node = nbformat.read(path, as_version=4)
    kinds = "".join("t" if cell.cell_type == "markdown" else "c" for cell in node.cells)
    in_a_row = [len(run) for run in re.findall(r"c+", kinds)]
    assert in_a_row[0] == 3, "parameters, set-up and the opening come first"
    assert max(in_a_row) <= 3
    assert kinds.count("t") >= 0.6 * kinds.count("c")


OWN = {"What do the numbers show?", "What do the plans commit to?"}
MARK = ".in_briefing"


@every_notebook
def test_a_notebook_marks_no_more_pictures_than_its_briefing_shows(path: Path) -> None:
    assert sum(cell.source.count(MARK) for cell in cells(path, "code")) <= PICTURES


@pytest.mark.parametrize("path", AREA_NOTEBOOKS, ids=lambda path: path.stem)
def test_area_notebooks_ask_the_same_under_every_question_that_is_not_their_own(
    path: Path,
) -> None:
    """
    One call a question, named like it: the procedure is in `answers`, and stands there once.

    Which picture carries the briefing is an area's own choice, whatever the question.
    """
    asked = {
        question: [cell.replace("this_area", "area").removesuffix(MARK) for cell in code]
        for question, code in questions(path).items()
        if question not in OWN
    }
    assert asked == {
        "What was asked?": ["answers.asked(area)"],
        "What did we look at?": ["answers.looked_at(area)"],
        "What did people tell us?": ["answers.told(area)", "answers.staff_survey(area)"],
        "How well is it evidenced?": ["answers.evidenced(area)"],
        "What progress does the evidence support?": ["answers.progress(area)"],
        "What did the inspectors conclude?": ["answers.concluded(area)"],
        "What is still missing, and what should be looked at next?": ["answers.missing_next(area)"],
        "Do our figures agree with the published ones?": ["answers.agreement(area)"],
        "Sources and method": ["answers.sources(area)", "answers.end(area)"],
    }

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence_lib.briefing.notebook_file import (
    code_cell,
    new_notebook,
    read_notebook,
    write_notebook,
)
from evidence_lib.briefing.parameters import check_parameters, notebook_parameters
from evidence_lib.errors import ParameterError
from tests import in_process
from tests.in_process import NOTEBOOKS

AREA = NOTEBOOKS / "area.ipynb"
GIVEN = {"review": "r", "profile": "public", "data_dir": "d", "as_at": "2020-01-01", "area": 3}


def declaring(folder: Path, source: str) -> Path:
    cell = code_cell(source, [])
    cell.metadata["tags"] = ["parameters"]
    node = new_notebook([cell])
    node.metadata["kernelspec"] = {"name": "python3", "language": "python"}
    write_notebook(node, folder / "declaring.ipynb")
    return folder / "declaring.ipynb"


def test_declared_parameters_come_with_type_default_and_help():
    declared = notebook_parameters(AREA)
    assert list(declared) == list(GIVEN)
    assert declared["area"].type == "int"
    assert declared["area"].default == "1"
    assert declared["area"].help == "number of the improvement area"


def test_right_values_are_handed_back_in_the_order_they_are_declared():
    assert list(check_parameters(AREA, dict(reversed(GIVEN.items())))) == list(GIVEN)


def test_a_misspelt_parameter_is_refused_with_the_nearest_name():
    with pytest.raises(ParameterError, match=r'"areaa" is unknown; did you mean area\?'):
        check_parameters(AREA, {**GIVEN, "areaa": 3})


def test_a_parameter_of_another_notebook_is_refused():
    with pytest.raises(ParameterError, match=r'finishes.ipynb: "area" is unknown'):
        check_parameters(NOTEBOOKS / "finishes.ipynb", GIVEN)


def test_every_parameter_left_out_is_named():
    with pytest.raises(ParameterError, match="no value was given for as_at, area"):
        check_parameters(AREA, {"review": "r", "profile": "public", "data_dir": "d"})


@pytest.mark.parametrize("value", [True, "3", 3.0, None, float("nan")])
def test_what_is_no_whole_number_is_refused_for_one(value):
    with pytest.raises(ParameterError, match="area must be int; got"):
        check_parameters(AREA, {**GIVEN, "area": value})


@pytest.mark.parametrize("value", [3, None, Path("d"), b"d"])
def test_what_is_no_text_is_refused_for_text(value):
    with pytest.raises(ParameterError, match="data_dir must be str; got"):
        check_parameters(AREA, {**GIVEN, "data_dir": value})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, "0.5"])
def test_a_fraction_has_to_be_a_finite_number(tmp_path, value):
    notebook = declaring(tmp_path, "share: float = 0.5  # a share")
    with pytest.raises(ParameterError, match="share must be float; got"):
        check_parameters(notebook, {"share": value})


def test_a_whole_number_may_be_given_for_a_fraction(tmp_path):
    notebook = declaring(tmp_path, "share: float = 0.5  # a share")
    assert check_parameters(notebook, {"share": 1}) == {"share": 1}


@pytest.mark.parametrize("name", ['x=__import__("os").getcwd();y', "two words", "class", "", "1st"])
def test_a_name_that_would_run_as_code_is_refused(name):
    with pytest.raises(ParameterError, match="cannot be the name of a parameter"):
        check_parameters(AREA, {**GIVEN, name: 1})


def test_a_parameter_without_a_plain_type_is_refused():
    with pytest.raises(ParameterError, match='"review" must be declared as one of str, int'):
        notebook_parameters(NOTEBOOKS / "declares_too_loosely.ipynb")


def test_a_line_that_papermill_cannot_read_is_refused_and_not_passed_over(tmp_path):
    notebook = declaring(tmp_path, 'review: str = "a=b"  # folder of the review')
    with pytest.raises(ParameterError, match='"review" must stand on a line of its own'):
        notebook_parameters(notebook)


def test_a_file_that_is_no_notebook_is_refused_by_name(tmp_path):
    (tmp_path / "notes.ipynb").write_text("not a notebook")
    with pytest.raises(ParameterError, match=r"notes.ipynb: the file cannot be read"):
        notebook_parameters(tmp_path / "notes.ipynb")


def test_braces_in_the_name_of_a_folder_are_only_a_name(tmp_path):
    folder = tmp_path / "{review}"
    folder.mkdir()
    shutil.copy(AREA, folder)
    assert list(notebook_parameters(folder / AREA.name)) == list(GIVEN)


@pytest.fixture(scope="module")
def declaring_all(tmp_path_factory) -> Path:
    lines = ["text: str = 'x'", "number: int = 1", "share: float = 0.5", "flag: bool = True"]
    notebook = declaring(tmp_path_factory.mktemp("declaring"), "\n".join(lines))
    node = read_notebook(notebook)
    node.cells.append(code_cell(SHOWN, []))
    write_notebook(node, notebook)
    return notebook


SHOWN = "display({'text/plain': repr((text, number, share, flag))}, raw=True)"
HARD = (
    "007", "NO", "true", "nan", "1e5", "1_000", "12:30", "{review}", "{0.__class__}", "%s", "$x",
    '"', "'", '"""', "\'\'\'", "\\", "\\n", "\n", "\r\n", "\u2028", "\u2029", "\x85", "\u202e",
    "\x00", "", "x' + str(1) + '", '\\"); import os; ("', "# no", "__import__('os')",
)  # fmt: skip


@given(
    text=st.text() | st.sampled_from(HARD),
    number=st.integers(-(10**30), 10**30),
    share=st.floats(allow_nan=False, allow_infinity=False),
    flag=st.booleans(),
)
@example(text="\\\"'\n\u2028", number=-1, share=-0.0, flag=False)
@example(text="\\", number=0, share=5e-324, flag=True)
@example(text="x", number=0, share=1e308, flag=True)
def test_values_of_every_type_arrive_as_they_were_given(declaring_all, text, number, share, flag):
    values = {"text": text, "number": number, "share": share, "flag": flag}
    node = in_process.run(declaring_all, None, check_parameters(declaring_all, values))
    assert node.cells[-1].outputs[0].data["text/plain"] == repr(tuple(values.values()))


@pytest.mark.parametrize("text", HARD)
def test_a_text_that_looks_like_something_else_arrives_as_text(declaring_all, text):
    values = {"text": text, "number": 1, "share": 0.5, "flag": True}
    node = in_process.run(declaring_all, None, check_parameters(declaring_all, values))
    assert node.cells[-1].outputs[0].data["text/plain"] == repr(tuple(values.values()))


@given(name=st.text(max_size=20))
def test_no_name_but_a_declared_one_is_taken(name):
    if name not in GIVEN:
        with pytest.raises(ParameterError, match=r"area.ipynb: .*(cannot be the name|is unknown)"):
            check_parameters(AREA, {**GIVEN, name: "x"})


@given(st.text())
def test_any_text_arrives_in_the_notebook_as_it_was_given(text):
    node = in_process.run(NOTEBOOKS / "area.ipynb", None, {**GIVEN, "review": text})
    assert node.cells[3].outputs[0].data["text/html"].endswith(f"of {text}.</p>")

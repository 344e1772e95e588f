"""What to build: the parameters a notebook declares, and what it may be given."""

from __future__ import annotations

import ast
import difflib
import keyword
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import papermill

from evidence_lib.briefing.notebook_file import read_notebook
from evidence_lib.errors import ParameterError, shown

TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}


@dataclass(frozen=True)
class Parameter:
    """
    One parameter as a notebook's own cell declares it.

    ``type`` is the word after the colon, ``default`` the source text after the equals sign and
    ``help`` the comment at the end of the line.
    """

    name: str
    type: str
    default: str
    help: str


def notebook_parameters(notebook: Path) -> dict[str, Parameter]:
    """
    Read the cell tagged ``parameters`` of *notebook*.

    Row: one declared parameter, in the order of the cell.

    Returns:
        Name -> `Parameter`; empty when the notebook has no such cell.

    Raises:
        ParameterError: The file is no notebook, or a line of the cell declares something that
            cannot be checked: no plain type, or more than one value on a line.
    """
    source = _parameter_source(notebook)
    found = _inspected(notebook)
    for name in _assigned_names(notebook, source):
        if name not in found:
            raise ParameterError(
                f"{_doing(notebook)}: {shown(name)} must stand on a line of its own, as "
                "name: type = value  # help"
            )
    for parameter in found.values():
        if parameter.type not in TYPES:
            allowed = ", ".join(TYPES)
            raise ParameterError(
                f"{_doing(notebook)}: {shown(parameter.name)} must be declared as one of "
                f"{allowed}; it is declared as {shown(parameter.type)}"
            )
    return found


def check_parameters(notebook: Path, given: Mapping[str, object]) -> dict[str, object]:
    """
    Refuse what the notebook does not declare, before any kernel starts.

    Args:
        notebook: The notebook that is to be run.
        given: Name -> value. Every parameter the notebook declares has to be given.

    Returns:
        The values in the order the notebook declares them.

    Raises:
        ParameterError: A name is no identifier, is unknown (with the nearest declared name) or
            is missing, or a value has another type than declared, or is not a finite number.
    """
    declared = notebook_parameters(notebook)
    for name in given:
        _require_name(notebook, name, declared)
    missing = [name for name in declared if name not in given]
    if missing:
        raise ParameterError(f"{_doing(notebook)}: no value was given for {', '.join(missing)}")
    for name, parameter in declared.items():
        _require_type(notebook, parameter, given[name])
    return {name: given[name] for name in declared}


def _doing(notebook: Path) -> str:
    return f"parameters of {notebook.name}"


def _parameter_source(notebook: Path) -> str:
    try:
        cells = read_notebook(notebook).cells
    except ValueError:
        raise ParameterError(f"{_doing(notebook)}: the file cannot be read as a notebook") from None
    tagged = (cell for cell in cells if "parameters" in cell.metadata.get("tags", []))
    return str(next((cell.source for cell in tagged), ""))


def _inspected(notebook: Path) -> dict[str, Parameter]:
    # papermill fills braces in a path like a format string
    path = str(notebook).replace("{", "{{").replace("}", "}}")
    try:
        found = papermill.inspect_notebook(path)
    except ValueError:
        raise ParameterError(f"{_doing(notebook)}: the notebook names no kernel") from None
    return {
        name: Parameter(name, each["inferred_type_name"], each["default"], each["help"])
        for name, each in found.items()
    }


def _assigned_names(notebook: Path, source: str) -> list[str]:
    try:
        body = ast.parse(source).body
    except SyntaxError:
        raise ParameterError(f"{_doing(notebook)}: the cell is not valid Python") from None
    targets = [statement.targets for statement in body if isinstance(statement, ast.Assign)]
    targets += [[statement.target] for statement in body if isinstance(statement, ast.AnnAssign)]
    return [ast.unparse(target) for group in targets for target in group]


def _require_name(notebook: Path, name: str, declared: Mapping[str, Parameter]) -> None:
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ParameterError(f"{_doing(notebook)}: {shown(name)} cannot be the name of a parameter")
    if name not in declared:
        near = difflib.get_close_matches(name, declared, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        allowed = ", ".join(declared) or "no parameters at all"
        raise ParameterError(
            f"{_doing(notebook)}: {shown(name)} is unknown{hint} (declared: {allowed})"
        )


def _require_type(notebook: Path, parameter: Parameter, value: object) -> None:
    expected = TYPES[parameter.type]
    fits = type(value) is expected or (expected is float and type(value) is int)
    if not fits or (isinstance(value, float) and not math.isfinite(value)):
        raise ParameterError(
            f"{_doing(notebook)}: {parameter.name} must be {parameter.type}; "
            f"got {type(value).__name__} {shown(value)}"
        )

"""One door from text to HTML: the syntax of the package and of the notebooks knows no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import nbformat
import pytest

from evidence_lib.briefing.page_rules import ELEMENTS
from tests.conftest import HOUSE

PACKAGE = HOUSE / "evidence_lib"
KIT = PACKAGE / "show"
DOOR = KIT / "markup.py"
MODULES = sorted(PACKAGE.rglob("*.py"))
NOTEBOOKS = sorted((HOUSE / "notebooks").glob("*.ipynb"))
TEMPLATES = sorted(Path(str(files("evidence_lib.briefing"))).rglob("*.j2"))

ACTIVE = {"script", "svg", "iframe", "object", "embed", "form", "input", "link", "base", "template"}
TAG = re.compile(
    rf"(?<!\?P)</?(?:{'|'.join(sorted(ELEMENTS | ACTIVE))})(?:[\s/>]|$)", re.IGNORECASE
)
OTHER_WAYS = {
    "HTML", "Markdown", "Latex", "Math", "SVG", "Javascript", "IFrame", "Image", "display",
    "display_html", "display_markdown", "display_svg", "display_javascript", "Markup", "markdown",
    "mark_safe",
}  # fmt: skip
OTHER_METHODS = {"style", "to_html", "to_markdown", "to_latex", "_repr_markdown_", "_repr_svg_"}
OUR_DOORS = {
    "text_html", "prose_html", "row_anchor", "row_links", "links_to", "cites", "lead_to",
    "address_html", "shape",
}  # fmt: skip
"""Functions whose result may stand in markup as it is."""
MADE_BY_US = {"picture", "row_id"}
"""Not text: the shapes a shape holds, and an attribute handed to the row it stands in."""


def places(tree: ast.AST) -> Iterator[tuple[ast.Constant, str]]:
    """Every string of a module but its docstrings."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node, node.value


def markup_in(source: str) -> list[str]:
    """Tags written in the strings of a module."""
    return [text for _, text in places(ast.parse(source)) if TAG.search(text)]


def other_ways(source: str) -> list[str]:
    """Whatever makes markup of text without the door, by name."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in OTHER_WAYS:
            found.append(ast.unparse(node.func))
        if isinstance(node, ast.Attribute) and node.attr in OTHER_METHODS:
            found.append(node.attr)
        if isinstance(node, ast.FunctionDef) and node.name in OTHER_METHODS:
            found.append(node.name)
        if isinstance(node, ast.keyword) and node.arg == "escape":
            found.append("escape=")
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("IPython"):
            found.append("IPython")
        if isinstance(node, ast.Constant) and node.value in ("text/markdown", "text/latex"):
            found.append(node.value)
    return found


class Unescaped(ast.NodeVisitor):
    """Values that stand in markup of the kit, and did not come through the door."""

    def __init__(self, tree: ast.Module) -> None:
        self.found: list[str] = []
        self.functions = {
            node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
        }
        self.safe: set[str] = set()
        self.scope: ast.FunctionDef | None = None
        self.visit(tree)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer, self.scope = self.scope, node
        self.generic_visit(node)
        self.scope = outer

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        if any(isinstance(part, ast.Constant) and "<" in part.value for part in node.values):
            for part in node.values:
                if isinstance(part, ast.FormattedValue) and not self.is_markup(part.value):
                    self.found.append(f"line {node.lineno}: {ast.unparse(part.value)}")
        self.generic_visit(node)

    def is_markup(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Call):
            return self.is_markup_call(node)
        if isinstance(node, ast.Name):
            return self.is_markup_name(node.id)
        if isinstance(node, ast.Attribute):
            return node.attr in ("css", "html", "drawings_html", "source_html")
        parts = self.parts_of(node)
        return parts is not None and all(map(self.is_markup, parts))

    def parts_of(self, node: ast.expr) -> list[ast.expr] | None:
        match node:
            case ast.Constant():
                return []
            case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
                return [one, other]
            case ast.GeneratorExp(elt=each) | ast.ListComp(elt=each):
                return [each]
            case ast.JoinedStr(values=values):
                return [part.value for part in values if isinstance(part, ast.FormattedValue)]
        return None

    def is_markup_call(self, node: ast.Call) -> bool:
        name = ast.unparse(node.func)
        if name in OUR_DOORS:
            return True
        if name.endswith(".join"):
            return all(map(self.is_markup, node.args))
        own = self.functions.get(name)
        return own is not None and self.returns_markup(own)

    def returns_markup(self, function: ast.FunctionDef) -> bool:
        if function.name in self.safe:
            return True
        self.safe.add(function.name)
        outer, self.scope = self.scope, function
        returned = [node.value for node in ast.walk(function) if isinstance(node, ast.Return)]
        right = all(value is not None and self.is_markup(value) for value in returned)
        self.scope = outer
        return right

    def is_markup_name(self, name: str) -> bool:
        if name in MADE_BY_US:
            return True
        given = [
            node.value
            for node in ast.walk(self.scope or ast.Module([], []))
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
        ]
        appended = [
            node.args[0]
            for node in ast.walk(self.scope or ast.Module([], []))
            if isinstance(node, ast.Call) and ast.unparse(node.func) == f"{name}.append"
        ]
        values = [each for each in given if ast.unparse(each) != "[]"] + appended
        return bool(values) and all(map(self.is_markup, values))


def named(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


@pytest.mark.parametrize("path", [each for each in MODULES if KIT not in each.parents], ids=named)
def test_no_module_outside_the_kit_writes_markup(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert markup_in(source) == []
    assert "Html(" not in source


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_makes_markup_of_text_in_another_way(path: Path) -> None:
    assert other_ways(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [each for each in MODULES if KIT in each.parents], ids=named)
def test_what_the_kit_puts_into_markup_came_through_the_door(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert Unescaped(tree).found == []
    if path != DOOR:
        assert "html import escape" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_no_notebook_makes_markup_of_data(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    for cell in cells:
        if cell.cell_type == "code":
            assert other_ways(cell.source) == []
            assert markup_in(cell.source) == []
        else:
            assert not TAG.search(cell.source)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_escapes_whatever_is_not_markup_already(path: Path) -> None:
    put_in = re.findall(r"{{(.*?)}}", path.read_text(encoding="utf-8"))
    made = {"cell.source | markdown2html", "output.data['text/html']"}
    assert put_in
    assert [
        each for each in map(str.strip, put_in) if each not in made and "| text_html" not in each
    ] == []


@pytest.mark.parametrize(
    "source",
    [
        "x = f'<p>{text}</p>'",
        "x = '<script>' + text",
        "x = '<a href=' + href",
        "x = f'<DIV title={text}>'",
        "x = '<br/>'",
    ],
)
def test_markup_in_a_string_is_found_out(source: str) -> None:
    assert markup_in(source)


@pytest.mark.parametrize(
    "source",
    [
        "display(Markdown(f'# {title}'))",
        "HTML(text)",
        "IPython.display.HTML(text)",
        "frame.style",
        "frame.to_html()",
        "frame.to_html(escape=False)",
        "frame.style.format('{}')",
        "frame.to_markdown()",
        "from IPython.display import SVG as picture",
        "show({'text/markdown': text})",
        "def _repr_markdown_(self): return text",
        "markdown(text)",
    ],
)
def test_another_way_to_markup_is_found_out(source: str) -> None:
    assert other_ways(source)


@pytest.mark.parametrize(
    "source",
    [
        "def f(t): return f'<p>{t}</p>'",
        "def f(t): return f'<p>{t.strip()}</p>'",
        "def f(t):\n    a = t\n    return f'<p>{a}</p>'",
        "def f(t): return f'<p>{g(t)}</p>'\ndef g(t): return t",
        "def f(t): return f'<p>{text_html(t)}{t!s}</p>'",
        "def f(t):\n    a = ''.join(x for x in t)\n    return f'<ul>{a}</ul>'",
        "def f(t): return f'<p>{text_html(t) if t else t}</p>'",
        "def f(t):\n    a = []\n    a.append(t)\n    return f'<p>{\"\".join(a)}</p>'",
    ],
)
def test_text_that_went_past_the_door_is_found_out(source: str) -> None:
    assert Unescaped(ast.parse(source)).found


def test_text_that_came_through_the_door_is_left_alone() -> None:
    source = "def f(t):\n    a = ''.join(g(x) for x in t)\n    return f'<p>{a}</p>'\n"
    source += "def g(t): return f'<b>{text_html(t)}</b>' if t else ''\n"
    assert Unescaped(ast.parse(source)).found == []


def test_the_door_prints_nothing_that_did_not_lose_what_steers() -> None:
    tree = ast.parse((PACKAGE / "__main__.py").read_text(encoding="utf-8"))
    printed = [
        ast.unparse(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print"
    ]
    assert sorted(printed) == [
        "check_json(reviews)",
        "pages_json(pages)",
        "visible(text)",
    ]

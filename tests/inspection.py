"""Looks at what was built of planted texts: whether any of them became more than text."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup, NavigableString

from evidence_lib.english import visible
from evidence_lib.loaders.cells.words import without_oddities
from evidence_lib.loaders.grid import ArrivedFile
from evidence_lib.loaders.kinds.delimited import read_delimited
from tests.planting import TOKEN, Planting

FORMULA = re.compile(r"(?:^|[;\t\r\n])\s*[=+\-@＝＋－＠]|^[\t\r\n]")
MADE_OF_TEXT = ("id", "href", "aria-labelledby", "content")
"""Attributes that hold no text as it stands, but an address made of it."""
NUMBER = re.compile(r"-?\d+(\.\d+)?")
CANARY = """
    window.ran = 0;
    window.CANARY = () => { window.ran += 1; };
    for (const said of ["alert", "confirm", "prompt", "open"]) window[said] = window.CANARY;
"""


def read_text(text: str) -> str:
    """A text as a page shows it: what steers as code points, white space as one space."""
    return " ".join(visible(text).replace("_", " ").split())


def texts_of(html: str) -> Iterator[str]:
    """Each piece of text of a page by itself, with those in attributes."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        yield from (str(each) for name, each in tag.attrs.items() if name not in MADE_OF_TEXT)
        yield from (str(each) for each in tag.children if type(each) is NavigableString)


def shown_tokens(texts: Iterable[str], planting: Planting) -> tuple[set[str], list[str]]:
    """Tokens that are shown, and those whose text does not stand before them letter by letter."""
    found: set[str] = set()
    torn: list[str] = []
    for text in texts:
        shown = read_text(text)
        for match in TOKEN.finditer(shown):
            token = match.group()
            if token not in planting.tokens:
                continue
            found.add(token)
            before = shown[: match.start()].rstrip()
            if not stands_before(before, planting, token):
                torn.append(f"{planting.tokens[token]}: {before[-60:]!r}")
    return found, torn


def stands_before(before: str, planting: Planting, token: str) -> bool:
    """Say whether the planted text, or as a label it is read, ends what stands before its token."""
    number, name = planting.tokens[token]
    text = planting.texts[number]
    forms = {read_text(text), read_text(without_oddities(text))}
    if (number, name) in planting.refused:
        return True
    return any(before.casefold().endswith(form.casefold()) for form in forms)


def live_cells(data: bytes) -> list[str]:
    """Cells of a released table that a spreadsheet would run, or that do not come back."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    cells = [cell for row in rows for cell in row]
    return [cell for cell in cells if FORMULA.search(cell) and not NUMBER.fullmatch(cell)]


def tokens_read_back(name: str, data: bytes, planting: Planting) -> tuple[set[str], list[str]]:
    """Tokens of a released table as our own reading gives them back, and those that are torn."""
    headings = next(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    sheet = read_delimited(ArrivedFile(name, data), headings)
    cells = [cell for row in sheet.rows.values() for cell in row]
    found: set[str] = set()
    torn: list[str] = []
    for cell in cells:
        for match in TOKEN.finditer(cell):
            token = match.group()
            if token in planting.tokens:
                found.add(token)
                before = read_text(cell[: match.start()])
                if not stands_before(before, planting, token):
                    torn.append(f"{planting.tokens[token]}: {before[-60:]!r}")
    return found, torn


def outputs_of(notebook: Path) -> set[str]:
    """The kinds of output an executed notebook holds."""
    cells = nbformat.read(notebook, as_version=4).cells
    outputs = [each for cell in cells if cell.cell_type == "code" for each in cell.outputs]
    return {kind for output in outputs for kind in output.get("data", {})}


def steering_in_json(path: Path) -> list[str]:
    """Characters of a JSON file that steer; the file has to be JSON."""
    text = path.read_text(encoding="utf-8")
    json.loads(text)
    return [each for each in text if visible(each) != each]


@contextmanager
def attentive_page(browser: Any) -> Iterator[tuple[Any, list[str]]]:
    """A page without the protection of its policy, and all that it asks of the network."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    asked: list[str] = []

    def asking(route: Any) -> None:
        if route.request.url.startswith(("file:", "data:")):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context.route("**/*", asking)
    context.add_init_script(CANARY)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    yield page, asked
    context.close()


def acts_of(page: Any, path: Path) -> int:
    """Open a page, touch what can be touched, and count what ran or led away."""
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.evaluate("document.querySelectorAll('main *').forEach(each => each.focus?.())")
    led_away = page.url.split("#")[0] != path.as_uri()
    return int(page.evaluate("window.ran")) + int(led_away)

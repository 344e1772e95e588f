"""One case of the gallery: a function, what it is given, and what it then says as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bs4 import BeautifulSoup

from evidence_lib.show import Html, Point, Sentence

NOTHING = "(nothing)"


@dataclass(frozen=True)
class Case:
    """
    What one function says in one case; ``function`` is its module and name.

    ``whole`` says that it stands by itself, and so begins with a capital and ends in a stop.
    """

    function: str
    name: str
    said: str
    whole: bool = False


def case(function: Callable[..., object], name: str, *args: object, **given: object) -> Case:
    """Ask a function, and keep what it says under a name for what it was given."""
    said = function(*args, **given)
    return Case(where(function), name, plain(said), isinstance(said, Sentence))


def where(function: Callable[..., object]) -> str:
    """Name a function by its module within the package and its name in it."""
    return f"{function.__module__.removeprefix('evidence_lib.')}.{function.__qualname__}"


def plain(said: object) -> str:
    """Write what a function said as one line of plain text."""
    return _text(said).replace("\n", " ") or NOTHING


def _text(said: object) -> str:
    match said:
        case None:
            return ""
        case Html():
            text = _heard(said.html)
            return re.sub(
                r" +([.,])", r"\1", " ".join(text.split())
            )  # a link and the stop behind it
        case Point():
            return " ".join(filter(None, (said.text, said.note, " ".join(said.item_ids))))
        case list() | tuple():
            return " / ".join(map(_text, said))
    return str(said)


def _heard(html: str) -> str:
    """Give the text of markup; a link with a name for a listener says that name."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.select("a[aria-label]"):
        link.string = str(link["aria-label"])
    return soup.get_text(" ")

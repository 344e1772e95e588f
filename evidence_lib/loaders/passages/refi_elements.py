"""What single elements of a REFI-QDA file say, in whichever dress a program gives it."""

from __future__ import annotations

import re
from datetime import date
from xml.etree.ElementTree import Element

from evidence_lib.errors import shown
from evidence_lib.loaders.passages.coded import Code
from evidence_lib.loaders.passages.positions import BYTE_ORDER_MARK, Span
from evidence_lib.loaders.passages.project_file import UnreadableError

DEEPEST_CODES = 100
POSITION = re.compile(r"\s*[+-]?\d{1,10}\s*", re.ASCII)


def codes_of(root: Element) -> dict[str, Code]:
    """
    List the codes of a project or codebook by their identifiers, parents first.

    They are walked with a stack, as a file may nest them without end.

    Raises:
        UnreadableError: Codes are nested too deep, or two have one identifier.
    """
    top = root.find("CodeBook/Codes") if root.tag == "Project" else root.find("Codes")
    waiting: list[tuple[Element, tuple[str, ...]]] = []
    waiting += [(each, ()) for each in reversed(top if top is not None else [])]
    codes: dict[str, Code] = {}
    while waiting:
        element, parents = waiting.pop()
        if len(parents) == DEEPEST_CODES:
            message = f"nests codes more than {DEEPEST_CODES} deep"
            raise UnreadableError("codes-too-deep", message)
        names = (*parents, line_of(element.get("name")) or "(code without a name)")
        code = Code(names[-1], "/".join(names))
        if codes.setdefault(guid_of(element), code) != code:
            message = f"gives one identifier to the codes {shown(code.name)} and "
            message += shown(codes[guid_of(element)].name)
            raise UnreadableError("repeated-code", message)
        waiting += [(child, names) for child in reversed(element.findall("Code"))]
    return codes


def span_of(selection: Element) -> Span | None:
    """Read where a selection begins and ends; None where the file gives no whole numbers."""
    positions = [selection.get(name) or "" for name in ("startPosition", "endPosition")]
    if not all(POSITION.fullmatch(each) for each in positions):
        return None
    return Span(int(positions[0]), int(positions[1]), selection.get("name") or "")


def user_of(element: Element) -> str:
    """Give the identifier of the user who made an element, or an empty text."""
    return as_guid(element.get("creatingUser") or element.get("modifyingUser"))


def day_of(element: Element) -> str:
    """Give the day on which an element was made, as 2018-01-29, or an empty text."""
    written = (element.get("creationDateTime") or element.get("modifiedDateTime") or "").strip()
    try:
        return date.fromisoformat(written[:10]).isoformat()
    except ValueError:
        return ""


def guid_of(element: Element) -> str:
    """Give an element's own identifier, by `as_guid`."""
    return as_guid(element.get("guid"))


def as_guid(written: str | None) -> str:
    """Write an identifier in one way: small letters, no braces."""
    return (written or "").strip().strip("{}").lower()


def line_of(text: str | None) -> str:
    """Write a name or a note on one line, spaces tidied; empty for None."""
    return " ".join((text or "").replace(BYTE_ORDER_MARK, "").split())

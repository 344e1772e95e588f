"""What may stand in a drawing of a page: shapes, letters and their looks, nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from evidence_lib.errors import shown

LOOKS = {"fill", "stroke", "stroke-width", "stroke-dasharray"}
PLACE = {"x", "y"}
ATTRIBUTES = {
    "svg": {"viewbox", "role", "aria-label", "class", "fill", "font-size"},
    "g": {"class"},
    "path": {"d", *LOOKS},
    "rect": {*PLACE, "width", "height", "fill"},
    "pattern": {"id", "width", "height", "patternunits"},
    "text": {*PLACE, "fill", "text-anchor", "font-weight"},
    "tspan": {*PLACE, "font-size"},
}
"""The elements of a drawing and their attributes, in small letters as HTML is read."""

PAINT = re.compile(r"none|#[0-9a-f]{6}|url\(#([A-Za-z0-9_-]+)\)")
NUMBERS = re.compile(r"-?\d+(?:\.\d+)?(?: -?\d+(?:\.\d+)?)*")
VALUES = {
    "fill": PAINT,
    "stroke": PAINT,
    "d": re.compile(r"[MmLlHhVvCcQqAaZz\d., -]+"),
    "role": re.compile("img"),
    "class": re.compile("broad|narrow|axis"),
    "id": re.compile(r"[A-Za-z][A-Za-z0-9_-]*"),
    "patternunits": re.compile("userSpaceOnUse"),
    "text-anchor": re.compile("start|middle|end"),
    "font-weight": re.compile("bold"),
    "aria-label": re.compile(".*", re.DOTALL),
}
"""What a value may be; any other attribute holds numbers."""


def findings_of_drawing(drawing: Tag) -> Iterator[str]:
    """
    List what in a drawing may act, load or steer, or is not known.

    Args:
        drawing: The ``svg`` element.
    """
    patterns = {str(each.get("id", "")) for each in drawing.select("pattern")}
    for part in (drawing, *drawing.find_all(True)):
        if part.name not in ATTRIBUTES or (part.name == "svg" and part is not drawing):
            yield f"the element <{part.name}> is not allowed in a drawing"
        else:
            yield from _check_attributes(part, patterns)


def _check_attributes(part: Tag, patterns: set[str]) -> Iterator[str]:
    for name, given in part.attrs.items():
        value = " ".join(given) if isinstance(given, list) else str(given)
        if name.startswith("on"):
            yield f"the attribute {name} of <{part.name}> in a drawing would run a script"
        elif name not in ATTRIBUTES[part.name]:
            yield f"the attribute {shown(name)} of <{part.name}> is not allowed in a drawing"
        elif not _is_right(name, value, patterns):
            yield f"the attribute {name} of <{part.name}> in a drawing has a value not allowed"


def _is_right(name: str, value: str, patterns: set[str]) -> bool:
    """Say whether a value is of its kind, and a pattern that it names is one of the drawing."""
    match = VALUES.get(name, NUMBERS).fullmatch(value)
    return match is not None and (match.re is not PAINT or match[1] is None or match[1] in patterns)

"""
The colours, shapes and hatches of the house: nowhere else in the repository is there a colour.

Colour never speaks alone: every look has a marker, a line and a hatch of its own as well, and text
is always `INK`, because two of the four category colours are too light to be read as text.

Source: designsystem.gov.scot, data visualisation colours; contrast against white is 3.3 or more for
the four categories and 3.0 for `GREY`.
"""

from __future__ import annotations

from dataclasses import dataclass

NAVY = "#002d54"
TEAL = "#2b9c93"
PURPLE = "#6a2063"
ORANGE = "#e5682a"
BLUE = "#0065bd"
SKY = "#55a8f2"
GREY = "#949494"
INK = "#333333"
PAPER = "#ffffff"
GRID = "#d9d9d9"
BAND = "#e6e9ee"


@dataclass(frozen=True)
class Look:
    """How one series, category or state is told apart: colour, marker, line and hatch together."""

    colour: str
    marker: str
    line: str
    hatch: str


LOOKS = (
    Look(NAVY, "o", "-", ""),
    Look(TEAL, "s", "--", "//"),
    Look(PURPLE, "D", "-.", ".."),
    Look(ORANGE, "^", ":", "xx"),
    Look(GREY, "v", "-", "||"),
)
"""In order: the first category of a chart takes the first look."""

BEARING_LOOKS = {
    "supports": Look(NAVY, "o", "-", ""),
    "mixed": Look(GREY, "D", "-.", "//"),
    "challenges": Look(ORANGE, "s", "--", "xx"),
}

POINT_LOOKS = {
    "common_cause": Look(GREY, "o", "-", ""),
    "improvement": Look(BLUE, "D", "-", ""),
    "concern": Look(ORANGE, "s", "-", ""),
    "neutral": Look(PURPLE, "^", "-", ""),
}

STATE_LOOKS = {
    "no_concern": Look(PAPER, "o", "-", ""),
    "uncertainty": Look(SKY, "^", "-", ""),
    "concern": Look(ORANGE, "s", "-", ""),
}
"""Outlined in `INK` where they are drawn: the fills alone would be too light."""

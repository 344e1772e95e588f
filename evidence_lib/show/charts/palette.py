"""
The colours, shapes and hatches of the house: nowhere else in the repository is there a colour.

Colour never speaks alone: every look has a marker, a line and a hatch of its own as well. Text is
`INK`, or where it names a line the line's own colour in a shade that can be read (`READABLE`). On a
dark page, and where the reader's system sets the colours, the page's style sheet changes each of
these for another, by its code (``charts.css``).

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
QUIET = "#5e5e5e"

READABLE = {TEAL: "#1b6a64", ORANGE: "#a8410c", GREY: QUIET}
"""What a word has for a colour too light to be read: 4.5 or more against white."""

STEPS = ("#d5e9fb", "#aad3f8", "#80bef5", SKY)
"""From few to many; `INK` can be read on each."""

FIFTHS = (NAVY, "#2b5a8c", "#5b8cbf", "#9dbfe0", "#dbe8f5")
"""From the most to the least deprived fifth: an order, so one hue from dark to light."""


@dataclass(frozen=True)
class Look:
    """How one series, category or state is told apart: colour, marker, line and hatch together."""

    colour: str
    marker: str
    line: str
    hatch: str

    @property
    def words(self) -> str:
        """The colour in which its name can be read."""
        return READABLE.get(self.colour, self.colour)


LOOKS = (
    Look(NAVY, "o", "-", ""),
    Look(TEAL, "s", "--", "//"),
    Look(PURPLE, "D", "-.", ".."),
    Look(ORANGE, "^", ":", "xx"),
    Look(GREY, "v", "-", "||"),
)
"""In order: the first category of a chart takes the first look."""

PLAIN = Look(INK, "o", "-", "")
"""For words and lines that belong to no series."""

BEARING_LOOKS = {
    "supports": Look(NAVY, "o", "-", ""),
    "mixed": Look(GREY, "D", "-.", "//"),
    "challenges": Look(ORANGE, "s", "--", "xx"),
}

FIFTH_LOOKS = tuple(Look(colour, "o", "-", "") for colour in FIFTHS)

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

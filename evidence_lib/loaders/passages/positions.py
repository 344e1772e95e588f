"""
Where a passage begins and ends in its text: programs do not all count alike.

The REFI-QDA standard (version 1.5, section 10.2) counts Unicode code points from 0 at the start of
the plain text. What programs do differs: ATLAS.ti stores a Windows line end as two characters and
counts it as one (QualCoder's import says so), programs on .NET or JavaScript strings may count
UTF-16 units, and a byte order mark may be counted or not. Many programs keep the first words of a
passage as the name of its selection: these words tell which counting the file was written by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

BYTE_ORDER_MARK = "\ufeff"
STANDARD = "code points, as the standard says"
SHORTEST_WITNESS = 6
BEYOND_FIRST_PLANE = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Span:
    """One selection: where it begins and ends as the file counts, and the name it was given."""

    start: int
    end: int
    name: str = ""


@dataclass(frozen=True)
class Counting:
    """
    One way of counting the characters of one text, and how well it fits the file.

    ``text`` is the text written so that its characters are what is counted. ``unsettled`` is the
    number of passages that another counting, borne out just as well, would read otherwise.
    """

    name: str
    text: str
    unsettled: int = 0

    def passage(self, span: Span) -> str | None:
        """Read one passage; None where it lies outside the text or would split a character."""
        if not 0 <= span.start <= span.end <= len(self.text):
            return None
        units = self.text[span.start : span.end]
        try:
            return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError:
            return None


def counting_of(stored: str, spans: Sequence[Span]) -> Counting:
    """
    Find how the positions of one text were counted.

    The counting that the names of the selections bear out best is taken; where they say nothing it
    is the standard's.

    Args:
        stored: The text as it stands in the file, its byte order mark included.
        spans: The selections of that text.

    Returns:
        The counting, with the number of passages it leaves unsettled.
    """
    ways = _ways(stored)
    readings = [[way.passage(span) for span in spans] for way in ways]
    scores = [
        sum(_bears_out(*pair) for pair in zip(reading, spans, strict=True)) for reading in readings
    ]
    best = scores.index(max(scores))
    rivals = [
        reading for reading, score in zip(readings, scores, strict=True) if score == scores[best]
    ]
    unsettled = sum(len(set(each)) > 1 for each in zip(*rivals, strict=True))
    return replace(ways[best], unsettled=unsettled)


def _ways(stored: str) -> list[Counting]:
    """List the countings that differ on this text, the standard's first."""
    plain = stored.removeprefix(BYTE_ORDER_MARK)
    one_end = "each line end counted once"
    ways = {plain: STANDARD}
    ways.setdefault(plain.replace("\r\n", "\n"), one_end)
    ways.setdefault(_in_units(plain), "UTF-16 units")
    ways.setdefault(_in_units(plain.replace("\r\n", "\n")), f"UTF-16 units, {one_end}")
    ways.setdefault(stored, "code points, the byte order mark counted")
    return [Counting(name, text) for text, name in ways.items()]


def _in_units(text: str) -> str:
    """Write a text as UTF-16 units: a character beyond the first plane becomes a pair of two."""
    if text.isascii():
        return text
    return BEYOND_FIRST_PLANE.sub(_pair, text)


def _pair(match: re.Match[str]) -> str:
    point = ord(match[0]) - 0x10000
    return chr(0xD800 + (point >> 10)) + chr(0xDC00 + (point & 0x3FF))


def _bears_out(passage: str | None, span: Span) -> int:
    """Give 1 where a passage begins with the words of its name, 2 where with their very letter."""
    words = _squeezed(span.name.strip().removesuffix("...").removesuffix("…"))
    if passage is None or len(words) < SHORTEST_WITNESS:
        return 0
    if not _squeezed(passage[: 4 * len(words) + 40]).startswith(words):
        return 0
    return 2 if passage[:1] == span.name[:1] else 1


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\ufeff]+", "", text)

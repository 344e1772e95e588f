"""What may come of reading a cell: a rule broken, or something to note beside the value."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_lib.errors import SHOWN_CHARACTERS, shown
from evidence_lib.loaders.cells.personal import personal_data

LONGEST_HEADING = 60


class CellError(ValueError):
    """A cell breaks a rule; ``rule`` is its short name and the message is for the sender."""

    def __init__(self, rule: str, message: str) -> None:
        self.rule = rule
        super().__init__(message)


@dataclass(frozen=True)
class Note:
    """
    Something to look at in a cell that was read.

    ``state`` is one of `terms.MARK_STATES` where the cell holds a ``mark`` in place of a number;
    ``mark`` alone is a footnote's. A note ``by_column`` is said once for the whole column.
    """

    rule: str
    message: str
    mark: str = ""
    state: str = ""
    by_column: bool = False


def quoted(text: str, *, is_near: bool = False) -> str:
    """
    Quote what came, for a message; what may be a sentence or tell who somebody is is only measured.

    A cell of a closed column holds free text as soon as two headings are exchanged. Only a single
    word, a few with a figure among them, or a near miss of what was wanted are quoted.
    """
    few = " " not in text or (text.count(" ") <= 2 and any(each.isdigit() for each in text))
    if len(text) <= SHOWN_CHARACTERS and (few or is_near) and not personal_data(text):
        return shown(text)
    return f"a text of {len(text)} characters"


def sayable(heading: str) -> str:
    """
    Give a heading as a message may name it; nothing where it may be a cell of the data.

    A file without a row of headings has free text where they belong; its letter names the column.
    """
    if len(heading) > LONGEST_HEADING or personal_data(heading):
        return ""
    return heading

"""What may come of reading a cell: a rule broken, or something to note beside the value."""

from __future__ import annotations

from dataclasses import dataclass


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

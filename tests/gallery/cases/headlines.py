"""How words are quoted."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.headlines import in_quotation_marks
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for words in ("Good progress.", "Too early to say"):
        yield case(in_quotation_marks, words, words)

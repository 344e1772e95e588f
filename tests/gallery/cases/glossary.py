"""What the words on the pages mean."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.glossary import meaning_words
from evidence_lib.reader_words import reader_terms
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for term in reader_terms():
        yield case(meaning_words, term.name, term)

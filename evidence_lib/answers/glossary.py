"""What the words on these pages mean: the glossary of a pack."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.answers.answer import Answer
from evidence_lib.english import capital, sentence_end
from evidence_lib.evidence import Evidence
from evidence_lib.reader_words import ReaderTerm, reader_terms
from evidence_lib.show import table


def glossary(review: Evidence) -> Answer:
    """
    Say what the words mean that the pages of a review cannot avoid.

    Row of ``glossary_terms``: one term, with the id ``term-...`` by which pages link to it.

    Source: reference/reader_words.toml.
    """
    rows = pd.DataFrame(
        {
            "term_id": each.term_id,
            "term": capital(each.name),
            "meaning": meaning_words(each),
        }
        for each in reader_terms()
    )
    shown = table(
        rows, {"term": "Word", "meaning": "What it means on these pages"},
        name="glossary", caption="Words on these pages", anchor=("term", "term_id"),
        source=f"Written for the pages on {review.place}.",
    )  # fmt: skip
    return Answer.of(shown, glossary_terms=rows).in_layer(terms.METHOD)


def meaning_words(term: ReaderTerm) -> str:
    """Write what a term means: first in short, then whatever there is more to say."""
    return " ".join(filter(None, (sentence_end(capital(term.meaning)), term.more)))

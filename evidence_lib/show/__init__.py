"""
The kit of what a reader sees, which knows no topic: blocks, tables, charts, and what is missing.

Each block gives escaped HTML. A table also gives its CSV for the pack's data folder, a chart its
words and its table. What is said of a subject is said in ``answers``.
"""

from evidence_lib.show.blocks import (
    NOWHERE,
    UNCHECKED,
    Caveat,
    EndOfPage,
    Finding,
    Html,
    Missing,
    Sentence,
    cards,
    cited,
    citing,
    end_of_page,
    facts,
    heading,
    lead,
    page_status,
    page_title,
    quoted,
    read_with_care,
    several,
)
from evidence_lib.show.layers import InLayer, in_layer, pictures_here
from evidence_lib.show.missing import (
    as_readers_know,
    missing_indicator,
    missing_table,
    own_measures_missing,
    why_it_matters,
)
from evidence_lib.show.points import Point, listed_points, main_points
from evidence_lib.show.readers import OnlyFor, only_for
from evidence_lib.show.table import AccessibleTable, cell_text, table

__all__ = [
    "NOWHERE",
    "UNCHECKED",
    "AccessibleTable",
    "Caveat",
    "EndOfPage",
    "Finding",
    "Html",
    "InLayer",
    "Missing",
    "OnlyFor",
    "Point",
    "Sentence",
    "as_readers_know",
    "cards",
    "cell_text",
    "cited",
    "citing",
    "end_of_page",
    "facts",
    "heading",
    "in_layer",
    "lead",
    "listed_points",
    "main_points",
    "missing_indicator",
    "missing_table",
    "only_for",
    "own_measures_missing",
    "page_status",
    "page_title",
    "pictures_here",
    "quoted",
    "read_with_care",
    "several",
    "table",
    "why_it_matters",
]

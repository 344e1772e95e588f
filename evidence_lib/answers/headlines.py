"""The inspectors' summary words: which statements lead, and how words are quoted."""

from __future__ import annotations

import pandas as pd

from evidence_lib.judgement import marked_headlines


def leading(statements: pd.DataFrame) -> pd.DataFrame:
    """Choose the statements that lead: those marked as headlines, else the first. Row: one."""
    marked = marked_headlines(statements)
    return marked if len(marked) else statements.head(1)


def in_quotation_marks(words: object) -> str:
    """Quote words without the full stop they may end with."""
    return f"“{str(words).rstrip('.')}”"

"""An empty review to fill in: a workbook for each table, ``review.toml`` and a page of advice."""

from __future__ import annotations

from evidence_lib.scaffold.writing import write_review

__all__ = ["write_review"]

"""
What somebody is to work in: an empty review to fill in, and copies of the notebooks.

A review is a workbook for each table, ``review.toml`` and a page of advice.
"""

from __future__ import annotations

from evidence_lib.scaffold.notebooks import copy_notebooks
from evidence_lib.scaffold.writing import write_review

__all__ = ["copy_notebooks", "write_review"]

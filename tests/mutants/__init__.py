"""
Bad files of our own making, each with the verdict a careful reader would give.

They are made from the invented partnership's valid tables, one class of mishap a module, and from
the wording of what is promised, not from what the loaders happen to do: a mutant is right when its
values are read as they were meant, or refused by file, row and column, or flagged there.
"""

from __future__ import annotations

from tests.mutants.catalogue import CLASSES, all_mutants, mutants_of
from tests.mutants.measure import Outcome, measured

__all__ = ["CLASSES", "Outcome", "all_mutants", "measured", "mutants_of"]

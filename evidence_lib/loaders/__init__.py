"""The only place that reads evidence: files as people send them become the contract's tables."""

from evidence_lib.loaders.opening import evidence_of, open_review
from evidence_lib.loaders.review import Review, read_review, review_folders

__all__ = ["Review", "evidence_of", "open_review", "read_review", "review_folders"]

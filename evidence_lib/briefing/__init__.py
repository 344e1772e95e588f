"""
Running: a review folder and the notebooks become a pack that may be sent.

Four things are kept apart so that each can change alone: what to build (`parameters`,
`planned_pages`), how a notebook is executed (`engine`), how a page is exported (`exporter`), and
how a pack is published (`publishing`, sealed by `manifest`).
"""

from evidence_lib.briefing.results import PackResult, PageResult
from evidence_lib.briefing.run import brief

__all__ = ["PackResult", "PageResult", "brief"]

"""What a batch hands back: one result a review, one a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class PageResult:
    """
    What became of one page.

    Row: a page. ``message`` is empty when it was built, else it names the notebook, the cell and
    the cause; ``carried`` says that it was taken over from the present pack, unchanged.
    """

    name: str
    label: str
    message: str = ""
    carried: bool = False

    @property
    def ok(self) -> bool:
        """Whether the page may stand in a pack."""
        return not self.message


@dataclass(frozen=True)
class PackResult:
    """
    What became of one review.

    Row: a review. ``pack_dir`` is where a good pack stands now, this run's when ``ok``, else an
    earlier one, and None when there is none; ``pack_id`` is that of this run's pack, empty when not
    ``ok``; ``facts`` is ``title``, ``partnership``, ``as_at``, ``status`` and ``profile`` as far as
    they could be read.
    """

    review: str
    ok: bool
    messages: tuple[str, ...]
    pages: tuple[PageResult, ...] = ()
    pack_dir: Path | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    pack_id: str = ""

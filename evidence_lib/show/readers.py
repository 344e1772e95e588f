"""For whom a block stands on a page: what is not for the profile of a page never reaches it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from evidence_lib import terms
from evidence_lib.errors import UnknownTermError, shown
from evidence_lib.show.markup import shown_as, text_html


class Shown(Protocol):
    """What has a place on a page."""

    @property
    def html(self) -> str:
        """Its markup, escaped."""


Block = TypeVar("Block", bound=Shown)


@dataclass(frozen=True)
class OnlyFor(Generic[Block]):
    """A block, and the profiles whose pages it stands on; the exporter drops it from all others."""

    block: Block
    profiles: tuple[str, ...]

    @property
    def html(self) -> str:
        """The block, marked for the exporter."""
        return f'<div data-profiles="{text_html(" ".join(self.profiles))}">{self.block.html}</div>'

    def __str__(self) -> str:
        return str(self.block)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return shown_as(self.html, str(self))


def only_for(block: Block, *profiles: str) -> OnlyFor[Block]:
    """
    Mark a block as meant for some profiles only.

    Raises:
        UnknownTermError: No profile is given, or one is none of `terms.PROFILES`.
    """
    unknown = [each for each in profiles if each not in terms.PROFILES]
    if unknown or not profiles:
        allowed = ", ".join(terms.PROFILES)
        got = shown(unknown[0]) if unknown else "none"
        raise UnknownTermError(f"marking a block: profiles must be of {allowed}; got {got}")
    return OnlyFor(block, profiles)

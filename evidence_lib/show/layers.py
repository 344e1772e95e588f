"""In which layer of a pack a block stands: the briefing, the evidence behind it, or the method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic

from evidence_lib import terms
from evidence_lib.errors import require_choice
from evidence_lib.show.blocks import Html
from evidence_lib.show.markup import shown_as, text_html
from evidence_lib.show.readers import Block


@dataclass(frozen=True)
class InLayer(Generic[Block]):
    """
    A block and the layers it stands in; a block that is not marked stands in the evidence.

    ``leads`` says that it is one of the pictures that carry a briefing, which shows it among them.
    """

    block: Block
    layers: tuple[str, ...]
    leads: bool = False

    @property
    def html(self) -> str:
        """The block, marked for the exporter."""
        leads = ' data-leads="yes"' if self.leads else ""
        layers = text_html(" ".join(self.layers))
        return f'<div data-layers="{layers}"{leads}>{self.block.html}</div>'

    def __str__(self) -> str:
        return str(self.block)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return shown_as(self.html, str(self))


def in_layer(block: Block, *layers: str, leads: bool = False) -> InLayer[Block]:
    """
    Mark a block for some layers of the pack.

    Raises:
        UnknownTermError: One of *layers* is none of `terms.LAYERS`.
    """
    for layer in layers:
        require_choice("layer", layer, terms.LAYERS, doing="marking a block")
    return InLayer(block, layers, leads)


def pictures_here(title: str) -> Html:
    """Say where in a briefing the pictures that carry it stand, and what heads them."""
    return Html(f'<div class="pictures"><h2>{text_html(title)}</h2></div>')

"""
A figure written as shapes of the page itself: letters stay letters, and nothing is loaded.

matplotlib's own writer of SVG makes a document with styles, fonts and clips that a page must not
follow. This one keeps what is drawn as markup of few bytes: a tenth of a point is exact enough, and
each text stands in one piece, so that it can be found, read aloud and checked.

Source: matplotlib, ``RendererBase``; SVG 2, paths, text and paint servers; docs/decisions/0018.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, Transform

from evidence_lib.show.charts.geometry import Limits, marker_commands, path_commands, short
from evidence_lib.show.charts.house import FONT_POINTS, house_style
from evidence_lib.show.charts.palette import INK, PAPER
from evidence_lib.show.markup import shape, text_html

POINTS_PER_INCH = 72
AXIS = "matplotlib.axis"
SIDES = {"left": "start", "center": "middle", "right": "end"}
SHARES = {"start": 0.0, "middle": 0.5, "end": 1.0}
HATCHES = {
    "//": "M-2,2L2,-2M0,8L8,0M6,10L10,6",
    "..": "M1,2h2M5,6h2",
    "xx": "M0,0L8,8M8,0L0,8",
    "||": "M2,0V8M6,0V8",
}
"""A tile of `HATCH_TILE` points for each hatch of the palette."""
HATCH_TILE = 8
HATCH_LINE = 1.2


def drawing_of(figure: Figure, *, name: str, css: str, text: str) -> str:
    """
    Write a figure as one ``svg`` element; the same figure gives the same markup.

    A figure without a layout engine is cut to its content.

    Args:
        figure: The figure.
        name: What the ids in this drawing begin with, unique in its page.
        css: The class of the element.
        text: The text alternative.
    """
    with house_style(), _laid_out(figure) as laid_out:
        width, height = (POINTS_PER_INCH * float(size) for size in figure.get_size_inches())
        renderer = DrawingRenderer((width, height), name=name)
        figure.draw(renderer)
        box = [0.0, 0.0, width, height]
        if not laid_out:
            tight = figure.get_tightbbox(renderer)
            sides = (tight.x0, tight.y0, tight.x1, tight.y1)
            left, low, right, high = (POINTS_PER_INCH * float(side) for side in sides)
            box = [left, height - high, right - left, high - low]
    looks = {"fill": INK, "font_size": short(FONT_POINTS), "class": css}
    view = " ".join(map(short, box))
    return shape("svg", renderer.html, viewBox=view, role="img", aria_label=text, **looks)


@contextmanager
def _laid_out(figure: Figure) -> Iterator[bool]:
    """Hold a figure still, one point a pixel, with each text's side as its name in the drawing."""
    dpi, engine = figure.dpi, figure.get_layout_engine()
    figure.set_dpi(POINTS_PER_INCH)
    if engine is not None:
        engine.execute(figure)
        figure.set_layout_engine("none")
    for text in figure.findobj(Text):
        text.set_gid(SIDES[text.get_horizontalalignment()])
    try:
        yield engine is not None
    finally:
        figure.set_layout_engine(engine)
        figure.set_dpi(dpi)


@dataclass(frozen=True)
class Line:
    """One line of a text: its baseline's start, its words, its letters and their colour."""

    x: float
    y: float
    words: str
    letters: FontProperties
    colour: str


@dataclass(eq=False)
class DrawingRenderer(RendererBase):
    """Takes what matplotlib draws and keeps it as markup, in the order drawn; sizes in points."""

    size: tuple[float, float]
    name: str = ""
    shapes: list[str] = field(default_factory=list)
    patterns: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    opened: list[int] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    side: str = "start"

    def __post_init__(self) -> None:
        super().__init__()

    @property
    def html(self) -> str:
        """The shapes, after the patterns that fill them."""
        return "".join([*(each for _, each in self.patterns.values()), *self.shapes])

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Give the size; matplotlib asks for it."""
        return self.size

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Begin an axis, which becomes a group, or a text, which becomes one element."""
        if s == AXIS:
            self.opened.append(len(self.shapes))
        elif s == "text":
            self.lines, self.side = [], gid or "start"

    def close_group(self, s: str) -> None:
        """End what was begun."""
        if s == AXIS:
            start = self.opened.pop()
            marks = "".join(self.shapes[start:])
            self.shapes[start:] = [shape("g", marks, **{"class": "axis"})] if marks else []
        elif s == "text":
            self._write_text([line for line in self.lines if line.words.strip()])

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803  (matplotlib names it)
    ) -> None:
        """Write a path; a line is cut at the axes."""
        looks = self._looks(gc, rgbFace)
        area = gc.get_clip_rectangle() if looks["fill"] == "none" else None
        if set(looks.values()) != {"none"}:
            written = path_commands(path, transform + self._flip(), self._limits(area))
            self.shapes += [shape("path", d=written, **looks)] if written else []

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:
        """Write the same mark at each point as one path."""
        outline = marker_commands(marker_path, marker_trans + Affine2D().scale(1, -1))
        places = (trans + self._flip()).transform(path.vertices)
        known = places[np.isfinite(places).all(axis=1)].tolist()
        written = "".join(f"M{short(x)},{short(y)}{outline}" for x, y in known)
        self.shapes += [shape("path", d=written, **self._looks(gc, rgbFace))] if written else []

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Text | None = None,
    ) -> None:
        """Keep a line of a text until the text ends; no text of the house is turned."""
        self.lines.append(Line(x, y, s, prop, to_hex(gc.get_rgb())))

    def _write_text(self, lines: list[Line]) -> None:
        """Write a text in one piece; where letters are narrower than reckoned, its side holds."""
        if not lines:
            return
        usual = {"text_anchor": "start", "fill": INK, "font_weight": "normal"}
        own = {"text_anchor": self.side, "fill": lines[0].colour}
        own |= {"font_weight": str(lines[0].letters.get_weight())}
        looks = {name: value for name, value in own.items() if value != usual[name]}
        places = [{"x": short(self._anchor(line)), "y": short(line.y)} for line in lines]
        if len(lines) == 1:
            self.shapes.append(shape("text", text_html(lines[0].words), **places[0], **looks))
            return
        between = " " if self.side == "start" else shape("tspan", " ", font_size=0)
        picture = between.join(
            shape("tspan", text_html(line.words), **place)
            for line, place in zip(lines, places, strict=True)
        )
        self.shapes.append(shape("text", picture, **looks))

    def _anchor(self, line: Line) -> float:
        width, _, _ = self.get_text_width_height_descent(line.words, line.letters, False)
        return line.x + SHARES[self.side] * float(width)

    def _looks(self, gc: GraphicsContextBase, face: Any) -> dict[str, str]:
        """Give fill and line as attributes, ``none`` for what is not there."""
        width = float(gc.get_linewidth())
        line = to_hex(gc.get_rgb()) if width > 0 and gc.get_rgb()[3] > 0 else "none"
        fill = to_hex(face) if face is not None and (len(face) < 4 or face[3] > 0) else "none"
        looks = {"fill": self._hatched(fill, gc.get_hatch()), "stroke": line}
        _, dashes = gc.get_dashes()
        if line != "none":
            looks |= {"stroke_width": short(width)} if width != 1 else {}
            looks |= (
                {"stroke_dasharray": " ".join(short(float(each)) for each in np.asarray(dashes))}
                if dashes
                else {}
            )
        return looks

    def _hatched(self, fill: str, hatch: str | None) -> str:
        """Give a fill, hatched in the colour of paper where it has a hatch."""
        if not hatch:
            return fill
        named = f"{self.name}-{len(self.patterns)}"
        if (fill, hatch) not in self.patterns:
            self.patterns[fill, hatch] = named, _pattern(named, fill, hatch)
        return f"url(#{self.patterns[fill, hatch][0]})"

    def _flip(self) -> Affine2D:
        return Affine2D().scale(1, -1).translate(0, self.size[1])

    def _limits(self, area: Bbox | None) -> Limits | None:
        """Give the axes as they lie in the drawing, and a point more for the width of a line."""
        if area is None:
            return None
        left, low, right, high = (area.x0 - 1, area.y0 - 1, area.x1 + 1, area.y1 + 1)
        return left, self.size[1] - high, right, self.size[1] - low


def _pattern(named: str, fill: str, hatch: str) -> str:
    ground = shape("rect", width=HATCH_TILE, height=HATCH_TILE, fill=fill)
    lines = shape("path", d=HATCHES[hatch], fill="none", stroke=PAPER, stroke_width=HATCH_LINE)
    size = {"width": HATCH_TILE, "height": HATCH_TILE, "patternUnits": "userSpaceOnUse"}
    return shape("pattern", f"{ground}{lines}", id=named, **size)

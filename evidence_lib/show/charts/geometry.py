"""Paths as the letters of SVG: points to a tenth, upright and level lines in one letter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Transform

CIRCLE = len(np.asarray(Path.unit_circle().vertices))
CURVES = {int(Path.CURVE3): "Q", int(Path.CURVE4): "C"}

Limits = tuple[float, float, float, float]


def short(number: float) -> str:
    """Write a number to a tenth, in as few letters as that takes."""
    written = f"{number:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def path_commands(path: Path, transform: Transform, limits: Limits | None) -> str:
    """
    Write a path as the ``d`` of an SVG path; gaps in it stay gaps.

    Args:
        path: The path.
        transform: From its own coordinates to the drawing's, which run down the page.
        limits: Left, top, right and bottom of what may be drawn; lines are cut there.
    """
    written: list[str] = []
    here = ("", "")
    for points, code in path.iter_segments(transform, clip=limits, simplify=limits is not None):
        places = [short(float(value)) for value in points]
        letter = "Z" if code == Path.CLOSEPOLY else _letter(int(code), here, places)
        if letter:
            written.append(letter)
        here = here if code == Path.CLOSEPOLY else (places[-2], places[-1])
    return "".join(written)


def _letter(code: int, here: tuple[str, str], places: Sequence[str]) -> str:
    """Write one step; nothing where it leads to where it is."""
    if code == Path.MOVETO:
        return f"M{places[0]},{places[1]}"
    if code in CURVES:
        return f"{CURVES[code]}{' '.join(places)}"
    across, down = places[0] != here[0], places[1] != here[1]
    if across and down:
        return f"L{places[0]},{places[1]}"
    return f"H{places[0]}" if across else f"V{places[1]}" if down else ""


def marker_commands(path: Path, transform: Transform) -> str:
    """Write a mark from wherever it is put: a circle as two arcs, else its corners."""
    corners = np.asarray(transform.transform(path.vertices))
    if len(corners) == CIRCLE:
        size = short(float(np.ptp(corners[:, 0])) / 2)
        wide = short(float(np.ptp(corners[:, 0])))
        return f"m-{size},0a{size},{size} 0 1 0 {wide},0a{size},{size} 0 1 0-{wide},0Z"
    steps = np.diff(corners, axis=0, prepend=[[0.0, 0.0]])
    written = [f"{short(x)},{short(y)}" for x, y in steps.tolist()]
    closes = path.codes is not None and int(np.asarray(path.codes)[-1]) == int(Path.CLOSEPOLY)
    kept = written[: -1 if closes else None]
    return f"m{'l'.join(kept)}{'Z' if closes else ''}"

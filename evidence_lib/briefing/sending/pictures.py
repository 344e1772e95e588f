"""Pictures of a page for a document of words: a browser turns drawings into points."""

from __future__ import annotations

import base64
import copy
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bs4 import BeautifulSoup, Tag
from bs4.element import Stylesheet

from evidence_lib.briefing.sending.browsers import QUIET, SECONDS, as_root, find_browser
from evidence_lib.briefing.sending.sealed import SendingError

EMBEDDED = re.compile(r"data:image/(svg\+xml|png|jpeg);base64,([A-Za-z0-9+/=]+)")
SHAPE = re.compile(rb'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', re.IGNORECASE)
USUAL_WIDTH, USUAL_HEIGHT = 640, 400
SHARPNESS = 3
BARE = "body { margin: 0; overflow: hidden; font-family: sans-serif } img, svg { display: block }"


@dataclass(frozen=True)
class Picture:
    """One picture of a page: what it says, and its bytes as PNG; empty where nothing could draw."""

    text: str
    png: bytes


class Drawer:
    """
    Draws the pictures of a pack; without a browser it gives their words alone.

    ``missing`` says why nothing is drawn, and is empty where something can be.
    """

    def __init__(self) -> None:
        self.missing = ""
        try:
            self._browser: Path | None = find_browser()
        except SendingError as error:
            self._browser, self.missing = None, str(error)

    def draw(self, drawing: Tag) -> Picture:
        """Give the picture of an ``img`` or ``svg`` of a page."""
        text = str(drawing.get("alt") or drawing.get("aria-label") or _title_of(drawing))
        kind, content = _content_of(drawing)
        if kind != "svg+xml":
            return Picture(text, content)
        return Picture(text, self._points(drawing, content) if self._browser else b"")

    def _points(self, drawing: Tag, svg: bytes) -> bytes:
        width, height = _size_of(svg)
        with TemporaryDirectory(prefix="drawing-") as folder:
            page, png = Path(folder) / "drawing.html", Path(folder) / "drawing.png"
            page.write_text(_alone(drawing, width), encoding="utf-8")
            options = [
                f"--screenshot={png}", f"--window-size={width},{height}",
                f"--force-device-scale-factor={SHARPNESS}", f"--user-data-dir={folder}/profile",
            ]  # fmt: skip
            try:
                subprocess.run(
                    [str(self._browser), *QUIET, *as_root(), *options, page.as_uri()],
                    timeout=SECONDS, capture_output=True, check=True,
                )  # fmt: skip
                return png.read_bytes()
            except (OSError, subprocess.SubprocessError) as error:
                raise SendingError(f"drawing a chart: {type(error).__name__}") from None


def _alone(drawing: Tag, width: int) -> str:
    """Write a page of one drawing, so wide as it is shown."""
    page, style, alone = BeautifulSoup("", "html.parser"), Tag(name="style"), copy.copy(drawing)
    style.append(Stylesheet(BARE))
    alone["width"] = str(width)
    alone.attrs.pop("height", None)
    page.extend([style, alone])
    return str(page)


def _title_of(drawing: Tag) -> str:
    title = drawing.find(["title", "desc"])
    return title.get_text(" ", strip=True) if isinstance(title, Tag) else ""


def _content_of(drawing: Tag) -> tuple[str, bytes]:
    if drawing.name == "svg":
        return "svg+xml", str(drawing).encode()
    found = EMBEDDED.fullmatch(str(drawing.get("src", "")))
    return (found[1], base64.b64decode(found[2])) if found else ("none", b"")


def _size_of(svg: bytes) -> tuple[int, int]:
    """Read the shape of a drawing: so wide as a page shows it, and so high as that makes it."""
    found = SHAPE.search(svg)
    if found is None or not float(found[1]):
        return USUAL_WIDTH, USUAL_HEIGHT
    return USUAL_WIDTH, round(USUAL_WIDTH * float(found[2]) / float(found[1]))

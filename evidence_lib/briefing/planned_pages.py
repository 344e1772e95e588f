"""Which pages a review has, which notebook makes each, and with which parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence_lib import terms
from evidence_lib.errors import PageFailedError, ParameterError, shown
from evidence_lib.loaders import Review

OVERVIEW = "00_overview.ipynb"
ANY_AREA = "area.ipynb"
INDEX = "index.html"
METHOD_PAGE = "method.html"


@dataclass(frozen=True)
class PlannedPage:
    """
    One notebook to be run, and the page of its briefing; `layers` names all files it makes.

    Row: a page. ``area`` is the number of its improvement area as text, empty for the overview;
    ``parameters`` is everything its notebook is to be given.
    """

    name: str
    label: str
    area: str
    notebook: Path
    parameters: Mapping[str, object]

    @property
    def stem(self) -> str:
        """The name without its ending, as executed notebooks and data files carry it."""
        return self.name.removesuffix(".html")

    @property
    def layers(self) -> dict[str, str]:
        """The file of each layer: the overview's notebook makes the page on method too."""
        files = {terms.BRIEFING: self.name, terms.EVIDENCE: f"{self.stem}-evidence.html"}
        return files if self.area else {**files, terms.METHOD: METHOD_PAGE}


def plan_pages(review: Review, notebooks_dir: Path, profile: str) -> tuple[PlannedPage, ...]:
    """
    Plan the pages of a whole pack: the overview, and one page an improvement area.

    Raises:
        PageFailedError: ``review.toml`` gives an area a number or a notebook that makes no file
            name.
    """
    given: dict[str, object] = {
        "review": review.folder.resolve().name,
        "profile": profile,
        "data_dir": str(review.folder.resolve().parent),
        "as_at": str(review.facts.as_at),
    }
    overview = PlannedPage(INDEX, "Overview", "", notebooks_dir / OVERVIEW, given)
    areas = zip(review.areas["area"], review.areas["title"], review.areas["notebook"], strict=True)
    pages = [_plan_area(str(area), title, own, notebooks_dir, given) for area, title, own in areas]
    return (overview, *pages)


def _plan_area(
    area: str, title: str, own: str, notebooks_dir: Path, given: Mapping[str, object]
) -> PlannedPage:
    if re.fullmatch(r"[1-9][0-9]*", area) is None:
        raise PageFailedError(f"planning pages: the number of an area cannot be {shown(area)}")
    if own and re.fullmatch(r"\w[\w.-]*\.ipynb", own) is None:
        raise PageFailedError(f"planning pages: the notebook of an area cannot be {shown(own)}")
    notebook, parameters = notebooks_dir / own, dict(given)
    if own in ("", ANY_AREA) or not notebook.is_file():
        notebook, parameters["area"] = notebooks_dir / ANY_AREA, int(area)
    return PlannedPage(f"area-{area}.html", title, area, notebook, parameters)


def choose_area(pages: Sequence[PlannedPage], area: str) -> tuple[PlannedPage, ...]:
    """
    Keep only the page of one improvement area.

    Raises:
        ParameterError: The review has no such area.
    """
    chosen = tuple(page for page in pages if area and page.area == area)
    if not chosen:
        known = ", ".join(page.area for page in pages if page.area)
        raise ParameterError(f"choosing an area: {shown(area)} is none of this review's: {known}")
    return chosen

"""What an indicator's own row says of it: title, unit, definition, caveat, direction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from evidence_lib import disclosure, indicators, terms
from evidence_lib.answers.answer import Answer, no_indicator
from evidence_lib.english import listed, sentence_end
from evidence_lib.evidence import Area
from evidence_lib.show import Caveat, read_with_care


@dataclass(frozen=True)
class Indicator:
    """
    One row of ``indicators``, as answers read it.

    ``definition_version`` is the one its row states; ``caveat`` is empty where it has none.
    """

    indicator_id: str
    title: str
    unit: str
    definition: str
    definition_version: str
    direction: str
    caveat: str

    @property
    def what(self) -> str:
        """Its title within a sentence: ``school attendance``, but ``P1 pupils``."""
        return within_sentence(self.title)

    @property
    def measure(self) -> str:
        """Its title and unit, as an axis says them."""
        return f"{self.what}, {self.unit}"

    @property
    def caveat_block(self) -> Caveat | None:
        """Its own caveat, to stand beside its number; nothing where it has none."""
        return read_with_care(sentence_end(self.caveat)) if self.caveat else None

    @property
    def measured(self) -> Caveat:
        """Its definition and its caveat, to stand beside its number."""
        said = f"What is measured: {sentence_end(self.definition)}"
        care = f" Read with care: {sentence_end(self.caveat)}" if self.caveat else ""
        return Caveat(f"{said}{care}")


def within_sentence(title: str) -> str:
    """Write a title as it stands within a sentence; an abbreviation keeps its capitals."""
    return title if title[1:2].isupper() or title[1:2].isdigit() else title[:1].lower() + title[1:]


def indicator_of(area: Area, indicator_id: str) -> Indicator | None:
    """Find the row of an indicator of an area; None where the area has no such indicator."""
    definitions = area.indicators
    if indicator_id not in definitions.index:
        return None
    row = definitions.loc[indicator_id]
    return Indicator(
        indicator_id=indicator_id,
        title=str(row["title"]),
        unit=str(row["unit"]),
        definition=str(row["definition"]),
        definition_version=str(row["definition_version"]),
        direction=str(row["direction"]),
        caveat="" if pd.isna(row["caveat"]) else str(row["caveat"]),
    )


def measured_of(area: Area, indicator_ids: Iterable[str]) -> list[Caveat]:
    """Print the definition and the caveat of several indicators; those without a row are none."""
    found = (indicator_of(area, each) for each in indicator_ids)
    return [each.measured for each in found if each is not None]


def whole_values(area: Area) -> pd.DataFrame:
    """
    Leave out the values of groups where a place has values of all.

    Row: one value, as in ``indicator_values``. A place that has values of one group only, such as
    looked-after pupils, keeps them.
    """
    return of_the_whole(area.review.tables["indicator_values"])


def safe_values(area: Area) -> pd.DataFrame:
    """
    Give the values of `whole_values` that tell of no few children.

    Row: one value; a percentage on a base under 20, or of which either part is from 1 to 4, is
    left out.
    """
    return disclosure.percentages_that_may_be_shown(whole_values(area))


def of_the_whole(values: pd.DataFrame) -> pd.DataFrame:
    """Leave out the values of groups where a place has values of all. Row: one value, as given."""
    of_all = values["group_type"].eq("all")
    has_all = of_all.groupby([values["indicator_id"], values["place"]]).transform("any")
    return values[of_all | ~has_all]


def no_figures(area: Area, indicator_id: str, *, called: str = "") -> Answer:
    """
    Answer that there are no figures of an indicator.

    *called* names it where it has no row, and so no title, in ``indicators``.
    """
    found = indicator_of(area, indicator_id)
    return no_indicator(found.what if found else called or terms.in_words(indicator_id))


def later_values(area: Area, indicator_id: str) -> Caveat | None:
    """Say which values are held that could not be known yet, and of which edition all are."""
    own = {"indicator_id": indicator_id, "place": area.place}
    known = indicators.series(area.review.tables["indicator_values"], **own)
    later = indicators.series(_later(area), **own)
    editions = sorted({str(each) for each in known["as_published_on"].dropna()})
    said = [_not_known_yet(later)] if len(later) else []
    if editions:
        said.append(
            f"All values are those of the edition published in {listed(editions)}, "
            "which takes in later revisions."
        )
    return read_with_care(" ".join(said)) if said else None


def _later(area: Area) -> pd.DataFrame:
    name = "indicator_values"
    return area.review.later.get(name, area.review.tables[name].iloc[:0])


def _not_known_yet(later: pd.DataFrame) -> str:
    periods = [str(each) for each in dict.fromkeys(later["period"])]
    span = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
    return f"Figures of {span} are held too, and could not be known at this review: left out."

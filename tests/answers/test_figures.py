"""The figures of any area's own indicators, each in the way its values allow."""

from __future__ import annotations

import pytest

from evidence_lib.answers.figures import figure, figures
from evidence_lib.answers.panels import definitions_apart, position
from evidence_lib.evidence import Evidence
from evidence_lib.loaders import open_review
from evidence_lib.show import missing_table
from tests.answers.frames import without


@pytest.mark.parametrize(
    ("area", "indicator", "frame"),
    [
        (2, "tariff_score", "gaps"),
        (2, "attendance", "positions"),
        (3, "accommodated_11_15", "yearly"),
        (1, "residential_cost", "series"),
    ],
)
def test_an_indicator_is_shown_in_the_way_its_values_allow(
    south_ayrshire: Evidence, area: int, indicator: str, frame: str
) -> None:
    assert frame in figure(south_ayrshire.area(area), indicator).frames


def test_every_indicator_has_its_heading_and_frames_of_its_own(example: Evidence) -> None:
    area = example.area(5)
    shown = figures(area)
    for title in area.indicators["title"]:
        assert f"<h3>{title}</h3>" in shown.html
    assert {name.split()[0] for name in shown.frames} <= set(area.indicators.index)
    assert shown.tables[0].name == "indicators"


def test_definitions_without_values_are_listed_and_what_is_missing_is_said_once(
    example: Evidence,
) -> None:
    bare = figures(without(example.area(5), "indicator_values"))
    assert bare.missing == (missing_table("indicator_values"),)
    assert [table.name for table in bare.tables] == ["indicators"]
    assert figures(without(example.area(5), "indicators")).missing == (missing_table("indicators"),)


def test_an_indicator_whose_definition_changed_has_a_panel_a_definition(
    south_ayrshire: Evidence,
) -> None:
    measure = "developmental_milestones"
    folder, name = south_ayrshire.folder.parent, south_ayrshire.name
    later = open_review(folder, name, as_at="2020-12-31").area(2)
    assert figure(later, measure).html == definitions_apart(later, measure).html
    known = south_ayrshire.area(2)
    assert figure(known, measure).html == position(known, measure).html


@pytest.mark.parametrize(
    ("area", "indicator_id", "said"),
    [
        (2, "literacy_combined", "figures are held only from 2018/19, which had not ended"),
        (2, "reading_p1", "2015/16"),
        (5, "registrations", "2016/17"),
    ],
)
def test_a_figure_that_is_held_is_not_called_missing(
    south_ayrshire: Evidence, area: int, indicator_id: str, said: str
) -> None:
    html = figure(south_ayrshire.area(area), indicator_id).html
    assert said in html
    assert "Not available to this review: figures on" not in html

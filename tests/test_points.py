"""The main points of a page: labels with what is under each, and links to the evidence."""

from __future__ import annotations

from urllib.parse import quote

from bs4 import BeautifulSoup

from evidence_lib.show import Point, main_points


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_text_note_label_and_items_are_escaped() -> None:
    hostile = "<b>&\"'"
    html = main_points({hostile: [Point(hostile, hostile, (hostile,))]}).html
    assert "<b>" not in html
    found = soup(html)
    assert found.dt.text == hostile
    assert found.dd.p.text == f"{hostile} {hostile} Evidence: {hostile}."
    assert found.a["href"] == f"#item-{quote(hostile, safe='')}"


def test_one_point_is_a_paragraph_and_several_are_a_list() -> None:
    one, two = Point("One."), Point("Two.")
    assert soup(main_points({"A": [one]}).html).dd.find("ul") is None
    listed = soup(main_points({"A": [one, two]}).html).dd
    assert [each.text for each in listed.ul.find_all("li")] == ["One.", "Two."]
    assert listed.find("p") is None


def test_items_are_linked_one_by_one_and_a_point_without_any_cites_nothing() -> None:
    html = main_points({"A": [Point("One.", item_ids=("E1", "E2")), Point("Two.")]}).html
    first, second = soup(html).find_all("li")
    assert [each["href"] for each in first.find_all("a")] == ["#item-E1", "#item-E2"]
    assert first.text == "One. Evidence: E1, E2."
    assert second.find(class_="cites") is None


def test_a_note_stands_apart_from_what_it_is_of() -> None:
    html = main_points({"A": [Point("One.", "Why."), Point("Two.")]}).html
    assert [each.text for each in soup(html).find_all(class_="note")] == ["Why."]


def test_a_label_without_points_is_left_out() -> None:
    points = main_points({"A": [], "B": [Point("One.")]})
    assert [each.text for each in soup(points.html).find_all("dt")] == ["B"]


def test_in_a_shell_the_points_read_as_lines() -> None:
    points = main_points({"A": [Point("One."), Point("Two.", "Why.")], "B": [Point("Three.")]})
    assert points.text == "A: One. Two.\nB: Three."

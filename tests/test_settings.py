"""``review.toml``: whatever stands in it, what is wrong is named and nothing is raised."""

from __future__ import annotations

import ast
import copy
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence_lib.contract import TABLE_NAMES
from evidence_lib.errors import BadEvidenceError
from evidence_lib.evidence import Comparators
from evidence_lib.loaders import evidence_of, read_review, settings
from evidence_lib.loaders.mapping_rules import OTHER_SECTIONS, SECTIONS
from evidence_lib.loaders.mappings import TableMapping, WideColumns, mappings_of
from evidence_lib.loaders.settings import Cover, Settings, read_settings
from tests.conftest import HOUSE, NINE_ITEMS

MAPPED: dict[str, Any] = {
    "files": {"needs": "x.csv"},
    "sheets": {"needs": "a"},
    "formats": {"a.csv": "qualtrics"},
    "columns": {"needs": {"a": "need_id"}},
    "constants": {"needs": {"source_id": "x"}},
    "words": {"needs": {"priority": {"a": "b"}}},
    "dates": {"needs": "day_first"},
    "wide": {"needs": {"into": "topic", "values": "priority", "columns": ["a"], "pattern": "x"}},
    "codes": {"a": {"area": 1, "ignore": True}},
    "passages": {"a.qdpx": {"strand": "x", "documents": {"g": {"participants": 3}}}},
    "aggregates": [{"file": "x.csv"}],
    "personal": {"names_file": "n.txt"},
    "standards": {"request_days": 5},
}
ODD: list[Any] = [3, -1.5, "x", "", True, [], {}, [3], [{"a": 1}], {"a": {"b": 1}}, ["x"]]


def whole() -> dict[str, Any]:
    return {**tomllib.loads((NINE_ITEMS / "review.toml").read_text(encoding="utf-8")), **MAPPED}


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield place
    inner = value.items() if isinstance(value, dict) else ()
    for key, each in enumerate(value) if isinstance(value, list) else inner:
        yield from places(each, (*place, key))


def put(values: dict[str, Any], place: tuple[Any, ...], odd: Any) -> dict[str, Any]:
    spoilt = copy.deepcopy(values)
    part: Any = spoilt
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = odd
    return spoilt


@pytest.mark.parametrize("place", [each for each in places(whole()) if each], ids=str)
def test_no_odd_value_in_any_place_raises(
    place: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for odd in ODD:
        spoilt = put(whole(), place, odd)
        monkeypatch.setattr(settings.tomllib, "loads", lambda _, spoilt=spoilt: spoilt)
        assert read_review(NINE_ITEMS).name == "nine-items"


@pytest.mark.parametrize(
    ("old", "new", "column", "rule"),
    [
        ("as_at = 2020-03-06", "as_at = 2020-03-06T10:00:00", "review.as_at", "not-a-date"),
        ("threshold = 5", "threshold = 4", "disclosure.threshold", "out-of-range"),
        ("threshold = 5", "threshold = true", "disclosure.threshold", "out-of-range"),
        ("threshold = 5", "", "", ""),
        ('national = "Nineland"', "", "", ""),
        ('national = "Nineland"', "national = 3", "comparators.national", "wrong-shape"),
        ("family_group = []", "family_group = [1]", "comparators.family_group", "wrong-shape"),
        ("level = 4", "level = 3", "progress_scale.levels", "wrong-shape"),
        ('word = "good"', 'word = ""', "progress_scale.levels", "wrong-shape"),
        ("[comparators]", "[comparator]", "comparator", "unknown-section"),
        ('direction = "Direction"', "", "", ""),
        ("bodies = [", "inspected_from = 2016\nbodies = [", "review.inspected_from", "not-a-date"),
        ("bodies = [", 'inspected_to = ""\nbodies = [', "review.inspected_to", "not-a-date"),
        ("bodies = [", "inspected_to = 2016-05-13\nbodies = [", "", ""),
        ('["An invented inspectorate"]', '"An inspectorate"', "review.bodies", "wrong-shape"),
        ('["An invented inspectorate"]', "[1]", "review.bodies", "wrong-shape"),
        ('bodies = ["An invented inspectorate"]', "", "", ""),
    ],
)
def test_a_setting_that_cannot_be_followed_is_named(
    review_folder: Path, old: str, new: str, column: str, rule: str
) -> None:
    path = review_folder / "review.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [(each.column, each.rule) for each in read_settings(review_folder).problems]
    assert (column, rule) in found if rule else found == []


def test_parts_that_are_none_are_named(review_folder: Path) -> None:
    path = review_folder / "review.toml"
    path.write_text('review = 3\nareas = "x"\n', encoding="utf-8")
    found = {(each.column, each.rule) for each in read_settings(review_folder).problems}
    assert found == {("review", "wrong-shape"), ("areas", "wrong-shape")}


def test_what_the_file_says_is_there_by_name() -> None:
    found = read_settings(NINE_ITEMS)
    assert found.problems == ()
    assert found.facts is not None
    assert (found.facts.place, str(found.facts.as_at)) == ("Nineton", "2020-03-06")
    assert (found.facts.bodies, found.facts.inspected_from) == (("An invented inspectorate",), None)
    assert found.cover == Cover(found.facts.title, found.facts.partnership, "6 March 2020")
    assert found.comparators == Comparators("Nineland", ())
    assert (found.threshold, found.request_days) == (5, 20)
    assert [each["level"] for each in found.progress_scale["levels"]] == [4, 3, 2, 1, 0]
    assert found.areas["area"].tolist() == ["1", "2"]
    assert found.mappings == mappings_of({})


def test_what_a_file_leaves_out_is_what_stands_for_a_file_that_says_nothing(
    review_folder: Path,
) -> None:
    path = review_folder / "review.toml"
    text = path.read_text(encoding="utf-8")
    for line in ('national = "Nineland"', "family_group = []", "threshold = 5"):
        assert line in text
        text = text.replace(line, "")
    path.write_text(text, encoding="utf-8")
    found, nothing = read_settings(review_folder), Settings()
    assert found.problems == ()
    assert found.comparators == nothing.comparators
    assert (found.threshold, found.request_days) == (nothing.threshold, nothing.request_days)


def test_how_files_are_mapped_is_there_by_name() -> None:
    found = mappings_of(MAPPED)
    assert found.tables["needs"] == TableMapping(
        files=("x.csv",),
        sheet="a",
        columns={"a": "need_id"},
        constants={"source_id": "x"},
        words={"priority": {"a": "b"}},
        day_first=True,
        wide=WideColumns("topic", "priority", ("a",), "x"),
    )
    assert set(found.tables) == set(TABLE_NAMES)
    assert found.tables["link_log"] == TableMapping()
    assert [found.kind_of("a.csv"), found.kind_of("b.csv")] == ["qualtrics", ""]
    assert found.passages_of("a.qdpx")["documents"] == {"g": {"participants": 3}}
    assert found.passages_of("b.qdpx") == {}
    assert found.codes == MAPPED["codes"]
    assert found.aggregates == ({"file": "x.csv"},)
    assert found.names_file == "n.txt"


def test_words_constants_and_files_come_in_one_form() -> None:
    found = mappings_of(
        {
            "files": {"link_log": ["a.csv", "b.csv"]},
            "words": {"link_log": {"state": {"All  Well": "no_concern", "1": 2}}},
            "constants": {"link_log": {"officer": 3}},
            "dates": {"link_log": "iso"},
        }
    ).tables["link_log"]
    assert found.files == ("a.csv", "b.csv")
    assert found.words == {"state": {"all_well": "no_concern", "1": "2"}}
    assert found.constants == {"officer": "3"}
    assert not found.day_first


def test_a_file_with_problems_gives_its_cover_and_no_facts(review_folder: Path) -> None:
    path = review_folder / "review.toml"
    text = path.read_text(encoding="utf-8").replace("threshold = 5", "threshold = 4")
    path.write_text(text, encoding="utf-8")
    review = read_review(review_folder)
    assert review.settings == Settings(
        cover=Cover(
            "Progress review of an invented partnership, nine items",
            "Invented partnership of nine items",
            "6 March 2020",
        ),
        areas=review.settings.areas,
        problems=review.problems,
    )
    assert review.settings.areas.empty
    for asked in (lambda: review.facts, lambda: evidence_of(review)):
        with pytest.raises(BadEvidenceError, match=r"disclosure\.threshold"):
            asked()


def raw_settings(path: Path) -> list[str]:
    """Where a file looks a part of ``review.toml`` up in something that is named settings."""
    parts = {*SECTIONS, *OTHER_SECTIONS}
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        held, key = None, None
        if isinstance(node, ast.Subscript):
            held, key = node.value, node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            held, key = node.func.value, node.args[0]
        named = getattr(held, "attr", getattr(held, "id", ""))
        if named == "settings" and isinstance(key, ast.Constant) and key.value in parts:
            found.append(f"{path.relative_to(HOUSE)}:{node.lineno}")
    return found


def test_nothing_looks_the_settings_of_a_review_up_by_their_names_in_the_file() -> None:
    files = sorted((HOUSE / "evidence_lib").rglob("*.py"))
    assert [place for path in files for place in raw_settings(path)] == []


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('partnership = "Glen\\u0007marnock"', "review.partnership"),
        ('title = "A\\u001b[2Jreview"', "review.title"),
        ('bodies = ["one", "two\\u0000"]', "review.bodies[2]"),
        ('"na\\u0001me" = "x"', "review"),
    ],
)
def test_a_control_character_written_as_an_escape_is_refused(
    review_folder: Path, line: str, place: str
) -> None:
    path = review_folder / "review.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [each for each in lines if each.split(" =")[0] != line.split(" =")[0]]
    kept.insert(kept.index("[review]") + 1, line)
    path.write_text("\n".join(kept), encoding="utf-8")
    found = {(each.rule, each.column) for each in read_settings(review_folder).problems}
    assert found == {("control-character", place)}

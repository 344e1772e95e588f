"""The check of a pack before it is published: planted leaks are found, and clean packs pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from evidence_lib import terms
from evidence_lib.briefing import ledger
from evidence_lib.briefing.disclosure_check import PASSED, Checked, as_passed, told_by_pack
from evidence_lib.briefing.kept_back import KeptBack, kept_back
from evidence_lib.disclosure import Measure, protect_counts, released_cells
from evidence_lib.errors import MethodInputError
from evidence_lib.loaders import read_review
from tests.conftest import HOUSE, item
from tests.planted import FILES, PLANTED, Planted

KEPT = KeptBack(
    words={
        "the attendance of the pupil had recovered after the plan began.": "item E120",
        "members of the group felt heard by nobody at all.": "item E088",
        "i have stopped asking for a second worker.": "a comment",
    },
    keys=frozenset({"E120", "SR0017"}),
    days=frozenset({date(2016, 2, 4)}),
)
AGAINST = Checked("public", "2018-05-18", KEPT, (), ())
MEASURES = {"n": Measure({}), "met": Measure({"met": "yes"})}


def test_the_small_pack_tells_nothing() -> None:
    assert told_by_pack(FILES, [], AGAINST) == []


def test_fifty_leaks_and_more_are_planted() -> None:
    assert len({each.name for each in PLANTED}) == len(PLANTED) >= 50


@pytest.mark.parametrize("planted", PLANTED, ids=lambda each: each.name)
def test_a_planted_leak_is_found_where_it_is(planted: Planted) -> None:
    found = told_by_pack(planted.put(dict(FILES)), [], AGAINST)
    assert any(each.startswith(f"{planted.where}: {planted.rule}") for each in found), found


@pytest.mark.parametrize("planted", PLANTED, ids=lambda each: each.name)
def test_no_message_repeats_words_that_are_kept_back(planted: Planted) -> None:
    found = told_by_pack(planted.put(dict(FILES)), [], AGAINST)
    assert not [each for each in found for words in KEPT.words if words[:20] in each.casefold()]


def test_the_internal_profile_is_not_sent_and_not_checked() -> None:
    files = PLANTED[0].put(dict(FILES))
    assert told_by_pack(files, [], replace(AGAINST, profile=terms.INTERNAL)) == []


def test_words_accepted_with_a_reason_pass_and_no_others() -> None:
    planted = {each.name: each for each in PLANTED}
    files = planted["list"].put(planted["sentence"].put(dict(FILES)))
    found = told_by_pack(files, [], replace(AGAINST, accepted=("Three children moved",)))
    assert found == ["area-4.html, text: a small count (2 siblings)"]


def register(whole: tuple[int, int], groups: dict[str, tuple[int, int]]) -> dict[str, Any]:
    rows = pd.DataFrame([(name, *counts) for name, counts in groups.items()],
                        columns=["group", "n", "met"])  # fmt: skip
    counts = dict(zip(("n", "met"), whole, strict=True))
    safe = protect_counts("requests", counts, {"school": rows}, MEASURES, tables=("requests",))
    return released_cells([safe])[0]


HARBOUR = {"Harbour": (30, 12), "Glens": (24, 10), "Moor": (20, 8)}


def shown(cells: dict[str, Any], of: list[list[str]], value: object) -> dict[str, Any]:
    changed = [{**each, "shown": value} if each["of"] == of else each for each in cells["cells"]]
    return {**cells, "cells": changed}


def test_counts_that_are_protected_together_pass() -> None:
    few = register((74, 25), {"Harbour": (30, 12), "Glens": (24, 10), "Moor": (20, 3)})
    assert told_by_pack(FILES, [few], AGAINST) == []


def test_a_hidden_count_shown_on_another_page_is_found() -> None:
    few = register((74, 25), {"Harbour": (30, 12), "Glens": (24, 10), "Moor": (20, 3)})
    again = shown(few, [["met", "yes"], ["school", "Moor"]], 3)
    found = told_by_pack(FILES, [few, again], AGAINST)
    rule = "a count that one page hides and another shows"
    assert f"counts: {rule} (requests: met yes, school Moor)" in found


def test_a_count_hidden_alone_is_worked_back() -> None:
    whole = register((74, 30), HARBOUR)
    alone = shown(whole, [["met", "yes"], ["school", "Moor"]], terms.HIDDEN)
    assert told_by_pack(FILES, [alone], AGAINST) == [
        "counts: a hidden count that can be worked back (requests: met yes, school Moor)"
    ]


def test_what_is_left_of_two_counts_is_a_count_too() -> None:
    hidden = register((74, 30), {"Harbour": (30, 12), "Glens": (24, 10), "Moor": (10, 8)})
    cells = {str(each["of"]): each["shown"] for each in hidden["cells"]}
    of_moor = [cells["[['school', 'Moor']]"], cells["[['met', 'yes'], ['school', 'Moor']]"]]
    assert terms.HIDDEN in of_moor, "10 and 8 together give away the 2 that were not met"


def test_a_part_that_counts_more_than_its_whole_is_refused() -> None:
    with pytest.raises(MethodInputError, match="a part counts more than its whole"):
        register((10, 12), {"Harbour": (10, 12)})


def release(registers: list[dict[str, Any]], as_at: str) -> dict[str, Any]:
    return {"review": "r", "profile": "public", "as_at": as_at, "pack": "0",
            "registers": ledger.as_released(registers)}  # fmt: skip


@pytest.mark.parametrize(("later", "few"), [((76, 32), True), ((90, 40), False), ((74, 30), False)])
def test_two_packs_may_not_differ_by_so_few(later: tuple[int, int], few: bool) -> None:
    before = release([register((74, 30), HARBOUR)], "2018-05-18")
    grown = {**HARBOUR, "Harbour": (30 + later[0] - 74, 12 + later[1] - 30)}
    against = replace(AGAINST, as_at="2018-09-01", earlier=(before,))
    found = told_by_pack(FILES, [register(later, grown)], against)
    assert any("differs by so few" in each for each in found) is few, found


def test_what_two_packs_leave_may_not_differ_by_so_few_either() -> None:
    before = release([register((74, 30), HARBOUR)], "2018-05-18")
    # ten more requests in Harbour, of which eight were met: two more were not
    grown = register((84, 38), {**HARBOUR, "Harbour": (40, 20)})
    found = told_by_pack(FILES, [grown], replace(AGAINST, as_at="2018-09-01", earlier=(before,)))
    assert any("met not yes" in each and "differs by so few" in each for each in found), found


def test_a_count_that_an_earlier_pack_showed_cannot_be_hidden_now() -> None:
    before = release([register((74, 30), HARBOUR)], "2018-05-18")
    now = shown(register((74, 30), HARBOUR), [["school", "Moor"]], terms.HIDDEN)
    found = told_by_pack(FILES, [now], replace(AGAINST, earlier=(before,)))
    assert "counts: a count that one page hides and another shows (requests: school Moor)" in found


def test_a_ledger_line_is_kept_and_written_once(tmp_path: Path) -> None:
    path = ledger.path_of(tmp_path, "South Ayrshire / Côte")
    assert path.name == "south-ayrshire-côte.jsonl"
    line = release([register((74, 30), HARBOUR)], "2018-05-18")
    ledger.add(path, line)
    ledger.add(path, {**line, "pack": "1"})
    assert ledger.releases(path) == [line]
    assert "count" not in line["registers"][0]["cells"][0], "the ledger knows no hidden count"


def test_a_ledger_that_cannot_be_read_stops_everything(tmp_path: Path) -> None:
    path = ledger.path_of(tmp_path, "Invented")
    path.parent.mkdir()
    path.write_text('{"not as": it was\n', encoding="utf-8")
    with pytest.raises(ledger.LedgerError, match="a line is not as it was written"):
        ledger.releases(path)


def test_a_line_cut_off_by_a_run_that_died_is_left_out_and_written_over(tmp_path: Path) -> None:
    path = ledger.path_of(tmp_path, "Invented")
    line = release([register((74, 30), HARBOUR)], "2018-05-18")
    ledger.add(path, line)
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])
    assert ledger.releases(path) == [line]
    ledger.add(path, {**line, "as_at": "2018-09-01"})
    assert [each["as_at"] for each in ledger.releases(path)] == ["2018-05-18", "2018-09-01"]


def test_a_page_says_that_it_passed() -> None:
    page = b'<p class="status">Draft. No disclosure check was run on this page.</p>'
    assert as_passed(page) == f'<p class="status">Draft. {PASSED}</p>'.encode()


def test_the_check_keeps_back_what_a_page_of_a_higher_threshold_shows_as_a_theme() -> None:
    review = read_review(HOUSE / "data" / "reviews" / "example")
    higher = replace(review, settings=replace(review.settings, threshold=15))
    usual, more = (set(kept_back(each, "public").words) for each in (review, higher))
    assert usual < more


def test_what_is_kept_back_comes_from_the_evidence() -> None:
    review = read_review(HOUSE / "data" / "reviews" / "example")
    kept = kept_back(review, "public")
    items = review.tables["evidence_items"]
    personal = items[items["sensitivity"].eq("personal")]
    assert set(personal["item_id"]) <= kept.keys
    assert len(kept.words) > len(personal)
    requests = review.tables["service_requests"]
    assert str(requests["request_id"].iloc[0]) in kept.keys
    assert review.facts.as_at not in kept.days
    assert item("E1")["sensitivity"] == "none"

"""What is refused and what is flagged in findings, second codes, concerns and key indicators."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_lib.__main__ import main
from evidence_lib.loaders import Review, read_review

CONCERNS = "safety_concerns.csv"
HEADINGS = {
    CONCERNS: "concern_id,area,raised_on,raised_by,what,state,escalated_on,resolved_on",
    "second_codes.csv": "code_id,item_id,coder,bearing",
    "findings.csv": "finding_id,area,component,criterion,statement,direction,stage",
    "self_evaluation.csv": "claim_id,area,component,criterion,claim,source_id",
}
SECRET = "a visit that nobody may read of in a message"


def with_row(folder: Path, file: str, row: str) -> Review:
    (folder / file).write_text(f"{HEADINGS[file]}\n{row}\n", encoding="utf-8")
    return read_review(folder)


def places(found: tuple[object, ...]) -> list[tuple[str, int, str, str]]:
    return [(each.file, each.row, each.column, each.rule) for each in found]  # type: ignore[attr-defined]


def concern(folder: Path, state: str, escalated: str = "", resolved: str = "") -> Review:
    row = f"C1,1,2020-03-03,link inspector,{SECRET},{state},{escalated},{resolved}"
    return with_row(folder, CONCERNS, row)


@pytest.mark.parametrize(
    ("file", "row"),
    [
        ("findings.csv", "F1,{},It is so.,improved,draft"),
        ("self_evaluation.csv", "S1,{},It is so.,returns"),
    ],
)
@pytest.mark.parametrize(
    ("of_area", "wrong"),
    [
        ("1,process,direction", []),
        ("general,,", []),
        ("1,planning,direction", ["component"]),
        ("1,process,numbers", ["criterion"]),
        ("general,process,direction", ["component", "criterion"]),
    ],
)
def test_a_finding_or_claim_is_about_a_criterion_and_a_component_of_its_area(
    review_folder: Path, file: str, row: str, of_area: str, wrong: list[str]
) -> None:
    review = with_row(review_folder, file, row.format(of_area))
    assert places(review.problems) == [(file, 2, name, f"unknown-{name}") for name in wrong]
    assert review.tables[file.removesuffix(".csv")].empty == bool(wrong)


@pytest.mark.parametrize(
    ("state", "escalated", "resolved", "column", "rule"),
    [
        ("open", "", "2020-03-05", "resolved_on", "state-against-day"),
        ("resolved", "", "2020-03-02", "resolved_on", "dates-reversed"),
        ("open", "2020-03-02", "", "escalated_on", "dates-reversed"),
    ],
)
def test_a_concern_whose_days_contradict_it_is_refused(
    review_folder: Path, state: str, escalated: str, resolved: str, column: str, rule: str
) -> None:
    review = concern(review_folder, state, escalated, resolved)
    assert places(review.problems) == [(CONCERNS, 2, column, rule)]
    assert review.tables["safety_concerns"].empty
    assert SECRET not in str(review.problems)


@pytest.mark.parametrize(
    ("state", "column", "rule"),
    [
        ("open", "escalated_on", "not-escalated"),
        ("resolved", "resolved_on", "no-day-resolved"),
    ],
)
def test_a_concern_that_leaves_a_day_out_is_kept_and_flagged(
    review_folder: Path, state: str, column: str, rule: str
) -> None:
    review = concern(review_folder, state)
    assert review.problems == ()
    assert places(review.flags) == [(CONCERNS, 2, column, rule)]
    assert len(review.tables["safety_concerns"]) == 1
    assert SECRET not in str(review.flags)


@pytest.mark.parametrize(
    ("state", "escalated", "resolved"),
    [("open", "2020-03-03", ""), ("resolved", "2020-03-03", "2020-03-03")],
)
def test_a_concern_dealt_with_on_the_day_it_was_raised_is_no_flag(
    review_folder: Path, state: str, escalated: str, resolved: str
) -> None:
    review = concern(review_folder, state, escalated, resolved)
    assert (review.problems, review.flags) == ((), ())


def test_the_check_shows_that_an_open_concern_was_not_escalated(
    review_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    concern(review_folder, "open")
    assert main(["check", str(review_folder)]) == 0
    said = capsys.readouterr().out
    assert "not-escalated" in said
    assert "should be escalated the same day" in said
    assert SECRET not in said


@pytest.mark.parametrize("coder", ["first", "First ", "FIRST"])
def test_nobody_codes_an_item_a_second_time_who_coded_it_first(
    review_folder: Path, coder: str
) -> None:
    review = with_row(review_folder, "second_codes.csv", f"S1,N1,{coder},mixed")
    assert places(review.problems) == [("second_codes.csv", 2, "coder", "same-coder")]
    assert review.tables["second_codes"].empty
    assert with_row(review_folder, "second_codes.csv", "S1,N1,second,mixed").problems == ()


def name_key_indicator(folder: Path, name: str) -> Review:
    path = folder / "review.toml"
    text = path.read_text(encoding="utf-8")
    second = text.index("number = 2")
    line = f'key_indicator = "{name}"\n'
    path.write_text(text[:second] + line + text[second:], encoding="utf-8")
    return read_review(folder)


def test_a_key_indicator_that_is_none_is_a_problem_of_the_settings(review_folder: Path) -> None:
    review = name_key_indicator(review_folder, "stars")
    assert places(review.problems) == [
        ("review.toml", 0, "areas[2].key_indicator", "unknown-indicator")
    ]


def test_a_key_indicator_is_looked_up_only_where_there_are_indicators(review_folder: Path) -> None:
    assert name_key_indicator(review_folder, "starts").problems == ()
    (review_folder / "indicators.csv").unlink()
    (review_folder / "indicator_values.csv").unlink()
    assert read_review(review_folder).problems == ()

"""Reading evidence: everything wrong is found at once, named by file, row, column and rule."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from evidence_lib.contract import TABLES, table
from evidence_lib.errors import BadEvidenceError, ParameterError, ReviewNotFoundError
from evidence_lib.loaders import Review, evidence_of, read_review, review_folders
from tests.conftest import NINE_ITEMS

ITEMS = "evidence_items.csv"


def rewrite(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def broken(review: Review) -> list[tuple[str, int, str, str]]:
    return [(each.file, each.row, each.column, each.rule) for each in review.problems]


def test_a_clean_review_has_no_problem_and_keeps_every_row(nine_items: Review) -> None:
    assert broken(nine_items) == []
    assert nine_items.flags == ()
    kept = dict(zip(nine_items.accounting["table"], nine_items.accounting["kept"], strict=True))
    assert kept == {"sources": 2, "evidence_items": 9, "indicators": 1, "indicator_values": 2}


def test_absent_tables_are_empty_frames_with_their_columns(nine_items: Review) -> None:
    for each in TABLES:
        frame = nine_items.tables[each.name]
        assert list(frame.columns) == [column.name for column in each.columns]
    assert nine_items.tables["survey_responses"].empty


def test_columns_have_the_types_of_the_contract(nine_items: Review) -> None:
    items = nine_items.tables["evidence_items"]
    assert str(items["participants"].dtype) == "Int64"
    assert str(items["summary"].dtype) == "str"
    assert items["criterion"].tolist()[0] == "direction"
    assert nine_items.tables["service_requests"]["requested_on"].dtype.kind == "M"
    assert nine_items.areas["area"].tolist() == ["1", "2"]


def test_a_missing_column_is_named(review_folder: Path) -> None:
    text = (review_folder / ITEMS).read_text(encoding="utf-8")
    lines = [line.split(",", 1)[1] for line in text.splitlines()]
    (review_folder / ITEMS).write_text("\n".join(lines), encoding="utf-8")
    review = read_review(review_folder)
    assert (ITEMS, 1, "item_id", "missing-column") in broken(review)
    assert review.tables["evidence_items"].empty


def test_a_misspelt_column_gets_a_suggestion(review_folder: Path) -> None:
    rewrite(review_folder, ITEMS, "participants", "participents")
    (problem,) = read_review(review_folder).problems
    assert (problem.row, problem.column, problem.rule) == (1, "participents", "unknown-column")
    assert 'did you mean "participants"?' in problem.message


def test_a_column_of_no_table_is_flagged_and_not_read(review_folder: Path) -> None:
    rewrite(review_folder, "sources.csv", "note", "zebra")
    review = read_review(review_folder)
    assert broken(review) == []
    assert [(flag.column, flag.rule) for flag in review.flags] == [("zebra", "column-not-read")]


@pytest.mark.parametrize(
    ("old", "new", "column", "rule"),
    [
        ("focus_group", "focus groop", "strand", "unknown-word"),
        ("2020-03-03", "2020-02-31", "collected_on", "impossible-date"),
        ("2020-03-03", "soon", "collected_on", "not-a-date"),
        (",120,", ",-1,", "participants", "too-low"),
        (",120,", ",1.5,", "participants", "not-a-whole-number"),
        ("N2,1,", "N2,7,", "area", "unknown-area"),
        ("N2,1,process,direction", "N2,1,process,directoin", "criterion", "unknown-criterion"),
        ("N2,1,process", "N2,1,planning", "component", "unknown-component"),
        ("partnership,returns,question 1", "partnership,retruns,question 1", "source_id", "orphan"),
        ("supports,important", ",important", "bearing", "required"),
    ],
)
def test_a_bad_cell_is_named_by_row_column_and_rule(
    review_folder: Path, old: str, new: str, column: str, rule: str
) -> None:
    before = (review_folder / ITEMS).read_text(encoding="utf-8").splitlines()
    row = next(number for number, line in enumerate(before, start=1) if old in line)
    rewrite(review_folder, ITEMS, old, new)
    review = read_review(review_folder)
    assert broken(review) == [(ITEMS, row, column, rule)]
    assert len(review.tables["evidence_items"]) == 8


@pytest.mark.parametrize("text", ["NA", "n/a", "nan", "inf", "1e5", "12,5", "1,23,4"])
def test_what_is_no_number_and_no_mark_is_refused(review_folder: Path, text: str) -> None:
    rewrite(review_folder, "indicator_values.csv", ",19,raw", f',"{text}",raw')
    assert broken(read_review(review_folder)) == [
        ("indicator_values.csv", 2, "value", "not-a-number")
    ]


@pytest.mark.parametrize(
    ("mark", "state"),
    [
        ("*", "suppressed"),
        ("c", "suppressed"),
        ("[c]", "suppressed"),
        ("<5", "suppressed"),
        ("fewer than 5", "suppressed"),
        ("..", "not_available"),
        ("[x]", "not_available"),
        ("dna", "not_available"),
        ("z", "not_applicable"),
        ("-", "unclear"),
    ],
)
def test_a_mark_in_place_of_a_number_is_kept_as_its_state_and_never_nought(
    review_folder: Path, mark: str, state: str
) -> None:
    rewrite(review_folder, "indicator_values.csv", ",19,raw", f',"{mark}",raw')
    review = read_review(review_folder)
    assert broken(review) == []
    assert [(each.row, each.column, each.rule) for each in review.flags] == [(2, "value", "marked")]
    assert len(review.tables["indicator_values"]) == 2
    assert pd.isna(review.tables["indicator_values"].loc[0, "value"])
    assert review.marks[["row", "key", "column", "mark", "state"]].to_numpy().tolist() == [
        [2, review.tables["indicator_values"].loc[0, "value_id"], "value", mark, state]
    ]


@pytest.mark.parametrize(
    ("text", "number", "rules"),
    [
        ("1,234", 1234.0, []),
        ("12*", 12.0, ["footnote-mark"]),
        ("12 [note 1]", 12.0, ["footnote-mark"]),
        ("1,234.5(p)", 1234.5, ["footnote-mark"]),
        ("12¹", 12.0, ["footnote-mark"]),
        ("45.5%", 45.5, ["percent-sign"]),
        ("£1,250", 1250.0, ["currency-sign"]),
        ("−3", -3.0, []),
    ],
)
def test_a_number_as_published_is_read_and_what_stands_beside_it_is_said(
    review_folder: Path, text: str, number: float, rules: list[str]
) -> None:
    rewrite(review_folder, "indicator_values.csv", ",19,raw", f',"{text}",raw')
    review = read_review(review_folder)
    assert broken(review) == []
    assert [each.rule for each in review.flags] == rules
    assert review.tables["indicator_values"].loc[0, "value"] == number


def test_a_percent_sign_behind_a_count_is_refused(review_folder: Path) -> None:
    text = (review_folder / "indicator_values.csv").read_text(encoding="utf-8")
    header, *lines = text.splitlines()
    at = header.split(",").index("denominator")
    cells = lines[0].split(",")
    cells[at] = "30%"
    path = review_folder / "indicator_values.csv"
    path.write_text("\n".join([header, ",".join(cells), *lines[1:]]), encoding="utf-8")
    assert broken(read_review(review_folder)) == [
        ("indicator_values.csv", 2, "denominator", "percent-sign")
    ]


def test_an_impossible_day_in_slashes_is_refused(review_folder: Path) -> None:
    path = review_folder / "link_log.csv"
    path.write_text(
        "entry_id,date,area,state,source_id\nL1,31/02/2018,1,concern,report\n"
        "L2,03/02/2018,1,concern,report\n",
        encoding="utf-8",
    )
    assert broken(read_review(review_folder)) == [
        ("link_log.csv", 2, "date", "impossible-date"),
        ("link_log.csv", 3, "date", "undeclared-date"),
    ]


def test_a_declared_day_first_date_is_read_day_first(review_folder: Path) -> None:
    path = review_folder / "link_log.csv"
    path.write_text(
        "entry_id,date,area,state,source_id\nL2,03/02/2018,1,concern,report\n", encoding="utf-8"
    )
    with (review_folder / "review.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[dates]\nlink_log = "day_first"\n')
    review = read_review(review_folder)
    assert broken(review) == []
    assert review.tables["link_log"].loc[0, "date"] == pd.Timestamp(2018, 2, 3)


def test_a_repeated_key_names_both_rows(review_folder: Path) -> None:
    rewrite(review_folder, ITEMS, "N3,", "N2,")
    (problem,) = read_review(review_folder).problems
    assert (problem.row, problem.column, problem.rule) == (4, "item_id", "repeated-key")
    assert "row 3" in problem.message


def test_a_row_copied_whole_is_counted_as_a_duplicate(review_folder: Path) -> None:
    lines = (review_folder / ITEMS).read_text(encoding="utf-8").splitlines()
    (review_folder / ITEMS).write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    review = read_review(review_folder)
    account = review.accounting.set_index("table").loc["evidence_items"]
    assert account[["read", "kept", "refused", "duplicates"]].tolist() == [10, 9, 0, 1]
    assert broken(review) == [(ITEMS, 11, "item_id", "repeated-key")]


def test_links_to_a_table_that_is_absent_are_flagged_and_kept(review_folder: Path) -> None:
    (review_folder / "indicators.csv").unlink()
    review = read_review(review_folder)
    assert broken(review) == []
    assert [(flag.column, flag.rule) for flag in review.flags] == [
        ("indicator_id", "link-not-checked")
    ]
    assert len(review.tables["indicator_values"]) == 2


def test_the_same_value_under_two_keys_is_refused(review_folder: Path) -> None:
    rewrite(review_folder, "indicator_values.csv", "11-15,2019", "11-15,2018")
    review = read_review(review_folder)
    assert [problem.rule for problem in review.problems] == ["repeated-row"]


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda line: line + ",more", "surplus-cells"),
        (lambda line: line.rsplit(",", 1)[0], "short-row"),
    ],
)
def test_a_row_of_the_wrong_length_is_refused_by_number(review_folder, spoil, rule) -> None:
    lines = (review_folder / ITEMS).read_text(encoding="utf-8").splitlines()
    lines[4] = spoil(lines[4])
    (review_folder / ITEMS).write_text("\n".join(lines), encoding="utf-8")
    review = read_review(review_folder)
    assert broken(review) == [(ITEMS, 5, "", rule)]
    account = review.accounting.set_index("table").loc["evidence_items"]
    assert account[["read", "kept", "refused"]].tolist() == [9, 8, 1]


def test_a_cell_over_two_lines_does_not_shift_the_row_numbers(review_folder: Path) -> None:
    rewrite(review_folder, ITEMS, "Managers in one group", '"Managers\nin one group')
    rewrite(review_folder, ITEMS, "describe the aims alike.", 'describe the aims alike."')
    rewrite(review_folder, ITEMS, "N9,2,", "N9,9,")
    assert broken(read_review(review_folder)) == [(ITEMS, 10, "area", "unknown-area")]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty-file"),
        (b"\xff\xfea\x00b", "encoding"),
        (b'source_id,title\n"open', "not-csv"),
        (b"source_id,title\nr,a\x00b\n", "not-csv"),
        (b"source_id,source_id\nr,t\n", "repeated-heading"),
        (b"source_id,,title\nr,t,u\n", "blank-heading"),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(
    review_folder: Path, content: bytes, rule: str
) -> None:
    (review_folder / "sources.csv").write_bytes(content)
    problems = [each for each in read_review(review_folder).problems if each.file == "sources.csv"]
    assert [each.rule for each in problems] == [rule]


def test_problems_of_all_tables_are_reported_at_once(review_folder: Path) -> None:
    rewrite(review_folder, ITEMS, "focus_group", "focus groop")
    rewrite(review_folder, "indicators.csv", "lower", "down")
    rewrite(review_folder, "sources.csv", "inspector,synthetic", "inspector,invented")
    assert {each.file for each in read_review(review_folder).problems} == {
        ITEMS,
        "indicators.csv",
        "sources.csv",
    }


def test_a_required_table_that_is_absent_is_a_problem(review_folder: Path) -> None:
    (review_folder / ITEMS).unlink()
    assert broken(read_review(review_folder)) == [(ITEMS, 0, "", "missing-file")]


def test_a_file_of_no_table_is_a_problem(review_folder: Path) -> None:
    (review_folder / "evidense_items.csv").write_text("a\n1\n", encoding="utf-8")
    assert broken(read_review(review_folder)) == [("evidense_items.csv", 0, "", "unknown-file")]


def test_files_and_headings_are_mapped_by_the_settings(review_folder: Path) -> None:
    rewrite(review_folder, "sources.csv", "source_id,title", "Ref,Document name")
    (review_folder / "sources.csv").rename(review_folder / "register.csv")
    with (review_folder / "review.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[files]\nsources = "register.csv"\n')
        settings.write('\n[columns.sources]\nRef = "source_id"\n"Document name" = "title"\n')
    review = read_review(review_folder)
    assert broken(review) == []
    assert review.tables["sources"]["title"].tolist()[0] == "An invented report"


def test_survey_answers_are_read_by_their_questions_scale(review_folder: Path) -> None:
    (review_folder / "survey_questions.csv").write_text(
        "question_id,area,wording,scale,source_id\nq1,1,Aims are clear,agree_5,returns\n",
        encoding="utf-8",
    )
    (review_folder / "survey_responses.csv").write_text(
        "response_id,sector,q1,source_id\nr1,health,agree,returns\nr2,police,maybe,returns\n",
        encoding="utf-8",
    )
    review = read_review(review_folder)
    assert broken(review) == [("survey_responses.csv", 3, "q1", "unknown-word")]
    assert review.tables["survey_responses"]["q1"].tolist() == ["agree"]


@pytest.mark.parametrize(
    ("old", "new", "column", "rule"),
    [
        ('status = "draft"', 'status = "done"', "review.status", "unknown-word"),
        ("as_at = 2020-03-06", 'as_at = "soon"', "review.as_at", "not-a-date"),
        ('place = "Nineton"', "", "review.place", "required"),
        ("number = 2", "number = 1", "areas", "repeated-key"),
        ("to = 2020-03-06", "to = 2020-03-01", "review.fieldwork_to", "dates-reversed"),
    ],
)
def test_bad_settings_are_problems(
    review_folder: Path, old: str, new: str, column: str, rule: str
) -> None:
    rewrite(review_folder, "review.toml", old, new)
    assert (("review.toml", 0, column, rule)) in broken(read_review(review_folder))


def test_settings_that_are_no_toml_name_the_line(review_folder: Path) -> None:
    rewrite(review_folder, "review.toml", 'place = "Nineton"', "place = Nineton")
    assert broken(read_review(review_folder)) == [("review.toml", 7, "", "not-toml")]


def test_free_text_is_never_repeated_in_a_message(review_folder: Path) -> None:
    rewrite(review_folder, ITEMS, "N2,1,process", "N2,1,planning")
    rewrite(review_folder, ITEMS, "Managers in one group", "Sam Secret in one group")
    assert "Secret" not in " ".join(str(each) for each in read_review(review_folder).problems)


def test_require_clean_raises_with_every_problem(review_folder: Path) -> None:
    rewrite(review_folder, ITEMS, "focus_group", "focus groop")
    rewrite(review_folder, "indicators.csv", "lower", "down")
    with pytest.raises(BadEvidenceError, match=r"indicators.csv, row 2") as caught:
        read_review(review_folder).require_clean()
    assert len(caught.value.problems) == 2


def test_a_folder_without_settings_is_no_review(tmp_path: Path) -> None:
    with pytest.raises(ReviewNotFoundError, match=r"review\.toml"):
        read_review(tmp_path)


def test_review_folders_are_found_by_their_settings() -> None:
    assert review_folders(NINE_ITEMS.parent) == [NINE_ITEMS]


def test_reading_leaves_row_order_alone(nine_items: Review) -> None:
    keys = nine_items.tables["evidence_items"][table("evidence_items").key].tolist()
    assert keys == [f"N{number}" for number in range(1, 10)]


def test_a_review_speaks_from_the_day_it_is_given(nine_items: Review) -> None:
    assert str(evidence_of(nine_items, "2021-01-31").as_at) == "2021-01-31"
    assert str(evidence_of(nine_items).as_at) == "2020-03-06"
    with pytest.raises(ParameterError, match="as_at must be a date"):
        evidence_of(nine_items, "31/01/2021")

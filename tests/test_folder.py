"""A review folder of many kinds of files: each read once, each table put together."""

from __future__ import annotations

import hashlib
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from evidence_lib.loaders import Review, files, read_review
from evidence_lib.loaders.files import Arrivals
from evidence_lib.loaders.kinds import containers
from tests.test_loaders import ITEMS, broken, rewrite

LOG = "entry_id,date,area,state,source_id\n"


def add_settings(folder: Path, text: str) -> None:
    with (folder / "review.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n{text}\n")


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8", newline="\n")


def to_workbook(folder: Path, *names: str, into: str) -> None:
    """Put CSV files of a folder into one workbook, a sheet each, as an office person would."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name in names:
        sheet = workbook.create_sheet(Path(name).stem)
        frame = pd.read_csv(folder / name, dtype=str, keep_default_na=False)
        for row in (list(frame.columns), *frame.to_numpy().tolist()):
            sheet.append([cell or None for cell in row])
        (folder / name).unlink()
    workbook.save(folder / into)


def flagged(review: Review) -> list[tuple[str, int, str, str]]:
    return [(each.file, each.row, each.column, each.rule) for each in review.flags]


def account(review: Review, file: str) -> list[int]:
    row = review.accounting.set_index("file").loc[file]
    return [int(row[name]) for name in ("read", "kept", "refused", "duplicates")]


def test_a_workbook_is_read_as_the_same_table(nine_items: Review, review_folder: Path) -> None:
    to_workbook(review_folder, ITEMS, into="evidence_items.xlsx")
    review = read_review(review_folder)
    assert broken(review) == []
    pd.testing.assert_frame_equal(
        review.tables["evidence_items"], nine_items.tables["evidence_items"]
    )
    said = review.accounting.set_index("file").loc["evidence_items.xlsx", "read_as"]
    assert said == "workbook (.xlsx), sheet evidence_items"


def test_one_workbook_may_hold_several_tables(review_folder: Path) -> None:
    to_workbook(review_folder, ITEMS, "sources.csv", into="all.xlsx")
    add_settings(review_folder, '[files]\nevidence_items = "all.xlsx"\nsources = "all.xlsx"')
    review = read_review(review_folder)
    assert (broken(review), flagged(review)) == ([], [])
    assert len(review.tables["evidence_items"]) == 9
    assert len(review.tables["sources"]) == 2


def test_several_files_make_one_table_and_a_key_of_both_is_refused(review_folder: Path) -> None:
    write(review_folder, "north.csv", f"{LOG}L1,2020-03-01,1,concern,report\n")
    write(
        review_folder,
        "south.csv",
        f"{LOG}L2,2020-03-02,1,concern,report\nL1,2020-03-03,1,no_concern,report\n",
    )
    add_settings(review_folder, '[files]\nlink_log = ["north.csv", "south.csv"]')
    review = read_review(review_folder)
    assert broken(review) == [("south.csv", 3, "entry_id", "repeated-key")]
    assert "row 2 of north.csv" in review.problems[0].message
    assert review.tables["link_log"]["entry_id"].tolist() == ["L1", "L2"]
    assert account(review, "south.csv") == [2, 1, 1, 0]


def test_what_a_row_identifies_may_not_stand_in_two_files(review_folder: Path) -> None:
    head = "workforce_id,sector,headcount,source_id\n"
    write(review_folder, "one.csv", f"{head}W1,health,12,report\n")
    write(review_folder, "two.csv", f"{head}W2,health,13,report\n")
    add_settings(review_folder, '[files]\nworkforce = ["one.csv", "two.csv"]')
    assert broken(read_review(review_folder)) == [("two.csv", 2, "sector", "repeated-row")]


def test_each_file_is_hashed_as_it_was_read(review_folder: Path) -> None:
    review = read_review(review_folder)
    said = dict(zip(review.accounting["file"], review.accounting["sha256"], strict=True))
    assert said == {
        name: hashlib.sha256((review_folder / name).read_bytes()).hexdigest() for name in said
    }


def test_a_file_is_read_from_the_disk_once(review_folder: Path) -> None:
    arrivals = Arrivals(review_folder)
    first = arrivals.file(ITEMS)
    (review_folder / ITEMS).unlink()
    assert arrivals.file(ITEMS) is first


def test_two_files_that_may_be_the_same_table_are_a_problem(review_folder: Path) -> None:
    write(review_folder, "link_log.csv", f"{LOG}L1,2020-03-01,1,concern,report\n")
    write(review_folder, "link_log.tsv", LOG.replace(",", "\t"))
    assert ("link_log.csv", 0, "", "two-files") in broken(read_review(review_folder))


@pytest.mark.parametrize(
    ("name", "rule"),
    [("old.xls", "unknown-file"), ("more.xlsx", "unknown-file"), ("model.pkl", "unknown-file")],
)
def test_a_file_that_somebody_sent_as_evidence_is_never_passed_over(
    review_folder: Path, name: str, rule: str
) -> None:
    write(review_folder, name, "x")
    assert broken(read_review(review_folder)) == [(name, 0, "", rule)]


def test_other_files_are_flagged_and_notes_for_people_are_not(review_folder: Path) -> None:
    for name in ("letter.docx", "README.md", "judgements.jsonl", "~$sources.xlsx", ".hidden.csv"):
        write(review_folder, name, "x")
    review = read_review(review_folder)
    assert broken(review) == []
    assert flagged(review) == [("letter.docx", 0, "", "file-not-read")]


def test_a_table_of_a_refused_kind_is_refused_by_its_name(review_folder: Path) -> None:
    (review_folder / "sources.csv").rename(review_folder / "sources.xlsm")
    assert ("sources.xlsm", 0, "", "macros") in broken(read_review(review_folder))


def test_a_named_file_that_is_absent_is_flagged(review_folder: Path) -> None:
    add_settings(review_folder, '[files]\nneeds = "needs_2020.csv"')
    assert flagged(read_review(review_folder)) == [("needs_2020.csv", 0, "", "named-file-absent")]


def test_a_template_that_was_thrown_away_is_not_flagged(review_folder: Path) -> None:
    add_settings(review_folder, '[files]\nneeds = "needs.xlsx"')
    assert flagged(read_review(review_folder)) == []


def test_a_required_table_without_rows_is_a_problem(review_folder: Path) -> None:
    head = (review_folder / ITEMS).read_text(encoding="utf-8").splitlines()[0]
    write(review_folder, ITEMS, f"{head}\n")
    assert (ITEMS, 0, "", "no-rows") in broken(read_review(review_folder))


def test_a_constant_stands_for_a_column_the_file_lacks(review_folder: Path) -> None:
    write(review_folder, "link_log.csv", "entry_id,date,area,state\nL1,2020-03-01,1,concern\n")
    add_settings(review_folder, '[constants.link_log]\nsource_id = "report"')
    review = read_review(review_folder)
    assert broken(review) == []
    assert review.tables["link_log"]["source_id"].tolist() == ["report"]


def test_a_constant_beside_its_column_is_refused(review_folder: Path) -> None:
    write(review_folder, "link_log.csv", f"{LOG}L1,2020-03-01,1,concern,report\n")
    add_settings(review_folder, '[constants.link_log]\nsource_id = "returns"')
    assert broken(read_review(review_folder)) == [
        ("link_log.csv", 1, "source_id", "constant-and-column")
    ]


def test_the_senders_words_are_mapped(review_folder: Path) -> None:
    write(review_folder, "link_log.csv", f"{LOG}L1,2020-03-01,1,All well,report\n")
    add_settings(review_folder, '[words.link_log.state]\n"all well" = "no_concern"')
    review = read_review(review_folder)
    assert broken(review) == []
    assert review.tables["link_log"]["state"].tolist() == ["no_concern"]


def test_a_wide_table_becomes_long_and_its_problems_name_the_cells(review_folder: Path) -> None:
    write(
        review_folder,
        "wide.csv",
        "value_id,indicator_id,place,2018,2019,2020\nW,starts,Nineton,20,soon,[c]\n",
    )
    add_settings(
        review_folder,
        '[files]\nindicator_values = ["indicator_values.csv", "wide.csv"]\n'
        '[wide.indicator_values]\ninto = "period"\nvalues = "value"\npattern = "20\\\\d\\\\d"',
    )
    (review_folder / "indicator_values.csv").unlink()
    add_settings(
        review_folder,
        '[constants.indicator_values]\nsource_id = "returns"\ndefinition_version = "1"\n'
        'group_type = "all"\ngroup = "all"\nperiod_kind = "calendar_year"\nvalue_type = "raw"',
    )
    review = read_review(review_folder)
    (problem,) = review.problems
    assert (problem.row, problem.column, problem.letter) == (2, "value", "E")
    values = review.tables["indicator_values"]
    assert values[["period", "place"]].to_numpy().tolist() == [
        ["2018", "Nineton"],
        ["2020", "Nineton"],
    ]
    assert review.marks[["row", "mark"]].to_numpy().tolist() == [[2, "[c]"]]
    assert account(review, "wide.csv") == [3, 2, 1, 0]


def test_totals_and_repeated_headings_are_no_evidence(review_folder: Path) -> None:
    text = (review_folder / "indicator_values.csv").read_text(encoding="utf-8")
    head = text.splitlines()[0]
    blank = "," * head.count(",")
    write(review_folder, "indicator_values.csv", f"{text}Total{blank}\n{head}\n")
    assert broken(read_review(review_folder)) == [
        ("indicator_values.csv", 4, "", "total-row"),
        ("indicator_values.csv", 5, "", "repeated-headings"),
    ]


def test_a_row_that_adds_up_the_groups_is_refused(review_folder: Path) -> None:
    rewrite(review_folder, "indicator_values.csv", "age,11-15,2019", "age,Total,2019")
    assert broken(read_review(review_folder)) == [("indicator_values.csv", 3, "", "total-row")]


def test_a_period_that_a_workbook_keeps_as_a_date_is_refused(review_folder: Path) -> None:
    to_workbook(review_folder, "indicator_values.csv", into="indicator_values.xlsx")
    path = review_folder / "indicator_values.xlsx"
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["indicator_values"]
    period = [cell.value for cell in sheet[1]].index("period") + 1
    sheet.cell(2, period).value = pd.Timestamp(2011, 12, 1).to_pydatetime()
    workbook.save(path)
    assert broken(read_review(review_folder)) == [
        ("indicator_values.xlsx", 2, "period", "date-in-text")
    ]


def test_names_of_a_list_are_found_in_free_text(review_folder: Path) -> None:
    rewrite(review_folder, ITEMS, "Managers in one group", "Sam Secretname in one group")
    write(review_folder, "names.txt", "Sam Secretname\n")
    add_settings(review_folder, '[personal]\nnames_file = "names.txt"')
    review = read_review(review_folder)
    assert flagged(review) == [(ITEMS, 3, "summary", "personal-data")]
    assert "Secretname" not in str(review.flags[0])


@pytest.mark.parametrize(
    ("settings", "column", "rule"),
    [
        ('[file]\nneeds = "x.csv"', "file", "unknown-section"),
        ('[files]\nneds = "x.csv"', "files", "unknown-table"),
        ('[files]\nneeds = "../x.csv"', "files.needs", "outside-folder"),
        ("[files]\nneeds = 3", "files.needs", "wrong-shape"),
        ("[sheets]\nneeds = 3", "sheets.needs", "wrong-shape"),
        ('[columns]\nneeds = "x"', "columns.needs", "wrong-shape"),
        ('[columns.needs]\nRef = "ned_id"', "columns.needs.Ref", "unknown-column"),
        ('[constants.needs]\nsorce_id = "x"', "constants.needs.sorce_id", "unknown-column"),
        ('[formats]\n"a.csv" = "qualtriks"', "formats.a.csv", "unknown-word"),
        ('[dates]\nneeds = "us"', "dates.needs", "unknown-word"),
        ('[wide.needs]\nvalues = "v"\npattern = "x"', "wide.needs.into", "required"),
        ('[wide.needs]\ninto = "i"\nvalues = "v"', "wide.needs", "required"),
        ('[wide.needs]\ninto = "i"\nvalues = "v"\ncolumns = ["x"]\npattern = 3',
         "wide.needs.pattern", "wrong-shape"),
        ('[wide.needs]\ninto = "i"\nvalues = "v"\ncolumn = ["x"]', "wide.needs.column",
         "unknown-setting"),
        ("aggregates = 3", "aggregates", "wrong-shape"),
        ('[files]\nneeds = ["a.csv", "a.csv"]', "files.needs", "repeated-file"),
        ('[words.needs]\npriority = "x"', "words.needs.priority", "wrong-shape"),
        ('[words.needs.priorty]\na = "b"', "words.needs.priorty", "unknown-column"),
        ('[words.needs.priority]\na = ["b"]', "words.needs.priority.a", "wrong-shape"),
        ('[constants.needs]\npriority = ["b"]', "constants.needs.priority", "wrong-shape"),
        ('[personal]\nname_file = "n.txt"', "personal.name_file", "unknown-setting"),
        ("[personal]\nnames_file = 5", "personal.names_file", "outside-folder"),
        ('[personal]\nnames_file = "../n.txt"', "personal.names_file", "outside-folder"),
        ("[standards]\nrequest_day = 5", "standards.request_day", "unknown-setting"),
        ('[personal]\nnames_file = "absent.txt"', "", "missing-file"),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_followed_is_named(
    review_folder: Path, settings: str, column: str, rule: str
) -> None:
    path = review_folder / "review.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}", encoding="utf-8")
    if settings.startswith("["):
        add_settings(review_folder, settings)
    else:
        path.write_text(f"{settings}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    found = [(each.column, each.rule) for each in read_review(review_folder).problems]
    assert (column, rule) in found


def test_an_export_is_read_once_it_is_declared(review_folder: Path) -> None:
    write(
        review_folder,
        "survey_questions.csv",
        "question_id,area,wording,scale,source_id\nq1,1,Aims are clear,agree_5,returns\n",
    )
    write(
        review_folder,
        "survey_responses.csv",
        "Id,Start time,Completion time,Email,Name,Where do you work?,Aims are clear\n"
        "7,2020-03-02 10:00,2020-03-02 10:05,someone@example.org,Some One,health,Strongly agree\n",
    )
    assert broken(read_review(review_folder)) == [
        ("survey_responses.csv", 0, "", "undeclared-export")
    ]
    add_settings(
        review_folder,
        '[formats]\n"survey_responses.csv" = "microsoft_forms"\n'
        '[columns.survey_responses]\n"Where do you work?" = "sector"\n"Aims are clear" = "q1"\n'
        '[constants.survey_responses]\nsource_id = "returns"',
    )
    review = read_review(review_folder)
    assert broken(review) == []
    answers = review.tables["survey_responses"]
    assert answers[["response_id", "sector", "q1"]].to_numpy().tolist() == [
        ["7", "health", "strongly_agree"]
    ]
    dropped = [each for each in review.flags if each.rule == "personal-column-dropped"]
    assert [(each.column, each.letter) for each in dropped] == [("Email", "D"), ("Name", "E")]


def test_actions_of_a_tracker_become_plan_actions(review_folder: Path) -> None:
    write(
        review_folder,
        "actions.csv",
        "Action Code,Title,Due Date,Progress %,Status,Assigned To\n"
        "CP1,Agree a protocol,31/03/2020,45%,In Progress,Some One\n",
    )
    add_settings(
        review_folder,
        '[files]\nplan_actions = "actions.csv"\n[dates]\nplan_actions = "day_first"\n'
        '[formats]\n"actions.csv" = "pentana_actions"\n'
        '[constants.plan_actions]\nplan = "Business plan"\nsource_id = "returns"',
    )
    review = read_review(review_folder)
    assert broken(review) == []
    (action,) = review.tables["plan_actions"].to_dict("records")
    assert (action["action_id"], action["due_on"], action["progress_pct"], action["status"]) == (
        "CP1",
        "2020-03-31",
        45.0,
        "in_progress",
    )
    assert pd.isna(action["owner"])


HIGHLIGHTS = "id,document,tag,content\n1,Group A,Pace,It got quicker\n2,Group A,Other,Tea\n"


def test_highlights_become_evidence_items_through_the_code_map(review_folder: Path) -> None:
    write(review_folder, "highlights.csv", HIGHLIGHTS)
    add_settings(
        review_folder,
        '[files]\nevidence_items = ["evidence_items.csv", "highlights.csv"]\n'
        '[formats]\n"highlights.csv" = "taguette"\n'
        '[passages."highlights.csv"]\nsource_id = "returns"\nstrand = "focus_group"\n'
        'form = "qualitative"\nattribution = "reported_by_staff"\nsensitivity = "none"\n'
        'materiality = "minor"\n[codes.Pace]\narea = 1\nbearing = "supports"\n'
        'measure_kind = "process"\n[codes.Other]\nignore = true',
    )
    review = read_review(review_folder)
    assert broken(review) == []
    items = review.tables["evidence_items"]
    assert len(items) == 10
    assert items["quotation"].tolist()[-1] == "It got quicker"
    assert "It got quicker" not in items["summary"].tolist()[-1]
    assert not items["quotation_reviewed"].tolist()[-1]


def test_a_code_in_no_map_is_a_problem(review_folder: Path) -> None:
    write(review_folder, "highlights.csv", HIGHLIGHTS)
    add_settings(
        review_folder,
        '[files]\nevidence_items = ["evidence_items.csv", "highlights.csv"]\n'
        '[formats]\n"highlights.csv" = "taguette"\n[codes.Other]\nignore = true',
    )
    review = read_review(review_folder)
    assert [(each.file, each.rule) for each in review.problems] == [
        ("highlights.csv", "unmapped-code")
    ]
    assert account(review, "highlights.csv") == [1, 0, 1, 0]


def test_labels_that_differ_in_dress_only_are_flagged_by_row(review_folder: Path) -> None:
    write(
        review_folder,
        "workforce.csv",
        "workforce_id,sector,headcount,source_id\n"
        "W1,social work,12,report\nW2,Social-Work,13,report\n",
    )
    review = read_review(review_folder)
    assert broken(review) == []
    assert flagged(review) == [("workforce.csv", 3, "sector", "labels-alike")]
    assert "row 2" in review.flags[0].message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2019,calendar_year", "2019-21,calendar_year"),
        ("2019,calendar_year", "Spring 2019,calendar_year"),
        ("2019,calendar_year", "2019-12,financial_year"),
        ("2019,calendar_year", "2019-13,month"),
        ("2019,calendar_year", "Q1 2019,quarter"),
    ],
)
def test_a_period_that_is_none_of_its_kind_is_refused(
    review_folder: Path, old: str, new: str
) -> None:
    rewrite(review_folder, "indicator_values.csv", old, new)
    assert broken(read_review(review_folder)) == [
        ("indicator_values.csv", 3, "period", "not-a-period")
    ]


@pytest.mark.parametrize(
    "new", ["1999-00,school_year", "2019/20,financial_year", "2019-12,month", "2019-Q4,quarter"]
)
def test_a_period_of_its_kind_stays_as_published(review_folder: Path, new: str) -> None:
    rewrite(review_folder, "indicator_values.csv", "2019,calendar_year", new)
    review = read_review(review_folder)
    assert broken(review) == []
    assert review.tables["indicator_values"]["period"].tolist()[1] == new.split(",")[0]


def test_a_key_that_may_be_somebodys_number_is_flagged(review_folder: Path) -> None:
    write(
        review_folder,
        "service_requests.csv",
        "request_id,requested_on,source_id\n943 476 5919,2020-02-03,report\n",
    )
    assert flagged(read_review(review_folder)) == [
        ("service_requests.csv", 2, "request_id", "personal-data")
    ]


def test_comments_in_a_workbook_are_flagged(review_folder: Path) -> None:
    to_workbook(review_folder, "sources.csv", into="sources.xlsx")
    workbook = openpyxl.load_workbook(review_folder / "sources.xlsx")
    workbook["sources"]["A2"].comment = openpyxl.comments.Comment("see me", "someone")
    workbook.save(review_folder / "sources.xlsx")
    assert flagged(read_review(review_folder)) == [("sources.xlsx", 0, "", "comments-not-read")]


def test_a_sentence_where_links_belong_is_not_repeated(review_folder: Path) -> None:
    write(
        review_folder,
        "self_evaluation.csv",
        "claim_id,area,claim,item_ids,source_id\nC1,1,we do,N1 N99,report\n"
        "C2,1,we do,our Sam was not at home,report\n",
    )
    review = read_review(review_folder)
    assert [(each.row, each.rule) for each in review.problems] == [(2, "orphan"), (3, "orphan")]
    assert '"N99" is no item_id' in review.problems[0].message
    assert "Sam" not in review.problems[1].message


def test_a_file_too_large_is_not_even_read(
    review_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "LARGEST_FILE", 10)
    arrivals = Arrivals(review_folder)
    assert [each.rule for each in arrivals.sheets(ITEMS, ())[1]] == ["too-large"]
    assert arrivals.files == {}


def test_two_headings_of_one_meaning_are_refused(review_folder: Path) -> None:
    write(review_folder, "link_log.csv", f"{LOG.strip()},Day\nL1,2020-03-01,1,concern,report,x\n")
    add_settings(review_folder, '[columns.link_log]\nDay = "date"')
    (problem,) = read_review(review_folder).problems
    assert (problem.row, problem.column, problem.rule) == (1, "Day", "repeated-heading")
    assert problem.letter == "F"


def test_a_heading_in_another_dress_is_read_and_said(review_folder: Path) -> None:
    write(
        review_folder,
        "link_log.csv",
        LOG.replace("entry_id", "Entry ID") + "L1,2020-03-01,1,no_concern,report\n",
    )
    review = read_review(review_folder)
    assert broken(review) == []
    assert flagged(review) == [("link_log.csv", 1, "Entry ID", "heading-read-as")]
    assert review.tables["link_log"]["entry_id"].tolist() == ["L1"]


def test_keys_that_differ_in_capitals_only_are_flagged(review_folder: Path) -> None:
    row = "2020-03-01,1,no_concern,report"
    write(review_folder, "link_log.csv", f"{LOG}L1,{row}\nl1,{row}\n")
    assert flagged(read_review(review_folder)) == [("link_log.csv", 3, "entry_id", "labels-alike")]


def test_a_label_that_says_total_is_flagged_and_kept(review_folder: Path) -> None:
    write(
        review_folder,
        "resources.csv",
        "resource_id,service,year,amount,source_id\nR1,Total,2019-20,12,report\n",
    )
    review = read_review(review_folder)
    assert flagged(review) == [("resources.csv", 2, "service", "may-be-total")]
    assert len(review.tables["resources"]) == 1


def test_a_file_without_headings_is_refused_and_its_cells_are_not_repeated(
    review_folder: Path,
) -> None:
    text = (review_folder / "sources.csv").read_text(encoding="utf-8")
    write(review_folder, "sources.csv", text.split("\n", 1)[1])
    (problem,) = [
        each for each in read_review(review_folder).problems if each.file == "sources.csv"
    ]
    assert (problem.row, problem.column, problem.rule) == (1, "", "no-headings")


def test_a_heading_that_may_tell_somebody_is_named_by_its_letter(review_folder: Path) -> None:
    heading = "Jean McPhee born 12/03/2008 of EH1 1AA"
    write(
        review_folder,
        "link_log.csv",
        LOG.replace("source_id", f"source_id,{heading}") + "L1,2020-03-01,1,no_concern,report,x\n",
    )
    (flag,) = read_review(review_folder).flags
    assert (flag.column, flag.letter, flag.rule) == ("", "F", "column-not-read")
    assert "McPhee" not in str(flag)


def test_a_heading_led_to_no_column_of_the_survey_is_refused(review_folder: Path) -> None:
    write(
        review_folder,
        "survey_responses.csv",
        "response_id,sector,Your role,source_id\nr1,health,nurse,returns\n",
    )
    add_settings(
        review_folder,
        '[columns.survey_responses]\n"Your role" = "rol"\n'
        '[constants.survey_responses]\nlocalty = "North"',
    )
    found = [(each.column, each.rule) for each in read_review(review_folder).problems]
    assert found == [("localty", "unknown-column"), ("Your role", "unknown-column")]


def test_commas_in_the_numbers_of_a_file_with_semicolons_are_refused(review_folder: Path) -> None:
    write(
        review_folder,
        "workforce.csv",
        "workforce_id;sector;headcount;source_id\nW1;health;1,234;report\nW2;police;12;report\n",
    )
    assert broken(read_review(review_folder)) == [
        ("workforce.csv", 2, "headcount", "doubtful-comma")
    ]


def test_headings_in_another_order_are_known_when_they_stand_again(review_folder: Path) -> None:
    head = "link_id,to_group,from_group,source_id"
    write(review_folder, "governance_links.csv", f"{head}\nG1,a,b,report\n{head}\nG2,c,d,report\n")
    assert broken(read_review(review_folder)) == [
        ("governance_links.csv", 3, "", "repeated-headings")
    ]


def test_a_date_cell_is_refused_under_a_heading_in_another_dress(review_folder: Path) -> None:
    to_workbook(review_folder, "indicator_values.csv", into="indicator_values.xlsx")
    path = review_folder / "indicator_values.xlsx"
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["indicator_values"]
    group = [cell.value for cell in sheet[1]].index("group") + 1
    sheet.cell(1, group).value = "Group"
    sheet.cell(2, group).value = pd.Timestamp(2018, 4, 3).to_pydatetime()
    workbook.save(path)
    assert broken(read_review(review_folder)) == [
        ("indicator_values.xlsx", 2, "group", "date-in-text")
    ]


@pytest.mark.parametrize(
    ("old", "new", "column", "rule"),
    [
        (",19,raw", ",19,suppressed", "value", "value-against-type"),
        (",19,raw", ",19,not_available", "value", "value-against-type"),
        ("raw,2020-02,,table 1", "raw,2020-02,S-2018,table 1", "superseded_by", "own-successor"),
    ],
)
def test_a_value_that_contradicts_itself_is_refused(
    review_folder: Path, old: str, new: str, column: str, rule: str
) -> None:
    rewrite(review_folder, "indicator_values.csv", old, new)
    assert broken(read_review(review_folder)) == [("indicator_values.csv", 2, column, rule)]


def test_a_numerator_above_its_denominator_is_flagged(review_folder: Path) -> None:
    rewrite(review_folder, "indicator_values.csv", "19,,19", "19,3,19")
    assert flagged(read_review(review_folder)) == [
        ("indicator_values.csv", 2, "numerator", "above-denominator")
    ]


def test_a_period_in_another_dress_is_the_same_period(review_folder: Path) -> None:
    rewrite(review_folder, "indicator_values.csv", "2018,calendar_year", "2018-19,school_year")
    rewrite(review_folder, "indicator_values.csv", "2019,calendar_year", "2018/19,school_year")
    assert [each.rule for each in read_review(review_folder).problems] == ["repeated-row"]


@pytest.mark.parametrize("label", ["Grand total", "Nineton Total", "TOTAL (all)", "Overall total"])
def test_a_group_that_may_be_a_total_is_flagged(review_folder: Path, label: str) -> None:
    rewrite(review_folder, "indicator_values.csv", "age,11-15,2019", f"age,{label},2019")
    review = read_review(review_folder)
    assert {each.rule for each in (*review.problems, *review.flags)} <= {
        "may-be-total",
        "total-row",
    }
    assert review.problems or review.flags


@pytest.mark.parametrize("label", ["11–15", "11\u201115", "11-15.", "１１-15", "11-15\ufe0f"])
def test_labels_that_look_alike_are_flagged(review_folder: Path, label: str) -> None:
    rewrite(review_folder, "indicator_values.csv", "age,11-15,2019", f"age,{label},2019")
    assert {each.rule for each in read_review(review_folder).flags} & {
        "labels-alike",
        "label-tidied",
    }


def test_marks_of_refused_rows_are_not_told(review_folder: Path) -> None:
    rewrite(review_folder, "indicator_values.csv", ",19,raw", ",[c],rawest")
    assert read_review(review_folder).marks.empty


def test_a_folder_named_as_a_table_is_passed_over(review_folder: Path) -> None:
    (review_folder / "needs.csv").mkdir()
    assert broken(read_review(review_folder)) == []


def test_a_tidied_key_is_found_by_its_links(review_folder: Path) -> None:
    rewrite(review_folder, "sources.csv", "returns,", "ret\u200burns,")
    assert broken(read_review(review_folder)) == []


WIDE_VALUES = """
[files]
indicator_values = ["wide.csv"]
[wide.indicator_values]
into = "period"
values = "value"
pattern = "20.*"
[constants.indicator_values]
source_id = "returns"
definition_version = "1"
place = "Nineton"
group_type = "all"
group = "all"
period_kind = "school_year"
value_type = "raw"
"""


def test_a_refused_value_of_a_wide_row_takes_no_mark_of_its_neighbours(review_folder: Path) -> None:
    (review_folder / "indicator_values.csv").unlink()
    write(
        review_folder,
        "wide.csv",
        "value_id,indicator_id,2017-18,2018-19\nW,starts,,20\nV,starts,[c],21\n",
    )
    add_settings(review_folder, WIDE_VALUES)
    review = read_review(review_folder)
    (problem,) = review.problems
    assert (problem.row, problem.rule) == (3, "repeated-row")
    assert problem.message.startswith("row 2 already has")
    assert review.marks[["row", "mark"]].to_numpy().tolist() == [[3, "[c]"]]
    assert account(review, "wide.csv") == [3, 2, 1, 0]


def test_a_workbook_of_many_tables_is_looked_into_once(
    review_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_workbook(review_folder, ITEMS, "sources.csv", into="all.xlsx")
    looked: list[str] = []
    monkeypatch.setattr(files, "refusal", lambda file: looked.append(file.name))
    arrivals = Arrivals(review_folder)
    assert arrivals.sheets("all.xlsx", ()) is arrivals.sheets("all.xlsx", ())
    assert looked == ["all.xlsx"]

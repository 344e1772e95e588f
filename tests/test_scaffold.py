"""An empty review: its workbooks, its settings and its advice agree with the contract."""

from __future__ import annotations

import csv
import io
import re
import tomllib
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import markdown2html
from openpyxl.worksheet.datavalidation import DataValidation
from python_calamine import CalamineWorkbook

from evidence_lib import terms
from evidence_lib.__main__ import main
from evidence_lib.contract import NOTES_SHEET, TABLE_NAMES, TABLES, Table, table
from evidence_lib.errors import EvidenceError, ParameterError
from evidence_lib.loaders import read_review
from evidence_lib.loaders.cells.values import ReadingRules, value_of
from evidence_lib.loaders.settings import read_settings
from evidence_lib.scaffold import write_review
from evidence_lib.scaffold.notes import column_notes
from evidence_lib.scaffold.texts import advice, settings
from evidence_lib.scaffold.workbook import MADE, template
from tests.conftest import HOUSE

NAME = "Invented partnership of Glenmarnock"
DAY = date(2026, 11, 24)
NOTES_FILE = HOUSE / "evidence_lib" / "reference" / "column_notes.toml"
EVERY_TABLE = pytest.mark.parametrize("each", TABLES, ids=lambda each: each.name)


@pytest.fixture(scope="module")
def new_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_review(
        tmp_path_factory.mktemp("new") / "review", partnership=NAME, review_date=DAY
    )


@pytest.fixture(scope="module")
def workbooks(new_review: Path) -> dict[str, Any]:
    return {name: openpyxl.load_workbook(new_review / f"{name}.xlsx") for name in TABLE_NAMES}


def rules_of(workbook: Any, row: int) -> dict[str, DataValidation]:
    """The rule by which each column is checked in one row, by the column's heading."""
    sheet = workbook.worksheets[0]
    return {
        cell.value: rule
        for cell in sheet[1]
        for rule in sheet.data_validations.dataValidation
        if f"{cell.column_letter}{row}" in rule.sqref
    }


def notes_of(workbook: Any) -> list[tuple[str, ...]]:
    rows = [tuple(cell or "" for cell in row) for row in workbook[NOTES_SHEET].values]
    start = next(number for number, row in enumerate(rows) if row[0] == "Column")
    return rows[start + 1 :]


def settings_of(partnership: str) -> dict[str, Any]:
    return tomllib.loads(settings("review", partnership, DAY))


# --- The folder ---


def test_a_new_review_holds_a_workbook_for_each_table_the_settings_and_the_advice(
    new_review: Path,
) -> None:
    workbooks = {f"{name}.xlsx" for name in TABLE_NAMES}
    assert {path.name for path in new_review.iterdir()} == workbooks | {"review.toml", "README.md"}


def test_the_same_name_and_date_give_the_same_bytes(new_review: Path, tmp_path: Path) -> None:
    again = write_review(tmp_path / "review", partnership=NAME, review_date=DAY)
    for path in new_review.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_no_workbook_says_when_it_was_really_made(
    new_review: Path, workbooks: dict[str, Any]
) -> None:
    for name, workbook in workbooks.items():
        assert (workbook.properties.created, workbook.properties.modified) == (MADE, MADE)
        assert workbook.properties.title.startswith(f"{name}: one row is ")
        with zipfile.ZipFile(new_review / f"{name}.xlsx") as archive:
            assert {each.date_time[0] for each in archive.infolist()} == {1980}


def test_a_workbook_depends_on_the_contract_alone(new_review: Path, tmp_path: Path) -> None:
    other = write_review(tmp_path / "x", partnership="Nineton", review_date=date(2030, 1, 1))
    for name in TABLE_NAMES:
        assert (other / f"{name}.xlsx").read_bytes() == (new_review / f"{name}.xlsx").read_bytes()


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert write_review(tmp_path, partnership=NAME, review_date=DAY) == tmp_path
    assert (tmp_path / "review.toml").is_file()


def test_a_folder_with_something_in_it_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "sources.xlsx").write_bytes(b"mine")
    with pytest.raises(EvidenceError, match="must be a new or empty folder"):
        write_review(tmp_path, partnership=NAME, review_date=DAY)
    assert [path.name for path in tmp_path.iterdir()] == ["sources.xlsx"]
    assert (tmp_path / "sources.xlsx").read_bytes() == b"mine"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "review").write_bytes(b"mine")
    with pytest.raises(EvidenceError, match="must be a new or empty folder"):
        write_review(tmp_path / "review", partnership=NAME, review_date=DAY)
    with pytest.raises(EvidenceError, match="writing a review"):
        write_review(tmp_path / "review" / "below", partnership=NAME, review_date=DAY)
    assert (tmp_path / "review").read_bytes() == b"mine"


# --- The sheet to fill in ---


@EVERY_TABLE
def test_a_workbook_has_the_headings_of_its_table_and_no_row(each: Table, new_review: Path) -> None:
    workbook = CalamineWorkbook.from_path(new_review / f"{each.name}.xlsx")
    assert workbook.sheet_names == [each.name, NOTES_SHEET]
    sheet = workbook.get_sheet_by_index(0)
    assert sheet.to_python(skip_empty_area=False) == [[column.name for column in each.columns]]


@EVERY_TABLE
def test_every_drop_down_lists_the_words_of_the_contract(
    each: Table, workbooks: dict[str, Any]
) -> None:
    for row in (2, 2000):
        rules = rules_of(workbooks[each.name], row)
        lists = {name: rule for name, rule in rules.items() if rule.type == "list"}
        assert {name: rule.formula1.strip('"').split(",") for name, rule in lists.items()} == {
            column.name: list(column.allowed or ("yes", "no"))
            for column in each.columns
            if column.kind in ("word", "flag")
        }
        assert all(rule.errorStyle in (None, "stop") for rule in lists.values())
        assert not any(rule.showDropDown for rule in lists.values()), "true hides the arrow"


@EVERY_TABLE
def test_dates_and_numbers_are_checked_within_the_limits_of_the_contract(
    each: Table, workbooks: dict[str, Any]
) -> None:
    kinds = {
        "date": "date",
        "integer": "whole",
        "number": "decimal",
        "word": "list",
        "flag": "list",
    }
    rules = rules_of(workbooks[each.name], 2000)
    assert len(rules) == len(each.columns)
    for column in each.columns:
        rule = rules[column.name]
        assert rule.type == kinds.get(column.kind)
        assert rule.allowBlank
        if rule.type in ("whole", "decimal"):
            least = -999_999_999_999 if column.minimum is None else column.minimum
            most = 999_999_999_999 if column.maximum is None else column.maximum
            assert (float(rule.formula1), float(rule.formula2)) == (least, most)
            assert rule.errorStyle == "warning", "a mark such as * may stand there"


@EVERY_TABLE
def test_every_cell_says_what_belongs_there(each: Table, workbooks: dict[str, Any]) -> None:
    notes = column_notes()[each.name]
    for row in (1, 2, 2000):
        rules = rules_of(workbooks[each.name], row)
        for column in each.columns:
            rule = rules[column.name]
            needed = "Must be filled in." if column.required else "May be blank."
            assert rule.promptTitle == column.name
            assert rule.prompt.startswith(f"{needed} {notes[column.name].note}")
            assert rule.showInputMessage


@EVERY_TABLE
def test_required_headings_are_dark_and_the_others_pale(
    each: Table, workbooks: dict[str, Any]
) -> None:
    sheet = workbooks[each.name].worksheets[0]
    assert sheet.freeze_panes == "B2"
    for cell, column in zip(sheet[1], each.columns, strict=True):
        dark = cell.fill.fgColor.rgb == "FF000080" and cell.font.color.rgb == "FFFFFFFF"
        assert dark == column.required
        assert cell.font.bold
        assert cell.alignment.wrap_text
        assert (cell.border.bottom.style == "thick") == column.required, "not by colour alone"


@EVERY_TABLE
def test_text_stays_as_it_is_typed_and_dates_show_the_year_first(
    each: Table, workbooks: dict[str, Any]
) -> None:
    sheet = workbooks[each.name].worksheets[0]
    looks = {"date": "yyyy-mm-dd", "integer": "General", "number": "General"}
    for cell, column in zip(sheet[1], each.columns, strict=True):
        (dimension,) = (
            span for span in sheet.column_dimensions.values() if span.min <= cell.column <= span.max
        )
        assert dimension.number_format == looks.get(column.kind, "@"), column.name
        assert len(column.name) + 2 <= dimension.width <= 50


def test_nothing_in_any_workbook_is_a_formula_or_leads_outside(new_review: Path) -> None:
    for name in TABLE_NAMES:
        with zipfile.ZipFile(new_review / f"{name}.xlsx") as archive:
            parts = {each: archive.read(each).decode("utf-8") for each in archive.namelist()}
        assert not [each for each in parts if "external" in each.lower() or "vba" in each.lower()]
        for part, text in parts.items():
            assert not re.search(r"<f[ >]|<hyperlink|TargetMode|<definedName", text), part
            assert "mergeCell" not in text
            assert 'hidden="1"' not in text


# --- The sheet of notes ---


@EVERY_TABLE
def test_the_notes_explain_each_column_in_its_order(each: Table, workbooks: dict[str, Any]) -> None:
    notes = column_notes()[each.name]
    workbook = workbooks[each.name]
    assert workbook[NOTES_SHEET]["A1"].value == f"{each.name}: one row is {each.row}"
    rows = notes_of(workbook)[: len(each.columns)]
    for row, column in zip(rows, each.columns, strict=True):
        name, what, needed, allowed, example = row[:5]
        assert (name, what, example) == (
            column.name,
            notes[column.name].note,
            notes[column.name].example,
        )
        assert needed == ("yes" if column.required else "no")
        assert all(word in allowed for word in column.allowed)
        assert not column.refers_to or f"of the table {column.refers_to}" in allowed
        limits = [limit for limit in (column.minimum, column.maximum) if limit is not None]
        assert all(f"{limit:g}" in allowed for limit in limits)


def test_the_notes_of_the_survey_list_the_answers_of_every_scale(
    workbooks: dict[str, Any],
) -> None:
    after = notes_of(workbooks["survey_responses"])[len(table("survey_responses").columns) :]
    answers = {row[0]: row[1] for row in after}
    assert set(terms.SCALES) <= set(answers)
    for scale, words in terms.SCALE_ANSWERS.items():
        assert all(word in answers[scale] for word in (*words, *terms.NO_OPINION))
    assert any("survey_questions.xlsx" in row[0] for row in after)
    rest = notes_of(workbooks["sources"])[len(table("sources").columns) :]
    assert rest == []


@EVERY_TABLE
def test_every_column_has_a_sentence_and_an_example_that_the_contract_allows(each: Table) -> None:
    notes = column_notes()[each.name]
    assert list(notes) == [column.name for column in each.columns]
    for column in each.columns:
        said = notes[column.name]
        assert re.fullmatch(r"[A-Z][^\n]{3,160}\.", said.note), column.name
        assert said.example == said.example.strip() != ""
        assert value_of(said.example, column, ReadingRules(areas=("1",))) is not None


def test_no_note_is_for_a_column_that_does_not_exist() -> None:
    notes = tomllib.loads(NOTES_FILE.read_text(encoding="utf-8"))
    everywhere = {column.name for each in TABLES for column in each.columns}
    assert set(notes) == {"version", "columns", "tables"}
    assert set(notes["columns"]) <= everywhere
    for name, columns in notes["tables"].items():
        assert set(columns) <= {column.name for column in table(name).columns}, name


def test_no_note_is_said_in_vain() -> None:
    notes = tomllib.loads(NOTES_FILE.read_text(encoding="utf-8"))
    for name, of_all in notes["columns"].items():
        users = [each.name for each in TABLES if name in {column.name for column in each.columns}]
        own = [notes["tables"].get(user, {}).get(name, {}) for user in users]
        assert any(set(of_all) - set(said) for said in own), name
        assert not [said for said in own if set(said.items()) & set(of_all.items())], name


def fill_in(folder: Path) -> None:
    """Put the example row of every table, as CSV, in place of the workbooks."""
    notes = column_notes()
    for each in TABLES:
        row = {column: said.example for column, said in notes[each.name].items()}
        row |= {"superseded_by": ""} if "superseded_by" in row else {}
        row |= {"q01_direction": "agree"} if each.open_to else {}
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows([row.keys(), row.values()])
        (folder / f"{each.name}.csv").write_text(out.getvalue(), encoding="utf-8")
        (folder / f"{each.name}.xlsx").unlink()
    text = (folder / "review.toml").read_text(encoding="utf-8").replace(".xlsx", ".csv")
    for line, filled in (
        ('place = ""', 'place = "Glenmarnock"'),
        ('title = ""', 'title = "Early help"'),
        ('wording = ""', 'wording = "Help families sooner."'),
        ("#early_help =", "early_help ="),
    ):
        assert text.count(line) == 1
        text = text.replace(line, filled)
    (folder / "review.toml").write_text(text, encoding="utf-8")


def test_the_example_rows_of_all_tables_are_one_clean_review(tmp_path: Path) -> None:
    fill_in(write_review(tmp_path / "filled", partnership=NAME, review_date=DAY))
    review = read_review(tmp_path / "filled")
    assert review.problems == ()
    assert {name: len(frame) for name, frame in review.tables.items()} == dict.fromkeys(
        TABLE_NAMES, 1
    )


# --- review.toml ---

NASTY = [
    'Tom "the" Glen',
    "C:\\new\\table",
    "it's",
    "Glen & Marnock",
    "'''",
    '"""',
    "# no",
    "$name",
]


@pytest.mark.parametrize("name", [*NASTY, "Gleann Màrnaig", "x = 1", "[areas]", "é" * 300, "🏴"])
def test_any_name_that_can_be_printed_stands_in_the_settings_as_it_is(name: str) -> None:
    review = settings_of(name)["review"]
    assert review["partnership"] == name
    assert review["title"].endswith(f": {name}")


@given(name=st.text(min_size=1, max_size=60))
def test_a_name_is_written_as_it_is_or_refused(new_review: Path, name: str) -> None:
    if name.strip() and name.isprintable():
        assert settings_of(name)["review"]["partnership"] == name
    else:
        with pytest.raises(ParameterError, match="partnership"):
            write_review(new_review, partnership=name, review_date=DAY)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Glen\nmarnock", "character 5 is U+000A"),
        ("Glen\x00", "U+0000"),
        ("Glen\x7f", "U+007F"),
        ("\x1b[31mGlen", "character 1 is U+001B"),
        ("Glen\u202emarnock", "U+202E"),
        ("Glen\ud800", "U+D800"),
        ("  ", "blank"),
    ],
)
def test_a_name_with_a_character_that_is_not_printed_is_refused(
    tmp_path: Path, name: str, said: str
) -> None:
    with pytest.raises(ParameterError, match=re.escape(said)) as refused:
        write_review(tmp_path / "review", partnership=name, review_date=DAY)
    assert "Glen" not in str(refused.value)
    assert not (tmp_path / "review").exists()


@pytest.mark.parametrize("name", ['a "b" c', "CON", "a\nb", "Gleann Màrnaig"])
def test_a_folder_whose_name_is_no_slug_is_not_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(ParameterError, match='"folder" must be small letters a to z'):
        write_review(tmp_path / name, partnership=NAME, review_date=DAY)
    assert list(tmp_path.iterdir()) == []


def test_the_settings_speak_from_the_date_of_the_review() -> None:
    read = settings_of(NAME)
    days = ("fieldwork_from", "fieldwork_to", "as_at")
    assert [read["review"][name] for name in days] == [DAY, DAY, DAY]
    assert read["review"]["status"] == "draft"
    assert read["disclosure"] == {"threshold": 5}
    assert read["files"] == {name: f"{name}.xlsx" for name in TABLE_NAMES}


def test_the_scale_of_progress_has_five_levels_each_with_its_anchor() -> None:
    levels = settings_of(NAME)["progress_scale"]["levels"]
    assert [each["level"] for each in levels] == [4, 3, 2, 1, 0]
    assert len({each["word"] for each in levels}) == 5
    assert all(each["anchor"].endswith(".") for each in levels)


def test_a_check_of_new_settings_names_what_is_to_be_filled_in(new_review: Path) -> None:
    assert [(each.column, each.rule) for each in read_settings(new_review).problems] == [
        ("review.place", "required"),
        ("areas[1].title", "required"),
        ("areas[1].wording", "required"),
    ]


def switch_on(text: str) -> str:
    return re.sub(r"^#(?=[^ \n])", "", text, flags=re.MULTILINE)


def test_settings_that_are_switched_off_name_only_what_there_is(new_review: Path) -> None:
    text = (new_review / "review.toml").read_text(encoding="utf-8")
    off, on = tomllib.loads(text), tomllib.loads(switch_on(text))
    sections = ("comparators", "standards", "sheets", "formats", "columns", "constants", "words")
    more = ("dates", "wide", "codes", "passages", "aggregates", "personal", "sign_off")
    assert set(on) - set(off) == {*sections, *more}
    for section in ("sheets", "columns", "constants", "words", "dates", "wide"):
        assert set(on[section]) <= set(TABLE_NAMES), section


def test_columns_and_words_that_are_switched_off_are_those_of_the_contract(
    new_review: Path,
) -> None:
    on = tomllib.loads(switch_on((new_review / "review.toml").read_text(encoding="utf-8")))
    named = [(name, ours) for name, part in on["columns"].items() for ours in part.values()]
    named += [(name, ours) for name, part in on["constants"].items() for ours in part]
    named += [(name, on["wide"][name][role]) for name in on["wide"] for role in ("into", "values")]
    named += [
        ("evidence_items", ours)
        for section in ("codes", "passages")
        for part in on[section].values()
        for ours in part
    ]
    assert [ours for name, ours in named if not table(name).column(ours)] == []
    assert re.fullmatch(on["wide"]["indicator_values"]["pattern"], "2025-26")
    outcomes = table("resource_decisions").column("outcome").allowed
    assert set(on["words"]["resource_decisions"]["outcome"].values()) <= set(outcomes)


def test_settings_that_are_switched_on_and_filled_in_are_without_a_problem(tmp_path: Path) -> None:
    folder = write_review(tmp_path / "review", partnership=NAME, review_date=DAY)
    text = switch_on((folder / "review.toml").read_text(encoding="utf-8"))
    text = re.sub(r'^(place|title|wording) = ""$', r'\1 = "Glenmarnock"', text, flags=re.MULTILINE)
    (folder / "review.toml").write_text(text, encoding="utf-8")
    assert read_settings(folder).problems == ()


def test_every_comment_of_the_settings_explains_or_is_a_setting(new_review: Path) -> None:
    lines = (new_review / "review.toml").read_text(encoding="utf-8").splitlines()
    for line in lines:
        assert not line.startswith("#") or re.match(r"# \S|#$|#\[|#[\w\"]", line), line
        assert not re.match(r'# (\[|[\w"]+ = )', line), f"taken for a setting: {line}"


# --- The advice ---


def test_the_advice_lists_every_workbook_and_says_which_are_essential(new_review: Path) -> None:
    text = (new_review / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)\.xlsx` \| (.+) \| (.+) \|$", text, flags=re.MULTILINE)
    assert listed == [
        (each.name, each.row, "essential" if each.required else "if you have it") for each in TABLES
    ]
    for mark in ("`*`", "`[c]`", "`..`", "`<5`"):
        assert mark in text
    assert "2026-11-24" in text
    assert NAME in text


def test_the_message_shown_in_the_advice_is_a_true_one(tmp_path: Path) -> None:
    text = (
        write_review(tmp_path / "r", partnership=NAME, review_date=DAY) / "README.md"
    ).read_text()
    fill_in(tmp_path / "r")
    header, row = (tmp_path / "r" / "sources.csv").read_text(encoding="utf-8").splitlines()
    assert header.split(",").index("origin") == "ABCD".index("D")
    bad = f"{header}\n\n\n{row.replace(',partnership,', ',council,')}\n"
    (tmp_path / "r" / "sources.csv").write_text(bad, encoding="utf-8")
    (problem,) = (each for each in read_review(tmp_path / "r").problems if each.row == 4)
    shown = re.search(r"^    (sources\.xlsx.*)$", text, flags=re.MULTILINE)
    assert shown
    assert shown[1].replace("xlsx", "csv").replace(" (D)", "") == str(problem).replace(" (D)", "")


def test_a_name_is_no_markup_in_the_advice(tmp_path: Path) -> None:
    name = "<b>*Glen*</b> [x](y) #1"
    folder = write_review(tmp_path / "review", partnership=name, review_date=DAY)
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert r"\<b\>\*Glen\*\</b\> \[x\](y) \#1" in text.splitlines()


@pytest.mark.parametrize(
    "name", ["=== ", "---", "- x", "+ x", "1. x", "12) x", "> x", "&lt;b&gt;", "&#60;", "http://x.org",
             "www.x.org", "a@b.org", "![x](y)", "`x`", "~~x~~", "    x", "a | b"],
)  # fmt: skip
def test_a_name_stays_a_paragraph_of_text_in_the_advice(name: str) -> None:
    shown = markdown2html(advice(name, DAY).split("\n\n")[1])
    said = BeautifulSoup(shown, "html.parser")
    assert [tag.name for tag in said.find_all(True)] == ["p"]
    assert said.p.text.strip() == name.strip()


# --- The door ---


def new(folder: Path, day: str = "2026-11-24", name: str = NAME) -> int:
    return main(["new", str(folder), "--partnership", name, "--review-date", day])


def test_the_door_writes_a_review_and_says_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(tmp_path / "review") == 0
    said = capsys.readouterr().out
    assert f"{tmp_path / 'review'}: a review to fill in" in said
    assert f"evidence check {tmp_path / 'review'}" in said
    read = tomllib.loads((tmp_path / "review" / "review.toml").read_text(encoding="utf-8"))
    assert (read["review"]["partnership"], read["review"]["as_at"]) == (NAME, DAY)


@pytest.mark.parametrize(
    "day", ["24/11/2026", "20261124", "2026-W48-2", "2026-02-30", "2026-11", "", "2026-11-24T00:00"]
)
def test_a_day_that_is_not_written_in_full_is_a_usage_error(
    tmp_path: Path, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        new(tmp_path / "review", day)
    assert stopped.value.code == 2
    assert "must be a day such as 2026-11-24" in capsys.readouterr().err
    assert not (tmp_path / "review").exists()


@pytest.mark.parametrize("left_out", ["--partnership", "--review-date"])
def test_the_name_and_the_date_are_asked_for(tmp_path: Path, left_out: str) -> None:
    given = {"--partnership": NAME, "--review-date": "2026-11-24"}
    del given[left_out]
    with pytest.raises(SystemExit) as stopped:
        main(["new", str(tmp_path / "review"), *(part for pair in given.items() for part in pair)])
    assert stopped.value.code == 2


def test_the_door_refuses_a_folder_in_use_and_a_name_of_two_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    assert new(tmp_path) == 1
    assert "must be a new or empty folder" in capsys.readouterr().err
    assert new(tmp_path / "other", name="a\nb") == 1
    assert "U+000A" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_template_is_made_without_a_warning_and_opens_on_the_sheet_to_fill_in() -> None:
    data = template(table("evidence_items"), column_notes()["evidence_items"])
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    assert workbook.active.title == "evidence_items"
    assert workbook.properties.created == datetime(2018, 1, 1)

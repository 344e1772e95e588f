"""One cell: read as it was meant, noted, or refused by a rule."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib.contract import Column
from evidence_lib.loaders.cells.cell import CellError
from evidence_lib.loaders.cells.values import ReadingRules, read_cell, value_of
from evidence_lib.terms import BEARINGS

DAY = Column("date", "date")
WHEN = Column("due_on", "when")
LABEL = Column("period", "label")
TEXT = Column("summary", "text")
COUNT = Column("participants", "integer", minimum=0)
WORD = Column("bearing", "word", allowed=BEARINGS)
DAY_FIRST = ReadingRules(("1", "2"), day_first=True)
AS_SENT = ReadingRules(("1", "2"))


def rules(text: str, column: Column, reading: ReadingRules = AS_SENT) -> list[str]:
    return [note.rule for note in read_cell(text, column, reading)[1]]


def refused_for(text: str, column: Column, reading: ReadingRules = AS_SENT) -> str:
    with pytest.raises(CellError) as caught:
        value_of(text, column, reading)
    return caught.value.rule


@pytest.mark.parametrize(
    "text",
    ["2018-01-29", "2018-01-29 00:00", "2018-01-29T00:00:00", "29 January 2018", "29-Jan-2018",
     "29th Jan 2018"],
)  # fmt: skip
def test_a_date_that_can_mean_one_day_only_is_read(text: str) -> None:
    assert value_of(text, DAY, AS_SENT) == pd.Timestamp(2018, 1, 29)
    assert rules(text, DAY) == []


@pytest.mark.parametrize("text", ["03/02/2018", "3.2.2018", "03-02-2018"])
def test_a_date_with_slashes_is_read_only_where_its_order_is_declared(text: str) -> None:
    assert value_of(text, DAY, DAY_FIRST) == pd.Timestamp(2018, 2, 3)
    assert refused_for(text, DAY) == "undeclared-date"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2018-02-30", "impossible-date"),
        ("02/25/2018", "impossible-date"),
        ("31 February 2018", "impossible-date"),
        ("03/02/18", "not-a-date"),
        ("43129", "not-a-date"),
        ("29 Januar 2018", "not-a-date"),
        ("2018-01-29T10:00Z", "not-a-date"),
        ("٢٠١٨-٠١-٢٩", "not-a-date"),
        ("soon", "not-a-date"),
    ],
)
def test_what_may_be_no_day_or_another_day_is_refused(text: str, rule: str) -> None:
    assert refused_for(text, DAY, DAY_FIRST) == rule


def test_a_time_of_day_is_left_out_and_said() -> None:
    assert value_of("2018-01-29 13:45", DAY, AS_SENT) == pd.Timestamp(2018, 1, 29)
    assert rules("2018-01-29 13:45", DAY) == ["time-left-out"]


@pytest.mark.parametrize(
    ("text", "when"),
    [("2018", "2018"), ("2018-01", "2018-01"), ("January 2018", "2018-01"),
     ("29 January 2018", "2018-01-29"), ("2018-01-29", "2018-01-29")],
)  # fmt: skip
def test_a_day_month_or_year_stays_as_exact_as_it_was_published(text: str, when: str) -> None:
    assert value_of(text, WHEN, AS_SENT) == when


@pytest.mark.parametrize("text", ["2018-13", "Spring 2018", "01/2018", "18"])
def test_a_vague_time_is_refused(text: str) -> None:
    assert refused_for(text, WHEN) in {"impossible-date", "not-a-date"}


@pytest.mark.parametrize("text", ["NA", "None", "null", "nan", "N/A", "=1+1", "<b>x</b>", "-"])
def test_free_text_stays_as_it_stands(text: str) -> None:
    assert read_cell(text, TEXT, AS_SENT) == (text, ())


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("it was \ufffdgood\ufffd", "lost-characters"),
        ("donâ€™t", "mis-encoded"),
        ("Ã€ la carte", "mis-encoded"),
        ("cafÃ©", "mis-encoded"),
        ("invoice\u202egnp", "hidden-characters"),
    ],
)
def test_traces_of_damage_in_text_are_flagged(text: str, rule: str) -> None:
    assert read_cell(text, TEXT, AS_SENT)[0] == text
    assert rules(text, TEXT) == [rule]


@pytest.mark.parametrize(
    ("text", "plain"),
    [("North\u00a0East", "North East"), ("A\u200b1", "A1"), ("cafe\u0301", "café")],
)
def test_a_label_is_written_plainly_and_that_is_said(text: str, plain: str) -> None:
    assert value_of(text, LABEL, AS_SENT) == plain
    assert rules(text, LABEL) == ["label-tidied"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [("Dec-11", "spreadsheet-date"), ("11-Dec", "spreadsheet-date"),
     ("1.23E+15", "shortened-number"), ("2018.0", "decimals-added")],
)  # fmt: skip
def test_what_a_spreadsheet_made_of_a_label_is_flagged(text: str, rule: str) -> None:
    assert value_of(text, LABEL, AS_SENT) == text
    assert rules(text, LABEL) == [rule]


@pytest.mark.parametrize(
    ("text", "rule"), [("x" * 501, "too-long"), ("\u200b", "hidden-characters")]
)
def test_a_label_that_is_none_is_refused(text: str, rule: str) -> None:
    assert refused_for(text, LABEL) == rule


@pytest.mark.parametrize("column", [TEXT, LABEL, WORD, COUNT, DAY])
def test_control_characters_are_refused_everywhere(column: Column) -> None:
    assert refused_for("a\x07b", column) == "control-character"


@pytest.mark.parametrize(
    ("text", "count"), [("1,234", 1234), ("12.0", 12), ("007", 7), ("12 [r]", 12), ("0", 0)]
)
def test_a_whole_number_as_published_is_read(text: str, count: int) -> None:
    assert value_of(text, COUNT, AS_SENT) == count


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("12.5", "not-a-whole-number"),
        ("12%", "not-a-whole-number"),
        ("１２", "not-a-whole-number"),
        ("1 234", "not-a-whole-number"),
        ("1234567890123456", "not-a-whole-number"),
        ("-3", "too-low"),
    ],
)
def test_what_is_no_count_is_refused(text: str, rule: str) -> None:
    assert refused_for(text, COUNT) == rule


def test_a_mark_in_place_of_a_count_is_none_with_its_state() -> None:
    value, (note,) = read_cell("<5", COUNT, AS_SENT)
    assert value is None
    assert (note.rule, note.mark, note.state) == ("marked", "<5", "suppressed")


@pytest.mark.parametrize("text", ["Supports", "SUPPORTS", " supports ".strip(), "supports"])
def test_a_closed_word_in_another_case_is_the_same_word(text: str) -> None:
    assert value_of(text, WORD, AS_SENT) == "supports"
    assert rules(text, WORD) == (["word-read-as"] if text != "supports" else [])


def test_the_senders_own_words_are_read_as_ours() -> None:
    reading = ReadingRules(words={"bearing": {"in_favour": "supports"}})
    assert value_of("In favour", WORD, reading) == "supports"
    assert refused_for("against", WORD, reading) == "unknown-word"


@pytest.mark.parametrize(("text", "truth"), [("Yes", True), ("TRUE", True), ("n", False)])
def test_a_flag_is_yes_or_no_in_any_usual_form(text: str, truth: bool) -> None:
    assert value_of(text, Column("child_views", "flag"), AS_SENT) is truth


@pytest.mark.parametrize("text", ["1", "0", "maybe", "..", "✓"])
def test_what_may_be_neither_yes_nor_no_is_refused(text: str) -> None:
    assert refused_for(text, Column("child_views", "flag")) == "not-yes-or-no"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Sam hit her", WORD),
        ("x" * 41, WORD),
        ("Sam hit her at 3 in the morning", DAY),
        ("Sam hit her", COUNT),
        ("9434765919", WORD),
        ("Sam hit her", Column("child_views", "flag")),
        ("Sam hit her", Column("area", "area")),
    ],
)
def test_a_sentence_in_a_closed_column_is_measured_and_never_quoted(
    text: str, column: Column
) -> None:
    with pytest.raises(CellError) as caught:
        value_of(text, column, AS_SENT)
    assert f"a text of {len(text)} characters" in str(caught.value)
    assert not any(word in str(caught.value) for word in text.split() if len(word) > 2)


@pytest.mark.parametrize(
    ("text", "column"),
    [("sideways", WORD), ("partly suports", WORD), ("29 Januar 2018", DAY), ("12,5", COUNT)],
)
def test_a_short_value_is_quoted_so_that_its_sender_finds_it(text: str, column: Column) -> None:
    with pytest.raises(CellError) as caught:
        value_of(text, column, AS_SENT)
    assert f'"{text}"' in str(caught.value)


@pytest.mark.parametrize(
    ("text", "column"),
    [("12%", Column("value", "number")), ("£12", Column("amount", "number")),
     ("2018-01-29 13:45", DAY), ("2018-01-29 00:45", DAY), ("2018-01-29 10:00", WHEN),
     ("Supports", WORD)],
)  # fmt: skip
def test_what_is_the_same_all_down_a_column_is_said_once(text: str, column: Column) -> None:
    (note,) = read_cell(text, column, AS_SENT)[1]
    assert note.by_column


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("12,5", Column("value", "number"), "with a point and not a comma"),
        ("12.5.1", Column("value", "number"), "such as 12.5;"),
        ("43129", DAY, "a spreadsheet's number for a day"),
        ("soon", DAY, "such as 2018-01-29"),
        ("soon", WHEN, "a day, month or year such as"),
    ],
)
def test_a_refusal_says_what_may_be_the_matter(text: str, column: Column, words: str) -> None:
    with pytest.raises(CellError) as caught:
        value_of(text, column, AS_SENT)
    assert words in str(caught.value)


def test_a_slashed_day_of_no_calendar_is_impossible_also_where_a_month_would_do() -> None:
    assert refused_for("31/02/2018", WHEN, DAY_FIRST) == "impossible-date"
    assert refused_for("03/02/2018", WHEN) == "undeclared-date"


@pytest.mark.parametrize(("month", "number"), [("Sept", 9), ("Sep", 9), ("may", 5), ("JUNE", 6)])
def test_months_are_known_by_their_usual_names(month: str, number: int) -> None:
    assert value_of(f"3 {month} 2018", DAY, AS_SENT) == pd.Timestamp(2018, number, 3)
    assert value_of(f"{month} 2018", WHEN, AS_SENT) == f"2018-{number:02d}"


@pytest.mark.parametrize("text", ["3 Octo 2018", "3 Sepp 2018", "3 M 2018"])
def test_months_by_other_names_are_none(text: str) -> None:
    assert refused_for(text, DAY) == "not-a-date"


def test_a_number_as_long_as_a_number_may_be_is_read() -> None:
    column = Column("value", "number")
    assert value_of("0." + "1" * 28, column, AS_SENT) == float("0." + "1" * 28)
    assert refused_for("0." + "1" * 29, column) == "not-a-number"
    assert value_of("999999999999999", column, AS_SENT) == 999_999_999_999_999
    assert refused_for("1000000000000000", column) == "rounded-number"
    assert value_of("-£1,250", column, AS_SENT) == -1250.0


def test_a_label_as_long_as_a_label_may_be_is_read() -> None:
    assert value_of("x" * 500, LABEL, AS_SENT) == "x" * 500


@pytest.mark.parametrize("text", ["café", "naïve – “so”", "£5", "“Ünlü”", "the ‘é’–‘è’ pair"])
def test_letters_beyond_ascii_are_no_damage(text: str) -> None:
    assert rules(text, TEXT) == []


@pytest.mark.parametrize("text", ["1900-12-31", "0018-02-03", "2100-01-01", "9999-12-31"])
def test_a_year_that_nobody_meant_is_refused(text: str) -> None:
    assert refused_for(text, DAY) == "unlikely-year"
    assert refused_for(text, WHEN) == "unlikely-year"


@pytest.mark.parametrize("text", ["1901-01-01", "2099-12-31"])
def test_the_first_and_last_years_are_read(text: str) -> None:
    assert value_of(text, DAY, AS_SENT) == pd.Timestamp(text)


@pytest.mark.parametrize("text", ["0,125", "-0,500", "12,3456"])
def test_a_comma_that_parts_no_thousands_is_refused(text: str) -> None:
    assert refused_for(text, Column("value", "number")) == "not-a-number"
    assert refused_for(text, COUNT) == "not-a-whole-number"


def test_a_point_that_may_part_thousands_is_refused_in_a_count() -> None:
    assert refused_for("12.000", COUNT) == "not-a-whole-number"


@pytest.mark.parametrize("column", [TEXT, LABEL, DAY, COUNT, WORD])
@pytest.mark.parametrize("text", ["#N/A", "#VALUE!", "########"])
def test_an_error_of_a_spreadsheet_is_refused_everywhere(text: str, column: Column) -> None:
    assert refused_for(text, column) == "error-value"


def test_an_enormous_cell_of_digits_is_refused_at_once() -> None:
    for column in (COUNT, Column("value", "number")):
        assert refused_for("1" * 1_000_000 + "x", column) in ("not-a-number", "not-a-whole-number")


@pytest.mark.parametrize("text", ["NA", "N/A", "null", "None", "tbc", "?", "-"])
def test_a_label_that_may_stand_for_nothing_is_flagged(text: str) -> None:
    assert value_of(text, LABEL, AS_SENT) == text
    assert rules(text, LABEL) == ["may-be-missing"]


@pytest.mark.parametrize("text", ["'N1", '"x"', '="N1"', 'x"'])
def test_a_label_in_stray_quotation_marks_is_refused(text: str) -> None:
    if text.startswith("="):
        assert refused_for(text, LABEL) == "odd-quotes"
    else:
        assert refused_for(text, LABEL) == "odd-quotes"


@pytest.mark.parametrize(
    ("text", "rule"),
    [('most are clear."', "odd-quotes"), ('="first"', "odd-quotes"), ("R&amp;D", "markup-left"),
     ("a_x000D_b", "markup-left")],
)  # fmt: skip
def test_signs_of_a_broken_export_in_text_are_flagged(text: str, rule: str) -> None:
    assert rules(text, TEXT) == [rule]


def test_quotation_marks_in_pairs_are_no_damage() -> None:
    assert rules('she said "yes" and meant it', TEXT) == []


@pytest.mark.parametrize("text", ["Νineton", "Nin\u0435ton"])
def test_letters_of_two_alphabets_in_a_label_are_flagged(text: str) -> None:
    assert rules(text, LABEL) == ["mixed-alphabets"]


@pytest.mark.parametrize("text", ["2018-01-29 24:00", "2018-01-29 99:99", "29/01/2018 25:10"])
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    assert refused_for(text, DAY, DAY_FIRST) == "not-a-date"


def test_signs_that_a_cp1252_file_leaves_in_latin_1_are_refused() -> None:
    assert refused_for("It\x92s", TEXT) == "control-character"

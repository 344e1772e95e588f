"""The report of a check: everything is said, summed up where it is much, as text, JSON and page."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib.__main__ import main
from evidence_lib.briefing import report_page as framed
from evidence_lib.briefing.page_rules import findings_of_page as findings_of
from evidence_lib.checking.grouping import LISTED_IN_A_FILE, Group, plain, row_spans, sum_up
from evidence_lib.checking.page import check_page, partnership_of, rule_notes
from evidence_lib.checking.report import (
    LINES_OF_A_REVIEW,
    LOOK_FIRST,
    TO_MEND,
    check_json,
    check_report,
    group_line,
)
from evidence_lib.errors import Problem
from evidence_lib.loaders import read_review
from evidence_lib.loaders.settings import Cover
from tests.conftest import HOUSE, NINE_ITEMS, needs_chromium

ITEMS = "evidence_items.csv"
WORD = 'must be one of a, b; got "c"'
COVER = Cover("A review", "Nineton", "6 March 2020")
MARKUP = "<img src=x onerror=alert(1)>\"&'</table><script>"


@dataclass(frozen=True)
class Checked:
    """A review as checked, made by hand."""

    name: str = "glenmarnock"
    cover: Cover = field(default_factory=Cover)
    problems: tuple[Problem, ...] = ()
    flags: tuple[Problem, ...] = ()
    accounting: pd.DataFrame = field(default_factory=lambda: accounts(ITEMS))


def accounts(*files: str) -> pd.DataFrame:
    """One row a file, each of nine rows, one of them refused."""
    return pd.DataFrame(
        [(file, "evidence_items", 9, 8, 1, 0, "CSV, UTF-8, comma", "0f" * 32) for file in files],
        columns=["file", "table", "read", "kept", "refused", "duplicates", "read_as", "sha256"],
    )


def unknown_word(row: int, column: str = "strand", letter: str = "E") -> Problem:
    return Problem(ITEMS, row, column, "unknown-word", WORD, letter)


def page_of(*reviews: Checked) -> BeautifulSoup:
    parts = check_page(reviews)
    partnership = partnership_of(reviews)
    return BeautifulSoup(framed.report_page(parts.text, partnership, parts.html), "html.parser")


def count_said(line: str) -> int:
    """How many problems a line of the report stands for."""
    summed = re.match(r"[a-z-]+(?: in [^:]*)?: ([\d,]+) (?:rows?|times?)\b", line)
    return int(summed[1].replace(",", "")) if summed else 1


def said_in(lines: list[str]) -> int:
    """How many problems and flags all the lines below a file's headings stand for."""
    return sum(count_said(line.strip()) for line in lines if line.startswith(" " * 6))


# Text


def test_a_problem_is_said_with_its_row_column_letter_rule_and_message() -> None:
    (line,) = [
        each for each in check_report([Checked(problems=(unknown_word(3),))]) if WORD in each
    ]
    assert line.strip() == f'row 3, column "strand" (E): {WORD} [unknown-word]'


def test_a_file_is_said_with_how_it_was_read_and_its_account() -> None:
    account = "CSV, UTF-8, comma; 9 rows read = 8 kept + 1 refused + 0 duplicates"
    assert f"  {ITEMS}: {account}" in check_report([Checked()])


def test_an_account_without_how_it_was_read_is_said_all_the_same() -> None:
    bare = Checked(accounting=accounts(ITEMS).drop(columns=["read_as", "sha256"]))
    assert f"  {ITEMS}: 9 rows read = 8 kept + 1 refused + 0 duplicates" in check_report([bare])


def test_the_headline_counts_problems_flags_rows_and_files() -> None:
    flag = Problem("sources.csv", 1, "zebra", "column-not-read", "was not read")
    review = Checked(
        problems=(unknown_word(3), unknown_word(4)), flags=(flag,),
        accounting=accounts(ITEMS, "sources.csv"),
    )  # fmt: skip
    assert check_report([review])[:2] == [
        "glenmarnock: 2 problems, 1 flag",
        "  rows read 18 = kept 16 + refused 2 + duplicates 0, in 2 files",
    ]


def test_a_workbook_of_two_tables_is_one_file_with_two_accounts() -> None:
    lines = check_report([Checked(accounting=accounts("all.xlsx", "all.xlsx"))])
    assert "in 1 file" in lines[1]
    assert len([line for line in lines if line.startswith("  all.xlsx: ")]) == 2


def test_files_with_something_to_say_stand_last_where_a_screen_ends() -> None:
    review = Checked(problems=(unknown_word(3),), accounting=accounts(ITEMS, "sources.csv"))
    lines = check_report([review])
    assert [line.split(":")[0].strip() for line in lines if re.match(r"  \w+\.csv", line)] == [
        "sources.csv",
        ITEMS,
    ]


def test_what_is_wrong_with_a_whole_file_comes_first() -> None:
    whole = Problem(ITEMS, 0, "", "encoding", "is not UTF-8")
    for problems in ((unknown_word(3), whole), (*map(unknown_word, range(2, 80)), whole)):
        first, *_ = sum_up(problems)
        assert group_line(first) == "whole file: is not UTF-8 [encoding]"


def test_fifty_problems_of_a_file_are_said_in_full_and_one_more_is_summed_up() -> None:
    rows = range(2, 2 + LISTED_IN_A_FILE)
    assert len(sum_up([unknown_word(row) for row in rows])) == LISTED_IN_A_FILE
    (group,) = sum_up([unknown_word(row) for row in (*rows, 99)])
    assert group_line(group) == (
        f'unknown-word in column "strand" (E): 51 rows (2 to 51 and 99): {WORD}'
    )


def test_messages_that_differ_in_what_came_are_one_group_with_an_example() -> None:
    problems = [replace(unknown_word(row), message=f"got {row}") for row in range(2, 202)]
    (group,) = sum_up(problems)
    assert group_line(group).endswith("200 rows (2 to 201): for example, got 2")


def test_a_rule_broken_in_very_many_columns_is_summed_up_over_the_columns() -> None:
    flags = [Problem(ITEMS, 1, f"c{n:04}", "column-not-read", "not read") for n in range(5000)]
    (group,) = sum_up(flags)
    assert group_line(group) == (
        'column-not-read in 5,000 columns ("c0000", "c0001", "c0002" and 4,997 more): '
        "5,000 times in row 1: not read"
    )


def test_several_links_of_one_row_are_counted_as_times_and_not_as_rows() -> None:
    orphans = [Problem(ITEMS, row, "ids", "orphan", f"{n}") for row in (2, 3) for n in range(30)]
    (group,) = sum_up(orphans)
    assert "60 times in 2 rows (2, 3)" in group_line(group).replace(" and ", ", ")


@pytest.mark.parametrize(
    ("rows", "written"),
    [
        ([5], "5"),
        ([2, 3], "2, 3"),
        ([2, 3, 4], "2 to 4"),
        ([3, 4, 5, 8, 9, 10, 12], "3 to 5, 8 to 10 and 12"),
        ([1, 3, 5, 7, 9, 11, 13, 14, 15], "1, 3, 5, 7, 9, 11 and 3 more"),
    ],
)
def test_row_numbers_are_written_as_spans(rows: list[int], written: str) -> None:
    assert row_spans(rows) == written


def test_five_thousand_problems_take_less_than_sixty_lines_and_none_is_lost(
    review_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"L{number},not a date,9,concern,report" for number in range(2500)]
    lines = ["entry_id,date,area,state,source_id", *rows]
    (review_folder / "link_log.csv").write_text("\n".join(lines), encoding="utf-8")
    assert main(["check", str(review_folder)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "nine-items: 5,000 problems, 0 flags"
    assert len(said) < 60
    assert said_in(said) == 5000


def test_many_files_with_many_problems_still_make_a_report_of_a_screen_or_two() -> None:
    files = [f"table_{number}.csv" for number in range(30)]
    problems = tuple(
        Problem(file, row, column, "required", "must be filled in")
        for file in files for column in ("a", "b", "c", "d") for row in range(2, 12)
    )  # fmt: skip
    lines = check_report([Checked(problems=problems, accounting=accounts(*files))])
    assert said_in(lines) == len(problems)
    assert len([line for line in lines if line.startswith(" " * 6)]) <= LINES_OF_A_REVIEW


PROBLEMS = st.lists(
    st.builds(
        Problem,
        file=st.sampled_from(["a.csv", "b.xlsx", "review.toml"]),
        row=st.integers(0, 40),
        column=st.sampled_from(["", "strand", "area", "in: 7 rows", 'x" (E): 3 times']),
        rule=st.sampled_from(["unknown-word", "short-row", "required", "orphan"]),
        message=st.sampled_from(["must be filled in", "got 7 rows: 8 times", "line\nbreak"]),
        letter=st.sampled_from(["", "E", "AB"]),
    ),
    max_size=200,
)


@given(PROBLEMS, st.sampled_from([1, 5, 20, 50]))
@settings(max_examples=200, deadline=None)
def test_no_problem_is_lost_and_none_is_said_twice(problems: list[Problem], most: int) -> None:
    groups = sum_up(problems, most)
    said = sorted(problem for group in groups for problem in group.problems)
    assert said == sorted(problems)
    for group in groups:
        assert {each.rule for each in group.problems} == {group.rule}
        assert len({each.row == 0 for each in group.problems}) == 1


@given(PROBLEMS, PROBLEMS)
@settings(max_examples=200, deadline=None)
def test_the_counts_of_a_report_add_up_to_all_that_was_found(
    problems: list[Problem], flags: list[Problem]
) -> None:
    # Names that imitate a count are left to the test above: a reader sees their quotation marks.
    found, looked_at = (
        tuple(replace(each, column=each.column.split(":")[0].strip('x"')) for each in some)
        for some in (problems, flags)
    )
    lines = check_report([Checked(problems=found, flags=looked_at)])
    assert said_in(lines) == len(problems) + len(flags)
    headings = [int(n) for n in re.findall(r"^ {4}to [a-z ]+ \((\d+)\):$", "\n".join(lines), re.M)]
    assert sum(headings) == len(problems) + len(flags)


@given(st.text())
def test_nothing_steers_the_screen_and_every_line_is_one(text: str) -> None:
    problem = Problem(text, 2, text, "required", text)
    (line,) = [group_line(group) for group in sum_up([problem])]
    assert line.isprintable()
    assert plain(text).isprintable()


def test_the_last_line_says_what_to_do_next() -> None:
    flag = Problem("sources.csv", 1, "zebra", "column-not-read", "was not read")
    assert check_report([Checked()])[-1] == "A pack can be built."
    assert check_report([Checked(), Checked()])[-1] == "The packs can be built."
    assert check_report([Checked(flags=(flag,))])[-1] == f"A pack can be built. {LOOK_FIRST}"
    assert check_report([Checked(), Checked(problems=(unknown_word(2),))])[-1] == TO_MEND


def test_a_check_without_a_page_does_not_wait_for_the_notebook_tools() -> None:
    program = (
        "import sys\nfrom evidence_lib.__main__ import main\n"
        f"main(['check', {str(NINE_ITEMS)!r}])\n"
        "print(sorted({'nbconvert', 'jinja2', 'matplotlib', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=HOUSE
    )
    assert done.stdout.splitlines()[-1] == "[]"


# JSON


@given(PROBLEMS)
@settings(deadline=None)
def test_json_gives_every_problem_back(problems: list[Problem]) -> None:
    document = json.loads(check_json([Checked(problems=tuple(problems))]))
    (review,) = document["reviews"]
    assert [Problem(**each) for each in review["problems"]] == problems
    assert review["flags"] == []


def test_json_sums_nothing_up() -> None:
    review = Checked(problems=tuple(map(unknown_word, range(2, 5002))))
    (found,) = json.loads(check_json([review]))["reviews"]
    assert [each["row"] for each in found["problems"]] == list(range(2, 5002))


def test_json_is_one_document_on_stdout_with_its_keys_in_order(
    review_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (review_folder / ITEMS).read_text(encoding="utf-8")
    text = text.replace("N2,1,", "N2,9,").replace("focus_group", "focus grōup", 1)
    (review_folder / ITEMS).write_text(text, encoding="utf-8")
    assert main(["check", str(review_folder), str(NINE_ITEMS), "--json"]) == 1
    out, err = capsys.readouterr()
    document = json.loads(out)
    review = read_review(review_folder)
    assert err == ""
    assert list(document) == ["schema_version", "reviews"]
    assert [each["name"] for each in document["reviews"]] == ["nine-items", "nine-items"]
    first = document["reviews"][0]
    assert list(first) == ["name", "problems", "flags", "accounting"]
    assert list(first["problems"][0]) == ["file", "row", "column", "letter", "rule", "message"]
    assert tuple(Problem(**each) for each in first["problems"]) == review.problems
    assert "focus grōup" in out
    assert [each["read"] for each in first["accounting"]] == list(review.accounting["read"])


def test_json_is_utf8_whatever_the_console_speaks(review_folder: Path) -> None:
    text = (review_folder / ITEMS).read_text(encoding="utf-8")
    (review_folder / ITEMS).write_text(text.replace("focus_group", "grōup", 1), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "evidence_lib", "check", str(review_folder), "--json"],
        capture_output=True, check=False, cwd=HOUSE, env={"PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "grōup" in done.stdout.decode("utf-8")
    assert json.loads(done.stdout)["schema_version"] == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_name_no_encoding_can_write_stops_neither_json_nor_the_page(
    review_folder: Path, tmp_path: Path
) -> None:
    (review_folder / "odd\udcff.csv").write_text("x\n1\n", encoding="utf-8")
    page = tmp_path / "report.html"
    command = [sys.executable, "-m", "evidence_lib", "check", str(review_folder)]
    done = subprocess.run(
        [*command, "--json", "--html", str(page)], capture_output=True, check=False, cwd=HOUSE
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(done.stdout)["reviews"][0]["problems"][0]["file"] == "odd?.csv"
    assert "odd .csv" in page.read_text(encoding="utf-8")


# The page


def spoilt() -> Checked:
    """Problems and flags of every kind of place, in five files of which two are silent."""
    many = tuple(unknown_word(row) for row in range(2, 5002))
    return Checked(
        cover=COVER,
        problems=(
            Problem(ITEMS, 0, "", "encoding", "is not UTF-8"), *many,
            Problem(ITEMS, 7, "", "short-row", "has 3 cells where the heading has 9"),
            Problem("other.csv", 0, "", "unknown-file", "was not read"),
            Problem("review.toml", 0, "areas", "a-new-rule", "must hold an area"),
        ),
        flags=(Problem("sources.csv", 1, "zebra", "column-not-read", "was not read", "G"),),
        accounting=accounts(ITEMS, "sources.csv", "needs.csv", "rollout.csv"),
    )  # fmt: skip


def test_the_page_may_be_published_as_a_page_of_a_pack_may() -> None:
    for reviews in ([spoilt()], [Checked()], [spoilt(), replace(spoilt(), name="nineton")]):
        assert findings_of(str(page_of(*reviews))) == []


def test_the_page_has_the_frame_of_a_pack() -> None:
    page = page_of(spoilt())
    assert page.html is not None
    assert page.html["lang"] == "en-GB"
    assert [each.get_text() for each in page.select("h1")] == ["Check of the files sent"]
    policy = page.select_one("meta[http-equiv=Content-Security-Policy]")
    assert policy is not None
    assert "default-src 'none'" in str(policy["content"])
    assert page.select("script") == []
    assert [link["href"] for link in page.select("nav.contents a")] == [
        "#evidence-items-csv", "#other-csv", "#review-toml", "#sources-csv", "#the-other-files",
        "#what-the-rules-mean",
    ]  # fmt: skip


def test_the_finding_comes_first_and_counts_files_with_and_without_problems() -> None:
    finding = page_of(spoilt()).select_one("main p.finding")
    assert finding is not None
    assert finding.get_text() == (
        "5,004 things must be mended in 3 of 6 files before a pack can be built."
    )
    clean = page_of(Checked()).select_one("main p.finding")
    assert clean is not None
    assert clean.get_text() == "Nothing has to be mended in 1 file."


def test_a_row_of_the_page_says_where_which_cell_what_is_wrong_and_which_rule() -> None:
    page = page_of(Checked(problems=(unknown_word(3),)))
    cells = [each.get_text() for each in page.select("#table-problems-1 tbody tr > *")]
    assert cells == ["Row 3", "E3", '"strand"', WORD.capitalize(), "unknown-word"]


def test_the_page_sums_up_and_its_counts_add_up() -> None:
    rows = page_of(spoilt()).select("#table-problems-1 tbody tr")
    cells = [[each.get_text() for each in row.select("th, td")] for row in rows]
    assert cells[0][:3] == ["Whole file", "–", "–"]
    assert cells[1][:3] == ["5,000 rows (2 to 5001)", "E", '"strand"']
    assert cells[2][0] == "Row 7"
    assert len(cells) == 3


def test_every_table_of_the_page_has_its_own_caption_and_scopes() -> None:
    tables = page_of(spoilt(), replace(spoilt(), name="nineton")).select("table")
    captions = [table.caption.get_text() for table in tables if table.caption]
    assert len(captions) == len(tables) == len(set(captions)) == 9
    assert not [cell for table in tables for cell in table("th") if not cell.get("scope")]
    for table in tables:
        assert all(len(row.select("th[scope=row]")) == 1 for row in table.select("tbody tr"))


def test_a_rule_with_a_note_is_explained_once_and_linked_and_another_is_shown_as_it_is() -> None:
    page = page_of(spoilt())
    rules = [
        each.get_text() for each in page.select("dl dt") if each.parent and each.parent.get("id")
    ]
    assert rules == ["column-not-read", "encoding", "short-row", "unknown-file", "unknown-word"]
    assert [each.get_text() for each in page.select("#table-problems-4 td")][-1] == "a-new-rule"
    assert page.select("a[href='#rule-a-new-rule']") == []
    assert len(page.select("a[href='#rule-encoding']")) == 1


def test_files_with_nothing_to_say_stand_in_one_table() -> None:
    rows = page_of(spoilt()).select("#table-silent tbody tr")
    account = "9 rows read = 8 kept + 1 refused + 0 duplicates"
    assert [[each.get_text() for each in row.select("th, td")] for row in rows] == [
        ["needs.csv", "CSV, UTF-8, comma", account],
        ["rollout.csv", "CSV, UTF-8, comma", account],
    ]


def test_the_page_speaks_from_the_day_of_the_review_and_of_its_partnership() -> None:
    page = page_of(spoilt())
    status, partnership = page.select_one("p.status"), page.select_one(".banner-partnership")
    assert status is not None
    assert status.get_text() == "glenmarnock: A review. As at 6 March 2020."
    assert partnership is not None
    assert partnership.get_text() == "Nineton"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no title. As at a day not known."),
        ("title = Care", "no title. As at a day not known."),
        ("review = 3", "no title. As at a day not known."),
        ('[review]\nas_at = "soon"', "no title. As at soon."),
        ('review = {title = "Care.", as_at = 2020-03-06}', "Care. As at 6 March 2020."),
        ("[review]\ntitle = 5\nas_at = 2020-03-06T10:00:00", "5. As at 6 March 2020."),
    ],
)
def test_a_review_whose_settings_cannot_be_read_has_a_page_too(
    review_folder: Path, text: str, said: str
) -> None:
    (review_folder / "review.toml").write_text(text, encoding="utf-8")
    page = page_of(read_review(review_folder))
    status = page.select_one("p.status")
    assert status is not None
    assert status.get_text() == f"nine-items: {said}"
    assert page.select("#table-problems-1 tbody tr")
    assert findings_of(str(page)) == []


def test_markup_in_any_name_is_shown_as_text() -> None:
    review = Checked(
        name=MARKUP,
        cover=Cover(MARKUP, MARKUP, MARKUP),
        problems=(Problem(MARKUP, 2, MARKUP, MARKUP, MARKUP, MARKUP), unknown_word(2)),
        flags=(Problem(MARKUP, 2, MARKUP, MARKUP, MARKUP, MARKUP),),
        accounting=accounts(MARKUP, "silent.csv").assign(
            table=MARKUP, read_as=MARKUP, sha256=MARKUP
        ),
    )  # fmt: skip
    for reviews in ([review], [review, Checked()]):
        page = page_of(*reviews)
        assert page.select("img, script") == []
        assert MARKUP in page.get_text()
        assert findings_of(str(page)) == []


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert str(page_of(spoilt())) == str(page_of(spoilt()))


def test_the_page_is_written_beside_what_is_said(
    review_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (review_folder / ITEMS).read_text(encoding="utf-8")
    (review_folder / ITEMS).write_text(text.replace("N2,1,", "N2,9,"), encoding="utf-8")
    written = tmp_path / "sent" / "report.html"
    written.parent.mkdir()
    written.write_text("an earlier report", encoding="utf-8")
    assert main(["check", str(review_folder), "--html", str(written)]) == 1
    assert capsys.readouterr().out.startswith("nine-items: 1 problem, 0 flags")
    html = written.read_text(encoding="utf-8")
    assert "1 thing must be mended in 1 of 4 files" in html
    assert str(tmp_path) not in html
    assert [path.name for path in written.parent.iterdir()] == ["report.html"]


def test_a_page_that_cannot_be_written_is_a_usage_error_and_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.html").mkdir()
    for file in (tmp_path / "not there" / "report.html", tmp_path / "report.html"):
        assert main(["check", str(NINE_ITEMS), "--html", str(file)]) == 2
        out, err = capsys.readouterr()
        assert out.startswith("nine-items: 0 problems")
        assert err.startswith("evidence: writing report.html: ")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_an_earlier_page_stays_whole_where_the_new_one_cannot_be_put_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    written = tmp_path / "report.html"
    written.write_text("an earlier report", encoding="utf-8")
    monkeypatch.setattr(framed.os, "replace", full)
    assert main(["check", str(NINE_ITEMS), "--html", str(written)]) == 2
    assert "No space left" in capsys.readouterr().err
    assert written.read_text(encoding="utf-8") == "an earlier report"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_page_is_never_written_over_a_file_of_evidence(
    review_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = (review_folder / ITEMS).read_bytes()
    with pytest.raises(SystemExit) as stopped:
        main(["check", str(review_folder), "--html", str(review_folder / ITEMS)])
    assert stopped.value.code == 2
    assert "must end in .html" in capsys.readouterr().err
    assert (review_folder / ITEMS).read_bytes() == kept


# The notes of the rules


CALLS = (
    "Problem", "CellError", "Note", "UnreadableError", "UnreadableTextError", "_Unreadable",
    "_PlanError", "problem", "_problem", "_whole", "_refused", "_unread", "at_column",
    "_at_heading", "_cell_problem", "_found",
)  # fmt: skip


def rules_of_the_loaders() -> set[str]:
    """Rules that stand as text in a call that makes a problem or a note."""
    found = set()
    for path in (HOUSE / "evidence_lib" / "loaders").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
                words = [each for each in texts if isinstance(each, str)]
                names = [each for each in words if re.fullmatch(r"[a-z]+(-[a-z]+)+", each)]
                found |= set(names) if node.func.id in CALLS else set()
    return found


def test_every_rule_of_the_loaders_has_its_note() -> None:
    found = rules_of_the_loaders()
    assert {"unknown-file", "not-csv", "undeclared-date", "not-toml"} <= found
    assert found - set(rule_notes()) == set()


def test_every_note_is_a_sentence_about_a_rule_that_exists() -> None:
    notes = rule_notes()
    sources = "".join(
        path.read_text(encoding="utf-8")
        for room in ("loaders", "judgement")
        for path in (HOUSE / "evidence_lib" / room).rglob("*.py")
    )
    made = {"unknown-criterion", "unknown-component"}
    assert [rule for rule in notes if f'"{rule}"' not in sources and rule not in made] == []
    assert [rule for rule, note in notes.items() if not re.fullmatch(r"[A-Zr].*\.", note)] == []
    assert list(notes) == sorted(notes)


# In a browser


@pytest.mark.browser
@pytest.mark.slow
@needs_chromium
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_the_page_is_no_wider_than_the_screen(
    tmp_path: Path, browser: Any, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for number, reviews in enumerate(([spoilt()], [Checked()], [spoilt(), Checked(name="two")])):
        path = tmp_path / f"{number}.html"
        path.write_text(str(page_of(*reviews)), encoding="utf-8")
        # axe is put into the page by the test; the page's own policy would refuse it.
        context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
        page = context.new_page()
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Axe().run(page).response["violations"] == []
        context.close()


def test_a_group_of_one_row_names_its_cell_and_of_several_its_column() -> None:
    assert Group((unknown_word(3),)).cell == "E3"
    assert Group((unknown_word(3), unknown_word(4))).cell == "E"
    assert Group((unknown_word(3), unknown_word(3, "area", "B"))).cell == ""
    assert Group((unknown_word(3, letter=""),)).cell == ""

"""No input is misread in silence: mutants of every valid table, each with its verdict."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_lib.contract import TABLE_NAMES, Table, table
from evidence_lib.loaders.cells.values import ReadingRules
from evidence_lib.loaders.files import Arrivals, FilePlan, read_rows
from evidence_lib.loaders.grid import ArrivedFile
from evidence_lib.loaders.tables import TableReading, read_table
from tests.conftest import HOUSE
from tests.mutants import CLASSES, measured, mutants_of
from tests.mutants.bases import Base, bases
from tests.mutants.catalogue import KINDS
from tests.mutants.making import Bench
from tests.mutants.measure import Outcome, write
from tests.mutants.mutant import Mutant

ONE_IN = 7
"""Of each kind of mishap every seventh mutant is read here; `benchmarks/bad_files.py` reads all."""

Judge = Callable[[str], list[Outcome]]


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> list[Base]:
    return bases(tmp_path_factory.mktemp("valid") / "example")


@pytest.fixture(scope="module")
def outcomes(valid: list[Base], tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Read the mutants of a class once, however many tests ask for them."""
    folder = tmp_path_factory.mktemp("mutants") / "review"
    known: dict[str, list[Outcome]] = {}

    def of_class(group: str) -> list[Outcome]:
        if group not in known:
            made = mutants_of(group, valid, one_in=ONE_IN)
            known[group] = [measured(mutant, base, folder) for base, mutant in made]
        return known[group]

    return of_class


def told(outcomes: list[Outcome]) -> list[str]:
    return [f"{each.mutant.id}: {each.outcome}: {each.seen}" for each in outcomes]


def test_every_base_is_valid_and_means_what_it_says(valid: list[Base], tmp_path: Path) -> None:
    """The measure itself: a base that is not right would make every mutant of it look bad."""
    plain = [(base, Bench(base, "base", "plain", "as it is").mutant("accept")) for base in valid]
    found = [measured(mutant, base, tmp_path / "review") for base, mutant in plain]
    assert told([each for each in found if each.outcome != "right"]) == []
    assert [base.name for base in valid] == list(TABLE_NAMES)


@pytest.mark.slow
def test_there_are_a_thousand_mutants_and_every_table_is_spoilt(outcomes: Judge) -> None:
    made = [each.mutant for group in CLASSES for each in outcomes(group)]
    assert [name for name, times in Counter(each.id for each in made).items() if times > 1] == []
    assert len(made) >= 1000
    assert len(CLASSES) >= 9
    assert {mutant.table for mutant in made} == set(TABLE_NAMES)


@pytest.mark.slow
@pytest.mark.parametrize("group", CLASSES)
def test_no_mutant_is_misread(outcomes: Judge, group: str) -> None:
    wrong = [each for each in outcomes(group) if each.outcome not in ("right", "over")]
    assert told(wrong) == []


@pytest.mark.slow
@pytest.mark.parametrize("group", CLASSES)
def test_what_should_be_read_is_read(outcomes: Judge, group: str) -> None:
    found = outcomes(group)
    refused = [each for each in found if each.outcome == "over"]
    assert len(refused) <= 0.02 * len(found), told(refused)


# The account of rows, on tables made of nasty cells.

NASTY = """1|report|yes|2018-02-03|03/02/2018|*|[c]|<5|12*|nan|1,234|"|=1+1|Total|1e999|NA|general|
no_concern|K1|K2|K1 |-|é|£5|999999999999999999999999|a;b|table 1|None|2""".replace("\n", "")
ODD = ("", " ", "a\nb", "\0", "\ufeff", "\u2028", "\x85", "\x1c", "\r", "a\r\nb", "\t", "'")
CELLS = st.one_of(
    st.sampled_from([*NASTY.split("|"), *ODD]),
    st.text(alphabet=" ,;\t\"'\r\n\0\x1c\x85\u2028é£0aK1*[]<-/", max_size=6),
)
SMALL_TABLES = ("link_log", "workforce", "document_themes", "needs", "tests_of_change")


PLAIN = {"link": "report", "date": "2018-02-03", "area": "1", "integer": "3", "when": "2018"}


@st.composite
def rows_of(draw: st.DrawFn, each: Table) -> list[str]:
    """Draw a row of plain cells, with up to two nasty ones, perhaps too long or too short."""
    row = [(column.allowed or (PLAIN.get(column.kind, "plain"),))[0] for column in each.columns]
    row[0] = draw(st.sampled_from(["K1", "K2", "K3", "K4", "K5"]))
    for _ in range(draw(st.integers(0, 2))):
        row[draw(st.integers(0, len(row) - 1))] = draw(CELLS)
    cut = draw(st.sampled_from([0] * 12 + [-1, 1]))
    return row[:cut] if cut < 0 else row + [draw(CELLS)] * cut


@st.composite
def small_files(draw: st.DrawFn) -> tuple[Table, str, bytes]:
    """Draw a table of the contract, its delimiter and its CSV."""
    each = table(draw(st.sampled_from(SMALL_TABLES)))
    rows = draw(st.lists(rows_of(each), max_size=5))
    out = io.StringIO()
    delimiter = draw(st.sampled_from(",;\t"))
    how = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    writer = csv.writer(out, delimiter=delimiter, quoting=how, lineterminator=end)
    writer.writerows([[column.name for column in each.columns], *rows])
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig"]))
    return each, delimiter, out.getvalue().encode(encoding)


def records(data: bytes, delimiter: str) -> list[list[str]]:
    """Read the rows as the csv module does, the blank ones left out; none where it refuses."""
    lines = io.StringIO(data.decode("utf-8-sig"), newline="")
    try:
        found = list(csv.reader(lines, delimiter=delimiter))[1:]
    except csv.Error:
        return []
    return [row for row in found if "".join(row).strip()]


def as_table(each: Table, data: bytes) -> TableReading:
    name = f"{each.name}.csv"
    arrivals = Arrivals(Path(), {name: ArrivedFile(name, data)})
    known = tuple(column.name for column in each.columns)
    text = read_rows(arrivals, name, FilePlan(each.name, each.key, known=known))
    return read_table(text, each, reading=ReadingRules(areas=("1", "2")))


@pytest.mark.slow
@settings(
    max_examples=10_000,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(small_files())
def test_every_row_of_ten_thousand_tables_is_kept_refused_or_a_duplicate(
    drawn: tuple[Table, str, bytes],
) -> None:
    each, delimiter, data = drawn
    reading = as_table(each, data)
    assert reading.read == len(reading.frame) + reading.refused + reading.duplicates
    counted = records(data, delimiter)
    refused_whole = reading.frame.empty and any(each.row <= 1 for each in reading.problems)
    assert reading.read == len(counted) or refused_whole
    assert reading.problems or reading.refused == 0


# Limits: each file is read by a process of its own, whose memory is measured.

MEGABYTES = 1024
SECONDS = 30
"""Of the process's own work, so that a busy machine does not end it: a hang uses them up."""
READ = f"""
import json, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from evidence_lib.loaders import read_review
review = read_review(sys.argv[1])
said = [[each.file, each.row, each.rule] for each in (*review.problems, *review.flags)][:50]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
kept = int(review.accounting["kept"].sum())
print(json.dumps([said, kept, peak / (1024 if sys.platform == "linux" else 2**20)]))
"""


def in_a_process(folder: Path) -> tuple[list[list], int, float]:
    """Read a review apart; the time limits are there to end a hang, and no time is measured."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(folder)],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        timeout=40 * SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said, kept, megabytes = json.loads(done.stdout)
    return said, kept, megabytes


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("zip-bomb", "sources"),
        ("enormous-cell", "sources"),
        ("thousands-of-columns", "link_log"),
        ("thousands-of-rows", "needs"),
        ("row-without-end", "events"),
        ("regex-bait", "plan_actions"),
    ],
)
def test_a_file_made_to_exhaust_is_refused_or_read_within_a_gigabyte(
    valid: list[Base], tmp_path: Path, kind: str, name: str
) -> None:
    pytest.importorskip("resource")
    base, mutant = hostile(valid, kind, name)
    write(mutant, base, tmp_path / "review")
    said, _, megabytes = in_a_process(tmp_path / "review")
    assert megabytes <= MEGABYTES
    if mutant.verdicts == {"refuse"}:
        assert mutant.name in {file for file, _, _ in said}


def hostile(valid: list[Base], kind: str, name: str) -> tuple[Base, Mutant]:
    base = next(each for each in valid if each.name == name)
    made = next(each for each in KINDS if each.name == kind)
    return base, next(iter(made.make(base)))


@pytest.mark.slow
def test_fifty_thousand_rows_are_read_within_a_gigabyte(valid: list[Base], tmp_path: Path) -> None:
    pytest.importorskip("resource")
    base = next(each for each in valid if each.name == "service_requests")
    row = base.grid.rows[0]
    rows = [(f"R{number:06}", *row[1:]) for number in range(50_000)]
    grid = type(base.grid)(base.grid.header, tuple(rows), (None,) * len(rows))
    mutant = Bench(base, "size", "rows", "fifty thousand rows").mutant("accept", grid)
    write(mutant, base, tmp_path / "review")
    said, kept, megabytes = in_a_process(tmp_path / "review")
    assert said == []
    assert kept >= 50_000
    assert megabytes <= MEGABYTES

"""Whole packs of the real reviews: what stops one, and what no missing table may stop."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from evidence_lib import disclosure, terms
from evidence_lib.briefing import PackResult, brief
from evidence_lib.briefing.disclosure_check import PASSED, Checked, told_by_pack
from evidence_lib.briefing.kept_back import kept_back
from evidence_lib.briefing.keys import KEY_FILE
from evidence_lib.contract import TABLES
from evidence_lib.evidence import Evidence
from evidence_lib.loaders import read_review
from tests import shell_engine
from tests.conftest import HOUSE, REVIEWS

NOTEBOOKS = HOUSE / "notebooks"
OPTIONAL = [table.name for table in TABLES if not table.required]
pytestmark = pytest.mark.slow


def build(review: Path, outputs: Path, profile: str = "public") -> PackResult:
    """Build one review's pack without kernels."""
    return brief(
        [review], notebooks_dir=NOTEBOOKS, outputs_dir=outputs, profile=profile, progress=False,
        engine=shell_engine.execute,
    )[0]  # fmt: skip


def files_of(pack: Path) -> dict[str, bytes]:
    paths = (path for path in pack.rglob("*") if path.is_file())
    return {path.relative_to(pack).as_posix(): path.read_bytes() for path in paths}


def copied(name: str, folder: Path) -> Path:
    """A copy of a review that a test may change."""
    return Path(shutil.copytree(REVIEWS / name, folder / name))


def read_page(result: PackResult, page: str) -> BeautifulSoup:
    assert result.pack_dir is not None
    return BeautifulSoup((result.pack_dir / page).read_text(encoding="utf-8"), "html.parser")


def names_of_pages(result: PackResult) -> list[str]:
    """Every page of a pack: briefings, the evidence behind them, the method."""
    assert result.pack_dir is not None
    return sorted(path.name for path in result.pack_dir.glob("*.html"))


@pytest.fixture(params=["south-ayrshire-2018", "example"])
def pack(request: pytest.FixtureRequest, packs: dict[str, PackResult]) -> PackResult:
    return packs[request.param]


@pytest.fixture
def real_pack(packs: dict[str, PackResult]) -> PackResult:
    return packs["south-ayrshire-2018"]


@pytest.fixture
def earlier(real_pack: PackResult, tmp_path: Path) -> Path:
    """The real pack once more, where a test's own build is to take its place."""
    return Path(
        shutil.copytree(real_pack.pack_dir, tmp_path / "outputs" / real_pack.review / "pack")
    )


def test_a_pack_has_a_page_for_each_area_and_its_data(pack: PackResult) -> None:
    assert pack.ok, pack.messages
    stems = ["index", *(f"area-{number}" for number in range(1, 6))]
    layers = [f"{stem}{layer}.html" for stem in stems for layer in ("", "-evidence")]
    assert names_of_pages(pack) == sorted([*layers, "method.html"])
    manifest = json.loads((pack.pack_dir / "manifest.json").read_text(encoding="utf-8"))
    made = [name for page in manifest["pages"].values() for name in page["files"]]
    assert sorted(made) == names_of_pages(pack)
    listed = {name for page in manifest["pages"].values() for name in page["data"]}
    held = {f"data/{path.name}" for path in (pack.pack_dir / "data").iterdir()}
    assert listed == held


def test_every_page_says_what_it_is_and_which_disclosure_check_it_passed(pack: PackResult) -> None:
    kind = "Synthetic: an invented partnership." if pack.review == "example" else "Published facts"
    for page in names_of_pages(pack):
        status = read_page(pack, page).find("p", class_="status").get_text()
        assert status.startswith(kind), page
        assert status.endswith(PASSED)
        assert "public version" in status


def test_no_page_holds_raw_names_or_missing_values(pack: PackResult) -> None:
    for page in names_of_pages(pack):
        main = read_page(pack, page).find("main")
        text = main.get_text(" ")
        assert not re.search(r"\bnan\b|\bNaT\b|<NA>|dtype", text), page
        assert "None" not in {cell.get_text() for cell in main.find_all(["td", "th"])}, page
        raw = set(re.findall(r"\b[a-z]+_[a-z_]+\b", text))
        files = {f"{name}_synthetic" for name in OPTIONAL} | {table.name for table in TABLES}
        assert raw <= files | {"sources_synthetic", "evidence_items_synthetic"}, page


def test_every_claim_that_cites_an_item_leads_to_it(pack: PackResult) -> None:
    soups = {page: read_page(pack, page) for page in names_of_pages(pack)}
    ids = {page: {each["id"] for each in soup.find_all(id=True)} for page, soup in soups.items()}
    for page, soup in soups.items():
        cited = [a["href"].split("#") for a in soup.find_all("a", href=re.compile("#item-"))]
        assert cited or page == "method.html"
        assert [each for each in cited if each[1] not in ids[each[0] or page]] == []


def test_every_evidence_item_leads_to_its_source(pack: PackResult) -> None:
    rows = read_page(pack, "area-1-evidence.html").find_all("tr", id=re.compile("^item-"))
    withheld = [row for row in rows if terms.HIDDEN in [cell.text for cell in row.find_all("td")]]
    leading = [row for row in rows if row.find("a", href=re.compile(r"^method\.html#source-"))]
    assert len(leading) + len(withheld) == len(rows) > len(withheld)


def test_the_real_pack_says_what_chance_would_do(real_pack: PackResult) -> None:
    text = read_page(real_pack, "area-3-evidence.html").get_text(" ")
    assert "19 and 11 are not shown to differ" in text
    assert "95% interval 0.25 to 1.28" in text
    assert "Away from home takes in foster and" in text
    assert "From 19 only a fall by 63% or more, to 7 or fewer, would have shown." in text
    assert "2 counts are known (2016 not given): too few for a trend." in text


def test_the_size_of_a_group_of_three_stands_only_as_the_report_prints_it(
    real_pack: PackResult,
) -> None:
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for page in names_of_pages(real_pack)
        for row in read_page(real_pack, page).find_all("tr")
        if "champions board" in row.get_text().lower() and "met" in row.get_text().lower()
    ]
    assert rows
    assert [cells for cells in rows if "[c]" not in cells] == []
    three = [cells for cells in rows if re.search(r"(?<![\d.,-])3(?![\d.,-])", " ".join(cells))]
    assert [cells[1:3] for cells in three] == [["3", "[c]"]]


def test_a_wrong_figure_stops_the_pack_and_leaves_the_earlier_one(
    tmp_path: Path, earlier: Path
) -> None:
    review = copied("south-ayrshire-2018", tmp_path)
    before = (earlier / "manifest.json").read_bytes()
    path = review / "indicator_values.csv"
    text = path.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("AC1115-2017"))
    path.write_text(text.replace(row, row.replace(",11,,11,", ",12,,12,")), encoding="utf-8")
    result = build(review, tmp_path / "outputs")
    assert not result.ok
    said = " ".join(result.messages)
    assert "FIG-12" in said
    assert "published 11, computed 12" in said
    assert (earlier / "manifest.json").read_bytes() == before
    kept = tmp_path / "outputs" / "south-ayrshire-2018" / "executed"
    assert (kept / "area-1.html").exists(), "the pages that could be made are kept"


@pytest.mark.parametrize(
    "fault", ["raise ValueError('broken on purpose')", "import sys; sys.exit(0)"]
)
def test_a_notebook_that_stops_half_way_is_reported_and_touches_nothing(
    tmp_path: Path, earlier: Path, fault: str
) -> None:
    notebooks = Path(shutil.copytree(NOTEBOOKS, tmp_path / "notebooks"))
    before = (earlier / "manifest.json").read_bytes()
    path = notebooks / "03_accommodated_away_from_home.ipynb"
    node = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in node["cells"] if cell["cell_type"] == "code"]
    code[len(code) // 2]["source"] = [fault]
    path.write_text(json.dumps(node), encoding="utf-8")
    result = brief(
        [REVIEWS / "south-ayrshire-2018"], notebooks_dir=notebooks,
        outputs_dir=tmp_path / "outputs", profile="public", area=3, progress=False,
    )[0]  # fmt: skip
    assert not result.ok
    assert "03_accommodated_away_from_home.ipynb, cell" in " ".join(result.messages)
    assert (earlier / "manifest.json").read_bytes() == before


def test_the_same_inputs_and_key_give_the_same_bytes_elsewhere_and_without_kernels(
    real_pack: PackResult, tmp_path: Path
) -> None:
    """So what the tests build without kernels is what a user gets."""
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / real_pack.review).mkdir(parents=True)
    shutil.copy(real_pack.pack_dir.parent / KEY_FILE, elsewhere / real_pack.review)
    again = build(copied(real_pack.review, tmp_path), elsewhere)
    found, twins = files_of(real_pack.pack_dir), files_of(again.pack_dir)
    assert list(found) != []
    assert [name for name in {*found, *twins} if found.get(name) != twins.get(name)] == []


@pytest.mark.parametrize("name", ["south-ayrshire-2018", "example"])
def test_all_optional_tables_may_be_absent_at_once(tmp_path: Path, name: str) -> None:
    """One table at a time is asked in memory, in tests/answers/test_absence.py."""
    review = copied(name, tmp_path)
    for table in OPTIONAL:
        for file in review.glob(f"{table}*.csv"):
            file.unlink()
    result = build(review, tmp_path / "outputs")
    assert result.ok, result.messages
    for page in result.pages:
        evidence = read_page(result, page.name.replace(".html", "-evidence.html"))
        listed = evidence.find(string="What was not available").find_next("ul").find_all("li")
        assert len(listed) >= 5, page.name


def with_marks(review: Path, every: int) -> int:
    """Put a mark in the place of every so many-th number of every table; say how many."""
    put = 0
    for table in TABLES:
        path = review / f"{table.name}_synthetic.csv"
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        numbers = [column.name for column in table.columns if column.kind in ("number", "integer")]
        for at in (rows[0].index(name) for name in numbers if name in rows[0]):
            for cells in rows[every::every]:
                put += bool(cells[at])
                cells[at] = cells[at] and ("[c]", "..", "-", "z", "<5")[put % 5]
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        path.write_text(text.getvalue(), encoding="utf-8", newline="\n")
    return put


def test_marks_in_place_of_numbers_never_stop_a_pack_and_are_told(tmp_path: Path) -> None:
    review = copied("example", tmp_path)
    put = with_marks(review, 7)
    result = build(review, tmp_path / "outputs", "partnership")
    assert result.ok, result.messages
    table = read_page(result, "method.html").find(id="table-marked_cells")
    told = sum(int(row.find_all("td")[-1].get_text()) for row in table.tbody.find_all("tr"))
    assert told == put > 400
    assert "nan" not in read_page(result, "area-1.html").main.get_text().split()


def test_only_reviewed_words_are_quoted(packs: dict[str, PackResult], example: Evidence) -> None:
    items = example.tables["evidence_items"]
    held = items[items["quotation"].notna() & items["area"].isin(example.areas["area"])]
    pages = {area: read_page(packs["example"], f"area-{area}-evidence.html").get_text()
             for area in set(held["area"])}  # fmt: skip
    quoted = set(disclosure.quotable(held)["item_id"])
    assert set(held["quotation_reviewed"]) == {True, False}
    for area, item, words in zip(held["area"], held["item_id"], held["quotation"], strict=True):
        assert (words in pages[area]) == (item in quoted)
    assert quoted <= set(held.loc[held["quotation_reviewed"].astype(bool), "item_id"])


@pytest.mark.parametrize("name", ["example", "south-ayrshire-2018"])
def test_a_built_pack_passed_and_says_so(packs: dict[str, PackResult], name: str) -> None:
    pack = packs[name].pack_dir
    assert pack is not None
    files = files_of(pack)
    review = read_review(REVIEWS / name)
    against = Checked("public", str(review.facts.as_at), kept_back(review, "public"), (), ())
    assert told_by_pack(files, [], against) == []
    pages = [content for file, content in files.items() if file.endswith(".html")]
    assert all(PASSED.encode() in page for page in pages)

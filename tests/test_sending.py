"""What is made of a sealed pack to be sent: whole, the same again, and saying from which pack."""

from __future__ import annotations

import base64
import csv
import io
import re
import shlex
import shutil
import stat
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from docx.table import Table

from evidence_lib.__main__ import main
from evidence_lib.briefing import PackResult, manifest
from evidence_lib.briefing.report_page import report_page
from evidence_lib.briefing.sending import WAYS, browsers, pictures, printing, send, word, zipping
from evidence_lib.briefing.sending.sealed import SealedPack, SendingError, read_sealed
from evidence_lib.briefing.sending.word_flow import WordFlow
from evidence_lib.briefing.sending.workbook import workbook_of
from evidence_lib.briefing.verifying import verify
from tests.conftest import NINE_ITEMS, needs_chromium

ALT = "Two counts: 12 in 2015 and 11 in 2017."
SVG = (
    f'<svg viewBox="0 0 200 100" role="img" aria-label="{ALT}">'
    '<rect width="200" height="100" fill="#002d54"></rect></svg>'
)
TABLE = (
    '<div class="table" data-table="counts"><table><caption>Counts by year</caption><thead><tr>'
    '<th scope="col">Year</th><th scope="col">Children</th></tr></thead><tbody><tr>'
    '<th scope="row">2015</th><td>12</td></tr><tr><th scope="row">2017</th><td>11</td></tr>'
    '</tbody></table></div><p class="note">[c] hides a small count.</p><p class="source">From the '
    'return.</p><p class="download">Download as CSV</p>'
)
STATUS = (
    '<p class="status">Synthetic: an invented partnership. As at 6 March 2020. Draft, public '
    "profile. Disclosure check 1 of 1 January 2020 passed.</p>"
)
BODY = (
    "<h1>Area 1: Help in time</h1>"
    f"{STATUS}"
    '<h2>Main points</h2><ul><li>Help <strong>came</strong> sooner. <span class="cites">Evidence: '
    '<a href="area-1-evidence.html#item-N1">N1</a></span> <span class="cites"><a href="#main" '
    'aria-label="Rules: the rules behind it">Rules</a></span></li><li>Second<ol><li>Inner</li></ol>'
    '</li></ul><dl class="facts"><div><dt>Who</dt><dd>The <em>team</em></dd></div></dl>'
    f'<figure class="chart"><figcaption><strong>It fell.</strong></figcaption>{SVG}'
    f"<details><summary>Data behind this chart</summary>{TABLE}</details></figure>"
    '<p>See <a href="https://example.org/return">the return</a>.</p>'
)
CELLS = [
    ["Year", "Children", "Rate", "rate", "Note"],
    ["2015", "12", "0.50", "-3", "'=1+1"],
    ["2017", "11", "007", "5 to 9", "http://example.org"],
    ["2018", "[c]", "", "12345678901234567890", "=HYPERLINK(1)"],
]


def csv_of(rows: list[list[str]]) -> bytes:
    held = io.StringIO()
    csv.writer(held).writerows(rows)
    return held.getvalue().encode()


def linked(html: str) -> str:
    """A page that stands alone is rid of its links to files; a page of a pack has them."""
    link = '<a href="data/area-1-counts.csv">Download as CSV</a>'
    item = '<a href="area-1-evidence.html#item-N1">N1</a>'
    return html.replace("Download as CSV", link).replace("Evidence: N1", f"Evidence: {item}")


FILES = {
    "index.html": report_page(
        "Overview", "Nineton", f"<h1>Overview</h1>{STATUS}<p>One.</p>"
    ).encode(),
    "area-1.html": linked(report_page("Area 1: Help in time", "Nineton", BODY)).encode(),
    "area-1-evidence.html": report_page("Area 1", "Nineton", "<h1>Area 1</h1><p>N1</p>").encode(),
    "data/area-1-counts.csv": csv_of(CELLS),
    "data/odd.csv": b"a\r\nb\r\n",
}
MADE = {
    "review": "nine-items", "title": "Nine items", "partnership": "Nineton", "as_at": "2020-03-06",
    "status": "draft", "profile": "public", "sign_off": {"analyst": "Lead analyst"},
    "pages": {"index.html": {"data": []}, "area-1.html": {"data": ["data/area-1-counts.csv"]}},
}  # fmt: skip


def sealed_in(folder: Path, **changed: Any) -> Path:
    for name, content in {**FILES, manifest.MANIFEST: manifest.seal(MADE | changed, FILES)}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def pack_dir(tmp_path: Path) -> Path:
    return sealed_in(tmp_path / "outputs" / "nine-items" / "pack")


@pytest.fixture
def pack(pack_dir: Path) -> SealedPack:
    return read_sealed(pack_dir)


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(browsers.CHOSEN, raising=False)
    monkeypatch.setattr(browsers, "_candidates", lambda: iter([None, "/no/such/browser"]))


def fake_browser(folder: Path, writes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is called as a browser and writes *writes* where it is told to print."""
    prints = folder / "prints.py"
    prints.write_text(
        "import sys\nfor each in sys.argv:\n"
        "    if each.startswith('--print-to-pdf='):\n"
        f"        open(each.split('=', 1)[1], 'wb').write({writes.encode()!r})\n",
        encoding="utf-8",
    )
    program = folder / "browser"
    called = shlex.join([sys.executable, str(prints)])
    program.write_text(f'#!/bin/sh\nexec {called} "$@"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(browsers.CHOSEN, str(program))


# The pack itself


def test_only_a_whole_pack_is_sent(pack_dir: Path) -> None:
    (pack_dir / "data" / "odd.csv").write_bytes(b"a\r\nc\r\n")
    with pytest.raises(SendingError, match=r"odd\.csv"):
        send(pack_dir, list(WAYS))


def test_a_pack_with_something_more_in_it_is_not_sent(pack_dir: Path) -> None:
    (pack_dir / "data" / "more.csv").write_bytes(b"a")
    with pytest.raises(SendingError, match=r"more\.csv"):
        send(pack_dir, ["zip"])


def test_pages_are_read_in_the_order_of_a_reader(pack: SealedPack) -> None:
    assert list(pack.pages) == ["index.html", "area-1-evidence.html", "area-1.html"]
    assert list(pack.briefings) == ["index.html", "area-1.html"]


# The archive


def test_an_archive_is_the_same_again_and_verifies_as_it_is_and_unpacked(
    pack: SealedPack, pack_dir: Path, tmp_path: Path
) -> None:
    path = zipping.write_zip(pack, pack_dir.parent)
    assert path.name == "nine-items-public.zip"
    first = path.read_bytes()
    assert zipping.write_zip(read_sealed(pack_dir), pack_dir.parent).read_bytes() == first
    assert verify(path).whole
    shutil.unpack_archive(path, tmp_path / "unpacked")
    assert [each.name for each in (tmp_path / "unpacked").iterdir()] == ["nine-items-public"]
    assert verify(tmp_path / "unpacked" / "nine-items-public").whole


def test_an_archive_knows_no_day_and_no_owner(pack: SealedPack, pack_dir: Path) -> None:
    with zipfile.ZipFile(zipping.write_zip(pack, pack_dir.parent)) as archive:
        entries = archive.infolist()
    assert {(each.date_time, each.external_attr >> 16) for each in entries} == {
        ((1980, 1, 1, 0, 0, 0), 0o100644)
    }
    assert [each.filename for each in entries] == sorted(each.filename for each in entries)


def test_what_is_internal_is_not_made_ready_to_be_sent(tmp_path: Path) -> None:
    pack_dir = sealed_in(tmp_path / "pack", profile="internal")
    [sent] = send(pack_dir, ["zip"])
    assert sent.path is None
    assert "not sent" in sent.message
    assert not list(tmp_path.glob("*.zip"))


def test_an_archive_that_cannot_be_written_leaves_the_one_that_stood_there(
    pack: SealedPack, pack_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipping.write_zip(pack, pack_dir.parent)
    before = path.read_bytes()

    def refused(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(SendingError, match="No space left"):
        zipping.write_zip(pack, pack_dir.parent)
    assert path.read_bytes() == before


# The workbook


def workbook(pack: SealedPack) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook_of(pack)))


def as_shown(cell: Any) -> str:
    """What a cell shows: a number by its format, a text as it is."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return str(cell.value)
    places = len(cell.number_format.partition(".")[2])
    return f"{cell.value:.{places}f}"


def test_the_workbook_holds_the_cells_of_the_sealed_tables(pack: SealedPack) -> None:
    sheet = workbook(pack)["Table 1"]
    [table] = sheet.tables.values()
    shown = [[as_shown(cell) for cell in row] for row in sheet[table.ref]]
    assert shown[1:] == CELLS[1:]
    assert shown[0] == ["Year", "Children", "Rate", "rate (2)", "Note"]


def test_no_cell_is_a_formula_or_a_link_to_elsewhere(pack: SealedPack) -> None:
    sheet = workbook(pack)["Table 1"]
    texts = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert "=HYPERLINK(1)" in [cell.value for cell in texts]
    assert {cell.data_type for cell in texts if not cell.value.startswith("=")} == {"s"}
    raw = zipfile.ZipFile(io.BytesIO(workbook_of(pack)))
    parts = "".join(raw.read(name).decode() for name in raw.namelist() if "worksheets" in name)
    assert "<f>" not in parts
    assert "example.org" not in parts


def test_every_sheet_has_one_marked_up_table_or_is_a_page_of_words(pack: SealedPack) -> None:
    book = workbook(pack)
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Table 1", "Table 2"]
    assert [len(sheet.tables) for sheet in book] == [0, 1, 0, 1, 1]
    assert [sheet.merged_cells.ranges for sheet in book] == [set()] * 5
    assert all(sheet["A1"].value for sheet in book)


def test_a_sheet_says_what_it_shows_where_it_stands_and_its_notes(pack: SealedPack) -> None:
    sheet = workbook(pack)["Table 1"]
    assert [sheet.cell(row, 1).value for row in range(1, 6)] == [
        "Counts by year", "This worksheet contains one table.", "From: Area 1: Help in time.",
        "[c] hides a small count.", "From the return.",
    ]  # fmt: skip


def test_contents_lead_to_every_sheet(pack: SealedPack) -> None:
    sheet = workbook(pack)["Contents"]
    [table] = sheet.tables.values()
    rows = [[cell.value for cell in row] for row in sheet[table.ref]][1:]
    assert [row[0] for row in rows] == ["Table 1", "Table 2"]
    assert [sheet.cell(row, 1).hyperlink.location for row in (4, 5)] == [
        "'Table 1'!A1", "'Table 2'!A1",
    ]  # fmt: skip


def test_the_cover_says_what_it_is_and_from_which_pack(pack: SealedPack) -> None:
    book = workbook(pack)
    said = "\n".join(str(row[0].value) for row in book["Cover"].iter_rows())
    for each in ("Nine items", "Nineton", "Synthetic", "6 March 2020", "draft", pack.made_from):
        assert each in said
    assert book.properties.title == "Tables: Nine items"
    assert book.properties.created.date().isoformat() == "2020-03-06"


def test_the_same_pack_gives_the_same_workbook(pack: SealedPack) -> None:
    assert workbook_of(pack) == workbook_of(pack)


# The Word documents


def document(pack: SealedPack, beside: Path) -> Any:
    return docx.Document(str(word.write_docx(pack, beside) / "area-1.docx"))


def words_of(made: Any) -> str:
    said = []
    for block in made.iter_inner_content():
        if isinstance(block, Table):
            said += [cell.text for row in block.rows for cell in row.cells]
        else:
            said.append(block.text)
    return "".join(" ".join(said).split())


def words_of_page(html: str) -> str:
    main_part = BeautifulSoup(html, "html.parser").find("main")
    for each in main_part.select(
        "nav, .download, .for-screen-readers, .cites:has(> a[aria-label])"
    ):
        each.decompose()
    return "".join(main_part.get_text(" ").split())


@pytest.mark.usefixtures("no_browser")
def test_a_document_has_the_words_of_its_page_in_their_order(
    pack: SealedPack, tmp_path: Path
) -> None:
    said = words_of(document(pack, tmp_path))
    alone = "".join(ALT.split())
    assert alone in said, "without a browser a picture is said in words"
    assert said.replace(alone, "") == words_of_page(pack.pages["area-1.html"])


@pytest.mark.usefixtures("no_browser")
def test_a_document_has_real_headings_lists_and_a_table_with_a_heading_row(
    pack: SealedPack, tmp_path: Path
) -> None:
    made = document(pack, tmp_path)
    styles = {each.text: each.style.name for each in made.paragraphs}
    assert styles["Area 1: Help in time"] == "Heading 1"
    assert styles["Main points"] == "Heading 2"
    assert styles["Inner"] == "List Number"
    assert [each for each, style in styles.items() if style == "List Bullet"]
    assert styles["Counts by year"] == "Caption"
    [table] = made.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Counts by year"


@pytest.mark.usefixtures("no_browser")
def test_a_document_says_what_it_is_at_the_edges_and_in_its_properties(
    pack: SealedPack, tmp_path: Path
) -> None:
    made = document(pack, tmp_path)
    section = made.sections[0]
    assert section.header.paragraphs[0].text.startswith("Synthetic: an invented partnership.")
    foot = section.footer.paragraphs[0]
    assert pack.made_from in foot.text
    fields = [each.get(qn("w:instr")) for each in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    said = made.core_properties
    assert (said.author, said.language, said.content_status) == ("Lead analyst", "en-GB", "draft")
    assert said.title.startswith("Area 1: Help in time")
    languages = {each.get(qn("w:val")) for each in made.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


@pytest.mark.usefixtures("no_browser")
def test_only_addresses_outside_stay_links(pack: SealedPack, tmp_path: Path) -> None:
    made = document(pack, tmp_path)
    links = [each.address for part in made.paragraphs for each in part.hyperlinks]
    assert links == ["https://example.org/return"]


@pytest.mark.usefixtures("no_browser")
def test_the_same_pack_gives_the_same_documents(pack: SealedPack, tmp_path: Path) -> None:
    first = {each.name: each.read_bytes() for each in word.write_docx(pack, tmp_path).iterdir()}
    again = {each.name: each.read_bytes() for each in word.write_docx(pack, tmp_path).iterdir()}
    assert first == again
    assert set(first) == {"index.docx", "area-1.docx"}


@pytest.mark.usefixtures("no_browser")
def test_a_chart_that_is_drawn_for_two_widths_is_in_a_document_once() -> None:
    drawn = "".join(
        f'<svg aria-label="Two counts, {each}" class="{each}" viewBox="0 0 9 9"></svg>'
        for each in ("broad", "narrow")
    )
    page = BeautifulSoup(f"<main><figure>{drawn}</figure></main>", "html.parser")
    made = docx.Document()
    WordFlow(made, pictures.Drawer()).add(page.main)
    assert [each.text for each in made.paragraphs] == ["Two counts, broad"]


def test_documents_need_their_library_and_say_which(
    pack: SealedPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "evidence_lib.briefing.sending.word_document", None)
    with pytest.raises(SendingError, match="python-docx"):
        word.write_docx(pack, tmp_path)
    assert not (tmp_path / "word").exists()


@pytest.mark.browser
@pytest.mark.slow
@needs_chromium
def test_a_picture_is_drawn_whole_and_keeps_its_words(pack: SealedPack, tmp_path: Path) -> None:
    made = document(pack, tmp_path)
    [shape] = made.inline_shapes
    assert shape._inline.docPr.get("descr") == ALT
    assert shape.height / shape.width == pytest.approx(0.5, abs=0.01)
    assert words_of(made) == words_of_page(pack.pages["area-1.html"])


# The PDF files


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a pack and, beside it, its pages printed; never changed."""
    beside = tmp_path_factory.mktemp("printed")
    [sent] = send(sealed_in(beside / "pack"), ["pdf"])
    assert sent.path is not None, sent.message
    return beside


@pytest.mark.browser
@pytest.mark.slow
@needs_chromium
def test_a_printed_page_is_tagged_and_has_a_title_a_language_and_bookmarks(printed: Path) -> None:
    names = {each.name for each in (printed / "pdf").iterdir()}
    assert names == {"index.pdf", "area-1.pdf", "area-1-evidence.pdf"}
    read = pypdf.PdfReader(printed / "pdf" / "area-1.pdf")
    root = read.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert read.metadata.title.startswith("Area 1: Help in time")
    assert read.metadata.creation_date.date().isoformat() == "2020-03-06"
    assert read.outline


@pytest.mark.browser
@pytest.mark.slow
@needs_chromium
def test_every_sheet_says_what_it_is_its_number_and_its_pack(printed: Path) -> None:
    made_from = read_sealed(printed / "pack").made_from
    sheets = pypdf.PdfReader(printed / "pdf" / "area-1.pdf").pages
    for number, sheet in enumerate(sheets, start=1):
        said = " ".join(sheet.extract_text().split())
        assert said.startswith("Synthetic: an invented partnership. As at 6 March 2020. Draft")
        assert f"Page {number} of {len(sheets)}" in said
        assert made_from.replace(" ", "") in said.replace(" ", "")


@pytest.mark.browser
@pytest.mark.slow
@needs_chromium
def test_a_printed_page_leads_to_no_file_of_this_machine(printed: Path) -> None:
    content = (printed / "pdf" / "area-1.pdf").read_bytes()
    assert "area-1-evidence.html#item-N1" in read_sealed(printed / "pack").pages["area-1.html"]
    assert b"file:" not in content
    assert b"https://example.org/return" in content


@pytest.mark.browser
@pytest.mark.slow
@needs_chromium
def test_nothing_is_left_over_beside_the_printed_pages(printed: Path) -> None:
    assert {each.name for each in printed.iterdir()} - {".lock"} == {"pack", "pdf"}
    assert verify(printed / "pack").whole


@pytest.mark.usefixtures("no_browser")
def test_without_a_browser_it_is_said_what_to_install_and_the_rest_is_made(pack_dir: Path) -> None:
    sent = {each.way: each for each in send(pack_dir, ["pdf", "zip", "xlsx"])}
    assert sent["pdf"].path is None
    assert "Install one of them" in sent["pdf"].message
    assert browsers.CHOSEN in sent["pdf"].message
    assert [sent[way].path.name for way in ("zip", "xlsx")] == [
        "nine-items-public.zip", "tables.xlsx",
    ]  # fmt: skip
    assert verify(pack_dir).whole


def test_a_browser_that_is_named_and_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(browsers.CHOSEN, "no-such-browser")
    with pytest.raises(SendingError, match="EVIDENCE_BROWSER names no program"):
        browsers.find_browser()


@pytest.mark.skipif(sys.platform == "win32", reason="a text file is no program there")
@pytest.mark.parametrize(
    ("writes", "said"),
    [
        ("%PDF-1.4\n/Producer (Skia/PDF m130)", "must be of version 131 or later; it is 130"),
        ("no PDF", "no PDF file"),
    ],
)
def test_pages_that_come_out_wrong_replace_nothing(
    pack: SealedPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: str, said: str
) -> None:
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / "old.pdf").write_bytes(b"old")
    (tmp_path / "programs").mkdir()
    fake_browser(tmp_path / "programs", writes, monkeypatch)
    with pytest.raises(SendingError, match=said):
        printing.write_pdfs(pack, tmp_path)
    assert [each.name for each in (tmp_path / "pdf").iterdir()] == ["old.pdf"]
    assert {each.name for each in tmp_path.iterdir()} == {"outputs", "pdf", "programs"}


def test_a_way_that_fails_by_a_fault_of_ours_leaves_the_others(
    pack_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Path:
        raise ZeroDivisionError("at /home/somebody/x")

    monkeypatch.setitem(WAYS, "xlsx", broken)  # type: ignore[arg-type]
    xlsx, archive = sorted(send(pack_dir, ["xlsx", "zip"]), key=lambda each: each.way)
    assert xlsx.path is None
    assert "somebody" not in xlsx.message
    assert archive.path is not None


# The door


def test_the_door_makes_what_is_asked_for_and_fails_where_one_way_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    no_browser: None,
) -> None:  # fmt: skip
    pack_dir = sealed_in(tmp_path / "nine-items" / "pack")
    built = PackResult("nine-items", ok=True, messages=(), pack_dir=pack_dir, pack_id="ab" * 32)
    monkeypatch.setattr("evidence_lib.briefing.brief", lambda *_, **__: [built])
    assert main(["brief", str(NINE_ITEMS), "--zip", "--xlsx"]) == 0
    assert "nine-items: made " in capsys.readouterr().out
    assert main(["brief", str(NINE_ITEMS), "--pdf", "--zip"]) == 1
    said = capsys.readouterr()
    assert "The pack stands as it was built" in said.err
    assert re.search(r"made .*nine-items-public\.zip", said.out)


def test_pictures_of_other_kinds_are_taken_as_they_are() -> None:
    drawer = pictures.Drawer()
    png = base64.b64encode(b"\x89PNG").decode()
    tag = BeautifulSoup(f'<img alt="A" src="data:image/png;base64,{png}">', "html.parser").img
    assert drawer.draw(tag) == pictures.Picture("A", b"\x89PNG")

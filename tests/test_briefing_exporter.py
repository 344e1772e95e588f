from __future__ import annotations

import re
import shutil
from importlib.resources import files

import pytest
from bs4 import BeautifulSoup

from evidence_lib.briefing.cells import released_tables
from evidence_lib.briefing.exporter import PackExporter, export_page, export_sheet
from evidence_lib.briefing.finishing import PackContext, PackPage, data_file, slug
from evidence_lib.briefing.notebook_file import FORMAT, code_cell, new_notebook, text_cell
from evidence_lib.errors import PageFailedError
from tests.in_process import run_fixture

PAGES = (
    PackPage("index.html", "Overview"),
    PackPage("area-1.html", "1. Leadership & direction"),
    PackPage("area-2.html", "2. Closing gaps"),
    PackPage("area-3.html", "3. Accommodated away from home"),
)
PACK = PackContext("Progress review <fixture>", "A partnership", PAGES, "area-3.html")
OURS = {"application/vnd.evidence.block+json": {}}
MARK = {"application/vnd.evidence.finished+json": {"title": "T", "area": ""}}


@pytest.fixture(scope="module")
def gallery():
    return run_fixture("gallery")


@pytest.fixture(scope="module")
def html(gallery) -> str:
    return export_page(gallery, PACK)


@pytest.fixture(scope="module")
def page(html) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def showing(*bundles):
    """A notebook with a cell that shows *bundles*, then one that marks it finished."""
    shows = code_cell("shows_something()", bundles, count=1)
    return new_notebook([text_cell("# T\n\n## Part"), shows, code_cell("finish()", [MARK], 2)])


def test_the_same_notebook_makes_the_same_bytes(gallery, html):
    assert export_page(gallery, PACK) == html


def test_no_code_printed_text_or_warning_reaches_the_reader():
    html = export_page(run_fixture("finishes"), PACK)
    assert "no reader may see" not in html
    assert "Path.cwd" not in html
    assert "Review fixture, profile public, as at 2024-03-31." in html


@pytest.mark.parametrize("tag", ["parameters", "setup", "note", "injected-parameters", "finish"])
def test_a_cell_tagged_as_not_for_the_reader_shows_nothing(tag):
    node = showing({**OURS, "text/html": '<p class="sentence">unseen</p>'})
    node.cells[1].metadata["tags"] = [tag]
    assert "unseen" not in export_page(node, PACK)


def test_a_check_is_shown_to_the_reader_too():
    node = showing({**OURS, "text/html": '<p class="sentence">seen</p>'})
    node.cells[1].metadata["tags"] = ["check"]
    assert "seen" in export_page(node, PACK)


@pytest.mark.parametrize(
    ("bundle", "what"),
    [
        ({"text/html": '<table class="dataframe"><tr><td>1</td></tr></table>'}, "a raw table"),
        ({"text/html": '<div><style></style><table id="T_1"></table></div>'}, "a raw table"),
        ({"text/html": '<img src="data:image/png;base64,AA==" alt="x">'}, "a raw image"),
        ({"text/html": "<p>made of text</p>"}, "HTML that this program did not make"),
        ({"image/svg+xml": "<svg></svg>"}, "a raw value, text or image"),
        ({"text/latex": "x", **OURS}, "a raw value, text or image"),
        ({"text/vnd.mermaid": "graph TD"}, "a raw value, text or image"),
        ({"image/png": "AA=="}, "a raw value, text or image"),
        ({"text/plain": "0.5"}, "a raw value, text or image"),
        ({"text/markdown": "**bold**", "text/plain": "x"}, "a raw value, text or image"),
        ({"application/javascript": "x()"}, "a raw value, text or image"),
    ],
)
def test_a_cell_that_shows_something_raw_is_refused_by_name(bundle, what):
    named = r'cell 2 \(under "Part", starting "shows_something\(\)"\): shows '
    with pytest.raises(PageFailedError, match=named + what):
        export_page(showing(bundle), PACK)


def test_a_cell_not_run_in_its_turn_is_refused():
    node = showing({**OURS, "text/html": "<p>x</p>"})
    node.cells[1].execution_count = 7
    with pytest.raises(PageFailedError, match=r"cell 3 .* not in its turn"):
        export_page(node, PACK)


def test_a_notebook_that_was_never_run_is_refused(gallery):
    node = FORMAT.from_dict(gallery)
    for cell in node.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    with pytest.raises(PageFailedError, match=r"cell 2 .* was not run"):
        PackExporter().from_notebook_node(node)


def test_a_notebook_without_its_finishing_mark_is_refused():
    node = showing({**OURS, "text/html": "<p>x</p>"})
    node.cells[2].outputs = []
    with pytest.raises(PageFailedError, match="does not mark it as finished"):
        export_page(node, PACK)


def test_the_title_is_the_first_heading_and_the_review(page):
    heading = "Improvement area 3: young people accommodated away from home"
    assert page.title.string == f"{heading} – Progress review <fixture>"
    assert [h1.get_text() for h1 in page.select("h1")] == [heading]


def test_the_navigation_names_every_page_and_marks_the_one_that_is_open(page):
    links = page.select("nav[aria-label='Pages of this pack'] a")
    assert [link.get_text() for link in links] == [each.label for each in PAGES]
    assert [link["href"] for link in links if link.get("aria-current") == "page"] == ["area-3.html"]


def test_the_contents_lead_to_every_second_level_heading_in_order(page):
    headings = page.select("main h2")
    links = page.select("nav[aria-label='On this page'] a")
    assert [link["href"] for link in links] == [f"#{heading['id']}" for heading in headings]
    assert links[0]["href"] == "#what-was-asked"


def test_headings_alike_get_ids_of_their_own():
    node = new_notebook([text_cell("# T\n\n## Part\n\n## Part\n\n## Ça va?")])
    node.cells.append(code_cell("finish()", [MARK], 1))
    page = BeautifulSoup(export_page(node, PACK), "html.parser")
    assert [heading["id"] for heading in page.select("h2")] == ["part", "part-2", "ca-va"]


def test_a_heading_of_signs_only_still_gets_an_id():
    assert slug("???") == "part"


def test_a_table_that_was_released_has_its_file_linked_after_its_notes(page):
    link = page.select_one("a[download][href='data/area-3-nights.csv']")
    assert link.get_text() == "Download as CSV: Nights in short breaks, by locality and month"
    assert link.parent.find_previous_sibling("p")["class"] == ["source"]


def test_a_table_that_was_not_released_has_no_link(page):
    assert page.select("a[href='data/area-3-items.csv']") == []


def test_tables_are_released_as_they_were_given(gallery):
    assert [table.name for table in released_tables(gallery)] == ["starts", "nights"]
    assert released_tables(gallery)[0].csv.startswith("year,young_people\n2013,14\n")
    assert data_file("area-3.html", "starts") == "data/area-3-starts.csv"


@pytest.mark.parametrize("name", ["../x", "Two words", "", "a.b"])
def test_a_table_whose_name_makes_no_file_name_is_refused(name):
    tables = {"tables": [{"name": name, "title": "T", "csv": ""}]}
    with pytest.raises(PageFailedError, match="a table is called"):
        released_tables(showing({"application/vnd.evidence.table+json": tables}))


def test_two_tables_of_one_name_are_refused():
    tables = {"tables": [{"name": "a", "title": "T", "csv": ""}] * 2}
    with pytest.raises(PageFailedError, match='a second table is called "a"'):
        released_tables(showing({"application/vnd.evidence.table+json": tables}))


def test_a_page_exported_from_the_menu_is_whole_without_a_pack(gallery):
    html, _ = PackExporter().from_notebook_node(gallery)
    page = BeautifulSoup(html, "html.parser")
    assert page.select("nav.pages") == []
    assert "1. Leadership" in " ".join(page.get_text().split())
    assert [a["href"] for a in page.select("a") if not re.match("#|https:", a["href"])] == []


def test_a_page_exported_from_the_menu_names_sources_that_another_page_lists():
    said = '<p class="sentence">So says <a href="#source-report">the report</a>.</p>'
    html, _ = PackExporter().from_notebook_node(showing({**OURS, "text/html": said}))
    assert "So says the report." in BeautifulSoup(html, "html.parser").get_text()


def test_a_page_exported_from_the_menu_is_checked_before_it_is_handed_over():
    node = showing({**OURS, "text/html": "<p>See /home/someone/x.csv</p>"})
    with pytest.raises(PageFailedError, match=r"may not be published: .*a path of a machine"):
        PackExporter().from_notebook_node(node)


def test_a_page_carries_its_security_policy_before_anything_else_that_counts(html):
    policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha"
    assert 0 < html.index(policy) < html.index("<style>")
    assert "unsafe" not in html


def test_names_of_a_review_that_turn_the_direction_of_reading_stand_as_code_points(gallery):
    pages = (PackPage("index.html", "Area\u202e 1"), PAGES[3])
    html = export_page(gallery, PackContext("A\u202eB", "C\u2066D", pages, "area-3.html"))
    assert "\u202e" not in html
    assert all(said in html for said in ("A[U+202E]B</p>", "– A[U+202E]B<", "C[U+2066]D", "E] 1"))


def test_a_sheet_that_would_act_is_not_handed_over():
    node = showing({**OURS, "text/html": '<p onclick="CANARY()">x</p>'})
    with pytest.raises(PageFailedError, match="onclick of <p> would run a script"):
        export_sheet(node, PACK)


def test_names_of_a_review_are_text_and_never_markup(html):
    assert "Progress review &lt;fixture&gt;" in html
    assert "<fixture>" not in html


# ---------------------------------------------------------------- the look of a page


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(scheme: str) -> dict[str, str]:
    css = (files("evidence_lib.briefing") / "templates/pack/pack.css").read_text(encoding="utf-8")
    light, _, dark = css.partition("@media screen and (prefers-color-scheme: dark)")
    named = r"--([a-z-]+): (#[0-9a-f]{6});"
    found = dict(re.findall(named, light)) | {"white": "#ffffff"}
    return found | dict(re.findall(named, dark)) if scheme == "dark" else found


def test_the_contrast_of_black_on_white_is_the_one_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        *[(text, "paper") for text in ("ink", "quiet", "navy", "blue", "blue-dark", "warn")],
        *[(text, "aside") for text in ("ink", "blue")],
        *[(text, "mark") for text in ("ink", "blue", "blue-dark")],
        *[(text, "pale") for text in ("ink", "navy", "blue", "blue-dark")],
        *[(text, "grey") for text in ("ink", "blue")],
        ("white", "banner"),
        ("on-banner", "banner"),
        ("alert", "paper"),
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(text, behind, scheme):
    assert contrast(colours(scheme)[text], colours(scheme)[behind]) >= 4.5


def test_what_is_focused_stands_out():
    assert contrast(colours("light")["ink"], colours("light")["focus"]) >= 4.5
    assert contrast(colours("dark")["paper"], colours("dark")["focus"]) >= 4.5


# ---------------------------------------------------------------- in a browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="module")
def open_page(html, tmp_path_factory):
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    sync_api = pytest.importorskip("playwright.sync_api")
    path = tmp_path_factory.mktemp("pages") / "area-3.html"
    path.write_text(html, encoding="utf-8")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)

        def opened(width: int):
            opened_page = browser.new_page(viewport={"width": width, "height": 900})
            opened_page.goto(path.as_uri())
            return opened_page

        yield opened
        browser.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_a_page_never_scrolls_sideways(open_page, width):
    assert open_page(width).evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(open_page, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    violations = axe.Axe().run(open_page(width)).response["violations"]
    assert [violation["id"] for violation in violations] == []


@pytest.mark.browser
def test_the_data_behind_a_chart_is_open_in_print_and_the_navigation_is_gone(open_page):
    page = open_page(1280)
    table = page.locator("figure details table")
    assert not table.is_visible()
    page.emulate_media(media="print")
    assert table.is_visible()
    assert not page.locator("nav").first.is_visible()


@pytest.mark.browser
def test_no_table_is_wider_than_a_printed_page(open_page):
    page = open_page(673)  # A4 less its margins, at 96 pixels an inch
    page.emulate_media(media="print")
    rights = page.eval_on_selector_all(
        "table", "tables => tables.map(table => table.getBoundingClientRect().right)"
    )
    assert len(rights) == 4
    assert max(rights) <= 673

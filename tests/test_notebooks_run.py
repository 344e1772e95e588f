"""The notebooks as inspectors use them: cells run again in any order, an indicator added."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

from evidence_lib.briefing.exporter import PackExporter
from tests import shell_engine
from tests.conftest import HOUSE

NOTEBOOKS = sorted((HOUSE / "notebooks").glob("*.ipynb"))
REVIEWS = HOUSE / "data" / "reviews"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kernel() -> Iterator[BlockingKernelClient]:
    manager, client = start_new_kernel(cwd=str(HOUSE / "notebooks"))
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def shown(client: BlockingKernelClient, source: str) -> list[dict[str, Any]]:
    """What a cell shows; a test fails with the error of a cell that raises."""
    bundles: list[dict[str, Any]] = []

    def keep(message: dict[str, Any]) -> None:
        if message["msg_type"] in {"display_data", "execute_result"}:
            bundles.append(message["content"]["data"])

    reply = client.execute_interactive(source, output_hook=keep, timeout=300)
    assert reply["content"]["status"] == "ok", reply["content"].get("evalue")
    return bundles


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_cells_can_be_run_again_in_any_order_with_the_same_result(
    kernel: BlockingKernelClient, path: Path
) -> None:
    node = nbformat.read(path, as_version=4)
    code = [cell for cell in node.cells if cell.cell_type == "code"]
    for cell in code[:2]:
        shown(kernel, cell.source.replace('"south-ayrshire-2018"', '"example"'))
    asking = [cell.source for cell in code[2:]]
    first = {source: shown(kernel, source) for source in asking}
    assert all(first.values()), "every cell shows something"
    for source in [*reversed(asking), *asking[::3]]:
        assert shown(kernel, source) == first[source], source
    shown(kernel, code[1].source)
    assert shown(kernel, asking[0]) == first[asking[0]], "the set-up can be run again too"


def add_rows(path: Path, *rows: dict[str, object]) -> None:
    """Add rows to a table, as a partnership's data officer would with a spreadsheet."""
    with path.open(encoding="utf-8", newline="") as file:
        headings = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, restval="", lineterminator="\n")
        writer.writerows(rows)


DEFINITION = {
    "indicator_id": "foster_families", "area": 3, "title": "Foster families with a vacancy",
    "definition": "Approved foster families who could take a child on the last day of March.",
    "unit": "families", "definition_version": "1", "direction": "higher",
    "measure_kind": "output", "rba_type": "how_much", "frequency": "yearly",
    "caveat": "A vacancy is no placement that fits.", "source_id": "progress_report",
}  # fmt: skip


def value(year: int, number: int) -> dict[str, object]:
    return {
        "value_id": f"FF-{year}", "indicator_id": "foster_families", "definition_version": "1",
        "place": "Glenmarnock", "group_type": "all", "group": "all", "period": year,
        "period_kind": "calendar_year", "value": number, "value_type": "raw",
        "as_published_on": "2018-05-01", "source_id": "progress_report",
    }  # fmt: skip


@pytest.fixture
def with_foster_families(tmp_path: Path) -> Path:
    """The example with one more indicator: its row, and its values."""
    review = Path(shutil.copytree(REVIEWS / "example", tmp_path / "example"))
    add_rows(review / "indicators_synthetic.csv", DEFINITION)
    values = [value(year, number) for year, number in ((2015, 14), (2016, 17), (2017, 25))]
    add_rows(review / "indicator_values_synthetic.csv", *values)
    return review


def page_of(notebook: Path, review: Path, **parameters: object) -> BeautifulSoup:
    given = {"review": review.name, "data_dir": str(review.parent), "as_at": "2018-05-18"}
    executed = review.parent / f"executed-{notebook.name}"
    node = shell_engine.execute(notebook, executed, {**given, "profile": "public", **parameters})
    return BeautifulSoup(PackExporter().from_notebook_node(node)[0], "html.parser")


def test_an_indicator_is_added_by_its_row_its_values_and_one_line_in_a_notebook(
    with_foster_families: Path, tmp_path: Path
) -> None:
    source = HOUSE / "notebooks" / "03_accommodated_away_from_home.ipynb"
    node = json.loads(source.read_text(encoding="utf-8"))
    asked = ['answers.rate(area, "placements")']
    at = next(n for n, cell in enumerate(node["cells"]) if cell["source"] == asked)
    added = {**node["cells"][at], "id": "one-more"}
    added["source"] = ['answers.count(area, "foster_families")']
    node["cells"].insert(at + 1, added)
    notebook = tmp_path / source.name
    notebook.write_text(json.dumps(node), encoding="utf-8")
    page = page_of(notebook, with_foster_families)
    figure = page.find(id="chart-foster_families")
    assert figure.figcaption.get_text() == "Rose from 14 to 25; chance alone could do this"
    finding = figure.select_one("p.sentence").get_text()
    assert "The number rose from 14 in 2015 to 25 in 2017" in finding
    assert "Foster families with a vacancy, by year" in figure.caption.get_text()
    assert "A vacancy is no placement that fits." in page.get_text()


def test_the_generic_notebook_shows_the_figures_of_any_areas_own_indicators(
    with_foster_families: Path,
) -> None:
    page = page_of(HOUSE / "notebooks" / "area.ipynb", with_foster_families, area=3)
    titles = [heading.get_text() for heading in page.select("main h3")]
    assert "Foster families with a vacancy" in titles
    assert page.find(id="chart-foster_families")
    assert len(titles) >= 5
    assert "not yet analysed" not in page.get_text().lower()

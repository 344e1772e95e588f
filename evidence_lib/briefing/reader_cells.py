"""What of an executed notebook reaches the reader: text cells, and our own objects' HTML."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup

from evidence_lib.briefing.cells import finished_mark, is_hidden, name_cell
from evidence_lib.briefing.notebook_file import code_cell, new_notebook, text_cell
from evidence_lib.errors import PageFailedError
from evidence_lib.terms import BLOCK_MIME, COUNTS_MIME, FINISHED_MIME, TABLE_MIME

HTML = "text/html"
SILENT = frozenset({COUNTS_MIME, FINISHED_MIME, TABLE_MIME})
"""What is handed over beside a page and shows nothing."""


def shown_notebook(node: Any) -> Any:
    """
    Reduce an executed notebook to what is meant for the reader.

    Code, printed text, warnings and cells tagged as not for the reader are left out.

    Returns:
        A new notebook of text cells and code cells without source, each output one piece of HTML.

    Raises:
        PageFailedError: The notebook was not run from its first cell to its last in order, or a
            cell shows something that is no object of ours: HTML made elsewhere, a table, image or
            value.
    """
    _require_whole_run(node)
    cells = [_shown_cell(node, cell) for cell in node.cells if not is_hidden(cell)]
    return new_notebook([cell for cell in cells if cell is not None])


def _require_whole_run(node: Any) -> None:
    code = [cell for cell in node.cells if cell.cell_type == "code" and cell.source.strip()]
    last = 0
    for cell in code:
        if not (cell.execution_count or 0) > last:
            raise PageFailedError(
                f"{name_cell(node, cell)}: was not run, or not in its turn; "
                "restart the kernel, run all cells, and export again"
            )
        last = cell.execution_count
    if finished_mark(node) is None:
        raise PageFailedError(
            "the notebook holds an error or its last cell does not mark it as finished; "
            "restart the kernel, run all cells, and export again"
        )


def _shown_cell(node: Any, cell: Any) -> Any:
    if cell.cell_type == "markdown":
        return text_cell(cell.source)
    if cell.cell_type != "code":
        return None
    data = [output.data for output in cell.outputs if "data" in output]
    pieces = [_html_of(node, cell, each) for each in data if not set(each) <= SILENT]
    return code_cell("", [{HTML: piece} for piece in pieces if piece])


def _html_of(node: Any, cell: Any, data: Any) -> str:
    piece = data.get(HTML)
    if piece is None and set(data) & SILENT:
        return ""
    what = _refused(piece, is_ours=BLOCK_MIME in data)
    if what:
        raise PageFailedError(f"{name_cell(node, cell)}: {what}")
    return str(piece)


def _refused(piece: str | None, *, is_ours: bool) -> str:
    if piece is None:
        return "shows a raw value, text or image; show a sentence, a table or a chart instead"
    soup = BeautifulSoup(piece, "html.parser")
    if any(table.find_parent("div", class_="table") is None for table in soup("table")):
        return "shows a raw table, without caption or protection"
    if any(image.find_parent("figure", class_="chart") is None for image in soup(["img", "svg"])):
        return "shows a raw image, without its finding, description and table"
    return "" if is_ours else "shows HTML that this program did not make"

"""The report of a check as one page in the house's frame, to send back to the partnership."""

from __future__ import annotations

import os
from pathlib import Path

from evidence_lib.briefing.exporter import export_sheet
from evidence_lib.briefing.finishing import PackContext
from evidence_lib.briefing.notebook_file import code_cell, new_notebook
from evidence_lib.show.markup import shown_as
from evidence_lib.terms import FINISHED_MIME

BANNER = "Evidence check"


def write_check_page(path: Path, title: str, partnership: str, html: str) -> None:
    """
    Write the report of a check as one self-contained page.

    Args:
        path: The file; it is replaced in one step, and untouched where that fails.
        title: What the page is called.
        partnership: Whose files were checked; empty where it is not one partnership.
        html: The parts of the page, escaped, its heading first.

    Raises:
        OSError: The file cannot be written.
        PageFailedError: Something in the page would act, load or steer.
    """
    page = report_page(title, partnership, html)
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(page, encoding="utf-8", newline="\n")
        os.replace(new, path)  # noqa: PTH105 - named for what it does
    except OSError:
        new.unlink(missing_ok=True)
        raise


def report_page(title: str, partnership: str, html: str) -> str:
    """
    Put the parts of a report into the house's frame: the same bytes every time.

    Raises:
        PageFailedError: Something in the page would act, load or steer.
    """
    whole = shown_as(html, title) | {FINISHED_MIME: {"title": title, "area": ""}}
    node = new_notebook([code_cell("check", [whole], count=1)])
    return export_sheet(node, PackContext(BANNER, partnership, (), "", sealed=False))

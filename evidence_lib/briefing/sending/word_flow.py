"""The parts of a page one after the other into a Word document, none left out and none twice."""

from __future__ import annotations

import io
import re
from typing import Any

from bs4 import Tag
from bs4.element import NavigableString, PageElement
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph

from evidence_lib.briefing.sending.pictures import Drawer
from evidence_lib.briefing.sending.sealed import ONLY_A_WAY
from evidence_lib.briefing.sending.shown_tables import text_of

LEFT_OUT = f"nav, .download, .for-screen-readers, svg.narrow, {ONLY_A_WAY}"
"""Ways to other pages and files, words for readers of a screen alone, drawings for small ones."""

BLOCKS = {
    "p", "div", "section", "article", "aside", "ul", "ol", "li", "dl", "dt", "dd", "table",
    "figure", "figcaption", "details", "summary", "blockquote", "header", "footer", "img", "svg",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "caption",
}  # fmt: skip
STYLES = {
    "h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3", "h4": "Heading 4", "h5": "Heading 5",
    "h6": "Heading 6", "blockquote": "Quote", "caption": "Caption", "figcaption": "Caption",
    "summary": "Caption",
}  # fmt: skip
KEPT_WITH_NEXT = {"dt", "summary", "figcaption", "caption"}
BOLD, ITALIC = {"strong", "b", "dt"}, {"em", "i", "cite"}
USUAL, GRID = "Normal", "Table Grid"
WIDEST = Mm(150)


class WordFlow:
    """Writes the parts of a page into *document*; *drawer* gives its pictures."""

    def __init__(self, document: Document, drawer: Drawer) -> None:
        self._document, self._drawer = document, drawer

    def add(self, part: Tag, style: str = USUAL) -> None:
        """Add what is in a part: words in a row make a paragraph, blocks stand by themselves."""
        paragraph: Paragraph | None = None
        for child in part.children:
            if _is_block(child):
                paragraph = None
                self._block(child, style)
            elif paragraph is not None or str(child).strip():
                paragraph = paragraph or self._paragraph(part, style)
                self._words(paragraph, child, bold=part.name in BOLD, italic=False)

    def _paragraph(self, part: Tag, style: str) -> Paragraph:
        paragraph = self._document.add_paragraph(style=style)
        paragraph.paragraph_format.keep_with_next = part.name in KEPT_WITH_NEXT or None
        return paragraph

    def _block(self, block: PageElement, style: str) -> None:
        if not isinstance(block, Tag) or block.css.match(LEFT_OUT):
            return
        if block.name in ("img", "svg"):
            self._picture(block)
        elif block.name == "table":
            self._table(block)
        else:
            self.add(block, _style_of(block, style))

    def _words(self, paragraph: Paragraph, node: PageElement, *, bold: bool, italic: bool) -> None:
        if isinstance(node, Tag):
            if node.css.match(LEFT_OUT):
                return
            bold, italic = bold or node.name in BOLD, italic or node.name in ITALIC
            into = _link(paragraph, node)
            for child in node.children:
                self._words(into, child, bold=bold, italic=italic)
        elif type(node) is NavigableString:
            text = re.sub(r"\s+", " ", str(node))
            run = paragraph.add_run(text if paragraph.text else text.lstrip())
            run.bold, run.italic = bold or None, italic or None

    def _picture(self, drawing: Tag) -> None:
        picture = self._drawer.draw(drawing)
        if not picture.png:
            self._document.add_paragraph(picture.text)
            return
        shape = self._document.add_picture(io.BytesIO(picture.png), width=WIDEST)
        said: Any = shape._inline.docPr
        said.set("descr", picture.text)

    def _table(self, shown: Tag) -> None:
        caption = shown.find("caption")
        if isinstance(caption, Tag):
            self.add(caption, STYLES["caption"])
            self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        rows = [row.find_all(["th", "td"]) for row in shown.find_all("tr")]
        table = self._document.add_table(len(rows), max(map(len, rows), default=1), style=GRID)
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, place in zip(cells, row.cells, strict=False):
                run = place.paragraphs[0].add_run(text_of(cell))
                run.bold = cell.name == "th" or None
        _describe(table, text_of(caption) if isinstance(caption, Tag) else "")
        self._document.add_paragraph()


def _is_block(node: PageElement) -> bool:
    return isinstance(node, Tag) and (node.name in BLOCKS or node.find(BLOCKS) is not None)


def _style_of(block: Tag, above: str) -> str:
    if block.name == "li":
        numbered = block.find_parent(["ul", "ol"])
        return "List Number" if numbered is not None and numbered.name == "ol" else "List Bullet"
    return STYLES.get(block.name, above)


def _link(paragraph: Paragraph, node: Tag) -> Any:
    """Give what words of *node* go into: a link where it leads to an address that still works."""
    address = str(node.get("href", ""))
    if node.name != "a" or not address.startswith(("https://", "http://", "mailto:")):
        return paragraph
    related = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), related)
    paragraph._p.append(link)
    return _Linked(link, paragraph)


class _Linked:
    """A link within a paragraph, to which runs can be added as to the paragraph."""

    def __init__(self, link: Any, paragraph: Paragraph) -> None:
        self._link, self._paragraph = link, paragraph

    @property
    def text(self) -> str:
        return self._paragraph.text

    @property
    def part(self) -> Any:
        return self._paragraph.part

    def add_run(self, text: str) -> Any:
        run = self._paragraph.add_run(text)
        run.underline = True
        self._link.append(run._r)
        return run


def _describe(table: Table, caption: str) -> None:
    """Say which row heads the table, keep rows whole, and name the table for a screen reader."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    if table.rows:
        head: Any = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(head)
    said: Any = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), caption)
    table._tbl.tblPr.append(said)

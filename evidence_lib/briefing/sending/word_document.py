"""
One page as one Word document: real headings, lists, tables with header rows, pictures with words.

What the file says of itself, and what stands at the edges of its sheets, is set here; the words
come by `word_flow`.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import docx
from bs4 import BeautifulSoup
from docx.document import Document
from docx.enum.dml import MSO_THEME_COLOR
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from evidence_lib.briefing.sending.pictures import Drawer
from evidence_lib.briefing.sending.sealed import SealedPack
from evidence_lib.briefing.sending.shown_tables import text_of
from evidence_lib.briefing.sending.word_flow import WordFlow
from evidence_lib.briefing.sending.zipping import archive_of

LANGUAGE = "en-GB"
A4 = Mm(210), Mm(297)
MARGIN = Mm(20)
HEADINGS = ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption")


def document_of(page: BeautifulSoup, pack: SealedPack, drawer: Drawer) -> bytes:
    """
    Make a document of the main part of a page, in the same bytes for the same pack and pictures.

    Its header says what the page says of itself, its footer the title, the pack and the sheet.
    """
    document = docx.Document()
    title = text_of(page.title) if page.title else ""
    status = page.select_one("main .status")
    _describe(document, pack, title)
    _speak(document)
    _edges(document, text_of(status) if status else "", f"{title}. {pack.made_from}.")
    main = page.find("main")
    if main is not None:
        WordFlow(document, drawer).add(main)
    return _saved(document)


def _describe(document: Document, pack: SealedPack, title: str) -> None:
    said, day = document.core_properties, datetime.fromisoformat(str(pack.content["as_at"]))
    said.title, said.subject = title, str(pack.content["partnership"])
    said.author = said.last_modified_by = pack.analyst
    said.comments, said.language = pack.made_from, LANGUAGE
    said.content_status = str(pack.content["status"])
    said.created = said.modified = day


def _speak(document: Document) -> None:
    """Set the language of the words, and heads that are dark enough to read."""
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), LANGUAGE)
    for name in HEADINGS:
        document.styles[name].font.color.theme_color = MSO_THEME_COLOR.TEXT_2


def _edges(document: Document, status: str, below: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = MARGIN
    section.header.paragraphs[0].text = status
    foot = section.footer.paragraphs[0]
    foot.text = f"{below} Page "
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    """Put in a number that the word processor counts."""
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run: Any = OxmlElement("w:r")
    text: Any = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _saved(document: Document) -> bytes:
    held = io.BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as archive:
        return archive_of({name: archive.read(name) for name in archive.namelist()})

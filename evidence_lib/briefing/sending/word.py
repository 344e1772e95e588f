"""The briefings of a pack as Word documents: the words of the sealed pages, to comment on."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from evidence_lib.briefing.sending.pictures import Drawer
from evidence_lib.briefing.sending.sealed import SealedPack, SendingError, new_folder

FOLDER = "word"
NEEDS_LIBRARY = "writing Word documents: needs python-docx: pip install 'evidence-lib[word]'"


def write_docx(pack: SealedPack, beside: Path) -> Path:
    """
    Write a document for each briefing of a pack.

    Args:
        pack: The pack.
        beside: The folder ``outputs/<review>``.

    Returns:
        The folder ``word`` in it. Where there is no browser to draw charts, their words and tables
        stand alone.

    Raises:
        SendingError: ``python-docx`` is not installed, or the system refused to write. What stood
            there stands.
    """
    try:
        # python-docx is an extra: most packs are sent as they are.
        from evidence_lib.briefing.sending.word_document import document_of
    except ImportError:
        raise SendingError(NEEDS_LIBRARY) from None
    drawer = Drawer()
    with new_folder(beside / FOLDER) as new:
        for name, html in pack.briefings.items():
            content = document_of(BeautifulSoup(html, "html.parser"), pack, drawer)
            (new / Path(name).with_suffix(".docx").name).write_bytes(content)
    return beside / FOLDER

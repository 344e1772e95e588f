"""Write ``sentences.txt`` again."""

from __future__ import annotations

from tests.gallery.collected import SENTENCES, text

SENTENCES.write_text(text(), encoding="utf-8")

"""How many assertions are counted and not listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence_lib.answers.shown_items import not_listed
from tests.gallery.case import Case, case
from tests.gallery.frames import example


def cases() -> Iterator[Case]:
    whole = example()
    yield case(not_listed, "internal", replace(whole, profile="internal"))
    items = whole.tables["evidence_items"]
    personal = items["sensitivity"].eq("personal")
    for many in (1, 2):
        kept = items[~personal | (personal.cumsum().le(many))]
        tables = {**whole.tables, "evidence_items": kept}
        yield case(not_listed, f"{many}", replace(whole, tables=tables, kept={}))

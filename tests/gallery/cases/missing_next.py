"""What to look at first."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.missing_next import next_found, unknown_found
from tests.gallery.case import Case, case
from tests.gallery.frames import rows

GAP = ("No assertion on criterion “pace”", "Ask the front line about it")


def cases() -> Iterator[Case]:
    for many in (0, 1, 2, 21):
        yield case(next_found, f"{many}", rows("about do", *([GAP] * many)))
        for gap in ("not_shown", "no_evidence"):
            own = rows("gap about why", *([(gap, "The pace of change", "Why.")] * many))
            yield case(unknown_found, f"{many}, {gap}", own)

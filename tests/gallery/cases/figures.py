"""Figures of which too little is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from evidence_lib.answers.figures import held
from tests.gallery.case import Case, case

ENDS = {"2014-15": date(2015, 7, 31), "2015-16": date(2016, 7, 31), "2018-19": date(2019, 7, 31)}


def cases() -> Iterator[Case]:
    for known in (["2018-19"], ["2014-15"], ["2014-15", "2015-16"]):
        series = pd.DataFrame({"period": known, "period_kind": "school_year", "value": 1.0})
        name = ", ".join(known)
        yield case(held, name, series, "School attendance", date(2018, 2, 2))

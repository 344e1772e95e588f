"""What audits of cases found, and whether two auditors agree."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.audits import audit_clustering, audit_found, auditors_agree
from tests.gallery.case import Case, case
from tests.gallery.frames import NOTHING, rows


def cases() -> Iterator[Case]:
    yield case(audit_found, "hidden", standards(hidden=True))
    yield case(audit_found, "1 case", standards(cases=1, share=NOTHING))
    yield case(audit_found, "19 cases", standards(cases=19, share=NOTHING))
    yield case(audit_found, "26 cases", standards())
    one_hidden = standards().assign(hidden=[True, False, False])
    yield case(audit_found, "one standard hidden", one_hidden)
    yield case(audit_found, "none but the whole shown", standards().tail(1))
    yield case(audit_clustering, "no interval", standards(effective=NOTHING))
    yield case(audit_clustering, "26 cases", standards())
    yield case(audit_clustering, "no standards", standards().iloc[:0])
    yield case(auditors_agree, "nobody twice", auditors(0, 0).iloc[:0])
    yield case(auditors_agree, "hidden", auditors(3, 2, hidden=True))
    for pairs, agreed in ((1, 1), (19, 0), (78, 65)):
        yield case(auditors_agree, f"{agreed} of {pairs}", auditors(pairs, agreed))


def standards(
    *, cases: float = 26, share: float = 0.69, hidden: bool = False, effective: float = 52
) -> pd.DataFrame:
    return rows("standard cases hidden ratings share low high effective_n",
                ("rare", cases, hidden, 39.0, share - 0.2, 0.34, 0.69, 27.0),
                ("usual", cases, hidden, 39.0, share, 0.73, 0.94, 38.0),
                ("all standards", cases, hidden, 78.0, share, 0.61, 0.77, effective))  # fmt: skip


def auditors(pairs: int, agreed: int, *, hidden: bool = False) -> pd.DataFrame:
    kappa = dict.fromkeys(KAPPAS, 0.59 if pairs >= 20 else NOTHING)
    row = {"hidden": hidden, "met_pairs": pairs, "met_same": agreed, "quality_pairs": pairs,
           "quality_same": agreed, "quality_within_one": agreed}  # fmt: skip
    return pd.DataFrame([row | kappa])


KAPPAS = ("met_kappa", "met_kappa_low", "met_kappa_high", "quality_kappa",
          "quality_kappa_low", "quality_kappa_high")  # fmt: skip

"""Actions of the plans: work or a change, and SMART."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from evidence_lib import plans
from evidence_lib.answers.actions import actions_found, classifier_caveat, smart_caveat, smart_found
from evidence_lib.plans import ClassifierAgreement
from tests.gallery.case import Case, case
from tests.gallery.frames import rows


def cases() -> Iterator[Case]:
    for process, outcome, unclear in ((0, 1, 0), (1, 0, 0), (1, 11, 0), (2, 1, 1), (30, 4, 2)):
        name = f"{process} work, {outcome} change, {unclear} unclear"
        yield case(actions_found, name, mix(process, outcome, unclear))
    known = plans.classifier_agreement()
    yield case(classifier_caveat, "as it is", known)
    yield case(classifier_caveat, "no kappa", no_kappa(known))
    yield case(smart_found, "one action of one plan", smart(1, 1))
    yield case(smart_found, "1 of 12 whole", smart(12, 1))
    yield case(smart_found, "none of 12 whole", smart(12, 0))
    yield case(smart_found, "2 of 34 whole", smart(34, 2))
    yield case(smart_caveat, "as it is")


def mix(process: int, outcome: int, unclear: int) -> pd.DataFrame:
    return rows("label n outcome_stated", ("process", process, min(process, 1)),
                ("outcome", outcome, 0), ("unclear", unclear, 0))  # fmt: skip


def no_kappa(known: ClassifierAgreement) -> ClassifierAgreement:
    return replace(known, kappa=None)


def smart(actions: int, whole: int) -> pd.DataFrame:
    return rows("actions specific measurable achievable relevant time_related all_five",
                (actions, actions, whole, actions, actions, whole, whole))  # fmt: skip

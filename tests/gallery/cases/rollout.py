"""A roll-out cluster by cluster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence_lib.answers.rollout import rollout_caveat, rollout_found, rollout_wait
from evidence_lib.practice.rollout import _no_proof
from tests.answers.test_rollout import effect
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for name, changes in (
        ("fell, like chance", {}), ("rose, beyond chance", {"estimate": 0.21, "p_value": 0.01}),
        ("by one point", {"estimate": 0.01}),
        ("no difference", {"estimate": 0.0, "p_value": 1.0}), ("not bounded", {"bounded": False}),
        ("one go-live, one request", {"clusters": 1, "n": 1}), ("nothing to compare", NONE),
    ):  # fmt: skip
        yield case(rollout_found, name, effect(**changes))
    found = effect()
    for name, changes in (
        ("longer", {}), ("shorter, least p not known", {"estimate": -1.0, "smallest_p": None}),
        ("no difference, few", {"estimate": 0.0, "smallest_p": 0.042}),
        ("nothing to compare", NONE),
    ):  # fmt: skip
        days = replace(found.capped_wait, **changes)
        yield case(rollout_wait, name, replace(found, capped_wait=days))
    yield case(rollout_caveat, "two cautions", found)
    for clusters, bounded in ((0, False), (1, False), (4, True)):
        share = replace(found.share_within, clusters=clusters, bounded=bounded)
        yield case(_no_proof, f"{clusters} go-lives, bounded {bounded}", share)


NONE = {"estimate": None, "low": None, "high": None, "p_value": None, "clusters": 0}

"""A pack that tells of few, by itself or less an earlier one, is not published."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from evidence_lib import terms
from evidence_lib.briefing import PackResult, brief, ledger, manifest
from evidence_lib.disclosure import Measure, protect_counts, released_cells
from tests import in_process
from tests.in_process import NOTEBOOKS

COUNTS = {"n": Measure({}), "met": Measure({"met": "yes"})}
Groups = dict[str, tuple[int, int]]
WHOLE: Groups = {"Harbour": (30, 12), "Glens": (24, 10), "Moor": (20, 8)}
Build = Callable[..., PackResult]


def counting(groups: Groups, said: str = "") -> Callable[..., Any]:
    """Stand in for the engine: the overview hands over a register, and may say something."""

    def run(notebook: Path, executed: Path, parameters: Mapping[str, object]) -> Any:
        node = in_process.run(notebook, executed, parameters)
        node.cells[-1].outputs[0].data[terms.FINISHED_MIME]["profile"] = parameters["profile"]
        if notebook.stem == "00_overview":
            shown = next(cell for cell in node.cells if "cards" in cell.source)
            shown.outputs[0].data[terms.COUNTS_MIME] = {"registers": [register(groups)]}
            node.cells[0].source += f"\n\n{said}"
        return node

    return run


def register(groups: Groups) -> dict[str, Any]:
    rows = pd.DataFrame(
        [(name, *counts) for name, counts in groups.items()], columns=["group", "n", "met"]
    )
    whole = rows[["n", "met"]].sum()
    safe = protect_counts("requests", whole, {"school": rows}, COUNTS, tables=())
    return released_cells([safe])[0]


@pytest.fixture
def build(review_folder: Path, tmp_path: Path) -> Build:
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    for name in ("00_overview", "01_first", "area"):
        shutil.copy(NOTEBOOKS / f"{name}.ipynb", notebooks)

    def built(engine: Callable[..., Any], profile: str = "public") -> PackResult:
        [result] = brief([review_folder], notebooks_dir=notebooks, outputs_dir=tmp_path / "outputs",
                         profile=profile, progress=False, engine=engine)  # fmt: skip
        return result

    return built


def the_ledger(tmp_path: Path) -> list[dict[str, Any]]:
    [path] = (tmp_path / "outputs" / ledger.FOLDER).iterdir()
    return ledger.releases(path)


def test_a_pack_that_passes_is_recorded_before_it_stands(build: Build, tmp_path: Path) -> None:
    result = build(counting(WHOLE))
    assert result.ok
    [line] = the_ledger(tmp_path)
    sealed = manifest.read(tmp_path / "outputs" / "nine-items" / "pack")
    assert line["pack"] == sealed["pack_id"]
    assert line["registers"][0]["of"] == "requests"
    assert sealed["disclosure"]["check"] == "1"


def test_the_same_pack_again_is_the_same_release(build: Build, tmp_path: Path) -> None:
    assert build(counting(WHOLE)).ok
    assert build(counting(WHOLE)).ok
    assert len(the_ledger(tmp_path)) == 1


def test_words_that_tell_of_few_stop_the_pack_and_are_named(build: Build, tmp_path: Path) -> None:
    result = build(counting(WHOLE, "Three children moved away."))
    assert not result.ok
    assert "index-evidence.html, text: a small count (3 children)" in result.messages[0]
    assert not (tmp_path / "outputs" / "nine-items" / "pack").exists()
    assert not (tmp_path / "outputs" / ledger.FOLDER).exists(), "it was released to nobody"


def test_words_accepted_with_a_reason_stand_in_the_manifest(
    build: Build, review_folder: Path, tmp_path: Path
) -> None:
    words = '[[disclosure.accepted]]\nwords = "Three children"\nreason = "of a story book"\n'
    toml = review_folder / "review.toml"
    toml.write_text(f"{toml.read_text()}\n{words}")
    assert build(counting(WHOLE, "Three children moved away.")).ok
    sealed = manifest.read(tmp_path / "outputs" / "nine-items" / "pack")
    assert sealed["disclosure"]["accepted"] == [
        {"words": "Three children", "reason": "of a story book"}
    ]


def test_a_second_pack_that_differs_by_few_is_refused_and_the_first_stands(
    build: Build, tmp_path: Path
) -> None:
    assert build(counting(WHOLE)).ok
    first = (tmp_path / "outputs" / "nine-items" / "pack" / "manifest.json").read_bytes()
    result = build(counting({**WHOLE, "Moor": (22, 8)}))
    assert not result.ok
    assert "earlier packs: differs by so few from pack" in result.messages[0]
    assert "[[disclosure.never_sent]]" in result.messages[0]
    assert (tmp_path / "outputs" / "nine-items" / "pack" / "manifest.json").read_bytes() == first


def test_a_pack_without_a_small_group_is_refused_after_one_with_it(build: Build) -> None:
    few = {**WHOLE, "Moor": (22, 8), "Isle": (3, 1)}
    assert build(counting(few)).ok
    assert not build(counting({name: each for name, each in few.items() if name != "Isle"})).ok


@pytest.mark.parametrize("profile", ["partnership", "public"])
def test_what_another_profile_showed_counts_too(build: Build, profile: str) -> None:
    assert build(counting(WHOLE), profile="partnership").ok
    assert not build(counting({**WHOLE, "Moor": (21, 8)}), profile=profile).ok


def test_a_pack_sent_to_nobody_is_left_out_of_account_with_a_reason(
    build: Build, review_folder: Path, tmp_path: Path
) -> None:
    assert build(counting(WHOLE)).ok
    pack = the_ledger(tmp_path)[0]["pack"][:12]
    never = f'[[disclosure.never_sent]]\npack = "{pack}"\nreason = "built to look at"\n'
    toml = review_folder / "review.toml"
    toml.write_text(f"{toml.read_text()}\n{never}")
    assert build(counting({**WHOLE, "Moor": (22, 8)})).ok


def test_the_internal_profile_is_neither_checked_nor_recorded(build: Build, tmp_path: Path) -> None:
    assert build(counting(WHOLE, "Three children moved away."), profile="internal").ok
    assert not (tmp_path / "outputs" / ledger.FOLDER).exists()
    sealed = json.loads(
        (tmp_path / "outputs" / "nine-items" / "pack" / "manifest.json").read_text(encoding="utf-8")
    )
    assert sealed["disclosure"] == {"check": "none: the internal profile is not sent"}

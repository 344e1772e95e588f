"""SPSS files: labels as words, declared missing values never taken for numbers."""

from __future__ import annotations

import builtins
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from evidence_lib.loaders.grid import ArrivedFile, Sheet
from evidence_lib.loaders.kinds import spss
from evidence_lib.loaders.kinds.spss import read_spss

pyreadstat = pytest.importorskip("pyreadstat")


@pytest.fixture
def sav(tmp_path: Path) -> ArrivedFile:
    cases = pd.DataFrame(
        {
            "response_id": ["r1", "r2", "r3"],
            "clear": [5.0, 99.0, 3.0],
            "years": [20.0, -9.0, None],
            "answered_on": [date(2018, 1, 29), None, date(2018, 2, 1)],
            "comment": ["NA", "", "café"],
        }
    )
    path = tmp_path / "survey.sav"
    pyreadstat.write_sav(
        cases,
        path,
        variable_value_labels={
            "clear": {1: "Strongly disagree", 5: "Strongly agree", 99: "Don't know"}
        },
        missing_ranges={"clear": [99], "years": [{"lo": -9, "hi": -1}]},
    )
    return ArrivedFile("survey.sav", path.read_bytes())


def test_cases_are_rows_of_text_under_their_variables(sav: ArrivedFile) -> None:
    sheet = read_spss(sav)
    assert sheet.rows == {
        1: ("response_id", "clear", "years", "answered_on", "comment"),
        2: ("r1", "Strongly agree", "20", "2018-01-29", "NA"),
        3: ("r2", "Don't know", "[x]", "", ""),
        4: ("r3", "3", "", "2018-02-01", "café"),
    }


@pytest.mark.parametrize("size", [0, 4, 100, 400])
def test_a_cut_file_is_refused(sav: ArrivedFile, size: int) -> None:
    sheet = read_spss(ArrivedFile("survey.sav", sav.data[:size]))
    assert [each.rule for each in sheet.problems] in (["damaged-file"], ["wrong-content"])


def test_a_file_cut_in_its_last_cases_is_refused(sav: ArrivedFile) -> None:
    assert [each.rule for each in read_spss(ArrivedFile("a.sav", sav.data[:-20])).problems] == [
        "damaged-file"
    ]


def test_without_the_extra_the_sender_is_told_which(
    sav: ArrivedFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "pyreadstat":
            raise ImportError
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    sheet: Sheet = read_spss(sav)
    assert [each.rule for each in sheet.problems] == ["extra-missing"]


def test_more_values_than_any_table_has_are_refused_before_they_are_read(
    sav: ArrivedFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spss, "MOST_CELLS", 14)
    assert [each.rule for each in read_spss(sav).problems] == ["too-large"]
    monkeypatch.setattr(spss, "MOST_CELLS", 15)
    assert read_spss(sav).problems == ()

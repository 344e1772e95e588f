"""The door: verbs, exit statuses, and what is said on the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from evidence_lib.__main__ import main
from tests.conftest import HOUSE, NINE_ITEMS

ITEMS = "evidence_items.csv"


def test_a_clean_review_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(NINE_ITEMS)]) == 0
    said = capsys.readouterr().out
    assert "nine-items: 0 problems, 0 flags" in said
    assert "rows read 14 = kept 14 + refused 0 + duplicates 0, in 4 files" in said


def test_a_review_is_found_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "south-ayrshire-2018"]) == 0
    assert "0 problems" in capsys.readouterr().out


def test_every_problem_is_listed_by_file(
    review_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (review_folder / ITEMS).read_text(encoding="utf-8")
    text = text.replace("N2,1,", "N2,9,").replace("focus_group", "focus groop", 1)
    (review_folder / ITEMS).write_text(text, encoding="utf-8")
    assert main(["check", str(review_folder)]) == 1
    said = capsys.readouterr().out
    assert said.index(f"  {ITEMS}: ") < said.index('      row 3, column "area" (B): ')
    assert '      row 3, column "strand" (E): ' in said
    assert "refused 1" in said


def test_flags_alone_are_allowed(review_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (review_folder / "sources.csv").read_text(encoding="utf-8")
    (review_folder / "sources.csv").write_text(text.replace("note", "zebra", 1), encoding="utf-8")
    assert main(["check", str(review_folder)]) == 0
    assert "column-not-read" in capsys.readouterr().out


def test_many_problems_are_summed_up(
    review_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"L{number},not a date,1,concern,report" for number in range(60)]
    lines = ["entry_id,date,area,state,source_id", *rows]
    (review_folder / "link_log.csv").write_text("\n".join(lines), encoding="utf-8")
    assert main(["check", str(review_folder)]) == 1
    assert 'not-a-date in column "date" (B): 60 rows (2 to 61): ' in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [[], ["chekc", "x"], ["check"], ["brief", "--area", "x"], ["brief", "--profile", "secret"],
     ["example", "x", "--requests", "0"]],
)  # fmt: skip
def test_a_wrong_command_line_is_a_usage_error(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


def test_a_review_that_is_not_there_names_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "no-such-review"]) == 2
    assert "south-ayrshire-2018" in capsys.readouterr().err


def test_an_invented_review_is_written_and_clean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "invented"
    assert main(["example", str(folder), "--seed", "7", "--requests", "40"]) == 0
    assert main(["check", str(folder)]) == 0
    assert main(["example", str(folder)]) == 1
    assert "invented" in capsys.readouterr().err


def test_a_review_with_problems_is_not_briefed(
    review_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (review_folder / ITEMS).read_text(encoding="utf-8")
    (review_folder / ITEMS).write_text(text.replace("N2,1,", "N2,9,"), encoding="utf-8")
    outputs = tmp_path / "outputs"
    assert main(["brief", str(review_folder), "--output", str(outputs)]) == 1
    assert f"{ITEMS}, row 3" in capsys.readouterr().err
    assert not (outputs / "nine-items" / "pack").exists()


def test_the_package_is_the_command() -> None:
    command = [sys.executable, "-m", "evidence_lib", "check", str(NINE_ITEMS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOUSE)
    assert done.returncode == 0
    assert done.stderr == ""

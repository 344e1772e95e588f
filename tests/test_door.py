"""The door: verbs, exit statuses, and what is said on the way."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evidence_lib import briefing
from evidence_lib.__main__ import DATA_DIRS, main
from evidence_lib.briefing.parameters import notebook_parameters
from evidence_lib.scaffold import copy_notebooks
from tests.conftest import HOUSE, NINE_ITEMS

ITEMS = "evidence_items.csv"
NOTEBOOKS = sorted(path.name for path in (HOUSE / "notebooks").glob("*.ipynb"))


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
     ["brief", "--notebooks", "no-such-folder"], ["notebooks"],
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


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the verb brief asks to have built; nothing is."""
    asked: dict[str, Any] = {}

    def brief(folders: list[Path], **given: Any) -> list[Any]:
        asked.update(given, folders=folders)
        return []

    monkeypatch.setattr(briefing, "brief", brief)
    return asked


def test_every_review_of_the_checkout_is_built_where_none_is_named(
    asked_for: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HOUSE)
    main(["brief"])
    reviews = HOUSE / "data" / "reviews"
    assert asked_for["folders"] == [reviews / "example", reviews / "south-ayrshire-2018"]
    assert asked_for["notebooks_dir"] == HOUSE / "notebooks"
    assert asked_for["outputs_dir"] == HOUSE / "outputs"


def test_notebooks_and_outputs_of_ones_own_are_taken(
    asked_for: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "area.ipynb").write_bytes(b"")
    main(["brief", "example", "--notebooks", str(tmp_path), "--output", str(tmp_path / "out")])
    assert asked_for["notebooks_dir"] == tmp_path
    assert asked_for["outputs_dir"] == tmp_path / "out"


def test_the_notebooks_and_nothing_else_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["notebooks", "my work"]) == 0
    assert sorted(path.name for path in (tmp_path / "my work").iterdir()) == NOTEBOOKS
    for name in NOTEBOOKS:
        original = (HOUSE / "notebooks" / name).read_bytes()
        assert (tmp_path / "my work" / name).read_bytes() == original
    said = capsys.readouterr().out
    assert 'jupyter lab "my work"' in said
    assert 'it is "../data/reviews", where there is none yet' in said
    assert 'evidence brief REVIEW --notebooks "my work"' in said


def test_a_checkpoint_or_another_file_is_not_copied(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / ".ipynb_checkpoints").mkdir(parents=True)
    for name in ("area.ipynb", ".hidden.ipynb", "notes.txt", ".ipynb_checkpoints/area.ipynb"):
        (source / name).write_bytes(b"")
    assert copy_notebooks(source, tmp_path / "work") == [tmp_path / "work" / "area.ipynb"]
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["area.ipynb"]


@pytest.mark.parametrize("data_dir", ["../data/reviews", ".."])
def test_copied_notebooks_come_with_the_data_dir_to_set(
    review_folder: Path, data_dir: str, capsys: pytest.CaptureFixture[str]
) -> None:
    beside = review_folder.parent
    if data_dir != "..":
        (beside / "data").mkdir()
        (beside / "data" / "reviews").mkdir()
        review_folder.rename(beside / "data" / "reviews" / review_folder.name)
    assert main(["notebooks", str(beside / "work")]) == 0
    assert f'to "{data_dir}", where there is: nine-items' in capsys.readouterr().out


def test_the_data_dir_named_first_is_the_one_notebooks_begin_with() -> None:
    for name in NOTEBOOKS:
        declared = notebook_parameters(HOUSE / "notebooks" / name)["data_dir"]
        assert ast.literal_eval(declared.default) == DATA_DIRS[0]


def test_notebooks_are_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "area.ipynb").write_bytes(b"mine")
    (tmp_path / "file").write_bytes(b"mine")
    assert main(["notebooks", str(tmp_path)]) == 2
    assert "must hold none of them yet; it holds area.ipynb" in capsys.readouterr().err
    assert main(["notebooks", str(tmp_path / "file")]) == 2
    assert "must be a folder; it is a file" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["area.ipynb", "file"]


def test_what_is_said_never_steers_the_screen(
    review_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (review_folder / "see\u202evsc.csv").write_text("x\x1b[2J,\u202ey\n1,2\n", encoding="utf-8")
    for more in ([], ["--json"]):
        main(["check", str(review_folder), *more])
    main(["check", "x\x1b[2J\u202e"])
    said = "".join(capsys.readouterr())
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_a_name_of_a_review_leads_to_no_other_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data" / "reviews").mkdir(parents=True)
    (tmp_path / "data" / "review.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", ".."]) == 2
    assert "no review of that name is known" in capsys.readouterr().err

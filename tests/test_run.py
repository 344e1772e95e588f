"""``run.py``: it reuses what fits, makes anew what does not, and says plainly what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

import run


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a lock and no packages, which ``run`` takes for the house."""
    folder = tmp_path / "a house"
    folder.mkdir()
    (folder / "requirements.lock").write_text("", encoding="utf-8")
    (folder / "pyproject.toml").write_text("", encoding="utf-8")
    for name, value in {
        "HOUSE": folder,
        "ENVIRONMENT": folder / ".venv",
        "LOCK": folder / "requirements.lock",
        "PROJECT": folder / "pyproject.toml",
        "MARK": folder / ".venv" / "made-from.txt",
    }.items():
        monkeypatch.setattr(run, name, value)
    return folder


@pytest.fixture
def steps(house: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The purposes of the steps taken; each succeeds, the first leaves a Python behind."""
    taken: list[str] = []

    def take(purpose: str, command: list[str]) -> str:
        taken.append(purpose)
        python = run.python_inside()
        python.parent.mkdir(parents=True, exist_ok=True)
        python.write_text("", encoding="utf-8")
        return ""

    monkeypatch.setattr(run, "_run", take)
    return taken


def test_an_environment_is_made_once_and_then_reused(house: Path, steps: list[str]) -> None:
    assert run.make_environment() == ""
    assert len(steps) == 3
    assert run.make_environment() == ""
    assert len(steps) == 3


def test_a_changed_lock_makes_the_environment_anew(house: Path, steps: list[str]) -> None:
    run.make_environment()
    (house / "requirements.lock").write_text("new\n", encoding="utf-8")
    run.make_environment()
    assert len(steps) == 6


def test_a_half_made_environment_is_made_anew(house: Path, steps: list[str]) -> None:
    run.make_environment()
    run.python_inside().unlink()
    run.make_environment()
    assert len(steps) == 6


def test_a_failed_step_leaves_no_mark(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_run", lambda purpose, command: f"Could not {purpose}.")
    assert run.make_environment() == "Could not make an empty environment."
    assert not run.MARK.exists()


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("No module named venv", "no venv module"),
        ("the ensurepip module is missing", "no venv module"),
        ("ERROR: No matching distribution found for numpy", "is there a network"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "differs from the one that was locked"),
        ("something else", "made anew by the next run"),
    ],
)
def test_what_went_wrong_comes_with_advice(said: str, advice: str) -> None:
    assert advice in run._advice(said)


def test_the_output_of_a_failed_step_is_shown(house: Path) -> None:
    problem = run._run("do this", [run.sys.executable, "-c", "raise SystemExit('it broke')"])
    assert problem.startswith("Could not do this.")
    assert problem.endswith("it broke")


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ([], ["-m", "evidence_lib", "brief"]),
        (["test"], ["-m", "pytest", "-n", "2"]),
        (["test", "-n", "0", "-x"], ["-m", "pytest", "-n", "2", "-n", "0", "-x"]),
    ],
)
def test_the_packs_are_built_or_the_tests_run_in_two_workers_or_as_many_as_asked(
    house: Path,
    steps: list[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    command: list[str],
) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(run.subprocess, "call", lambda given, cwd: called.append(given) or 0)
    assert run.main(arguments) == 0
    assert called == [[str(run.python_inside()), *command]]


def test_a_word_it_does_not_know_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["tset"]) == 2
    assert "usage" in capsys.readouterr().err


def test_an_old_python_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "OLDEST_PYTHON", (99, 0))
    assert run.main([]) == 1
    assert "Python 3.11 or newer" in capsys.readouterr().err

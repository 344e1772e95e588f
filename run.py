"""
Make the private environment if need be, then build the packs, or run the tests.

    python run.py         make ``.venv`` from the hash-pinned lock, then ``evidence brief``
    python run.py test    the same environment, then the tests

Needs Python 3.11 or newer and nothing else; uses the standard library only.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent
ENVIRONMENT = HOUSE / ".venv"
LOCK = HOUSE / "requirements.lock"
PROJECT = HOUSE / "pyproject.toml"
MARK = ENVIRONMENT / "made-from.txt"
OLDEST_PYTHON = (3, 11)
TEST = ("-m", "pytest", "-n", "2")  # two workers; an -n of the user comes later and counts
USAGE = "usage: python run.py [test [options of pytest]]"


def main(arguments: list[str]) -> int:
    """Do what was asked; the number returned is the exit status."""
    if sys.version_info < OLDEST_PYTHON:
        return _stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if arguments and arguments[0] != "test":
        return _stop(USAGE, status=2)
    problem = make_environment()
    if problem:
        return _stop(problem)
    command = [*TEST, *arguments[1:]] if arguments else ["-m", "evidence_lib", "brief"]
    return subprocess.call([str(python_inside()), *command], cwd=HOUSE)


def make_environment() -> str:
    """Make ``.venv`` where it is missing, half made or of another lock; return what went wrong."""
    wanted = fingerprint()
    if MARK.is_file() and MARK.read_text(encoding="utf-8") == wanted and python_inside().is_file():
        return ""
    print(f"Making the environment {ENVIRONMENT.name} (once; a minute or two) ...", flush=True)
    MARK.unlink(missing_ok=True)
    steps = (
        ("make an empty environment", [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]),
        ("install the locked packages", _pip("--require-hashes", "-r", str(LOCK))),
        (
            "install this project",
            _pip("--no-index", "--no-deps", "--no-build-isolation", "-e", str(HOUSE)),
        ),
    )
    for purpose, command in steps:
        print(f"  {purpose} ...", flush=True)
        problem = _run(purpose, command)
        if problem:
            return problem
    MARK.write_text(wanted, encoding="utf-8")
    return ""


def fingerprint() -> str:
    """Say what an environment would be made from: the lock, the project file and this Python."""
    contents = hashlib.sha256(LOCK.read_bytes() + PROJECT.read_bytes()).hexdigest()
    return f"{contents} Python {sys.version_info.major}.{sys.version_info.minor} at {HOUSE}\n"


def python_inside() -> Path:
    """Find the environment's own Python, on Windows and elsewhere."""
    windows = os.name == "nt"
    return ENVIRONMENT / ("Scripts" if windows else "bin") / ("python.exe" if windows else "python")


def _pip(*arguments: str) -> list[str]:
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    return [str(python_inside()), "-m", "pip", "install", *quiet, *arguments]


def _run(purpose: str, command: list[str]) -> str:
    try:
        done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    except OSError as error:
        return f"Could not {purpose}: {error.strerror}."
    if done.returncode == 0:
        return ""
    said = (done.stderr.strip() or done.stdout.strip()).splitlines()
    return f"Could not {purpose}.\n{_advice(done.stderr + done.stdout)}\n" + "\n".join(said[-8:])


def _advice(output: str) -> str:
    if "ensurepip" in output or "No module named venv" in output:
        return (
            "This Python has no venv module: install it (on Debian and Ubuntu the package "
            "python3-venv), or use a Python from python.org."
        )
    if "hash" in output.lower() and "match" in output.lower():
        return "A package differs from the one that was locked; nothing of it was installed."
    if "No matching distribution" in output or "connection" in output.lower():
        return "The packages could not be fetched: is there a network, or a proxy to set for pip?"
    return "The half-made environment is made anew by the next run."


def _stop(message: str, status: int = 1) -> int:
    print(message, file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

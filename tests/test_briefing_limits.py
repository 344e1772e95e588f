"""What a run of a notebook may take, and the guard beside it, without a kernel."""

from __future__ import annotations

import contextlib
import subprocess
import sys

import psutil
import pytest

from evidence_lib.briefing import guard
from evidence_lib.briefing.limits import ALONE, OUTPUT, Guard, Limits, characters_of

SLEEP = "import time; print('ready', flush=True); time.sleep(600)"
PARENT = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, '-c', {SLEEP!r}], env={{}}, start_new_session=True)
child.wait()
"""
HUNGRY = "import time; print('ready', flush=True); held = b'x' * 400_000_000; time.sleep(600)"


@contextlib.contextmanager
def running(program: str, guarded: Guard):
    """A process that has said that it is ready, as a kernel would be started."""
    process = subprocess.Popen(
        [sys.executable, "-c", program], env=guarded.environment, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"ready\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_what_a_run_started_is_ended_with_it_and_no_limit_was_passed():
    guarded = Guard(Limits())
    with running(SLEEP, guarded) as process:
        with guarded:
            assert process.poll() is None
        assert process.wait(timeout=60) != 0
    assert guarded.passed == ""


def test_a_child_in_a_session_of_its_own_with_no_mark_is_ended_below_its_parent():
    guarded = Guard(Limits())
    with running(PARENT, guarded) as process:
        [child] = psutil.Process(process.pid).children()
        with guarded:
            pass
        left = child.is_running() and child.status() != psutil.STATUS_ZOMBIE
        with contextlib.suppress(psutil.NoSuchProcess):
            child.kill()
        assert not left


def test_the_first_limit_that_is_passed_ends_the_run():
    for limits, program, passed in (
        (Limits(seconds=1), SLEEP, guard.TIME),
        (Limits(memory_bytes=300_000_000), HUNGRY, guard.MEMORY),
    ):
        with Guard(limits) as guarded, running(program, guarded) as process:
            assert process.wait(timeout=60) != 0
        assert guarded.passed == passed


def test_a_message_too_many_ends_the_run_and_is_not_kept():
    with Guard(Limits(output_characters=10)) as guarded, running(SLEEP, guarded) as process:
        assert guarded.may_say({"text": "0123456789"})
        assert not guarded.may_say({"text": "."})
        assert not guarded.may_say({})
        assert process.wait(timeout=60) != 0
    assert guarded.passed == OUTPUT


def test_a_guard_that_was_killed_is_noticed():
    with Guard(Limits()) as guarded:
        guarded._process.kill()
    assert guarded.passed == ALONE


def test_the_characters_of_all_texts_of_a_message_count():
    content = {"data": {"text/html": "<p>", "text/plain": ["a", "bc"]}, "execution_count": 7}
    assert characters_of(content) == 6
    assert characters_of({"traceback": ("é" * 5, None)}) == 5


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (guard.TIME, "the notebook ran longer than 1200 seconds"),
        (guard.MEMORY, "the notebook took more than 4,000 MB of memory"),
        (OUTPUT, "the notebook printed and showed more than 20 million characters"),
        (ALONE, "the guard over the limits of the notebook was ended"),
    ],
)
def test_a_limit_that_was_passed_is_named_with_its_size(passed, said):
    assert Limits().sentence(passed) == said

"""
A fault at every system call with which a pack is published.

Each call that changes the disk fails in a run of its own, alone or with every one after it
(``strace`` makes the system refuse them, or kills the process), with an earlier pack and without,
where two folders can be exchanged in one step and where they cannot. A run that can put nothing
back, since everything fails, may leave either pack; the words of `brief` are by what stands.
"""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.faults.scene import (
    FAILED,
    NEW,
    OLD,
    Scene,
    Tally,
    finished,
    publish_of,
    started,
    table,
)
from evidence_lib.briefing import publishing

CALLS = (
    "openat", "write", "fsync", "close", "mkdir", "rename", "renameat2", "unlink", "unlinkat",
    "rmdir", "getdents64", "ftruncate",
)  # fmt: skip
REMOVING = ("close", "unlink", "unlinkat", "rmdir", "getdents64", "ftruncate")
ERRORS = ("ENOSPC", "EIO", "EROFS")
KILLED = "SIGKILL"
PER_CALL = re.compile(r"^(?:\d+ +)?(\w+)\(", flags=re.MULTILINE)
Rules = Callable[[list[str], int], list[str]]


def alone(error: str) -> Rules:
    """Refuse one call."""
    return lambda calls, place: [rule(calls[place], f"error={error}", number(calls, place))]


def lasting(error: str) -> Rules:
    """Refuse one call and all that follow; on a full disk what only removes still goes."""
    refused = [call for call in CALLS if error != "ENOSPC" or call not in REMOVING]
    return lambda calls, place: [
        rule(call, f"error={error}", f"{calls[:place].count(call) + 1}+")
        for call in (refused if calls[place] in refused else ())
    ]


def killed() -> Rules:
    """Kill the process at one call."""
    return lambda calls, place: [rule(calls[place], f"signal={KILLED}", number(calls, place))]


def number(calls: list[str], place: int) -> str:
    """Give the number of a call among its like."""
    return str(calls[: place + 1].count(calls[place]))


def rule(call: str, what: str, when: str) -> str:
    """Write one rule for strace."""
    return f"inject={call}:{what}:when={when}"


FAULTS: dict[str, Rules] = {
    **{error: alone(error) for error in ERRORS},
    **{f"{error} from then on": lasting(error) for error in ERRORS},
    KILLED: killed(),
}


def measure(scene: Scene) -> list[Tally]:
    """Strike every call with every fault. Row: one kind of fault in one setting."""
    outputs = scene.folder / "outputs"
    settings = itertools.product((True, False), (OLD, ""))
    found = []
    for in_one_step, earlier in settings:
        scene.lay(earlier, outputs)
        run(scene, outputs, in_one_step=in_one_step)
        calls = PER_CALL.findall(log_of(scene).read_text())
        for fault, rules in FAULTS.items():
            steps = "one step" if in_one_step else "two steps"
            tally = Tally(f"{fault}, {steps}, {'an' if earlier else 'no'} earlier pack")
            for place in (each for each in range(len(calls)) if rules(calls, each)):
                scene.lay(earlier, outputs)
                said = run(scene, outputs, *rules(calls, place), in_one_step=in_one_step)
                require_struck(scene, said, fault)
                either = said == FAILED and "from then on" in fault
                tally.judge(scene, outputs, earlier, None if either else said)
                require_recovery(scene, outputs)
            found.append(tally)
    return found


def require_struck(scene: Scene, said: int | None, fault: str) -> None:
    """Require that strace did what it was told."""
    struck = said is None if fault == KILLED else "(INJECTED)" in log_of(scene).read_text()
    assert struck, f"{fault} struck nothing"


def log_of(scene: Scene) -> Path:
    """Say where strace writes the calls of a run."""
    return scene.folder / "calls.txt"


def run(scene: Scene, outputs: Path, *rules: str, in_one_step: bool) -> int | None:
    """Publish under strace; give what the run says of itself, None when it was killed."""
    wait, go = os.pipe()

    def publish() -> int:
        os.read(wait, 1)
        if not in_one_step:
            publishing._exchange = lambda build, pack: False
        return publish_of(scene, NEW, outputs)

    pid = started(publish)
    options = [option for rule in (f"trace={','.join(CALLS)}", *rules) for option in ("-e", rule)]
    command = ["strace", "-qq", *options, "-o", str(log_of(scene)), "-p", str(pid)]
    with subprocess.Popen(command):
        await_tracer(pid)
        os.write(go, b".")
        code = finished(pid)
    for pipe in (wait, go):
        os.close(pipe)
    return code


def await_tracer(pid: int) -> None:
    """Wait until strace holds a process."""
    while "TracerPid:\t0\n" in Path(f"/proc/{pid}/status").read_text():
        time.sleep(0.001)


def require_recovery(scene: Scene, outputs: Path) -> None:
    """Require that the next run publishes as if nothing had been."""
    scene.publish(NEW, outputs)
    assert scene.standing(outputs) == NEW


def report(scene: Scene) -> tuple[str, float]:
    """Give the table, and how many trials ended as none may."""
    tallies = measure(scene)
    return table(tallies), sum(each.bad for each in tallies)

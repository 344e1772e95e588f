"""
A program beside one run of a notebook: it holds the limits, and ends what the run leaves.

    python guard.py MARK SECONDS BYTES

It watches every process that has the mark in its environment, as the kernel has and all that it
starts. When its input says ``end``, or ends because the runner was killed, it kills them. It says
``time`` or ``memory`` when a limit was passed, and kills them for it. It is in a session of its own
and so outlives a runner whose whole group is killed.

A process that was started with another environment is found only below one that has the mark.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass, field

import psutil

VARIABLE = "EVIDENCE_RUN"
TIME, MEMORY = "time", "memory"
END = b"end\n"
LOOK_SECONDS = 0.2
LOOKS_A_SEARCH = 5
SEARCH_SECONDS = 0.05
SEARCHES = 100
SEARCHES_FOR_THE_LATE = 20


@dataclass
class Ending:
    """Whether the input has ended, and whether the runner had said so before."""

    reached: threading.Event = field(default_factory=threading.Event)
    announced: bool = False

    def listen(self) -> None:
        """Wait for the end of the input, or for the word."""
        # Not sys.stdin: a thread that waits in a buffered stream would stop this program's end.
        self.announced = os.read(0, len(END)) == END
        self.reached.set()


def main(mark: str, seconds: float, memory_bytes: int) -> None:
    """Watch until a limit is passed or the input ends; then kill all that has the mark."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the runner, which ends this
    ending = Ending()
    threading.Thread(target=ending.listen, daemon=True).start()
    passed = hold(mark, ending, seconds, memory_bytes)
    with contextlib.suppress(OSError):  # nobody listens when the runner was killed
        os.write(1, passed.encode())
    # A runner may have been killed while the kernel was about to begin, with no mark as yet.
    end(mark, quiet=1 if passed or ending.announced else SEARCHES_FOR_THE_LATE)


def hold(mark: str, ending: Ending, seconds: float, memory_bytes: int) -> str:
    """Look again and again; give the limit that was passed, empty when the run ended before."""
    begun, look, marked = time.monotonic(), 0, list[psutil.Process]()
    while not ending.reached.wait(LOOK_SECONDS):
        marked = processes_with(mark) if look % LOOKS_A_SEARCH == 0 else marked
        if sum(map(memory_of, marked)) > memory_bytes:
            return MEMORY
        if time.monotonic() - begun > seconds:
            return TIME
        look += 1
    return ""


def processes_with(mark: str) -> list[psutil.Process]:
    """Find the processes that have a mark in their environment."""
    return [each for each in psutil.process_iter() if has_mark(each, mark)]


def has_mark(process: psutil.Process, mark: str) -> bool:
    """Say whether a process has a mark; one that has gone, or is somebody else's, has none."""
    with contextlib.suppress(psutil.Error, OSError):
        return bool(process.environ().get(VARIABLE) == mark)
    return False


def memory_of(process: psutil.Process) -> int:
    """Give the resident memory of a process, nothing when it has gone."""
    with contextlib.suppress(psutil.Error):
        return int(process.memory_info().rss)
    return 0


def end(mark: str, quiet: int) -> None:
    """Kill all that has the mark or is below it, until so many searches found nothing."""
    nothing = 0
    for _ in range(SEARCHES):
        found = with_children(processes_with(mark))
        for each in found:
            with contextlib.suppress(psutil.Error):
                each.kill()
        nothing = 0 if found else nothing + 1
        if nothing == quiet:
            return
        time.sleep(SEARCH_SECONDS)


def with_children(processes: list[psutil.Process]) -> set[psutil.Process]:
    """Add what is below processes, however deep."""
    found = set(processes)
    for each in processes:
        with contextlib.suppress(psutil.Error):
            found.update(each.children(recursive=True))
    return found


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))

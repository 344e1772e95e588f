"""
A program beside one run of a notebook: it holds the limits, and ends what the run leaves.

    python guard.py SECONDS BYTES

Its input is the process id of the kernel in a line. When the input ends, or says ``end``, the
kernel and every process that it started are killed: the system closes the pipe also when the
runner is killed, and this program is in a session of its own, so that it stays. It says ``time``
or ``memory`` when the kernel passed that limit and was killed for it.

A process belongs to the kernel when it is in the kernel's session (not on Windows, which has
none), or was below the kernel, or below one of these, at any look. One that leaves the session and
loses its parent between two looks is not found again.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator

import psutil

TIME, MEMORY, END = "time", "memory", "end"
LOOK_SECONDS = 0.2
ROUNDS = 20


def main(seconds: float, memory_bytes: int) -> None:
    """Watch until a limit is passed or the input ends; then kill all that belongs to the kernel."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the runner, which ends this
    # Unbuffered, since a thread that waits in a buffered stream would stop this program's end.
    with open(0, "rb", buffering=0, closefd=False) as told:
        first = told.readline().strip()
        if first.isdigit():
            ended = threading.Event()
            threading.Thread(target=listen, args=(told, ended), daemon=True).start()
            hold(int(first), ended, seconds, memory_bytes)


def listen(told: io.RawIOBase, ended: threading.Event) -> None:
    """Wait for the next line, or for the end of the input."""
    told.readline()
    ended.set()


def hold(kernel: int, ended: threading.Event, seconds: float, memory_bytes: int) -> None:
    """Look at a kernel again and again; say which limit it passed, and kill all that is its."""
    begun, passed, seen = time.monotonic(), "", itself(kernel)
    while not passed and not ended.wait(LOOK_SECONDS):
        seen = belonging_to(kernel, seen)
        passed = MEMORY if held(seen) > memory_bytes else ""
        passed = TIME if time.monotonic() - begun > seconds else passed
    with contextlib.suppress(OSError):  # nobody listens when the runner was killed
        os.write(1, passed.encode())
    end(kernel, seen)


def itself(kernel: int) -> set[psutil.Process]:
    """Give the process of a kernel; none when it has gone already."""
    with contextlib.suppress(psutil.Error):
        return {psutil.Process(kernel)}
    return set()


def belonging_to(kernel: int, seen: set[psutil.Process]) -> set[psutil.Process]:
    """Find the processes that belong to a kernel and are alive, those *seen* before among them."""
    alive = [each for each in psutil.process_iter(["ppid", "status"]) if is_alive(each)]
    found = {each for each in alive if each in seen or is_of_session(each.pid, kernel)}
    while (
        more := {each for each in alive if each.info["ppid"] in {one.pid for one in found}} - found
    ):
        found |= more
    return found


def is_alive(process: psutil.Process) -> bool:
    """Say whether a process is more than an entry that its parent has not read."""
    return process.info["status"] not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD, None)


def is_of_session(pid: int, kernel: int) -> bool:
    """Say whether a process is in the session that the kernel leads."""
    with contextlib.suppress(OSError, AttributeError):  # it has gone; Windows has no sessions
        return os.getsid(pid) == kernel
    return False


def held(processes: set[psutil.Process]) -> int:
    """Add up the memory that processes hold."""
    return sum(memory_of(processes))


def memory_of(processes: set[psutil.Process]) -> Iterator[int]:
    """Give the resident memory of each process that is still there."""
    for each in processes:
        with contextlib.suppress(psutil.Error):
            yield each.memory_info().rss


def end(kernel: int, seen: set[psutil.Process]) -> None:
    """Kill all that belongs to a kernel, and what it starts meanwhile."""
    for _ in range(ROUNDS):
        belonging = belonging_to(kernel, seen)
        if not belonging:
            return
        for each in belonging:
            with contextlib.suppress(psutil.Error):
                each.kill()
        time.sleep(LOOK_SECONDS / 4)


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))

"""What one run of a notebook may take: time, memory and output, held by a guard beside it."""

from __future__ import annotations

import contextlib
import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from evidence_lib.briefing import guard

CLOSING_SECONDS = 30
OUTPUT = "output"
ALONE = "alone"


@dataclass(frozen=True)
class Limits:
    """
    What one run of one notebook may take.

    ``seconds`` counts from the start of its kernel; ``memory_bytes`` is what the kernel and the
    processes it started hold in memory together (pages that two of them share count for each);
    ``output_characters`` counts all that its cells print and show, also what is cleared again.

    Source: many times what the pages of the reviews shipped take (`benchmarks/faults`).
    """

    seconds: float = 1200
    memory_bytes: int = 4_000_000_000
    output_characters: int = 20_000_000

    def sentence(self, passed: str) -> str:
        """Say which limit was passed, as `Guard.passed` names it."""
        memory, output = self.memory_bytes / 1e6, self.output_characters / 1e6
        return {
            guard.TIME: f"the notebook ran longer than {self.seconds:g} seconds",
            guard.MEMORY: f"the notebook took more than {memory:,.0f} MB of memory",
            OUTPUT: f"the notebook printed and showed more than {output:g} million characters",
            ALONE: "the guard over the limits of the notebook was ended",
        }[passed]


class Guard:
    """
    The guard over one run: the program `guard`, and a count of what the cells say.

    On leaving, and also when this process is killed, every process with ``environment`` is ended.
    ``passed`` is empty, or the limit that was passed; it is settled on leaving.
    """

    def __init__(self, limits: Limits) -> None:
        mark = secrets.token_hex(8)
        self.environment = {**os.environ, guard.VARIABLE: mark}
        self.passed = ""
        self._left = limits.output_characters
        given = [mark, str(limits.seconds), str(limits.memory_bytes)]
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(Path(guard.__file__)), *given],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,  # nothing may wait to be written when the guard has ended
            start_new_session=True,  # what is sent to this group must not reach it
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            said = self._process.communicate(guard.END, timeout=CLOSING_SECONDS)[0]
        except subprocess.TimeoutExpired:
            self._process.kill()
            said = self._process.communicate()[0]
        ended = ALONE if self._process.returncode else ""
        self.passed = self.passed or said.decode() or ended

    def may_say(self, content: Mapping[str, Any]) -> bool:
        """Count the content of one message of the kernel; end the kernel when it is too much."""
        self._left -= characters_of(content)
        if self._left < 0 and not self.passed:
            self.passed = OUTPUT
            self._end()
        return self._left >= 0

    def _end(self) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it has ended, and why is read on leaving
            self._process.stdin.write(guard.END)
            self._process.stdin.flush()


def characters_of(content: Any) -> int:
    """Count the characters of all texts in the content of a message, without copying it."""
    if isinstance(content, Mapping):
        return sum(map(characters_of, content.values()))
    if isinstance(content, list | tuple):
        return sum(map(characters_of, content))
    return len(content) if isinstance(content, str) else 0

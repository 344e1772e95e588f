"""
What each module costs to import beyond pandas, as a ratio in one run.

    python benchmarks/import_cost.py

Each import is timed in a process of its own, several times in turn with the plain import of pandas,
and the smallest time of each is kept: a busy machine only ever makes a run slower. The ratio is
(pandas and the module) over (pandas alone); 1.00 is free.
"""

from __future__ import annotations

import subprocess
import sys
import time

ROUNDS = 5
MODULES = (
    "counts",
    "survey",
    "agreement",
    "spc",
    "disclosure",
    "indicators",
    "inequality",
    "timeliness",
    "plans",
    "practice",
    "strands",
    "reconcile",
    "loaders",
    "show",
    "show.charts",
    "answers",
    "checking",
    "briefing",
)


def seconds(program: str) -> float:
    """Time one fresh Python that runs *program*."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - begun


def main() -> None:
    """Print one line a module: the ratio, and the seconds it rests on."""
    programs = {"pandas": "import pandas"}
    programs |= {name: f"import pandas, evidence_lib.{name}" for name in MODULES}
    best = dict.fromkeys(programs, float("inf"))
    for _ in range(ROUNDS):
        for name, program in programs.items():
            best[name] = min(best[name], seconds(program))
    print(f"pandas alone: {best['pandas']:.2f} s, the smallest of {ROUNDS}")
    for name in MODULES:
        print(f"{name:<12} {best[name] / best['pandas']:5.2f}  ({best[name]:.2f} s)")


if __name__ == "__main__":
    main()

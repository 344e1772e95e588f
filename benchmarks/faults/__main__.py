"""
What becomes of a pack when something goes wrong.

    python -m benchmarks.faults [PART...]

The parts are ``notebooks``, ``pages``, ``writes``, ``kills``, ``kernels`` and ``pairs``; all of
them when none is named. ``quick`` is what the tests run. Linux only; ``writes`` needs strace. The
exit status is 1 when a trial ended as none may.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.faults.scene import set_up

PARTS = ("notebooks", "pages", "writes", "kills", "kernels", "pairs")
QUICK = "quick"


def main() -> int:
    """Run the parts that were asked for, and print what each found."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "parts", nargs="*", choices=(*PARTS, QUICK), metavar="PART", help=", ".join(PARTS)
    )
    asked = parser.parse_args().parts or PARTS
    bad = 0
    for name in asked:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            part = importlib.import_module(f"benchmarks.faults.{name}")
            text, failed = part.report(set_up(Path(folder).resolve()))
        print(f"## {name}\n\n{part.__doc__.strip()}\n\n{text}\n")
        print(f"{failed:g} ended as none may; {time.monotonic() - begun:.0f} s\n", flush=True)
        bad += failed
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

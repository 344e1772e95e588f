"""
Whether the same evidence builds the same packs, byte for byte, whatever else is different.

    python -m benchmarks.same_inputs [CONDITION ...] [--review NAME ...]

Every review under ``data/reviews`` is built twice by this tree under one key: as it is, and with
the conditions named, all of them if none is: another ``folder`` for evidence and packs (deeper,
with spaces), another ``clock`` (four years on; left out where there is no C compiler to make one),
another ``seed`` of hashes, another ``locale`` (Turkish, where i is no small I; left out where it is
not installed) and time ``zone``, another ``mask`` of files, and other ``rows``: those of every CSV
in another order. All files are compared; but with ``rows`` not the manifest, which names the files
as they came. The exit status is 0 if all is equal, 1 if not.
"""

from __future__ import annotations

import argparse
import csv
import io
import locale
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.same_bytes import HOUSE, MANIFEST, compare, report
from evidence_lib.briefing.keys import KEY_FILE

CONDITIONS = ("folder", "clock", "seed", "locale", "zone", "mask", "rows")
CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int failed = real(clock, now);
    if (!failed && clock == CLOCK_REALTIME) now->tv_sec += 1500L * 86400;
    return failed;
}
time_t time(time_t *kept) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (kept) *kept = now.tv_sec;
    return now.tv_sec;
}
"""
"""What the system says of the day, 1,500 days on; the clock that programs wait by is left alone."""
TURKISH = "tr_TR.UTF-8"
OTHER_ENVIRONMENT = {
    "seed": {"PYTHONHASHSEED": "4711"},
    "locale": {"LANG": TURKISH, "LC_ALL": TURKISH},
    "zone": {"TZ": "Pacific/Kiritimati"},
}


def usable(asked: Sequence[str]) -> list[str]:
    """Leave out, aloud, the conditions this machine cannot make."""
    missing = []
    if "clock" in asked and shutil.which("cc") is None:
        missing.append("clock")
    if "locale" in asked and not has_turkish():
        missing.append("locale")
    for name in missing:
        print(f"left out, for this machine cannot make it: another {name}")
    return [name for name in asked if name not in missing]


def other_clock(folder: Path) -> str:
    """Make the other clock, and require that a Python under it is of another year."""
    source, made = folder / "clock.c", folder / "clock.so"
    source.write_text(CLOCK, encoding="utf-8")
    command = ["cc", "-shared", "-fPIC", "-o", str(made), str(source), "-ldl"]
    subprocess.run(command, check=True)
    said = subprocess.run(
        [sys.executable, "-c", "import datetime; print(datetime.date.today().year)"],
        env={**os.environ, "LD_PRELOAD": str(made)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    if int(said.stdout) < date.today().year + 4:
        sys.exit("making another clock: the year is the same under it")
    return str(made)


def has_turkish() -> bool:
    """Try the locale, and go back to the present one."""
    present = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, TURKISH)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_ALL, present)
    return True


def environment(conditions: Sequence[str], scratch: Path) -> dict[str, str]:
    """Give the environment of a build under some conditions."""
    changed = {"PYTHONPATH": str(HOUSE), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    for name in conditions:
        changed |= OTHER_ENVIRONMENT.get(name, {})
    if "clock" in conditions:
        changed |= {"LD_PRELOAD": other_clock(scratch)}
    return {**os.environ, **changed}


def shuffle(review: Path, seed: int) -> int:
    """Put the rows of every CSV of a review in another order; return how many rows there are."""
    told = 0
    for path in sorted(review.glob("*.csv")):
        header, *rows = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
        random.Random(f"{seed} {path.name}").shuffle(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
        told += len(rows)
    return told


def build(reviews: Sequence[Path], outputs: Path, conditions: Sequence[str], scratch: Path) -> None:
    """Build the packs of some reviews by this tree, with this Python."""
    done = subprocess.run(
        [sys.executable, "-m", "evidence_lib", "brief", *map(str, reviews), "--output", outputs],
        cwd=HOUSE,
        env=environment(conditions, scratch),
        umask=0o077 if "mask" in conditions else 0o022,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        sys.exit(f"building under {', '.join(conditions)}: exit status {done.returncode}")


def otherwise(reviews: Sequence[Path], scratch: Path, conditions: Sequence[str]) -> list[Path]:
    """Copy the reviews to where, and to how, they stand in the second build."""
    place = (
        scratch / "another place" / "and deeper" if "folder" in conditions else scratch / "other"
    )
    copies = [Path(shutil.copytree(review, place / review.name)) for review in reviews]
    if "rows" in conditions:
        print(f"rows in another order: {sum(shuffle(copy, 13) for copy in copies)}")
    return copies


def lend_keys(reviews: Sequence[Path], lender: Path, borrower: Path) -> None:
    """Let two folders of outputs have the same keys: without them no manifest is the same."""
    for review in reviews:
        (borrower / review.name).mkdir(parents=True)
        shutil.copy(lender / review.name / KEY_FILE, borrower / review.name)


def main() -> int:
    """Build twice, compare, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("conditions", nargs="*", metavar="CONDITION", help=", ".join(CONDITIONS))
    parser.add_argument("--review", nargs="+", metavar="NAME", help="every review if left out")
    given = parser.parse_args()
    if unknown := set(given.conditions) - set(CONDITIONS):
        parser.error(f"no such condition: {', '.join(sorted(unknown))}")
    conditions = usable(given.conditions or CONDITIONS)
    home = HOUSE / "data" / "reviews"
    reviews = [home / name for name in given.review or sorted(each.name for each in home.iterdir())]
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        first, second = scratch / "first", scratch / "second outputs" / "of packs"
        build(reviews, first, (), scratch)
        lend_keys(reviews, first, second)
        build(otherwise(reviews, scratch, conditions), second, conditions, scratch)
        print(f"otherwise: {', '.join(conditions)}")
        return told(reviews, first, second, with_manifest="rows" not in conditions)


def told(reviews: Sequence[Path], first: Path, second: Path, *, with_manifest: bool) -> int:
    """Print what became of every pack; return 0 if nothing differs, else 1."""
    same = True
    for review in reviews:
        one, other = (outputs / review.name / "pack" for outputs in (first, second))
        found = compare(one, other)
        print(*report(review.name, found, text=True), sep="\n")
        same = same and found.same and bool(found.equal)
        if with_manifest:
            sealed = (one / MANIFEST).read_bytes() == (other / MANIFEST).read_bytes()
            print(f"{review.name}: the pack id {'is' if sealed else 'IS NOT'} the same")
            same = same and sealed
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())

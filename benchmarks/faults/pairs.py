"""
Pairs of runs of one review, begun together, while readers read.

Both runs of a pair build another pack than stands, or that one again; a run that finds the other
at work is refused. *One winner* is a pair of which one was refused, *both* a pair whose packs were
both published, one after the other.

A reader opens the folder of the pack once, reads the manifest and every file in it, and compares
their checksums. ``whole`` are reads of one pack; ``taken`` are reads whose folder was exchanged
and removed before its last file was read: a file is not there, the reader notices and begins
again (``not whole again``: in vain). ``mixed`` are reads of files that do not belong together. A
reader that opens each file by its path can come upon files of two packs, and learns it from the
checksums alone; a person who opens pages one after another in a browser does not, and may see
pages of two packs.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.faults.scene import (
    NEW,
    OLD,
    PUBLISHED,
    REFUSED,
    REVIEW,
    Scene,
    Work,
    accepted,
    finished,
    left_over,
    run_of,
    started,
)
from evidence_lib.briefing import publishing
from evidence_lib.briefing.manifest import MANIFEST

PAIRS = 50
SEED = 50
APART_SECONDS = 1.5
TIMES_BEGUN = 20
WHOLE, TAKEN, MIXED, NOT_AGAIN = "whole", "taken", "mixed", "not whole again"
IN_THE_FOLDER = "in the folder"
Read = Callable[[str], bytes]


def pack_read(read: Read) -> str:
    """Read a pack, its manifest first: whole, taken away meanwhile, or mixed."""
    try:
        sealed = json.loads(read(MANIFEST))["files"]
        held = {name: read(name) for name in sealed}
    except FileNotFoundError:
        return TAKEN
    same = (hashlib.sha256(held[name]).hexdigest() == sealed[name]["sha256"] for name in sealed)
    return WHOLE if all(same) else MIXED


def read_in_folder(pack: Path) -> str:
    """Open the folder once, and read in it."""
    try:
        folder = os.open(pack, os.O_RDONLY)
    except FileNotFoundError:
        return TAKEN

    def read(name: str) -> bytes:
        with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:
            return file.read()

    try:
        return pack_read(read)
    finally:
        os.close(folder)


def read_by_path(pack: Path) -> str:
    """Open each file by its path."""
    return pack_read(lambda name: (pack / name).read_bytes())


def reader(pack: Path, report: Path, read: Callable[[Path], str]) -> int:
    """Read again and again until told to stop; a read that was taken is begun again."""
    stopped, found = [], Counter[str]()
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(True))
    while not stopped:
        outcome = read(pack)
        found[outcome] += 1
        found[NOT_AGAIN] += outcome == TAKEN and begun_again(pack, read) != WHOLE
    report.write_text(json.dumps(found))
    return PUBLISHED


def begun_again(pack: Path, read: Callable[[Path], str]) -> str:
    """Begin again until a read is not taken too: packs are exchanged here without a pause."""
    outcomes = (read(pack) for _ in range(TIMES_BEGUN))
    return next((outcome for outcome in outcomes if outcome != TAKEN), TAKEN)


def pair(scene: Scene, outputs: Path, work: Work, draw: random.Random, apart: float) -> str:
    """Begin two runs, together or a little apart; give what became of the pair."""
    words = [draw.choice((OLD, NEW)), draw.choice((OLD, NEW))]
    waits = [0.0, draw.choice((0.0, draw.uniform(0, apart)))]
    runs = [
        started(functools.partial(late, work, word, outputs, wait))
        for word, wait in zip(words, waits, strict=True)
    ]
    codes = [finished(pid) for pid in runs]
    won = {word for word, code in zip(words, codes, strict=True) if code == PUBLISHED}
    whole = accepted(outputs) and scene.standing(outputs) in won and not left_over(outputs)
    if not whole or set(codes) - {PUBLISHED, REFUSED}:
        return "broken"
    return "both" if codes == [PUBLISHED, PUBLISHED] else "one winner"


def late(work: Work, word: str, outputs: Path, wait: float) -> int:
    """Do the work of a run after a while."""
    time.sleep(wait)
    return work(word, outputs)


def measure(
    scene: Scene, pairs: int, work: Work, draw: random.Random, apart: float
) -> tuple[Counter[str], dict[str, Mapping[str, int]]]:
    """Run the pairs; give what became of them, and what each reader read."""
    outputs = scene.folder / "outputs"
    scene.lay(OLD, outputs)
    pack = outputs / REVIEW / publishing.PACK
    ways = {IN_THE_FOLDER: read_in_folder, "by path": read_by_path}
    reports = {way: scene.folder / f"{way}.json" for way in ways}
    readers = [
        started(functools.partial(reader, pack, reports[way], read)) for way, read in ways.items()
    ]
    with contextlib.ExitStack() as stack:
        for pid in readers:
            stack.callback(finished, pid)
            stack.callback(os.kill, pid, signal.SIGTERM)
        found = Counter(pair(scene, outputs, work, draw, apart) for _ in range(pairs))
    return found, {way: json.loads(report.read_text()) for way, report in reports.items()}


def shown(pairs: Counter[str], reads: Mapping[str, Mapping[str, int]]) -> tuple[str, int]:
    """Give both tables, and how much of what was found may not be."""
    ends = ("one winner", "both", "broken")
    lines = [("pairs", *ends), ("---",) * 4, (pairs.total(), *(pairs[end] for end in ends)), ()]
    names = (WHOLE, TAKEN, NOT_AGAIN, MIXED)
    lines += [("reader", *names), ("---",) * 5]
    lines += [(way, *(each.get(name, 0) for name in names)) for way, each in reads.items()]
    fair = reads[IN_THE_FOLDER]
    text = "\n".join(f"| {' | '.join(map(str, line))} |" if line else "" for line in lines)
    return text, pairs["broken"] + fair.get(MIXED, 0) + fair.get(NOT_AGAIN, 0)


def report(scene: Scene) -> tuple[str, float]:
    """Give what was found, and how much of it may not be."""
    work = functools.partial(run_of, scene)
    return shown(*measure(scene, PAIRS, work, random.Random(SEED), APART_SECONDS))

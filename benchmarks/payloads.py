"""
Whether a text of the evidence can act: hostile texts in every field, and all that is made of them.

    python -m benchmarks.payloads [--builds N] [--small N] [--checks N] [--drawings-every N]
                                  [--workers N]

Every text of ``tests/data/payloads.toml`` is planted in every free field of every table of the
invented review, and in its settings. A field of N cells gets N texts a build, so that a few builds
of the whole review give most fields each text; the settings go through as many builds as there are
texts, of a small review. Each build is a whole pack, made without kernels. Drawings cost most of
the time: all but one in N builds draw an empty picture, and every text is drawn by itself besides,
as every word of a chart.

Names of files and sheets, headings and closed cells go through `evidence check` and a build
that fails, whose messages quote them.

Looked at: every page (the scan, and in Chromium with its security policy switched off, so that the
page has no other protection than its writing), tables as CSV, executed notebooks, the manifest, the
page over a batch, the report of a check, and what the commands print. A page that does not protect
itself is opened first, to show that what is counted can be seen.

The exit status is 1 if anything ran, loaded, was torn or was found.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import multiprocessing
import shutil
import sys
import tempfile
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import openpyxl
from playwright.sync_api import sync_playwright

from evidence_lib.__main__ import main as evidence
from evidence_lib.briefing import brief
from evidence_lib.briefing.page_rules import acting_parts
from evidence_lib.english import visible
from evidence_lib.show.charts import exhibits
from tests import shell_engine
from tests.inspection import (
    acts_of,
    attentive_page,
    live_cells,
    outputs_of,
    shown_tokens,
    steering_in_json,
    texts_of,
    tokens_read_back,
)
from tests.planting import Planting, fits, payloads, plant

HOUSE = Path(__file__).resolve().parents[1]
REVIEW = HOUSE / "data" / "reviews" / "example"
SMALL = HOUSE / "tests" / "data" / "nine-items"
CHROMIUM = shutil.which("chromium") or ""
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
OUR_OUTPUTS = {
    "text/html", "text/plain", "application/vnd.evidence.block+json",
    "application/vnd.evidence.table+json", "application/vnd.evidence.counts+json",
    "application/vnd.evidence.finished+json",
}  # fmt: skip
EMPTY_DRAWING = '<svg viewBox="0 0 432 240" role="img" aria-label="Nothing drawn"></svg>'
NOT_IN_A_NAME = str.maketrans({"/": "∕", "\0": "␀"})
NOT_IN_A_SHEET = str.maketrans(dict.fromkeys("[]:*?/\\\0", "_"))


@dataclass
class Counts:
    """What was made, and everything that was found wrong with it."""

    made: Counter[str] = field(default_factory=Counter)
    pairs: defaultdict[str, set[tuple[int, str]]] = field(default_factory=lambda: defaultdict(set))
    wrong: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    ran: int = 0
    asked: int = 0


def control(texts: list[str], browser: Any, folder: Path) -> tuple[int, int]:
    """Write the texts into pages as they are: how many of them run, and how many load."""
    ran = asked = 0
    path = folder / "unprotected.html"
    for text in texts:
        path.write_text(f"<!DOCTYPE html><p>{text}</p>", encoding="utf-8", errors="replace")
        with attentive_page(browser) as (page, wanted):
            with contextlib.suppress(Exception):  # a page may lead away while it is looked at
                ran += acts_of(page, path) > 0
            asked += bool(wanted)
    return ran, asked


def open_all(pages: list[Path], browser: Any, counts: Counts) -> None:
    """Open pages in Chromium and count what runs and loads."""
    for path in pages:
        with attentive_page(browser) as (page, wanted):
            ran = acts_of(page, path)
            counts.ran += ran
            counts.asked += len(wanted)
            counts.made["pages opened in Chromium"] += 1
            counts.wrong["runs and loads"] += [f"{path.name} {ran} {wanted}"] * bool(ran or wanted)


def build(
    review: Path, number: int, texts: list[str], folder: Path, counts: Counts, drawn: bool
) -> list[Path]:
    """Plant, build a whole pack, look at its files; the pages are given back to be opened."""
    target, outputs = folder / "planted", folder / "outputs"
    for each in (target, outputs):
        shutil.rmtree(each, ignore_errors=True)
    planting = plant(review, target, number, texts)
    counts.pairs["refused by reading"] |= planting.refused
    counts.pairs["planted"] |= planting.planted
    nothing_drawn = mock.patch.object(exhibits, "drawing_of", return_value=EMPTY_DRAWING)
    with contextlib.nullcontext() if drawn else nothing_drawn:
        (result,) = brief(
            [target],
            notebooks_dir=HOUSE / "notebooks",
            outputs_dir=outputs,
            profile="public",
            progress=False,
            engine=shell_engine.execute,
        )
    counts.wrong["pages not published"] += [message[:300] for message in result.messages]
    counts.made["packs"] += result.ok
    counts.made["packs with drawings"] += drawn
    look_at(outputs, planting, counts)
    return sorted(outputs.rglob("*.html"))


def look_at(outputs: Path, planting: Planting, counts: Counts) -> None:
    """Look at every file of a build."""
    for path in sorted(outputs.rglob("*")):
        if path.suffix == ".html":
            html = path.read_text(encoding="utf-8")
            counts.wrong["findings by the scan"] += [f"{path.name} {x}" for x in acting_parts(html)]
            keep(counts, "on pages", planting, *shown_tokens(texts_of(html), planting))
        elif path.suffix == ".csv":
            data = path.read_bytes()
            counts.wrong["live cells"] += live_cells(data)
            keep(counts, "in tables", planting, *tokens_read_back(path.name, data, planting))
        elif path.suffix == ".ipynb":
            counts.wrong["other outputs"] += sorted(outputs_of(path) - OUR_OUTPUTS)
        elif path.suffix == ".json":
            counts.wrong["characters that steer in JSON"] += steering_in_json(path)
        counts.made[f"files {path.suffix}"] += path.is_file()


def keep(counts: Counts, where: str, planting: Planting, found: set[str], torn: list[str]) -> None:
    """Keep which text of which field was seen where, and what was not letter by letter."""
    pairs = {planting.tokens[token] for token in found} - planting.refused
    counts.pairs[where] |= pairs.union(*(planting.fellows.get(pair, set()) for pair in pairs))
    counts.wrong[f"torn {where}"] += torn


def check(number: int, texts: list[str], folder: Path, counts: Counts) -> list[Path]:
    """Names of files and sheets, headings and closed cells: what a check and a failed build say."""
    target = folder / "sent"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(SMALL, target)
    text = texts[number]
    with contextlib.suppress(OSError, ValueError):
        name = text.translate(NOT_IN_A_NAME)[:60]
        (target / f"{name}.csv").write_text("x\n1\n", encoding="utf-8")
        counts.made["names of files"] += 1
    if not any(ord(each) < 32 for each in text):
        book = openpyxl.Workbook()
        book.active.title = "needs"
        book.create_sheet(text.translate(NOT_IN_A_SHEET)[:31].strip("'") or "x").append([text])
        book.active.append(["need_id", "topic", text])
        book.save(target / "needs.xlsx")
        counts.made["names of sheets"] += 1
    rows = io.StringIO(newline="")
    rows.write("entry_id,date,area,state,source_id,note,")
    quoted = '"' + text.replace("\0", "").replace('"', '""') + '"'
    rows.write(f"{quoted}\nL1,{quoted},{quoted},{quoted},{quoted},x,x\n{quoted},,,,,,\n")
    (target / "link_log.csv").write_text(rows.getvalue(), encoding="utf-8")
    counts.made["headings and closed cells"] += 1
    page, outputs = folder / "check.html", folder / "failed"
    shutil.rmtree(outputs, ignore_errors=True)
    said = said_by("check", str(target), "--html", str(page))
    said += said_by("check", str(target), "--json")
    said += said_by("brief", str(target), "--output", str(outputs))
    said += said_by("check", "--", text.replace("\0", ""))
    counts.wrong["characters that steer on the screen"] += [x for x in said if visible(x) != x]
    pages = [page, *outputs.rglob("*.html")]
    counts.wrong["pages of a check not written"] += [text] * (len(pages) != 2)
    for path in pages:
        found = acting_parts(path.read_text(encoding="utf-8"))
        counts.wrong["findings by the scan"] += [f"{path.name} {each}" for each in found]
    return pages


def said_by(*arguments: str) -> str:
    """Run a command and give what it prints."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        evidence(arguments)
    return out.getvalue() + err.getvalue()


def drawings(texts: list[str], folder: Path, counts: Counts) -> Iterator[Path]:
    """Draw every text as every word of a chart, and write the chart into a page."""
    from tests.drawn_texts import page_of_drawing

    for number, text in enumerate(texts):
        if not fits(text, None):  # reading refuses it, in the settings too
            continue
        html = page_of_drawing(text)
        counts.wrong["findings by the scan"] += [f"drawing {x}" for x in acting_parts(html)]
        counts.made["texts drawn"] += 1
        path = folder / f"drawing-{number}.html"
        path.write_text(html, encoding="utf-8")
        yield path


def report(counts: Counts, texts: list[str], plain: tuple[int, int]) -> None:
    """Print what was planted, what was seen of it, and what went wrong."""
    fields = {name for _, name in counts.pairs["planted"] | counts.pairs["refused by reading"]}
    seen = counts.pairs["on pages"] | counts.pairs["in tables"]
    shown_fields = {name for _, name in seen}
    print(
        f"texts {len(texts)}; fields {len(fields)}; pairs planted {len(counts.pairs['planted'])},"
    )
    refused = len(counts.pairs["refused by reading"])
    print(f"  refused by reading {refused}, of {len(texts) * len(fields)}")
    print(f"fields that some page or table shows {len(shown_fields)}; pairs seen {len(seen)}")
    print(f"  on pages {len(counts.pairs['on pages'])}, in tables {len(counts.pairs['in tables'])}")
    for name, number in sorted(counts.made.items()):
        print(f"{name}: {number}")
    print(f"unprotected page, for comparison: {plain[0]} texts ran, {plain[1]} loaded")
    print(f"ran: {counts.ran}; asked of the network: {counts.asked}")
    by_class = Counter(kind for kind, _ in payloads())
    print("texts by class: " + ", ".join(f"{kind} {number}" for kind, number in by_class.items()))
    for name, found in sorted(counts.wrong.items()):
        print(f"{name}: {len(found)}")
        for each in list(dict.fromkeys(found))[:5]:
            print(f"    {visible(each)}")
    print("fields never seen: " + ", ".join(sorted(fields - shown_fields)))


def work(jobs: list[tuple[str, int]], drawings_every: int) -> Counts:
    """Do a share of the builds, each worker with a browser of its own."""
    warnings.simplefilter("ignore")
    texts = [text for _, text in payloads()]
    counts = Counts()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as place:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        folder = Path(place)
        for what, number in jobs:
            begun = time.monotonic()
            open_all(done(what, number, texts, folder, drawings_every, counts), browser, counts)
            took = time.monotonic() - begun
            print(f"{what} {number}: {took:.0f} s", file=sys.stderr, flush=True)
        browser.close()
    return counts


def done(
    what: str, number: int, texts: list[str], folder: Path, drawings_every: int, counts: Counts
) -> list[Path]:
    """Do one build, whatever it is, and give the pages that are to be opened."""
    if what == "drawings":
        return list(drawings(texts, folder, counts))
    if what == "check":
        return check(number, texts, folder, counts)
    drawn = what == "whole" and number % drawings_every == 0
    return build(SMALL if what == "small" else REVIEW, number, texts, folder, counts, drawn)


def together(parts: Iterable[Counts]) -> Counts:
    """Add up what the workers counted."""
    whole = Counts()
    for part in parts:
        whole.made += part.made
        whole.ran += part.ran
        whole.asked += part.asked
        for name, pairs in part.pairs.items():
            whole.pairs[name] |= pairs
        for name, found in part.wrong.items():
            whole.wrong[name] += found
    return whole


def unprotected() -> tuple[int, int]:
    """Look at pages that do not protect themselves, with the same eyes."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as place:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        return control([text for _, text in payloads()], browser, Path(place))


def main() -> int:
    """Plant, build, look, and say what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[1])
    parser.add_argument("--builds", type=int, default=27, help="of the whole review")
    parser.add_argument("--small", type=int, default=len(payloads()), help="of the small one")
    parser.add_argument("--checks", type=int, default=len(payloads()), help="of names, headings")
    parser.add_argument("--drawings-every", type=int, default=9)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    jobs = [("drawings", 0)]
    jobs += [("whole", number) for number in range(asked.builds)]
    jobs += [("small", number) for number in range(asked.small)]
    jobs += [("check", number) for number in range(asked.checks)]
    shares = [jobs[first :: asked.workers] for first in range(asked.workers)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(asked.workers, mp_context=context) as pool:
        counts = together(pool.map(work, shares, [asked.drawings_every] * asked.workers))
    report(counts, [text for _, text in payloads()], unprotected())
    return int(bool(counts.ran or counts.asked or any(counts.wrong.values())))


if __name__ == "__main__":
    sys.exit(main())

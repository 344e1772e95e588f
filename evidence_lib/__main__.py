"""
The door: ``evidence check``, ``brief`` and ``example``, the same as ``python -m evidence_lib``.

Exit status: 0 done (flags allowed), 1 a problem in the evidence or a page that failed, 2 usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from evidence_lib import terms
from evidence_lib.errors import EvidenceError, Problem, ReviewNotFoundError
from evidence_lib.loaders import Review, read_review, review_folders

HOUSE = Path(__file__).resolve().parent.parent
REVIEWS = HOUSE / "data" / "reviews"
DONE, PROBLEM, USAGE = 0, 1, 2
LISTED_IN_A_FILE = 50


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; the number returned is the exit status."""
    asked = _parser().parse_args(arguments)
    _speak_unicode()
    try:
        return int(asked.verb(asked))
    except EvidenceError as error:
        print(f"evidence: {error}", file=sys.stderr)
        return USAGE if isinstance(error, ReviewNotFoundError) else PROBLEM


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="evidence", description="From evidence to judgement.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    check = verbs.add_parser("check", help="read everything and list every problem")
    check.add_argument("reviews", nargs="+", metavar="REVIEW", help="a folder, or a review's name")
    check.set_defaults(verb=_check)
    brief = verbs.add_parser("brief", help="build the packs")
    brief.add_argument(
        "reviews", nargs="*", metavar="REVIEW", help="a folder or a name; every review if left out"
    )
    brief.add_argument("--area", type=int, metavar="N", help="build the page of this area only")
    brief.add_argument("--profile", choices=terms.PROFILES, default="public", help="whom it is for")
    brief.add_argument(
        "--output", type=Path, default=HOUSE / "outputs", metavar="DIR", help="where packs go"
    )
    brief.set_defaults(verb=_brief)
    example = verbs.add_parser("example", help="write an invented review of any size")
    example.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet")
    example.add_argument("--seed", type=int, default=2018, metavar="N", help="which invention")
    example.add_argument("--requests", type=_positive, default=600, metavar="N")
    example.add_argument("--respondents", type=_positive, default=195, metavar="N")
    example.set_defaults(verb=_example)
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"must be a whole number above nought; got {text!r}")
    return int(text)


def _speak_unicode() -> None:
    # A Windows console of an old code page must not stop a run over a quotation mark.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _folder(review: str) -> Path:
    for folder in (Path(review), REVIEWS / review):
        if (folder / "review.toml").is_file():
            return folder
    known = ", ".join(folder.name for folder in review_folders(REVIEWS)) or "none"
    raise ReviewNotFoundError(
        f"finding a review: {review} is no folder with a review.toml, and none of: {known}"
    )


def _check(asked: argparse.Namespace) -> int:
    reviews = [read_review(_folder(review)) for review in asked.reviews]
    for review in reviews:
        print("\n".join(_report(review)))
    return PROBLEM if any(review.problems for review in reviews) else DONE


def _report(review: Review) -> list[str]:
    totals = review.accounting[["read", "kept", "refused", "duplicates"]].sum()
    lines = [
        f"{review.name}: {len(review.problems)} problem(s), {len(review.flags)} flag(s)",
        f"  rows read {totals['read']} = kept {totals['kept']} + refused {totals['refused']} "
        f"+ duplicates {totals['duplicates']}, in {len(review.accounting)} file(s)",
    ]
    for heading, found in (("Problems", review.problems), ("Flags", review.flags)):
        lines += [f"  {heading}"] if found else []
        for _, group in groupby(found, key=lambda problem: problem.file):
            lines += _listed(list(group))
    return lines


def _listed(problems: list[Problem]) -> list[str]:
    left_out = len(problems) - LISTED_IN_A_FILE
    more = [f"    and {left_out} more in {problems[0].file}"] if left_out > 0 else []
    return [f"    {problem}" for problem in problems[:LISTED_IN_A_FILE]] + more


def _brief(asked: argparse.Namespace) -> int:
    # Reading the notebook tools takes a second or two; checking evidence should not wait for them.
    from evidence_lib.briefing import brief

    folders = [_folder(review) for review in asked.reviews] or review_folders(REVIEWS)
    results = brief(
        folders,
        notebooks_dir=HOUSE / "notebooks",
        outputs_dir=asked.output,
        profile=asked.profile,
        area=asked.area,
    )
    for result in results:
        for message in result.messages:
            print(f"{result.review}: {message}", file=sys.stderr)
        built = result.ok and result.pack_dir is not None
        print(f"{result.review}: {f'built {_near(result.pack_dir)}' if built else 'FAILED'}")
    return DONE if results and all(result.ok for result in results) else PROBLEM


def _near(path: Path | None) -> str:
    """Write a path as seen from where the user stands, when it lies below."""
    whole = Path(path or "").resolve()
    below = whole.is_relative_to(Path.cwd())
    return str(whole.relative_to(Path.cwd()) if below else whole)


def _example(asked: argparse.Namespace) -> int:
    # Only this verb invents anything; the others need not read how.
    from evidence_lib.example import write_example

    folder = write_example(
        asked.folder,
        seed=asked.seed,
        requests=asked.requests,
        respondents=asked.respondents,
    )
    print(f"{folder}: an invented review, synthetic throughout")
    return DONE


if __name__ == "__main__":
    sys.exit(main())

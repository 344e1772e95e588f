"""
The door: ``evidence check``, ``brief``, ``verify``, ``sign``, ``new``, ``example``, ``notebooks``.

The same as ``python -m evidence_lib``.

Exit status: 0 done (flags allowed), 1 a problem in the evidence, a page that failed or a pack that
is refused, 2 usage.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from evidence_lib import terms
from evidence_lib.checking.grouping import plain
from evidence_lib.english import visible
from evidence_lib.errors import EvidenceError, FolderInUseError, ReviewNotFoundError, shown
from evidence_lib.loaders import Review, read_review, review_folders
from evidence_lib.whereabouts import every_review, find_review, notebooks_folder, outputs_folder

DATA_DIRS = ("../data/reviews", "..")  # where a notebook may look, as seen from its own folder
DONE, PROBLEM, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; the number returned is the exit status."""
    asked = _parser().parse_args(arguments)
    _speak_unicode()
    try:
        return int(asked.verb(asked))
    except EvidenceError as error:
        _say(f"evidence: {error}", to=sys.stderr)
        return USAGE if isinstance(error, ReviewNotFoundError | FolderInUseError) else PROBLEM


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="evidence", description="From evidence to judgement.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    _ask_for_check(verbs.add_parser("check", help="read everything and list every problem"))
    _ask_for_brief(verbs.add_parser("brief", help="build the packs"))
    _ask_for_verify(verbs.add_parser("verify", help="find out whether packs are as they were made"))
    _ask_for_sign(verbs.add_parser("sign", help="sign a pack with a key of minisign"))
    _ask_for_new(verbs.add_parser("new", help="write a review folder with templates to fill in"))
    _ask_for_example(verbs.add_parser("example", help="write an invented review of any size"))
    _ask_for_notebooks(verbs.add_parser("notebooks", help="copy the notebooks to work in them"))
    return parser


def _ask_for_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("reviews", nargs="+", metavar="REVIEW", help="a folder, or a review's name")
    check.add_argument("--json", action="store_true", help="print one JSON document, all of it")
    check.add_argument(
        "--html", type=_page_file, metavar="FILE", help="write a page to send back, too"
    )
    check.set_defaults(verb=_check)


def _ask_for_brief(brief: argparse.ArgumentParser) -> None:
    brief.add_argument(
        "reviews", nargs="*", metavar="REVIEW", help="a folder or a name; every review if left out"
    )
    brief.add_argument("--area", type=int, metavar="N", help="build the page of this area only")
    brief.add_argument("--profile", choices=terms.PROFILES, default="public", help="whom it is for")
    brief.add_argument("--output", type=Path, metavar="DIR", help="where packs go, if not outputs")
    brief.add_argument(
        "--notebooks", type=_notebooks_of, metavar="DIR", help="notebooks of your own to build with"
    )
    brief.set_defaults(verb=_brief)


def _ask_for_verify(verify: argparse.ArgumentParser) -> None:
    verify.add_argument(
        "packs", nargs="+", type=_pack_of, metavar="PACK", help="a folder, or a ZIP archive of one"
    )
    verify.add_argument("--public-key", type=Path, metavar="FILE", help="who has to have signed it")
    verify.add_argument("--review", metavar="REVIEW", help="the evidence it has to be made from")
    verify.add_argument("--key", type=Path, metavar="FILE", help="its key, if not beside the pack")
    verify.set_defaults(verb=_verify)


def _ask_for_sign(sign: argparse.ArgumentParser) -> None:
    sign.add_argument("pack", type=_pack_of, metavar="PACK", help="the folder of a pack")
    sign.add_argument(
        "--key", type=Path, required=True, metavar="FILE", help="your secret key of minisign"
    )
    sign.set_defaults(verb=_sign)


def _ask_for_new(new: argparse.ArgumentParser) -> None:
    new.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet")
    new.add_argument("--partnership", required=True, metavar="NAME", help="the partnership's name")
    new.add_argument("--review-date", required=True, type=_day, metavar="DATE", help="2026-11-24")
    new.set_defaults(verb=_new)


def _ask_for_example(example: argparse.ArgumentParser) -> None:
    example.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet")
    example.add_argument("--seed", type=int, default=2018, metavar="N", help="which invention")
    example.add_argument("--requests", type=_positive, default=600, metavar="N")
    example.add_argument("--respondents", type=_positive, default=195, metavar="N")
    example.set_defaults(verb=_example)


def _ask_for_notebooks(notebooks: argparse.ArgumentParser) -> None:
    notebooks.add_argument("folder", type=Path, metavar="DIR", help="a folder without notebooks")
    notebooks.set_defaults(verb=_notebooks)


def _day(text: str) -> date:
    # `fromisoformat` also takes 20261124 and 2026-W48-2, which nobody means here.
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise argparse.ArgumentTypeError(f"must be a day such as 2026-11-24; got {shown(text)}")
    return day


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"must be a whole number above nought; got {text!r}")
    return int(text)


def _page_file(text: str) -> Path:
    # A slip on the command line must not write over a file of evidence.
    if Path(text).suffix.lower() not in (".html", ".htm"):
        raise argparse.ArgumentTypeError(f"must end in .html; got {text!r}")
    return Path(text)


def _pack_of(text: str) -> Path:
    if not Path(text).exists():
        raise argparse.ArgumentTypeError(f"must be a folder or a ZIP archive; got {text!r}")
    return Path(text)


def _notebooks_of(text: str) -> Path:
    if not any(Path(text).glob("*.ipynb")):
        raise argparse.ArgumentTypeError(f"must be a folder that holds notebooks; got {text!r}")
    return Path(text)


def _say(text: str, to: TextIO | None = None) -> None:
    # What comes from files and their names must not steer the screen.
    print(visible(text), file=to or sys.stdout)


def _speak_unicode() -> None:
    # A Windows console of an old code page must not stop a run over a quotation mark.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _check(asked: argparse.Namespace) -> int:
    # Only this verb words a report.
    from evidence_lib.checking.final_status import with_final_status
    from evidence_lib.checking.report import check_json, check_report

    reviews = [with_final_status(read_review(find_review(each))) for each in asked.reviews]
    if asked.json:
        _speak_utf8()
        print(check_json(reviews))
    else:
        _say("\n".join(check_report(reviews)))
    if asked.html and not _page_written(asked.html, reviews):
        return USAGE
    return PROBLEM if any(review.problems for review in reviews) else DONE


def _speak_utf8() -> None:
    # A program that reads JSON expects UTF-8, whatever the console speaks; a file's name may hold
    # what not even UTF-8 can write.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def _page_written(path: Path, reviews: Sequence[Review]) -> bool:
    # Reading the notebook tools takes a second or two; a check without a page goes without.
    from evidence_lib.briefing.report_page import write_check_page
    from evidence_lib.checking.page import check_page, partnership_of

    page = check_page(reviews)
    try:
        write_check_page(path, page.text, partnership_of(reviews), page.html)
    except OSError as error:
        _say(f"evidence: writing {path.name}: {error.strerror}", to=sys.stderr)
        return False
    return True


def _brief(asked: argparse.Namespace) -> int:
    folders = [find_review(review) for review in asked.reviews] or every_review()
    # Reading the notebook tools takes a second or two; checking evidence should not wait for them.
    from evidence_lib.briefing import brief
    from evidence_lib.briefing.verifying import id_in_groups

    results = brief(
        folders,
        notebooks_dir=asked.notebooks or notebooks_folder(),
        outputs_dir=asked.output or outputs_folder(),
        profile=asked.profile,
        area=asked.area,
    )
    for result in results:
        name = plain(result.review)
        for message in result.messages:
            _say(f"{name}: {message}", to=sys.stderr)
        built = result.ok and result.pack_dir is not None
        done = f"built {_near(result.pack_dir)}" if built else "FAILED"
        _say(f"{name}: {done}")
        if result.pack_id:
            _say(f"{name}: pack id {id_in_groups(result.pack_id)}")
    return DONE if results and all(result.ok for result in results) else PROBLEM


def _verify(asked: argparse.Namespace) -> int:
    # Reading the notebook tools takes a second or two; the other verbs should not wait for them.
    from evidence_lib.briefing.examining import Expected, examine
    from evidence_lib.briefing.signing import read_public_key

    public = read_public_key(asked.public_key) if asked.public_key else None
    review = find_review(asked.review) if asked.review else None
    found = [examine(pack, Expected(public, review, asked.key)) for pack in asked.packs]
    for each in found:
        _say("\n".join(each.lines))
    return DONE if all(each.good for each in found) else PROBLEM


def _sign(asked: argparse.Namespace) -> int:
    # Only this verb holds a secret key.
    from evidence_lib.briefing.secret_keys import read_secret_key
    from evidence_lib.briefing.signed_packs import sign

    secret = read_secret_key(asked.key, lambda: getpass.getpass(f"Password of {asked.key.name}: "))
    try:
        _say(f"{asked.pack}: signed in {sign(asked.pack, secret).name}")
    except OSError as error:
        _say(f"evidence: signing: {error.strerror}", to=sys.stderr)
        return PROBLEM
    return DONE


def _near(path: Path | None) -> str:
    """Write a path as seen from where the user stands, when it lies below."""
    whole = Path(path or "").resolve()
    below = whole.is_relative_to(Path.cwd())
    return str(whole.relative_to(Path.cwd()) if below else whole)


def _new(asked: argparse.Namespace) -> int:
    # Only this verb makes workbooks to fill in; the others need not wait for the writer.
    from evidence_lib.scaffold import write_review

    folder = write_review(
        asked.folder, partnership=asked.partnership, review_date=asked.review_date
    )
    _say(f"{folder}: a review to fill in, with a workbook for each table")
    _say(f"next: read {folder / 'README.md'}, fill in {folder / 'review.toml'},")
    _say(f"sources.xlsx and evidence_items.xlsx, then: evidence check {folder}")
    return DONE


def _example(asked: argparse.Namespace) -> int:
    # Only this verb invents anything; the others need not read how.
    from evidence_lib.example import write_example

    folder = write_example(
        asked.folder,
        seed=asked.seed,
        requests=asked.requests,
        respondents=asked.respondents,
    )
    _say(f"{folder}: an invented review, synthetic throughout")
    return DONE


def _notebooks(asked: argparse.Namespace) -> int:
    # Only this verb copies notebooks; the others need not wait for what writes workbooks.
    from evidence_lib.scaffold import copy_notebooks

    copied = copy_notebooks(notebooks_folder(), asked.folder)
    _say(f"{asked.folder}: {len(copied)} notebooks to work in")
    _say(f"next: jupyter lab {_quoted(asked.folder)}, open one, and in its parameters set review")
    _say(f"and data_dir, {_data_dir_said(asked.folder)}")
    _say(f"to build with them: evidence brief REVIEW --notebooks {_quoted(asked.folder)}")
    return DONE


def _data_dir_said(folder: Path) -> str:
    """Say what `data_dir` of a notebook in *folder* may be."""
    for data_dir in DATA_DIRS:
        held = ", ".join(each.name for each in review_folders(folder.resolve() / data_dir))
        if held:
            return f'to "{data_dir}", where there is: {held}'
    return f'the folder that holds your reviews; it is "{DATA_DIRS[0]}", where there is none yet'


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)


if __name__ == "__main__":
    sys.exit(main())

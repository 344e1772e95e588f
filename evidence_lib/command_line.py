"""
What the door may be asked: its verbs, what each takes, and what is refused before anything is done.

Source: the POSIX Utility Syntax Guidelines, as far as `argparse` keeps them.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from evidence_lib import terms
from evidence_lib.errors import shown

WAYS_TO_SEND = {
    "pdf": "each page as a PDF file, beside the pack; needs Chromium, Chrome or Edge",
    "zip": "the whole pack in one archive",
    "xlsx": "the tables in one workbook",
    "docx": "the briefings as Word documents",
}
"""What can be made of a sealed pack, in the words of its help."""


def parser() -> argparse.ArgumentParser:
    """Make what reads the command line; ``verb`` of what it gives is the verb asked for."""
    whole = argparse.ArgumentParser(prog="evidence", description="From evidence to judgement.")
    verbs = whole.add_subparsers(required=True, metavar="VERB", dest="verb")
    _ask_for_check(verbs.add_parser("check", help="read everything and list every problem"))
    _ask_for_brief(verbs.add_parser("brief", help="build the packs"))
    _ask_for_check_page(verbs.add_parser("check-page", help="check any page for all its readers"))
    _ask_for_verify(verbs.add_parser("verify", help="find out whether packs are as they were made"))
    _ask_for_sign(verbs.add_parser("sign", help="sign a pack with a key of minisign"))
    _ask_for_new(verbs.add_parser("new", help="write a review folder with templates to fill in"))
    _ask_for_example(verbs.add_parser("example", help="write an invented review of any size"))
    _ask_for_notebooks(verbs.add_parser("notebooks", help="copy the notebooks to work in them"))
    return whole


def _ask_for_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("reviews", nargs="+", metavar="REVIEW", help="a folder, or a review's name")
    check.add_argument("--json", action="store_true", help="print one JSON document, all of it")
    check.add_argument(
        "--html", type=_page_file, metavar="FILE", help="write a page to send back, too"
    )


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
    for way, made in WAYS_TO_SEND.items():
        brief.add_argument(f"--{way}", action="store_true", help=f"make of it, too: {made}")


def _ask_for_check_page(check: argparse.ArgumentParser) -> None:
    check.add_argument(
        "pages", nargs="+", type=_file_of, metavar="FILE", help="a page, whatever made it"
    )
    check.add_argument("--json", action="store_true", help="print one JSON document, all of it")


def _ask_for_verify(verify: argparse.ArgumentParser) -> None:
    verify.add_argument(
        "packs", nargs="+", type=_pack_of, metavar="PACK", help="a folder, or a ZIP archive of one"
    )
    verify.add_argument("--public-key", type=Path, metavar="FILE", help="who has to have signed it")
    verify.add_argument("--review", metavar="REVIEW", help="the evidence it has to be made from")
    verify.add_argument("--key", type=Path, metavar="FILE", help="its key, if not beside the pack")


def _ask_for_sign(sign: argparse.ArgumentParser) -> None:
    sign.add_argument("pack", type=_pack_of, metavar="PACK", help="the folder of a pack")
    sign.add_argument(
        "--key", type=Path, required=True, metavar="FILE", help="your secret key of minisign"
    )


def _ask_for_new(new: argparse.ArgumentParser) -> None:
    new.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet")
    new.add_argument("--partnership", required=True, metavar="NAME", help="the partnership's name")
    new.add_argument("--review-date", required=True, type=_day, metavar="DATE", help="2026-11-24")


def _ask_for_example(example: argparse.ArgumentParser) -> None:
    example.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet")
    example.add_argument("--seed", type=int, default=2018, metavar="N", help="which invention")
    example.add_argument("--requests", type=_positive, default=600, metavar="N")
    example.add_argument("--respondents", type=_positive, default=195, metavar="N")


def _ask_for_notebooks(notebooks: argparse.ArgumentParser) -> None:
    notebooks.add_argument("folder", type=Path, metavar="DIR", help="a folder without notebooks")


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


def _file_of(text: str) -> Path:
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(f"must be a file; got {text!r}")
    return Path(text)


def _pack_of(text: str) -> Path:
    if not Path(text).exists():
        raise argparse.ArgumentTypeError(f"must be a folder or a ZIP archive; got {text!r}")
    return Path(text)


def _notebooks_of(text: str) -> Path:
    if not any(Path(text).glob("*.ipynb")):
        raise argparse.ArgumentTypeError(f"must be a folder that holds notebooks; got {text!r}")
    return Path(text)

"""
The door: what each verb of ``evidence`` does.

The verbs are ``check``, ``brief``, ``check-page``, ``verify``, ``sign``, ``new``, ``example`` and
``notebooks``. The same as ``python -m evidence_lib``.

Exit status: 0 done (flags allowed), 1 a problem in the evidence, a page that failed or a pack that
is refused, 2 usage.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from evidence_lib.checking.grouping import plain
from evidence_lib.command_line import WAYS_TO_SEND, parser
from evidence_lib.english import visible
from evidence_lib.errors import EvidenceError, FolderInUseError, ReviewNotFoundError
from evidence_lib.loaders import Review, read_review, review_folders
from evidence_lib.whereabouts import every_review, find_review, notebooks_folder, outputs_folder

if TYPE_CHECKING:
    from evidence_lib.briefing.results import PackResult

DATA_DIRS = ("../data/reviews", "..")  # where a notebook may look, as seen from its own folder
DONE, PROBLEM, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; the number returned is the exit status."""
    asked = parser().parse_args(arguments)
    _speak_unicode()
    try:
        return VERBS[asked.verb](asked)
    except EvidenceError as error:
        _say(f"evidence: {error}", to=sys.stderr)
        return USAGE if isinstance(error, ReviewNotFoundError | FolderInUseError) else PROBLEM


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
    sent = [_made_of(result.pack_dir, name, asked) for name, result in _built(results)]
    return DONE if results and all(result.ok for result in results) and all(sent) else PROBLEM


def _built(results: Sequence[PackResult]) -> list[tuple[str, PackResult]]:
    return [(plain(result.review), result) for result in results if result.ok]


def _made_of(pack: Path | None, name: str, asked: argparse.Namespace) -> bool:
    """Make of a pack what was asked for; whatever cannot be made is said, and the pack stands."""
    # Only what is sent reads what writes archives, workbooks and documents.
    from evidence_lib.briefing.sending import send

    ways = [way for way in WAYS_TO_SEND if getattr(asked, way)]
    sent = send(pack, ways) if pack is not None and ways else []
    for each in sent:
        if each.path is None:
            _say(f"{name}: {each.message}. The pack stands as it was built", to=sys.stderr)
        else:
            _say(f"{name}: made {_near(each.path)}")
    return all(each.path is not None for each in sent)


def _check_page(asked: argparse.Namespace) -> int:
    # Reading the notebook tools takes a second or two; the other verbs should not wait for them.
    from evidence_lib.briefing.page_report import look_at, pages_json, pages_report

    pages = [look_at(page) for page in asked.pages]
    if asked.json:
        _speak_utf8()
        print(pages_json(pages))
    else:
        _say("\n".join(pages_report(pages)))
    return DONE if all(page.good for page in pages) else PROBLEM


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


VERBS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "brief": _brief,
    "check-page": _check_page,
    "verify": _verify,
    "sign": _sign,
    "new": _new,
    "example": _example,
    "notebooks": _notebooks,
}


if __name__ == "__main__":
    sys.exit(main())

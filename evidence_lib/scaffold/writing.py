"""Writing the folder of an empty review: nothing is written where something already is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from evidence_lib.contract import TABLES
from evidence_lib.errors import EvidenceError, ParameterError, require_slug
from evidence_lib.scaffold.notes import column_notes
from evidence_lib.scaffold.texts import advice, file_name, settings
from evidence_lib.scaffold.workbook import template


def write_review(folder: Path, *, partnership: str, review_date: date) -> Path:
    """
    Write the folder of a review that is still to be filled in.

    It holds a workbook for each table of the contract, ``review.toml`` with comments, and a
    ``README.md`` for the partnership's data officer. The same name and date give the same bytes.

    Args:
        folder: A folder that does not exist yet or is empty; its name becomes the review's.
        partnership: The name of the partnership, in one line.
        review_date: The date of the review, from which it speaks.

    Returns:
        The folder written.

    Raises:
        ParameterError: The partnership's name is blank, or holds a character that cannot be
            printed; or the folder's name is no slug.
        EvidenceError: *folder* is a file, holds something, or cannot be written.
    """
    name = folder.resolve().name
    _require_one_line("partnership", partnership)
    require_slug("folder", name, doing="writing a review")
    contents = {
        **_templates(),
        "review.toml": settings(name, partnership, review_date).encode("utf-8"),
        "README.md": advice(partnership, review_date).encode("utf-8"),
    }
    try:
        _write(folder, contents)
    except OSError as error:
        raise EvidenceError(f"writing a review: {folder}: {error.strerror}") from error
    return folder


def _require_one_line(argument: str, text: str) -> None:
    doing = f'writing a review: "{argument}" must be a name in one line'
    if not text.strip():
        raise ParameterError(f"{doing}; it is blank")
    for position, character in enumerate(text, start=1):
        if not character.isprintable():
            raise ParameterError(
                f"{doing}, of characters that can be printed; character {position} is "
                f"U+{ord(character):04X}"
            )


def _write(folder: Path, contents: dict[str, bytes]) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise EvidenceError(
            f"writing a review: {folder} must be a new or empty folder; something is there"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        (folder / name).write_bytes(data)


def _templates() -> dict[str, bytes]:
    notes = column_notes()
    return {file_name(each.name): template(each, notes[each.name]) for each in TABLES}

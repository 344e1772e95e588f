"""Encodings, line ends and delimiters: the same table in other bytes."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutants.bases import Base
from tests.mutants.grid import Grid
from tests.mutants.making import Bench, kind
from tests.mutants.mutant import CANARY, Mutant, at

WESTERN = "café – £5 and ’quoted’"
GAELIC = "Àird nan Òran 🙂 ŵ"
GROUP = "encoding"


def wordy(base: Base, *, among: tuple[str, ...] = ("text", "label")) -> str:
    """Choose a column of words: free text if there is one, else a label, else the key."""
    columns = [name for one in among for name in base.of_kind(one)]
    return columns[0] if columns else base.key


def with_words(bench: Bench, words: str, index: int = 1) -> tuple[Grid, dict]:
    """Write *words* into one cell; give the table and what the cell means."""
    column = wordy(bench.base)
    index = bench.base.filled(column) if index == 1 else index
    text = f"{CANARY} {words}" if bench.base.columns[column].kind == "text" else words
    return bench.grid.with_cell(index, column, text), {(index, column): text}


@kind(GROUP)
def utf8_with_a_mark(bench: Bench) -> Iterator[Mutant]:
    """UTF-8 with a byte order mark, as Excel saves "CSV UTF-8"."""
    grid, means = with_words(bench, WESTERN)
    yield bench.mutant("accept", grid, means=means, data=grid.csv("utf-8-sig"))


@kind(GROUP, every=2)
def utf8_beyond_ascii(bench: Bench) -> Iterator[Mutant]:
    """UTF-8 without a mark, with letters that no single-byte encoding has."""
    grid, means = with_words(bench, GAELIC)
    yield bench.mutant("accept", grid, means=means)


@kind(GROUP)
def utf16_with_a_mark(bench: Bench) -> Iterator[Mutant]:
    """UTF-16 with a byte order mark, little end first, tabs between (Excel's "Unicode text")."""
    grid, means = with_words(bench, GAELIC)
    data = b"\xff\xfe" + grid.csv("utf-16-le", "\t", "\r\n")
    yield bench.mutant("accept", grid, means=means, data=data)


@kind(GROUP, every=2)
def utf16_big_end_first(bench: Bench) -> Iterator[Mutant]:
    """UTF-16 with a byte order mark, big end first, commas between."""
    grid, means = with_words(bench, GAELIC)
    yield bench.mutant("accept", grid, means=means, data=b"\xfe\xff" + grid.csv("utf-16-be"))


@kind(GROUP)
def western_bytes(bench: Bench) -> Iterator[Mutant]:
    """Windows-1252 with accents and a pound sign: read, and what was assumed is said."""
    grid, means = with_words(bench, WESTERN)
    yield bench.mutant("flag", grid, means=means, data=grid.csv("cp1252"))


@kind(GROUP, every=2)
def western_semicolons(bench: Bench) -> Iterator[Mutant]:
    """Windows-1252, semicolons between, Windows line ends: read, and the encoding is said."""
    grid, means = with_words(bench, WESTERN)
    yield bench.mutant("flag", grid, means=means, data=grid.csv("cp1252", ";", "\r\n"))


@kind(GROUP)
def mixed_encodings(bench: Bench) -> Iterator[Mutant]:
    """One row in UTF-8 and another in Windows-1252, as when two exports were pasted together."""
    column = wordy(bench.base)
    grid = bench.grid.with_cell(0, column, "a rôle of 5 €").with_cell(1, column, "the café")
    start, row = grid.csv("utf-8"), grid.csv("cp1252")
    data = b"\n".join([*start.split(b"\n")[:2], *row.split(b"\n")[2:]])
    yield bench.mutant("refuse", data=data)


@kind(GROUP, every=2)
def western_under_a_utf8_mark(bench: Bench) -> Iterator[Mutant]:
    """The mark of UTF-8 before bytes that are not UTF-8."""
    grid, _ = with_words(bench, WESTERN)
    yield bench.mutant("refuse", data=b"\xef\xbb\xbf" + grid.csv("cp1252"))


@kind(GROUP, every=2)
def bytes_of_no_encoding(bench: Bench) -> Iterator[Mutant]:
    """Bytes that neither UTF-8 nor Windows-1252 has a letter for."""
    grid, _ = with_words(bench, "XXXX")
    yield bench.mutant("refuse", data=grid.csv().replace(b"XXXX", b"\x81\x8d\x9d\xff"))


@kind(GROUP, every=2)
def utf16_without_a_mark(bench: Bench) -> Iterator[Mutant]:
    """UTF-16 with no mark: guessing is fair if it is said and right, refusing is too."""
    yield bench.mutant("refuse|flag", data=bench.grid.csv("utf-16-le"))


@kind(GROUP)
def utf16_cut(bench: Bench) -> Iterator[Mutant]:
    """UTF-16 that ends in the middle of a character."""
    yield bench.mutant("refuse", data=b"\xff\xfe" + bench.grid.csv("utf-16-le")[:-3])


@kind(GROUP, every=3)
def utf16_half_a_pair(bench: Bench) -> Iterator[Mutant]:
    """UTF-16 with one half of a surrogate pair."""
    grid, _ = with_words(bench, "QQ")
    data = grid.csv("utf-16-le").replace("QQ".encode("utf-16-le"), b"\x00\xd8Q\x00")
    yield bench.mutant("refuse", data=b"\xff\xfe" + data)


@kind(GROUP, every=3)
def utf32(bench: Bench) -> Iterator[Mutant]:
    """UTF-32 with its mark: rare, so read rightly or refused."""
    yield bench.mutant("accept|flag|refuse", data=bench.grid.csv("utf-32"))


@kind(GROUP)
def nought_bytes(bench: Bench) -> Iterator[Mutant]:
    """A NUL inside one cell."""
    column = wordy(bench.base)
    index = bench.base.filled(column)
    text = bench.grid.cell(index, column)
    grid = bench.grid.with_cell(index, column, f"{text[:3]}\0{text[3:]}")
    place = at(0, grid.number(index))
    yield bench.mutant("refuse", grid, place=place)


@kind(GROUP, every=3)
def two_marks(bench: Bench) -> Iterator[Mutant]:
    """Two byte order marks, as when files are joined: read rightly, or refused."""
    data = b"\xef\xbb\xbf" * 2 + bench.grid.csv()
    yield bench.mutant("accept|flag|refuse", data=data)


@kind(GROUP)
def windows_line_ends(bench: Bench) -> Iterator[Mutant]:
    """Line ends of Windows."""
    yield bench.mutant("accept", data=bench.grid.csv(end="\r\n"))


@kind(GROUP, every=2)
def old_line_ends(bench: Bench) -> Iterator[Mutant]:
    """Carriage returns alone ("CSV (Macintosh)"): read rightly, or refused."""
    yield bench.mutant("accept|flag|refuse", data=bench.grid.csv(end="\r"))


@kind(GROUP, every=2)
def mixed_line_ends(bench: Bench) -> Iterator[Mutant]:
    """Some lines end as on Windows and some do not."""
    lines = bench.grid.csv().split(b"\n")
    data = b"".join(line + (b"\n", b"\r\n")[i % 2] for i, line in enumerate(lines[:-1]))
    yield bench.mutant("accept", data=data)


@kind(GROUP, every=2)
def no_last_line_end(bench: Bench) -> Iterator[Mutant]:
    """The last line has no end."""
    yield bench.mutant("accept", data=bench.grid.csv().rstrip(b"\n"))


@kind(GROUP)
def semicolons(bench: Bench) -> Iterator[Mutant]:
    """Semicolons between, as Excel writes them in half of Europe."""
    yield bench.mutant("accept", data=bench.grid.csv(delimiter=";"))


@kind(GROUP)
def tabs(bench: Bench) -> Iterator[Mutant]:
    """Tabs between."""
    yield bench.mutant("accept", data=bench.grid.csv(delimiter="\t"))


@kind(GROUP, every=2)
def bars(bench: Bench) -> Iterator[Mutant]:
    """Vertical bars between, which nobody promised to read."""
    yield bench.mutant("refuse|flag", data=bench.grid.csv(delimiter="|"))


@kind(GROUP, every=3)
def line_naming_the_delimiter(bench: Bench) -> Iterator[Mutant]:
    """Excel's own first line "sep=;" before a table with semicolons."""
    yield bench.mutant("accept|flag|refuse", data=b"sep=;\n" + bench.grid.csv(delimiter=";"))


@kind(GROUP, every=2)
def other_delimiter_in_the_text(bench: Bench) -> Iterator[Mutant]:
    """Many semicolons inside free text of a table with commas."""
    grid, means = with_words(bench, "a; b; c; d; e; f; g; h; i; j; k; l")
    yield bench.mutant("accept", grid, means=means)

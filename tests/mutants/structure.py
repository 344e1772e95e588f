"""Rows of the wrong length, lost quotation marks, totals, notes, and files of another sort."""

from __future__ import annotations

import csv
import io
import pickle
import zipfile
from collections.abc import Iterator

from tests.mutants.encoding import with_words, wordy
from tests.mutants.making import Bench, kind
from tests.mutants.mutant import CANARY, Mutant, at

GROUP = "structure"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NAMES_OF_GROUPS = ("group", "place", "locality", "cluster", "sector", "service", "document")
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + bytes(60)


def raw_row(bench: Bench, index: int) -> list[str]:
    """Take the cells of one row."""
    return list(bench.grid.rows[index])


def as_line(cells: list[str]) -> str:
    """Write one line of CSV without its end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def with_line(bench: Bench, index: int, line: str) -> bytes:
    """Put *line* in the place of one row, as it stands."""
    lines = [as_line(list(each)) for each in bench.grid.lines()]
    lines[index + 1] = line
    return ("\n".join(lines) + "\n").encode()


@kind(GROUP)
def row_too_short(bench: Bench) -> Iterator[Mutant]:
    """One row lacks its last cell."""
    grid = bench.grid.with_row(2, raw_row(bench, 2)[:-1])
    yield bench.mutant("refuse", grid, place=at(grid.number(2)))


@kind(GROUP)
def row_without_its_second_cell(bench: Bench) -> Iterator[Mutant]:
    """One row lacks a cell near its start, so that all others have moved."""
    row = raw_row(bench, 2)
    grid = bench.grid.with_row(2, [row[0], *row[2:]])
    yield bench.mutant("refuse", grid, place=at(grid.number(2)))


@kind(GROUP)
def row_of_one_cell(bench: Bench) -> Iterator[Mutant]:
    """One row holds its key and nothing else."""
    grid = bench.grid.with_row(2, raw_row(bench, 2)[:1])
    yield bench.mutant("refuse", grid, place=at(grid.number(2)))


@kind(GROUP)
def row_too_long(bench: Bench) -> Iterator[Mutant]:
    """One row has a cell too many."""
    grid = bench.grid.with_row(2, [*raw_row(bench, 2), f"{CANARY} more"])
    yield bench.mutant("refuse", grid, place=at(grid.number(2)))


@kind(GROUP, every=2)
def row_with_blank_cells_too_many(bench: Bench) -> Iterator[Mutant]:
    """One row ends in two delimiters too many; nothing stands behind them."""
    grid = bench.grid.with_row(2, [*raw_row(bench, 2), "", ""])
    yield bench.mutant("accept|flag|refuse", grid, place=at(grid.number(2)))


@kind(GROUP)
def every_row_too_long(bench: Bench) -> Iterator[Mutant]:
    """Every row has a cell more than the heading, at its end."""
    rows = [(*row, f"{CANARY} more") for row in bench.grid.rows]
    yield bench.mutant("refuse", bench.grid.with_rows(rows), place=at(*range(20)))


@kind(GROUP)
def every_row_too_long_at_its_start(bench: Bench) -> Iterator[Mutant]:
    """Every row has a running number before it, and the heading does not."""
    rows = [(str(number), *row) for number, row in enumerate(bench.grid.rows)]
    yield bench.mutant("refuse", bench.grid.with_rows(rows), place=at(*range(20)))


@kind(GROUP, every=2)
def running_number_without_a_heading(bench: Bench) -> Iterator[Mutant]:
    """A first column of running numbers under a blank heading, as pandas writes its index."""
    rows = [(str(number), *row) for number, row in enumerate(bench.grid.rows)]
    grid = bench.grid.headed(["", *bench.grid.header]).with_rows(rows)
    yield bench.mutant("refuse|flag", grid, place=at(0, 1))


@kind(GROUP)
def comma_without_quotation_marks(bench: Bench) -> Iterator[Mutant]:
    """A free text with a comma lost its quotation marks."""
    index = bench.base.filled(wordy(bench.base))
    row = raw_row(bench, index)
    row[bench.grid.header.index(wordy(bench.base))] = f"{CANARY} one"
    line = as_line(row).replace(f"{CANARY} one", f"{CANARY} one, two", 1)
    yield bench.mutant(
        "refuse", data=with_line(bench, index, line), place=at(bench.grid.number(index))
    )


@kind(GROUP)
def cut_inside_quotation_marks(bench: Bench) -> Iterator[Mutant]:
    """The file ends in the middle of a quoted cell of its last row."""
    last = len(bench.grid.rows) - 1
    row = raw_row(bench, last)
    position = bench.grid.header.index(wordy(bench.base))
    line = as_line([*row[:position], f"{CANARY} words, and"])[:-1]
    data = with_line(bench, last, line).rstrip(b"\n")
    yield bench.mutant("refuse", data=data, place=at(0, bench.grid.number(last)))


@kind(GROUP)
def cut_inside_the_last_row(bench: Bench) -> Iterator[Mutant]:
    """The file ends after the first cells of its last row."""
    last = len(bench.grid.rows) - 1
    data = with_line(bench, last, as_line(raw_row(bench, last)[:2])).rstrip(b"\n")
    yield bench.mutant("refuse", data=data, place=at(0, bench.grid.number(last)))


@kind(GROUP)
def quotation_mark_never_closed(bench: Bench) -> Iterator[Mutant]:
    """A quotation mark opens in the second row and is never closed: it swallows what follows."""
    row = raw_row(bench, 1)
    line = as_line([row[0], *row[1:-1]]) + f',"{row[-1]}'
    place = at(0, *range(bench.grid.number(1), 20))
    yield bench.mutant("refuse", data=with_line(bench, 1, line), place=place)


@kind(GROUP, every=2)
def quotation_mark_closed_rows_later(bench: Bench) -> Iterator[Mutant]:
    """A quotation mark opens in one row and the next one stands two rows below."""
    lines = [as_line(list(each)) for each in bench.grid.lines()]
    lines[2] = '"' + lines[2]
    lines[4] = lines[4] + '"'
    place = at(0, *range(2, 6))
    yield bench.mutant("refuse", data=("\n".join(lines) + "\n").encode(), place=place)


@kind(GROUP, every=2)
def text_after_the_closing_mark(bench: Bench) -> Iterator[Mutant]:
    """Letters stand between a closing quotation mark and the next comma."""
    row = raw_row(bench, 2)
    line = as_line(row[:-1]) + f',"{row[-1]}"X'
    place = at(0, bench.grid.number(2))
    yield bench.mutant("refuse", data=with_line(bench, 2, line), place=place)


@kind(GROUP, every=2)
def inch_mark_in_the_text(bench: Bench) -> Iterator[Mutant]:
    """A quotation mark inside an unquoted text: read to the letter, or refused."""
    column = wordy(bench.base)
    grid, means = with_words(bench, "5zz pipe")
    means = {place: text.replace("zz", '"') for place, text in means.items()}
    index = bench.base.filled(column)
    line = as_line(list(grid.rows[index])).replace("5zz", '5"')
    yield bench.mutant(
        "accept|flag|refuse",
        grid,
        data=with_line(bench, index, line),
        means=means,
        place=at(0, grid.number(index)),
    )


@kind(GROUP)
def every_cell_quoted(bench: Bench) -> Iterator[Mutant]:
    """Every cell stands in quotation marks."""
    yield bench.mutant("accept", data=bench.grid.text(quoted=True).encode())


@kind(GROUP)
def blank_lines_below(bench: Bench) -> Iterator[Mutant]:
    """Blank lines follow the last row."""
    yield bench.mutant("accept", data=bench.grid.csv() + b"\n\n\n")


@kind(GROUP)
def rows_of_delimiters_below(bench: Bench) -> Iterator[Mutant]:
    """Rows of nothing but delimiters follow the last row, as Excel leaves them."""
    blank = b"," * (len(bench.grid.header) - 1) + b"\n"
    yield bench.mutant("accept|flag", data=bench.grid.csv() + blank * 3)


@kind(GROUP)
def blank_line_between(bench: Bench) -> Iterator[Mutant]:
    """A blank line in the middle, and an orphan link below it: the row is the spreadsheet's."""
    grid = bench.grid.insert(2, [""] * len(bench.grid.header), None)
    yield bench.mutant("accept|flag", grid, variant="alone")
    if bench.base.link:
        bad = grid.with_cell(4, bench.base.link, "no_such_source")
        place = at(bad.number(4), columns=bench.base.link)
        yield bench.mutant("refuse", bad, variant="then-an-orphan", place=place)


@kind(GROUP)
def line_break_in_a_cell(bench: Bench) -> Iterator[Mutant]:
    """A free text of two lines, and an orphan link below it: the row is the spreadsheet's."""
    if wordy(bench.base) == bench.base.key:
        return  # nobody breaks a key over lines
    grid, means = with_words(bench, "first line\nsecond line\n\nlast line", 0)
    yield bench.mutant("accept", grid, means=means, variant="alone")
    if bench.base.link:
        bad = grid.with_cell(3, bench.base.link, "no_such_source")
        place = at(bad.number(3), columns=bench.base.link)
        yield bench.mutant("refuse", bad, means=means, variant="then-an-orphan", place=place)


@kind(GROUP)
def spaces_round_cells(bench: Bench) -> Iterator[Mutant]:
    """Spaces stand before and after every cell."""
    rows = [tuple(f"  {cell} " if cell else " " for cell in row) for row in bench.grid.rows]
    yield bench.mutant("accept", bench.grid.with_rows(rows))


@kind(GROUP, every=2)
def hard_spaces_round_cells(bench: Bench) -> Iterator[Mutant]:
    """Spaces that do not break stand after every cell, as pasted from a web page."""
    rows = [tuple(f"{cell}\xa0" if cell else cell for cell in row) for row in bench.grid.rows]
    yield bench.mutant("accept|flag|refuse", bench.grid.with_rows(rows))


def summed(bench: Bench) -> list[str]:
    """Make a row of totals: numbers added up, all else as in the last row."""
    numbers = bench.base.of_kind("integer", "number")
    row = raw_row(bench, len(bench.grid.rows) - 1)
    for name in numbers:
        total = sum(float(text) for text in bench.grid.column(name) if text)
        most = bench.base.columns[name].maximum
        shown = min(total, most) if most is not None else total
        row[bench.grid.header.index(name)] = f"{shown:g}" if shown < 1e5 else str(int(shown))
    return row


@kind(GROUP)
def total_row(bench: Bench) -> Iterator[Mutant]:
    """A row of totals below the others, with "Total" in the place of a key."""
    if bench.base.of_kind("integer", "number"):
        row = summed(bench)
        for word in ("Total", "GRAND TOTAL"):
            grid = bench.grid.append([word, *row[1:]], None)
            place = at(grid.number(len(bench.grid.rows)))
            variant = word.split()[0].lower()
            yield bench.mutant(
                "refuse|flag", grid, variant=variant, place=place, gained=frozenset({word})
            )


@kind(GROUP)
def bare_total_row(bench: Bench) -> Iterator[Mutant]:
    """A row with "Total" and the sums, all other cells blank."""
    numbers = bench.base.of_kind("integer", "number")
    if numbers:
        row = summed(bench)
        cells = [c if n in numbers else "" for n, c in zip(bench.grid.header, row, strict=True)]
        grid = bench.grid.append(["Total", *cells[1:]], None)
        place = at(grid.number(len(bench.grid.rows)))
        yield bench.mutant("refuse|flag", grid, place=place, gained=frozenset({"Total"}))


@kind(GROUP, every=2)
def total_in_a_label(bench: Bench) -> Iterator[Mutant]:
    """A row with a key like the others, whose first label says "Total"."""
    labels = [name for name in bench.base.of_kind("label") if name in NAMES_OF_GROUPS]
    if labels and bench.base.of_kind("integer", "number"):
        row = summed(bench)
        row[bench.grid.header.index(labels[0])] = "Total"
        grid = bench.grid.append(["zz99", *row[1:]], None)
        place = at(grid.number(len(bench.grid.rows)))
        yield bench.mutant("refuse|flag", grid, place=place, gained=frozenset({"zz99"}))


@kind(GROUP)
def note_below(bench: Bench) -> Iterator[Mutant]:
    """A note in the first cell of a line below the rows; its words may not be repeated."""
    words = f"{CANARY} figures of fewer than five children are hidden"
    for variant, cells in (
        ("padded", [words] + [""] * (len(bench.grid.header) - 1)),
        ("alone", [words]),
    ):
        grid = bench.grid.append(cells, None)
        place = at(grid.number(len(bench.grid.rows)))
        yield bench.mutant("refuse|flag", grid, variant=variant, place=place)


@kind(GROUP, every=2)
def another_table_below(bench: Bench) -> Iterator[Mutant]:
    """A second table with headings of its own stands below, after a blank line."""
    grid = bench.grid.append([], None).append(["name", "school"], None)
    grid = grid.append([f"{CANARY} A", f"{CANARY} B"], None)
    rows = range(grid.number(len(bench.grid.rows)), grid.number(len(grid.rows)))
    yield bench.mutant("refuse|flag", grid, place=at(0, *rows))


def page(bench: Bench) -> bytes:
    """Write the table as a web page."""
    rows = ["".join(f"<td>{cell}</td>" for cell in line) for line in bench.grid.lines()]
    body = "".join(f"<tr>{row}</tr>\n" for row in rows)
    return f"<!DOCTYPE html>\n<html><body><table>\n{body}</table></body></html>\n".encode()


def zipped(bench: Bench) -> bytes:
    """Put the table into a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"{bench.base.name}.csv", bench.grid.csv())
    return out.getvalue()


@kind(GROUP)
def something_else_called_csv(bench: Bench) -> Iterator[Mutant]:
    """A file of another sort with the ending of a CSV."""
    rows = [dict(zip(bench.grid.header, row, strict=True)) for row in bench.grid.rows]
    others = {
        "zip": zipped(bench),
        "picture": PICTURE,
        "pickle": pickle.dumps(rows),
        "old-excel": OLE + bytes(504) + b"W\0o\0r\0k\0b\0o\0o\0k\0" + bytes(1024),
        "document": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        "web-page": page(bench),
        "json": repr(rows).replace("'", '"').encode(),
    }
    turn = sum(map(ord, bench.base.name))
    for number, (variant, data) in enumerate(others.items()):
        if (turn + number) % 2 == 0:
            yield bench.mutant("refuse", data=data, variant=variant)


@kind(GROUP, every=2)
def csv_called_something_else(bench: Bench) -> Iterator[Mutant]:
    """A CSV with the ending of another sort of file."""
    data = bench.grid.csv()
    for ending in ("xlsx", "ods", "xls", "pkl"):
        yield bench.mutant(
            "refuse|flag", data=data, variant=ending, name=f"{bench.base.name}.{ending}"
        )


@kind(GROUP, every=2)
def second_copy_of_the_table(bench: Bench) -> Iterator[Mutant]:
    """A second file of the same table lies beside it and is in no list: that has to be said."""
    other = f"{bench.base.name} final v2.csv"
    place = at()
    yield bench.mutant(
        "flag|refuse",
        beside={other: bench.grid.csv()},
        place=type(place)(None, None, other),
    )

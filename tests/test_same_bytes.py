"""The comparing half of the benchmark of same bytes, on packs of a file or two."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import same_bytes

PAGE = b"""<html><head><style>p { color: red }</style></head><body>
<p>Fell from <strong>19</strong> to 11.</p><ul><li>One</li><li>Two</li></ul>
<img src="data:,x" alt="A line"><table><tr><th>2015</th><td>19</td></tr></table></body></html>"""


@pytest.fixture
def packs(tmp_path: Path) -> tuple[Path, Path]:
    """Two packs of the same bytes, with manifests that differ."""
    for side in ("old", "new"):
        (tmp_path / side / "data").mkdir(parents=True)
        (tmp_path / side / "index.html").write_bytes(PAGE)
        (tmp_path / side / "data" / "index-counts.csv").write_bytes(b"year,starts\r\n2015,19\r\n")
        (tmp_path / side / "manifest.json").write_text(side, encoding="utf-8")
    return tmp_path / "old", tmp_path / "new"


def told(packs: tuple[Path, Path], *, text: bool = False) -> list[str]:
    return list(same_bytes.report("nine", same_bytes.compare(*packs), text=text))


def test_packs_of_the_same_bytes_are_the_same_whatever_their_manifests_say(
    packs: tuple[Path, Path],
) -> None:
    found = same_bytes.compare(*packs)
    assert found.same
    assert found.equal == ("data/index-counts.csv", "index.html")
    assert told(packs) == [
        "nine: 2 files compared: 2 equal, 0 differ, 0 only in OLD, 0 only in NEW"
    ]


def test_one_byte_is_a_difference_and_the_first_place_is_shown(packs: tuple[Path, Path]) -> None:
    (packs[1] / "index.html").write_bytes(PAGE.replace(b"to 11.", b"to 12."))
    assert not same_bytes.compare(*packs).same
    assert told(packs) == [
        "nine: 2 files compared: 1 equal, 1 differ, 0 only in OLD, 0 only in NEW",
        "  index.html differs first here:",
        "     <body>",
        "    -<p>Fell from <strong>19</strong> to 11.</p>",
        "    +<p>Fell from <strong>19</strong> to 12.</p>",
        "     <ul>",
    ]


@pytest.mark.parametrize(("side", "named"), [(0, "OLD"), (1, "NEW")])
def test_a_file_on_one_side_only_is_a_difference(
    packs: tuple[Path, Path], side: int, named: str
) -> None:
    (packs[side] / "data" / "index-more.csv").write_bytes(b"")
    assert not same_bytes.compare(*packs).same
    first, *rest = told(packs)
    assert first.startswith("nine: 3 files compared: 2 equal, 0 differ, ")
    assert f"1 only in {named}" in first
    assert rest == [f"  data/index-more.csv is only in {named}"]


def test_a_pack_that_is_not_there_has_no_file_that_is_equal(packs: tuple[Path, Path]) -> None:
    found = same_bytes.compare(packs[0], packs[1] / "nowhere")
    assert (found.equal, found.only_old) == ((), ("data/index-counts.csv", "index.html"))


@pytest.mark.parametrize(
    ("new", "shown"),
    [
        (b"a\nB\nc\nd\ne\nf\n", [" a", "-b", "+B", " c"]),
        (b"a\nb\nc\nd\ne\nf", [" f", "-"]),
        (b"a\r\nb\nc\nd\ne\nf\n", ["-a", "+a\\r", " b"]),
        (b"a\nb\nc\nd\ne\nf\nG\nH\n", [" f", "+G", "+H", " "]),
        (b"A\nb\nc\nd\ne\nF\n", ["-a", "+A", " b"]),
    ],
)
def test_only_the_first_place_is_shown_with_a_line_around_it(new: bytes, shown: list[str]) -> None:
    assert same_bytes.first_difference(b"a\nb\nc\nd\ne\nf\n", new) == shown


def test_a_page_of_one_line_is_parted_between_its_tags() -> None:
    old, new = b"<p>a</p><p>b</p><p>c</p><p>d</p>", b"<p>a</p><p>B</p><p>c</p><p>d</p>"
    shown = same_bytes.first_difference(old, new)
    assert shown == [" <p>a</p>", "-<p>b</p>", "+<p>B</p>", " <p>c</p>"]


def test_a_long_line_is_cut_to_what_differs() -> None:
    picture = b"x" * 5000 + b"1" + b"y" * 5000
    before, after = same_bytes.first_difference(picture, picture.replace(b"1", b"2"))
    assert (len(before), len(after)) == (163, 163)
    assert before.replace("1", "2")[1:] == after[1:]
    assert "x1y" in before
    assert same_bytes.first_difference(picture, picture + b"3")[1].endswith("yyy3…")


def test_bytes_that_differ_and_are_no_text_are_a_difference_too() -> None:
    assert same_bytes.first_difference(b"\xff", b"\xfe") == ["(in bytes that are no text)"]


def test_the_text_of_a_page_is_its_blocks_without_their_marks() -> None:
    assert same_bytes.blocks_of(PAGE) == [
        "Fell from 19 to 11.", "One", "Two", "[A line]", "2015 | 19 |",
    ]  # fmt: skip


def test_every_sentence_that_changed_is_listed_and_no_other(packs: tuple[Path, Path]) -> None:
    changed = PAGE.replace(b"11", b"12").replace(b"A line", b"A bar").replace(b"<ul>", b"<ul id=u>")
    (packs[1] / "index.html").write_bytes(changed)
    (packs[1] / "data" / "index-counts.csv").write_bytes(b"year,starts\r\n2015,18\r\n")
    assert told(packs, text=True)[1:] == [
        "  data/index-counts.csv differs:",
        "    -2015,19\\r",
        "    +2015,18\\r",
        "  index.html differs:",
        "    -Fell from 19 to 11.",
        "    +Fell from 19 to 12.",
        "    -[A line]",
        "    +[A bar]",
    ]


def test_a_page_that_differs_in_its_marks_alone_says_so(packs: tuple[Path, Path]) -> None:
    (packs[1] / "index.html").write_bytes(PAGE.replace(b"<p>", b'<p class="finding">'))
    assert told(packs, text=True)[1:] == ["  index.html differs:", "    (in no visible text)"]


@pytest.mark.parametrize(
    "lines",
    [
        ["house/evidence_lib/__init__.py"],
        ["house/evidence_lib/__init__.py", "elsewhere/evidence_lib/__init__.py"],
    ],
)
def test_a_build_of_which_a_page_is_not_known_to_be_of_its_own_code_is_refused(
    tmp_path: Path, lines: list[str]
) -> None:
    witness = tmp_path / "witness.txt"
    witness.write_text("".join(f"{tmp_path / line}\n" for line in lines), encoding="utf-8")
    with pytest.raises(SystemExit, match="Pythons for 1 pages"):
        same_bytes.require_own_code(witness, tmp_path / "house", pages=1)
    whole = f"{tmp_path / 'house' / 'evidence_lib' / '__init__.py'}\n" * 2
    witness.write_text(whole, encoding="utf-8")
    same_bytes.require_own_code(witness, tmp_path / "house", pages=1)

"""Coded texts become evidence: passages are read where they stand, or refused, never guessed."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib.contract import table
from evidence_lib.errors import Problem
from evidence_lib.loaders import archives
from evidence_lib.loaders.grid import ArrivedFile, Sheet
from evidence_lib.loaders.passages import refi_qda
from evidence_lib.loaders.passages.code_map import map_problems, unused_codes
from evidence_lib.loaders.passages.coded import Code, CodedProject, Passage, told_apart
from evidence_lib.loaders.passages.highlights import read_highlights
from evidence_lib.loaders.passages.items import (
    HEADER,
    PassageReading,
    evidence_rows,
    read_highlight_passages,
    read_passages,
)
from evidence_lib.loaders.passages.positions import Span, counting_of
from evidence_lib.loaders.passages.refi_qda import read_coded_project

FILE = "Focus groups.qdpx"
TEXT = "Staff in Glenmarnock said that plans are written together. They said the pace is slow."
SECRET = "plans are written together"
PACE = "the pace is slow"
ROOT = 'xmlns="urn:QDA-XML:project:1.0" name="Invented" origin="Test"'
USERS = (("A User", 1), ("Another User", 2))

# Project.xsd of the REFI-QDA standard 1.5: the children each element may have, in their order,
# and the attributes that it must have.
SEQUENCES = {
    "Project": ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets"),
    "Users": ("User",),
    "CodeBook": ("Codes",),
    "Codes": ("Code",),
    "Code": ("Description", "NoteRef", "Code"),
    "Cases": ("Case",),
    "Sources": ("TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource"),
    "TextSource": ("Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef"),
    "Representation": ("Description", "PlainTextContent", "PlainTextSelection", "Coding"),
    "PDFSource": ("Description", "PDFSelection", "Representation", "Coding", "NoteRef"),
    "AudioSource": ("Description", "Transcript", "AudioSelection", "Coding", "NoteRef"),
    "PlainTextSelection": ("Description", "Coding", "NoteRef"),
    "PDFSelection": ("Description", "Representation", "Coding", "NoteRef"),
    "AudioSelection": ("Description", "Coding", "NoteRef"),
    "Coding": ("CodeRef", "NoteRef"),
    "Notes": ("Note",),
    "Note": ("Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef"),
}
REQUIRED = {
    "Project": {"name"},
    "User": {"guid"},
    "Code": {"guid", "name", "isCodable"},
    "PlainTextSelection": {"guid", "startPosition", "endPosition"},
    "PDFSelection": {"guid", "page", "firstX", "firstY", "secondX", "secondY"},
    "AudioSelection": {"guid", "begin", "end"},
    "Coding": {"guid"},
    "CodeRef": {"targetGUID"},
    "NoteRef": {"targetGUID"},
}


def guid(kind: int, number: int) -> str:
    return f"{kind:08x}-0000-4000-8000-{number:012x}"


def coding(number: int, code: int, *, user: int = 1, note: int = 0) -> str:
    reference = f'<NoteRef targetGUID="{guid(6, note)}"/>' if note else ""
    return (
        f'<Coding guid="{number:08x}-0000-4000-8000-{number:012x}" creatingUser="{guid(1, user)}" '
        f'creationDateTime="2020-03-04T10:00:00Z"><CodeRef targetGUID="{guid(2, code)}"/>'
        f"{reference}</Coding>"
    )


def selection(
    start: object, end: object, inside: str, *, name: str | None = None, said: str = ""
) -> str:
    description = f"<Description>{escape(said)}</Description>" if said else ""
    named = f" name={quoteattr(name)}" if name is not None else ""
    return (
        f'<PlainTextSelection guid="{guid(4, 1)}" startPosition="{start}" endPosition="{end}"'
        f"{named}>{description}{inside}</PlainTextSelection>"
    )


def over(words: str, inside: str, text: str = TEXT, **more: str) -> str:
    return selection(text.index(words), text.index(words) + len(words), inside, **more)


def source(inside: str, number: int = 1, name: str = "Group A.docx", path: str = "") -> str:
    path = path or f"internal://text{number}.txt"
    return (
        f'<TextSource guid="{guid(3, number)}" name={quoteattr(name)} plainTextPath="{path}">'
        f"{inside}</TextSource>"
    )


CODES = (
    f'<Code guid="{guid(2, 1)}" name="Governance" isCodable="false">'
    f'<Code guid="{guid(2, 2)}" name="Pace" isCodable="true"/>'
    f'<Code guid="{guid(2, 3)}" name="Planning together" isCodable="true"/></Code>'
    f'<Code guid="{guid(2, 4)}" name="May be quoted" isCodable="true"/>'
)


def qde(sources: str, *, codes: str = CODES, cases: str = "", notes: str = "") -> str:
    users = "".join(f'<User guid="{guid(1, n)}" name="{name}"/>' for name, n in USERS)
    return (
        f"<Project {ROOT}><Users>{users}</Users><CodeBook><Codes>{codes}</Codes></CodeBook>"
        + (f"<Cases>{cases}</Cases>" if cases else "")
        + f"<Sources>{sources}</Sources>"
        + (f"<Notes>{notes}</Notes>" if notes else "")
        + "</Project>"
    )


def qdpx(xml: str | bytes, texts: dict[str, str | bytes] | None = None, **more: Any) -> ArrivedFile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(more.get("project", "project.qde"), xml)
        for name, text in ({"Sources/text1.txt": TEXT} if texts is None else texts).items():
            archive.writestr(name, text)
    return ArrivedFile(more.get("name", FILE), made.getvalue())


def read(sources: str, texts: dict[str, str | bytes] | None = None, **more: Any) -> CodedProject:
    return read_coded_project(qdpx(qde(sources, **more), texts))


def rules(problems: tuple[Problem, ...] | list[Problem]) -> list[str]:
    return [each.rule for each in problems]


SIMPLE = source(over(SECRET, coding(11, 3)) + over(PACE, coding(12, 2)))
MAP: dict[str, Any] = {
    "Governance/Pace": {"area": 1, "bearing": "challenges", "measure_kind": "process"},
    "Planning together": {"area": 2, "bearing": "supports", "measure_kind": "process"},
    "May be quoted": {"may_be_quoted": True},
}
DEFAULTS: dict[str, Any] = {
    "source_id": "SRC-2",
    "strand": "focus_group",
    "form": "qualitative",
    "materiality": "important",
    "attribution": "reported_by_staff",
    "sensitivity": "none",
}


def items(reading: PassageReading) -> list[dict[str, str]]:
    rows = reading.text_rows.rows.values()
    return [dict(zip(HEADER, cells, strict=True)) for cells in rows]


# --- the shape of the fixtures -------------------------------------------------------------------


def assert_shaped(element: ElementTree.Element) -> None:
    tag = element.tag.rpartition("}")[2]
    children = [child.tag.rpartition("}")[2] for child in element]
    order = SEQUENCES.get(tag, ())
    assert set(children) <= set(order), (tag, children)
    places = [order.index(child) for child in children]
    assert tag == "Sources" or places == sorted(places), (tag, children)
    assert REQUIRED.get(tag, set()) <= set(element.attrib), (tag, element.attrib)
    for child in element:
        assert_shaped(child)


def test_the_fixtures_have_the_shape_of_the_published_schema() -> None:
    note = f'<Note guid="{guid(6, 1)}"><PlainTextContent>Ours.</PlainTextContent></Note>'
    everything = SIMPLE + source(over(PACE, coding(13, 2, note=1), said="x"), 2) + PDF + AUDIO
    xml = qde(everything, notes=note, cases=f'<Case guid="{guid(7, 1)}"/>')
    assert_shaped(ElementTree.fromstring(xml))


# --- projects as programs write them --------------------------------------------------------------


def test_a_passage_is_read_with_its_code_document_place_coder_and_day() -> None:
    project = read(SIMPLE)
    assert (project.problems, project.flags, project.refused) == ((), (), 0)
    first, second = project.passages
    start = TEXT.index(SECRET)
    assert first == Passage(
        passage_id="0000000b-0000-4000-8000-00000000000b",
        code="Governance/Planning together",
        source="Group A.docx",
        text=SECRET,
        start=start,
        end=start + len(SECRET),
        coder="coder 1",
        coded_on="2020-03-04",
        row=2,
    )
    assert (second.text, second.code, second.row) == (PACE, "Governance/Pace", 3)


def test_every_code_is_listed_parents_first_with_its_path() -> None:
    paths = ["Governance", "Governance/Pace", "Governance/Planning together", "May be quoted"]
    assert [code.path for code in read(SIMPLE).codes] == paths


@pytest.mark.parametrize("dress", [str.upper, "{{{}}}".format, "{{{}}} ".format])
def test_identifiers_are_the_same_in_capitals_or_braces(dress: Any) -> None:
    plain = qde(SIMPLE)
    dressed = re.sub(r'targetGUID="([^"]+)"', lambda m: f'targetGUID="{dress(m[1])}"', plain)
    dressed = re.sub(
        r'(Coding guid|creatingUser)="([^"]+)"', lambda m: f'{m[1]}="{dress(m[2])}"', dressed
    )
    assert read_coded_project(qdpx(dressed)) == read_coded_project(qdpx(plain))


@pytest.mark.parametrize("folder", ["Sources", "sources", "SOURCES"])
def test_the_texts_are_found_in_any_case(folder: str) -> None:
    sources = SIMPLE.replace("internal://text1.txt", "Internal://Text1.TXT")
    project = read(sources, {f"{folder}/TEXT1.txt": TEXT})
    assert [each.text for each in project.passages] == [SECRET, PACE]


def test_what_a_mac_adds_to_a_zip_is_set_aside() -> None:
    texts: dict[str, str | bytes] = {"Sources/text1.txt": TEXT, "__MACOSX/._One.qde": b"x"}
    assert read_coded_project(qdpx(qde(SIMPLE), texts, project="One.qde")) == read(SIMPLE)


@pytest.mark.parametrize("name", ["project.qde", "Invented project.qde", "In a folder/project.qde"])
def test_the_project_is_found_under_any_name(name: str) -> None:
    folder = name.rpartition("/")[0]
    text = f"{folder}/Sources/text1.txt".lstrip("/")
    project = read_coded_project(qdpx(qde(SIMPLE), {text: TEXT}, project=name))
    assert len(project.passages) == 2


def test_a_text_inside_the_xml_is_read() -> None:
    inline = (
        f'<TextSource guid="{guid(3, 1)}" name="Notes of a visit"><PlainTextContent>'
        f"{TEXT}</PlainTextContent>{over(PACE, coding(1, 2))}</TextSource>"
    )
    (passage,) = read(inline, {}).passages
    assert passage.text == PACE


PDF = (
    f'<PDFSource guid="{guid(3, 8)}" name="Plan.pdf" path="internal://plan.pdf">'
    f'<PDFSelection guid="{guid(4, 8)}" page="0" firstX="1" firstY="1" secondX="2" secondY="2">'
    f"{coding(81, 2)}</PDFSelection>"
    f'<Representation guid="{guid(3, 9)}" plainTextPath="internal://text1.txt">'
    f"{over(PACE, coding(82, 2))}</Representation></PDFSource>"
)
AUDIO = (
    f'<AudioSource guid="{guid(3, 7)}" name="Talk.mp3" path="internal://talk.mp3">'
    f'<AudioSelection guid="{guid(4, 7)}" begin="0" end="9">{coding(71, 2)}{coding(72, 3)}'
    f"</AudioSelection></AudioSource>"
)


def test_the_text_of_a_pdf_is_read_and_its_drawn_areas_are_flagged_by_number() -> None:
    project = read(PDF)
    assert [(each.source, each.text) for each in project.passages] == [("Plan.pdf", PACE)]
    (flag,) = project.flags
    assert flag.rule == "not-text"
    assert flag.message.startswith("1 coding(s) of areas of PDF pages")
    assert project.left_out == 1


def test_coded_sound_is_flagged_by_number_and_is_no_problem() -> None:
    project = read(AUDIO)
    assert project.problems == ()
    assert [flag.message for flag in project.flags] == [
        "2 coding(s) of parts of sound recordings were not read"
    ]


def test_a_coded_whole_document_is_flagged() -> None:
    project = read(source(coding(1, 2)))
    assert (rules(project.flags), project.left_out) == (["whole-document-coded"], 1)


def test_the_text_that_describes_a_picture_is_read() -> None:
    picture = (
        f'<PictureSource guid="{guid(3, 6)}" name="Wall.png" path="internal://wall.png">'
        f'<TextDescription guid="{guid(3, 5)}"><PlainTextContent>{TEXT}</PlainTextContent>'
        f"{over(PACE, coding(1, 2))}</TextDescription></PictureSource>"
    )
    assert [(each.source, each.text) for each in read(picture).passages] == [("Wall.png", PACE)]


def test_a_coded_note_is_flagged_for_it_is_the_coders_own() -> None:
    note = f'<Note guid="{guid(6, 1)}" plainTextPath="internal://text1.txt">'
    project = read("", notes=f"{note}{over(PACE, coding(1, 2))}</Note>")
    assert (rules(project.flags), project.passages) == (["coded-note"], ())


def test_a_coding_without_an_identifier_is_given_one_that_stays_the_same() -> None:
    bare = re.sub(r'<Coding guid="[^"]+"', "<Coding", over(PACE, coding(1, 2) + coding(2, 3)))
    first, second = (each.passage_id for each in read(source(bare)).passages)
    assert first != second
    assert [each.passage_id for each in read(source(bare)).passages] == [first, second]
    assert re.fullmatch("[0-9a-f]{32}", first)


def test_a_coding_that_names_a_case_is_flagged_and_is_no_code() -> None:
    """NVivo writes a case's text as a coding whose code is the case."""
    project = read(source(over(PACE, coding(1, 77))), cases=f'<Case guid="{guid(2, 77)}"/>')
    assert (project.passages, project.problems) == ((), ())
    assert rules(project.flags) == ["case-coded"]


def test_coders_are_numbered_and_never_named() -> None:
    project = read(source(over(PACE, coding(1, 2, user=2) + coding(2, 3, user=9))))
    assert [each.coder for each in project.passages] == ["coder 2", "coder 3"]
    assert "A User" not in repr(project)


def test_the_coders_own_words_come_from_descriptions_notes_and_uncoded_selections() -> None:
    notes = f'<Note guid="{guid(6, 1)}" plainTextPath="internal://note.txt"/>'
    inside = over(PACE, coding(1, 2, note=1), said="Slow to start.") + over(PACE, "", said="Again.")
    texts: dict[str, str | bytes] = {
        "Sources/text1.txt": TEXT,
        "Sources/note.txt": "\ufeffA memo.\n",
    }
    (passage,) = read(source(inside), texts, notes=notes).passages
    assert passage.note == "Slow to start. A memo. Again."


def test_a_note_whose_text_is_gone_still_has_its_description() -> None:
    gone = f'<Note guid="{guid(6, 1)}" plainTextPath="internal://gone.txt">'
    notes = f"{gone}<Description>Still here.</Description></Note>"
    (passage,) = read(source(over(PACE, coding(1, 2, note=1))), notes=notes).passages
    assert passage.note == "Still here."


def test_two_documents_of_one_name_are_told_apart_and_flagged() -> None:
    inside = over(PACE, coding(1, 2))
    project = read(source(inside) + source(inside, 2, path="internal://text1.txt"))
    assert project.documents == ("Group A.docx", "Group A.docx (2)")
    assert rules(project.flags) == ["repeated-document"]


def test_a_codebook_gives_codes_and_no_passage() -> None:
    xml = (
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Test"><Codes>'
        f"{CODES}</Codes></CodeBook>"
    )
    book = read_coded_project(ArrivedFile("codes.qdc", xml.encode()))
    assert book.problems == ()
    assert [code.path for code in book.codes] == [code.path for code in read(SIMPLE).codes]


def test_text_that_looks_like_markup_or_a_formula_stays_as_it_is() -> None:
    odd = '=HYPERLINK("x") <script>alert(1)</script> &amp; # Conclusion'
    project = read(source(selection(0, len(odd), coding(1, 2))), {"Sources/text1.txt": odd})
    assert [each.text for each in project.passages] == [odd]
    assert items(evidence_rows(project, MAP, DEFAULTS))[0]["quotation"] == odd


# --- how positions are counted --------------------------------------------------------------------


def read_text(text: str | bytes, *selections: str) -> CodedProject:
    return read(source("".join(selections)), {"Sources/text1.txt": text})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_character_of_the_text(encoding: str) -> None:
    project = read_text(TEXT.encode(encoding), over(PACE, coding(1, 2), name=PACE))
    assert [each.text for each in project.passages] == [PACE]
    assert project.flags == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_counted_byte_order_mark_is_found_by_the_selections_name(encoding: str) -> None:
    inside = over(PACE, coding(1, 2), text="\ufeff" + TEXT, name="the pace is ...")
    project = read_text(TEXT.encode(encoding), inside)
    assert [each.text for each in project.passages] == [PACE]
    assert rules(project.flags) == ["counted-otherwise"]


STORED = "One\r\nTwo \U0001f600 three\r\nthe pace is slow\r\n"
COUNTINGS = {
    "code points": STORED,
    "line ends once": STORED.replace("\r\n", "\n"),
    "units": STORED.replace("\U0001f600", "xx"),
    "units, line ends once": STORED.replace("\r\n", "\n").replace("\U0001f600", "xx"),
}


@pytest.mark.parametrize("counted", COUNTINGS)
def test_the_counting_that_the_names_bear_out_is_used(counted: str) -> None:
    project = read_text(
        STORED.encode(), over(PACE, coding(1, 2), text=COUNTINGS[counted], name="the pace is…")
    )
    assert [each.text for each in project.passages] == [PACE]
    expected = [] if counted == "code points" else ["counted-otherwise"]
    assert rules(project.flags) == expected


def test_where_nothing_tells_the_standards_counting_is_used_and_flagged_by_number() -> None:
    project = read_text(STORED.encode(), over(PACE, coding(1, 2), text=STORED))
    assert [each.text for each in project.passages] == [PACE]
    (flag,) = project.flags
    assert flag.rule == "positions-unsure"
    assert flag.message.startswith("1 coded passage(s)")


def test_a_name_that_bears_out_several_countings_decides_by_its_first_letter() -> None:
    """Spaces are set aside when names are compared, so an earlier line end would fit as well."""
    text = "One\r\nthe pace is slow\r\n"
    project = read_text(text, over(PACE, coding(1, 2), text=text, name=PACE))
    assert [each.text for each in project.passages] == [PACE]
    assert project.flags == ()


@pytest.mark.parametrize("name", ["", "the", guid(4, 1), "(115,0),(1100,0)"])
def test_a_name_that_is_not_the_beginning_of_a_passage_bears_out_nothing(name: str) -> None:
    project = read_text(STORED.encode(), over(PACE, coding(1, 2), text=STORED, name=name))
    assert rules(project.flags) == ["positions-unsure"]


def test_a_passage_that_every_counting_reads_alike_is_not_flagged() -> None:
    assert read_text(STORED.encode(), selection(0, 3, coding(1, 2))).flags == ()


@settings(deadline=None)
@given(st.text(alphabet="ab \n\U0001f600é", max_size=40), st.data())
def test_a_span_in_code_points_is_read_as_python_slices_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Span(start, end)
    assert counting_of(text, [span]).passage(span) == text[start:end]


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (0, 9999), (9, 3), (2000, 2001)])
def test_a_position_outside_the_text_is_a_problem_and_is_counted(start: int, end: int) -> None:
    project = read(
        source(selection(start, end, coding(1, 2) + coding(2, 3)) + over(PACE, coding(3, 2)))
    )
    (problem,) = project.problems
    assert (problem.rule, project.refused) == ("outside-text", 2)
    assert "2 coding(s)" in problem.message
    assert [each.text for each in project.passages] == [PACE]


@pytest.mark.parametrize("start", ["", "two", "1_0", "1.5", "9" * 5000, "１"])
def test_a_position_that_is_no_number_is_a_problem(start: str) -> None:
    assert rules(read(source(selection(start, 20, coding(1, 2)))).problems) == ["not-a-position"]


def test_a_coding_of_no_words_is_a_problem() -> None:
    project = read(source(selection(5, 6, coding(1, 2)) + selection(7, 7, coding(2, 2))))
    assert (rules(project.problems), project.refused) == (["empty-passage"], 2)


# --- what a file may lack -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "texts", "rule"),
    [
        ("internal://gone.txt", {}, "missing-text"),
        ("relative:///text1.txt", {}, "missing-text"),
        ("file:///etc/passwd", {}, "missing-text"),
        ("internal://../../etc/passwd", {}, "missing-text"),
        ("internal://text1.txt", {"Sources/text1.txt": b"caf\xe9 " * 30}, "encoding"),
    ],
)
def test_a_text_that_cannot_be_had_is_a_problem_with_the_number_of_codings(
    path: str, texts: dict[str, str | bytes], rule: str
) -> None:
    project = read(
        source(over(SECRET, coding(11, 3)) + over(PACE, coding(12, 2)), path=path), texts
    )
    assert (rules(project.problems), project.refused) == ([rule], 2)
    assert '2 coding(s) of "Group A.docx" have' in project.problems[0].message


def test_a_text_kept_outside_the_file_is_asked_for() -> None:
    project = read(source(over(PACE, coding(1, 2)), path="relative:///text1.txt"))
    assert "export again with the documents in it" in project.problems[0].message


def test_a_source_without_text_is_no_problem_while_nothing_in_it_is_coded() -> None:
    project = read(SIMPLE + source("", 2, "Group B.docx", "internal://gone.txt"))
    assert project.problems == ()
    assert project.documents == ("Group A.docx", "Group B.docx")


def test_a_coding_of_a_missing_code_is_a_problem() -> None:
    project = read(source(over(PACE, coding(1, 99) + coding(2, 2))))
    assert (rules(project.problems), project.refused) == (["unknown-code"], 1)
    assert len(project.passages) == 1


def test_a_coding_of_no_code_is_a_problem() -> None:
    bare = re.sub(r"<CodeRef[^>]*/>", "", coding(1, 2))
    project = read(source(over(PACE, bare)))
    assert (rules(project.problems), project.refused) == (["unknown-code"], 1)


def test_one_identifier_for_two_codes_is_a_problem() -> None:
    twice = CODES + f'<Code guid="{guid(2, 2)}" name="Other" isCodable="true"/>'
    assert rules(read(SIMPLE, codes=twice).problems) == ["repeated-code"]


def test_codes_nested_without_end_are_a_problem() -> None:
    deep = "".join(f'<Code guid="{guid(2, n)}" name="n" isCodable="true">' for n in range(5000))
    assert rules(read("", codes=deep + "</Code>" * 5000).problems) == ["codes-too-deep"]


# --- files that may not be opened -----------------------------------------------------------------


def refusal(arrived: ArrivedFile) -> str:
    project = read_coded_project(arrived)
    assert (project.passages, project.codes) == ((), ())
    (problem,) = project.problems
    assert problem.file == arrived.name
    return problem.rule


WHOLE = qdpx(qde(SIMPLE)).data


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WHOLE) - 1))
def test_a_file_cut_anywhere_is_a_problem_and_never_an_error(length: int) -> None:
    expected = "cut-off" if length else "empty-file"
    assert refusal(ArrivedFile(FILE, WHOLE[:length])) == expected


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_damaged_byte_is_a_problem_or_changes_nothing_that_is_read(place: int, by: int) -> None:
    damaged = bytearray(WHOLE)
    damaged[place] ^= by
    project = read_coded_project(ArrivedFile(FILE, bytes(damaged)))
    assert project.problems or project == read(SIMPLE)


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0 old office", b"not a zip", b"PK\x05\x06"])
def test_what_is_no_zip_is_called_cut_off(data: bytes) -> None:
    assert refusal(ArrivedFile(FILE, data)) == "cut-off"


def test_a_zip_whose_parts_are_not_where_it_says_is_called_cut_off() -> None:
    data = bytearray(WHOLE)
    data[data.index(b"PK\x05\x06") + 16] ^= 1
    assert refusal(ArrivedFile(FILE, bytes(data))) == "cut-off"


def test_damaged_compression_is_called_cut_off() -> None:
    data = bytearray(WHOLE)
    start = 30 + len("project.qde")
    data[start] = 0xFF
    assert refusal(ArrivedFile(FILE, bytes(data))) == "cut-off"


def test_another_ending_is_a_problem() -> None:
    assert refusal(ArrivedFile("groups.csv", b"id")) == "wrong-ending"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE Project SYSTEM "http://example.invalid/x.dtd">',
    ],
)
@pytest.mark.parametrize("suffix", [".qdpx", ".qdc"])
def test_entities_and_document_types_are_refused(doctype: str, suffix: str) -> None:
    xml = doctype + qde(SIMPLE)
    arrived = qdpx(xml) if suffix == ".qdpx" else ArrivedFile("codes.qdc", xml.encode())
    assert refusal(arrived) == "xml-entities"


@pytest.mark.parametrize(
    ("xml", "rule"),
    [
        ("", "not-xml"),
        (qde(SIMPLE)[:-30], "not-xml"),
        ('<?xml version="1.0" encoding="no-such"?><Project/>', "not-xml"),
        (f"<Project><name>{SECRET}</name></Project>", "not-refi-qda"),
        ('<Other xmlns="urn:QDA-XML:project:1.0"/>', "not-refi-qda"),
        ('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>', "not-refi-qda"),
    ],
)
def test_xml_of_another_kind_is_a_problem(xml: str, rule: str) -> None:
    assert refusal(qdpx(xml)) == rule


def test_a_zip_without_a_project_or_with_two_is_a_problem() -> None:
    assert refusal(qdpx(qde(SIMPLE), project="project.txt")) == "missing-project"
    other = {"other.qde": "x", "Sources/text1.txt": TEXT}
    assert refusal(qdpx(qde(SIMPLE), dict(other), project="one.qde")) == "several-projects"
    assert read(SIMPLE, dict(other)) == read(SIMPLE)


def test_two_members_of_one_name_are_a_problem() -> None:
    assert (
        refusal(qdpx(qde(SIMPLE), {"Sources/a.txt": "x", "sources/A.TXT": "y"}))
        == "repeated-member"
    )


def test_an_encrypted_zip_is_called_password_protected() -> None:
    data = bytearray(WHOLE)
    central = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    assert refusal(ArrivedFile(FILE, bytes(data))) == "password-protected"


@pytest.mark.parametrize("film", [0, 400_000])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    film: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something that cannot be packed beside it does not hide how dense it is."""
    beside = {"Sources/film.mp4": random.Random(1).randbytes(film)}
    bomb = qdpx(qde(SIMPLE), {"Sources/text1.txt": bytes(60 * 1024 * 1024), **beside})
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert refusal(bomb) == "too-large"


def test_much_text_is_refused_by_what_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    fits = {"Sources/text1.txt": TEXT, "Sources/film.mp4": bytes(range(256)) * 99}
    unread = {**fits, "Sources/unread.txt": "x"}
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", len(qde(SIMPLE)) + len(TEXT))
    assert read_coded_project(qdpx(qde(SIMPLE), dict(fits))).problems == ()
    assert refusal(qdpx(qde(SIMPLE), dict(unread))) == "too-large"


def test_a_limit_holds_while_reading_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """One text read for many sources is unpacked many times over."""
    many = "".join(
        source(over(PACE, coding(n, 2)), n, path="internal://text1.txt") for n in range(1, 9)
    )
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", len(qde(many)) + 3 * len(TEXT))
    assert refusal(qdpx(qde(many))) == "too-large"


def test_a_member_that_lies_about_its_size_is_not_read() -> None:
    data = bytearray(qdpx(qde(SIMPLE), {"Sources/text1.txt": TEXT * 1000}).data)
    central = data.rindex(b"PK\x01\x02")
    data[central + 24 : central + 28] = struct.pack("<I", 50)
    assert refusal(ArrivedFile(FILE, bytes(data))) == "cut-off"


def test_no_message_repeats_a_passage() -> None:
    whole = source(
        over(SECRET, coding(1, 99)) + selection(0, 9999, coding(2, 2), name=SECRET, said=SECRET)
    )
    project = read(whole)
    reading = evidence_rows(read(SIMPLE), {}, {})
    said = " ".join(map(str, (*project.problems, *project.flags, *reading.text_rows.problems)))
    assert len(project.problems) == 2
    assert SECRET not in said
    assert PACE not in said


@given(st.lists(st.sampled_from(["a", "a (2)", "a (3)", "b", "a (2) (2)"]), max_size=8))
def test_names_told_apart_are_never_alike_and_the_first_keeps_its_own(names: list[str]) -> None:
    given_names = told_apart(names, "{} ({})")
    assert len(set(given_names)) == len(names)
    assert all(given_names[names.index(name)] == name for name in names)


# --- Taguette -------------------------------------------------------------------------------------

HEADINGS = ("id", "document", "tag", "content")


def sheet(*rows: tuple[str, ...], header: tuple[str, ...] = HEADINGS, **more: Any) -> Sheet:
    return Sheet("highlights.csv", dict(enumerate((header, *rows), start=1)), **more)


def test_each_highlight_and_tag_is_a_passage_numbered_by_its_row() -> None:
    project = read_highlights(
        sheet(("7", "Group A.docx", "Pace", PACE), ("7", "Group A.docx", "May be quoted", PACE))
    )
    assert (project.problems, project.flags) == ((), ())
    assert [(each.row, each.code, each.text) for each in project.passages] == [
        (2, "Pace", PACE),
        (3, "May be quoted", PACE),
    ]
    assert project.passages[0].place == "highlight 7"
    assert project.documents == ("Group A.docx",)
    assert len({each.passage_id for each in project.passages}) == 2


def test_a_highlight_is_kept_as_it_stands() -> None:
    odd = "  =1+1 <b>Said Twice</b>,\n&amp; 'so'  "
    assert read_highlights(sheet(("7", "Group A.docx", "Pace", odd))).passages[0].text == odd


def test_the_order_and_case_of_headings_do_not_matter() -> None:
    mixed = sheet(("Pace", PACE, "7", "Group A.docx"), header=("Tag", "Content", "ID", "Document"))
    assert read_highlights(mixed).passages[0].text == PACE


def test_wrong_headings_are_a_problem_with_a_suggestion_and_refuse_every_row() -> None:
    project = read_highlights(
        sheet(("7", "Group A.docx", "Pace", PACE), header=("id", "document", "tags", "content"))
    )
    (problem,) = project.problems
    assert (problem.row, problem.column, problem.rule) == (1, "tag", "missing-column")
    assert 'named "tags"?' in problem.message
    assert (project.passages, project.refused) == ((), 1)


def test_a_repeated_heading_is_a_problem() -> None:
    header = (*HEADINGS, "tag")
    assert rules(read_highlights(sheet(header=header)).problems) == ["repeated-heading"]


def test_a_row_with_no_content_is_refused_by_row_and_letter() -> None:
    project = read_highlights(
        sheet(("7", "Group A.docx", "Pace", "  "), ("8", "Group A.docx", "Pace"))
    )
    places = [(each.row, each.column, each.letter) for each in project.problems]
    assert sorted(places) == [(2, "content", "D"), (3, "", "")]
    assert project.refused == 2


def test_a_highlight_without_a_tag_is_flagged_by_number() -> None:
    project = read_highlights(sheet(("7", "Group A.docx", "", PACE)))
    assert (rules(project.flags), project.left_out) == (["no-tag"], 1)
    assert (project.passages, project.problems) == ((), ())


def test_what_was_wrong_with_the_sheet_is_handed_on() -> None:
    barred = Problem("highlights.csv", 3, "content", "formula-without-value", "holds a formula")
    project = read_highlights(sheet(("7", "Group A.docx", "Pace", PACE), barred=(barred,)))
    assert (project.problems, project.refused, len(project.passages)) == ((barred,), 1, 1)


def test_an_empty_sheet_is_a_problem() -> None:
    assert rules(read_highlights(Sheet("highlights.csv")).problems) == ["empty-file"]


# --- items ----------------------------------------------------------------------------------------


def test_a_mapped_passage_is_an_evidence_item_of_the_contract() -> None:
    reading = evidence_rows(read(SIMPLE), MAP, DEFAULTS)
    assert reading.text_rows.header == tuple(c.name for c in table("evidence_items").columns)
    assert list(reading.text_rows.rows) == [2, 3]
    first, second = items(reading)
    start = TEXT.index(PACE)
    expected = {name: str(value) for name, value in DEFAULTS.items()} | {
        "item_id": "focus_groups-0000000c",
        "area": "1",
        "bearing": "challenges",
        "measure_kind": "process",
        "collection_id": "group_a",
        "location": f"Group A.docx, characters {start} to {start + len(PACE)}",
        "summary": 'Passage of 16 characters coded "Governance/Pace" (not yet summarised)',
        "quotation": PACE,
        "quotation_reviewed": "no",
        "coder": "coder 1",
    }
    assert {name: value for name, value in second.items() if value} == expected
    assert first["area"] == "2"
    assert all(first[column.name] for column in table("evidence_items").columns if column.required)


def test_a_passage_under_two_codes_is_two_items() -> None:
    reading = evidence_rows(read(source(over(PACE, coding(1, 2) + coding(2, 3)))), MAP, DEFAULTS)
    assert [item["area"] for item in items(reading)] == ["1", "2"]
    assert (reading.kept, reading.duplicates) == (2, 0)


def test_the_columns_of_a_code_come_before_a_documents_and_those_before_the_files() -> None:
    codes = {"Pace": {"area": 1, "strand": "young_people"}}
    document = {
        "strand": "leadership_meeting",
        "source_id": "SRC-9",
        "participants": 6,
        "collected_on": date(2020, 3, 3),
    }
    defaults = {
        "strand": "focus_group",
        "source_id": "SRC-2",
        "form": "qualitative",
        "documents": {"Group A.docx": document},
    }
    (item,) = items(evidence_rows(read(source(over(PACE, coding(1, 2)))), codes, defaults))
    named = {
        name: item[name] for name in ("strand", "source_id", "form", "participants", "collected_on")
    }
    assert named == {
        "strand": "young_people",
        "source_id": "SRC-9",
        "form": "qualitative",
        "participants": "6",
        "collected_on": "2020-03-03",
    }


def test_a_files_columns_come_before_what_is_computed() -> None:
    given = {"collection_id": "visit_1", "coder": "the review team"}
    (item,) = items(evidence_rows(read(source(over(PACE, coding(1, 2)))), MAP, given))
    assert {name: item[name] for name in given} == given


def test_a_note_may_hold_a_very_short_passage() -> None:
    note = "They said slow, which we heard often."
    project = read(source(over("slow", coding(1, 2), said=note)))
    assert items(evidence_rows(project, MAP, DEFAULTS))[0]["summary"] == note


def test_two_texts_of_one_document_are_not_taken_for_each_other() -> None:
    """Each drawn area of a PDF has a text of its own, and its positions begin at 0 again."""
    areas = "".join(
        f'<PDFSelection guid="{guid(4, n)}" page="{n}" firstX="1" firstY="1" secondX="2" '
        f'secondY="2"><Representation guid="{guid(3, n)}"><PlainTextContent>{words}'
        f"</PlainTextContent>{selection(0, 9, coding(n, 2))}</Representation></PDFSelection>"
        for n, words in enumerate(["Page one.", "Page two."], start=1)
    )
    project = read(f'<PDFSource guid="{guid(3, 9)}" name="Plan.pdf">{areas}</PDFSource>')
    reading = evidence_rows(project, MAP, DEFAULTS)
    assert [item["quotation"] for item in items(reading)] == ["Page one.", "Page two."]


@pytest.mark.parametrize(
    ("note", "used"),
    [
        ("Leaders are seen as slow.", True),
        (PACE, False),
        ("  The PACE is\nslow ", False),
        ("", False),
        (f"Quoted: {SECRET}", False),
    ],
)
def test_the_summary_is_the_coders_note_and_never_the_passage(note: str, used: bool) -> None:
    words = SECRET if SECRET in note else PACE
    project = read(source(over(words, coding(1, 2), said=note)))
    (item,) = items(evidence_rows(project, MAP, DEFAULTS))
    assert (item["summary"] == note) is used
    assert words not in item["summary"].casefold()


def test_a_quotation_is_reviewed_only_where_the_same_words_carry_the_mark() -> None:
    marked = over(PACE, coding(1, 2)) + over(PACE, coding(2, 4, user=2))
    other = over("the pace", coding(3, 2)) + over(SECRET, coding(4, 3))
    reading = evidence_rows(read(source(marked + other)), MAP, DEFAULTS)
    assert [item["quotation_reviewed"] for item in items(reading)] == ["yes", "no", "no"]
    assert (reading.kept, reading.ignored, reading.read) == (3, 1, 3)


def test_the_mark_on_one_document_reviews_nothing_in_another() -> None:
    sources = source(over(PACE, coding(1, 2))) + source(
        over(PACE, coding(2, 4)), 2, "Group B.docx", "internal://text1.txt"
    )
    assert [
        i["quotation_reviewed"] for i in items(evidence_rows(read(sources), MAP, DEFAULTS))
    ] == ["no"]


def test_a_highlight_is_reviewed_by_a_tag() -> None:
    rows = [("7", "Group A.docx", tag, PACE) for tag in ("Pace", "May be quoted")]
    rows.append(("8", "Group A.docx", "Pace", PACE))
    codes = {"Pace": {"area": 1}, "May be quoted": {"may_be_quoted": True}}
    reading = evidence_rows(read_highlights(sheet(*rows)), codes, DEFAULTS)
    assert [item["quotation_reviewed"] for item in items(reading)] == ["yes", "no"]
    assert list(reading.text_rows.rows) == [2, 4]
    assert items(reading)[0]["coder"] == "coder not named"


def test_a_code_of_no_map_is_one_problem_with_its_number_and_a_suggestion() -> None:
    codes = {"Governance/Pase": {"area": 1}, "Planning together": {"ignore": True}}
    twice = over(PACE, coding(1, 2)) + over(SECRET, coding(2, 2) + coding(3, 3))
    reading = evidence_rows(read(source(twice)), codes, DEFAULTS)
    (problem,) = reading.text_rows.problems
    assert (problem.file, problem.rule) == (FILE, "unmapped-code")
    assert problem.message.startswith('2 passage(s) stand under the code "Governance/Pace"')
    assert 'did you mean "Governance/Pase"?' in problem.message
    assert (reading.kept, reading.refused, reading.ignored) == (0, 2, 1)
    assert reading.text_rows.refused == 2


@pytest.mark.parametrize("key", ["Pase", "GOVERNANCE/PACE", "governance / pace"])
def test_a_misspelt_key_of_the_map_is_suggested(key: str) -> None:
    reading = evidence_rows(read(source(over(PACE, coding(1, 2)))), {key: {"area": 1}}, DEFAULTS)
    assert f'did you mean "{key}"?' in reading.text_rows.problems[0].message


def test_a_last_name_that_two_codes_share_is_ambiguous() -> None:
    more = (
        f'<Code guid="{guid(2, 8)}" name="Delivery" isCodable="true">'
        f'<Code guid="{guid(2, 9)}" name="Pace" isCodable="true"/></Code>'
    )
    project = read(source(over(PACE, coding(1, 2))), codes=CODES + more)
    reading = evidence_rows(project, {"Pace": {"area": 1}}, DEFAULTS)
    assert rules(reading.text_rows.problems) == ["ambiguous-code"]
    assert reading.kept == 0
    assert evidence_rows(project, {"Governance/Pace": {"area": 1}}, DEFAULTS).kept == 1


def test_a_parents_entry_says_nothing_of_its_children() -> None:
    reading = evidence_rows(read(source(over(PACE, coding(1, 2)))), {"Governance": {"area": 1}}, {})
    assert rules(reading.text_rows.problems) == ["unmapped-code"]


def test_the_same_coding_twice_is_a_duplicate() -> None:
    reading = evidence_rows(read(source(over(PACE, coding(1, 2)) * 2)), MAP, DEFAULTS)
    assert (reading.kept, reading.duplicates, reading.read) == (1, 1, 2)
    assert rules(reading.text_rows.flags) == ["repeated-row"]


def test_the_same_code_by_two_people_is_one_item_and_is_flagged_by_number() -> None:
    both = coding(1, 2, user=2) + coding(2, 2, user=1) + coding(3, 2, user=1)
    reading = evidence_rows(read(source(over(PACE, both))), MAP, DEFAULTS)
    (item,) = items(reading)
    assert item["coder"] == "coder 2"
    assert rules(reading.text_rows.flags) == ["coded-by-two", "repeated-row"]
    assert reading.text_rows.flags[0].message.startswith("1 passage(s)")
    assert reading.duplicates == 2


def test_identifiers_grow_where_eight_signs_do_not_tell_them_apart() -> None:
    first = "00000001-0000-4000-8000-000000000001"
    inside = coding(1, 2) + coding(1, 3).replace(first, "00000001-aaaa-4000-8000-000000000001")
    reading = evidence_rows(
        read(source(over(PACE, inside) + over(SECRET, coding(2, 2)))), MAP, DEFAULTS
    )
    assert [item["item_id"] for item in items(reading)] == [
        "focus_groups-00000001000040008000000000000001",
        "focus_groups-00000001aaaa40008000000000000001",
        "focus_groups-00000002",
    ]


def test_one_identifier_given_to_two_codings_is_numbered() -> None:
    reading = evidence_rows(read(source(over(PACE, coding(1, 2) + coding(1, 3)))), MAP, DEFAULTS)
    whole = "focus_groups-00000001000040008000000000000001"
    assert [item["item_id"] for item in items(reading)] == [whole, f"{whole}-2"]


def test_documents_whose_slugs_would_be_alike_stay_two_collections() -> None:
    inside = [over(PACE, coding(n, 2)) for n in (1, 2, 3)]
    names = ("Group A.docx", "group-a.pdf", "Группа Б.docx")
    sources = "".join(
        source(each, n, name, "internal://text1.txt")
        for n, (each, name) in enumerate(zip(inside, names, strict=True), start=1)
    )
    collections = [i["collection_id"] for i in items(evidence_rows(read(sources), MAP, DEFAULTS))]
    assert collections == ["group_a", "group_a_2", "группа_б"]


def test_page_breaks_inside_a_passage_become_line_ends() -> None:
    text = "one page\x0canother page"
    project = read_text(text, selection(0, len(text), coding(1, 2)))
    assert items(evidence_rows(project, MAP, DEFAULTS))[0]["quotation"] == "one page\nanother page"


# --- the code map itself --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ({"ignore": False}, "mark-not-alone"),
        ({"ignore": True, "area": 1}, "mark-not-alone"),
        ({"may_be_quoted": "yes"}, "mark-not-alone"),
        ({"may_be_quoted": True, "ignore": True}, "mark-not-alone"),
        ({"berring": "supports"}, "unknown-column"),
        ({"quotation_reviewed": True}, "computed-column"),
        ({"quotation": "x"}, "computed-column"),
        ({"area": [1, 2]}, "not-a-value"),
        ({"area": True}, "not-a-value"),
        ("supports", "not-a-section"),
    ],
)
def test_an_entry_that_says_nothing_sensible_is_a_problem(entry: Any, rule: str) -> None:
    (problem,) = map_problems({"Pace": entry})
    assert (problem.file, problem.rule) == ("review.toml", rule)
    assert problem.column.startswith('codes."Pace"')


def test_a_sensible_map_has_no_problem_and_a_misspelt_column_gets_a_suggestion() -> None:
    assert map_problems(MAP) == []
    (problem,) = map_problems({"Pace": {"berring": "supports"}})
    assert 'did you mean "bearing"?' in problem.message


def test_the_columns_of_files_and_documents_are_checked_too() -> None:
    defaults = {"quotation_reviewed": True, "documents": {"Group A.docx": {"starnd": "x"}, "B": 3}}
    reading = evidence_rows(read(SIMPLE), MAP, defaults)
    found = [(each.column, each.rule) for each in reading.text_rows.problems]
    section = f'passages."{FILE}"'
    assert found == [
        (f"{section}.quotation_reviewed", "computed-column"),
        (f'{section}.documents."Group A.docx".starnd', "unknown-column"),
        (f'{section}.documents."B"', "not-a-section"),
    ]
    assert [item["quotation_reviewed"] for item in items(reading)] == ["no", "no"]


def test_documents_that_are_no_sections_are_a_problem() -> None:
    reading = evidence_rows(read(SIMPLE), MAP, {"documents": ["Group A.docx"]})
    assert rules(reading.text_rows.problems) == ["not-a-section"]


def test_a_section_for_nearly_a_document_is_a_problem_and_for_no_document_a_flag() -> None:
    defaults = {"documents": {"Group A": {"participants": 6}, "Zebra": {"participants": 7}}}
    reading = evidence_rows(read(SIMPLE), MAP, defaults)
    assert rules(reading.text_rows.problems) == ["unknown-document"]
    assert 'did you mean "Group A.docx"?' in reading.text_rows.problems[0].message
    assert rules(reading.text_rows.flags) == ["unknown-document"]


def test_an_entry_for_no_code_of_any_file_is_flagged() -> None:
    codes = {**MAP, "Pacce": {"area": 1}, "Zebra": {"area": 1}}
    flags = unused_codes(codes, [read(SIMPLE), CodedProject("b.qdpx", codes=(Code("c", "c"),))])
    assert [flag.column for flag in flags] == ['codes."Pacce"', 'codes."Zebra"']
    assert 'did you mean "Pace"?' in flags[0].message


def test_an_unreadable_file_hands_on_its_problem_alone() -> None:
    defaults = {"documents": {"Group A": {"participants": 6}}}
    reading = evidence_rows(read_coded_project(ArrivedFile(FILE, b"PK")), MAP, defaults)
    assert rules(reading.text_rows.problems) == ["cut-off"]
    assert (reading.text_rows.rows, reading.text_rows.flags) == ({}, ())


def test_a_project_or_codebook_without_a_coding_is_flagged() -> None:
    reading = evidence_rows(read(source("")), MAP, DEFAULTS)
    assert rules(reading.text_rows.flags) == ["no-passages"]


def test_a_file_or_a_sheet_is_read_to_rows_in_one_step() -> None:
    text = read_passages(qdpx(qde(SIMPLE)), codes=MAP, defaults=DEFAULTS)
    assert text == evidence_rows(read(SIMPLE), MAP, DEFAULTS).text_rows
    highlights = sheet(("7", "Group A.docx", "Pace", PACE))
    text = read_highlight_passages(highlights, codes={"Pace": {"area": 1}}, defaults=DEFAULTS)
    assert (list(text.rows), text.problems) == ([2], ())


# --- accounts -------------------------------------------------------------------------------------


@st.composite
def coded_passages(draw: st.DrawFn) -> tuple[Passage, ...]:
    made = st.builds(
        Passage,
        passage_id=st.uuids().map(str),
        code=st.sampled_from(["Pace", "Plan", "Idle", "Quote", "Other"]),
        source=st.sampled_from(["A", "B"]),
        text=st.just("words"),
        start=st.integers(0, 2),
        end=st.just(5),
        coder=st.sampled_from(["coder 1", "coder 2"]),
    )
    drawn = draw(st.lists(made, max_size=30))
    return tuple(replace(each, row=row) for row, each in enumerate(drawn, start=2))


@settings(max_examples=100, deadline=None)
@given(coded_passages(), st.integers(0, 3))
def test_every_coding_is_kept_refused_a_duplicate_or_ignored(
    passages: tuple[Passage, ...], refused: int
) -> None:
    names = ("Pace", "Plan", "Idle", "Quote", "Other")
    project = CodedProject(
        FILE, passages, tuple(Code(n, n) for n in names), ("A", "B"), refused=refused
    )
    codes = {
        "Pace": {"area": 1},
        "Plan": {"area": 2},
        "Idle": {"ignore": True},
        "Quote": {"may_be_quoted": True},
    }
    reading = evidence_rows(project, codes, {})
    assert reading.read + reading.ignored == len(passages) + refused
    assert reading.read == reading.kept + reading.refused + reading.duplicates
    assert reading.kept == len(reading.text_rows.rows)
    identifiers = [item["item_id"] for item in items(reading)]
    assert len(set(identifiers)) == len(identifiers)
    unmapped = sum(each.code == "Other" for each in passages)
    assert reading.refused == unmapped + refused


def test_ten_thousand_codings_are_read_and_all_accounted_for() -> None:
    text = "\r\n".join(f"Line {n} of an invented talk in Nineton \U0001f600" for n in range(5000))
    starts = [match.start() for match in re.finditer("Line", text)]
    inside = "".join(
        selection(
            start,
            start + 20,
            coding(2 * n + 1, 2) + coding(2 * n + 2, 3),
            name=text[start : start + 12],
        )
        for n, start in enumerate(starts)
    )
    project = read(source(inside), {"Sources/text1.txt": text})
    assert (len(project.passages), project.problems, project.flags) == (10000, (), ())
    assert project.passages[-1].text == text[starts[-1] : starts[-1] + 20]
    reading = evidence_rows(project, MAP, DEFAULTS)
    assert reading.kept == len({item["item_id"] for item in items(reading)}) == 10000


def test_passages_that_overlap_into_more_than_can_be_read_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    twice = source(over(PACE, coding(1, 2)) + over(PACE, coding(2, 2)))
    monkeypatch.setattr(refi_qda, "MOST_LETTERS", 2 * len(PACE))
    assert rules(read(twice).problems) == []
    monkeypatch.setattr(refi_qda, "MOST_LETTERS", 2 * len(PACE) - 1)
    project = read(twice)
    assert rules(project.problems) == ["long-passages"]
    assert (project.passages, project.refused) == ((), 2)

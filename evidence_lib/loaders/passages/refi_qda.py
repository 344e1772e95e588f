"""
Coded texts exchanged by NVivo, ATLAS.ti, MAXQDA, QualCoder and others: REFI-QDA projects.

Source of the shapes: the REFI-QDA standard, version 1.5, with the schemas Project.xsd and
Codebook.xsd (qdasoftware.org). A project (``.qdpx``) is a zip of one ``.qde`` (ATLAS.ti names it
after the project, others ``project.qde``) and a folder of texts, ``Sources`` or ``sources``; a
codebook (``.qdc``) is XML alone. Identifiers come in capitals or not, in braces or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.grid import ArrivedFile
from evidence_lib.loaders.passages.coded import (
    FIRST_ROW,
    Code,
    CodedProject,
    Passage,
    made_identifier,
    told_apart,
)
from evidence_lib.loaders.passages.positions import STANDARD, Counting, Span, counting_of
from evidence_lib.loaders.passages.project_file import (
    OpenedProject,
    UnreadableError,
    UnreadableTextError,
    open_project,
)
from evidence_lib.loaders.passages.refi_elements import (
    as_guid,
    codes_of,
    day_of,
    guid_of,
    line_of,
    span_of,
    user_of,
)

UNREADABLE = {
    "PictureSelection": "parts of pictures",
    "PDFSelection": "areas of PDF pages",
    "AudioSelection": "parts of sound recordings",
    "VideoSelection": "parts of films",
    "TranscriptSelection": "parts of timed transcripts",
}
"""Selections that hold no text of their own."""

MOST_LETTERS = 20_000_000
"""The passages of one document are not read beyond so many characters in all."""


@dataclass
class _Found:
    """What was found while one project was read, in the order of the file."""

    opened: OpenedProject
    codes: dict[str, Code] = field(default_factory=dict)
    cases: frozenset[str] = frozenset()
    coders: dict[str, str] = field(default_factory=dict)
    notes: dict[str, Element] = field(default_factory=dict)
    note_texts: dict[str, str] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    refused: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    flags: list[Problem] = field(default_factory=list)

    def flag(self, rule: str, message: str) -> None:
        self.flags.append(Problem(self.opened.file, 0, "", rule, message))


def read_coded_project(arrived: ArrivedFile) -> CodedProject:
    """
    Read a REFI-QDA project (``.qdpx``) or codebook (``.qdc``) from its bytes.

    Returns:
        The passages in the order of the file, and the codes. A file that cannot be read at all has
        one problem and nothing else; a coding of text that cannot be read is counted in a problem
        of its document; what is coded and is no text is counted in flags. None raises.
    """
    try:
        return _read(open_project(arrived))
    except UnreadableError as error:
        problem = Problem(arrived.name, 0, "", error.rule, str(error))
        return CodedProject(arrived.name, problems=(problem,))


def _read(opened: OpenedProject) -> CodedProject:
    root = opened.root
    found = _Found(opened, codes=codes_of(root))
    found.cases = frozenset(guid_of(case) for case in root.iterfind("Cases/Case"))
    found.notes = {guid_of(note): note for note in root.iterfind("Notes/Note")}
    for user in root.iterfind("Users/User"):
        _coder(found, guid_of(user))
    sources = list(root.iterfind("Sources/*"))
    documents = _document_names(found, sources)
    for source, document in zip(sources, documents, strict=True):
        _read_source(found, source, document)
    coded_notes = sum(len(list(note.iter("Coding"))) for note in found.notes.values())
    found.left_out["coded-note", "notes, which are the coders' own words"] += coded_notes
    return _project(found, documents)


def _project(found: _Found, documents: tuple[str, ...]) -> CodedProject:
    file = found.opened.file
    problems = [
        Problem(file, 0, "", rule, f"{number} coding(s) of {shown(document)} {message}")
        for (rule, document, message), number in found.refused.items()
    ]
    left_out = [
        Problem(file, 0, "", rule, f"{number} coding(s) of {what} were not read")
        for (rule, what), number in found.left_out.items()
        if number
    ]
    return CodedProject(
        file,
        tuple(replace(each, row=row) for row, each in enumerate(found.passages, FIRST_ROW)),
        tuple(found.codes.values()),
        documents,
        found.refused.total(),
        found.left_out.total(),
        tuple(problems),
        (*found.flags, *left_out),
    )


def _document_names(found: _Found, sources: list[Element]) -> tuple[str, ...]:
    names = [line_of(source.get("name")) or "(document without a name)" for source in sources]
    apart = told_apart(names, "{} ({})")
    for name, given in zip(names, apart, strict=True):
        if name != given:
            message = f"two documents are named {shown(name)}; the later one is called"
            found.flag("repeated-document", f"{message} {shown(given)} here")
    return apart


def _read_source(found: _Found, source: Element, document: str) -> None:
    whole = len(source.findall("Coding"))
    found.left_out["whole-document-coded", "whole documents"] += whole
    for kind, what in UNREADABLE.items():
        codings = sum(len(each.findall("Coding")) for each in source.iter(kind))
        found.left_out["not-text", what] += codings
    for text_source in _text_sources(source):
        _read_text_source(found, text_source, document)


def _text_sources(source: Element) -> Iterator[Element]:
    """Give every element of a source that has a text of its own: PDFs and pictures have some."""
    if source.tag == "TextSource":
        yield source
    yield from source.iter("Representation")
    yield from source.iter("TextDescription")


def _read_text_source(found: _Found, text_source: Element, document: str) -> None:
    selections = text_source.findall("PlainTextSelection")
    if text_source.tag != "TextSource":
        whole = len(text_source.findall("Coding"))
        found.left_out["whole-document-coded", "whole documents"] += whole
    coded = [each for each in selections if each.find("Coding") is not None]
    if not coded:
        return
    try:
        stored = found.opened.text_of(text_source)
    except UnreadableTextError as error:
        codings = sum(len(each.findall("Coding")) for each in coded)
        found.refused[error.rule, document, str(error)] += codings
        return
    spans = [span for span in map(span_of, coded) if span]
    if sum(min(span.end, len(stored)) - min(span.start, span.end) for span in spans) > MOST_LETTERS:
        message = f"mark more than {MOST_LETTERS:,} characters in all"
        found.refused["long-passages", document, message] += sum(
            len(each.findall("Coding")) for each in coded
        )
        return
    counting = counting_of(stored, spans)
    _say_how_counted(found, counting, document)
    remarks = _remarks(selections)
    for selection in coded:
        _read_selection(found, selection, document, counting, remarks)


def _say_how_counted(found: _Found, counting: Counting, document: str) -> None:
    if counting.name != STANDARD:
        message = f"the passages of {shown(document)} are counted in {counting.name}"
        found.flag("counted-otherwise", f"{message}, as the names of the selections show")
    if counting.unsettled:
        message = f"{counting.unsettled} coded passage(s) of {shown(document)} may be some "
        message += "characters off: programs count line ends and some signs in different ways, "
        found.flag("positions-unsure", message + f"and these were read in {counting.name}")


def _remarks(selections: list[Element]) -> dict[tuple[int, int], list[Element]]:
    """Find the selections that carry no code: what is said there is said of the same words."""
    remarks: dict[tuple[int, int], list[Element]] = {}
    for selection in selections:
        span = span_of(selection)
        if span and selection.find("Coding") is None:
            remarks.setdefault((span.start, span.end), []).append(selection)
    return remarks


def _read_selection(
    found: _Found,
    selection: Element,
    document: str,
    counting: Counting,
    remarks: dict[tuple[int, int], list[Element]],
) -> None:
    span = span_of(selection)
    text = counting.passage(span) if span else None
    rule, message = _fault(span, text, len(counting.text))
    for coding in selection.findall("Coding"):
        if rule or not span or text is None:
            found.refused[rule, document, message] += 1
            continue
        about = [selection, coding, *remarks.get((span.start, span.end), [])]
        passage = Passage(
            passage_id=guid_of(coding),
            code="",
            source=document,
            text=text,
            start=span.start,
            end=span.end,
            note=_note(found, about),
            coder=_coder(found, user_of(coding) or user_of(selection)),
            coded_on=day_of(coding) or day_of(selection),
        )
        _keep(found, passage, coding)


def _fault(span: Span | None, text: str | None, length: int) -> tuple[str, str]:
    if span is None:
        return "not-a-position", "have no whole numbers for where they begin and end"
    if text is None:
        return "outside-text", f"lie outside its text, which has {length} characters"
    if not text.strip():
        return "empty-passage", "mark no words"
    return "", ""


def _keep(found: _Found, passage: Passage, coding: Element) -> None:
    """Keep a passage once for each code that its coding names; the standard allows one."""
    references = coding.findall("CodeRef")
    if not references:
        found.refused["unknown-code", passage.source, "name no code"] += 1
    for reference in references:
        code = as_guid(reference.get("targetGUID"))
        if code and code in found.cases:
            found.left_out["case-coded", "cases, which are no codes"] += 1
        elif not code or code not in found.codes:
            message = "name a code that is not in the codebook of the file"
            found.refused["unknown-code", passage.source, message] += 1
        else:
            kept = replace(passage, code=found.codes[code].path)
            identifier = kept.passage_id or made_identifier(kept.code, kept.source, kept.place)
            found.passages.append(replace(kept, passage_id=identifier))


def _note(found: _Found, about: list[Element]) -> str:
    """Join what the coder wrote about a passage: descriptions, and notes that are referred to."""
    words: dict[str, None] = {}
    for element in about:
        words[line_of(element.findtext("Description"))] = None
        for reference in element.findall("NoteRef"):
            words[_note_text(found, as_guid(reference.get("targetGUID")))] = None
    return " ".join(each for each in words if each)


def _note_text(found: _Found, guid: str) -> str:
    if guid not in found.note_texts:
        note = found.notes.get(guid)
        found.note_texts[guid] = "" if note is None else _text_of_note(found.opened, note)
    return found.note_texts[guid]


def _text_of_note(opened: OpenedProject, note: Element) -> str:
    try:
        return line_of(opened.text_of(note))
    except UnreadableTextError:
        return line_of(note.findtext("Description"))


def _coder(found: _Found, guid: str) -> str:
    return found.coders.setdefault(guid, f"coder {len(found.coders) + 1}") if guid else ""

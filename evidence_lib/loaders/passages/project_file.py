"""A REFI-QDA file opened with care: its XML and its texts, read in memory and never unpacked."""

from __future__ import annotations

import io
import posixpath
import zipfile
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from evidence_lib.loaders.archives import (
    TOO_LARGE,
    ZIP_DAMAGE,
    Unpacking,
    UnpacksTooLargeError,
    declares_too_much,
)
from evidence_lib.loaders.grid import ArrivedFile
from evidence_lib.loaders.passages.positions import BYTE_ORDER_MARK

READ_ENDINGS = (".qde", ".txt")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
NAMESPACE = "{urn:QDA-XML:"
ROOTS = {".qdpx": ("Project",), ".qdc": ("CodeBook", "Project")}
INTERNAL = "internal://"
DAMAGED = "cannot be opened: it is no REFI-QDA project, or it was cut off on its way"


class UnreadableError(Exception):
    """A project, or one text in it, cannot be read: the rule's name and the message."""

    def __init__(self, rule: str, message: str) -> None:
        self.rule = rule
        super().__init__(message)


class UnreadableTextError(UnreadableError):
    """One text of a project cannot be read, and the others may: the message follows a number."""


class OpenedProject:
    """
    One project or codebook, open for reading: ``root`` is its XML, namespaces left off.

    A text is found by its name among the members of the zip and decompressed in memory: no path of
    the file is ever a path on this machine.
    """

    def __init__(self, file: str, archive: zipfile.ZipFile | None, suffix: str) -> None:
        self.file = file
        self.root = Element("")
        self._archive = archive
        self._unpacking = Unpacking(archive) if archive else None
        self._suffix = suffix
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._folder = ""

    def read_root(self, data: bytes | None = None) -> None:
        """
        Read the XML: *data*, or the one project file in the zip.

        Raises:
            UnreadableError: There is no XML of a REFI-QDA project, or it is not safe to read.
        """
        root = _parsed(self._project_xml() if data is None else data)
        if not root.tag.startswith(NAMESPACE):
            raise UnreadableError(
                "not-refi-qda", "holds XML that is no REFI-QDA project or codebook"
            )
        for element in root.iter():
            element.tag = element.tag.rpartition("}")[2]
        if root.tag not in ROOTS[self._suffix]:
            raise UnreadableError(
                "not-refi-qda", f"holds no {ROOTS[self._suffix][0]} where one must be"
            )
        self.root = root

    def text_of(self, element: Element) -> str:
        """
        Read the text of a source, a representation or a note, its byte order mark kept.

        Raises:
            UnreadableTextError: The text is not in the file, or in no encoding that can be known.
            UnreadableError: The file is cut off or unpacks to too much.
        """
        content = element.find("PlainTextContent")
        if content is not None:
            return content.text or ""
        path = (element.get("plainTextPath") or "").strip()
        if not path:
            raise UnreadableTextError("missing-text", "have no text in the file")
        return _decoded(self._member(self._name_in_zip(path)))

    def _name_in_zip(self, path: str) -> str:
        inside = path.lower().startswith(INTERNAL)
        if "://" in path and not inside:
            message = "have their text outside the file; export again with the documents in it"
            raise UnreadableTextError("missing-text", message)
        name = path[len(INTERNAL) :] if inside else path
        return posixpath.join(self._folder, "sources", name).lower()

    def _project_xml(self) -> bytes:
        assert self._archive
        for member in _checked(self._archive):
            name = member.filename.replace("\\", "/").lower()
            if name in self._members:
                raise UnreadableError("repeated-member", "holds two members of one name")
            self._members[name] = member
        name = _project_name(list(self._members))
        self._folder = posixpath.dirname(name)
        return self._member(name)

    def _member(self, name: str) -> bytes:
        if not self._unpacking or name not in self._members:
            raise UnreadableTextError("missing-text", "have a text that is not in the file")
        try:
            return b"".join(self._unpacking.pieces(self._members[name]))
        except UnpacksTooLargeError as error:
            raise UnreadableError("too-large", TOO_LARGE) from error
        except ZIP_DAMAGE as error:
            raise UnreadableError("cut-off", DAMAGED) from error


def open_project(arrived: ArrivedFile) -> OpenedProject:
    """
    Open a ``.qdpx`` or ``.qdc`` from its bytes and read its XML.

    Raises:
        UnreadableError: The file may not or cannot be read; rules ``empty-file``, ``wrong-ending``,
            ``cut-off``, ``password-protected``, ``too-large``, ``repeated-member``,
            ``missing-project``, ``several-projects``, ``xml-entities``, ``not-xml`` and
            ``not-refi-qda``.
    """
    if arrived.suffix not in ROOTS:
        raise UnreadableError("wrong-ending", "must end in .qdpx (a project) or .qdc (a codebook)")
    if not arrived.data:
        raise UnreadableError("empty-file", "has nothing in it")
    if arrived.suffix == ".qdc":
        opened = OpenedProject(arrived.name, None, arrived.suffix)
        opened.read_root(arrived.data)
        return opened
    try:
        archive = zipfile.ZipFile(io.BytesIO(arrived.data))
    except ZIP_DAMAGE as error:
        raise UnreadableError("cut-off", DAMAGED) from error
    opened = OpenedProject(arrived.name, archive, arrived.suffix)
    opened.read_root()
    return opened


def _checked(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """List the members, or refuse the file by what they declare, before any is decompressed."""
    members = [each for each in archive.infolist() if not each.filename.startswith("__MACOSX/")]
    if any(each.flag_bits & 1 for each in members):
        message = "is protected by a password; export it without one"
        raise UnreadableError("password-protected", message)
    read = [each for each in members if each.filename.lower().endswith(READ_ENDINGS)]
    if declares_too_much(members, read):
        raise UnreadableError("too-large", TOO_LARGE)
    return members


def _project_name(names: list[str]) -> str:
    found = [name for name in names if name.endswith(".qde")]
    preferred = [name for name in found if posixpath.basename(name) == "project.qde"]
    chosen = preferred or found
    if not chosen:
        raise UnreadableError("missing-project", "holds no project (.qde) among its members")
    if len(chosen) > 1:
        message = f"holds {len(chosen)} projects (.qde) where one must be"
        raise UnreadableError("several-projects", message)
    return chosen[0]


def _parsed(data: bytes) -> Element:
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        message = "declares entities or a document type, which are never read; export it again"
        raise UnreadableError("xml-entities", message) from error
    except (ParseError, LookupError, ValueError) as error:
        message = "holds XML that is damaged or was cut off; export it again"
        raise UnreadableError("not-xml", message) from error
    return root


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data.startswith(UTF16_MARKS) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        message = "have a text that is not UTF-8; export it again as UTF-8"
        raise UnreadableTextError("encoding", message) from error
    return BYTE_ORDER_MARK + text if encoding == "utf-16" else text

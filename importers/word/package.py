"""Opening a Word file that anybody may have sent: what is no Word file, or too much of one, is refused unread.

A file is a zip of XML parts (ISO/IEC 29500-2). Nothing of it is trusted: sizes are added up before anything is
unpacked, and counted again while it is; no entity is resolved and nothing outside the file is fetched.
"""

import posixpath
import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from documents.errors import TooLarge, UnreadableFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_MEGABYTE = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"  # the older container: Word 97 to 2003, and every file behind a password
# Files of the strict variant (29500-1, Annex A) say the same in namespaces of their own.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a Word file is read.

    ``packed``, ``unpacked`` and ``part`` are bytes, of the file, of all its parts and of one; ``ratio`` is unpacked to
    packed; ``tags`` bound what a part takes in memory, about a hundred bytes each.
    """

    packed: int = 25 * _MEGABYTE
    unpacked: int = 128 * _MEGABYTE
    part: int = 64 * _MEGABYTE
    parts: int = 2_000
    ratio: int = 200  # unpacked to packed; drafts of a thousand clauses reach 40
    paragraphs: int = 20_000
    tags: int = 3_000_000


class Package:
    """The parts of one file."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        _require_zip(data, limits)
        self._limits = limits
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, OSError, NotImplementedError):
            raise _damaged() from None
        entries = self._zip.infolist()
        _require_measure(entries, limits)
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}
        self.main = self._main()

    @property
    def folder(self) -> str:
        """The folder of the main part, with its slash; comments and notes lie there too."""
        return self.main.rpartition("/")[0] + "/" if "/" in self.main else ""

    def has(self, name: str) -> bool:
        """Whether the file has a part of this name."""
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Return a part as it lies in the file."""
        entry = self._entries.get(name)
        if entry is None:
            raise UnreadableFile(f"This file lacks its part {name}; save it in Word again, as .docx.")
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(self._limits.part + 1)
        except (BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, zlib.error):
            raise _damaged() from None
        if len(data) > self._limits.part:
            raise TooLarge(
                f"The part {name} unpacks to more than {self._limits.part // _MEGABYTE} MB; it is not read.",
                limit=self._limits.part,
            )
        return data

    def parse(self, name: str) -> etree._Element:
        """Return a part as XML; one with a document type is refused, for entities come in with it."""
        data = self.read(name)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or _in_other_encoding(data):
            raise UnreadableFile(
                f"The part {name} declares a document type or a rare encoding, which Word never writes; it is not read."
            )
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        if data.count(b"<") > self._limits.tags:
            raise TooLarge(
                f"The part {name} holds more than {self._limits.tags} tags; send the file in parts.",
                limit=self._limits.tags,
            )
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            # Remarks in the XML would cut the words in which they stand.
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise UnreadableFile(
                f"The part {name} is damaged or nested too deep; save the file in Word again, as .docx."
            ) from None
        # Counted when it is read: their prefix is the file's own choice.
        if sum(1 for _ in root.iter(f"{W}p")) > self._limits.paragraphs:
            raise TooLarge(
                f"This file holds more than {self._limits.paragraphs} paragraphs; send it in parts.",
                limit=self._limits.paragraphs,
            )
        return root

    def part(self, kind: str) -> str:
        """Return the name of the part that the main part calls its "styles": as it says itself, else the usual one."""
        folder, _, name = self.main.rpartition("/")
        relations = f"{self.folder}_rels/{name}.rels"
        for relationship in self.parse(relations) if self.has(relations) else ():
            if str(relationship.get("Type", "")).endswith(f"/{kind}"):
                target = posixpath.join("/", folder, str(relationship.get("Target", "")))
                return posixpath.normpath(target).lstrip("/")
        return f"{self.folder}{kind}.xml"

    def body(self) -> etree._Element:
        """Return the main part."""
        root = self.parse(self.main)
        if root.tag != f"{W}document":
            raise _no_word()
        return root

    def _main(self) -> str:
        """Return the name of the part that the package begins with (29500-2, 9.3)."""
        if not self.has("_rels/.rels"):
            raise _no_word()
        for relationship in self.parse("_rels/.rels"):
            if str(relationship.get("Type", "")).endswith("/officeDocument"):
                return str(relationship.get("Target", "")).lstrip("/")
        raise _no_word()


def _require_zip(data: bytes, limits: Limits) -> None:
    if len(data) > limits.packed:
        raise TooLarge(
            f"A Word file may have {limits.packed // _MEGABYTE} MB; take pictures out of it.",
            limit=limits.packed,
        )
    if data.startswith(_OLE):
        raise UnreadableFile(
            "This file is protected by a password, or of Word 97–2003 (.doc). Save it without one, as .docx."
        )
    if not data.startswith(b"PK"):
        raise (
            _no_word() if data else UnreadableFile("This file is empty; choose the Word file (.docx) again.")
        )


def _require_measure(entries: list[ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.parts:
        raise TooLarge(f"This file has more than {limits.parts} parts; it is not read.", limit=limits.parts)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked:
        raise TooLarge(
            f"This file unpacks to more than {limits.unpacked // _MEGABYTE} MB; take pictures out of it.",
            limit=limits.unpacked,
        )
    if any(
        entry.file_size > _MEGABYTE and entry.file_size > limits.ratio * max(1, entry.compress_size)
        for entry in entries
    ):
        raise TooLarge(
            "A part of this file unpacks to many times its size; it is not read.", limit=limits.ratio
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile("This file is protected by a password. Save it without one, as .docx.")


def _in_other_encoding(data: bytes) -> bool:
    """Whether markup could hide from a search of the bytes: Word writes UTF-8, which has no NUL, and nothing else."""
    declared = re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding=[\"']([^\"']+)", data[:200])
    return (
        b"\x00" in data
        or data[:2] in (b"\xff\xfe", b"\xfe\xff")
        or bool(declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"))
    )


def _damaged() -> UnreadableFile:
    return UnreadableFile("This file is damaged or cut off. Save it in Word again, and send it anew.")


def _no_word() -> UnreadableFile:
    return UnreadableFile(
        "This is not a Word document (.docx). Open it in a word processor and save it as .docx."
    )

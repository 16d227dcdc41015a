"""The first sheet of a spreadsheet (Office Open XML) as texts; opened with the same mistrust as a Word file.

Values alone are read. A formula has none that could be trusted: what stands in its cell was computed elsewhere, so the
cell counts as empty and is reported. Sections are those of ISO/IEC 29500-1:2016.
"""

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from documents.errors import TooLarge, UnreadableFile
from importers.word.package import Limits, Package

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # a character by its number (22.9.2.19)
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_COLUMNS, _ROWS = 50, 20_000


class SpreadsheetFile:
    """A spreadsheet that was opened: the texts of its first sheet, and what was not read of it.

    Raises UnreadableFile and TooLarge.
    """

    def __init__(self, data: bytes, limits: Limits | None = None) -> None:
        package = Package(data, limits or Limits())
        workbook = package.parse(package.main)
        if workbook.tag != f"{_S}workbook":
            raise UnreadableFile(
                "This is neither a Word document (.docx) nor a spreadsheet (.xlsx).", field="file"
            )
        shared_part = package.part("sharedStrings")
        self._shared = (
            [_text_of(one) for one in package.parse(shared_part).iter(f"{_S}si")]
            if package.has(shared_part)
            else []
        )
        self.formulas = 0
        self.rows = self._read(package.parse(_first_sheet(package, workbook)))

    def _read(self, sheet: etree._Element) -> list[list[str]]:
        read: list[list[str]] = []
        for row in sheet.iter(f"{_S}row"):
            cells: dict[int, str] = {}
            for place, cell in enumerate(row.iter(f"{_S}c")):
                column = _column_of(cell, place)
                if column < _COLUMNS:
                    cells[column] = self._value_of(cell)
            read.append([cells.get(column, "") for column in range(max(cells, default=-1) + 1)])
            if len(read) > _ROWS:
                raise TooLarge(f"This sheet has more than {_ROWS} rows; send it in parts.", limit=_ROWS)
        return read

    def _value_of(self, cell: etree._Element) -> str:
        if cell.find(f"{_S}f") is not None:
            self.formulas += 1
            return ""
        if (inline := cell.find(f"{_S}is")) is not None:
            return _text_of(inline)
        value = (cell.findtext(f"{_S}v") or "").strip()
        if cell.get("t") != "s":
            return _unescaped(value)
        number = int(value) if value.isascii() and value.isdecimal() and len(value) < 9 else len(self._shared)
        if number >= len(self._shared):
            raise UnreadableFile(
                "This spreadsheet is damaged. Save it again as .xlsx, and send it anew.", field="file"
            )
        return self._shared[number]


def is_spreadsheet(data: bytes, limits: Limits | None = None) -> bool:
    """Return whether a file says of itself that it is a spreadsheet. Raises UnreadableFile and TooLarge."""
    return Package(data, limits or Limits()).main.startswith("xl/")


def _first_sheet(package: Package, workbook: etree._Element) -> str:
    named = next((str(one.get(_ID, "")) for one in workbook.iter(f"{_S}sheet")), "")
    folder, _, name = package.main.rpartition("/")
    relations = f"{package.folder}_rels/{name}.rels"
    for one in package.parse(relations) if package.has(relations) else ():
        if named and one.get("Id") == named:
            return posixpath.normpath(posixpath.join("/", folder, str(one.get("Target", "")))).lstrip("/")
    raise UnreadableFile("This spreadsheet has no sheet. Fetch the table anew and fill it in.", field="file")


def _text_of(item: etree._Element) -> str:
    """Return the words of a text, its runs joined, without the readings above them (18.4.6)."""
    return _unescaped("".join(_words_of(item)))


def _words_of(item: etree._Element) -> Iterator[str]:
    for child in item:
        if child.tag == f"{_S}t":
            yield child.text or ""
        elif child.tag == f"{_S}r":
            yield child.findtext(f"{_S}t") or ""


def _unescaped(text: str) -> str:
    """Return a text with the characters that stand in it by their numbers; half of one alone is none (U+FFFD).

    >>> _unescaped("_xD83D__xDE00_ _xD800_!")
    '😀 �!'
    """
    told = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    whole = told.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def _column_of(cell: etree._Element, place: int) -> int:
    """Return the column of a cell from 0: as it says itself, else the next one."""
    found = _PLACE.fullmatch(str(cell.get("r", "")))
    if found is None:
        return place
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1

"""Tables to take away as a spreadsheet (Office Open XML): values become cells, and never formulas."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from exporters.packing import packed
from exporters.word.xml import clean_text

_HEAD = PatternFill("solid", fgColor="E9E6DF")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_LINE = 15.0  # points
_HIGHEST = 27  # lines: 409 points are the most (Excel's limit)
_MOST = 32_767  # UTF-16 units of a cell (Excel's limit)
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # of a character by its number (22.9.2.19)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its columns with their widths in characters, and its rows."""

    name: str  # 31 characters at the most
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]
    fixed: int = 1  # so many columns stay where they are when one looks further right


@dataclass(frozen=True, slots=True)
class Book:
    """Tables that are taken away together; ``stamp``: what stands at the foot of every page."""

    file_name: str
    title: str
    language: str
    stamp: str
    as_of: datetime
    sheets: Sequence[Sheet]


def write_book(book: Book) -> bytes:
    """Return the file; the same book gives the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in book.sheets:
        _write_sheet(workbook.create_sheet(sheet.name), sheet, book.stamp)
    moment = book.as_of.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about = workbook.properties
    about.creator = about.lastModifiedBy = "Kelisim"
    about.title, about.language = book.title, book.language
    about.created = about.modified = moment
    saved = BytesIO()
    workbook.save(saved)
    about.modified = moment  # saving has set it by the clock
    return packed(saved, book.as_of, {ARC_CORE: tostring(about.to_tree())})


def fits_a_cell(text: str) -> bool:
    """Return whether a cell holds a text whole."""
    return len(_ESCAPE.sub("_x005F_", clean_text(text)).encode("utf-16-le")) <= 2 * _MOST


def _write_sheet(page: Worksheet, sheet: Sheet, stamp: str) -> None:
    for number, (name, width) in enumerate(sheet.columns, start=1):
        head = _write(page, 1, number, name)
        head.font, head.fill = Font(name="Calibri", bold=True), _HEAD
        page.column_dimensions[get_column_letter(number)].width = width
    for place, row in enumerate(sheet.rows, start=2):
        for number, text in enumerate(row, start=1):
            if text:
                _write(page, place, number, text)
        # Not every program makes a row as high as its wrapped text.
        page.row_dimensions[place].height = _LINE * _lines(row, sheet.columns)
    page.freeze_panes = page.cell(2, sheet.fixed + 1).coordinate
    page.auto_filter.ref = page.dimensions
    # Printed, the head stands on every page, and all columns fit the width of a landscape one.
    page.print_title_rows = "1:1"
    page.oddFooter.left.text, page.oddFooter.right.text = stamp.replace("&", "&&"), "&P/&N"  # type: ignore[union-attr]
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines(row: Sequence[str], columns: Sequence[tuple[str, int]]) -> int:
    """Return how many lines the fullest cell of a row takes, about."""
    needed = (
        sum(-(-max(len(line), 1) // width) for line in text.split("\n"))
        for text, (_, width) in zip(row, columns, strict=True)
    )
    return min(max(needed, default=1), _HIGHEST)


def _write(page: Worksheet, row: int, column: int, text: str) -> Cell:
    cell = page.cell(row, column)
    assert isinstance(cell, Cell), "no cells are merged here"
    cell.value = _storable(text)
    cell.data_type = "s"  # "=1+1" is what a delegation wrote, not what a reader's machine is to compute
    cell.alignment = _WRAPPED
    return cell


def _storable(text: str) -> str:
    """Return a text as a cell can hold it: without what XML forbids, nothing read as an escape, cut with a sign."""
    kept = _ESCAPE.sub("_x005F_", clean_text(text))
    if fits_a_cell(text):
        return kept
    units = kept.encode("utf-16-le")
    return units[: 2 * _MOST - 2].decode("utf-16-le", "ignore") + "…"

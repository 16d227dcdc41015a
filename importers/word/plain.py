"""A Word text of any origin as paragraphs and tables, its automatic numbers as they are printed."""

from collections.abc import Iterator
from itertools import groupby

from documents.written import Block, Table, Written
from importers.word.numbering import Numbering, Place, read_numbering
from importers.word.package import Package, W
from importers.word.paragraphs import Paragraph
from importers.word.redline import WordFile, authors_of
from importers.word.resolving import FRAME, NUMBERS, Line, cells_of, resolve
from importers.word.styles import Styles, read_styles

# What we print round a text stays away when one of our own files is read; the others of these styles are Word's too.
_SKIPPED = FRAME - {"Title", "TableHeading", "TableText", "Signature", "SignatureLine", "Testimonium"}
_NOTES = ("footnotes", "endnotes")


def read_plain(file: WordFile) -> tuple[list[Block], list[str]]:
    """Return the blocks of a text in their order, all tracked changes taken, and the words of its notes."""
    styles, numbering = read_styles(file.package), read_numbering(file.package)
    lines = [
        (line, _label(line, file.paragraphs, styles, numbering))
        for line in resolve(file.paragraphs, authors_of(file.paragraphs), labels=NUMBERS)
    ]
    blocks: list[Block] = []
    for table, group in groupby(lines, key=lambda one: one[0].row[0]):
        if table:
            blocks.append(_table([line for line, _ in group]))
        else:
            blocks += _written(list(group), file.paragraphs, styles)
    return blocks, [note for part in _NOTES for note in _notes(file.package, part)]


def _place(paragraph: Paragraph, styles: Styles) -> Place:
    by_style = styles.place(paragraph.style)
    list_ = by_style.list if paragraph.list is None else paragraph.list
    level = by_style.level if paragraph.level is None else paragraph.level
    return Place("" if list_ == "0" else list_, level)


def _label(line: Line, paragraphs: list[Paragraph], styles: Styles, numbering: Numbering) -> str:
    return numbering.label(_place(paragraphs[line.sources[-1]], styles))


def _written(lines: list[tuple[Line, str]], paragraphs: list[Paragraph], styles: Styles) -> Iterator[Written]:
    for line, label in lines:
        if line.style in _SKIPPED or not line.text.strip():
            continue
        place = _place(paragraphs[line.sources[-1]], styles)
        if styles.is_title(line.style):
            yield Written(line.text.strip(), "title")
        elif styles.is_heading(line.style):
            yield Written(line.text.strip(), "heading", label)
        else:
            yield Written(line.text.strip(), "", label, place.level if place.list else 0)


def _table(lines: list[Line]) -> Table:
    """Return the cells of a table row by row."""
    return Table(tuple(cells_of(row) for _, row in groupby(lines, key=lambda line: line.row)))


def _notes(package: Package, part: str) -> Iterator[str]:
    """Yield the words of footnotes or endnotes; the lines that separate them from the text are none (17.11)."""
    name = f"{package.folder}{part}.xml"
    if not package.has(name):
        return
    for note in package.parse(name):
        words = "".join(node.text or "" for node in note.iter(f"{W}t")).strip()
        if words and note.get(f"{W}type", "normal") == "normal":
            yield words

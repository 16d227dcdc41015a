"""The body of a Word file as paragraphs of runs, each run with everyone who put it in and everyone who struck it.

Nothing is accepted or rejected here: where changes are stacked, a run keeps the authors of both. What a paragraph of a
negotiated text cannot hold, a picture or a footnote, is counted, so that it is reported and not silently dropped; so is
every element that is not known here, and what is read although it is not to be seen.
Sections are those of ISO/IEC 29500-1:2016.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from lxml import etree

from importers.word.elements import told_of
from importers.word.looks import Looks, settings_of
from importers.word.package import W

_INSERTS = (f"{W}ins", f"{W}moveTo")
_STRIKES = (f"{W}del", f"{W}moveFrom")
# What only wraps other content: links, fields, content controls, smart tags, custom XML, text of two directions.
_WRAPS = tuple(
    W + name
    for name in (
        *("hyperlink", "fldSimple", "sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo"),
        *("tbl", "tr", "tc"),
    )
)
_FORMATTING = tuple(
    W + name for name in ("rPrChange", "pPrChange", "tblPrChange", "sectPrChange", "numberingChange")
)
_WORDS = (f"{W}t", f"{W}delText")
_PROPERTIES, _STYLE, _VALUE = (
    f"{W}rPr",
    f"{W}rStyle",
    f"{W}val",
)  # of a run: made here once, not for every run
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "",
    f"{W}ptab": "\t",
}


class Revision(NamedTuple):
    """Who changed something, and when as far as the file says so."""

    author: str
    date: datetime | None = None


class Run(NamedTuple):
    """Words of one look: everyone who put them in, everyone who struck them, the style of the characters.

    ``look`` says what keeps a reader from seeing that they stand (:mod:`importers.word.looks`).
    """

    text: str
    inserted: tuple[Revision, ...] = ()
    deleted: tuple[Revision, ...] = ()
    style: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where a bookmark opens or closes."""

    name: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """Where a comment is attached."""

    number: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: what it holds, its style, who put in or struck its mark, and the row that it stands in.

    ``cell`` numbers the cell, 0 outside of tables: paragraphs of two cells never join.
    """

    items: tuple[Run | Bookmark | Comment, ...]
    style: str = ""
    inserted: tuple[Revision, ...] = ()
    deleted: tuple[Revision, ...] = ()
    row_inserted: tuple[Revision, ...] = ()
    row_deleted: tuple[Revision, ...] = ()
    cell: int = 0
    row: tuple[int, int] = (0, 0)  # which table of the file, which row of it; from 1
    list: str | None = None  # that it is put in itself, "0" for none; None: as its style says
    level: int | None = None


@dataclass(slots=True)
class Read:
    """The paragraphs of a file, how often it holds what was not read, and what was although it is not to be seen."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    unseen: Counter[str] = field(default_factory=Counter)


def read_paragraphs(document: etree._Element, looks: Looks | None = None) -> Read:
    """Return what the main part of a Word file holds; ``looks`` are those of its styles."""
    walk = _Walk(looks or Looks())
    body = document.find(f"{W}body")
    for child in body if body is not None else ():
        walk.block(child)
    walk.read.skipped["changes of formatting"] += sum(1 for _ in document.iter(*_FORMATTING))
    return walk.read


class _Walk:
    def __init__(self, looks: Looks) -> None:
        self.read = Read()
        self._looks = looks
        self._style = ""  # of the paragraph that is read
        self._table_style = ""
        self._cell = 0
        self._cells = 0
        self._table = (0, 0)
        self._tables = 0
        self._rows: list[tuple[tuple[Revision, ...], tuple[Revision, ...]]] = [((), ())]
        self._waiting: list[Bookmark] = []
        self._names: dict[str, str] = {}  # number of an open bookmark -> its name

    def block(self, node: etree._Element) -> None:
        """Read a paragraph, a table, or whatever wraps them."""
        if node.tag == f"{W}p":
            self._paragraph(node)
        elif node.tag == f"{W}tbl":
            outer_table = self._table, self._table_style
            self._tables += 1
            self._table = (self._tables, 0)
            self._table_style = _value(node, f"{W}tblPr/{W}tblStyle")
            for child in node:
                self.block(child)
            self._table, self._table_style = outer_table
        elif node.tag == f"{W}tr":
            self._table = (self._table[0], self._table[1] + 1)
            marks = node.find(f"{W}trPr")
            inserted, deleted = _marks(marks)
            self._note_unseen("rows of tables that are hidden", marks, "hidden")
            self._rows.append((inserted, deleted))
            for child in node:
                self.block(child)
            self._rows.pop()
        elif node.tag == f"{W}tc":
            outer = self._cell
            self._cells += 1
            self._cell = self._cells
            properties = node.find(f"{W}tcPr")
            for merged in ("vMerge", "hMerge"):
                # What a cell holds that goes on from the one before is kept and never shown (17.4.84, 17.4.22).
                if _is_there(properties, merged, but="restart") and any(True for _ in node.iter(*_WORDS)):
                    self.read.unseen["cells that another one covers"] += 1
            for child in node:
                self.block(child)
            self._cell = outer
        elif node.tag in (*_WRAPS, *_INSERTS, *_STRIKES):
            for child in node:
                self.block(child)
        elif node.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            # Between two paragraphs: it closes behind the one before, and opens before the one that follows.
            self._waiting.append(self._bookmark(node))
        else:
            self._pass_over(node)

    def _paragraph(self, node: etree._Element) -> None:
        properties = node.find(f"{W}pPr")
        style = ""
        inserted: tuple[Revision, ...] = ()
        deleted: tuple[Revision, ...] = ()
        if properties is not None:
            named = properties.find(f"{W}pStyle")
            style = "" if named is None else named.get(f"{W}val", "")
            mark = properties.find(f"{W}rPr")
            inserted, deleted = _marks(mark)
            self._note_unseen("ends of paragraphs that are hidden", mark, "vanish")
        self._style = style
        items: list[Run | Bookmark | Comment] = [*self._waiting]
        self._waiting.clear()
        for child in node:
            items += self._inline(child, (), ())
        row_inserted, row_deleted = self._rows[-1]
        self.read.paragraphs.append(
            Paragraph(
                *(tuple(items), style, inserted, deleted, row_inserted, row_deleted),
                *(self._cell, self._table if self._cell else (0, 0)),
                *_list_of(properties),
            )
        )

    def _inline(
        self, node: etree._Element, inserted: tuple[Revision, ...], deleted: tuple[Revision, ...]
    ) -> Iterator[Run | Bookmark | Comment]:
        if node.tag == f"{W}r":
            yield from self._run(node, inserted, deleted)
        elif node.tag in _INSERTS:
            for child in node:
                yield from self._inline(child, (*inserted, _revision(node)), deleted)
        elif node.tag in _STRIKES:
            for child in node:
                yield from self._inline(child, inserted, (*deleted, _revision(node)))
        elif node.tag in _WRAPS:
            for child in node:
                yield from self._inline(child, inserted, deleted)
        elif node.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            yield self._bookmark(node)
        else:
            self._pass_over(node)

    def _pass_over(self, node: etree._Element) -> None:
        """Count what is not read, unless it says nothing."""
        if told := told_of(node.tag):
            self.read.skipped[told] += 1
        elif node.tag == f"{W}sdtPr" and node.find(f"{W}dataBinding") is not None:
            # Word writes another part of the file over the words as soon as it opens it (17.5.2.6).
            self.read.skipped["words bound to another part of the file"] += 1

    def _note_unseen(self, what: str, properties: etree._Element | None, name: str) -> None:
        if _is_there(properties, name):
            self.read.unseen[what] += 1

    def _run(
        self, node: etree._Element, inserted: tuple[Revision, ...], deleted: tuple[Revision, ...]
    ) -> Iterator[Run | Comment]:
        style = text = ""
        own: dict[str, bool] = {}
        for child in node:
            tag = child.tag
            if tag in _WORDS:
                text += child.text or ""
            elif tag == _PROPERTIES:
                style = next((one.get(_VALUE, "") for one in child if one.tag == _STYLE), "")
                own = settings_of(child)
            elif tag == f"{W}br" and child.get(f"{W}type") in ("page", "column"):
                continue
            elif tag in _SIGNS:
                text += _SIGNS[tag]
            elif tag == f"{W}commentReference":
                if text:
                    yield Run(text, inserted, deleted, style, self._look(own, style))
                    text = ""
                yield Comment(child.get(f"{W}id", ""))
            else:
                self._pass_over(child)
        if text:
            yield Run(text, inserted, deleted, style, self._look(own, style))

    def _look(self, own: dict[str, bool], style: str) -> str:
        return self._looks.of(own, self._style, style, self._table_style)

    def _bookmark(self, node: etree._Element) -> Bookmark:
        number = node.get(f"{W}id", "")
        if node.tag == f"{W}bookmarkStart":
            self._names[number] = node.get(f"{W}name", "")
            return Bookmark(self._names[number], opens=True)
        return Bookmark(self._names.get(number, ""), opens=False)


def _value(node: etree._Element, path: str) -> str:
    found = node.find(path)
    return "" if found is None else found.get(_VALUE, "")


def _is_there(properties: etree._Element | None, name: str, *, but: str = "") -> bool:
    """Return whether a property is there and on, and has not the value at which it says the opposite."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return found is not None and found.get(_VALUE, "true") not in ("0", "false", "off", but)


def _list_of(properties: etree._Element | None) -> tuple[str | None, int | None]:
    """Return the list and the level that a paragraph names itself (17.3.1.19)."""
    numbers = None if properties is None else properties.find(f"{W}numPr")
    if numbers is None:
        return None, None
    list_, level = (
        None if node is None else node.get(_VALUE, "")
        for node in (numbers.find(f"{W}numId"), numbers.find(f"{W}ilvl"))
    )
    return list_, int(level) if level and level.isascii() and level.isdigit() and len(level) < 3 else None


def _marks(properties: etree._Element | None) -> tuple[tuple[Revision, ...], tuple[Revision, ...]]:
    """Return who put in and who struck a paragraph's mark (17.13.5.19, .15) or a row (17.13.5.17, .13)."""
    if properties is None:
        return (), ()
    inserted = tuple(_revision(node) for node in properties if node.tag in _INSERTS)
    return inserted, tuple(_revision(node) for node in properties if node.tag in _STRIKES)


def _revision(node: etree._Element) -> Revision:
    return Revision(node.get(f"{W}author", "").strip(), read_date(node.get(f"{W}date", "")))


def read_date(text: str) -> datetime | None:
    """Return a time as a file gives it, in UTC; None where there is none, or none that can be.

    >>> read_date("2026-04-22T14:05:00Z")
    datetime.datetime(2026, 4, 22, 14, 5, tzinfo=datetime.timezone.utc)
    >>> read_date("0-00-00T00:00:00Z"), read_date("0001-01-01T00:00:00+23:59")
    (None, None)
    """
    try:
        found = datetime.fromisoformat(text)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if 1900 <= found.year < 3000 else None

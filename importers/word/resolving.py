"""Paragraphs as they read when the changes of some authors are taken and those of all others are not.

What a word processor does with a paragraph's mark decides where clauses run together or apart (ISO/IEC 29500-1,
17.13.5): a mark that was put in and is not taken, or was struck and is taken, does not end its paragraph.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby

from documents.redlines import Added, Reading
from importers.word.paragraphs import Bookmark, Paragraph, Revision, Run

CLAUSE = re.compile(r"^_cl_([a-z2-7]{16})(?:_(\d+))?(_Copy_\d+)?$")
_BESIDE = "StatusNote"
NUMBERS = frozenset(("ClauseLabel", "ChapterNumber", "LongLabel"))
LABELS = NUMBERS | {"FieldName", "FieldMark", "LongFieldName"}  # ours, and nobody's words
# What we print round the clauses: nobody amends it.
FRAME = frozenset(
    (
        "CoverLine",
        "CoverSymbol",
        "Notice",
        "Legend",
        "Title",
        "StatusNote",
        "Testimonium",
        "Signature",
        "SignatureLine",  # as LibreOffice calls it when it saves the file
        "AnnexHeading",
        "StatementHeading",
        "StatementText",
        "EndRule",
        "SectionBreak",
        "TOC1",
        "Contents1",  # as LibreOffice does
    )
) | frozenset(
    (
        "TableHeading",
        "TableText",
        "EntryHeading",
        "EntryPart",
        "EntryText",
        "Header",
        "Footer",
        "CommentText",
        "ContentsHeading",
    )
)


@dataclass(slots=True)
class Line:
    """A paragraph as it reads: its words, the bookmarks in it by place, and the paragraphs that it is made of."""

    text: str = ""
    style: str = ""
    cell: int = 0
    row: tuple[int, int] = (0, 0)
    marks: list[tuple[int, Bookmark]] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    new: bool = True  # every word in it was put in
    inserted: list[tuple[int, int]] = field(default_factory=list)  # which stretches of the words were


def resolve(
    paragraphs: Sequence[Paragraph],
    taken: Collection[str],
    proposed: Collection[str] = (),
    *,
    labels: Collection[str] = LABELS,
) -> list[Line]:
    """Return the lines of a text with the changes taken that some authors signed, as the file names them.

    ``proposed`` clauses are there for everyone: to reject them is to say so. ``labels``: styles of words that stand
    beside the text.
    """
    lines: list[Line] = []
    line = Line()
    # The notes beside the clauses are ours: whoever joins two clauses joins them across these.
    written = [one for one in enumerate(paragraphs) if one[1].style != _BESIDE]
    for index, (place, paragraph) in enumerate(written):
        there = _with_proposer(paragraph, taken, proposed)
        if not _stands(paragraph.row_inserted, paragraph.row_deleted, there):
            continue
        _write(line, paragraph, there, labels)
        line.sources.append(place)
        line.style, line.cell, line.row = paragraph.style, paragraph.cell, paragraph.row
        following = written[index + 1][1] if index + 1 < len(written) else None
        runs_on = following is not None and following.cell == paragraph.cell
        if not (runs_on and not _stands(paragraph.inserted, paragraph.deleted, there)):
            lines.append(line)
            line = Line()
    if line.sources:
        lines.append(line)
    return lines


def _with_proposer(
    paragraph: Paragraph, taken: Collection[str], proposed: Collection[str]
) -> Collection[str]:
    """Return whose changes are taken here: in a clause that is only proposed those of who proposes it, too."""
    if not proposed:
        return taken
    opened = {
        found[1] for one in paragraph.items if isinstance(one, Bookmark) and (found := CLAUSE.match(one.name))
    }
    if opened.isdisjoint(proposed):
        return taken
    return {*taken, *(revision.author for revision in (*paragraph.inserted, *paragraph.row_inserted))}


def _stands(inserted: Sequence[Revision], deleted: Sequence[Revision], taken: Collection[str]) -> bool:
    # Loops, not generators: this is asked for every run and every author.
    for one in inserted:
        if one.author not in taken:
            return False
    for one in deleted:  # noqa: SIM110
        if one.author in taken:
            return False
    return True


def _write(line: Line, paragraph: Paragraph, taken: Collection[str], labels: Collection[str]) -> None:
    for item in paragraph.items:
        if isinstance(item, Bookmark):
            line.marks.append((len(line.text), item))
        elif (
            isinstance(item, Run)
            and item.style not in labels
            and (not (item.inserted or item.deleted) or _stands(item.inserted, item.deleted, taken))
        ):
            if item.inserted:
                line.inserted.append((len(line.text), len(line.text) + len(item.text)))
            elif item.text.strip():
                line.new = False
            line.text += item.text


def reading_of(lines: Sequence[Line]) -> Reading:
    """Return the clauses of a text, and the paragraphs that are none yet."""
    texts: dict[str, str] = {}
    joined: dict[str, str] = {}
    added: list[Added] = []
    order: list[str] = []
    last = ""
    fields = _Fields(texts)
    copies = _copies(lines)
    open_clause = ""  # whose bookmark is open where a line begins
    new_rows = _new_rows(lines)
    for line in lines:
        fields.write(line)
        opened = [
            (at, found[1])
            for at, found in _clause_marks(line, opens=True)
            if found[1] not in texts and copies.get(found[1], found[0]) == found[0]
        ]
        if line.cell:
            last = next((found[1] for _, found in _field_marks(line)), last)
            if row := new_rows.pop(line.row, None):
                added.append(replace(row, after=last))
            continue
        words = line.text.strip()
        if any(at == 0 and found[1] == open_clause for at, found in _clause_marks(line, opens=False)):
            open_clause = ""
        if opened:
            _write_clauses(line.text, opened, texts, joined)
            order += (clause for _, clause in opened)
            open_clause = last = opened[-1][1]
        elif words and (open_clause or (line.style not in FRAME and last)):
            # Behind a cut the bookmark is still open; what is new behind a closed one stands for itself.
            cut_from = open_clause if open_clause and not line.new else ""
            added.append(Added(text=words, after=last, style=line.style, cut_from=cut_from))
        elif words and line.new and line.style not in FRAME:
            added.append(Added(text=words, style=line.style))
        if any(found[1] == open_clause for _, found in _clause_marks(line, opens=False)):
            open_clause = ""
    moved = frozenset(clause for clause, name in copies.items() if name != f"_cl_{clause}")
    return Reading(texts=texts, joined=joined, added=tuple(added), order=tuple(order), moved=moved)


def _copies(lines: Sequence[Line]) -> dict[str, str]:
    """Return of clauses with a copy which bookmark holds their words: their own, or where that holds none, the copy."""
    copied = {found[1] for line in lines for _, found in _clause_marks(line, opens=True) if found[3]}
    if not copied:
        return {}
    best: dict[str, tuple[bool, bool, str]] = {}
    for line in lines:
        marks = list(_clause_marks(line, opens=True))
        for (at, found), end in zip(marks, [*(at for at, _ in marks[1:]), len(line.text)], strict=False):
            one = (bool(line.text[at:end].strip()), not found[3], found[0])
            best[found[1]] = max(one, best.get(found[1], one))
    return {clause: best[clause][-1] for clause in copied}


def cells_of(row: Iterable[Line]) -> tuple[str, ...]:
    """Return the words of each cell of a row, a line a paragraph."""
    return tuple(
        "\n".join(words for line in cell if (words := line.text.strip()))
        for _, cell in groupby(row, key=lambda line: line.cell)
    )


def _new_rows(lines: Sequence[Line]) -> dict[tuple[int, int], Added]:
    """Return the rows of tables of entries that hold no field of any entry: somebody has put them in."""
    rows: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        if line.cell:
            rows.setdefault(line.row, []).append(line)
    of_entries = {row for row, held in rows.items() if any(True for line in held for _ in _field_marks(line))}
    tables = {table for table, _ in of_entries}
    heads = {table: min(row for other, row in rows if other == table) for table in tables}
    found = {}
    for (table, row), held in rows.items():
        if table in tables and row != heads[table] and (table, row) not in of_entries:
            cells = cells_of(held)
            if any(cells):
                above = cells_of(rows[table, heads[table]])
                found[table, row] = Added(text=" ".join(filter(None, cells)), cells=cells, heads=above)
    return found


def _write_clauses(
    text: str, opened: list[tuple[int, str]], texts: dict[str, str], joined: dict[str, str]
) -> None:
    """Write the clauses that begin in one line: each reaches to the next, and has words of its own or none."""
    ends = [at for at, _ in opened[1:]] + [len(text)]
    before = ""
    for number, ((at, clause), end) in enumerate(zip(opened, ends, strict=True)):
        words = text[at if number else 0 : end].strip()
        texts[clause] = words
        if words and before:
            joined[clause] = before
        before = clause if words else before


class _Fields:
    """The fields of entries: what is between their bookmarks, with what was put in right beside these."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts
        self._open = ""  # the field whose bookmark is open where a line begins, and the cell it stands in
        self._cell = 0

    def write(self, line: Line) -> None:
        """Take one more line; a field goes on in the next one until its bookmark closes."""
        if self._open and line.cell == self._cell:
            end = self._end(line, self._open, 0)
            self._texts[self._open] += f"\n{line.text[:end].strip()}"
            self._open = "" if self._closes(line, self._open) else self._open
        for at, found in _field_marks(line):
            name = f"{found[1]}_{found[2]}"
            if name in self._texts:
                continue
            start = at
            if not any(place == at and not mark.opens for place, mark in line.marks):
                start = next((low for low, high in line.inserted if high == at), at)
            self._texts[name] = line.text[start : self._end(line, name, at)].strip()
            self._open, self._cell = ("" if self._closes(line, name) else name), line.cell

    @staticmethod
    def _closes(line: Line, name: str) -> bool:
        return any(not mark.opens and mark.name == f"_cl_{name}" for _, mark in line.marks)

    @staticmethod
    def _end(line: Line, name: str, start: int) -> int:
        ends = [
            place
            for place, mark in line.marks
            if not mark.opens and mark.name == f"_cl_{name}" and place >= start
        ]
        if not ends:
            return len(line.text)
        end = ends[0]
        if any(place == end and mark.opens for place, mark in line.marks):
            return end  # what comes next is another field's
        return next((high for low, high in line.inserted if low == end), end)


@lru_cache(maxsize=100_000)  # a text is read once for each of its authors
def _clause(name: str) -> re.Match[str] | None:
    return CLAUSE.match(name)


def _clause_marks(line: Line, *, opens: bool) -> Iterator[tuple[int, re.Match[str]]]:
    for at, mark in line.marks:
        if mark.opens == opens and (found := _clause(mark.name)) and not found[2]:
            yield at, found


def _field_marks(line: Line) -> Iterator[tuple[int, re.Match[str]]]:
    for at, mark in line.marks:
        if mark.opens and (found := _clause(mark.name)) and found[2]:
            yield at, found

"""Programme entries, every field in its place: as tables, one a chapter with a row an entry, or one below the other."""

from collections.abc import Sequence

from documents.document import ConsolidatedClause
from documents.values import funding_gap, is_of_funding, print_amount
from exporters.word import xml
from exporters.word.entry_layout import COLUMNS, Column, Line, Slot, field_numbers, lines_of, widths
from exporters.word.forms import FormRules
from exporters.word.pieces import Piece, Writer, lines
from exporters.word.printing import Printer
from exporters.word.xml import Change

_HEAD_FILL = "E8ECF2"


def entry_table(
    entries: Sequence[ConsolidatedClause], *, printer: Printer, form: FormRules, writer: Writer
) -> str:
    """Return a table with a heading row, repeated on every page, and a row per entry."""
    head = xml.tr(
        [
            xml.tc(
                column.width,
                xml.p("TableHeading", writer.runs([Piece(printer.say(column.word))])),
                fill=_HEAD_FILL,
            )
            for column in COLUMNS
        ],
        header=True,
    )
    rows = [EntryRow(item, printer, form, writer).xml() for item in entries]
    labels = [item.clause.label or item.clause.number for item in (entries[0], entries[-1])]
    caption = f"{printer.document.title}: {'–'.join(dict.fromkeys(labels))}"
    return xml.tbl("EntryTable", widths(), [head, *rows], caption=caption)


def addresses_of(item: ConsolidatedClause) -> list[str]:
    """Return the fields that an entry has, and those that somebody wants it to have."""
    others = {**item.fields, **(item.decided.fields if item.decided else {})}
    return [*item.clause.content, *(a for a in others if a not in item.clause.content)]


class EntryRow:
    """Writes one entry as a row of a table."""

    def __init__(self, item: ConsolidatedClause, printer: Printer, form: FormRules, writer: Writer) -> None:
        self._item = item
        self._printer = printer
        self._form = form
        self._writer = writer
        self._whole = form.whole(item)
        self._addresses = addresses_of(item)
        self._numbers = field_numbers(self._addresses)

    def xml(self) -> str:
        """Return the row."""
        fill = self._form.fill(self._item)
        cells = [xml.tc(column.width, self._cell(column), fill=fill) for column in COLUMNS]
        return xml.tr(cells, mark=xml.revision_mark(self._whole, self._writer.ids))

    def _cell(self, column: Column) -> str:
        paragraphs: list[tuple[str, Change | None]] = []
        if column.word == "No.":
            paragraphs.append((self._label(), None))
        paragraphs += self._lines(column)
        if column is COLUMNS[-1] and (closing := self._form.frame(self._item)[1]):
            paragraphs.append((self._writer.runs(closing), None))
        written = self._paragraphs(paragraphs)
        if column.word == "No." and (note := self._form.margin(self._item)):
            written += xml.p("StatusNote", self._writer.runs([Piece(note)]))
        return written

    def _lines(self, column: Column) -> list[tuple[str, Change | None]]:
        """Return the paragraphs of the fields that stand in a column."""
        paragraphs: list[tuple[str, Change | None]] = []
        for word, line in lines_of(column, self._addresses):
            paragraphs += self._heading(word, line) if word else self._line(line)
        if column.word == "Budget":
            paragraphs += self._gap()
        return paragraphs

    def _paragraphs(self, paragraphs: Sequence[tuple[str, Change | None]]) -> str:
        """Return the paragraphs of a cell; one that comes or goes takes the mark of the one before it along.

        The last mark of a cell can neither be inserted nor deleted, so a line that is added is "the break after
        the line above, and the words": what Word itself writes when somebody adds a line there.
        """
        written = []
        for index, (content, _) in enumerate(paragraphs):
            following = paragraphs[index + 1][1] if index + 1 < len(paragraphs) else None
            change = following or self._whole
            written.append(xml.p("TableText", content, mark=xml.revision_mark(change, self._writer.ids)))
        return "".join(written) or xml.p("TableText", "")

    def _label(self) -> str:
        remarks = self._form.remarks(self._item)
        label = self._item.clause.label or self._item.clause.number
        opening = self._form.frame(self._item)[0]
        return self._writer.runs([*opening, Piece(label, "ClauseLabel", self._changes(), notes=remarks)])

    def _changes(self) -> tuple[Change, ...]:
        return (self._whole,) if self._whole else ()

    def _gap(self) -> list[tuple[str, Change | None]]:
        gap = funding_gap(self._item.clause.content)
        if gap.unfunded is None and "budget" not in gap.open:
            return []
        if gap.unfunded is None:
            value = self._printer.say("gap of an open budget")
        elif gap.unfunded.value:
            value = print_amount(gap.unfunded, language=self._printer.language)
        else:
            value = self._printer.say("no gap")
        if set(gap.open) - {"budget"}:
            value += f" ({self._printer.say('open left out')})"
        if self._form.shows_proposals and any(is_of_funding(address) for address in self._item.fields):
            value += f" ({self._printer.say('disputed amounts')})"
        said = Piece(self._printer.say("gap"), "FieldName", self._changes())
        return [(self._writer.runs([said, Piece(value, changes=self._changes())]), None)]

    def _heading(self, word: str, line: Line) -> list[tuple[str, Change | None]]:
        shown = [slot.address for slot in line if self._form.field(self._item, slot.address)]
        if not shown:
            return []
        all_changes = [self._form.connector(self._item, address) for address in shown]
        changes = all_changes[0] if all(all_changes) else ()
        said = Piece(self._printer.say(word), "FieldName", changes)
        return [(self._writer.runs([said]), changes[-1] if changes else None)]

    def _line(self, line: Line) -> list[tuple[str, Change | None]]:
        """Return the paragraphs of a line, with the revision that the line as a whole comes or goes by."""
        row = self._form.row(self._item, [slot.address for slot in line])
        contents = [self._writer.runs(row.before) if row else ""]
        all_changes = []
        for slot in line:
            field = [Piece(row.texts[slot.address], at=0)] if row else None
            if written := self._slot(slot, field):
                contents[-1] += written[0]
                contents += written[1:]
                all_changes.append(self._form.connector(self._item, slot.address))
        if not all_changes:
            return []
        contents[-1] += self._writer.runs(row.after) if row else ""
        whole = all_changes[0][-1] if all(all_changes) else None
        return [(contents[0], whole), *((content, None) for content in contents[1:])]

    def _slot(self, slot: Slot, field: list[Piece] | None) -> list[str]:
        if field is None:
            field = self._form.field(self._item, slot.address)
        pieces = self._printer.field(self._item, slot.address, field)
        if slot.address == "title" and not pieces:
            pieces = [Piece(self._printer.say("untranslated"), "FieldName")]
        if not pieces:
            return []
        if slot.style:
            pieces = [piece.styled(slot.style) for piece in pieces]
        changes = self._form.connector(self._item, slot.address)
        before = self._writer.runs(
            [
                *([Piece(slot.mark, "FieldMark", changes)] if slot.mark else []),
                *([Piece(self._printer.say(slot.word), "FieldName", changes)] if slot.word else []),
            ]
        )
        contents = [self._writer.runs(paragraph) for paragraph in lines(pieces)]
        if number := self._numbers.get(slot.address):
            name = f"_cl_{self._item.clause.id}_{number}"
            contents = xml.bookmarked(name, contents, self._writer.ids)
        contents[0] = before + contents[0]
        if slot.after:
            contents[-1] += self._writer.runs([Piece(slot.after, "FieldMark", changes)])
        return contents

"""Programme entries in their long form: one below the other on upright pages, each part under its name."""

from collections.abc import Sequence

from documents.document import ConsolidatedClause
from exporters.word import xml
from exporters.word.entries import EntryRow
from exporters.word.entry_layout import COLUMNS, Column
from exporters.word.forms import FormRules
from exporters.word.pieces import Piece, Writer
from exporters.word.printing import Printer
from exporters.word.xml import Change

_LARGER = {"FieldName": "LongFieldName", "EntryCode": "LongCode", "ClauseLabel": "LongLabel"}


def long_entries(
    entries: Sequence[ConsolidatedClause], *, printer: Printer, form: FormRules, writer: Writer
) -> str:
    """Return entries as paragraphs: a heading, then what the columns of the table hold, under their names."""
    larger = writer.restyled(_LARGER)
    return "".join(LongEntry(item, printer, form, larger).xml() for item in entries)


class LongEntry(EntryRow):
    """Writes one entry as paragraphs."""

    def xml(self) -> str:
        """Return the paragraphs."""
        number, action, *others = COLUMNS
        title, *rest = self._lines(action) or [("", None)]
        between = self._writer.runs([Piece("\u2002", "FieldMark", self._changes())])
        written = [self._written("EntryHeading", self._label() + between + title[0], None)]
        if note := self._form.margin(self._item):
            written.append(xml.p("StatusNote", self._writer.runs([Piece(note)])))
        written += (self._written("EntryText", *one) for one in (*self._lines(number), *rest))
        for column in others:
            written += self._part(column)
        if closing := self._form.frame(self._item)[1]:
            written.append(self._written("EntryText", self._writer.runs(closing), None))
        return "".join(written)

    def _part(self, column: Column) -> list[str]:
        lines = self._lines(column)
        if not lines:
            return []
        # A part that comes as a whole comes with its name.
        changes = [change for _, change in lines]
        common = changes[0] if all(change == changes[0] for change in changes) else None
        head = Piece(self._printer.say(column.word), "FieldMark", (common,) if common else self._changes())
        return [
            self._written("EntryPart", self._writer.runs([head]), common),
            *(self._written("EntryText", *line) for line in lines),
        ]

    def _written(self, style: str, content: str, change: Change | None) -> str:
        """Return a paragraph; one that comes or goes takes its own mark along."""
        mark = xml.revision_mark(change or self._whole, self._writer.ids)
        fill = xml.shd(self._form.fill(self._item))
        return xml.p(style, content, properties=fill, mark=mark)

"""The comparison: a landscape table, the present text beside what each delegation, and the chair, wants of it, and why.

Each cell holds the whole text as its delegation wants it, with the changes marked inside; the heading row is repeated
on every page.
"""

from collections.abc import Iterator, Sequence

from documents.consolidation import Consolidation, read_as
from documents.content import field_at, ordered_addresses
from documents.diff import Segment, diff_words
from documents.document import ConsolidatedClause, ConsolidatedDocument
from documents.field_names import field_name
from exporters.word import xml
from exporters.word.forms import Owners
from exporters.word.make_reference import LANDSCAPE_WIDTH
from exporters.word.marked import segments_as_pieces
from exporters.word.pieces import Piece, Writer
from exporters.word.printing import Printer

_HEAD_FILL = "E8ECF2"
_LABEL, _REASONS = 900, 2400  # widths in twentieths of a point


class Comparison:
    """Writes the table of one document."""

    def __init__(
        self, document: ConsolidatedDocument, printer: Printer, owners: Owners, writer: Writer
    ) -> None:
        self._rows = [item for item in document.clauses if item.is_disputed]
        self._printer = printer
        self._owners = owners
        self._writer = writer
        codes = {code for item in self._rows for code in _proposing(item)}
        self._chair = document.chair
        self._delegations = sorted(codes, key=lambda code: (code == self._chair, code))

    def legend(self) -> list[str]:
        """Return how to read the table, and what the codes mean."""
        if not self._rows:
            return []
        return [
            self._printer.say("legend comparison"),
            *self._owners.legend(self._printer.say("delegations")),
        ]

    def xml(self) -> str:
        """Return the table, or a line that says that nothing is proposed."""
        if not self._rows:
            return xml.p("Chapeau", self._writer.runs([Piece(self._printer.say("nothing proposed"))]))
        width = (LANDSCAPE_WIDTH - _LABEL - _REASONS) // (1 + len(self._delegations))
        widths = [_LABEL, width, *(width for _ in self._delegations)]
        widths.append(LANDSCAPE_WIDTH - sum(widths))
        heads = [self._printer.say("No."), self._printer.say("present text")]
        heads += [
            self._printer.say("chair") if code == self._chair else self._owners.author([code])
            for code in self._delegations
        ]
        heads.append(self._printer.say("reasons"))
        written = [
            xml.tr(
                [
                    xml.tc(size, xml.p("TableHeading", self._writer.runs([Piece(head)])), fill=_HEAD_FILL)
                    for size, head in zip(widths, heads, strict=True)
                ],
                header=True,
            )
        ]
        written += (
            xml.tr([xml.tc(size, cell) for size, cell in zip(widths, cells, strict=True)], splits=True)
            for item in self._rows
            for cells in self._cells(item)
        )
        return xml.tbl("EntryTable", widths, written, caption=self._printer.document.title)

    def _cells(self, item: ConsolidatedClause) -> Iterator[list[str]]:
        """Yield a row per field that somebody wants otherwise, or one for the clause as a whole."""
        main = "title" if item.clause.kind == "entry" else "text"
        addresses = ordered_addresses(item.clause.kind, item.fields) or [main]
        for number, address in enumerate(addresses):
            is_first = number == 0
            label = [Piece(item.clause.label or item.clause.number, "ClauseLabel")] if is_first else []
            name = (
                [Piece(field_name(address, language=self._printer.language), "FieldName")]
                if item.clause.kind == "entry"
                else []
            )
            present = item.clause.content.get(address, "") if item.clause.standing else ""
            yield [
                self._paragraphs(label, name),
                self._paragraphs(self._printed(item, address, [Segment("equal", present)])),
                *(self._wanted(item, address, code, whole=is_first) for code in self._delegations),
                self._paragraphs(*self._reasons(item)) if is_first else self._paragraphs(),
            ]

    def _wanted(self, item: ConsolidatedClause, address: str, code: str, *, whole: bool) -> str:
        """Return the cell of one delegation; what it wants of the clause as a whole stands in its first row."""
        consolidation = item.fields.get(address) or Consolidation(item.clause.content.get(address, ""), ())
        base = item.clause.content.get(address, "")
        written: list[list[Piece]] = []
        if whole and code in item.deleted_by:
            written.append([Piece(self._printer.say("delete clause"), "LeadWords")])
        written += (
            [Piece(self._printer.say("move", where=amendment.move_to), "LeadWords")]
            for amendment in (item.amendments if whole else ())
            if amendment.kind == "move" and code in amendment.sponsors
        )
        if code in consolidation.delegations:
            text = read_as(consolidation, code)
            is_value = field_at(item.clause.kind, address).kind == "value"
            base = base if item.clause.standing else ""
            segments = (
                [Segment("delete", base), Segment("insert", text)] if is_value else diff_words(base, text)
            )
            written.append(self._printed(item, address, segments))
        elif code in item.inserted_by:
            written.append(self._printed(item, address, [Segment("insert", base)]))
        if not written and item.clause.standing:
            written.append([Piece(self._printer.say("as present"), "FieldName")])
        return self._paragraphs(*written)

    def _printed(self, item: ConsolidatedClause, address: str, segments: Sequence[Segment]) -> list[Piece]:
        if field_at(item.clause.kind, address).kind == "value":
            segments = [
                Segment(segment.op, self._printer.value(segment.text, address)) for segment in segments
            ]
        return segments_as_pieces(segments, self._printer)

    def _reasons(self, item: ConsolidatedClause) -> Iterator[list[Piece]]:
        for amendment in item.amendments:
            said = " ".join(
                filter(
                    None,
                    (
                        self._printer.text(amendment.rationale),
                        *self._printer.remarks_on(amendment, self._owners.names),
                    ),
                )
            )
            if said:
                names = ", ".join(self._owners.names(amendment.sponsors))
                yield [*([Piece(f"{names}: ", "Attribution")] if names else []), Piece(said)]

    def _paragraphs(self, *lines: list[Piece]) -> str:
        written = "".join(xml.p("TableText", self._writer.runs(line)) for line in lines if line)
        return written or xml.p("TableText", "")


def _proposing(item: ConsolidatedClause) -> set[str]:
    codes = {*item.inserted_by, *item.deleted_by}
    for one in item.fields.values():
        codes.update(one.delegations)
    return codes.union(*(amendment.sponsors for amendment in item.amendments))

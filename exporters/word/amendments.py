"""The list of amendments: one page each, in the order of the text, as a chair takes them one after another.

On each stand the place, the instruction in words, the present text beside the proposed one, the reason, and who wants
it.
"""

from collections.abc import Iterator

from documents.content import field_at, ordered_addresses
from documents.diff import Segment, diff_words
from documents.document import ConsolidatedClause, ConsolidatedDocument, TabledAmendment
from documents.field_names import field_name
from documents.read_amendment import read_out_replacement
from documents.reading_out import Floor, read_out_clause
from exporters.word import xml
from exporters.word.forms import Owners
from exporters.word.make_reference import UPRIGHT_WIDTH
from exporters.word.marked import segments_as_pieces
from exporters.word.naming import date_and_time
from exporters.word.pieces import Piece, Writer
from exporters.word.printing import Printer

_HEAD_FILL = "E8ECF2"


class Amendments:
    """Writes the list of one document."""

    def __init__(
        self, document: ConsolidatedDocument, printer: Printer, owners: Owners, writer: Writer
    ) -> None:
        self._items = [item for item in document.clauses if item.amendments]
        self._printer = printer
        self._owners = owners
        self._writer = writer
        self._floor = Floor(language=document.language, labels=document.labels)
        # Behind which clause each stands, as it is called on the floor.
        names = [item.clause.label or self._floor.name(item.clause.kind) for item in document.clauses]
        self._before = dict(zip((item.clause.id for item in document.clauses), ["", *names], strict=False))

    def legend(self) -> list[str]:
        """Return what the codes mean."""
        return self._owners.legend(self._printer.say("delegations")) if self._items else []

    def xml(self) -> str:
        """Return the pages, or a line that says that nothing is proposed."""
        listed = [(item, amendment) for item in self._items for amendment in item.amendments]
        pages = [self._page(item, amendment) for item, amendment in listed]
        if not pages:
            return xml.p("Chapeau", self._writer.runs([Piece(self._printer.say("nothing proposed"))]))
        contents = [xml.p("ContentsHeading", self._writer.runs([Piece(self._printer.say("contents"))]))]
        contents += (
            xml.p("TOC1", self._writer.runs([Piece(self._heading(item, amendment))]))
            for item, amendment in listed
        )
        return "".join((*contents, *pages))

    def _heading(self, item: ConsolidatedClause, amendment: TabledAmendment) -> str:
        names = ", ".join(self._owners.names(amendment.sponsors))
        place = self._place(item)
        return f"{place[:1].upper()}{place[1:]}" + (f" – {names}" if names else "")

    def _place(self, item: ConsolidatedClause) -> str:
        return item.clause.label or self._floor.name(item.clause.kind)

    def _page(self, item: ConsolidatedClause, amendment: TabledAmendment) -> str:
        heading = self._heading(item, amendment)
        written = [
            xml.p(
                "SectionHeading",
                self._writer.runs([Piece(heading)]),
                properties='<w:pageBreakBefore/><w:ind w:left="0"/>',
            )
        ]
        written += (
            xml.p("AmendmentText", self._writer.runs([Piece(sentence)]))
            for sentence in self._instructions(item, amendment)
        )
        written += self._texts(item, amendment)
        if amendment.rationale:
            reasons = [
                Piece(f"{self._printer.say('reasons')}: ", "FieldName"),
                Piece(self._printer.text(amendment.rationale)),
            ]
            written.append(xml.p("AmendmentText", self._writer.runs(reasons)))
        tabled = self._printer.say(
            "tabled on", moment=date_and_time(amendment.tabled_at, self._printer.language)
        )
        remarks = self._printer.remarks_on(amendment, self._owners.names)
        tabled = " ".join((tabled, *remarks))
        written.append(xml.p("AmendmentText", self._writer.runs([Piece(tabled, "FieldName")])))
        return "".join(written)

    def _instructions(self, item: ConsolidatedClause, amendment: TabledAmendment) -> tuple[str, ...]:
        place, names = self._place(item), self._owners.names(amendment.sponsors)
        if amendment.kind == "replace":
            read = read_out_replacement(
                item.clause, amendment.texts, names, self._floor, place=item.clause.label
            )
            return read.sentences
        if amendment.kind == "move":
            return (f"{place}: {self._printer.say('move', where=amendment.move_to)}.",)
        after = self._before[item.clause.id] if amendment.kind == "insert" else ""
        text = item.clause.text
        return (read_out_clause(amendment.kind, place, names, self._floor, after=after, text=text),)

    def _texts(self, item: ConsolidatedClause, amendment: TabledAmendment) -> Iterator[str]:
        """Yield the table of both texts, and the empty line that keeps it from what follows."""
        rows = list(self._rows(item, amendment))
        if not rows:
            return
        half = UPRIGHT_WIDTH // 2
        widths = [half, UPRIGHT_WIDTH - half]
        heads = (self._printer.say("present text"), self._printer.say("proposed text"))
        head = xml.tr(
            [
                xml.tc(width, xml.p("TableHeading", self._writer.runs([Piece(word)])), fill=_HEAD_FILL)
                for width, word in zip(widths, heads, strict=True)
            ],
            header=True,
        )
        written = [
            xml.tr([xml.tc(width, cell) for width, cell in zip(widths, cells, strict=True)], splits=True)
            for cells in rows
        ]
        yield xml.tbl("EntryTable", widths, [head, *written], caption=self._place(item))
        yield xml.p("SectionBreak", "")

    def _rows(self, item: ConsolidatedClause, amendment: TabledAmendment) -> Iterator[tuple[str, str]]:
        main = "title" if item.clause.kind == "entry" else "text"
        present = item.clause.content if item.clause.standing or amendment.kind != "insert" else {}
        if amendment.kind == "replace":
            wanted = dict(amendment.texts)
        elif amendment.kind == "insert":
            wanted = dict(item.clause.content)
        else:
            wanted = {main: "" if amendment.kind == "delete" else item.clause.text}
        for address in ordered_addresses(item.clause.kind, wanted):
            old, new = present.get(address, ""), wanted[address]
            if old == new and amendment.kind != "move":
                continue
            name = field_name(address, language=self._printer.language) if item.clause.kind == "entry" else ""
            if field_at(item.clause.kind, address).kind == "value":
                old, new = self._printer.value(old, address), self._printer.value(new, address)
                segments = [Segment("delete", old), Segment("insert", new)]
            else:
                segments = diff_words(old, new)
            yield (
                self._cell(name, [Piece(self._printer.text(old))]),
                self._cell(name, segments_as_pieces(segments, self._printer)),
            )

    def _cell(self, name: str, pieces: list[Piece]) -> str:
        lead = [Piece(f"{name}: ", "FieldName")] if name else []
        return xml.p("AmendmentText", self._writer.runs([*lead, *(piece for piece in pieces if piece.text)]))

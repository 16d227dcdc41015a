"""The table of a round: a landscape table with a row for each comment with its answers, or for each proposal."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from documents.content import field_at
from documents.diff import Segment, diff_words
from documents.document import ConsolidatedDocument
from documents.field_names import field_name
from documents.permissions import HOUSE
from documents.round_table import Entry, RoundTable, Wanted
from documents.uncollected import uncollected
from exporters.word import cover, lists, package, xml
from exporters.word.forms import Listing
from exporters.word.make_reference import LANDSCAPE_WIDTH
from exporters.word.marked import segments_as_pieces
from exporters.word.pieces import Piece, Writer
from exporters.word.printing import Printer
from exporters.word.words import date_and_time, word_tag

_HEAD_FILL = "E8ECF2"
_LABEL, _WHO, _STATE = 1100, 1500, 1700  # widths in twentieths of a point


@dataclass(frozen=True, slots=True)
class RoundPaper:
    """A round's table, ready to be written; ``document`` has no clauses, but the labels of all that are referred to."""

    file_name: str
    document: ConsolidatedDocument
    table: RoundTable


@uncollected()
def export_round(paper: RoundPaper) -> bytes:
    """Return the table as a Word file, the same bytes for the same values."""
    document = paper.document
    printer, writer = Printer(document), Writer(word_tag(document.language))
    listing: Listing = "round of comments" if paper.table.round.kind == "comments" else "round of proposals"
    file = package.open_reference()
    sections = package.sections_of(file)
    lists.write_forms(file, lists.Counted({}, {}))
    body = _Body(paper.table, printer, writer)
    opening = cover.opening(printer, listing, body.legend(), writer)
    cover.write_headers_and_footers(file, printer, writer)
    package.write_body(file, opening + body.xml() + xml.p("EndRule", "") + sections.landscape)
    package.write_settings(file, language=writer.language, tracking=False)
    package.write_properties(
        file,
        document,
        language=writer.language,
        custom={
            "Document": document.slug,
            "Symbol": document.symbol,
            "Form": listing,
            "Language": document.language,
            "As of": xml.date_attribute(document.as_of),
        },
    )
    return package.to_bytes(file, document)


class _Body:
    """Writes one table."""

    def __init__(self, table: RoundTable, printer: Printer, writer: Writer) -> None:
        self._table = table
        self._printer = printer
        self._writer = writer
        self._say = printer.say

    def legend(self) -> list[str]:
        """Return which round it is, what is asked for, and what marks and codes mean."""
        one, language = self._table.round, self._printer.language
        opens, ends = date_and_time(one.opens_at, language), date_and_time(one.ends_at, language)
        lines = [self._say("from until", name=one.name, opens=opens, ends=ends)]
        if one.closed_at is not None and one.closed_at < one.deadline:
            lines[0] += " " + self._say("closed early", deadline=date_and_time(one.deadline, language))
        lines += [line for line in self._table.note.split("\n") if line]
        if self._table.circle != "everyone":
            lines.append(self._say("not for everyone"))
        marks = []
        if any(entry.late for entry in self._table.entries):
            marks.append(self._say("legend late"))
        if any(entry.wanted for entry in self._table.entries):
            marks.append(self._say("legend marked"))
        names = self._printer.document.delegations
        spelled = "; ".join(f"{code} – {names[code]}" for code in self._table.codes if code in names)
        return [
            *lines,
            *([" ".join(marks)] if marks else []),
            *([self._say("delegations") + spelled] if spelled else []),
        ]

    def xml(self) -> str:
        """Return the table, or a line that says that nothing came."""
        if not self._table.entries:
            return xml.p("Chapeau", self._writer.runs([Piece(self._say("nothing said"))]))
        is_comments = self._table.round.kind == "comments"
        rest = LANDSCAPE_WIDTH - _LABEL - _WHO - _STATE
        parts = (22, 44, 34) if is_comments else (64, 36)
        columns = ("words concerned", "comment", "answers") if is_comments else ("proposal", "reasons")
        sizes = [rest * part // 100 for part in parts]
        sizes[-1] += rest - sum(sizes)
        widths = [_LABEL, _WHO, *sizes, _STATE]
        heads = [self._say(word) for word in ("No.", "delegation", *columns, "state")]
        written = [
            xml.tr(
                [
                    xml.tc(size, self._cell([[Piece(head)]], style="TableHeading"), fill=_HEAD_FILL)
                    for size, head in zip(widths, heads, strict=True)
                ],
                header=True,
            )
        ]
        for entry in self._table.entries:
            middle = self._comment(entry) if is_comments else self._proposal(entry)
            cells = [[self._label(entry)], self._who(entry), *middle, self._state(entry)]
            written.append(
                xml.tr(
                    [xml.tc(size, self._cell(lines)) for size, lines in zip(widths, cells, strict=True)],
                    splits=True,
                )
            )
        return xml.tbl("EntryTable", widths, written, caption=self._table.round.name)

    def _label(self, entry: Entry) -> list[Piece]:
        return [Piece(entry.label or self._say("whole clause"), "ClauseLabel")]

    def _who(self, entry: Entry) -> list[list[Piece]]:
        lines = [[Piece(", ".join(entry.delegations), "Attribution")]]
        if entry.on_proposal_of:
            on = self._say("on proposal of", whom=", ".join(entry.on_proposal_of))
            lines.append([Piece(on, "FieldName")])
        if entry.circle != "everyone":
            lines.append([Piece(self._readers(entry), "FieldName")])
        return lines

    def _readers(self, entry: Entry) -> str:
        owner = entry.delegations[0]
        if owner in HOUSE:
            return self._say("read by house")
        return self._say("read by chair" if entry.circle == "chair" else "read by own", whom=owner)

    def _comment(self, entry: Entry) -> list[list[list[Piece]]]:
        words = self._printer.text(entry.words)
        answers = [
            [Piece(f"{answer.delegation}: ", "Attribution"), *self._said(line)]
            for answer in entry.answers
            for line in self._lines(answer.text)
        ]
        return [
            [[Piece(f"“{words}”")]] if words else [],
            [self._said(line) for line in self._lines(entry.text)],
            answers,
        ]

    def _lines(self, text: str) -> list[str]:
        return [line for line in text.split("\n") if line.strip()] or [""]

    def _said(self, text: str) -> list[Piece]:
        return [Piece(self._printer.text(text))] if text else [Piece(self._say("taken back"), "FieldName")]

    def _proposal(self, entry: Entry) -> list[list[list[Piece]]]:
        lines = []
        if entry.amends == "insert":
            lines.append([Piece(self._say("new clause"), "LeadWords")])
        elif entry.amends == "delete":
            lines.append([Piece(self._say("delete clause"), "LeadWords")])
        elif entry.amends == "move":
            lines.append([Piece(self._say("move", where=self._printer.text(entry.move_to)), "LeadWords")])
        lines += (line for one in entry.wanted for line in self._wanted(entry, one))
        return [lines, [[Piece(self._printer.text(line))] for line in entry.text.split("\n") if line.strip()]]

    def _wanted(self, entry: Entry, one: Wanted) -> Iterator[list[Piece]]:
        is_value = field_at(entry.kind, one.address).kind == "value"
        if is_value:
            old, new = (self._printer.value(text, one.address) for text in (one.base, one.text))
            segments = [Segment("delete", old), Segment("insert", new)]
        else:
            segments = diff_words(one.base, one.text)
        name = (
            [Piece(f"{field_name(one.address, language=self._printer.language)}: ", "FieldName")]
            if entry.kind == "entry"
            else []
        )
        yield [*name, *segments_as_pieces([one for one in segments if one.text], self._printer)]

    def _state(self, entry: Entry) -> list[list[Piece]]:
        moment = date_and_time(entry.at, self._printer.language)
        late = [[Piece(self._say("late mark"), "LeadWords")]] if entry.late else []
        return [[Piece(self._say(f"is {entry.state}"))], *late, [Piece(moment, "FieldName")]]

    def _cell(self, lines: Iterable[Sequence[Piece]], *, style: str = "TableText") -> str:
        written = "".join(xml.p(style, self._writer.runs(line)) for line in lines if line)
        return written or xml.p(style, "")

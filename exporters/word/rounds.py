"""The table of a round: a landscape table with a row for each comment with its answers, or for each proposal."""

from dataclasses import dataclass

from documents.document import ConsolidatedDocument
from documents.permissions import HOUSE
from documents.round_table import Entry, RoundTable
from documents.uncollected import uncollected
from exporters.word import xml
from exporters.word.forms import Listing
from exporters.word.listing import cell, lay_out, write_listing
from exporters.word.make_reference import LANDSCAPE_WIDTH
from exporters.word.naming import date_and_time, word_tag
from exporters.word.pieces import Piece, Writer
from exporters.word.printing import Printer
from exporters.word.wanted import proposal_lines

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
    printer, writer = Printer(paper.document), Writer(word_tag(paper.document.language))
    listing: Listing = "round of comments" if paper.table.round.kind == "comments" else "round of proposals"
    body = _Body(paper.table, printer, writer)
    return write_listing(listing, printer, writer, legend=body.legend(), table=body.xml())


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
        rows = ([cell(lines, self._writer) for lines in self._row(entry)] for entry in self._table.entries)
        return lay_out(widths, heads, rows, self._writer, caption=self._table.round.name)

    def _row(self, entry: Entry) -> list[list[list[Piece]]]:
        is_comments = self._table.round.kind == "comments"
        middle = self._comment(entry) if is_comments else self._proposal(entry)
        return [[self._label(entry)], self._who(entry), *middle, self._state(entry)]

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
        reasons = [[Piece(self._printer.text(line))] for line in entry.text.split("\n") if line.strip()]
        return [proposal_lines(entry, self._printer), reasons]

    def _state(self, entry: Entry) -> list[list[Piece]]:
        moment = date_and_time(entry.at, self._printer.language)
        late = [[Piece(self._say("late mark"), "LeadWords")]] if entry.late else []
        return [[Piece(self._say(f"is {entry.state}"))], *late, [Piece(moment, "FieldName")]]

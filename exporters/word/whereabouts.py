"""Where each proposal went: a landscape table to annex to a streamlined text, a row for each proposal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from documents.document import ConsolidatedDocument
from documents.uncollected import uncollected
from documents.whereabouts import Lost
from documents.whereabouts_table import End, Whereabouts, WhereaboutsTable
from exporters.word import xml
from exporters.word.listing import cell, lay_out, write_listing
from exporters.word.make_reference import LANDSCAPE_WIDTH
from exporters.word.naming import date_and_time, word_tag
from exporters.word.pieces import Piece, Writer
from exporters.word.printing import Printer
from exporters.word.wanted import proposal_lines

_LABEL, _WHO, _OUTCOME = 1100, 1500, 1700  # widths in twentieths of a point


@dataclass(frozen=True, slots=True)
class WhereaboutsPaper:
    """The table, ready to be written; ``document`` has no clauses, but the labels of all that are referred to."""

    file_name: str
    document: ConsolidatedDocument
    table: WhereaboutsTable


@uncollected()
def export_whereabouts(paper: WhereaboutsPaper) -> bytes:
    """Return the table as a Word file, the same bytes for the same values."""
    printer, writer = Printer(paper.document), Writer(word_tag(paper.document.language))
    body = _Body(paper.table, printer, writer)
    return write_listing("whereabouts", printer, writer, legend=body.legend(), table=body.xml())


class _Body:
    """Writes one table."""

    def __init__(self, table: WhereaboutsTable, printer: Printer, writer: Writer) -> None:
        self._table = table
        self._printer = printer
        self._writer = writer
        self._say = printer.say

    def legend(self) -> list[str]:
        """Return which proposals these are, how many came to what, and what marks and codes mean."""
        table = self._table
        names = self._printer.document.delegations
        scope = (
            self._say("whereabouts since", since=table.since) if table.since else self._say("whereabouts all")
        )
        if table.delegation:
            whom = names.get(table.delegation, table.delegation)
            scope += " " + self._say("whereabouts of", whom=whom)
        if not table.entries:
            return [scope]
        counts = ", ".join(f"{self._say(f'out {outcome}')} {number}" for outcome, number in table.counts)
        spelled = "; ".join(f"{code} – {names[code]}" for code in table.codes if code in names)
        return [
            scope,
            self._say("whereabouts counts", total=str(len(table.entries)), counts=counts),
            self._say("legend marked"),
            self._say("delegations") + spelled,
        ]

    def xml(self) -> str:
        """Return the table, or a line that says that nothing was tabled."""
        if not self._table.entries:
            return xml.p("Chapeau", self._writer.runs([Piece(self._say("nothing tabled"))]))
        rest = LANDSCAPE_WIDTH - _LABEL - _WHO - _OUTCOME
        wanted = rest * 55 // 100
        widths = [_LABEL, _WHO, wanted, rest - wanted, _OUTCOME]
        heads = [self._say(word) for word in ("No.", "delegation", "proposal", "where", "outcome")]
        rows = ([cell(lines, self._writer) for lines in self._row(one)] for one in self._table.entries)
        return lay_out(widths, heads, rows, self._writer, caption=self._say("whereabouts"))

    def _row(self, one: Whereabouts) -> list[list[list[Piece]]]:
        return [
            [[Piece(one.proposal.label or self._say("whole clause"), "ClauseLabel")]],
            [[Piece(", ".join(one.proposal.delegations), "Attribution")]],
            proposal_lines(one.proposal, self._printer),
            list(self._where(one)),
            [
                [Piece(self._say(f"out {one.outcome}"), "LeadWords")],
                [Piece(self._moment(one.proposal.at), "FieldName")],
            ],
        ]

    def _where(self, one: Whereabouts) -> Iterator[list[Piece]]:
        for end in one.ends:
            yield from self._end(end, alone=len(one.ends) == 1 and not one.lost)
        for lost in one.lost:
            yield self._lost(lost)
        for act in one.said:
            yield [Piece(self._say("said words", moment=self._moment(act.at)))]

    def _end(self, end: End, *, alone: bool) -> Iterator[list[Piece]]:
        told = [self._say(f"fate {end.legs[-1].fate}")] if end.legs else []
        if not alone or end.decided is not None:
            told.append(self._say(f"out {end.outcome}"))
        if end.is_open and end.outcome == "taken over in part":
            told.append(self._say("still open"))
        if end.joined:
            told.append(self._say("joined"))
        if end.decided is not None:
            told.append(self._say("decided on", moment=self._moment(end.decided.at)))
        yield [Piece(end.label, "ClauseLabel"), Piece(": " + "; ".join(told) if told else "")]
        for leg in end.legs:
            moment = self._moment(leg.by.at)
            how = self._say(f"by {leg.by.kind}", label=leg.label, moment=moment)
            yield [Piece(f"{how}: {leg.by.reason}" if leg.by.reason else how, "FieldName")]

    def _lost(self, lost: Lost) -> list[Piece]:
        text = self._printer.text
        changed = f"“{text(lost.base)}” → " if lost.base else ""
        wanted = f"“{text(lost.proposed)}”" if lost.proposed else "–"
        return [Piece(self._say("no place words"), "LeadWords"), Piece(changed + wanted)]

    def _moment(self, at: datetime) -> str:
        return date_and_time(at, self._printer.language)

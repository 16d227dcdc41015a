"""What a proposal wants, as lines of a cell: new words bold and underlined, words to go struck through."""

from collections.abc import Iterator

from documents.content import field_at
from documents.diff import Segment, diff_words
from documents.field_names import field_name
from documents.round_table import Entry, Wanted
from exporters.word.marked import segments_as_pieces
from exporters.word.pieces import Piece
from exporters.word.printing import Printer


def proposal_lines(entry: Entry, printer: Printer) -> list[list[Piece]]:
    """Return what a proposal does, and what it makes of each field."""
    lines = []
    if entry.amends == "insert":
        lines.append([Piece(printer.say("new clause"), "LeadWords")])
    elif entry.amends == "delete":
        lines.append([Piece(printer.say("delete clause"), "LeadWords")])
    elif entry.amends == "move":
        lines.append([Piece(printer.say("move", where=printer.text(entry.move_to)), "LeadWords")])
    lines += (line for one in entry.wanted for line in _wanted(entry, one, printer))
    return lines


def _wanted(entry: Entry, one: Wanted, printer: Printer) -> Iterator[list[Piece]]:
    is_value = field_at(entry.kind, one.address).kind == "value"
    if is_value:
        old, new = (printer.value(text, one.address) for text in (one.base, one.text))
        segments = [Segment("delete", old), Segment("insert", new)]
    else:
        segments = diff_words(one.base, one.text)
    name = (
        [Piece(f"{field_name(one.address, language=printer.language)}: ", "FieldName")]
        if entry.kind == "entry"
        else []
    )
    yield [*name, *segments_as_pieces([one for one in segments if one.text], printer)]

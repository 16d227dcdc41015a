"""A table of translations: a landscape table with a row for each field, to be filled in and sent back."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.document import ConsolidatedDocument
from documents.translations import REFERENCE, Row, heading_of
from documents.uncollected import uncollected
from exporters.word import xml
from exporters.word.listing import lay_out, write_listing
from exporters.word.make_reference import LANDSCAPE_WIDTH
from exporters.word.naming import language_name, word_tag
from exporters.word.pieces import Piece, Writer
from exporters.word.printing import Printer

_LABEL, _REFERENCE, _STATE = 1300, 2000, 1300  # widths in twentieths of a point


@dataclass(frozen=True, slots=True)
class TranslationPaper:
    """A table of translations, ready to be written; ``document`` has no clauses, for the rows have the words."""

    file_name: str
    document: ConsolidatedDocument
    language: str  # into which is translated
    rows: Sequence[Row]


def headings(paper: TranslationPaper) -> list[str]:
    """Return what the columns are called; languages by their tags too, for they are known again by them."""
    printer = Printer(paper.document)
    own = printer.language
    return [
        printer.say("clause"),
        REFERENCE,
        heading_of(language_name(own, own), own),
        heading_of(language_name(paper.language, own), paper.language),
        printer.say("state"),
    ]


@uncollected()
def export_translations(paper: TranslationPaper) -> bytes:
    """Return the table as a Word file, the same bytes for the same values."""
    printer, writer = Printer(paper.document), Writer(word_tag(paper.document.language))
    legend = [
        printer.say("translations fill in", heading=headings(paper)[3]),
        printer.say("translations keep"),
    ]
    table = _table(paper, printer, writer)
    return write_listing("translations", printer, writer, legend=legend, table=table, language=paper.language)


def _table(paper: TranslationPaper, printer: Printer, writer: Writer) -> str:
    if not paper.rows:
        return xml.p("Chapeau", writer.runs([Piece(printer.say("nothing to translate"))]))
    rest = LANDSCAPE_WIDTH - _LABEL - _REFERENCE - _STATE
    widths = [_LABEL, _REFERENCE, rest // 2, rest - rest // 2, _STATE]
    other = Writer(word_tag(paper.language))
    rows = (
        [
            _cell(row.label, writer, look="ClauseLabel"),
            _cell(str(row.reference), writer, look="FieldName"),
            _cell(row.negotiated, writer),
            _cell(row.aligned, other),
            _cell(printer.say(f"is {row.state}"), writer, look="FieldName"),
        ]
        for row in paper.rows
    )
    return lay_out(widths, headings(paper), rows, writer, caption=printer.say("translations"))


def _cell(text: str, writer: Writer, *, look: str = "") -> str:
    """Return a cell's paragraphs, one for each line: a cell without words has one, to be written into."""
    return "".join(
        xml.p("TableText", writer.runs([Piece(line, look)]) if line else "") for line in text.split("\n")
    )

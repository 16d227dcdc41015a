"""What closes a text that is to be signed: testimonium and a line for each signatory, in a row that no page cuts."""

from exporters.word import xml
from exporters.word.make_reference import UPRIGHT_WIDTH
from exporters.word.pieces import Piece, Writer
from exporters.word.printing import Printer

_KEPT = "<w:keepNext/>"  # the lines stay together


def signature_block(printer: Printer, writer: Writer) -> str:
    """Return the block, in the order in which the document names its signatories; "" where nobody signs."""
    signatories = printer.document.signatories
    if not signatories:
        return ""
    said = ["testimonium"]
    if not any(item.clause.kind == "closing" and item.clause.standing for item in printer.document.clauses):
        said.append("done at")  # a closing clause says itself where and when
    written = [xml.p("Testimonium", writer.runs([Piece(printer.say(line))])) for line in said]
    for number, name in enumerate(signatories, start=1):
        line = [Piece(printer.say("signed for", name=name)), Piece("\t\t")]
        properties = _KEPT if number < len(signatories) else ""
        written.append(xml.p("Signature", writer.runs(line), properties=properties))
    # Where a page ends within the block, LibreOffice cuts between paragraphs that are to be kept together, but no row.
    row = xml.tr([xml.tc(UPRIGHT_WIDTH, "".join(written))])
    return xml.tbl("TableNormal", [UPRIGHT_WIDTH], [row], caption=printer.say("testimonium"), flush=True)

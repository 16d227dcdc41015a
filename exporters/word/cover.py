"""What opens a file and stands on its every page: the cover lines, the legend, headers and footers."""

from collections.abc import Sequence

from docx.document import Document
from docx.oxml import parse_xml

from exporters.word import xml
from exporters.word.forms import Form, Listing
from exporters.word.make_reference import LANDSCAPE_WIDTH, tabs_to
from exporters.word.naming import date_and_time, language_name
from exporters.word.pieces import Piece, Writer
from exporters.word.printing import Printer

_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="6" w:color="1F3A5F"/></w:pBdr>'
_WIDE = ("comparison", "round of comments", "round of proposals", "whereabouts", "translations")
_SPACE = '<w:spacing w:before="0" w:after="200"/>'


def opening(printer: Printer, form: Form | Listing, legend: Sequence[str], writer: Writer) -> str:
    """Return the cover lines, the notice and the legend, and the title where no clause holds one."""
    document, language = printer.document, printer.language
    left = (printer.kind_of_text(), printer.say(form), language_name(language, language))
    right = (
        document.symbol,
        date_and_time(document.as_of, language),
        printer.say("original", language=language_name(document.original_language, language)),
    )
    written = []
    for number, (begin, end) in enumerate(zip(left, right, strict=True)):
        style = "CoverSymbol" if number == 0 else ""
        begin = begin[:1].upper() + begin[1:]
        pieces = [Piece(begin, style), Piece("\t"), Piece(end, style)]
        rule, space = (_RULE, _SPACE) if number == 2 else ("", "")
        wide = tabs_to(LANDSCAPE_WIDTH) if form in _WIDE else ""
        written.append(xml.p("CoverLine", writer.runs(pieces), properties=rule + wide + space))
    if document.notice:
        written.append(xml.p("Notice", writer.runs([Piece(document.notice)])))
    for number, line in enumerate(legend):
        before, after = (80 if number == 0 else 0), (120 if number + 1 == len(legend) else 0)
        space = f'<w:spacing w:before="{before}" w:after="{after}"/>'
        written.append(xml.p("Legend", writer.runs([Piece(line)]), properties=space))
    # In a table or a list of proposals the title is no row.
    if form in ("comparison", "amendments") or not any(
        item.clause.kind == "title" for item in document.clauses
    ):
        written.append(xml.p("Title", writer.runs([Piece(document.title)])))
    return "".join(written)


def write_headers_and_footers(file: Document, printer: Printer, writer: Writer) -> None:
    """Write the notice and the symbol above every page, time and page number below it."""
    document = printer.document
    header = [Piece(document.symbol), Piece("\t"), Piece(document.notice)]
    footer = [
        Piece(
            f"{date_and_time(document.as_of, printer.language)} · {language_name(printer.language, printer.language)}"
        ),
        Piece("\t"),
    ]
    properties = xml.r_pr(language=writer.language)
    page = "".join(
        (
            writer.runs([*footer, Piece(f"{printer.say('page')} ")]),
            xml.fld_simple("PAGE", properties),
            writer.runs([Piece(f" {printer.say('of')} ")]),
            xml.fld_simple("NUMPAGES", properties),
        )
    )
    for section in file.sections:
        _append(section.header.paragraphs[0]._p, writer.runs(header))
        _append(section.footer.paragraphs[0]._p, page)


def _append(paragraph: object, content: str) -> None:
    holder = parse_xml(f"<w:p {xml.NAMESPACES}>{content}</w:p>")
    paragraph.extend(list(holder))  # type: ignore[attr-defined]

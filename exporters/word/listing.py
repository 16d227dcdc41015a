"""What is said of a text, or its words row by row, as one landscape table: the table, and the file around it."""

from collections.abc import Iterable, Sequence

from exporters.word import cover, lists, package, xml
from exporters.word.forms import Listing
from exporters.word.pieces import Piece, Writer
from exporters.word.printing import Printer

_HEAD_FILL = "E8ECF2"


def write_listing(
    listing: Listing,
    printer: Printer,
    writer: Writer,
    *,
    legend: Sequence[str],
    table: str,
    language: str = "",
) -> bytes:
    """Return a Word file of a cover with its legend and a table, the same bytes for the same values.

    ``language`` is the one that the file is about, where that is another than its own.
    """
    document = printer.document
    file = package.open_reference()
    sections = package.sections_of(file)
    lists.write_forms(file, lists.Counted({}, {}))
    opening = cover.opening(printer, listing, legend, writer)
    cover.write_headers_and_footers(file, printer, writer)
    package.write_body(file, opening + table + xml.p("EndRule", "") + sections.landscape)
    package.write_settings(file, language=writer.language, tracking=False)
    package.write_properties(
        file,
        document,
        language=writer.language,
        custom={
            "Document": document.slug,
            "Symbol": document.symbol,
            "Form": listing,
            "Language": language or document.language,
            "As of": xml.date_attribute(document.as_of),
        },
    )
    return package.to_bytes(file, document)


def lay_out(
    widths: Sequence[int],
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    writer: Writer,
    *,
    caption: str,
) -> str:
    """Return a table whose head stands on every page; ``rows`` are the paragraphs of each cell."""

    def cells(contents: Sequence[str], fill: str = "") -> list[str]:
        return [xml.tc(width, content, fill=fill) for width, content in zip(widths, contents, strict=True)]

    named = [cell([[Piece(head)]], writer, style="TableHeading") for head in heads]
    written = [xml.tr(cells(named, _HEAD_FILL), header=True)]
    written += (xml.tr(cells(row), splits=True) for row in rows)
    return xml.tbl("EntryTable", widths, written, caption=caption)


def cell(lines: Iterable[Sequence[Piece]], writer: Writer, *, style: str = "TableText") -> str:
    """Return the paragraphs of a cell, one for each line that is not empty; a cell without any has an empty one."""
    written = "".join(xml.p(style, writer.runs(line)) for line in lines if line)
    return written or xml.p(style, "")

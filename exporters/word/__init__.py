"""A consolidated document as a Word file, in the forms that delegations work with.

``export`` is the one way in. It takes plain values and gives bytes, the same bytes for the same values.
"""

import re
from collections.abc import Collection, Mapping

from documents.document import ConsolidatedDocument
from documents.selection import document_proposed_by
from documents.uncollected import uncollected
from exporters.word import annex, cover, lists, package, signing, xml
from exporters.word.amendments import Amendments
from exporters.word.body import Body
from exporters.word.clean import Clean
from exporters.word.comparison import Comparison
from exporters.word.consolidated import Consolidated
from exporters.word.entries import addresses_of
from exporters.word.entry_layout import field_numbers
from exporters.word.forms import Attribution, Form, FormRules, Owners
from exporters.word.marked import Marked
from exporters.word.naming import word_tag
from exporters.word.pieces import Writer
from exporters.word.printing import Printer
from exporters.word.stacked import Stacked
from exporters.word.status import Status
from exporters.word.tracked import Tracked

_FORMS: Mapping[str, type[FormRules]] = {
    "clean": Clean,
    "consolidated": Consolidated,
    "tracked": Tracked,
    "marked": Marked,
    "status": Status,
}

__all__ = ["Attribution", "Form", "export", "file_name"]


@uncollected()
def export(
    document: ConsolidatedDocument,
    form: Form,
    *,
    attribution: Attribution = "codes",
    delegations: Collection[str] = (),
    line_numbers: bool = False,
    long: bool = False,
) -> bytes:
    """Return a document as a Word file, in one of its forms.

    ``delegations``: with the proposals of these alone; ``long``: entries one below the other instead of in tables.
    """
    if delegations:
        document = document_proposed_by(document, {*delegations, document.chair})
    printer = Printer(document)
    owners = Owners(document, attribution)
    writer = Writer(word_tag(document.language))
    file = package.open_reference()
    sections = package.sections_of(file, line_numbers=line_numbers)
    if form == "comparison":
        table = Comparison(document, printer, owners, writer)
        lists.write_forms(file, lists.Counted({}, {}))
        opening = cover.opening(printer, form, table.legend(), writer)
        body = opening + table.xml() + xml.p("EndRule", "") + sections.landscape
    elif form == "amendments":
        pages = Amendments(document, printer, owners, writer)
        lists.write_forms(file, lists.Counted({}, {}))
        opening = cover.opening(printer, form, pages.legend(), writer)
        body = opening + pages.xml() + sections.upright
    else:
        rules = Stacked if form == "tracked" and document.stacked else _FORMS[form]
        shape = rules(document, printer, owners)
        shown = [item.clause for item in document.clauses if shape.shows(item)]
        # Only a clean text counts by itself: under brackets and revisions automatic numbers would shift.
        counted = lists.counted(shown) if form == "clean" else lists.Counted({}, {})
        lists.write_forms(file, counted)
        opening = cover.opening(printer, form, shape.legend(), writer)
        closing = (
            signing.signature_block(printer, writer) + annex.xml_of(printer, writer)
            if form == "clean"
            else ""
        )
        body = Body(document, printer, shape, writer, counted, sections, long).xml(opening, closing)
    cover.write_headers_and_footers(file, printer, writer)
    package.write_body(file, body)
    package.write_comments(file, writer.notes)
    package.write_settings(file, language=writer.language, tracking=form == "tracked")
    package.write_properties(
        file,
        document,
        language=writer.language,
        custom={
            "Document": document.slug,
            "Symbol": document.symbol,
            "Form": form,
            "Language": document.language,
            **({"Decided since": document.since} if document.since else {}),
            "As of": xml.date_attribute(document.as_of),
            # Which field each numbered bookmark of an entry holds: rows come and go until the file is back.
            **{
                item.clause.id: " ".join(field_numbers(addresses_of(item)))
                for item in document.clauses
                if item.clause.kind == "entry"
            },
        },
    )
    return package.to_bytes(file, document)


def file_name(document: ConsolidatedDocument, form: Form, ending: str = "docx", *, long: bool = False) -> str:
    """Return the name under which a file of the form is saved.

    The symbol "RES2026/DEC/L.1/Rev.2" gives "RES2026-DEC-L1-Rev2-tracked-en.docx".
    """
    symbol = re.sub(r"[^\w-]+", "", document.symbol.replace("/", "-")) or document.slug
    decided = "-both" if document.stacked else "-decided" if document.since else ""
    return f"{symbol}-{form}{decided}{'-long' if long else ''}-{document.language}.{ending}"

"""A document as it is shown without pages: clause by clause its label, its fields, and the pieces of each.

The Word forms decide what stands in brackets and what is marked; the plain text and the page show just that.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.content import ordered_addresses
from documents.document import ConsolidatedClause, ConsolidatedDocument
from documents.field_names import field_name
from exporters.word.annex import AnnexLine, annex_lines
from exporters.word.clean import Clean
from exporters.word.consolidated import Consolidated
from exporters.word.forms import Attribution, Form, FormRules, Owners
from exporters.word.marked import Marked
from exporters.word.naming import date_and_time, language_name
from exporters.word.pieces import Piece
from exporters.word.printing import Printer

SHOWN_FORMS: dict[Form, type[FormRules]] = {"clean": Clean, "consolidated": Consolidated, "marked": Marked}


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field: its name ("" for a paragraph's text) and its pieces."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ShownClause:
    """One clause: what it is, its label, its note, its fields."""

    kind: str
    label: str
    note: str
    fields: tuple[ShownField, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A document in one form."""

    cover: tuple[str, ...]
    title: str
    notice: str
    legend: tuple[str, ...]
    clauses: tuple[ShownClause, ...]
    annex: tuple[AnnexLine, ...] = ()


def show(document: ConsolidatedDocument, form: Form, *, attribution: Attribution = "codes") -> Shown:
    """Return a document in one of ``SHOWN_FORMS``."""
    printer, owners = Printer(document), Owners(document, attribution)
    shape = SHOWN_FORMS[form](document, printer, owners)
    language = document.language
    return Shown(
        cover=(
            document.symbol,
            f"{printer.kind_of_text()}. {printer.say(form)}",
            f"{date_and_time(document.as_of, language)}. "
            + printer.say("original", language=language_name(document.original_language, language)),
        ),
        title=document.title,
        notice=document.notice,
        legend=tuple(shape.legend()),
        clauses=tuple(_clause(item, shape, printer) for item in document.clauses if shape.shows(item)),
        annex=tuple(annex_lines(printer)) if form == "clean" else (),
    )


def _clause(item: ConsolidatedClause, shape: FormRules, printer: Printer) -> ShownClause:
    before, after = shape.frame(item)
    fields = list(_fields(item, shape, printer))
    if not fields:
        fields = [ShownField("", (Piece(printer.say("untranslated"), "FieldName"),))]
    first, last = fields[0], fields[-1]
    fields[0] = ShownField(first.name, (*before, *first.pieces))
    fields[-1] = ShownField(last.name, (*fields[-1].pieces, *after))
    label = item.clause.label if item.clause.kind != "sub_item" else f"({item.clause.number})"
    return ShownClause(item.clause.kind, label, shape.margin(item), tuple(fields))


def _fields(item: ConsolidatedClause, shape: FormRules, printer: Printer) -> Iterator[ShownField]:
    for address in ordered_addresses(item.clause.kind, {**item.clause.content, **item.fields}):
        pieces = tuple(printer.field(item, address, shape.field(item, address)))
        if pieces:
            name = field_name(address, language=printer.language)
            yield ShownField("" if address == "text" else name, pieces)

"""What a request for a file asks for, checked: each function is what a route depends on, and gives an order."""

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import Depends, Query
from sqlalchemy import select

from app.access import document_for, edition_for, redline_for
from app.access_to_people import delegation_named
from app.exporting import Order
from app.identity import Asking, Now
from app.models import DocumentRow, EditionRow
from app.models.consolidated import signatories_of
from app.parameters import LanguageQuery, Reading, Slug, require_language
from app.schemas.consolidation import Attribution
from app.schemas.wire import Id
from documents.errors import UnknownValue, WrongLanguage
from documents.permissions import require
from exporters.word.forms import WITHOUT_PROPOSALS, Form

EditionQuery = Annotated[
    Id | None, Query(description="this edition as it was issued, instead of the present text")
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What every request for a file says: who asks for which document, today or in an edition, in which language."""

    session: Reading
    participant: Asking
    now: Now
    slug: Slug
    edition: EditionQuery = None
    language: LanguageQuery = None

    @property
    def document(self) -> DocumentRow:
        """The document, if whoever asks may read it."""
        return document_for(self.session, self.participant, self.slug)

    def in_form(self, form: Form) -> Order:
        """Return the order for an edition, or for the present text, where form and language allow it."""
        document = self.document
        language = require_language(document, self.language)
        if self.edition is None:
            _require_language_of(form, document, language)
        else:
            if form not in WITHOUT_PROPOSALS:
                raise UnknownValue(
                    f"An edition is a text without proposals, so it has no {form} form. Ask for form=clean or "
                    "form=status, or for what was decided since it: form=tracked, changes=decided, since.",
                    field="form",
                )
            self.issued(self.edition, field="edition")
        return Order(document=document.id, language=language, as_of=self.now, form=form, edition=self.edition)

    def issued(self, edition: str, *, field: str) -> EditionRow:
        """Return an edition of the document."""
        found, home = edition_for(self.session, self.participant, edition)
        if home.id != self.document.id:
            raise UnknownValue("This is an edition of another document.", field=field)
        return found


def word_order(
    wanted: Annotated[Wanted, Depends()],
    form: Annotated[
        Form,
        Query(
            description="clean: text; consolidated: brackets; tracked: changes; marked: looks instead of changes; "
            "comparison: a column per delegation; status: how far each clause is agreed; amendments: a page for each"
        ),
    ] = "clean",
    delegation: Annotated[
        list[str] | None,
        Query(
            max_length=40,
            description="with the proposals of these delegations alone; may be given several times",
        ),
    ] = None,
    attribution: Attribution = "codes",
    chairs_text: Annotated[
        Id | None,
        Query(
            description="of the comparison: a text of the chair's that came in a Word file, as a column; to the chair"
        ),
    ] = None,
    changes: Annotated[
        Literal["open", "decided", "both"],
        Query(
            description="of the tracked and the marked form: what is proposed, or what was decided since an edition; "
            "of the tracked form both, one over the other"
        ),
    ] = "open",
    since: Annotated[Id | None, Query(description="that edition; the last one by default")] = None,
    line_numbers: Annotated[
        bool, Query(description="numbers beside the lines, to point at them in the room")
    ] = False,
    layout: Annotated[
        Literal["table", "long"],
        Query(
            description="of a Programme's entries: rows of a table, or one below the other on upright pages"
        ),
    ] = "table",
    signatures: Annotated[
        bool, Query(description="of the clean form: testimonium and a line for each state that signs")
    ] = False,
    alternat: Annotated[
        str | None,
        Query(
            max_length=16, description="the state whose copy it is, which signs first; else by the alphabet"
        ),
    ] = None,
) -> Order:
    """Return what is asked for, if it can be had."""
    order = wanted.in_form(form)
    if changes == "both" and form != "tracked":
        raise UnknownValue("Both steps are shown by form=tracked.", field="changes")
    if changes != "open" and wanted.edition is None:
        before = _edition_before(wanted, form, since)
        order = replace(order, decided_since=before.id, stacked=changes == "both")
    if signatures or alternat:
        if form != "clean":
            raise UnknownValue("Only a clean text is signed: ask for form=clean.", field="signatures")
        names = signatories_of(wanted.session, wanted.document, language=order.language, first=alternat)
        order = replace(order, signatories=names)
    if chairs_text is not None:
        order = replace(order, chairs_text=_chairs_text(wanted, form, chairs_text))
    chosen = frozenset(delegation_named(wanted.session, code).code for code in delegation or ())
    long = layout == "long" and form not in ("comparison", "amendments")
    return replace(order, attribution=attribution, delegations=chosen, line_numbers=line_numbers, long=long)


def text_order(
    wanted: Annotated[Wanted, Depends()],
    form: Annotated[Literal["clean", "consolidated"], Query()] = "consolidated",
    attribution: Attribution = "codes",
) -> Order:
    """Return the same for plain text."""
    return replace(wanted.in_form(form), format="txt", attribution=attribution)


def page_order(
    wanted: Annotated[Wanted, Depends()],
    form: Annotated[Literal["clean", "consolidated", "marked"], Query()] = "consolidated",
    attribution: Attribution = "codes",
) -> Order:
    """Return the same for a page."""
    return replace(wanted.in_form(form), format="html", attribution=attribution)


def standard_order(wanted: Annotated[Wanted, Depends()]) -> Order:
    """Return the same for Akoma Ntoso, which knows no proposals."""
    return replace(wanted.in_form("clean"), format="akn")


def _require_language_of(form: Form, document: DocumentRow, language: str) -> None:
    if form not in WITHOUT_PROPOSALS and language != document.negotiated_language:
        raise WrongLanguage(
            f"Amendments are in {document.negotiated_language}, so the {form} form is too. "
            f"Ask for language={document.negotiated_language}, or for form=clean or form=status.",
            field="language",
        )


def _chairs_text(wanted: Wanted, form: Form, redline: str) -> str:
    """Return a file that the chair sent; nobody else sees it before it is decided."""
    require(wanted.participant, "decide")
    row, home = redline_for(wanted.session, wanted.participant, redline)
    if form != "comparison":
        raise UnknownValue("A chair's text is a column of form=comparison.", field="chairs_text")
    if home.id != wanted.document.id:
        raise UnknownValue("This file came in for another document.", field="chairs_text")
    return row.id


def _edition_before(wanted: Wanted, form: Form, since: str | None) -> EditionRow:
    """Return the edition from which decisions are shown."""
    if form not in ("tracked", "marked"):
        raise UnknownValue("What was decided is shown by form=tracked or form=marked.", field="changes")
    if since is not None:
        return wanted.issued(since, field="since")
    last = wanted.session.scalars(
        select(EditionRow)
        .where(EditionRow.document_id == wanted.document.id)
        .order_by(EditionRow.ordinal.desc())
    ).first()
    if last is None:
        raise UnknownValue("No edition has been issued yet; ask for changes=open.", field="changes")
    return last

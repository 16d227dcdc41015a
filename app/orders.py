"""What a request for a file asks for, checked: each function is what a route depends on, and gives an order."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal

from fastapi import Query
from sqlalchemy import select

from app.access import delegation_named, document_for, edition_for
from app.exporting import Order
from app.identity import Asking, Now
from app.models import DocumentRow, EditionRow
from app.models.consolidated import signatories_of
from app.parameters import LanguageQuery, Reading, Slug, require_language
from app.schemas.consolidation import Attribution
from app.schemas.wire import Id
from documents.errors import UnknownValue, WrongLanguage
from exporters.word.forms import WITHOUT_PROPOSALS, Form

EditionQuery = Annotated[
    Id | None, Query(description="this edition as it was issued, instead of the present text")
]


def word_order(
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
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
    edition: EditionQuery = None,
    signatures: Annotated[
        bool, Query(description="of the clean form: testimonium and a line for each state that signs")
    ] = False,
    alternat: Annotated[
        str | None,
        Query(
            max_length=16, description="the state whose copy it is, which signs first; else by the alphabet"
        ),
    ] = None,
    language: LanguageQuery = None,
) -> Order:
    """Return what is asked for, if it can be had."""
    document = document_for(session, participant, slug)
    order = _order(session, participant, document, form, language, edition, now)
    if changes == "both" and form != "tracked":
        raise UnknownValue("Both steps are shown by form=tracked.", field="changes")
    if changes != "open" and edition is None:
        before = _edition_before(session, participant, document, form, since)
        order = replace(order, decided_since=before.id, stacked=changes == "both")
    if signatures or alternat:
        if form != "clean":
            raise UnknownValue("Only a clean text is signed: ask for form=clean.", field="signatures")
        names = signatories_of(session, document, language=order.language, first=alternat)
        order = replace(order, signatories=names)
    chosen = frozenset(delegation_named(session, code).code for code in delegation or ())
    long = layout == "long" and form not in ("comparison", "amendments")
    return replace(order, attribution=attribution, delegations=chosen, line_numbers=line_numbers, long=long)


def text_order(
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    form: Annotated[Literal["clean", "consolidated"], Query()] = "consolidated",
    attribution: Attribution = "codes",
    edition: EditionQuery = None,
    language: LanguageQuery = None,
) -> Order:
    """Return the same for plain text."""
    document = document_for(session, participant, slug)
    order = _order(session, participant, document, form, language, edition, now)
    return replace(order, format="txt", attribution=attribution)


def page_order(
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    form: Annotated[Literal["clean", "consolidated", "marked"], Query()] = "consolidated",
    attribution: Attribution = "codes",
    edition: EditionQuery = None,
    language: LanguageQuery = None,
) -> Order:
    """Return the same for a page."""
    document = document_for(session, participant, slug)
    order = _order(session, participant, document, form, language, edition, now)
    return replace(order, format="html", attribution=attribution)


def standard_order(
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    edition: EditionQuery = None,
    language: LanguageQuery = None,
) -> Order:
    """Return the same for Akoma Ntoso, which knows no proposals."""
    document = document_for(session, participant, slug)
    return replace(_order(session, participant, document, "clean", language, edition, now), format="akn")


def _order(
    session: Reading,
    participant: Asking,
    document: DocumentRow,
    form: Form,
    language: str | None,
    edition: str | None,
    now: datetime,
) -> Order:
    """Return the order for an edition, or for the present text, where form and language allow it."""
    language = require_language(document, language)
    if edition is None:
        _require_language_of(form, document, language)
    else:
        if form not in WITHOUT_PROPOSALS:
            raise UnknownValue(
                f"An edition is a text without proposals, so it has no {form} form. Ask for form=clean or "
                "form=status, or for what was decided since it: form=tracked, changes=decided, since.",
                field="form",
            )
        _edition_of(session, participant, document, edition, field="edition")
    return Order(document=document.id, language=language, as_of=now, form=form, edition=edition)


def _require_language_of(form: Form, document: DocumentRow, language: str) -> None:
    if form not in WITHOUT_PROPOSALS and language != document.negotiated_language:
        raise WrongLanguage(
            f"Amendments are in {document.negotiated_language}, so the {form} form is too. "
            f"Ask for language={document.negotiated_language}, or for form=clean or form=status.",
            field="language",
        )


def _edition_before(
    session: Reading, participant: Asking, document: DocumentRow, form: Form, since: str | None
) -> EditionRow:
    """Return the edition from which decisions are shown."""
    if form not in ("tracked", "marked"):
        raise UnknownValue("What was decided is shown by form=tracked or form=marked.", field="changes")
    if since is not None:
        return _edition_of(session, participant, document, since, field="since")
    last = session.scalars(
        select(EditionRow).where(EditionRow.document_id == document.id).order_by(EditionRow.ordinal.desc())
    ).first()
    if last is None:
        raise UnknownValue("No edition has been issued yet; ask for changes=open.", field="changes")
    return last


def _edition_of(
    session: Reading, participant: Asking, document: DocumentRow, edition: str, *, field: str
) -> EditionRow:
    found, home = edition_for(session, participant, edition)
    if home.id != document.id:
        raise UnknownValue("This is an edition of another document.", field=field)
    return found

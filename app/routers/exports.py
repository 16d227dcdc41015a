"""Files to take away: Word in all its forms, plain text, a page, Akoma Ntoso."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from sqlalchemy import select

from app.access import delegation_named, document_for, edition_for
from app.identity import Asking, Now
from app.models import DocumentRow, EditionRow
from app.models.consolidated import (
    as_consolidated_document,
    as_decided_document,
    as_edition_document,
    signatories_of,
)
from app.parameters import Reading, Slug
from app.routers.documents import LanguageQuery, require_language
from app.schemas.consolidation import Attribution
from app.schemas.wire import Id
from documents.document import ConsolidatedDocument
from documents.errors import UnknownValue, WrongLanguage
from exporters.akoma_ntoso import export_akoma_ntoso
from exporters.page import export_page
from exporters.plain_text import export_text
from exporters.word import export, file_name
from exporters.word.forms import WITHOUT_PROPOSALS, Form

router = APIRouter(prefix="/api/documents", tags=["exports"])
# It is opened beside the pages of this site, and runs nothing.
PAGE_ALONE = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
EditionQuery = Annotated[
    Id | None, Query(description="this edition as it was issued, instead of the present text")
]
AKOMA_NTOSO = "application/akn+xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get(
    "/{slug}/export.docx",
    response_class=Response,
    responses={200: {"content": {WORD: {"schema": {"type": "string", "format": "binary"}}}}},
)
def export_word(
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
        Literal["open", "decided"],
        Query(
            description="of the tracked and the marked form: what is proposed, or what was decided since an edition"
        ),
    ] = "open",
    since: Annotated[Id | None, Query(description="that edition; the last one by default")] = None,
    line_numbers: Annotated[
        bool, Query(description="numbers beside the lines, to point at them in the room")
    ] = False,
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
) -> Response:
    """Fetch the present text, or an edition, as a Word file; proposals are in the negotiated language only."""
    chosen = {delegation_named(session, code).code for code in delegation or ()}
    signatories: tuple[str, ...] = ()
    if signatures or alternat:
        document = document_for(session, participant, slug)
        if form != "clean":
            raise UnknownValue("Only a clean text is signed: ask for form=clean.", field="signatures")
        signing = require_language(document, language)
        signatories = signatories_of(session, document, language=signing, first=alternat)
    if changes == "decided" and edition is None:
        document = document_for(session, participant, slug)
        _require_language_of(form, document, require_language(document, language))
        first = _edition_before(session, participant, document, form, since)
        consolidated = as_decided_document(session, document, first, as_of=now)
        # The values are complete: the transaction need not stay open while the file is written.
        session.close()
    else:
        consolidated = _text(session, participant, slug, form, language, edition, now)
    consolidated = replace(consolidated, signatories=signatories)
    return Response(
        export(consolidated, form, attribution=attribution, delegations=chosen, line_numbers=line_numbers),
        media_type=WORD,
        headers=_attached(file_name(consolidated, form)),
    )


@router.get(
    "/{slug}/export.txt",
    response_class=PlainTextResponse,
    responses={200: {"content": {"text/plain": {}}}},
)
def export_plain_text(
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    form: Annotated[Literal["clean", "consolidated"], Query()] = "consolidated",
    attribution: Attribution = "codes",
    edition: EditionQuery = None,
    language: LanguageQuery = None,
) -> PlainTextResponse:
    """Fetch the present text, or an edition, as plain text, what is not agreed in square brackets."""
    consolidated = _text(session, participant, slug, form, language, edition, now)
    return PlainTextResponse(export_text(consolidated, form, attribution=attribution))


@router.get(
    "/{slug}/export.html", response_class=HTMLResponse, responses={200: {"content": {"text/html": {}}}}
)
def export_html_page(
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    form: Annotated[Literal["clean", "consolidated", "marked"], Query()] = "consolidated",
    attribution: Attribution = "codes",
    edition: EditionQuery = None,
    language: LanguageQuery = None,
) -> HTMLResponse:
    """Fetch the present text, or an edition, as one page that needs nothing else."""
    consolidated = _text(session, participant, slug, form, language, edition, now)
    return HTMLResponse(export_page(consolidated, form, attribution=attribution), headers=PAGE_ALONE)


@router.get(
    "/{slug}/export.akn",
    response_class=Response,
    responses={200: {"content": {AKOMA_NTOSO: {"schema": {"type": "string"}}}}},
)
def export_standard_xml(
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    edition: EditionQuery = None,
    language: LanguageQuery = None,
) -> Response:
    """Fetch the present text, or an edition, as Akoma Ntoso 3.0; a clause's id is its GUID, its label its eId."""
    text = _text(session, participant, slug, "clean", language, edition, now)
    name = file_name(text, "clean", "akn")
    return Response(export_akoma_ntoso(text), media_type=AKOMA_NTOSO, headers=_attached(name))


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def _text(
    session: Reading,
    participant: Asking,
    slug: str,
    form: Form,
    language: str | None,
    edition: str | None,
    now: datetime,
) -> ConsolidatedDocument:
    """Return an edition, or the present text with what is proposed on it, where form and language allow it."""
    document = document_for(session, participant, slug)
    language = require_language(document, language)
    if edition is None:
        _require_language_of(form, document, language)
        text = as_consolidated_document(session, document, language=language, as_of=now)
    else:
        if form not in WITHOUT_PROPOSALS:
            raise UnknownValue(
                f"An edition is a text without proposals, so it has no {form} form. Ask for form=clean or "
                "form=status, or for what was decided since it: form=tracked, changes=decided, since.",
                field="form",
            )
        issued = _edition_of(session, participant, document, edition, field="edition")
        text = as_edition_document(session, document, issued, language=language)
    # The values are complete: the transaction need not stay open while the file is written.
    session.close()
    return text


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

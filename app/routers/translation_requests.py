"""Drafts in another language: asked to be translated, translated, sent back, accepted, withdrawn."""

from fastapi import APIRouter, Response
from sqlalchemy import select

from app.access import amendment_for, clause_for, document_for
from app.access_beside import translation_request_for, visible_requests
from app.identity import Asking, Now
from app.models import DocumentRow, TranslationRequestRow
from app.parameters import AnId, Reading, Slug, Writing, acts
from app.preconditions import IdempotencyKey, create_once
from app.presenting import present_amendment
from app.schemas.amendments import AmendmentOut
from app.schemas.documents import sent_fields
from app.schemas.translation_requests import (
    AskAgainIn,
    OriginalOut,
    TranslationIn,
    TranslationRequestIn,
    TranslationRequestOut,
)
from app.schemas.wire import Page
from app.services.translating import (
    accept_translation,
    ask_again,
    ask_for_translation,
    give_translation,
    withdraw_request,
)
from app.services.wording import clean_wording
from app.translation_requests_shown import originals_of, show_requests

router = APIRouter(prefix="/api", tags=["translations"])


@router.post(
    "/clauses/{clause_id}/translation-requests", status_code=201, openapi_extra=acts("ask for translation")
)
def ask_for_one_translation(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    clause_id: AnId,
    body: TranslationRequestIn,
    idempotency_key: IdempotencyKey = None,
) -> TranslationRequestOut:
    """Draft in another language, and ask for a translation: that alone shows the draft to the secretariat's people."""
    clause, document = clause_for(session, participant, clause_id, lock=True)

    def create() -> TranslationRequestOut:
        row = ask_for_translation(
            session,
            participant=participant,
            clause=clause,
            document=document,
            language=body.language,
            wording=clean_wording(clause.kind, sent_fields(body.text, body.fields), body.rationale),
            base_revision=body.base_revision,
            now=now,
        )
        return _shown(session, document, row)

    created = create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST translation request {clause.id} {body.model_dump_json()}",
        response=response,
        answer=TranslationRequestOut,
        create=create,
        now=now,
    )
    response.headers["Location"] = f"/api/translation-requests/{created.id}"
    return created


@router.get("/documents/{slug}/translation-requests")
def list_translation_requests(
    session: Reading, participant: Asking, slug: Slug
) -> Page[TranslationRequestOut]:
    """List the requests of your delegation; as the secretariat, those of all."""
    document = document_for(session, participant, slug)
    rows = session.scalars(
        select(TranslationRequestRow)
        .where(TranslationRequestRow.document_id == document.id, visible_requests(participant))
        .order_by(TranslationRequestRow.asked_at, TranslationRequestRow.id)
    ).all()
    return Page(items=show_requests(session, document, rows))


@router.get("/translation-requests/{request_id}")
def read_translation_request(
    session: Reading, participant: Asking, request_id: AnId
) -> TranslationRequestOut:
    """Read a request, and what the translation disagrees on with the draft."""
    row, _, document = translation_request_for(session, participant, request_id)
    return _shown(session, document, row)


@router.get("/amendments/{amendment_id}/original")
def read_original(session: Reading, participant: Asking, amendment_id: AnId) -> OriginalOut:
    """Read in which words an amendment was first drafted, where that was in another language; as whoever reads it."""
    amendment, _, document = amendment_for(session, participant, amendment_id)
    row = originals_of(session, document, [amendment.id]).get(amendment.id)
    return OriginalOut(
        language=row.language if row is not None else None, fields=row.fields if row is not None else {}
    )


@router.post("/translation-requests/{request_id}/translation", openapi_extra=acts("translate"))
def give_one_translation(
    session: Writing, participant: Asking, now: Now, request_id: AnId, body: TranslationIn
) -> TranslationRequestOut:
    """Give the words in the negotiated language (secretariat), or better ones while they are not accepted."""
    row, clause, document = translation_request_for(session, participant, request_id, lock=True)
    give_translation(
        session,
        participant=participant,
        request=row,
        clause=clause,
        document=document,
        wording=clean_wording(clause.kind, sent_fields(body.text, body.fields)),
        base_revision=body.base_revision,
        now=now,
    )
    return _shown(session, document, row)


@router.post("/translation-requests/{request_id}/return", openapi_extra=acts("ask for translation"))
def ask_for_it_again(
    session: Writing, participant: Asking, now: Now, request_id: AnId, body: AskAgainIn
) -> TranslationRequestOut:
    """Send a translation back, and say what is to be other."""
    row, _, document = translation_request_for(session, participant, request_id, lock=True)
    ask_again(session, participant=participant, request=row, document=document, note=body.note, now=now)
    return _shown(session, document, row)


@router.post("/translation-requests/{request_id}/acceptance", openapi_extra=acts("ask for translation"))
def accept_one_translation(session: Writing, participant: Asking, now: Now, request_id: AnId) -> AmendmentOut:
    """Make a draft amendment of it, to be tabled like any other; the words it was drafted in stay with it."""
    row, clause, document = translation_request_for(session, participant, request_id, lock=True)
    amendment = accept_translation(
        session, participant=participant, request=row, clause=clause, document=document, now=now
    )
    session.flush()
    return present_amendment(session, amendment)


@router.post("/translation-requests/{request_id}/withdrawal", openapi_extra=acts("ask for translation"))
def withdraw_one_request(
    session: Writing, participant: Asking, now: Now, request_id: AnId
) -> TranslationRequestOut:
    """Take a request back before its translation is accepted."""
    row, _, document = translation_request_for(session, participant, request_id, lock=True)
    withdraw_request(session, participant=participant, request=row, document=document, now=now)
    return _shown(session, document, row)


def _shown(session: Reading, document: DocumentRow, row: TranslationRequestRow) -> TranslationRequestOut:
    session.flush()
    return show_requests(session, document, [row])[0]

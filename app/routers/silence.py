"""Silence procedures: opened, extended, objected to, called off; read as they stand by the clock of the server."""

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from app.access import document_for
from app.access_beside import objection_in, silence_procedure_for
from app.access_to_people import speaking_as, speaking_for
from app.identity import Asking, Now
from app.models import DocumentRow, SilenceProcedureRow
from app.parameters import AnId, Reading, Slug, Writing, acts
from app.preconditions import IdempotencyKey, create_once
from app.schemas.silence import (
    CallOffIn,
    ExtensionIn,
    ObjectionIn,
    SilenceIn,
    SilenceOut,
    SilenceRulesIn,
    SilenceRulesOut,
    deadline_sent,
)
from app.schemas.wire import Page
from app.services.silence import (
    call_silence_off,
    confirm_objection,
    extend_silence,
    object_to_silence,
    open_silence,
    rules_of,
    set_silence_rules,
    take_objection_back,
)
from app.services.silence_scope import Scope
from app.silence_shown import show_silence, silence_procedures_of
from documents.errors import Unacceptable

router = APIRouter(prefix="/api/documents/{slug}", tags=["silence procedures"])


@router.get("/silence-rules")
def read_silence_rules(session: Reading, participant: Asking, slug: Slug) -> SilenceRulesOut:
    """Read what the rules of a document say of silence procedures."""
    return SilenceRulesOut.of(rules_of(session, document_for(session, participant, slug)))


@router.put("/silence-rules", openapi_extra=acts("set silence rules"))
def set_document_silence_rules(
    session: Writing, participant: Asking, now: Now, slug: Slug, body: SilenceRulesIn
) -> SilenceRulesOut:
    """Say, as the secretariat, what the rules of a document are; what runs already keeps those it was opened by."""
    row = set_silence_rules(
        session,
        participant=participant,
        document=document_for(session, participant, slug, lock=True),
        minimum_hours=body.minimum_hours,
        languages=body.languages,
        reason=body.reason,
        now=now,
    )
    return SilenceRulesOut.of(row)


@router.get("/silence-procedures")
def list_silence_procedures(session: Reading, participant: Asking, now: Now, slug: Slug) -> Page[SilenceOut]:
    """List the silence procedures of a document, the latest first."""
    document = document_for(session, participant, slug)
    return Page(items=show_silence(session, document, silence_procedures_of(session, document), now=now))


@router.post("/silence-procedures", status_code=201, openapi_extra=acts("run silence"))
def open_silence_procedure(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    slug: Slug,
    body: SilenceIn,
    idempotency_key: IdempotencyKey = None,
) -> SilenceOut:
    """Put clauses, or the whole document, under silence: frozen, and agreed unless a delegation objects (chair)."""
    document = document_for(session, participant, slug)
    read = {one.clause: one.base_revision for one in body.clauses}
    if len(read) < len(body.clauses):
        raise Unacceptable("Name each clause once.", field="clauses")

    def create() -> SilenceOut:
        row = open_silence(
            session,
            participant=participant,
            document=document,
            scope=Scope(read, body.whole_document),
            level=body.level,
            deadline=deadline_sent(body.deadline, body.hours, since=now),
            note=body.note,
            now=now,
        )
        return _shown(session, document, row, now)

    created = create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST {slug}/silence-procedures {body.model_dump_json()}",
        response=response,
        answer=SilenceOut,
        create=create,
        now=now,
    )
    response.headers["Location"] = f"/api/documents/{document.slug}/silence-procedures/{created.id}"
    return created


@router.get("/silence-procedures/{procedure_id}")
def read_silence_procedure(
    session: Reading, participant: Asking, now: Now, slug: Slug, procedure_id: AnId
) -> SilenceOut:
    """Read a silence procedure: its scope, its deadline in UTC and in each capital, objections, outcome."""
    row, document = silence_procedure_for(session, participant, slug, procedure_id)
    return _shown(session, document, row, now)


@router.post("/silence-procedures/{procedure_id}/extension", openapi_extra=acts("run silence"))
def extend_silence_procedure(
    session: Writing, participant: Asking, now: Now, slug: Slug, procedure_id: AnId, body: ExtensionIn
) -> SilenceOut:
    """Give delegations more time, before the deadline (chair)."""
    row, document = silence_procedure_for(session, participant, slug, procedure_id, lock=True)
    extend_silence(
        session,
        participant=participant,
        procedure=row,
        deadline=deadline_sent(body.deadline, body.hours, since=row.deadline),
        reason=body.reason,
        now=now,
    )
    return _shown(session, document, row, now)


@router.post("/silence-procedures/{procedure_id}/end", openapi_extra=acts("run silence"))
def call_silence_procedure_off(
    session: Writing, participant: Asking, now: Now, slug: Slug, procedure_id: AnId, body: CallOffIn
) -> SilenceOut:
    """Call a silence procedure off, with the reason; the text is free again (chair)."""
    row, document = silence_procedure_for(session, participant, slug, procedure_id, lock=True)
    call_silence_off(session, participant=participant, procedure=row, reason=body.reason, now=now)
    return _shown(session, document, row, now)


@router.post("/silence-procedures/{procedure_id}/objections", status_code=201, openapi_extra=acts("object"))
def object_to_silence_procedure(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    slug: Slug,
    procedure_id: AnId,
    body: ObjectionIn,
    idempotency_key: IdempotencyKey = None,
) -> SilenceOut:
    """Object before the deadline: as the head, which breaks the silence; as a negotiator, for the head to confirm."""
    row, document = silence_procedure_for(session, participant, slug, procedure_id, lock=True)

    def create() -> SilenceOut:
        object_to_silence(
            session,
            participant=speaking_for(session, participant, body.on_behalf_of),
            procedure=row,
            document=document,
            clauses=body.clauses,
            reason=body.reason,
            now=now,
        )
        return _shown(session, document, row, now)

    return create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST objection {row.id} {body.model_dump_json()}",
        response=response,
        answer=SilenceOut,
        create=create,
        now=now,
    )


@router.post(
    "/silence-procedures/{procedure_id}/objections/{objection_id}/confirmation",
    openapi_extra=acts("confirm objection"),
)
def confirm_one_objection(
    session: Writing,
    participant: Asking,
    now: Now,
    slug: Slug,
    procedure_id: AnId,
    objection_id: AnId,
) -> SilenceOut:
    """Confirm an objection of your delegation as its head: it breaks the silence."""
    row, document = silence_procedure_for(session, participant, slug, procedure_id, lock=True)
    objection = objection_in(session, row, objection_id)
    confirm_objection(session, participant=participant, procedure=row, objection=objection, now=now)
    return _shown(session, document, row, now)


@router.post(
    "/silence-procedures/{procedure_id}/objections/{objection_id}/take-back",
    openapi_extra=acts("take objection back"),
)
def take_one_objection_back(
    session: Writing,
    participant: Asking,
    now: Now,
    slug: Slug,
    procedure_id: AnId,
    objection_id: AnId,
) -> SilenceOut:
    """Take back an objection that the head has not confirmed; as the secretariat, one that you recorded."""
    row, document = silence_procedure_for(session, participant, slug, procedure_id, lock=True)
    objection = objection_in(session, row, objection_id)
    speaker = speaking_as(session, participant, "take objection back", objection.delegation)
    take_objection_back(session, participant=speaker, procedure=row, objection=objection, now=now)
    return _shown(session, document, row, now)


def _shown(session: Session, document: DocumentRow, row: SilenceProcedureRow, now: Now) -> SilenceOut:
    session.flush()
    [shown] = show_silence(session, document, [row], now=now)
    return shown

"""Participation: who has adopted, initialled, signed a text, or acceded to it; recorded, corrected, struck."""

from datetime import date

from fastapi import APIRouter, Response

from app.access import document_for
from app.access_beside import act_for
from app.access_to_people import delegation_named
from app.identity import Asking, Now
from app.parameters import AnId, Reading, Slug, Writing, acts
from app.participation_shown import show_participation
from app.preconditions import IdempotencyKey, create_once
from app.schemas.participation import ActIn, ActOut, ActPatch, ParticipationsOut, StrikeIn
from app.schemas.wire import Page
from app.services.participation import correct_participation, record_participation, strike_participation
from documents.permissions import require

router = APIRouter(prefix="/api", tags=["participation"])


@router.get("/documents/{slug}/participation")
def read_participation(session: Reading, participant: Asking, slug: Slug) -> ParticipationsOut:
    """Read who has adopted, initialled and signed a text, and who acceded to it later."""
    return show_participation(session, document_for(session, participant, slug))


@router.post("/documents/{slug}/participation", status_code=201, openapi_extra=acts("record participation"))
def record_some_participation(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    slug: Slug,
    body: ActIn,
    idempotency_key: IdempotencyKey = None,
) -> Page[ActOut]:
    """Record that delegations have adopted, initialled or signed the text, or acceded to it, all named or none."""
    document = document_for(session, participant, slug, lock=True)
    require(participant, "record participation")

    def create() -> Page[ActOut]:
        codes = dict.fromkeys(body.delegations)
        rows = record_participation(
            session,
            participant=participant,
            document=document,
            delegations=[delegation_named(session, code, field="delegations") for code in codes],
            act=body.act,
            day=body.day,
            note=body.note,
            now=now,
        )
        return Page(items=[ActOut.of(row) for row in rows])

    return create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST participation {document.id} {body.model_dump_json()}",
        response=response,
        answer=Page[ActOut],
        create=create,
        now=now,
    )


@router.patch("/participation/{act_id}", openapi_extra=acts("record participation"))
def correct_one_participation(
    session: Writing, participant: Asking, now: Now, act_id: AnId, body: ActPatch
) -> ActOut:
    """Correct the day or the note of what was recorded, with a reason; the answer is a new act that names it."""
    row, document = act_for(session, participant, act_id, lock=True)
    return ActOut.of(
        correct_participation(
            session,
            participant=participant,
            act=row,
            document=document,
            day=body.day or date.fromisoformat(row.day),
            note=body.note,
            reason=body.reason,
            now=now,
        )
    )


@router.post("/participation/{act_id}/strike", openapi_extra=acts("record participation"))
def strike_one_participation(
    session: Writing, participant: Asking, now: Now, act_id: AnId, body: StrikeIn
) -> ActOut:
    """Strike what was recorded by mistake, with a reason."""
    row, _ = act_for(session, participant, act_id, lock=True)
    return ActOut.of(
        strike_participation(session, participant=participant, act=row, reason=body.reason, now=now)
    )

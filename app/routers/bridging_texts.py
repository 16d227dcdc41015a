"""Bridging texts, and who facilitates: proposed, shown, released, withdrawn; adopted by a decision as any text."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import clause_for
from app.access_beside import bridging_text_for, visible_bridging_texts
from app.access_to_people import delegation_for
from app.bridging_shown import show_bridging_texts
from app.identity import Asking, Now
from app.models import BridgingTextRow, ClauseRow, DocumentRow, FacilitatorRow
from app.parameters import AnId, Reading, Writing, acts
from app.preconditions import IdempotencyKey, create_once
from app.schemas.bridging_texts import BridgingTextIn, BridgingTextOut, FacilitatorOut, ReleaseIn
from app.schemas.documents import sent_fields
from app.schemas.wire import Page
from app.services.bridging import (
    end_facilitation,
    name_facilitator,
    propose_bridging_text,
    release_bridging_text,
    withdraw_bridging_text,
)
from documents.permissions import Participant

router = APIRouter(prefix="/api", tags=["bridging texts"])
ACode = Annotated[str, Path(max_length=32, description="the code of a delegation", examples=["KGZ"])]


@router.get("/clauses/{clause_id}/bridging-texts")
def list_bridging_texts(session: Reading, participant: Asking, clause_id: AnId) -> Page[BridgingTextOut]:
    """List the bridging texts on a clause that you may read, in order of time, those of former times included."""
    clause, document = clause_for(session, participant, clause_id)
    rows = session.scalars(
        select(BridgingTextRow)
        .where(BridgingTextRow.clause_id == clause.id, visible_bridging_texts(participant))
        .order_by(BridgingTextRow.created_at, BridgingTextRow.id)
    ).all()
    return Page(items=show_bridging_texts(session, participant, document, rows))


@router.post("/clauses/{clause_id}/bridging-texts", status_code=201, openapi_extra=acts("bridge"))
def propose_one_bridging_text(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    clause_id: AnId,
    body: BridgingTextIn,
    idempotency_key: IdempotencyKey = None,
) -> BridgingTextOut:
    """Propose a compromise as the chair, or as a facilitator of this clause; you and the chair see it at first."""
    clause, document = clause_for(session, participant, clause_id, lock=True)

    def create() -> BridgingTextOut:
        row = propose_bridging_text(
            session,
            participant=participant,
            clause=clause,
            document=document,
            fields=sent_fields(body.text, body.fields),
            note=body.note,
            base_revision=body.base_revision,
            now=now,
        )
        session.flush()
        return _shown(session, participant, document, row)

    created = create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST bridging text {clause.id} {body.model_dump_json()}",
        response=response,
        answer=BridgingTextOut,
        create=create,
        now=now,
    )
    response.headers["Location"] = f"/api/bridging-texts/{created.id}"
    return created


@router.get("/bridging-texts/{bridging_text_id}")
def read_bridging_text(session: Reading, participant: Asking, bridging_text_id: AnId) -> BridgingTextOut:
    """Read a bridging text, with what it would do for each open amendment."""
    row, _, document = bridging_text_for(session, participant, bridging_text_id)
    return _shown(session, participant, document, row)


@router.post("/bridging-texts/{bridging_text_id}/release", openapi_extra=acts("release bridge"))
def release_one_bridging_text(
    session: Writing, participant: Asking, now: Now, bridging_text_id: AnId, body: ReleaseIn
) -> BridgingTextOut:
    """Show a bridging text to some delegations, or to everyone."""
    row, clause, document = bridging_text_for(session, participant, bridging_text_id, lock=True)
    release_bridging_text(
        session,
        participant=participant,
        bridging_text=row,
        clause=clause,
        document=document,
        to=body.to,
        everyone=body.everyone,
        now=now,
    )
    session.flush()
    return _shown(session, participant, document, row)


@router.post("/bridging-texts/{bridging_text_id}/withdraw", openapi_extra=acts("release bridge"))
def withdraw_one_bridging_text(
    session: Writing, participant: Asking, now: Now, bridging_text_id: AnId
) -> BridgingTextOut:
    """Take a bridging text off the table."""
    row, clause, document = bridging_text_for(session, participant, bridging_text_id, lock=True)
    withdraw_bridging_text(session, participant=participant, bridging_text=row, clause=clause, now=now)
    session.flush()
    return _shown(session, participant, document, row)


@router.get("/clauses/{clause_id}/facilitators")
def list_facilitators(session: Reading, participant: Asking, clause_id: AnId) -> Page[FacilitatorOut]:
    """List the delegations that the chair has asked to look for a compromise on a clause."""
    clause, _ = clause_for(session, participant, clause_id)
    return _facilitators(session, clause)


@router.put("/clauses/{clause_id}/facilitators/{code}", openapi_extra=acts("name facilitators"))
def name_one_facilitator(
    session: Writing, participant: Asking, now: Now, clause_id: AnId, code: ACode
) -> Page[FacilitatorOut]:
    """Ask a delegation to look for a compromise on a clause."""
    clause, document = clause_for(session, participant, clause_id, lock=True)
    delegation = delegation_for(session, code).code
    name_facilitator(
        session, participant=participant, clause=clause, document=document, delegation=delegation, now=now
    )
    session.flush()
    return _facilitators(session, clause)


@router.delete("/clauses/{clause_id}/facilitators/{code}", openapi_extra=acts("name facilitators"))
def end_one_facilitation(
    session: Writing, participant: Asking, now: Now, clause_id: AnId, code: ACode
) -> Page[FacilitatorOut]:
    """Ask a delegation no longer."""
    clause, _ = clause_for(session, participant, clause_id, lock=True)
    delegation = delegation_for(session, code).code
    end_facilitation(session, participant=participant, clause=clause, delegation=delegation, now=now)
    session.flush()
    return _facilitators(session, clause)


def _facilitators(session: Session, clause: ClauseRow) -> Page[FacilitatorOut]:
    rows = session.scalars(
        select(FacilitatorRow)
        .where(FacilitatorRow.clause_id == clause.id, FacilitatorRow.ended_at.is_(None))
        .order_by(FacilitatorRow.named_at, FacilitatorRow.id)
    )
    return Page(items=[FacilitatorOut(delegation=row.delegation, named_at=row.named_at) for row in rows])


def _shown(
    session: Session, participant: Participant, document: DocumentRow, row: BridgingTextRow
) -> BridgingTextOut:
    return show_bridging_texts(session, participant, document, [row])[0]

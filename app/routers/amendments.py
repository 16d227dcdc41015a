"""Amendments as they are written: filed, edited, tabled, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from sqlalchemy.orm import Session

from app.access import amendment_for, clause_for, document_for
from app.access_to_people import speaking_for
from app.identity import Asking, Now
from app.models import AmendmentRow, ClauseRow, DocumentRow
from app.models.written import last_revisions
from app.parameters import AnId, Slug, Writing, acts
from app.preconditions import IdempotencyKey, IfMatch, base_named, create_once, require_tag
from app.presenting import amendment_tag, present_amendment, present_clause, text_read
from app.schemas.amendments import (
    AmendmentIn,
    AmendmentOut,
    AmendmentPatch,
    InsertionIn,
    ReadTextIn,
)
from app.schemas.documents import sent_fields
from app.services.amendments import (
    confirm_amendment,
    edit_amendment,
    propose_amendment,
    release_amendment,
    table_amendment,
    withdraw_amendment,
)
from app.services.insertions import propose_clause
from app.services.wording import clean_wording
from documents.errors import BaseNotNamed, WrongPlace

router = APIRouter(prefix="/api", tags=["amendments"])


@router.post("/clauses/{clause_id}/amendments", status_code=201, openapi_extra=acts("propose"))
def propose_clause_amendment(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    clause_id: AnId,
    body: AmendmentIn,
    if_match: IfMatch = None,
    idempotency_key: IdempotencyKey = None,
) -> AmendmentOut:
    """File an amendment to a clause: replace (text or fields), delete or move; as a draft or tabled at once."""

    def create() -> AmendmentOut:
        clause, document = clause_for(session, participant, clause_id, lock=True)
        after = clause_for(session, participant, body.after)[0] if body.after is not None else None
        wording = clean_wording(clause.kind, sent_fields(body.text, body.fields), body.rationale)
        amendment = propose_amendment(
            session,
            participant=speaking_for(session, participant, body.on_behalf_of),
            clause=clause,
            document=document,
            kind=body.kind,
            wording=wording,
            language=body.language,
            base_revision=base_named(
                present_clause(session, document, clause.id), body.base_revision, if_match
            ),
            after=after,
            amends=body.amends,
            tabled=body.status == "tabled",
            now=now,
        )
        session.flush()
        return present_amendment(session, amendment, notes=wording.notes)

    created = create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST {clause_id} {body.model_dump_json()}",
        response=response,
        answer=AmendmentOut,
        create=create,
        now=now,
    )
    response.headers["Location"] = f"/api/amendments/{created.id}"
    return created


@router.post("/documents/{slug}/amendments", status_code=201, openapi_extra=acts("propose"))
def propose_new_clause(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    slug: Slug,
    body: InsertionIn,
    idempotency_key: IdempotencyKey = None,
) -> AmendmentOut:
    """File the insertion of a new clause; once tabled it is a clause that others amend."""

    def create() -> AmendmentOut:
        document = document_for(session, participant, slug)
        after = clause_for(session, participant, body.after)[0] if body.after is not None else None
        if after is not None and (
            after.document_id != document.id or after.state not in ("standing", "proposed")
        ):
            raise WrongPlace("The clause to follow does not stand in this document.", field="after")
        kind = body.clause_kind or (after.kind if after is not None else None)
        if kind is None:
            raise WrongPlace("Say what is inserted: clause_kind, or after.", field="clause_kind")
        wording = clean_wording(kind, sent_fields(body.text, body.fields), body.rationale)
        amendment = propose_clause(
            session,
            participant=speaking_for(session, participant, body.on_behalf_of),
            document=document,
            kind=kind,
            after=after,
            wording=wording,
            language=body.language,
            tabled=body.status == "tabled",
            now=now,
        )
        session.flush()
        return present_amendment(session, amendment, notes=wording.notes)

    created = create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST {slug} {body.model_dump_json()}",
        response=response,
        answer=AmendmentOut,
        create=create,
        now=now,
    )
    response.headers["Location"] = f"/api/amendments/{created.id}"
    return created


@dataclass(frozen=True, slots=True)
class Step:
    """An amendment that is held while a step of it is taken."""

    session: Session
    response: Response
    amendment: AmendmentRow
    clause: ClauseRow
    document: DocumentRow

    def answer(self, *, notes: Sequence[str] = ()) -> AmendmentOut:
        """Return what the amendment is after the step, under its new ETag."""
        self.session.flush()
        self.response.headers["ETag"] = amendment_tag(self.session, self.amendment)
        return present_amendment(self.session, self.amendment, notes=notes)


def hold_amendment(
    session: Writing, participant: Asking, response: Response, amendment_id: AnId, if_match: IfMatch = None
) -> Step:
    """Hold an amendment, where it is still what the request has read."""
    amendment, clause, document = amendment_for(session, participant, amendment_id, lock=True)
    require_tag(amendment_tag(session, amendment), if_match)
    return Step(session, response, amendment, clause, document)


OneStep = Annotated[Step, Depends(hold_amendment)]


@router.patch("/amendments/{amendment_id}", openapi_extra=acts("edit"))
def edit_one_amendment(
    session: Writing,
    participant: Asking,
    now: Now,
    step: OneStep,
    body: AmendmentPatch,
    if_match: IfMatch = None,
) -> AmendmentOut:
    """Write a new text of your amendment; the earlier ones are kept."""
    amendment, clause, document = step.amendment, step.clause, step.document
    if body.base_revision is None and if_match is None:
        raise BaseNotNamed(
            "Say which text you edit: base_revision in the body, or If-Match with the amendment's ETag.",
            etag=amendment_tag(session, amendment),
        )
    [last] = last_revisions(session, [amendment.id])
    wording = clean_wording(
        clause.kind,
        sent_fields(body.text, body.fields),
        last.rationale if body.rationale is None else body.rationale,
    )
    edit_amendment(
        session,
        participant=participant,
        amendment=amendment,
        clause=clause,
        document=document,
        wording=wording,
        language=body.language,
        # The ETag holds the present text of the clause: who names it has read that.
        base_revision=body.base_revision
        or (present_clause(session, document, clause.id).revision if if_match is not None else None),
        amends=body.amends,
        now=now,
    )
    return step.answer(notes=wording.notes)


@router.post("/amendments/{amendment_id}/table", openapi_extra=acts("table"))
def table_one_amendment(session: Writing, participant: Asking, now: Now, step: OneStep) -> AmendmentOut:
    """Put your draft on the table, for everyone to see."""
    table_amendment(
        session,
        participant=participant,
        amendment=step.amendment,
        clause=step.clause,
        document=step.document,
        now=now,
    )
    return step.answer()


@router.post("/amendments/{amendment_id}/release", openapi_extra=acts("release"))
def release_one_amendment(
    session: Writing,
    participant: Asking,
    now: Now,
    step: OneStep,
    body: ReadTextIn | None = None,
    if_match: IfMatch = None,
) -> AmendmentOut:
    """Release a draft of your delegation, as its head: its negotiators may table it in the text that you read."""
    release_amendment(
        session,
        participant=participant,
        amendment=step.amendment,
        text=text_read(session, step.amendment, body, if_match),
        now=now,
    )
    return step.answer()


@router.post("/amendments/{amendment_id}/confirm", openapi_extra=acts("confirm"))
def confirm_one_amendment(session: Writing, participant: Asking, now: Now, step: OneStep) -> AmendmentOut:
    """Confirm that what the secretariat recorded for your delegation is what it said."""
    confirm_amendment(session, participant=participant, amendment=step.amendment, now=now)
    return step.answer()


@router.post("/amendments/{amendment_id}/withdraw", openapi_extra=acts("withdraw"))
def withdraw_one_amendment(session: Writing, participant: Asking, now: Now, step: OneStep) -> AmendmentOut:
    """Take your amendment back; it stays in the record."""
    withdraw_amendment(
        session, participant=participant, amendment=step.amendment, clause=step.clause, now=now
    )
    return step.answer()

"""Amendments: filed, edited, tabled, withdrawn, joined."""

import re
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy import ColumnElement, false, func, select, tuple_

from app.access import amendment_for, clause_for, document_for, documents_for, visible_amendments
from app.identity import Asking, Now
from app.models import AmendmentRevisionRow, AmendmentRow
from app.models.written import last_revisions
from app.paging import Cursor, Limit, decode_cursor, encode_cursor
from app.parameters import AnId, Reading, Slug, Writing
from app.preconditions import IdempotencyKey, IfMatch, base_named, create_once, require_tag
from app.presenting import amendment_tag, present_amendment, present_amendments, present_clause
from app.schemas.amendments import (
    AmendmentIn,
    AmendmentOut,
    AmendmentPatch,
    AmendmentTextOut,
    InsertionIn,
)
from app.schemas.documents import sent_fields
from app.schemas.wire import Id, Page
from app.services.amendments import (
    edit_amendment,
    propose_amendment,
    table_amendment,
    withdraw_amendment,
)
from app.services.insertions import propose_clause
from app.services.wording import clean_wording
from documents.amendments import Status
from documents.errors import BaseNotNamed, UnknownValue, WrongPlace

router = APIRouter(prefix="/api", tags=["amendments"])

# A draft is met by its own delegation first; when it is tabled it comes last, also for those who read on.
FILED = func.coalesce(AmendmentRow.tabled_at, AmendmentRow.created_at)


@router.post("/clauses/{clause_id}/amendments", status_code=201)
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
            participant=participant,
            clause=clause,
            document=document,
            kind=body.kind,
            wording=wording,
            language=body.language,
            base_revision=base_named(
                present_clause(session, document, clause.id), body.base_revision, if_match
            ),
            after=after,
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


@router.post("/documents/{slug}/amendments", status_code=201)
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
            participant=participant,
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


@router.get("/amendments")
def list_amendments(
    session: Reading,
    participant: Asking,
    document: Annotated[str | None, Query(max_length=64)] = None,
    clause: Annotated[Id | None, Query()] = None,
    delegation: Annotated[str | None, Query(max_length=32, pattern="^[A-Za-z -]+$")] = None,
    status: Annotated[Status | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[AmendmentOut]:
    """List amendments in the order in which they were tabled; drafts are your delegation's own."""
    chosen = (
        select(AmendmentRow)
        .where(visible_amendments(participant), _within(session, participant, document, clause))
        .order_by(FILED, AmendmentRow.id)
    )
    if delegation is not None:
        chosen = chosen.where(AmendmentRow.delegation == delegation)
    if status is not None:
        chosen = chosen.where(AmendmentRow.status == status)
    if last := decode_cursor(cursor):
        chosen = chosen.where(tuple_(FILED, AmendmentRow.id) > tuple_(*_place_in(last)))
    rows = session.scalars(chosen.limit(limit + 1)).all()
    return Page(
        items=present_amendments(session, rows[:limit]),
        next=encode_cursor(_place_of(rows[limit - 1])) if len(rows) > limit else None,
    )


def _place_of(row: AmendmentRow) -> str:
    """Return where an amendment stands in the list: its own words, should it move before the list is read on."""
    return f"{(row.tabled_at or row.created_at).isoformat()} {row.id}"


def _place_in(cursor: str) -> tuple[datetime, str]:
    moment, _, amendment = cursor.partition(" ")
    try:
        filed = datetime.fromisoformat(moment)
    except ValueError:
        filed = None
    if filed is None or filed.tzinfo is None or not re.fullmatch("[a-z2-7]{16}", amendment):
        raise UnknownValue("This cursor was not given by this list; begin without one.", field="cursor")
    return filed, amendment


def _within(
    session: Reading, participant: Asking, document: str | None, clause: str | None
) -> ColumnElement[bool]:
    """Return the condition of belonging to a clause, to a document, or to any that the participant may read."""
    named = document_for(session, participant, document) if document is not None else None
    if clause is None:
        readable = [named] if named is not None else documents_for(session, participant)
        return AmendmentRow.document_id.in_([row.id for row in readable])
    row, home = clause_for(session, participant, clause)
    if named is not None and named.id != home.id:
        return false()
    # By the clause alone: given both, SQLite goes through all amendments of the document.
    return AmendmentRow.clause_id == row.id


@router.get("/amendments/{amendment_id}")
def read_amendment(
    session: Reading, participant: Asking, response: Response, amendment_id: AnId
) -> AmendmentOut:
    """Read an amendment: as its delegation wrote it, and what it becomes on the present text."""
    amendment = amendment_for(session, participant, amendment_id)[0]
    response.headers["ETag"] = amendment_tag(session, amendment)
    return present_amendment(session, amendment)


@router.get("/amendments/{amendment_id}/texts")
def list_amendment_texts(session: Reading, participant: Asking, amendment_id: AnId) -> Page[AmendmentTextOut]:
    """List every text that an amendment had since it was first seen by its readers."""
    amendment, _, _ = amendment_for(session, participant, amendment_id)
    chosen = (
        select(AmendmentRevisionRow)
        .where(AmendmentRevisionRow.amendment_id == amendment.id)
        .order_by(AmendmentRevisionRow.ordinal)
    )
    rows = session.scalars(chosen).all()
    if amendment.delegation != participant.delegation and amendment.tabled_at is not None:
        # What it said while it was a draft stays with its delegation: others see the text that was tabled and on.
        tabled_at = amendment.tabled_at
        drafted = [row for row in rows if row.created_at <= tabled_at]
        rows = [*drafted[-1:], *(row for row in rows if row.created_at > tabled_at)]
    earliest = amendment.tabled_at if amendment.delegation != participant.delegation else None
    return Page(
        items=[
            AmendmentTextOut.of(row, ordinal, earliest=earliest) for ordinal, row in enumerate(rows, start=1)
        ]
    )


@router.patch("/amendments/{amendment_id}")
def edit_one_amendment(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    amendment_id: AnId,
    body: AmendmentPatch,
    if_match: IfMatch = None,
) -> AmendmentOut:
    """Write a new text of your amendment; the earlier ones are kept."""
    amendment, clause, document = amendment_for(session, participant, amendment_id, lock=True)
    require_tag(amendment_tag(session, amendment), if_match)
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
        now=now,
    )
    session.flush()
    response.headers["ETag"] = amendment_tag(session, amendment)
    return present_amendment(session, amendment, notes=wording.notes)


@router.post("/amendments/{amendment_id}/table")
def table_one_amendment(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    amendment_id: AnId,
    if_match: IfMatch = None,
) -> AmendmentOut:
    """Put your draft on the table, for everyone to see."""
    amendment, clause, document = amendment_for(session, participant, amendment_id, lock=True)
    require_tag(amendment_tag(session, amendment), if_match)
    table_amendment(
        session, participant=participant, amendment=amendment, clause=clause, document=document, now=now
    )
    session.flush()
    response.headers["ETag"] = amendment_tag(session, amendment)
    return present_amendment(session, amendment)


@router.post("/amendments/{amendment_id}/withdraw")
def withdraw_one_amendment(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    amendment_id: AnId,
    if_match: IfMatch = None,
) -> AmendmentOut:
    """Take your amendment back; it stays in the record."""
    amendment, clause, _ = amendment_for(session, participant, amendment_id, lock=True)
    require_tag(amendment_tag(session, amendment), if_match)
    withdraw_amendment(session, participant=participant, amendment=amendment, clause=clause, now=now)
    session.flush()
    response.headers["ETag"] = amendment_tag(session, amendment)
    return present_amendment(session, amendment)

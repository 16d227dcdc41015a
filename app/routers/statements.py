"""Statements: drafted, made by the head, recorded and confirmed, withdrawn; read by document."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy.orm import Session

from app.access import document_for
from app.access_beside import clauses_named, statement_for
from app.access_to_people import delegation_named, speaking_for
from app.identity import Asking, Now
from app.models import DocumentRow, StatementRow
from app.paging import Cursor, Limit, page_after
from app.parameters import AnId, Reading, Slug, Writing, acts
from app.preconditions import IdempotencyKey, create_once
from app.schemas.statements import StatementIn, StatementOut, StatementPatch, StatementReadIn
from app.schemas.wire import Page
from app.services.statements import (
    confirm_statement,
    draft_statement,
    edit_statement,
    make_statement,
    withdraw_statement,
)
from app.statements_shown import show_statement, show_statements, statements_of
from documents.statements import StatementKind, StatementStatus

router = APIRouter(prefix="/api", tags=["statements"])


@router.get("/documents/{slug}/statements")
def list_statements(
    session: Reading,
    participant: Asking,
    slug: Slug,
    delegation: Annotated[str | None, Query(max_length=32)] = None,
    kind: StatementKind | None = None,
    status: StatementStatus | None = None,
    clause: Annotated[str | None, Query(max_length=64, description="that they concern")] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[StatementOut]:
    """List the statements on a document, in the order of the house: those made or recorded, and your own drafts."""
    document = document_for(session, participant, slug)
    code = delegation_named(session, delegation).code if delegation is not None else None
    part = page_after(
        statements_of(session, participant, document, clause=clause),
        cursor=cursor,
        limit=limit,
        name=lambda row: row.id,
        show=lambda row: row,
        keep=lambda row: (
            code in (None, row.delegation) and kind in (None, row.kind) and status in (None, row.status)
        ),
    )
    return Page(items=show_statements(session, document, part.items), next=part.next)


@router.post("/documents/{slug}/statements", status_code=201, openapi_extra=acts("draft statement"))
def draft_one_statement(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    slug: Slug,
    body: StatementIn,
    idempotency_key: IdempotencyKey = None,
) -> StatementOut:
    """Draft a statement of your delegation's, which it alone sees; as the secretariat, record one said in the room."""
    document = document_for(session, participant, slug)

    def create() -> StatementOut:
        row = draft_statement(
            session,
            participant=speaking_for(session, participant, body.on_behalf_of),
            document=document,
            kind=body.kind,
            texts=body.texts,
            clauses=clauses_named(session, participant, body.clauses),
            now=now,
        )
        session.flush()
        return show_statement(session, document, row)

    created = create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST statement {document.id} {body.model_dump_json()}",
        response=response,
        answer=StatementOut,
        create=create,
        now=now,
    )
    response.headers["Location"] = f"/api/statements/{created.id}"
    return created


@router.get("/statements/{statement_id}")
def read_statement(session: Reading, participant: Asking, statement_id: AnId) -> StatementOut:
    """Read a statement: one that was made or recorded, or a draft of your delegation's."""
    row, document = statement_for(session, participant, statement_id)
    return show_statement(session, document, row)


@router.patch("/statements/{statement_id}", openapi_extra=acts("draft statement"))
def edit_one_statement(
    session: Writing, participant: Asking, now: Now, statement_id: AnId, body: StatementPatch
) -> StatementOut:
    """Give a draft other words."""
    row, document = statement_for(session, participant, statement_id, lock=True)
    clauses = list(row.concerns) if body.clauses is None else body.clauses
    edit_statement(
        session,
        participant=participant,
        statement=row,
        document=document,
        kind=body.kind or row.kind,
        texts=row.texts if body.texts is None else body.texts,
        clauses=clauses_named(session, participant, clauses),
        base=body.base,
        now=now,
    )
    return _shown(session, document, row)


@router.post("/statements/{statement_id}/make", openapi_extra=acts("make statement"))
def make_one_statement(
    session: Writing, participant: Asking, now: Now, statement_id: AnId, body: StatementReadIn
) -> StatementOut:
    """Make a draft the statement of your delegation, as its head; everyone reads it from then on."""
    row, document = statement_for(session, participant, statement_id, lock=True)
    make_statement(
        session,
        participant=participant,
        statement=row,
        clauses=clauses_named(session, participant, list(row.concerns)),
        document=document,
        base=body.base,
        now=now,
    )
    return _shown(session, document, row)


@router.post("/statements/{statement_id}/confirm", openapi_extra=acts("make statement"))
def confirm_one_statement(
    session: Writing, participant: Asking, now: Now, statement_id: AnId
) -> StatementOut:
    """Say, as the head, that your delegation has said what was recorded in the room."""
    row, document = statement_for(session, participant, statement_id, lock=True)
    confirm_statement(session, participant=participant, statement=row, document=document, now=now)
    return _shown(session, document, row)


@router.post("/statements/{statement_id}/withdraw", openapi_extra=acts("withdraw statement"))
def withdraw_one_statement(
    session: Writing, participant: Asking, now: Now, statement_id: AnId
) -> StatementOut:
    """Withdraw a statement as the head, discard a draft, or take back what was recorded and nobody has confirmed."""
    row, document = statement_for(session, participant, statement_id, lock=True)
    withdraw_statement(session, participant=participant, statement=row, now=now)
    return _shown(session, document, row)


def _shown(session: Session, document: DocumentRow, row: StatementRow) -> StatementOut:
    session.flush()
    return show_statement(session, document, row)

"""Comments: opened on a clause or an amendment, answered, resolved, taken back; read as threads."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.access import amendment_for, clause_for, document_for
from app.access_beside import comment_for, thread_for, visible_comments
from app.access_to_people import delegation_named
from app.identity import Asking, Now
from app.models import AmendmentRow, ClauseRow, CommentRow, DocumentRow
from app.paging import Cursor, Limit, page_after
from app.parameters import AnId, Reading, Slug, Writing, acts
from app.preconditions import IdempotencyKey, create_once
from app.schemas.comments import CommentIn, ReplyIn, ThreadOut
from app.schemas.wire import Page
from app.services.comments import (
    answer_comment,
    comment_on,
    reopen_thread,
    resolve_thread,
    take_comment_back,
)
from app.threads import show_thread, show_threads
from documents.circles import Circle
from documents.following import Pointer
from documents.permissions import Participant

router = APIRouter(prefix="/api", tags=["comments"])


@router.get("/documents/{slug}/comments")
def list_comments(
    session: Reading,
    participant: Asking,
    slug: Slug,
    delegation: Annotated[str | None, Query(max_length=32, description="who opened the thread")] = None,
    mentions: Annotated[
        str | None, Query(max_length=32, description="a delegation that is mentioned in the thread")
    ] = None,
    circle: Circle | None = None,
    resolved: bool | None = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[ThreadOut]:
    """List the threads on a document that are for you, in order of time."""
    document = document_for(session, participant, slug)
    where = [CommentRow.document_id == document.id]
    if delegation is not None:
        where.append(CommentRow.opened_by == delegation_named(session, delegation).code)
    if circle is not None:
        where.append(CommentRow.circle == circle)
    if resolved is not None:
        where.append(CommentRow.resolved_at.is_not(None) == resolved)
    if mentions is not None:
        code = delegation_named(session, mentions, field="mentions").code
        where.append(CommentRow.id.in_(_threads_that_mention(session, participant, document, code)))
    return _page(session, participant, document, where, cursor=cursor, limit=limit)


@router.get("/clauses/{clause_id}/comments")
def list_clause_comments(
    session: Reading, participant: Asking, clause_id: AnId, cursor: Cursor = None, limit: Limit = 100
) -> Page[ThreadOut]:
    """List the threads on a clause and on its amendments that are for you, in order of time."""
    clause, document = clause_for(session, participant, clause_id)
    where = [CommentRow.clause_id == clause.id]
    return _page(session, participant, document, where, cursor=cursor, limit=limit)


@router.post("/clauses/{clause_id}/comments", status_code=201, openapi_extra=acts("comment"))
def comment_on_clause(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    clause_id: AnId,
    body: CommentIn,
    idempotency_key: IdempotencyKey = None,
) -> ThreadOut:
    """Open a thread on a clause, in one of three circles."""
    clause, document = clause_for(session, participant, clause_id)
    return _open(session, participant, now, response, document, clause, None, body, idempotency_key)


@router.post("/amendments/{amendment_id}/comments", status_code=201, openapi_extra=acts("comment"))
def comment_on_amendment(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    amendment_id: AnId,
    body: CommentIn,
    idempotency_key: IdempotencyKey = None,
) -> ThreadOut:
    """Open a thread on an amendment, in one of three circles."""
    amendment, clause, document = amendment_for(session, participant, amendment_id)
    return _open(session, participant, now, response, document, clause, amendment, body, idempotency_key)


@router.get("/comments/{comment_id}")
def read_thread(session: Reading, participant: Asking, comment_id: AnId) -> ThreadOut:
    """Read the thread in which a comment stands."""
    row, document = comment_for(session, participant, comment_id)
    return show_thread(session, document, row)


@router.post("/comments/{comment_id}/replies", status_code=201, openapi_extra=acts("comment"))
def answer_one_comment(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    comment_id: AnId,
    body: ReplyIn,
    idempotency_key: IdempotencyKey = None,
) -> ThreadOut:
    """Answer in a thread; the answer is the whole thread."""
    thread, document = thread_for(session, participant, comment_id)

    def create() -> ThreadOut:
        answer_comment(
            session, participant=participant, document=document, thread=thread, text=body.text, now=now
        )
        session.flush()
        return show_thread(session, document, thread)

    response.headers["Location"] = f"/api/comments/{thread.id}"
    return create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST reply {thread.id} {body.model_dump_json()}",
        response=response,
        answer=ThreadOut,
        create=create,
        now=now,
    )


@router.post("/comments/{comment_id}/resolve", openapi_extra=acts("resolve"))
def resolve_one_thread(session: Writing, participant: Asking, now: Now, comment_id: AnId) -> ThreadOut:
    """Say that a thread is settled: as who opened it, or as chair or secretariat."""
    thread, document = thread_for(session, participant, comment_id, lock=True)
    resolve_thread(session, participant=participant, document=document, thread=thread, now=now)
    return show_thread(session, document, thread)


@router.post("/comments/{comment_id}/reopen", openapi_extra=acts("resolve"))
def reopen_one_thread(session: Writing, participant: Asking, now: Now, comment_id: AnId) -> ThreadOut:
    """Open a resolved thread again."""
    thread, document = thread_for(session, participant, comment_id, lock=True)
    reopen_thread(session, participant=participant, document=document, thread=thread, now=now)
    return show_thread(session, document, thread)


@router.post("/comments/{comment_id}/take-back", openapi_extra=acts("take back"))
def take_one_comment_back(session: Writing, participant: Asking, now: Now, comment_id: AnId) -> ThreadOut:
    """Take back a comment of your delegation's: its words are shown no more, its place in the thread stays."""
    comment, document = comment_for(session, participant, comment_id, lock=True)
    take_comment_back(session, participant=participant, document=document, comment=comment, now=now)
    return show_thread(session, document, comment)


def _open(
    session: Session,
    participant: Participant,
    now: Now,
    response: Response,
    document: DocumentRow,
    clause: ClauseRow,
    amendment: AmendmentRow | None,
    body: CommentIn,
    key: str | None,
) -> ThreadOut:
    def create() -> ThreadOut:
        passage = body.passage
        row = comment_on(
            session,
            participant=participant,
            document=document,
            clause=clause,
            amendment=amendment,
            text=body.text,
            circle=body.circle,
            passage=Pointer(passage.address, passage.words, passage.occurrence) if passage else None,
            base_revision=body.base_revision,
            now=now,
        )
        session.flush()
        return show_thread(session, document, row)

    subject = amendment.id if amendment is not None else clause.id
    created = create_once(
        session,
        participant=participant,
        key=key,
        request=f"POST comment {subject} {body.model_dump_json()}",
        response=response,
        answer=ThreadOut,
        create=create,
        now=now,
    )
    response.headers["Location"] = f"/api/comments/{created.id}"
    return created


def _page(
    session: Session,
    participant: Participant,
    document: DocumentRow,
    where: list[ColumnElement[bool]],
    *,
    cursor: str | None,
    limit: int,
) -> Page[ThreadOut]:
    rows = session.scalars(
        select(CommentRow)
        .where(CommentRow.thread_id.is_(None), visible_comments(participant), *where)
        .order_by(CommentRow.created_at, CommentRow.id)
    ).all()
    part = page_after(
        rows,
        cursor=cursor,
        limit=limit,
        name=lambda row: row.id,
        show=lambda row: row,
    )
    return Page(items=show_threads(session, document, part.items), next=part.next)


def _threads_that_mention(
    session: Session, participant: Participant, document: DocumentRow, code: str
) -> set[str]:
    comments = session.execute(
        select(CommentRow.id, CommentRow.thread_id, CommentRow.mentions).where(
            CommentRow.document_id == document.id,
            CommentRow.taken_back_at.is_(None),
            visible_comments(participant),
        )
    )
    return {thread or own for own, thread, mentions in comments if code in mentions}

"""Splitting, merging and moving clauses, and taking that back; each with a preview of where everything would go."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import clause_for, document_for, streamlining_for
from app.access_to_streamlining import clauses_named, clauses_to_streamline, hold_clauses_of
from app.identity import Asking, Now
from app.models import DocumentRow, StreamliningRow
from app.paging import Cursor, Limit, page_after
from app.parameters import AnId, Reading, Slug, Writing, acts
from app.preconditions import IdempotencyKey, create_once
from app.schemas.documents import sent_fields
from app.schemas.streamlining import (
    ClauseMoveIn,
    LineageOut,
    MergerIn,
    SplitIn,
    StreamliningOut,
    StreamliningUndoIn,
)
from app.schemas.wire import Page
from app.services.moving import move_clause
from app.services.streamlining import ClauseRead, PartWanted, merge_clauses, split_clause
from app.services.undoing_streamlining import undo_streamlining
from app.streamlining_shown import show_lineage, show_preview, show_streamlining, show_streamlinings
from documents.permissions import Participant

router = APIRouter(prefix="/api", tags=["streamlining"])
Preview = Annotated[bool, Query(description="only say where everything would go")]


@router.post("/clauses/{clause_id}/split", openapi_extra=acts("streamline"))
def split_one_clause(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    clause_id: AnId,
    body: SplitIn,
    preview: Preview = False,
    idempotency_key: IdempotencyKey = None,
) -> StreamliningOut:
    """Split a clause into several, or see where everything on it would go; the parts are open (chair, secretariat)."""

    def act() -> tuple[StreamliningRow, DocumentRow]:
        [clause], document = clauses_to_streamline(session, participant, [clause_id])
        row = split_clause(
            session,
            participant=participant,
            document=document,
            read=ClauseRead(clause=clause, base_revision=body.base_revision, fingerprint=body.fingerprint),
            parts=[
                PartWanted(
                    fields=sent_fields(part.text, part.fields), below=part.below, languages=part.languages
                )
                for part in body.parts
            ],
            begins=[(one.words, one.occurrence) for one in body.begins],
            reason=body.reason,
            now=now,
        )
        return row, document

    return _done_or_seen(
        session,
        participant,
        act,
        preview=preview,
        key=idempotency_key,
        request=f"POST {clause_id}/split" + body.model_dump_json(),
        response=response,
        now=now,
    )


@router.post("/documents/{slug}/mergers", openapi_extra=acts("streamline"))
def merge_some_clauses(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    slug: Slug,
    body: MergerIn,
    preview: Preview = False,
    idempotency_key: IdempotencyKey = None,
) -> StreamliningOut:
    """Merge clauses into one, or see where everything on them would go; it is open (chair, secretariat)."""

    def act() -> tuple[StreamliningRow, DocumentRow]:
        ids = [one.clause for one in body.clauses]
        clauses, document = clauses_named(session, participant, slug, ids)
        by_id = {clause.id: clause for clause in clauses}
        row = merge_clauses(
            session,
            participant=participant,
            document=document,
            read=[
                ClauseRead(
                    clause=by_id[one.clause], base_revision=one.base_revision, fingerprint=one.fingerprint
                )
                for one in body.clauses
            ],
            whole=PartWanted(fields=sent_fields(body.text, body.fields), languages=body.languages),
            reason=body.reason,
            now=now,
        )
        return row, document

    return _done_or_seen(
        session,
        participant,
        act,
        preview=preview,
        key=idempotency_key,
        request=f"POST {slug}/mergers" + body.model_dump_json(),
        response=response,
        now=now,
    )


@router.post("/clauses/{clause_id}/place", openapi_extra=acts("streamline"))
def move_one_clause(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    clause_id: AnId,
    body: ClauseMoveIn,
    preview: Preview = False,
    idempotency_key: IdempotencyKey = None,
) -> StreamliningOut:
    """Move a clause with all that stands under it, without an amendment that asks for it (chair, secretariat)."""

    def act() -> tuple[StreamliningRow, DocumentRow]:
        clause, document = clause_for(session, participant, clause_id, lock=True)
        row = move_clause(
            session,
            participant=participant,
            document=document,
            clause=clause,
            after=clause_for(session, participant, body.after)[0] if body.after is not None else None,
            base_revision=body.base_revision,
            reason=body.reason,
            now=now,
        )
        return row, document

    return _done_or_seen(
        session,
        participant,
        act,
        preview=preview,
        key=idempotency_key,
        request=f"POST {clause_id}/place" + body.model_dump_json(),
        response=response,
        now=now,
    )


@router.post("/streamlining/{streamlining_id}/undo", openapi_extra=acts("streamline"))
def undo_one_streamlining(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    streamlining_id: AnId,
    body: StreamliningUndoIn,
    preview: Preview = False,
    idempotency_key: IdempotencyKey = None,
) -> StreamliningOut:
    """Take a split, a merger or a move back, or see what would become of what happened since (chair, secretariat)."""

    def act() -> tuple[StreamliningRow, DocumentRow]:
        row, document = streamlining_for(session, participant, streamlining_id)
        hold_clauses_of(session, participant, row)
        undoing = undo_streamlining(
            session,
            participant=participant,
            document=document,
            streamlining=row,
            reason=body.reason,
            now=now,
        )
        return undoing, document

    return _done_or_seen(
        session,
        participant,
        act,
        preview=preview,
        key=idempotency_key,
        request=f"POST {streamlining_id}/undo" + body.model_dump_json(),
        response=response,
        now=now,
    )


@router.get("/streamlining/{streamlining_id}")
def read_streamlining(session: Reading, participant: Asking, streamlining_id: AnId) -> StreamliningOut:
    """Read a split, a merger or a move, with where everything went that you may know of."""
    row, document = streamlining_for(session, participant, streamlining_id)
    return show_streamlining(session, participant, document, row)


@router.get("/documents/{slug}/streamlining")
def list_streamlining(
    session: Reading, participant: Asking, slug: Slug, cursor: Cursor = None, limit: Limit = 20
) -> Page[StreamliningOut]:
    """List the splits, mergers and moves of a document, the first one first."""
    document = document_for(session, participant, slug)
    rows = session.scalars(
        select(StreamliningRow)
        .where(StreamliningRow.document_id == document.id)
        .order_by(StreamliningRow.done_at, StreamliningRow.id)
    ).all()
    part = page_after(rows, cursor=cursor, limit=limit, name=lambda row: row.id, show=lambda row: row)
    return Page(items=show_streamlinings(session, participant, document, part.items), next=part.next)


@router.get("/clauses/{clause_id}/lineage")
def read_lineage(session: Reading, participant: Asking, clause_id: AnId) -> LineageOut:
    """Read of which clauses one came and which came of it."""
    clause, document = clause_for(session, participant, clause_id)
    return show_lineage(session, document, clause)


def _done_or_seen(
    session: Session,
    participant: Participant,
    act: Callable[[], tuple[StreamliningRow, DocumentRow]],
    *,
    preview: bool,
    key: str | None,
    request: str,
    response: Response,
    now: datetime,
) -> StreamliningOut:
    """Do it once, or do it, look where everything went, and leave nothing of it."""

    def create() -> StreamliningOut:
        row, document = act()
        session.flush()
        return show_streamlining(session, participant, document, row)

    if preview:
        return show_preview(session, participant, act)
    return create_once(
        session,
        participant=participant,
        key=key,
        request=request,
        response=response,
        answer=StreamliningOut,
        create=create,
        now=now,
    )

"""Amendments as they are read: listed, one by one, and every text that one had."""

import re
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy import ColumnElement, false, func, select, tuple_

from app.access import amendment_for, clause_for, document_for, documents_for, visible_amendments
from app.identity import Asking
from app.models import AmendmentRow
from app.models.written import texts_of
from app.paging import Cursor, Limit, decode_cursor, encode_cursor
from app.parameters import AnId, Reading
from app.presenting import amendment_tag, present_amendment, present_amendments
from app.schemas.amendments import AmendmentOut, AmendmentTextOut
from app.schemas.wire import Id, Page
from documents.amendments import Status
from documents.errors import UnknownValue

router = APIRouter(prefix="/api", tags=["amendments"])

# A draft is met by its own delegation first; when it is tabled it comes last, also for those who read on.
FILED = func.coalesce(AmendmentRow.tabled_at, AmendmentRow.created_at)


@router.get("/amendments")
def list_amendments(
    session: Reading,
    participant: Asking,
    document: Annotated[str | None, Query(max_length=64)] = None,
    clause: Annotated[Id | None, Query()] = None,
    delegation: Annotated[str | None, Query(max_length=32, pattern="^[A-Za-z][A-Za-z0-9 -]*$")] = None,
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
    is_own = amendment.delegation == participant.delegation
    rows = texts_of(session, amendment, drafted=is_own)
    earliest = None if is_own else amendment.tabled_at
    return Page(
        items=[
            AmendmentTextOut.of(row, ordinal, earliest=earliest) for ordinal, row in enumerate(rows, start=1)
        ]
    )

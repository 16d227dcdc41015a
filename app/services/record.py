"""The record of what happened: append-only streams, each with its own numbers and its own chain of hashes.

The row of the stream is locked when an event is written. Services write events as the last act of their
transaction, so events get their numbers in the order in which transactions commit.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.models import EventRow, EventStreamRow
from app.models.hashing import hash_values
from app.models.writing import take_written
from documents.circles import Circle
from documents.permissions import HOUSE, Participant

PUBLIC = "public"
CHAIR = "chair"  # for chair and secretariat
STORE = (
    "store"  # of the store as a whole, in no list of events: what stood before the record did, its backups
)
OPERATOR = Participant("SEC", "administrator")  # whoever runs commands on the server
_TRANSLATION = "translation"
START = "0" * 64


def stream_of(delegation: str) -> str:
    """Return the name of the stream of a delegation's private matters."""
    return f"delegation:{delegation}"


def own_stream_of(delegation: str) -> str:
    """Return the stream in which a delegation's members read what is theirs; chair and secretariat share one."""
    return CHAIR if delegation in HOUSE else stream_of(delegation)


def translation_stream_of(delegation: str) -> str:
    """Return the stream of what a delegation has translated: for it and the secretariat's people, without the chair."""
    return f"{_TRANSLATION}:{delegation}"


def stream_of_circle(circle: Circle, owner: str) -> str:
    """Return the stream in which those read who read what ``owner`` has said in a circle."""
    if circle == "everyone":
        return PUBLIC
    if circle == "delegation" or owner in HOUSE:
        return own_stream_of(owner)
    return f"{CHAIR}:{owner}"  # what a delegation and the chair have between them


def readable_streams(participant: Participant) -> ColumnElement[bool]:
    """Return the condition of a stream that a participant may read."""
    code = participant.delegation
    own = [PUBLIC, stream_of(code), own_stream_of(code), f"{CHAIR}:{code}", translation_stream_of(code)]
    readable = [EventRow.stream.in_(own)]
    if code in HOUSE:
        readable.append(EventRow.stream.like(f"{CHAIR}:%"))
    if participant.is_secretariat:
        readable.append(EventRow.stream.like(f"{_TRANSLATION}:%"))
    return or_(*readable)


def about_documents(documents: Collection[str]) -> ColumnElement[bool]:
    """Return the condition of an event that is about no other documents: what happens to one is for its readers."""
    return and_(
        or_(EventRow.document_id.is_(None), EventRow.document_id.in_(documents)),
        or_(EventRow.beside_id.is_(None), EventRow.beside_id.in_(documents)),
    )


def record(
    session: Session,
    *,
    stream: str,
    by: Participant,
    what: str,
    subject: str,
    document: str | None,
    beside: str | None = None,
    data: Mapping[str, Any],
    held_back: Mapping[str, str] = MappingProxyType({}),
    now: datetime,
) -> EventRow:
    """Append one event to a stream and chain it to the one before; it holds the hash of every row written before it.

    Only those who take part in ``document``, and in the one ``beside`` it, read the event; None where it is for all
    readers of the stream.
    ``held_back``: rows that were written before those of an event in another stream, as :func:`take_written` gave
    them: what everyone reads is not told in a stream of few, and streams are taken in the order of their names.
    """
    rows = {**held_back, **take_written(session)}  # they stand in the store before the stream is locked
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(insert(EventStreamRow).values(name=stream, number=0, hash=START).on_conflict_do_nothing())
    end = session.scalars(
        select(EventStreamRow)
        .where(EventStreamRow.name == stream)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    event = EventRow(
        stream=stream,
        number=end.number + 1,
        at=now,
        document_id=document,
        beside_id=beside,
        actor=by.recorder or by.delegation,
        on_behalf_of=by.delegation if by.recorder else None,
        account_id=by.account or None,
        what=what,
        subject=subject,
        data=dict(data),
        rows=rows,
        previous=end.hash,
    )
    event.hash = hash_event(event)
    end.number, end.hash = event.number, event.hash
    session.add(event)
    session.flush()
    return event


def hash_event(event: EventRow) -> str:
    """Return SHA-256 (hex) over the canonical form of an event: JSON, sorted keys, no spaces, UTF-8."""
    # Events that were written before there were such hold none of these, and keep their hashes.
    besides = {
        "account": event.account_id,
        "on_behalf_of": event.on_behalf_of,
        "beside": event.beside_id,
    }
    return hash_values(
        stream=event.stream,
        number=event.number,
        at=event.at.isoformat(),
        document=event.document_id,
        actor=event.actor,
        what=event.what,
        subject=event.subject,
        data=event.data,
        rows=event.rows,
        previous=event.previous,
        **{name: value for name, value in besides.items() if value is not None},
    )

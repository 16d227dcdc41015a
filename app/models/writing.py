"""Which rows a transaction has written and not yet recorded: kept by the session itself, so that none is forgotten."""

from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, SessionTransaction, UOWTransaction

from app.models.accounts import BrakeRow, LastUseRow
from app.models.hashing import hash_row, key_of
from app.models.pdfs import PdfRow
from app.models.record import EventRow, EventStreamRow, KeptAnswerRow
from app.models.registry import Row
from app.models.silence import SilenceLetterRow

# The record itself, and what is forgotten by itself: answers to repeated requests, files on their way, notes, counters.
_UNRECORDED = (EventRow, EventStreamRow, KeptAnswerRow, PdfRow, LastUseRow, BrakeRow, SilenceLetterRow)
_WRITTEN, _SAVED = "rows written", "rows written before each savepoint"
GONE = ""  # instead of the hash of a row that was deleted


def recorded_tables() -> list[type[Row]]:
    """Return the tables whose every row is in the record, by name."""
    mappers = (mapper for mapper in Row.registry.mappers if mapper.class_ not in _UNRECORDED)
    return sorted((mapper.class_ for mapper in mappers), key=lambda one: one.__tablename__)


def take_written(session: Session) -> dict[str, str]:
    """Return what was written since this was last asked, key -> hash; it counts as recorded from now on."""
    session.flush()
    written: dict[int, tuple[Row, bool]] = session.info.pop(_WRITTEN, {})
    return {
        key_of(row): GONE if is_gone else hash_row(row)
        for row, is_gone in written.values()
        if is_gone or inspect(row).persistent
    }


def unrecorded(session: Session) -> list[str]:
    """Return the keys of rows that were written without an event to say so."""
    return sorted(take_written(session))


@event.listens_for(Session, "after_flush")
def _note_written(session: Session, _context: UOWTransaction) -> None:
    written = session.info.setdefault(_WRITTEN, {})
    for rows, is_gone in ((session.new, False), (session.dirty, False), (session.deleted, True)):
        for row in rows:
            if not isinstance(row, _UNRECORDED) and (is_gone or _is_changed(session, row)):
                written[id(row)] = (row, is_gone)


def _is_changed(session: Session, row: Any) -> bool:
    return row in session.new or session.is_modified(row)


@event.listens_for(Session, "after_transaction_create")
def _remember_at_savepoint(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.info.setdefault(_SAVED, {})[transaction] = dict(session.info.get(_WRITTEN, {}))


@event.listens_for(Session, "after_soft_rollback")
def _go_back_to_savepoint(session: Session, transaction: SessionTransaction) -> None:
    # What was written inside is undone, and so are the events that told of what was written before.
    if transaction in session.info.get(_SAVED, {}):
        session.info[_WRITTEN] = session.info[_SAVED].pop(transaction)

"""Statements: drafted within a delegation, made by its head, recorded where they were said in the room, withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.access import capacity_in
from app.models import ClauseRow, DocumentRow, StatementRow, new_id
from app.models.hashing import hash_values
from app.models.present import whole_texts
from app.models.values import IN_THE_TEXT, as_clause
from app.services.record import PUBLIC, own_stream_of, record
from documents.cleaning import clean
from documents.content import Field
from documents.errors import BaseNotNamed, StaleBase, UnknownValue, WrongStatus
from documents.permissions import Participant, require
from documents.statements import StatementKind, StatementStatus, Step, require_texts, status_after

_ENDS: Mapping[StatementStatus, Step] = {
    "draft": "discard",
    "discarded": "discard",
    "recorded": "take back",
}
_TEXT = Field("text", lines=True)


def draft_statement(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    kind: StatementKind,
    texts: Mapping[str, str],
    clauses: Sequence[ClauseRow] = (),
    now: datetime,
) -> StatementRow:
    """Draft a statement within one's own delegation; in another's name, record what it has said in the room."""
    require(participant, "draft statement", capacity=capacity_in(session, participant, document))
    row = StatementRow(
        id=new_id(),
        document_id=document.id,
        delegation=participant.delegation,
        kind=kind,
        status="recorded" if participant.recorder else "draft",
        recorded_by=participant.recorder or None,
        created_at=now,
        made_at=now if participant.recorder else None,
    )
    _write(session, document, row, kind, texts, clauses)
    session.add(row)
    _record(
        session, participant, row, "statement recorded" if participant.recorder else "statement drafted", now
    )
    return row


def edit_statement(
    session: Session,
    *,
    participant: Participant,
    statement: StatementRow,
    document: DocumentRow,
    kind: StatementKind,
    texts: Mapping[str, str],
    clauses: Sequence[ClauseRow],
    base: str | None,
    now: datetime,
) -> StatementRow:
    """Give a draft other words; they are the delegation's own, and nobody else hears of it."""
    _require_step(session, participant, statement, document, "edit")
    _require_base(statement, base)
    _write(session, document, statement, kind, texts, clauses)
    if session.is_modified(statement):  # its clauses may read otherwise now, though its words are the same
        _record(session, participant, statement, "statement edited", now)
    return statement


def make_statement(
    session: Session,
    *,
    participant: Participant,
    statement: StatementRow,
    clauses: Sequence[ClauseRow],
    document: DocumentRow,
    base: str | None,
    now: datetime,
) -> StatementRow:
    """Make a draft the statement of the delegation, as its head: everyone reads it, and its words stay as they are."""
    _require_step(session, participant, statement, document, "make")
    _require_base(statement, base)
    statement.concerns = _concerned(session, document, clauses)
    statement.status = status_after("make", statement.status)
    statement.made_at = now
    _record(session, participant, statement, "statement made", now)
    return statement


def confirm_statement(
    session: Session,
    *,
    participant: Participant,
    statement: StatementRow,
    document: DocumentRow,
    now: datetime,
) -> StatementRow:
    """Say, as the head, that a delegation has said what was recorded in the room; twice changes nothing."""
    require(
        participant,
        "make statement",
        capacity=capacity_in(session, participant, document),
        owner=statement.delegation,
    )
    if statement.status == "made" and statement.confirmed_at is not None:
        return statement
    statement.status = status_after("confirm", statement.status)
    statement.confirmed_at = now
    _record(session, participant, statement, "statement confirmed", now)
    return statement


def withdraw_statement(
    session: Session, *, participant: Participant, statement: StatementRow, now: datetime
) -> StatementRow:
    """Withdraw a statement as the head; discard a draft; take back, as the secretariat too, what nobody confirmed.

    Twice changes nothing; what was made or recorded stays in the record.
    """
    step = _ENDS.get(statement.status, "withdraw")
    if participant.is_secretariat and statement.recorded_by is not None and statement.confirmed_at is None:
        require(participant, "record orally")
    elif step == "discard":
        require(participant, "discard statement", owner=statement.delegation)
    else:
        require(participant, "withdraw statement", owner=statement.delegation)
    if statement.ended_at is not None:
        return statement
    statement.status = status_after(step, statement.status)
    statement.ended_at = now
    what = {"discard": "statement discarded", "take back": "statement taken back"}
    _record(session, participant, statement, what.get(step, "statement withdrawn"), now)
    return statement


def _require_step(
    session: Session, participant: Participant, statement: StatementRow, document: DocumentRow, step: Step
) -> None:
    require(
        participant,
        "make statement" if step == "make" else "draft statement",
        capacity=capacity_in(session, participant, document),
        owner=statement.delegation,
    )
    status_after(step, statement.status)


def _require_base(statement: StatementRow, base: str | None) -> None:
    facts = {"present": statement.hash, "present_texts": dict(statement.texts)}
    if base is None:
        raise BaseNotNamed("Say which words you read: base in the body, the hash of the statement.", **facts)
    if base != statement.hash:
        raise StaleBase("The draft has changed since you read it; read it again first.", **facts)


def _write(
    session: Session,
    document: DocumentRow,
    row: StatementRow,
    kind: StatementKind,
    texts: Mapping[str, str],
    clauses: Sequence[ClauseRow],
) -> None:
    cleaned = {
        language: clean(text, _TEXT, address=f"texts.{language}").text for language, text in texts.items()
    }
    kept = {language: text for language, text in sorted(cleaned.items()) if text}
    require_texts(kept, document.titles)
    row.kind, row.texts = kind, kept
    row.concerns = _concerned(session, document, clauses)
    row.hash = hash_values(kind=kind, texts=kept, clauses=list(row.concerns))


def _concerned(session: Session, document: DocumentRow, clauses: Sequence[ClauseRow]) -> dict[str, str]:
    """Return clause id -> hash of what it reads now, or refuse a statement on what does not stand in the text."""
    present = whole_texts(session, [one.id for one in clauses])
    for clause in clauses:
        if clause.document_id != document.id:
            raise UnknownValue(f"{clause.id} is not a clause of this document.", field="clauses")
        if clause.state not in IN_THE_TEXT or clause.id not in present:
            label = as_clause(session, document, clause.id).clause.label or f"The {clause.kind}"
            raise WrongStatus(f"{label} does not stand in the text; leave it out.", clause=clause.id)
    return {one.id: present[one.id].hash for one in sorted(clauses, key=lambda one: one.id)}


def _record(session: Session, by: Participant, row: StatementRow, what: str, now: datetime) -> None:
    record(
        session,
        stream=PUBLIC if row.is_public else own_stream_of(row.delegation),
        by=by,
        what=what,
        subject=row.id,
        document=row.document_id,
        data={
            "statement": row.id,
            "delegation": row.delegation,
            "kind": row.kind,
            "clauses": list(row.concerns),
        },
        now=now,
    )

"""Rounds: opened, their deadline moved, closed early, and the reminders before the deadline."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    ClauseRow,
    DocumentRow,
    RoundClauseRow,
    RoundReminderRow,
    RoundRow,
    new_id,
)
from app.models.in_rounds import as_round, as_rounds, places_of, rounds_of
from app.services.adoption import require_not_adopted
from app.services.record import OPERATOR, PUBLIC, record
from documents.cleaning import clean, require_words
from documents.content import Field
from documents.errors import BaseNotNamed, StaleBase, TooLong, Unacceptable, WrongStatus
from documents.permissions import Participant, require
from documents.rounds import (
    LateRule,
    RoundKind,
    reminder_due,
    require_alone,
    require_new_deadline,
    require_running,
    require_times,
)

LONGEST_NAME = 200  # signs
_NAME, _NOTE, _REASON = Field("name"), Field("note", lines=True), Field("reason", lines=True)


def open_round(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    kind: RoundKind,
    name: str,
    note: str = "",
    opens_at: datetime | None = None,
    deadline: datetime,
    late: LateRule = "mark",
    clauses: Sequence[ClauseRow] = (),
    now: datetime,
) -> RoundRow:
    """Ask for comments or proposals until a deadline, from now on or later, on a document or on some of its clauses."""
    require(participant, "call rounds")
    _require_proposals_possible(session, document, kind)
    kept = clean(name, _NAME).text
    require_words(kept)
    if len(kept) > LONGEST_NAME:
        raise TooLong(
            f"name: {len(kept)} signs; a name holds at most {LONGEST_NAME}.", field="name", limit=LONGEST_NAME
        )
    if kind == "comments" and late == "refuse":
        raise Unacceptable(
            "Nobody is kept from commenting: comments that come late are marked. Choose 'mark'.", field="late"
        )
    opens_at = opens_at if opens_at is not None else now
    require_times(opens_at, deadline, now=now)
    for clause in clauses:
        if clause.state not in ("standing", "proposed"):
            raise WrongStatus(
                "A round asks about what stands in the text, or is proposed for it.", clause=clause.id
            )
    row = RoundRow(
        id=new_id(),
        document_id=document.id,
        kind=kind,
        name=kept,
        note=clean(note, _NOTE).text,
        late=late,
        opens_at=opens_at,
        deadline=deadline,
        deadline_set_at=now,
        created_at=now,
    )
    ids = sorted({clause.id for clause in clauses})
    one = as_round(row, ids)
    require_alone(one, rounds_of(session, document, kind=kind), places_of(session, document))
    session.add(row)
    session.flush()
    session.add_all(RoundClauseRow(round_id=row.id, clause_id=clause) for clause in ids)
    facts = {"kind": kind, "opens_at": opens_at.isoformat(), "late": late, "clauses": ids}
    _record(session, participant, row, "round called", facts, now)
    return row


def move_deadline(
    session: Session,
    *,
    participant: Participant,
    round_: RoundRow,
    document: DocumentRow,
    deadline: datetime,
    reason: str,
    version: int | None,
    now: datetime,
) -> RoundRow:
    """Move the deadline, with a reason that everyone reads; one that has ended is opened again.

    ``version``: of the round as it was read.
    """
    require(participant, "call rounds")
    _require_read(round_, version)
    _require_proposals_possible(session, document, round_.kind)
    kept = _reason(reason)
    [one] = as_rounds(session, [round_])
    require_new_deadline(one, deadline, now=now)
    moved = replace(one, deadline=deadline, set_at=now, closed_at=None)
    require_alone(moved, rounds_of(session, document, kind=round_.kind), places_of(session, document))
    before = {"from": round_.deadline.isoformat()}
    if round_.closed_at is not None:
        before["closed_at"] = round_.closed_at.isoformat()
    round_.deadline, round_.deadline_set_at, round_.closed_at = deadline, now, None
    _record(session, participant, round_, "round deadline moved", {**before, "reason": kept}, now)
    return round_


def close_round(
    session: Session,
    *,
    participant: Participant,
    round_: RoundRow,
    reason: str,
    version: int | None,
    now: datetime,
) -> RoundRow:
    """End a round before its deadline, with a reason that everyone reads; one that has not opened is called off."""
    require(participant, "call rounds")
    _require_read(round_, version)
    kept = _reason(reason)
    [one] = as_rounds(session, [round_])
    require_running(one, now=now)
    round_.closed_at = now
    what = "round closed" if now > round_.opens_at else "round called off"
    _record(session, participant, round_, what, {"reason": kept}, now)
    return round_


def remind_of_round(session: Session, *, round_: RoundRow, now: datetime) -> RoundReminderRow | None:
    """Write the reminder that is due, None where none is. Whoever calls it holds the round: each is written once."""
    one = as_round(round_, ())
    written = session.scalars(
        select(RoundReminderRow.hours).where(
            RoundReminderRow.round_id == round_.id, RoundReminderRow.deadline == round_.deadline
        )
    ).all()
    hours = reminder_due(one, now, written)
    if hours is None:
        return None
    row = RoundReminderRow(
        id=new_id(), round_id=round_.id, deadline=round_.deadline, hours=hours, written_at=now
    )
    session.add(row)
    _record(session, OPERATOR, round_, "round deadline near", {"hours": hours}, now)
    return row


def _require_proposals_possible(session: Session, document: DocumentRow, kind: RoundKind) -> None:
    """Refuse to ask for proposals on a text that is final; comments on it may still be asked for."""
    if kind == "proposals":
        require_not_adopted(session, document)


def _reason(reason: str) -> str:
    kept = clean(reason, _REASON).text
    if not kept:
        raise Unacceptable("Say why; everyone who takes part reads it.", field="reason")
    return kept


def _require_read(round_: RoundRow, version: int | None) -> None:
    if version is None:
        raise BaseNotNamed(
            "Say which state of the round you read: version in the body, or If-Match with its ETag.",
            present_version=round_.version,
        )
    if version != round_.version:
        raise StaleBase(
            "The round was changed since you read it; read it again.",
            present_version=round_.version,
            present_deadline=round_.deadline,
        )


def _record(
    session: Session,
    by: Participant,
    row: RoundRow,
    what: str,
    facts: Mapping[str, object],
    now: datetime,
) -> None:
    record(
        session,
        stream=PUBLIC,
        by=by,
        what=what,
        subject=row.id,
        document=row.document_id,
        data={"round": row.id, "name": row.name, "deadline": row.deadline.isoformat(), **facts},
        now=now,
    )

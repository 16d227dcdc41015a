"""The outcome of a silence procedure: whoever comes first after its end writes it down, once.

No clock has to ring. What is over is over by the clock of whoever asks; each request, before it reads or writes
anything, writes down what is due, and where nobody comes that is a duty (:mod:`app.due`).
"""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.models import ClauseRow, DocumentRow, SilenceClauseRow, SilenceProcedureRow
from app.models.values import clauses_by_id
from app.services.agreement import set_levels
from app.services.record import PUBLIC, record
from documents.permissions import Participant
from documents.silence import Outcome, in_words

CHAIR = Participant("CHAIR", "chair")  # in whose name silence is asked for


def is_outcome_due(session: Session, *, now: datetime) -> bool:
    """Return whether there is a silence procedure that is over and whose outcome nobody has written down."""
    return session.scalar(_due(now).limit(1)) is not None


def write_due_outcomes(session: Session, *, now: datetime) -> list[SilenceProcedureRow]:
    """Write down what has come of every silence procedure that is over, and return those; again, it is none."""
    closed = []
    for procedure in session.scalars(_due(now)).all():
        row = session.get_one(SilenceProcedureRow, procedure)
        if close_silence(session, procedure=row, ended_at=row.closes_at, now=now):
            closed.append(row)
    return closed


def close_silence(
    session: Session, *, procedure: SilenceProcedureRow, ended_at: datetime, now: datetime
) -> bool:
    """Let the level be taken on every clause in scope, if nobody has objected and the time is over.

    Returns whether this has ended the procedure. Of several who come at once, all but the first find it ended.
    """
    if procedure.silence.state_at(now) != "unbroken" or procedure.outcome is not None:
        return False
    document = session.get_one(DocumentRow, procedure.document_id)
    scope = session.execute(
        select(SilenceClauseRow.clause_id, SilenceClauseRow.revision_id).where(
            SilenceClauseRow.procedure_id == procedure.id,
            SilenceClauseRow.language == document.negotiated_language,
        )
    )
    frozen: dict[str, str] = {clause: revision for clause, revision in scope}  # noqa: C416
    # The clauses before the procedure, in one order: as whoever writes on several of them holds them.
    held = select(ClauseRow).where(ClauseRow.id.in_(frozen)).order_by(ClauseRow.id)
    clauses = {row.id: row for row in session.scalars(held.with_for_update(key_share=True))}
    session.refresh(procedure, with_for_update={"key_share": True})
    if procedure.silence.state_at(now) != "unbroken" or procedure.outcome is not None:
        return False
    end_silence(procedure, "unbroken", ended_at=ended_at, now=now)
    session.flush()
    record(
        session,
        stream=PUBLIC,
        by=CHAIR,
        what="silence unbroken",
        subject=procedure.id,
        document=document.id,
        data={
            "level": procedure.level,
            "deadline": procedure.deadline.isoformat(),
            "clauses": sorted(frozen),
        },
        now=now,
    )
    levels = document.levels
    lower = [
        (clauses[clause], frozen[clause])
        for clause, one in clauses_by_id(session, document, sorted(frozen)).items()
        if levels.index(one.clause.agreement.level) < levels.index(procedure.level)
    ]
    if lower:
        reason = f"Nobody objected under the silence procedure that ended on {in_words(ended_at)}."
        set_levels(
            session,
            participant=CHAIR,
            clauses=lower,
            document=document,
            level=procedure.level,
            reason=reason,
            by_silence=True,
            now=now,
        )
    return True


def end_silence(
    procedure: SilenceProcedureRow, outcome: Outcome, *, ended_at: datetime, now: datetime
) -> None:
    """Note the outcome; from then on the text is free."""
    procedure.outcome, procedure.ended_at, procedure.written_at = outcome, ended_at, now


def _due(now: datetime) -> Select[str]:
    return (
        select(SilenceProcedureRow.id)
        .where(SilenceProcedureRow.outcome.is_(None), SilenceProcedureRow.closes_at <= now)
        .order_by(SilenceProcedureRow.closes_at, SilenceProcedureRow.id)
    )

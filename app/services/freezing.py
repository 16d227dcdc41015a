"""What is under silence stays as it is: asked by every service that writes on a text or on what is proposed on it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import exists, or_, select, true
from sqlalchemy.orm import Session

from app.models import ClausePlaceRow, SilenceClauseRow, SilenceProcedureRow
from documents.errors import UnderSilence, fact
from documents.silence import in_words


def require_not_under_silence(
    session: Session,
    *,
    document: str,
    clauses: Iterable[str | None] | None,
    now: datetime,
    language: str | None = None,
) -> None:
    """Refuse to change what a silence procedure has frozen: clauses of its scope, and what stands under them.

    ``clauses``: what is written on, and under what it comes to stand; None: anything. ``language``: in which a text
    is written; a language that the procedure does not freeze is free. Whoever asks holds the clauses, or the document
    where its structure changes, as whoever opens a procedure does. What is over is free when its outcome is written.
    """
    written_on = sorted({clause for clause in clauses or () if clause is not None})
    above = select(ClausePlaceRow.parent_id).where(
        ClausePlaceRow.clause_id.in_(written_on), ClausePlaceRow.current
    )
    in_scope = exists().where(
        SilenceClauseRow.procedure_id == SilenceProcedureRow.id,
        or_(SilenceClauseRow.clause_id.in_(written_on), SilenceClauseRow.clause_id.in_(above)),
    )
    running = session.scalars(
        select(SilenceProcedureRow)
        .where(
            SilenceProcedureRow.document_id == document,
            SilenceProcedureRow.outcome.is_(None),
            true() if clauses is None else or_(SilenceProcedureRow.whole_document, in_scope),
        )
        .order_by(SilenceProcedureRow.closes_at.desc())
    )
    for row in running:
        if language is None or language in row.languages:
            raise UnderSilence(
                _why(
                    row, fact("This clause") if clauses is not None else fact("A part of this document"), now
                ),
                silence_procedure=row.id,
                deadline=row.deadline,
                until=row.closes_at,
            )


def _why(row: SilenceProcedureRow, part: str, now: datetime) -> str:
    what = fact("The whole document") if row.whole_document else part
    state = row.silence.state_at(now)
    if state == "running":
        return fact(
            f"{what} is under silence until {in_words(row.deadline)}, and frozen so long. Positions and comments stay "
            "possible; a head of delegation may object, which frees the text."
        )
    if state == "to be confirmed":
        return fact(
            f"{what} is frozen: an objection was made before the deadline and waits for its head of delegation, "
            f"until {in_words(row.closes_at)} at most."
        )
    return fact("The silence procedure is over, and its outcome is being written. Send it again in a moment.")

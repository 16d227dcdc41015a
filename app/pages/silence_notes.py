"""What pages say of a text that is frozen: by which silence procedure, and until when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dates import in_words
from app.models import DocumentRow, SilenceClauseRow, SilenceProcedureRow
from app.silence_shown import silence_over


@dataclass(frozen=True, kw_only=True, slots=True)
class FrozenShown:
    """A silence procedure that freezes a text."""

    id: str
    until: str
    waits: str  # until when an objection waits to be confirmed; "" where none does
    level: str
    whole_document: bool
    labels: Sequence[str]  # of the clauses in its scope
    more: int  # beyond those that are named
    clauses: frozenset[str]  # their ids


_NAMED = 8


def frozen_clause(session: Session, document: DocumentRow, clause: str) -> FrozenShown | None:
    """Return what freezes a clause, None where nothing does."""
    row = silence_over(session, document, clause)
    return _shown(row, (), frozenset((clause,))) if row is not None else None


def frozen_in(session: Session, document: DocumentRow, labels: Mapping[str, str]) -> list[FrozenShown]:
    """Return what freezes a document or parts of it; ``labels`` of its clauses, in the order of the text."""
    rows = session.scalars(
        select(SilenceProcedureRow)
        .where(SilenceProcedureRow.document_id == document.id, SilenceProcedureRow.outcome.is_(None))
        .order_by(SilenceProcedureRow.deadline, SilenceProcedureRow.id)
    ).all()
    scopes: dict[str, set[str]] = {}
    for one in session.scalars(
        select(SilenceClauseRow).where(
            SilenceClauseRow.procedure_id.in_([row.id for row in rows]),
            SilenceClauseRow.language == document.negotiated_language,
        )
    ):
        scopes.setdefault(one.procedure_id, set()).add(one.clause_id)
    return [
        _shown(
            row,
            [label for clause, label in labels.items() if label and clause in scopes[row.id]],
            frozenset(labels if row.whole_document else scopes[row.id]),
        )
        for row in rows
    ]


def _shown(row: SilenceProcedureRow, labels: Sequence[str], clauses: frozenset[str]) -> FrozenShown:
    return FrozenShown(
        id=row.id,
        until=in_words(row.deadline),
        waits=in_words(row.closes_at) if row.silence.awaits_confirmation else "",
        level=row.level,
        whole_document=row.whole_document,
        labels=labels[:_NAMED],
        more=max(0, len(labels) - _NAMED),
        clauses=clauses,
    )

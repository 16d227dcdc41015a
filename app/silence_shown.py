"""Silence procedures as their readers see them: by the clock of whoever asks, in a bounded number of queries."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from app.models import (
    ClausePlaceRow,
    DelegationRow,
    DocumentRow,
    ObjectionRow,
    ParticipationRow,
    SilenceClauseRow,
    SilenceExtensionRow,
    SilenceProcedureRow,
)
from app.models.values import as_clauses, clauses_by_id
from app.schemas.silence import (
    ExtensionOut,
    FrozenClauseOut,
    LocalDeadlineOut,
    ObjectionOut,
    SilenceOut,
)
from documents.silence import local_times

OfProcedure = TypeVar("OfProcedure", SilenceClauseRow, SilenceExtensionRow, ObjectionRow)


def silence_procedures_of(session: Session, document: DocumentRow) -> list[SilenceProcedureRow]:
    """Return the silence procedures of a document, the latest first."""
    return list(
        session.scalars(
            select(SilenceProcedureRow)
            .where(SilenceProcedureRow.document_id == document.id)
            .order_by(SilenceProcedureRow.opened_at.desc(), SilenceProcedureRow.id)
        )
    )


def silence_over(
    session: Session, document: DocumentRow, clause: str | None = None
) -> SilenceProcedureRow | None:
    """Return the silence procedure that freezes a clause, or the whole document; None where nothing does."""
    above = select(ClausePlaceRow.parent_id).where(ClausePlaceRow.clause_id == clause, ClausePlaceRow.current)
    in_scope = exists().where(
        SilenceClauseRow.procedure_id == SilenceProcedureRow.id,
        or_(SilenceClauseRow.clause_id == clause, SilenceClauseRow.clause_id.in_(above)),
    )
    return session.scalars(
        select(SilenceProcedureRow)
        .where(
            SilenceProcedureRow.document_id == document.id,
            SilenceProcedureRow.outcome.is_(None),
            or_(SilenceProcedureRow.whole_document, in_scope),
        )
        .order_by(SilenceProcedureRow.closes_at.desc())
    ).first()


def show_silence(
    session: Session, document: DocumentRow, rows: Sequence[SilenceProcedureRow], *, now: datetime
) -> list[SilenceOut]:
    """Return silence procedures of a document in the order given."""
    if not rows:
        return []
    ids = [row.id for row in rows]
    frozen = _by_procedure(
        session.scalars(select(SilenceClauseRow).where(SilenceClauseRow.procedure_id.in_(ids)))
    )
    objections = _by_procedure(
        session.scalars(
            select(ObjectionRow)
            .where(ObjectionRow.procedure_id.in_(ids))
            .order_by(ObjectionRow.made_at, ObjectionRow.id)
        )
    )
    extensions = _by_procedure(
        session.scalars(
            select(SilenceExtensionRow)
            .where(SilenceExtensionRow.procedure_id.in_(ids))
            .order_by(SilenceExtensionRow.extended_at, SilenceExtensionRow.id)
        )
    )
    named = sorted({one.clause_id for ones in frozen.values() for one in ones})
    labels = _labels(session, document, named)
    zones = zones_of(session, document)
    return [
        SilenceOut(
            id=row.id,
            document=document.slug,
            state=row.silence.state_at(now),
            whole_document=row.whole_document,
            level=row.level,
            note=row.note,
            languages=row.languages,
            minimum_hours=row.minimum_hours,
            opened_by=row.opened_by,
            opened_at=row.opened_at,
            deadline=row.deadline,
            closes_at=row.closes_at,
            local_deadlines=[
                LocalDeadlineOut(delegation=code, time_zone=zones[code] or "UTC", local=local)
                for code, local in local_times(row.deadline, zones).items()
            ],
            clauses=_frozen(frozen.get(row.id, []), labels),
            extensions=[ExtensionOut.of(one) for one in extensions.get(row.id, [])],
            objections=[ObjectionOut.of(one) for one in objections.get(row.id, [])],
            # What is over and not yet written down ended when it closed.
            ended_at=row.ended_at or (None if row.silence.is_frozen_at(now) else row.closes_at),
            reason=row.reason,
        )
        for row in rows
    ]


def zones_of(session: Session, document: DocumentRow) -> dict[str, str | None]:
    """Return the time zones of the capitals that negotiate a document, by code, in the order of the house."""
    rows = session.execute(
        select(DelegationRow.code, DelegationRow.time_zone)
        .join(ParticipationRow, ParticipationRow.delegation == DelegationRow.code)
        .where(ParticipationRow.document_id == document.id, ParticipationRow.capacity == "negotiates")
        .order_by(DelegationRow.ordinal, DelegationRow.code)
    )
    return {code: zone for code, zone in rows}  # noqa: C416  (a row is no pair to mypy)


def _labels(session: Session, document: DocumentRow, clauses: Sequence[str]) -> dict[str, str]:
    """Return the labels of clauses in the order of the text, then of those that have left it since."""
    named = set(clauses)
    labels = {
        one.clause.id: one.clause.label for one in as_clauses(session, document) if one.clause.id in named
    }
    gone = sorted(named - set(labels))
    return labels | {
        one.clause.id: one.clause.label for one in clauses_by_id(session, document, gone).values()
    }


def _frozen(rows: Sequence[SilenceClauseRow], labels: dict[str, str]) -> list[FrozenClauseOut]:
    revisions: dict[str, dict[str, str]] = {}
    for one in sorted(rows, key=lambda row: row.language):
        revisions.setdefault(one.clause_id, {})[one.language] = one.revision_id
    return [
        FrozenClauseOut(clause=clause, label=label, revisions=revisions[clause])
        for clause, label in labels.items()
        if clause in revisions
    ]


def _by_procedure(rows: Iterable[OfProcedure]) -> dict[str, list[OfProcedure]]:
    found: dict[str, list[OfProcedure]] = {}
    for row in rows:
        found.setdefault(row.procedure_id, []).append(row)
    return found

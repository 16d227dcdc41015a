"""Silence procedures: opened, extended, objected to, called off; the outcome is written once, by the server's clock."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in
from app.models import (
    DocumentRow,
    ObjectionRow,
    SilenceClauseRow,
    SilenceExtensionRow,
    SilenceProcedureRow,
    SilenceRulesRow,
    new_id,
)
from app.services.adoption import require_not_adopted
from app.services.record import PUBLIC, record
from app.services.silence_outcome import close_silence, end_silence
from app.services.silence_scope import Scope, require_scope
from app.services.wording import clean_wording
from documents.errors import EmptyText, NotPermitted, UnknownValue, WrongStatus, fact
from documents.permissions import Participant, require
from documents.silence import (
    MINIMUM_HOURS,
    Silence,
    levels_to_take,
    require_deadline,
    require_extension,
    require_minimum,
    require_objected_clauses,
    require_objection,
)


def rules_of(session: Session, document: DocumentRow) -> SilenceRulesRow:
    """Return what the rules of a document say of silence procedures; what holds everywhere where they say nothing."""
    return session.get(SilenceRulesRow, document.id) or SilenceRulesRow(
        minimum_hours=MINIMUM_HOURS, languages=sorted(document.titles), reason=""
    )


def set_silence_rules(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    minimum_hours: int,
    languages: Sequence[str] | None = None,
    reason: str,
    now: datetime,
) -> SilenceRulesRow:
    """Say how long delegations have at least in this document, and in which languages a text must be there.

    What runs already keeps the rules that it was opened by.
    """
    require(participant, "set silence rules")
    require_minimum(minimum_hours)
    wanted = set(document.titles) if languages is None else {*languages, document.negotiated_language}
    for language in sorted(wanted):
        if language not in document.titles:
            raise UnknownValue(
                f"This document has no text in {language}; its languages are: {', '.join(sorted(document.titles))}.",
                field="languages",
            )
    row = session.get(SilenceRulesRow, document.id)
    if row is None:
        row = SilenceRulesRow(document_id=document.id)
        session.add(row)
    row.minimum_hours, row.languages = minimum_hours, sorted(wanted)
    row.reason, row.set_at = (
        _reason(reason, fact("Say why the rules are changed, for everyone to read.")),
        now,
    )
    data = {"minimum_hours": minimum_hours, "languages": row.languages, "reason": row.reason}
    _record(session, participant, document.id, document.id, "silence rules set", data, now)
    return row


def open_silence(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    scope: Scope,
    level: str,
    deadline: datetime,
    note: str = "",
    now: datetime,
) -> SilenceProcedureRow:
    """Put clauses, or the whole document, under silence: frozen, and agreed on ``level`` unless somebody objects.

    Every clause is there in every required language, and was read as it stands.
    """
    require(participant, "run silence")
    require_not_adopted(session, document)
    if level not in levels_to_take(document.levels):
        raise UnknownValue(
            f"Silence does not give the level {level!r}; it can give: {', '.join(levels_to_take(document.levels))}.",
            field="level",
        )
    rules = rules_of(session, document)
    require_deadline(deadline, at=now, minimum_hours=rules.minimum_hours)
    texts = require_scope(
        session, document=document, scope=scope, level=level, languages=rules.languages, now=now
    )
    row = SilenceProcedureRow(
        id=new_id(),
        document_id=document.id,
        whole_document=scope.whole_document,
        level=level,
        note=clean_wording("entry", {}, note).rationale,
        languages=list(rules.languages),
        minimum_hours=rules.minimum_hours,
        opened_by=participant.delegation,
        opened_at=now,
        deadline=deadline,
        closes_at=deadline,
        reason="",
    )
    session.add(row)
    session.flush()
    session.add_all(
        SilenceClauseRow(procedure_id=row.id, clause_id=clause, language=language, revision_id=revision)
        for (clause, language), revision in sorted(texts.items())
    )
    data = {
        "level": level,
        "deadline": deadline.isoformat(),
        "whole_document": scope.whole_document,
        "clauses": sorted({clause for clause, _ in texts}),
        "note": row.note,
    }
    _record(session, participant, row.id, document.id, "silence opened", data, now)
    return row


def extend_silence(
    session: Session,
    *,
    participant: Participant,
    procedure: SilenceProcedureRow,
    deadline: datetime,
    reason: str = "",
    now: datetime,
) -> SilenceProcedureRow:
    """Give delegations more time, before the deadline and never less; what is frozen stays so."""
    require(participant, "run silence")
    require_extension(deadline, procedure.silence, at=now)
    extension = SilenceExtensionRow(
        id=new_id(),
        procedure_id=procedure.id,
        from_deadline=procedure.deadline,
        deadline=deadline,
        reason=clean_wording("entry", {}, reason).rationale,
        extended_at=now,
    )
    session.add(extension)
    awaits = procedure.silence.awaits_confirmation
    procedure.deadline = deadline
    procedure.closes_at = Silence(deadline, awaits).closes_at
    data = {
        "deadline": deadline.isoformat(),
        "from_deadline": extension.from_deadline.isoformat(),
        "reason": extension.reason,
    }
    _record(session, participant, procedure.id, procedure.document_id, "silence extended", data, now)
    return procedure


def call_silence_off(
    session: Session, *, participant: Participant, procedure: SilenceProcedureRow, reason: str, now: datetime
) -> SilenceProcedureRow:
    """End a silence procedure without an outcome for the text, which is free again; everyone reads why."""
    require(participant, "run silence")
    if not procedure.silence.is_frozen_at(now):
        raise WrongStatus(f"The silence procedure is over ({procedure.silence.state_at(now)}).")
    procedure.reason = _reason(
        reason, fact("Say why the silence procedure is called off, for everyone to read.")
    )
    end_silence(procedure, "called off", ended_at=now, now=now)
    data = {"reason": procedure.reason}
    _record(session, participant, procedure.id, procedure.document_id, "silence called off", data, now)
    return procedure


def object_to_silence(
    session: Session,
    *,
    participant: Participant,
    procedure: SilenceProcedureRow,
    document: DocumentRow,
    clauses: Sequence[str],
    reason: str,
    now: datetime,
) -> ObjectionRow:
    """Object before the deadline, with the reason and the clauses: the word of a head breaks the silence at once.

    What a negotiator says, or the secretariat records, waits for the head to confirm it.
    """
    require(participant, "object", capacity=capacity_in(session, participant, document))
    require_objection(procedure.silence, at=now)
    scope = session.scalars(
        select(SilenceClauseRow.clause_id).where(SilenceClauseRow.procedure_id == procedure.id).distinct()
    )
    require_objected_clauses(clauses, set(scope))
    kept = _reason(reason, fact("Say why, for everyone to read: without a reason silence is not broken."))
    is_head = participant.role == "head"
    before = session.scalar(
        select(ObjectionRow).where(
            ObjectionRow.procedure_id == procedure.id,
            ObjectionRow.delegation == participant.delegation,
            ObjectionRow.ended_at.is_(None),
        )
    )
    if before is not None and not is_head:
        raise WrongStatus(
            f"{participant.delegation} has objected already; its head confirms that, or it is taken back first.",
            objection=before.id,
        )
    if before is not None:
        before.ended_at = now  # the head says it in words of its own
        session.flush()
    row = ObjectionRow(
        id=new_id(),
        procedure_id=procedure.id,
        delegation=participant.delegation,
        clauses=sorted(set(clauses)),
        reason=kept,
        recorded_by=participant.recorder or None,
        made_at=now,
    )
    session.add(row)
    if not is_head:
        procedure.closes_at = Silence(procedure.deadline, awaits_confirmation=True).closes_at
    data = {"objection": row.id, "clauses": row.clauses, "reason": kept}
    _record(session, participant, procedure.id, procedure.document_id, "objection made", data, now)
    if is_head:
        _break(session, participant, procedure, row, now)
    return row


def confirm_objection(
    session: Session,
    *,
    participant: Participant,
    procedure: SilenceProcedureRow,
    objection: ObjectionRow,
    now: datetime,
) -> ObjectionRow:
    """Say, as the head, that this is the delegation's objection: it breaks the silence, as it was made in time."""
    document = session.get_one(DocumentRow, procedure.document_id)
    capacity = capacity_in(session, participant, document)
    require(participant, "confirm objection", capacity=capacity, owner=objection.delegation)
    if objection.confirmed_at is not None:
        return objection
    if objection.ended_at is not None:
        raise WrongStatus("This objection was taken back; make another before the deadline.")
    if not procedure.silence.is_frozen_at(now):
        raise WrongStatus(
            f"The silence procedure is over ({procedure.silence.state_at(now)}); what was not confirmed in time "
            "changes nothing any more. Ask the chair to reopen the clauses."
        )
    _break(session, participant, procedure, objection, now)
    return objection


def take_objection_back(
    session: Session,
    *,
    participant: Participant,
    procedure: SilenceProcedureRow,
    objection: ObjectionRow,
    now: datetime,
) -> ObjectionRow:
    """Take back an objection that its head has not confirmed; what broke the silence has broken it.

    Whoever recorded it takes back what was recorded, and nothing else. After the deadline this ends the procedure,
    if nothing else waits.
    """
    require(participant, "take objection back", owner=objection.delegation)
    if participant.recorder and objection.recorded_by is None:
        raise NotPermitted(
            f"{objection.delegation} has objected itself; only its members take that back.",
            delegation=objection.delegation,
        )
    if objection.confirmed_at is not None:
        raise WrongStatus("This objection has broken the silence; the text is free, and stays so.")
    if objection.ended_at is not None or not procedure.silence.is_frozen_at(now):
        return objection
    objection.ended_at = now
    session.flush()
    others = session.scalar(
        select(ObjectionRow.id)
        .where(ObjectionRow.procedure_id == procedure.id, ObjectionRow.ended_at.is_(None))
        .limit(1)
    )
    procedure.closes_at = Silence(procedure.deadline, awaits_confirmation=others is not None).closes_at
    data = {"objection": objection.id}
    _record(session, participant, procedure.id, procedure.document_id, "objection taken back", data, now)
    close_silence(session, procedure=procedure, ended_at=now, now=now)
    return objection


def _break(
    session: Session,
    participant: Participant,
    procedure: SilenceProcedureRow,
    objection: ObjectionRow,
    now: datetime,
) -> None:
    objection.confirmed_at = now
    end_silence(procedure, "broken", ended_at=now, now=now)
    data = {"objection": objection.id, "clauses": objection.clauses}
    _record(session, participant, procedure.id, procedure.document_id, "silence broken", data, now)


def _reason(reason: str, missing: str) -> str:
    kept = clean_wording("entry", {}, reason).rationale
    if not kept:
        raise EmptyText(missing, field="reason")
    return kept


def _record(
    session: Session,
    participant: Participant,
    subject: str,
    document: str,
    what: str,
    data: Mapping[str, object],
    now: datetime,
) -> None:
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what=what,
        subject=subject,
        document=document,
        data=data,
        now=now,
    )

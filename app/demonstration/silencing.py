"""Acts of silence: texts are put under it, it is extended, delegations object, and heads confirm that."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from app.access_to_people import speaking_for
from app.demonstration.stage import Stage
from app.demonstration.story import Act
from app.models import ObjectionRow, SilenceProcedureRow
from app.services.silence import (
    call_silence_off,
    confirm_objection,
    extend_silence,
    object_to_silence,
    open_silence,
)
from app.services.silence_scope import Scope
from documents.permissions import Participant


def put_under_silence(stage: Stage, act: Act, who: Participant) -> None:
    """Put clauses under silence for so many hours, as they read then."""
    clauses = [stage.clause_called(act, key) for key in act.words("clauses")]
    stage.silences[act.word("name")] = open_silence(
        stage.session,
        participant=who,
        document=stage.document,
        scope=Scope({clause.id: stage.present(clause)[0] for clause in clauses}),
        level=act.word("level"),
        deadline=act.at + _hours(act),
        note=act.word("reason"),
        now=act.at,
    )


def prolong(stage: Stage, act: Act, who: Participant) -> None:
    """Move the deadline by so many hours."""
    procedure = _silence(stage, act)
    extend_silence(
        stage.session,
        participant=who,
        procedure=procedure,
        deadline=procedure.deadline + _hours(act),
        reason=act.word("reason"),
        now=act.at,
    )


def call_off(stage: Stage, act: Act, who: Participant) -> None:
    """End a silence procedure without an outcome."""
    call_silence_off(
        stage.session, participant=who, procedure=_silence(stage, act), reason=act.word("reason"), now=act.at
    )


def object_to(stage: Stage, act: Act, who: Participant) -> None:
    """Object as the head of a delegation; as the secretariat, record what another has ``said_by``."""
    speaker = speaking_for(stage.session, who, act.word("said_by") or None)
    object_to_silence(
        stage.session,
        participant=speaker if speaker.recorder else replace(speaker, role="head"),
        procedure=_silence(stage, act),
        document=stage.document,
        clauses=[stage.clause_called(act, key).id for key in act.words("clauses")],
        reason=act.word("reason"),
        now=act.at,
    )


def confirm(stage: Stage, act: Act, who: Participant) -> None:
    """Confirm, as the head, what was recorded for the delegation."""
    procedure = _silence(stage, act)
    objection = stage.session.scalar(
        select(ObjectionRow).where(
            ObjectionRow.procedure_id == procedure.id,
            ObjectionRow.delegation == who.delegation,
            ObjectionRow.ended_at.is_(None),
        )
    )
    if objection is None:
        act.refuse(f"{who.delegation} has not objected to {act.word('of')!r}")
    confirm_objection(
        stage.session,
        participant=replace(who, role="head"),
        procedure=procedure,
        objection=objection,
        now=act.at,
    )


def _silence(stage: Stage, act: Act) -> SilenceProcedureRow:
    known = stage.silences.get(act.word("of"))
    return known if known is not None else act.refuse(f"there is no silence {act.word('of')!r} so far")


def _hours(act: Act) -> timedelta:
    return timedelta(hours=int(act.says["hours"]))

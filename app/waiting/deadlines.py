"""What waits until a deadline: texts under silence, objections that a head confirms, rounds that run."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Select, exists, select

from app.models import ObjectionRow, SilenceProcedureRow
from app.models.in_rounds import rounds_of
from app.waiting.scene import Scene
from documents.permissions import HOUSE, Action, may
from documents.rounds import RoundKind, state_of
from documents.waiting import Todo, Waiting

_ASKED: Mapping[RoundKind, tuple[Todo, Action]] = {
    "comments": ("send comments", "comment"),
    "proposals": ("send proposals", "propose"),
}


def silences(scene: Scene) -> Iterator[Waiting]:
    """Yield what stands agreed unless the delegation objects, which it has not done."""
    code = scene.participant.delegation
    if not may(scene.participant, "object", owner=code, capacity=scene.capacity):
        return
    objected = exists().where(
        ObjectionRow.procedure_id == SilenceProcedureRow.id,
        ObjectionRow.delegation == code,
        ObjectionRow.ended_at.is_(None),
    )
    for row in scene.session.scalars(
        _running(scene).where(SilenceProcedureRow.deadline > scene.now, ~objected)
    ):
        yield Waiting(todo="silence", subject=row.id, until=row.deadline)


def objections(scene: Scene) -> Iterator[Waiting]:
    """Yield the objections of the delegation that its head has not confirmed; the head alone breaks a silence."""
    code = scene.participant.delegation
    if not may(scene.participant, "confirm objection", owner=code, capacity=scene.capacity):
        return
    waiting = exists().where(
        ObjectionRow.procedure_id == SilenceProcedureRow.id,
        ObjectionRow.delegation == code,
        ObjectionRow.ended_at.is_(None),
        ObjectionRow.confirmed_at.is_(None),
    )
    for row in scene.session.scalars(
        _running(scene).where(SilenceProcedureRow.closes_at > scene.now, waiting)
    ):
        yield Waiting(todo="confirm objection", subject=row.id, until=row.closes_at)


def rounds(scene: Scene) -> Iterator[Waiting]:
    """Yield the rounds that are open to what a delegation may say; chair and secretariat ask, and are not asked."""
    if scene.participant.delegation in HOUSE:
        return
    for one in rounds_of(scene.session, scene.document):
        todo, asked = _ASKED[one.kind]
        if state_of(one, scene.now) == "open" and may(scene.participant, asked, capacity=scene.capacity):
            yield Waiting(todo=todo, subject=one.id, until=one.ends_at)


def _running(scene: Scene) -> Select[SilenceProcedureRow]:
    return (
        select(SilenceProcedureRow)
        .where(
            SilenceProcedureRow.document_id == scene.document.id,
            SilenceProcedureRow.outcome.is_(None),
        )
        .order_by(SilenceProcedureRow.closes_at, SilenceProcedureRow.id)
    )

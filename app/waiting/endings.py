"""What waits at the end, and between the documents: statements of the own delegation, links that are to be checked."""

from collections.abc import Iterator

from sqlalchemy import select

from app.links_shown import links_to_check
from app.models import StatementRow
from app.waiting.scene import Scene
from documents.permissions import may
from documents.waiting import Todo, Waiting


def statements(scene: Scene) -> Iterator[Waiting]:
    """Yield, for the head, the drafts of statements, and those that were recorded and are not confirmed."""
    code = scene.participant.delegation
    if not may(scene.participant, "make statement", capacity=scene.capacity, owner=code):
        return
    places = {one.id: place for place, one in enumerate(scene.clauses)}
    for row in scene.session.scalars(
        select(StatementRow).where(
            StatementRow.document_id == scene.document.id,
            StatementRow.delegation == code,
            StatementRow.status.in_(("draft", "recorded")),
        )
    ):
        # One on the whole text stands on the page of what comes first, its title.
        on = sorted(row.concerns, key=lambda clause: places.get(clause, len(places)))
        clause = next(iter([*on, *places]), "")
        todo: Todo = "make statement" if row.status == "draft" else "confirm statement"
        yield Waiting(todo=todo, clause=clause, subject=row.id)


def to_check(scene: Scene) -> Iterator[Waiting]:
    """Yield the links of entries of which one end reads otherwise than when they were checked."""
    if may(scene.participant, "link"):
        for row in links_to_check(scene.session, scene.participant, scene.document):
            yield Waiting(todo="check link", clause=row.entry_id, subject=row.id)

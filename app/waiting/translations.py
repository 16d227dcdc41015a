"""What waits of drafts in another language: to be translated, and to be accepted."""

from collections.abc import Iterator

from sqlalchemy import select

from app.models import TranslationRequestRow
from app.waiting.scene import Scene
from documents.permissions import may
from documents.waiting import Waiting


def to_translate(scene: Scene) -> Iterator[Waiting]:
    """Yield the drafts that the secretariat is asked to translate."""
    if not may(scene.participant, "translate"):
        return
    for row in scene.session.scalars(
        select(TranslationRequestRow).where(
            TranslationRequestRow.document_id == scene.document.id, TranslationRequestRow.state == "asked"
        )
    ):
        yield Waiting(todo="translate", clause=row.clause_id, subject=row.id, by=(row.delegation,))


def to_accept(scene: Scene) -> Iterator[Waiting]:
    """Yield the translations of the own drafts that were given and not yet accepted."""
    code = scene.participant.delegation
    if not may(scene.participant, "ask for translation", owner=code, capacity=scene.capacity):
        return
    for row in scene.session.scalars(
        select(TranslationRequestRow).where(
            TranslationRequestRow.document_id == scene.document.id,
            TranslationRequestRow.delegation == code,
            TranslationRequestRow.state == "given",
        )
    ):
        yield Waiting(todo="accept translation", clause=row.clause_id, subject=row.id)

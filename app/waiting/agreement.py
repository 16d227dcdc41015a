"""What waits on the way to agreement: for delegations, for the chair, for the secretariat."""

from collections.abc import Iterator

from app.models.lacking import unaligned
from app.waiting.scene import Scene
from documents.content import COUNTED_KINDS
from documents.permissions import may
from documents.waiting import Waiting


def pending(scene: Scene) -> Iterator[Waiting]:
    """Yield the clauses that are pending the delegation, or that wait for its word."""
    code = scene.participant.delegation
    if not may(scene.participant, "take position", capacity=scene.capacity):
        return
    for one in scene.clauses:
        if code in scene.standings[one.id].awaited:
            yield Waiting(todo="pending", clause=one.id, subject=one.id)


def to_decide(scene: Scene) -> Iterator[Waiting]:
    """Yield the clauses that the chair has something to decide on."""
    if not may(scene.participant, "decide"):
        return
    for clause, standing in scene.standings.items():
        tabled = [one for one in standing.against if one.matter == "amendment"]
        if tabled:
            sponsors = dict.fromkeys(code for one in tabled for code in one.delegations)
            yield Waiting(todo="decide", clause=clause, subject=clause, by=tuple(sponsors))


def to_agree(scene: Scene) -> Iterator[Waiting]:
    """Yield the clauses that can take their next level, up to the one before the adoption."""
    if not may(scene.participant, "agree"):
        return
    for one in scene.clauses:
        standing = scene.standings[one.id]
        is_there = standing.agreement.level in scene.document.levels[-2:]
        if one.standing and one.kind in COUNTED_KINDS and not standing.against and not is_there:
            yield Waiting(todo="agree", clause=one.id, subject=one.id)


def to_align(scene: Scene) -> Iterator[Waiting]:
    """Yield the clauses whose words in another language are missing or have fallen behind."""
    if not may(scene.participant, "align"):
        return
    for language, clauses in unaligned(scene.session, scene.document).items():
        for clause in clauses:
            yield Waiting(todo="align", clause=clause, subject=clause, language=language)

"""Everything that waits for whoever asks, document by document."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ClauseRow, DocumentRow
from app.models.adoptions import adoption_of
from app.models.values import clauses_by_id
from app.waiting import agreement, deadlines, endings, proposals, translations, words
from app.waiting.scene import Scene
from documents.permissions import Participant
from documents.waiting import Waiting, in_order, still_possible

_FIELDS: Sequence[Callable[[Scene], Iterator[Waiting]]] = (
    deadlines.silences,
    deadlines.objections,
    deadlines.rounds,
    proposals.recorded,
    proposals.to_restate,
    proposals.drafts,
    translations.to_accept,
    translations.to_translate,
    proposals.asked_to_join,
    proposals.to_join,
    words.positions,
    words.questions,
    words.bridges,
    words.own_bridges,
    agreement.pending,
    agreement.to_decide,
    agreement.to_agree,
    agreement.to_align,
    endings.statements,
    endings.to_check,
)


@dataclass(frozen=True, slots=True)
class WaitingHere:
    """What waits in one document, in order, with what its clauses are called."""

    document: DocumentRow
    waiting: Sequence[Waiting]
    labels: Mapping[str, str]  # clause id -> label, or its kind where it has none


def what_waits(
    session: Session, participant: Participant, document: DocumentRow, *, now: datetime
) -> WaitingHere:
    """Return what waits for whoever asks in a document that it may read."""
    scene = Scene(session, participant, document, now)
    every = [one for field in _FIELDS for one in field(scene)]
    found = still_possible(
        every,
        gone=_gone(scene, {one.clause for one in every}),
        final=adoption_of(session, document.id) is not None,
    )
    places = {one.id: place for place, one in enumerate(scene.clauses)}
    labels = {one.id: one.label or one.kind.replace("_", " ") for one in scene.clauses}
    # A draft of a new clause has no place in the running text yet.
    if elsewhere := sorted({one.clause for one in found if one.clause} - labels.keys()):
        labels |= {
            clause: placed.clause.label or "a new clause"
            for clause, placed in clauses_by_id(session, document, elsewhere).items()
        }
    return WaitingHere(document, in_order(found, places), labels)


def _gone(scene: Scene, clauses: Collection[str]) -> set[str]:
    """Return which of these clauses have left the text; a draft of a new one has not come into it yet."""
    elsewhere = sorted(set(clauses) - {one.id for one in scene.clauses} - {""})
    if not elsewhere:
        return set()
    gone = ClauseRow.state.in_(("removed", "dropped"))
    return set(scene.session.scalars(select(ClauseRow.id).where(ClauseRow.id.in_(elsewhere), gone)))

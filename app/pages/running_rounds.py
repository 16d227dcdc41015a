"""What pages say of the rounds that run: on a document, and on one clause, where it may be too late already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import DocumentRow
from app.models.in_rounds import places_asked, rounds_of
from documents.rounds import ROUND_KINDS, LateRule, Round, RoundKind, fallen_into, state_of


@dataclass(frozen=True, kw_only=True, slots=True)
class RunningShown:
    """A round that runs, that is announced, or that has closed over a clause."""

    id: str
    name: str
    kind: RoundKind
    state: str
    opens_at: datetime
    ends_at: datetime
    late: LateRule
    on_some: bool  # clauses only


def running_in(session: Session, document: DocumentRow, *, now: datetime) -> list[RunningShown]:
    """Return the rounds of a document that are open or announced, the first deadline first."""
    rounds = [one for one in rounds_of(session, document) if state_of(one, now) in ("open", "announced")]
    return [_shown(one, now) for one in sorted(rounds, key=lambda one: (one.ends_at, one.id))]


def running_over(
    session: Session, document: DocumentRow, clause: str, *, now: datetime
) -> list[RunningShown]:
    """Return into which rounds falls what is said of a clause now: open ones, and of proposals one that has closed."""
    rounds = rounds_of(session, document)
    places = places_asked(session, document, rounds)
    found: Sequence[Round] = [
        fallen.round
        for kind in ROUND_KINDS
        if (fallen := fallen_into([one for one in rounds if one.kind == kind], clause, now, places))
        and (kind == "proposals" or not fallen.is_late)
    ]
    return [_shown(one, now) for one in found]


def _shown(one: Round, now: datetime) -> RunningShown:
    return RunningShown(
        id=one.id,
        name=one.name,
        kind=one.kind,
        state=state_of(one, now),
        opens_at=one.opens_at,
        ends_at=one.ends_at,
        late=one.late,
        on_some=bool(one.clauses),
    )

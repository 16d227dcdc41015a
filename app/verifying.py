"""Whether the store is what its record says: every chain, every row, every text, the state of every clause.

Whoever changes a row behind the system's back would have to change the event that holds its hash, all events behind
that one, and the copies of the chain's end that others hold: see ``docs/security.md``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from app.models import (
    ClauseHeadRow,
    ClauseRevisionRow,
    ClauseRow,
    DecisionRow,
    EventRow,
    EventStreamRow,
    RedlineRow,
    StatusChangeRow,
)
from app.models.hashing import hash_content, hash_row, key_of
from app.models.writing import GONE, recorded_tables
from app.services.record import START, hash_event

_LAST = 2**63  # the version of a row that is gone


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something that is not as the record says, and the event that says otherwise ("" where there is none)."""

    what: str
    event: str = ""

    def __str__(self) -> str:
        return f"{self.what} ({self.event})" if self.event else self.what


def verify_store(session: Session) -> Iterator[Misfit]:
    """Yield what does not fit, the chains first; nothing where the store is what its record says."""
    yield from _chains(session)
    yield from _rows(session)
    yield from _texts(session)
    yield from _states(session)


def _chains(session: Session) -> Iterator[Misfit]:
    """Every stream counts from 1, each event holds the hash of the one before and its own, and the end is its end."""
    ends = {end.name: end for end in session.scalars(select(EventStreamRow))}
    events = session.scalars(select(EventRow).order_by(EventRow.stream, EventRow.number))
    for stream, chained in groupby(events, key=lambda event: event.stream):
        number, previous = 0, START
        for event in chained:
            number += 1
            if event.number != number:
                yield Misfit(f"event {number} of the stream {stream} is missing")
                number = event.number
            elif event.previous != previous:
                yield Misfit("it does not follow the event before it", _called(event))
            if event.hash != hash_event(event):
                yield Misfit("the event itself was changed", _called(event))
            previous = event.hash
        end = ends.pop(stream, None)
        if end is None or (end.number, end.hash) != (number, previous):
            yield Misfit(f"the stream {stream} ends elsewhere than it says")
    for name, end in ends.items():
        if (end.number, end.hash) != (0, START):
            yield Misfit(f"all {end.number} events of the stream {name} are missing")


def _rows(session: Session) -> Iterator[Misfit]:
    """Every row is as the event that wrote it last left it; none is missing, none came by itself."""
    recorded = _last_written(session)
    for table in recorded_tables():
        for row in session.scalars(select(table)):
            key = key_of(row)
            expected, event = recorded.pop(key, (None, ""))
            if expected is None:
                yield Misfit(f"{key} was written without an event")
            elif expected != hash_row(row):
                yield Misfit(f"{key} was changed after it was written", event)
    for key, (expected, event) in sorted(recorded.items()):
        if expected != GONE:
            yield Misfit(f"{key} is missing", event)


def _last_written(session: Session) -> dict[str, tuple[str, str]]:
    """Return the last hash of each row, with the event that holds it.

    A row that counts its versions may be written in two streams, first privately: the higher number is the later. Of
    one that does not, only the public stream has more to say than the private one, and comes behind it here.
    """
    found: dict[str, tuple[int, str, str]] = {}
    for event in session.scalars(select(EventRow).order_by(EventRow.stream, EventRow.number)):
        for key, hashed in event.rows.items():
            version = int(hashed.partition(":")[0]) if ":" in hashed else (_LAST if hashed == GONE else 0)
            if key not in found or version >= found[key][0]:
                found[key] = (version, hashed, _called(event))
    return {key: (hashed, event) for key, (_, hashed, event) in found.items()}


def _texts(session: Session) -> Iterator[Misfit]:
    """Every text and every file has the hash that stands beside it."""
    for revision in session.scalars(select(ClauseRevisionRow)):
        if revision.hash != hash_content(revision.content):
            yield Misfit(f"the text of {key_of(revision)} does not have its hash")
    for redline in session.scalars(
        select(RedlineRow).options(undefer(RedlineRow.file)).execution_options(yield_per=1)
    ):
        if redline.file is not None and redline.file_hash != sha256(redline.file).hexdigest():
            yield Misfit(f"the file of {key_of(redline)} does not have its hash")


def _states(session: Session) -> Iterator[Misfit]:
    """The state of every clause follows: its texts from each other, its head from the last, its level from a text."""
    heads = {(head.clause_id, head.language): head for head in session.scalars(select(ClauseHeadRow))}
    revisions = session.scalars(
        select(ClauseRevisionRow).order_by(
            ClauseRevisionRow.clause_id, ClauseRevisionRow.language, ClauseRevisionRow.ordinal
        )
    ).all()
    texts: dict[str, set[str]] = {}
    for of, written in groupby(revisions, key=lambda one: (one.clause_id, one.language)):
        before: str | None = None
        for ordinal, revision in enumerate(written, start=1):
            texts.setdefault(of[0], set()).add(revision.hash)
            if (revision.ordinal, revision.follows) != (ordinal, before):
                yield Misfit(f"{key_of(revision)} does not follow the text before it")
            before = revision.id
        if heads.get(of) is None or heads[of].revision_id != before:
            yield Misfit(f"the present text of clause {of[0]} in {of[1]} is not its last one")
    for decision in session.scalars(select(DecisionRow)):
        ends = (decision.from_revision, decision.to_revision)
        if not {one for one in ends if one} <= {revision.id for revision in revisions}:
            yield Misfit(f"{key_of(decision)} leads from or to a text that is not there")
    for change in session.scalars(select(StatusChangeRow)):
        if change.text_hash not in texts.get(change.clause_id, ()):
            yield Misfit(f"{key_of(change)} is about a text that the clause never had")
    states = session.execute(select(ClauseRow.id, ClauseRow.state)).all()
    for clause, state in states:
        if state == "standing" and not texts.get(clause):
            yield Misfit(f"clause {clause} stands in the text without a text")


def _called(event: EventRow) -> str:
    return (
        f"event {event.number} of the stream {event.stream}: {event.what}, {event.at:%Y-%m-%d %H:%M:%S} UTC"
    )

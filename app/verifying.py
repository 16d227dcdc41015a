"""Whether the store is what its record says: every chain, every row, every text, the state of every clause.

Whoever changes a row behind the system's back would have to change the event that holds its hash, all events behind
that one, and the copies of the chain's end that others hold: see ``docs/security.md``.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import EventStreamRow
from app.models.hashing import hash_row, key_of
from app.models.writing import GONE, recorded_tables
from app.recorded import Misfit, Recorded, events_told, read_record
from app.services.record import START, hash_event
from app.verifying_texts import misfits_of_texts

_NEVER = (datetime.max.replace(tzinfo=UTC), "", 0)


def verify_store(session: Session) -> Iterator[Misfit]:
    """Yield what does not fit, the chains first, then by the event that says otherwise, the earliest first."""
    recorded = read_record(session)
    yield from sorted(_chains(session), key=_place)
    yield from sorted([*_rows(session, recorded), *misfits_of_texts(session, recorded)], key=_place)


def _place(misfit: Misfit) -> tuple[datetime, str, int]:
    """What no event tells of has no time of its own, and is named last."""
    return misfit.event.place if misfit.event is not None else _NEVER


def _chains(session: Session) -> Iterator[Misfit]:
    """Every stream counts from 1, each event holds the hash of the one before and its own, and the end is its end."""
    ends = {end.name: end for end in session.scalars(select(EventStreamRow))}
    for stream, chained in groupby(events_told(session), key=lambda one: one[0].stream):
        number, previous = 0, START
        for event, told in chained:
            number += 1
            if event.number != number:
                yield Misfit(f"event {number} of the stream {stream} is missing", told)
                number = event.number
            elif event.previous != previous:
                yield Misfit("it does not follow the event before it", told)
            if event.hash != hash_event(event):
                yield Misfit("the event itself was changed", told)
            previous = event.hash
        end = ends.pop(stream, None)
        if end is None or (end.number, end.hash) != (number, previous):
            yield Misfit(f"the stream {stream} ends elsewhere than it says", told)
    for name, end in ends.items():
        if (end.number, end.hash) != (0, START):
            yield Misfit(f"all {end.number} events of the stream {name} are missing")


def _rows(session: Session, recorded: Recorded) -> Iterator[Misfit]:
    """Every row is as the event that wrote it last left it; none is missing, none came by itself."""
    there = set()
    for table in recorded_tables():
        for row in session.scalars(select(table)):
            key = key_of(row)
            there.add(key)
            if key not in recorded:
                yield Misfit(f"{key} was written without an event")
            elif recorded[key].hash != hash_row(row):
                yield Misfit(f"{key} was changed after it was written", recorded[key].event)
    for key in sorted(recorded.keys() - there):
        if recorded[key].hash != GONE:
            yield Misfit(f"{key} is missing", recorded[key].event)

"""What the record says of every row: how it was last written, and by which event; and what does not fit it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import EventRow
from app.models.writing import GONE
from app.services.record import STORE

_BEGINNING = datetime.min.replace(tzinfo=UTC)
_LAST = 2**63  # of two streams, the one in which a row has gone has the last word
# Until an ending was written where its sign-in or its token was begun, it stood in the stream of whoever ended it.
_ENDINGS = ("signed out", "token revoked")
# The first versions named these by a hash of their content; they never change, so what was taken up is how they stand.
_UNCHANGING = ("clause_revision:", "amendment_revision:", "edition:")


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it is named to people, and its place among all events: by time, but in its stream by number."""

    name: str
    place: tuple[datetime, str, int]


@dataclass(frozen=True, slots=True)
class LastWritten:
    """The hash of a row as it was last written, GONE where it was deleted, and the event that says so."""

    hash: str
    event: Told


Recorded = Mapping[str, LastWritten]  # by the key of the row


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something that is not as the record says, and the event that says otherwise (None where there is none)."""

    what: str
    event: Told | None = None

    def __str__(self) -> str:
        return f"{self.what} ({self.event.name})" if self.event else self.what


def events_told(session: Session) -> Iterator[tuple[EventRow, Told]]:
    """Yield every event, stream by stream, by number."""
    events = session.scalars(select(EventRow).order_by(EventRow.stream, EventRow.number))
    for stream, chained in groupby(events, key=lambda event: event.stream):
        latest = _BEGINNING
        for event in chained:
            latest = max(latest, event.at)  # a clock may be set back; the numbers never are
            name = (
                f"event {event.number} of the stream {stream}: {event.what}, {event.at:%Y-%m-%d %H:%M:%S} UTC"
            )
            yield event, Told(name, (latest, stream, event.number))


def read_record(session: Session) -> dict[str, LastWritten]:
    """Return of each row how it was last written.

    In one stream the number of the event decides. Where several streams tell of a row, their last words are compared:
    the higher version is the later. Of rows that count none, what was taken up once came first, an ending comes last;
    else a row goes from the chair to a delegation and from there to the public, which is the order of the names.
    """
    found: dict[str, tuple[tuple[bool, int, bool, str], LastWritten]] = {}
    for stream, told in groupby(events_told(session), key=lambda one: one[0].stream):
        last = {
            key: (event, LastWritten(hashed, name))
            for event, name in told
            for key, hashed in event.rows.items()
        }
        for key, (event, written) in last.items():
            came_later = (stream == STORE) == key.startswith(_UNCHANGING)
            rank = (came_later, _version(written.hash), event.what in _ENDINGS, stream)
            if key not in found or rank > found[key][0]:
                found[key] = (rank, written)
    return {key: written for key, (_, written) in found.items()}


def _version(hashed: str) -> int:
    version, colon, _ = hashed.partition(":")
    if colon and version.isdecimal():
        return int(version)
    return _LAST if hashed == GONE else 0

"""Which backups were made, as the record tells it: when, how large, with which SHA-256."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import EventRow
from app.services.backups import BACKED_UP
from app.services.record import STORE

OFTEN_ENOUGH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """One backup that is complete; ``number``: of the event in the stream of the store."""

    number: int
    made_at: datetime
    size: int  # in bytes
    sha256: str


def backups_made(session: Session, *, limit: int | None = None) -> Sequence[MadeBackup]:
    """Return the backups that were noted, the last first, in one query; ``limit``: no more than so many."""
    rows = session.execute(
        select(EventRow.number, EventRow.at, EventRow.data)
        .where(EventRow.stream == STORE, EventRow.what == BACKED_UP)
        .order_by(EventRow.number.desc())
        .limit(limit)
    )
    return [MadeBackup(number, at, data["bytes"], data["sha256"]) for number, at, data in rows]


def is_due(last: MadeBackup | None, *, now: datetime) -> bool:
    """Say whether no backup was made for a day.

    >>> from datetime import UTC
    >>> made = MadeBackup(1, datetime(2026, 4, 22, 3, tzinfo=UTC), 1, "")
    >>> [is_due(made, now=datetime(2026, 4, day, 3, tzinfo=UTC)) for day in (22, 23, 24)]
    [False, False, True]
    >>> is_due(None, now=made.made_at)
    True
    """
    return last is None or now - last.made_at > OFTEN_ENOUGH

"""Noting in the record that a copy of the whole store was made."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.models import EventRow
from app.services.record import OPERATOR, STORE, record

BACKED_UP = "backed up"


def note_backup(session: Session, *, size: int, sha256: str, now: datetime) -> EventRow:
    """Note that a backup is complete: its size in bytes, and its SHA-256 by which it is told from others.

    Where the file lies is the operator's alone and is not noted.
    """
    return record(
        session,
        stream=STORE,
        by=OPERATOR,
        what=BACKED_UP,
        subject=sha256,
        document=None,
        data={"bytes": size, "sha256": sha256},
        now=now,
    )

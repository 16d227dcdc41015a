"""Backups on the wire."""

from typing import Annotated

from pydantic import Field

from app.backups_made import MadeBackup
from app.schemas.wire import Out, Time


class BackupOut(Out):
    """A copy of the whole store that the operator has made; where it lies is not said."""

    number: Annotated[int, Field(description="of the event that tells of it, in the stream of the store")]
    made_at: Time
    bytes: int
    sha256: str

    @classmethod
    def of(cls, made: MadeBackup) -> "BackupOut":
        """Translate a value."""
        return cls(number=made.number, made_at=made.made_at, bytes=made.size, sha256=made.sha256)

"""The history of a clause on the wire."""

from typing import Annotated

from pydantic import Field

from app.schemas.wire import Id, Out, Time
from app.telling import Told


class HistoryOut(Out):
    """One thing that happened to a clause."""

    stream: Annotated[str, Field(description="public, or your delegation's own")]
    number: Annotated[int, Field(description="of the event in its stream")]
    at: Time
    actor: Annotated[str, Field(description="code of the delegation")]
    what: str
    amendment: Annotated[Id | None, Field(description="that it is about, if about one")]
    sentence: str

    @classmethod
    def of(cls, told: Told) -> "HistoryOut":
        """Return what is told as it goes out."""
        event = told.event
        return cls(
            stream=event.stream,
            number=event.number,
            at=event.at,
            actor=event.actor,
            what=event.what,
            amendment=told.amendment,
            sentence=told.sentence,
        )

"""What waits for whoever asks, on the wire."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from app.schemas.wire import Id, Time
from documents.waiting import WORDS, Todo, Waiting


@dataclass(kw_only=True, slots=True)
class WaitingOut:
    """One thing that waits for you."""

    todo: Todo
    words: Annotated[str, Field(description="what there is to do, in English")]
    document: str
    clause: Annotated[Id | None, Field(description="null of what concerns more than one")]
    label: str
    subject: Annotated[
        Id,
        Field(
            description="the amendment, position, thread, bridging text, silence procedure, round or request for "
            "translation; else the clause"
        ),
    ]
    by: Annotated[tuple[str, ...], Field(description="codes of whose it is")]
    language: Annotated[str | None, Field(description="in which words are to be aligned")]
    until: Time | None

    @classmethod
    def of(cls, one: Waiting, *, document: str, label: str) -> "WaitingOut":
        """Translate a value."""
        return cls(
            todo=one.todo,
            words=WORDS[one.todo],
            document=document,
            clause=one.clause or None,
            label=label,
            subject=one.subject,
            by=one.by,
            language=one.language or None,
            until=one.until,
        )

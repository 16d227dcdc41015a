"""What waits for whoever asks, on the wire."""

from pydantic import Field

from app.schemas.wire import Id, Out, Time
from documents.waiting import WORDS, Todo, Waiting


class WaitingOut(Out):
    """One thing that waits for you."""

    todo: Todo
    words: str = Field(description="what there is to do, in English")
    document: str
    clause: Id | None = Field(description="null of what concerns more than one")
    label: str
    subject: Id = Field(
        description="the amendment, position, thread, bridging text, silence procedure or round; else the clause"
    )
    by: tuple[str, ...] = Field(description="codes of whose it is")
    language: str | None = Field(description="in which words are to be aligned")
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

"""Comments on the wire: threads on clauses and amendments, each in its circle."""

from typing import Annotated

from pydantic import Field

from app.models import CommentRow
from app.schemas.wire import Id, In, Out, Time, examples
from documents.circles import Circle
from documents.following import Fate, Followed

Words = Annotated[str, Field(max_length=20_000)]
CircleIn = Annotated[
    Circle,
    Field(
        description="who reads it. delegation: your own; chair: besides it chair and secretariat, for whom it is "
        "their own circle; everyone: all who take part in the document"
    ),
]


class PassageIn(In):
    """Words of the text that a comment is about."""

    address: str = Field(
        "text", max_length=200, description="of an entry: the field, e.g. indicators.a.target"
    )
    words: Words = Field(min_length=1, description="as they stand there, whole words")
    occurrence: int = Field(
        1, ge=1, le=10_000, description="the which one, where they stand there more than once"
    )


class CommentIn(In):
    """A comment that opens a thread."""

    model_config = examples(
        {"text": "We could live with it, if the clause on data stays.", "circle": "chair"},
        {"text": "@KGZ, whom does this mean?", "circle": "everyone", "passage": {"words": "Parties"}},
    )

    text: Words = Field(description="delegations are mentioned by their codes: @UZB")
    circle: CircleIn
    passage: PassageIn | None = None
    base_revision: Id | None = Field(
        None,
        description="the text that you read: a revision of the clause, or a text_id of the amendment; the present one "
        "by default",
    )


class ReplyIn(In):
    """An answer in a thread; its readers are those of the thread."""

    model_config = examples({"text": "It would, with the words on data."})

    text: Words


class PassageOut(Out):
    """Words that a comment is about, and where they went."""

    address: str
    words: str = Field(description="as they stood in the text that the comment was written on")
    occurrence: int
    fate: Fate = Field(description="kept as they were, changed, or gone")
    present: str = Field(description="what stands there now")


class CommentOut(Out):
    """One comment."""

    id: Id
    delegation: str
    text: str = Field(description='"" where it was taken back')
    mentions: list[str]
    created_at: Time
    taken_back_at: Time | None

    @classmethod
    def of(cls, row: CommentRow) -> "CommentOut":
        """Translate a row; what was taken back says nothing any more."""
        gone = row.taken_back_at is not None
        return cls(
            id=row.id,
            delegation=row.delegation,
            text="" if gone else row.text,
            mentions=[] if gone else row.mentions,
            created_at=row.created_at,
            taken_back_at=row.taken_back_at,
        )


class ThreadOut(CommentOut):
    """A thread: the comment that opened it, and its answers in order of time."""

    document: str
    clause: Id
    label: str = Field(description="of the clause, as it is called now")
    amendment: Id | None
    circle: Circle
    written_on: Id | None = Field(description="the text that it was written on; null where there was none")
    is_of_present_text: bool
    passage: PassageOut | None
    resolved_at: Time | None
    resolved_by: str | None
    replies: list[CommentOut]

    @classmethod
    def of_thread(
        cls,
        row: CommentRow,
        replies: list[CommentRow],
        *,
        document: str,
        label: str,
        is_of_present_text: bool,
        followed: Followed | None,
    ) -> "ThreadOut":
        """Translate a thread; ``followed``: what became of its passage."""
        passage = None
        if followed is not None and row.address is not None and row.taken_back_at is None:
            passage = PassageOut(
                address=row.address,
                words=row.words or "",
                occurrence=row.occurrence or 1,
                fate=followed.fate,
                present=followed.words,
            )
        return cls(
            **CommentOut.of(row).model_dump(),
            document=document,
            clause=row.clause_id,
            label=label,
            amendment=row.amendment_id,
            circle=row.circle,
            written_on=row.amendment_text_id or row.revision_id,
            is_of_present_text=is_of_present_text,
            passage=passage,
            resolved_at=row.resolved_at,
            resolved_by=row.resolved_by,
            replies=[CommentOut.of(reply) for reply in replies],
        )

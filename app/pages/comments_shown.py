"""Comments as the page of a clause shows them: threads with their readers named, and the form that opens another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access_beside import visible_comments
from app.models import CommentRow, DocumentRow
from app.models.values import PlacedClause
from app.pages.forms import Choice
from app.pages.frame import Named
from app.pages.pen import Pen
from app.pages.proposals import AmendmentShown
from app.pages.words import name_of_field, name_of_readers
from app.schemas.comments import CommentOut, ThreadOut
from app.speaking import gettext
from app.threads import show_threads
from documents.circles import CIRCLES
from documents.content import ordered_addresses
from documents.permissions import HOUSE, Capacity, Participant, may


@dataclass(frozen=True, slots=True)
class Unsent:
    """What was typed into a form of comments that was refused; ``thread``: the one that it answers."""

    text: str = ""
    circle: str = ""
    words: str = ""
    address: str = ""
    amendment: str = ""
    thread: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentShown:
    """One comment."""

    id: str
    by: Named
    moment: datetime
    text: str
    taken_back: bool
    may_take_back: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ThreadShown:
    """A thread: the comment that opened it, and its answers."""

    comments: Sequence[CommentShown]
    readers: str
    about: Sequence[Named]  # whose amendment; nobody's: the clause itself
    field: str  # of an entry, where the passage stands
    words: str
    fate: str
    present: str
    earlier_text: bool  # it was written on words that are others now
    resolved_by: Named | None
    may_answer: bool
    may_settle: bool
    unsent: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentsShown:
    """Everything that is said beside a clause, for one reader."""

    open: Sequence[ThreadShown]
    resolved: Sequence[ThreadShown]
    may_comment: bool
    circles: Sequence[Choice]
    subjects: Sequence[Choice]  # the clause, and the amendments that the reader sees
    fields: Sequence[Choice]  # of an entry
    base_revision: str
    unsent: Unsent


def show_comments(
    session: Session,
    participant: Participant,
    capacity: Capacity | None,
    document: DocumentRow,
    placed: PlacedClause,
    amendments: Sequence[AmendmentShown],
    pen: Pen,
    unsent: Unsent,
) -> CommentsShown:
    """Return the threads on a clause and its amendments that are for this reader."""
    rows = session.scalars(
        select(CommentRow)
        .where(
            CommentRow.clause_id == placed.clause.id,
            CommentRow.thread_id.is_(None),
            visible_comments(participant),
        )
        .order_by(CommentRow.created_at, CommentRow.id)
    ).all()
    whose = {one.id: one.by[:1] for one in amendments}
    threads = [
        _thread(thread, participant, capacity, pen, whose.get(thread.amendment or "", ()), unsent)
        for thread in show_threads(session, document, rows)
    ]
    clause = placed.clause
    return CommentsShown(
        open=[one for one in threads if one.resolved_by is None],
        resolved=[one for one in threads if one.resolved_by is not None],
        may_comment=may(participant, "comment", capacity=capacity),
        circles=[
            Choice(circle, name_of_readers(circle, participant.delegation))
            for circle in CIRCLES
            if circle != "delegation" or participant.delegation not in HOUSE
        ],
        subjects=[
            Choice("", gettext("the clause")),
            *(
                Choice(one.id, gettext("the amendment of %(by)s", by=one.by[0].code))
                for one in amendments
                if one.by
            ),
        ],
        fields=[
            Choice(address, name_of_field(address))
            for address in ordered_addresses(clause.kind, clause.content)
        ]
        if clause.kind == "entry"
        else [],
        base_revision=clause.revision,
        unsent=unsent if not unsent.thread else Unsent(),
    )


def _thread(
    thread: ThreadOut,
    participant: Participant,
    capacity: Capacity | None,
    pen: Pen,
    about: Sequence[Named],
    unsent: Unsent,
) -> ThreadShown:
    passage = thread.passage
    is_paragraph = passage is None or passage.address == "text"
    return ThreadShown(
        comments=[_comment(one, participant, capacity, pen) for one in (thread, *thread.replies)],
        readers=name_of_readers(thread.circle, thread.delegation),
        about=about,
        field="" if passage is None or is_paragraph else name_of_field(passage.address),
        words=passage.words if passage else "",
        fate=passage.fate if passage else "",
        present=passage.present if passage else "",
        earlier_text=not thread.is_of_present_text,
        resolved_by=pen.cast[thread.resolved_by] if thread.resolved_by else None,
        may_answer=may(participant, "comment", capacity=capacity),
        may_settle=may(participant, "resolve", capacity=capacity, owner=thread.delegation),
        unsent=unsent.text if unsent.thread == thread.id else "",
    )


def _comment(one: CommentOut, participant: Participant, capacity: Capacity | None, pen: Pen) -> CommentShown:
    return CommentShown(
        id=one.id,
        by=pen.cast[one.delegation],
        moment=one.created_at,
        text=one.text,
        taken_back=one.taken_back_at is not None,
        may_take_back=one.taken_back_at is None
        and may(participant, "take back", capacity=capacity, owner=one.delegation),
    )

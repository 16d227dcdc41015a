"""Threads of comments as their readers see them, from rows to the wire, in a bounded number of queries."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AmendmentRevisionRow, ClauseRevisionRow, CommentRow, DocumentRow
from app.models.present import NO_TEXT, present_texts
from app.models.values import clauses_by_id
from app.schemas.comments import ThreadOut
from documents.following import Followed, Pointer, follow


def show_thread(session: Session, document: DocumentRow, row: CommentRow) -> ThreadOut:
    """Return the thread that a comment opens or stands in."""
    opening = row if row.thread_id is None else session.get_one(CommentRow, row.thread_id)
    [thread] = show_threads(session, document, [opening])
    return thread


def show_threads(session: Session, document: DocumentRow, rows: Sequence[CommentRow]) -> list[ThreadOut]:
    """Return threads by the comments that open them, in the order given."""
    if not rows:
        return []
    replies: dict[str, list[CommentRow]] = {}
    for reply in session.scalars(
        select(CommentRow)
        .where(CommentRow.thread_id.in_([row.id for row in rows]))
        .order_by(CommentRow.created_at, CommentRow.id)
    ):
        replies.setdefault(reply.thread_id or "", []).append(reply)
    placed = clauses_by_id(session, document, sorted({row.clause_id for row in rows}))
    texts = _texts_of(session, rows)
    present = present_texts(
        session,
        document,
        clauses={row.clause_id for row in rows},
        amendments={row.amendment_id for row in rows if row.amendment_id},
    )
    shown = []
    for row in rows:
        now, content, _ = present.get(row.amendment_id or row.clause_id, NO_TEXT)
        written_on = row.amendment_text_id or row.revision_id
        shown.append(
            ThreadOut.of_thread(
                row,
                replies.get(row.id, []),
                document=document.slug,
                label=placed[row.clause_id].clause.label,
                is_of_present_text=written_on in (None, now) or texts[written_on or ""] == content,
                followed=_follow(row, texts.get(written_on or "", {}), content),
            )
        )
    return shown


def _follow(row: CommentRow, written_on: Mapping[str, str], present: Mapping[str, str]) -> Followed | None:
    if row.address is None or row.words is None:
        return None
    pointer = Pointer(row.address, row.words, row.occurrence or 1)
    return follow(written_on.get(row.address, ""), present.get(row.address, ""), pointer)


def _texts_of(session: Session, rows: Sequence[CommentRow]) -> dict[str, Mapping[str, str]]:
    """Return the texts that the threads were written on: id -> fields."""
    revisions = {row.revision_id for row in rows if row.revision_id}
    texts = {row.amendment_text_id for row in rows if row.amendment_text_id}
    found: dict[str, Mapping[str, str]] = {
        one.id: one.content
        for one in session.scalars(select(ClauseRevisionRow).where(ClauseRevisionRow.id.in_(revisions)))
    }
    found |= {
        one.id: one.fields
        for one in session.scalars(select(AmendmentRevisionRow).where(AmendmentRevisionRow.id.in_(texts)))
    }
    return found

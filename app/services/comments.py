"""Comments: said on a clause or an amendment in a circle, answered, resolved and reopened, taken back."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in
from app.models import (
    AmendmentRow,
    ClauseRevisionRow,
    ClauseRow,
    CommentRow,
    DelegationRow,
    DocumentRow,
    new_id,
)
from app.models.written import texts_of
from app.services.record import record, stream_of_circle
from app.services.revisions import head_of
from documents.circles import Circle, mentioned, reads_circle
from documents.cleaning import clean, require_words
from documents.content import Field
from documents.errors import Unacceptable, UnknownField, UnknownValue, WrongStatus
from documents.following import Pointer, place_of
from documents.permissions import HOUSE, Participant, require

_TEXT = Field("text", lines=True)


def comment_on(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    clause: ClauseRow,
    amendment: AmendmentRow | None,
    text: str,
    circle: Circle,
    passage: Pointer | None,
    base_revision: str | None,
    now: datetime,
) -> CommentRow:
    """Open a thread on a clause, or on an amendment to it, in the text that was read; the present one by default."""
    require(participant, "comment", capacity=capacity_in(session, participant, document))
    _require_circle(participant, circle)
    if circle != "delegation" and (clause.state == "draft" or (amendment and amendment.tabled_at is None)):
        raise WrongStatus(
            "Nobody but your delegation sees this draft: comment on it within your delegation, or table it first."
        )
    is_ours = amendment is not None and amendment.delegation == participant.delegation
    written_on, fields = _text_read(
        session, document, clause, amendment, base_revision, drafted=is_ours and circle == "delegation"
    )
    if passage is not None:
        if passage.address not in fields:
            raise UnknownField(f"This text has no field {passage.address!r}.", field="passage")
        place_of(fields[passage.address], passage.words, passage.occurrence)
    row = CommentRow(
        id=new_id(),
        document_id=document.id,
        clause_id=clause.id,
        amendment_id=amendment.id if amendment is not None else None,
        thread_id=None,
        opened_by=participant.delegation,
        circle=circle,
        delegation=participant.delegation,
        **_said(session, text, circle, participant.delegation),
        revision_id=written_on if amendment is None else None,
        amendment_text_id=written_on if amendment is not None else None,
        address=passage.address if passage is not None else None,
        words=passage.words if passage is not None else None,
        occurrence=passage.occurrence if passage is not None else None,
        created_at=now,
    )
    session.add(row)
    _record(session, participant, row, "comment made", now)
    return row


def answer_comment(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    thread: CommentRow,
    text: str,
    now: datetime,
) -> CommentRow:
    """Answer in a thread; whoever reads the thread reads the answer."""
    require(participant, "comment", capacity=capacity_in(session, participant, document))
    row = CommentRow(
        id=new_id(),
        document_id=thread.document_id,
        clause_id=thread.clause_id,
        amendment_id=thread.amendment_id,
        thread_id=thread.id,
        opened_by=thread.opened_by,
        circle=thread.circle,
        delegation=participant.delegation,
        **_said(session, text, thread.circle, thread.opened_by),
        created_at=now,
    )
    session.add(row)
    _record(session, participant, row, "comment answered", now)
    return row


def resolve_thread(
    session: Session, *, participant: Participant, document: DocumentRow, thread: CommentRow, now: datetime
) -> CommentRow:
    """Say that a thread is settled; it can be reopened. Resolving what is resolved changes nothing."""
    _require_may_settle(session, participant, document, thread)
    if thread.resolved_at is None:
        thread.resolved_at, thread.resolved_by = now, participant.delegation
        _record(session, participant, thread, "thread resolved", now)
    return thread


def reopen_thread(
    session: Session, *, participant: Participant, document: DocumentRow, thread: CommentRow, now: datetime
) -> CommentRow:
    """Open a resolved thread again; reopening an open one changes nothing."""
    _require_may_settle(session, participant, document, thread)
    if thread.resolved_at is not None:
        thread.resolved_at = thread.resolved_by = None
        _record(session, participant, thread, "thread reopened", now)
    return thread


def take_comment_back(
    session: Session, *, participant: Participant, document: DocumentRow, comment: CommentRow, now: datetime
) -> CommentRow:
    """Show the words of a comment to nobody any more; that there was one stays, and so do its answers."""
    require(
        participant,
        "take back",
        capacity=capacity_in(session, participant, document),
        owner=comment.delegation,
    )
    if comment.taken_back_at is None:
        comment.taken_back_at = now
        _record(session, participant, comment, "comment taken back", now)
    return comment


def _require_circle(participant: Participant, circle: Circle) -> None:
    if circle == "delegation" and participant.delegation in HOUSE:
        raise UnknownValue(
            "Chair and secretariat share their notes: choose the circle 'chair', which nobody else reads.",
            field="circle",
        )


def _require_may_settle(
    session: Session, participant: Participant, document: DocumentRow, thread: CommentRow
) -> None:
    require(
        participant,
        "resolve",
        capacity=capacity_in(session, participant, document),
        owner=thread.opened_by,
    )


def _text_read(
    session: Session,
    document: DocumentRow,
    clause: ClauseRow,
    amendment: AmendmentRow | None,
    named: str | None,
    *,
    drafted: bool,
) -> tuple[str | None, Mapping[str, str]]:
    """Return the text that a comment is written on, with its fields; one that is named must be of this subject.

    ``drafted``: whether those who read the comment may read the texts of an amendment's draft stage.
    """
    if amendment is not None:
        texts = texts_of(session, amendment, drafted=drafted)
        text = next((one for one in texts if one.id == named), None) if named else texts[-1]
        if text is None:
            raise UnknownValue("This is no text of this amendment; name its text_id.", field="base_revision")
        return text.id, text.fields
    revision = (
        session.get(ClauseRevisionRow, named)
        if named
        else head_of(session, clause.id, document.negotiated_language)
    )
    if named and (
        revision is None
        or revision.clause_id != clause.id
        or revision.language != document.negotiated_language
    ):
        raise UnknownValue(
            f"This is no revision of this clause in {document.negotiated_language}.", field="base_revision"
        )
    return (revision.id, revision.content) if revision is not None else (None, {})


def _said(session: Session, text: str, circle: Circle, owner: str) -> dict[str, object]:
    """Return the text as it is kept, and whom it mentions; refuse to call somebody who would not hear it."""
    kept = clean(text, _TEXT).text
    require_words(kept)
    codes = session.scalars(select(DelegationRow.code)).all()
    mentions = mentioned(kept, codes)
    deaf = [code for code in mentions if not reads_circle(code, circle, owner=owner)]
    if deaf:
        raise Unacceptable(
            f"{', '.join(deaf)} would not read this: it is said in the circle {circle!r}. Choose a wider circle, "
            "or leave the @ out.",
            field="text",
        )
    return {"text": kept, "mentions": mentions}


def _record(session: Session, participant: Participant, row: CommentRow, what: str, now: datetime) -> None:
    record(
        session,
        stream=stream_of_circle(row.circle, row.opened_by),
        by=participant,
        what=what,
        subject=row.amendment_id or row.clause_id,
        document=row.document_id,
        data={"comment": row.id, "thread": row.thread_id or row.id, "clause": row.clause_id},
        now=now,
    )

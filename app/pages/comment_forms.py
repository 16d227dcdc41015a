"""The forms of comments: one opens a thread, the others answer it, resolve it, reopen it, take a comment back."""

from functools import partial

from fastapi import APIRouter, Request, Response

from app.access import amendment_for, clause_for
from app.access_beside import comment_for, thread_for
from app.identity import Asking, Now
from app.models import CommentRow
from app.pages.clause_page import answer_step
from app.pages.comments_shown import Unsent
from app.pages.forms import SentForm, sent_one
from app.pages.sent_once import create_by_form
from app.parameters import AnId, Writing
from app.services.comments import (
    answer_comment,
    comment_on,
    reopen_thread,
    resolve_thread,
    take_comment_back,
)
from app.speaking import gettext
from documents.circles import CIRCLES
from documents.errors import UnknownValue
from documents.following import Pointer

router = APIRouter()


@router.post("/clauses/{clause_id}/comments")
def comment_form(
    request: Request, session: Writing, participant: Asking, now: Now, clause_id: AnId, form: SentForm
) -> Response:
    """Open a thread on a clause, or on the amendment that the form names."""
    clause, document = clause_for(session, participant, clause_id)
    about = sent_one(form, "amendment")
    amendment = amendment_for(session, participant, about)[0] if about else None
    unsent = Unsent(
        text=sent_one(form, "text"),
        circle=sent_one(form, "circle"),
        words=sent_one(form, "words"),
        address=sent_one(form, "address"),
        amendment=about,
    )

    def say() -> CommentRow:
        circle = next((one for one in CIRCLES if one == unsent.circle), None)
        if circle is None:
            raise UnknownValue(gettext("Say who is to read the comment."), field="circle")
        if amendment is not None and amendment.clause_id != clause.id:
            raise UnknownValue(
                gettext("This amendment is to another clause; open the page again."), field="amendment"
            )
        return comment_on(
            session,
            participant=participant,
            document=document,
            clause=clause,
            amendment=amendment,
            text=unsent.text,
            circle=circle,
            passage=Pointer(unsent.address or "text", unsent.words) if unsent.words else None,
            base_revision=None if amendment else sent_one(form, "base_revision") or None,
            now=now,
        )

    step = partial(
        create_by_form,
        session,
        say,
        kind=CommentRow,
        participant=participant,
        form=form,
        place=f"comment {clause.id}",
        now=now,
    )
    return answer_step(
        request,
        session,
        participant,
        clause.id,
        step,
        done="commented",
        part="comments",
        unsent=unsent,
        now=now,
    )


@router.post("/comments/{comment_id}/replies")
def reply_form(
    request: Request, session: Writing, participant: Asking, now: Now, comment_id: AnId, form: SentForm
) -> Response:
    """Answer in a thread."""
    thread, document = thread_for(session, participant, comment_id)
    text = sent_one(form, "text")
    answer = partial(
        answer_comment,
        session,
        participant=participant,
        document=document,
        thread=thread,
        text=text,
        now=now,
    )
    step = partial(
        create_by_form,
        session,
        answer,
        kind=CommentRow,
        participant=participant,
        form=form,
        place=f"reply {thread.id}",
        now=now,
    )
    unsent = Unsent(text=text, thread=thread.id)
    return answer_step(
        request,
        session,
        participant,
        thread.clause_id,
        step,
        done="answered",
        part="comments",
        unsent=unsent,
        now=now,
    )


@router.post("/comments/{comment_id}/resolve")
def resolve_form(
    request: Request, session: Writing, participant: Asking, now: Now, comment_id: AnId
) -> Response:
    """Say that a thread is settled."""
    thread, document = thread_for(session, participant, comment_id, lock=True)
    step = partial(
        resolve_thread, session, participant=participant, document=document, thread=thread, now=now
    )
    return answer_step(
        request, session, participant, thread.clause_id, step, done="resolved", part="comments", now=now
    )


@router.post("/comments/{comment_id}/reopen")
def reopen_form(
    request: Request, session: Writing, participant: Asking, now: Now, comment_id: AnId
) -> Response:
    """Open a resolved thread again."""
    thread, document = thread_for(session, participant, comment_id, lock=True)
    step = partial(reopen_thread, session, participant=participant, document=document, thread=thread, now=now)
    return answer_step(
        request, session, participant, thread.clause_id, step, done="reopened", part="comments", now=now
    )


@router.post("/comments/{comment_id}/take-back")
def take_back_form(
    request: Request, session: Writing, participant: Asking, now: Now, comment_id: AnId
) -> Response:
    """Take back a comment of one's own delegation's."""
    comment, document = comment_for(session, participant, comment_id, lock=True)
    step = partial(
        take_comment_back, session, participant=participant, document=document, comment=comment, now=now
    )
    return answer_step(
        request, session, participant, comment.clause_id, step, done="taken-back", part="comments", now=now
    )

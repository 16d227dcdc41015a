"""The small forms on a clause's page, one for each step of an amendment, each answered by the page itself."""

from functools import partial

from fastapi import APIRouter, Request, Response

from app.access import amendment_for
from app.identity import Asking, Now
from app.pages.clause_page import answer_step
from app.pages.forms import SentForm, sent_one
from app.parameters import AnId, Writing
from app.services.amendments import (
    confirm_amendment,
    release_amendment,
    table_amendment,
    withdraw_amendment,
)
from app.services.asking_to_join import decline_to_join
from app.services.sponsors import join_amendment, leave_amendment

router = APIRouter(prefix="/amendments/{amendment_id}")


@router.post("/join")
def join_form(
    request: Request, session: Writing, participant: Asking, now: Now, amendment_id: AnId, form: SentForm
) -> Response:
    """Stand behind another delegation's amendment, in the text that was read."""
    amendment, clause, document = amendment_for(session, participant, amendment_id, lock=True)
    step = partial(
        join_amendment,
        session,
        participant=participant,
        amendment=amendment,
        clause=clause,
        document=document,
        text=sent_one(form, "text") or None,
        now=now,
    )
    return answer_step(request, session, participant, clause.id, step, done="joined", now=now)


@router.post("/leave")
def leave_form(
    request: Request, session: Writing, participant: Asking, now: Now, amendment_id: AnId
) -> Response:
    """Stand behind another delegation's amendment no longer."""
    amendment, clause, _ = amendment_for(session, participant, amendment_id, lock=True)
    step = partial(leave_amendment, session, participant=participant, amendment=amendment, now=now)
    return answer_step(request, session, participant, clause.id, step, done="left", now=now)


@router.post("/decline")
def decline_form(
    request: Request, session: Writing, participant: Asking, now: Now, amendment_id: AnId
) -> Response:
    """Decline to join an amendment that one is asked to join."""
    amendment, clause, _ = amendment_for(session, participant, amendment_id, lock=True)
    step = partial(decline_to_join, session, participant=participant, amendment=amendment, now=now)
    return answer_step(request, session, participant, clause.id, step, done="declined", now=now)


@router.post("/table")
def table_form(
    request: Request, session: Writing, participant: Asking, now: Now, amendment_id: AnId
) -> Response:
    """Put a draft on the table."""
    amendment, clause, document = amendment_for(session, participant, amendment_id, lock=True)
    step = partial(
        table_amendment,
        session,
        participant=participant,
        amendment=amendment,
        clause=clause,
        document=document,
        now=now,
    )
    return answer_step(request, session, participant, clause.id, step, done="tabled", now=now)


@router.post("/release")
def release_form(
    request: Request, session: Writing, participant: Asking, now: Now, amendment_id: AnId, form: SentForm
) -> Response:
    """Release a draft in the text that was read, as the head of its delegation."""
    amendment, clause, _ = amendment_for(session, participant, amendment_id, lock=True)
    step = partial(
        release_amendment,
        session,
        participant=participant,
        amendment=amendment,
        text=sent_one(form, "text") or None,
        now=now,
    )
    return answer_step(request, session, participant, clause.id, step, done="released", now=now)


@router.post("/confirm")
def confirm_form(
    request: Request, session: Writing, participant: Asking, now: Now, amendment_id: AnId
) -> Response:
    """Confirm what was recorded for one's delegation."""
    amendment, clause, _ = amendment_for(session, participant, amendment_id, lock=True)
    step = partial(confirm_amendment, session, participant=participant, amendment=amendment, now=now)
    return answer_step(request, session, participant, clause.id, step, done="confirmed", now=now)


@router.post("/withdraw")
def withdraw_form(
    request: Request, session: Writing, participant: Asking, now: Now, amendment_id: AnId, form: SentForm
) -> Response:
    """Take an amendment back; right after it was tabled, only as long as it concerns nobody else."""
    amendment, clause, _ = amendment_for(session, participant, amendment_id, lock=True)
    step = partial(
        withdraw_amendment,
        session,
        participant=participant,
        amendment=amendment,
        clause=clause,
        alone=bool(sent_one(form, "alone")),
        now=now,
    )
    return answer_step(request, session, participant, clause.id, step, done="withdrawn", now=now)

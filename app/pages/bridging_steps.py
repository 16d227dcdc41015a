"""The steps of a bridging text, each answered by its page: it is shown, released, withdrawn, adopted."""

from collections.abc import Callable
from functools import partial

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app.access_beside import bridging_text_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import BridgingTextRow, ClauseRow, DocumentRow
from app.pages.bridging_page import draw_bridging_page
from app.pages.forms import SentForm, see_other, sent_one, whole_or_nothing
from app.pages.rendering import path_of
from app.parameters import AnId, Writing
from app.refusing import sentence_of
from app.services.bridging import release_bridging_text, withdraw_bridging_text
from app.services.decisions import Verdict, decide_clause
from documents.errors import BrokenRule
from documents.permissions import Participant

router = APIRouter(prefix="/bridging-texts/{bridging_text_id}")


@router.post("/release")
def release_bridging_form(
    request: Request,
    session: Writing,
    participant: Asking,
    now: Now,
    bridging_text_id: AnId,
    form: SentForm,
) -> Response:
    """Show it to the delegations that were chosen, or to everyone."""
    row, clause, document = bridging_text_for(session, participant, bridging_text_id, lock=True)
    step = partial(
        release_bridging_text,
        session,
        participant=participant,
        bridging_text=row,
        clause=clause,
        document=document,
        to=() if sent_one(form, "everyone") else form.get("to", ()),
        everyone=bool(sent_one(form, "everyone")),
        now=now,
    )
    return _answer(request, session, participant, row, clause, document, step, done="bridge-shown")


@router.post("/withdraw")
def withdraw_bridging_form(
    request: Request, session: Writing, participant: Asking, now: Now, bridging_text_id: AnId
) -> Response:
    """Take it off the table."""
    row, clause, document = bridging_text_for(session, participant, bridging_text_id, lock=True)
    step = partial(
        withdraw_bridging_text,
        session,
        participant=participant,
        bridging_text=row,
        clause=clause,
        now=now,
    )
    return _answer(request, session, participant, row, clause, document, step, done="bridge-withdrawn")


@router.post("/adopt")
def adopt_bridging_form(
    request: Request,
    session: Writing,
    participant: Asking,
    now: Now,
    bridging_text_id: AnId,
    form: SentForm,
) -> Response:
    """Decide the clause as it reads, on what the page showed."""
    row, clause, document = bridging_text_for(session, participant, bridging_text_id, lock=True)
    step = partial(
        decide_clause,
        session,
        participant=participant,
        clause=clause,
        document=document,
        fingerprint=sent_one(form, "fingerprint"),
        verdict=Verdict(bridging_text=row),
        now=now,
    )
    return _answer(request, session, participant, row, clause, document, step, done="decided")


def _answer(
    request: Request,
    session: Session,
    participant: Participant,
    row: BridgingTextRow,
    clause: ClauseRow,
    document: DocumentRow,
    step: Callable[[], object],
    *,
    done: str,
) -> Response:
    try:
        with whole_or_nothing(session):
            step()
    except BrokenRule as rule:
        session.refresh(row)
        status = status_of(type(rule))
        return draw_bridging_page(
            request, session, participant, row, clause, document, refusal=sentence_of(rule), status=status
        )
    return see_other(path_of(request, "bridging_page", bridging_text_id=row.id, query={"done": done}))

"""The forms of bridging on a clause's page: a text is proposed, a facilitator named or let go."""

from functools import partial

from fastapi import APIRouter, Request, Response

from app.access import clause_for
from app.access_to_people import delegation_named
from app.identity import Asking, Now
from app.models import BridgingTextRow
from app.pages.clause_bridging import UnsentBridge
from app.pages.clause_page import answer_step
from app.pages.drafting import as_stored
from app.pages.forms import SentForm, sent_one, sent_texts
from app.pages.languages import labels_in
from app.pages.sent_once import create_by_form
from app.parameters import AnId, Writing
from app.services.bridging import end_facilitation, name_facilitator, propose_bridging_text

router = APIRouter(prefix="/clauses/{clause_id}")


@router.post("/bridging-texts")
def bridging_form(
    request: Request, session: Writing, participant: Asking, now: Now, clause_id: AnId, form: SentForm
) -> Response:
    """Propose a bridging text on the fields of a clause that are changed in the form."""
    clause, document = clause_for(session, participant, clause_id, lock=True)
    unsent = UnsentBridge(sent_texts(form), sent_one(form, "note"))
    labels = labels_in(session, document, document.negotiated_language)
    bridge = partial(
        propose_bridging_text,
        session,
        participant=participant,
        clause=clause,
        document=document,
        fields=as_stored(unsent.texts, labels),
        note=unsent.note,
        base_revision=sent_one(form, "base_revision") or None,
        now=now,
    )
    step = partial(
        create_by_form,
        session,
        bridge,
        kind=BridgingTextRow,
        participant=participant,
        form=form,
        place=f"bridging text {clause.id}",
        now=now,
    )
    return answer_step(
        request,
        session,
        participant,
        clause.id,
        step,
        done="bridged",
        part="bridging-texts",
        unsent_bridge=unsent,
        now=now,
    )


@router.post("/facilitators")
def facilitator_form(
    request: Request, session: Writing, participant: Asking, now: Now, clause_id: AnId, form: SentForm
) -> Response:
    """Ask a delegation to look for a compromise on a clause, or ask it no longer."""
    clause, document = clause_for(session, participant, clause_id, lock=True)

    def step() -> None:
        ending = sent_one(form, "ends")
        code = delegation_named(session, ending or sent_one(form, "delegation")).code
        if ending:
            end_facilitation(session, participant=participant, clause=clause, delegation=code, now=now)
        else:
            name_facilitator(
                session,
                participant=participant,
                clause=clause,
                document=document,
                delegation=code,
                now=now,
            )

    return answer_step(
        request, session, participant, clause.id, step, done="facilitators", part="bridging-texts", now=now
    )

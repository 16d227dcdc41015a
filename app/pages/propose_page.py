"""Amending a clause: another wording, no clause at all, or another place for it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import clause_for
from app.access_to_people import speaking_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import ClauseRow, DocumentRow
from app.models.values import as_clauses
from app.pages.clause_page import draw_clause_page
from app.pages.drafting import Draft, Place, Typed, draw_draft_page, typed_in
from app.pages.forms import SentForm, see_other, sent_one, sent_texts, whole_or_nothing
from app.pages.languages import labels_in
from app.pages.rendering import day, path_of
from app.pages.running_rounds import running_over
from app.pages.running_text import name_of_clause
from app.parameters import AnId, Reading, Writing
from app.preconditions import create_once
from app.presenting import present_amendment
from app.schemas.amendments import AmendmentOut
from app.services.amendments import propose_amendment
from app.services.requirements import require_open
from app.services.revisions import head_of
from app.services.wording import clean_wording
from documents.errors import BrokenRule

router = APIRouter()
ProposalKind = Literal["replace", "delete", "move"]
_HEADINGS: Mapping[ProposalKind, str] = {
    "replace": "Amendment to {}",
    "delete": "Deletion of {}",
    "move": "Another place for {}",
}


@router.get("/clauses/{clause_id}/propose")
def propose_page(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    clause_id: AnId,
    kind: Annotated[ProposalKind, Query()] = "replace",
) -> Response:
    """Show the form with the present text in it."""
    clause, document = clause_for(session, participant, clause_id)
    try:
        require_open(session, clause, document)
    except BrokenRule as rule:
        # No form: what would be typed into it could not be kept.
        refusal, status = rule.message, status_of(type(rule))
        return draw_clause_page(
            request, session, participant, clause, document, refusal=refusal, status=status, now=now
        )
    labels = labels_in(session, document, document.negotiated_language)
    draft = _draft(request, session, clause, document, kind, now)
    typed = Typed(fields=draft.present)
    return draw_draft_page(request, session, participant, document, draft, typed, labels)


@router.post("/clauses/{clause_id}/propose")
def propose(
    request: Request,
    session: Writing,
    participant: Asking,
    now: Now,
    clause_id: AnId,
    form: SentForm,
    kind: Annotated[ProposalKind, Query()] = "replace",
) -> Response:
    """Table what was written, keep it as a draft, or show it marked."""
    clause, document = clause_for(session, participant, clause_id, lock=True)
    labels = labels_in(session, document, document.negotiated_language)
    typed = typed_in(form, sent_texts(form), labels)
    after_id = sent_one(form, "after")
    action = sent_one(form, "do")
    draft = _draft(request, session, clause, document, kind, now, after=after_id)
    if action == "mark":
        return draw_draft_page(request, session, participant, document, draft, typed, labels, marks=True)
    after = clause_for(session, participant, after_id)[0] if kind == "move" and after_id else None

    def create() -> AmendmentOut:
        wording = clean_wording(clause.kind, typed.fields if kind == "replace" else {}, typed.rationale)
        amendment = propose_amendment(
            session,
            participant=speaking_for(session, participant, typed.speaker or None),
            clause=clause,
            document=document,
            kind=kind,
            wording=wording,
            language=None,
            base_revision=sent_one(form, "base_revision") or None,
            after=after,
            tabled=action == "table",
            now=now,
        )
        session.flush()
        return present_amendment(session, amendment, notes=wording.notes)

    try:
        with whole_or_nothing(session):
            create_once(
                session,
                participant=participant,
                key=sent_one(form, "key") or None,
                request=f"page {clause_id} {kind} {action} {dict(form)}",
                response=Response(),
                answer=AmendmentOut,
                create=create,
                now=now,
            )
    except BrokenRule as rule:
        draft = _draft(request, session, clause, document, kind, now, after=after_id)
        return draw_draft_page(request, session, participant, document, draft, typed, labels, rule=rule)
    done = "recorded" if typed.speaker else "tabled" if action == "table" else "drafted"
    return see_other(path_of(request, "clause_page", clause_id=clause.id, query={"done": done}))


def _draft(
    request: Request,
    session: Session,
    clause: ClauseRow,
    document: DocumentRow,
    kind: ProposalKind,
    now: datetime,
    *,
    after: str = "",
) -> Draft:
    head = head_of(session, clause.id, document.negotiated_language)
    others = [one.clause for one in as_clauses(session, document)]
    name = next((name_of_clause(one) for one in others if one.id == clause.id), "this clause")
    places = [
        Place(one.id, f"{one.label} {one.text[:60]}".strip())
        for one in others
        if kind == "move" and one.id != clause.id and one.label
    ]
    return Draft(
        clause=clause.id,
        clause_kind=clause.kind,
        kind=kind,
        heading=_HEADINGS[kind].format(name),
        against=f"against revision {head.ordinal} of {day(head.created_at)}, the latest" if head else "",
        action=path_of(request, "propose", clause_id=clause.id, query={"kind": kind}),
        present=dict(head.content) if head is not None else {},
        base_revision=head.id if head is not None else "",
        places=places,
        after=after,
        running=[
            one for one in running_over(session, document, clause.id, now=now) if one.kind == "proposals"
        ],
    )

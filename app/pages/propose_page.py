"""Amending a clause: another wording, no clause at all, or another place for it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import amendment_for, clause_for
from app.access_to_people import speaking_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import AmendmentRow, ClauseRow, DocumentRow
from app.models.values import as_clauses
from app.models.written import as_written, last_revisions
from app.pages.amending import amending
from app.pages.asking_others import ask_first, asks_others
from app.pages.clause_page import draw_clause_page
from app.pages.drafting import Draft, Place, Typed, draw_draft_page, typed_in, written_against
from app.pages.forms import (
    AsksForPart,
    ForForm,
    SentForm,
    see_other,
    sent_one,
    sent_texts,
    whole_or_nothing,
)
from app.pages.languages import labels_in
from app.pages.rendering import path_of
from app.pages.running_rounds import running_over
from app.pages.running_text import beginning, name_of_clause
from app.pages.sent_once import create_by_form
from app.pages.settled import why_frozen
from app.parameters import AnId, Reading
from app.refusing import sentence_of
from app.services.amendments import propose_amendment
from app.services.freezing import require_not_under_silence
from app.services.requirements import require_open
from app.services.revisions import head_of
from app.services.wording import clean_wording
from app.speaking import N_, gettext
from documents.errors import BrokenRule, NotThere
from documents.permissions import Participant, may
from documents.readings import carry
from documents.references import print_for_a_name

router = APIRouter()
ProposalKind = Literal["replace", "delete", "move"]
_HEADINGS: Mapping[ProposalKind, str] = {
    "replace": N_("Amendment to %(clause)s"),
    "delete": N_("Deletion of %(clause)s"),
    "move": N_("Another place for %(clause)s"),
}


@router.get("/clauses/{clause_id}/propose")
def propose_page(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    clause_id: AnId,
    kind: Annotated[ProposalKind, Query()] = "replace",
    amends: Annotated[str, Query(max_length=64)] = "",
    again: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Show the form with the present text in it, or with the words of an amendment.

    ``amends``: one that is to be amended; ``again``: one of one's own that was withdrawn and is wanted after all.
    """
    clause, document = clause_for(session, participant, clause_id)
    try:
        require_open(session, clause, document)
        if may(participant, "record orally"):  # what was said stands on the table as soon as it is recorded
            require_not_under_silence(session, document=document.id, clauses=[clause.id], now=now)
        draft = _draft(request, session, participant, clause, document, kind, now, amends=amends)
    except BrokenRule as rule:
        # No form: what would be typed into it could not be kept.
        refusal, status = sentence_of(rule), status_of(type(rule))
        return draw_clause_page(
            request, session, participant, clause, document, refusal=refusal, status=status, now=now
        )
    labels = labels_in(session, document, document.negotiated_language)
    typed = Typed(fields=draft.marked_against)
    if again:
        typed, draft = _again(session, participant, clause, draft, again)
    return draw_draft_page(request, session, participant, document, draft, typed, labels)


@router.post("/clauses/{clause_id}/propose")
def propose(
    request: Request,
    session: ForForm,
    participant: Asking,
    now: Now,
    clause_id: AnId,
    form: SentForm,
    part: AsksForPart,
    kind: Annotated[ProposalKind, Query()] = "replace",
    amends: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Table what was written, keep it as a draft, or show it marked."""
    clause, document = clause_for(session, participant, clause_id, lock=not part)
    labels = labels_in(session, document, document.negotiated_language)
    typed = typed_in(form, sent_texts(form), labels)
    after_id = sent_one(form, "after")
    action = sent_one(form, "do")
    draft = _draft(request, session, participant, clause, document, kind, now, after=after_id, amends=amends)
    if part or action == "mark":
        return draw_draft_page(request, session, participant, document, draft, typed, labels, unsent=True)
    after = clause_for(session, participant, after_id)[0] if kind == "move" and after_id else None

    def create() -> AmendmentRow:
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
            amends=sent_one(form, "amends") or None,
            tabled=action == "table" and not asks_others(form),
            now=now,
        )
        if asks_others(form):
            ask_first(session, participant, amendment, document, form, now, tables=action == "table")
        return amendment

    try:
        with whole_or_nothing(session):
            create_by_form(
                session,
                create,
                kind=AmendmentRow,
                participant=participant,
                form=form,
                place=f"{kind} {clause.id}",
                now=now,
            )
    except BrokenRule as rule:
        draft = _draft(
            request, session, participant, clause, document, kind, now, after=after_id, amends=amends
        )
        return draw_draft_page(
            request, session, participant, document, draft, typed, labels, unsent=True, rule=rule
        )
    done = "recorded" if typed.speaker else "tabled" if action == "table" else "drafted"
    return see_other(path_of(request, "clause_page", clause_id=clause.id, query={"done": done}))


def _again(
    session: Session, participant: Participant, clause: ClauseRow, draft: Draft, amendment: str
) -> tuple[Typed, Draft]:
    """Return the form with what a withdrawn amendment of one's own wanted, on the present text."""
    row, there, _ = amendment_for(session, participant, amendment)
    if there.id != clause.id or row.delegation != participant.delegation or row.kind != draft.kind:
        raise NotThere
    [last] = last_revisions(session, [row.id])
    [(_, written)] = as_written(session, [row])
    carried = {address: one.text for address, one in carry(clause.kind, written, draft.present).items()}
    typed = Typed(fields={**draft.present, **carried}, rationale=last.rationale)
    return typed, replace(draft, after=row.after_id or "")


def _draft(
    request: Request,
    session: Session,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    kind: ProposalKind,
    now: datetime,
    *,
    after: str = "",
    amends: str = "",
) -> Draft:
    amended = amending(session, participant, clause, document, amends) if amends else None
    head = head_of(session, clause.id, document.negotiated_language)
    others = [one.clause for one in as_clauses(session, document)]
    name = next((name_of_clause(one) for one in others if one.id == clause.id), gettext("this clause"))
    labels = {one.id: one.label for one in others}
    places = [
        Place(one.id, f"{one.label} {beginning(print_for_a_name(one.text, labels), 60)}".strip())
        for one in others
        if kind == "move" and one.id != clause.id and one.label
    ]
    return Draft(
        clause=clause.id,
        clause_kind=clause.kind,
        kind=kind,
        heading=gettext(_HEADINGS[kind], clause=name)
        if amended is None
        else gettext(
            "Amendment to the amendment of %(by)s to %(clause)s", by=amended.delegation, clause=name
        ),
        against=written_against(head),
        action=path_of(
            request,
            "propose",
            clause_id=clause.id,
            query={"kind": kind, **({"amends": amends} if amends else {})},
        ),
        present=dict(head.content) if head is not None else {},
        base_revision=head.id if head is not None else "",
        places=places,
        after=after,
        amending=amended,
        frozen=why_frozen(session, document, clause.id, now=now),
        running=[
            one for one in running_over(session, document, clause.id, now=now) if one.kind == "proposals"
        ],
    )

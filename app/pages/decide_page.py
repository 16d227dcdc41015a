"""Deciding a clause: the chair chooses passage by passage, takes an agreement level, or takes a decision back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app.access import clause_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import ClauseRow, DocumentRow
from app.models.standings import as_standings
from app.models.values import as_clause, as_clauses
from app.pages.choosing import FieldToChoose, draw_fields_to_choose, read_choices
from app.pages.clause_page import draw_clause_page
from app.pages.drawn_standings import AgainstShown, draw_against
from app.pages.forms import SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import Frame, Named, as_cast, frame_for, negotiating_in
from app.pages.languages import labels_in
from app.pages.pen import Pen
from app.pages.pending import read_pending, typed_pending
from app.pages.proposals import AmendmentShown, show_amendments
from app.pages.rendering import path_of, render
from app.pages.running_text import name_of_clause
from app.parameters import AnId, Reading, Writing
from app.presenting import present_consolidation
from app.services.agreement import set_level
from app.services.decisions import Verdict, decide_clause
from app.services.undoing import undo_decision
from documents.errors import BrokenRule
from documents.permissions import Participant, require

router = APIRouter(prefix="/clauses/{clause_id}")


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreementTyped:
    """What stands in the form for an agreement level."""

    level: str
    pending: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DecidePage:
    """The chair's form."""

    template: ClassVar[str] = "pages/decide.html"
    frame: Frame
    language: str
    clause: str
    heading: str
    fingerprint: str
    base_revision: str
    fields: Sequence[FieldToChoose]
    amendments: Sequence[AmendmentShown]
    adopted: Sequence[str]
    closed: Sequence[str]
    reason: str
    levels: Sequence[str]
    against: Sequence[AgainstShown]
    agreement: AgreementTyped
    negotiating: Sequence[Named]
    can_be_agreed: bool
    refusal: str


@router.get("/decide")
def decide_page(request: Request, session: Reading, participant: Asking, clause_id: AnId) -> Response:
    """Show the chair every passage with its wordings."""
    require(participant, "decide")
    clause, document = clause_for(session, participant, clause_id)
    return _draw(request, session, participant, clause, document, {})


@router.post("/decide")
def decide(
    request: Request, session: Writing, participant: Asking, now: Now, clause_id: AnId, form: SentForm
) -> Response:
    """Make the next text of the clause."""
    require(participant, "decide")
    clause, document = clause_for(session, participant, clause_id, lock=True)
    consolidated = present_consolidation(session, document, clause)
    verdict = Verdict(
        choices={
            address: choices
            for address, field in consolidated.fields.items()
            if (choices := read_choices(address, field, form))
        },
        adopts=form.get("adopts", []),
        closes=form.get("closes", []),
        reason=sent_one(form, "reason"),
    )
    try:
        with whole_or_nothing(session):
            decide_clause(
                session,
                participant=participant,
                clause=clause,
                document=document,
                fingerprint=sent_one(form, "fingerprint"),
                verdict=verdict,
                now=now,
            )
    except BrokenRule as rule:
        return _draw(request, session, participant, clause, document, form, rule)
    return see_other(path_of(request, "clause_page", clause_id=clause.id, query={"done": "decided"}))


@router.post("/undo")
def undo_form(
    request: Request, session: Writing, participant: Asking, now: Now, clause_id: AnId, form: SentForm
) -> Response:
    """Take the last decision back."""
    clause, document = clause_for(session, participant, clause_id, lock=True)
    try:
        with whole_or_nothing(session):
            undo_decision(
                session,
                participant=participant,
                clause=clause,
                document=document,
                decision=sent_one(form, "decision"),
                reason=sent_one(form, "reason"),
                now=now,
            )
    except BrokenRule as rule:
        refusal, status = rule.message, status_of(type(rule))
        return draw_clause_page(
            request, session, participant, clause, document, refusal=refusal, status=status, now=now
        )
    return see_other(path_of(request, "clause_page", clause_id=clause.id, query={"done": "undone"}))


@router.post("/level")
def level_form(
    request: Request, session: Writing, participant: Asking, now: Now, clause_id: AnId, form: SentForm
) -> Response:
    """Take an agreement level on the present text, or reopen it."""
    require(participant, "decide")
    clause, document = clause_for(session, participant, clause_id, lock=True)
    typed = AgreementTyped(
        level=sent_one(form, "level"), pending=sent_one(form, "pending"), reason=sent_one(form, "reason")
    )
    try:
        with whole_or_nothing(session):
            negotiating = [one.code for one in negotiating_in(session, document, as_cast(session))]
            labels = {one.clause.id: one.clause.label for one in as_clauses(session, document)}
            pending = read_pending(typed.pending, negotiating, labels)
            set_level(
                session,
                participant=participant,
                clause=clause,
                document=document,
                level=typed.level,
                pending_delegations=pending.delegations,
                pending_clauses=pending.clauses,
                reason=typed.reason,
                base_revision=sent_one(form, "base_revision") or None,
                now=now,
            )
    except BrokenRule as rule:
        return _draw(request, session, participant, clause, document, {}, rule, typed)
    return see_other(path_of(request, "clause_page", clause_id=clause.id, query={"done": "level"}))


@router.get("/level")
def level_page(request: Request, session: Reading, participant: Asking, clause_id: AnId) -> Response:
    """Lead whoever loads the address of a refused form again to the form."""
    clause, _ = clause_for(session, participant, clause_id)
    return see_other(path_of(request, "decide_page", clause_id=clause.id))


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    form: Mapping[str, list[str]],
    rule: BrokenRule | None = None,
    agreement: AgreementTyped | None = None,
) -> Response:
    cast = as_cast(session)
    placed = as_clause(session, document, clause.id)
    consolidated = present_consolidation(session, document, clause)
    pen = Pen(
        cast=cast,
        language=document.negotiated_language,
        labels=labels_in(session, document, document.negotiated_language),
        sponsors=[one.sponsors for one in consolidated.amendments],
    )
    # Where the proposals have changed, the passages may be others: what was chosen on the old ones says nothing.
    kept = form if sent_one(form, "fingerprint") == consolidated.fingerprint else {}
    shown = show_amendments(session, participant, document, placed, pen)
    standing = as_standings(session, document, clauses=[clause.id]).get(clause.id)
    heading = f"Decide {name_of_clause(placed.clause)}"
    page = DecidePage(
        frame=frame_for(session, participant, cast, title=heading, document=document),
        language=document.negotiated_language,
        clause=clause.id,
        heading=heading,
        fingerprint=consolidated.fingerprint,
        base_revision=placed.clause.revision,
        fields=draw_fields_to_choose(consolidated, kept, pen),
        amendments=[one for one in shown if one.status == "tabled"],
        adopted=kept.get("adopts", []),
        closed=kept.get("closes", []),
        reason=sent_one(form, "reason"),
        levels=document.levels[:-1],
        against=draw_against(standing, cast, pen.labels) if standing is not None else (),
        agreement=agreement
        or AgreementTyped(
            level=placed.clause.agreement.level,
            pending=typed_pending(placed.clause.agreement, pen.labels),
        ),
        negotiating=negotiating_in(session, document, cast),
        can_be_agreed=clause.state == "standing",
        refusal=rule.message if rule is not None else "",
    )
    return render(request, page, status=status_of(type(rule)) if rule is not None else 200)

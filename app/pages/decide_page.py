"""Deciding a clause: the chair chooses passage by passage, takes an agreement level, or takes a decision back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app.access import clause_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import ClauseRow, DecisionRow, DocumentRow, StatusChangeRow
from app.models.standings import as_standings
from app.models.values import as_clause, as_clauses
from app.models.written import as_open_amendments
from app.pages.changes_shown import number_of_last
from app.pages.choosing import FieldToChoose, draw_fields_to_choose, own_words, read_choices
from app.pages.clause_page import draw_clause_page
from app.pages.drawn_standings import AgainstShown, draw_against
from app.pages.foreseen import Foreseen, foresee
from app.pages.forms import (
    AsksForPart,
    ForForm,
    SentForm,
    asks_for_part,
    see_other,
    sent_one,
    whole_or_nothing,
)
from app.pages.frame import Frame, Named, as_cast, frame_for, negotiating_in
from app.pages.kept_words import kept_as
from app.pages.languages import labels_in
from app.pages.pen import Pen
from app.pages.pending import read_pending, typed_pending
from app.pages.proposals import AmendmentShown, show_amendments
from app.pages.rendering import path_of, render
from app.pages.running_text import name_of_clause
from app.pages.sent_once import create_by_form
from app.pages.settled import require_to_be_decided
from app.parameters import AnId, Reading, Writing
from app.presenting import present_consolidation
from app.refusing import sentence_of
from app.services.agreement import set_level
from app.services.decisions import Verdict, decide_clause
from app.services.undoing import undo_decision
from app.speaking import N_, gettext
from documents.choices import Choice
from documents.document import ConsolidatedClause
from documents.errors import BrokenRule, IsAdopted, UnderSilence
from documents.permissions import Participant, require

router = APIRouter(prefix="/clauses/{clause_id}")
_MOVED = N_(
    "What is proposed on this clause has changed since you opened this page. Load it again to choose on it."
)


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
    foreseen: Foreseen
    written: Sequence[str]  # words of the chair's own, for passages that are others now
    slug: str
    latest: int  # the last event that everyone reads
    keeps: str  # under which name a browser keeps what is not sent
    unsent: bool
    refusal: str


@router.get("/decide")
def decide_page(
    request: Request, session: Reading, participant: Asking, now: Now, clause_id: AnId
) -> Response:
    """Show the chair every passage with its wordings; where nothing can be decided, the clause, and why."""
    require(participant, "decide")
    clause, document = clause_for(session, participant, clause_id)
    try:
        require_to_be_decided(session, document, clause, now=now)
    except BrokenRule as rule:
        return _refuse(request, session, participant, clause, document, rule, now)
    return _draw(request, session, participant, clause, document, {})


@router.post("/decide")
def decide(
    request: Request,
    session: ForForm,
    participant: Asking,
    now: Now,
    clause_id: AnId,
    form: SentForm,
    part: AsksForPart,
) -> Response:
    """Make the next text of the clause, or show what it would be."""
    require(participant, "decide")
    clause, document = clause_for(session, participant, clause_id, lock=not part)
    if part or sent_one(form, "do") == "show":
        return _draw(request, session, participant, clause, document, form)
    consolidated = present_consolidation(session, document, clause)
    verdict = Verdict(
        choices=_choices(consolidated, form),
        adopts=form.get("adopts", []),
        closes=form.get("closes", []),
        reason=sent_one(form, "reason"),
    )
    step = partial(
        decide_clause,
        session,
        participant=participant,
        clause=clause,
        document=document,
        fingerprint=sent_one(form, "fingerprint"),
        verdict=verdict,
        now=now,
    )
    try:
        with whole_or_nothing(session):
            create_by_form(
                session,
                step,
                kind=DecisionRow,
                participant=participant,
                form=form,
                place=f"decide {clause.id}",
                now=now,
            )
    except (IsAdopted, UnderSilence) as rule:
        return _refuse(request, session, participant, clause, document, rule, now)
    except BrokenRule as rule:
        return _draw(request, session, participant, clause, document, form, rule)
    return see_other(path_of(request, "clause_page", clause_id=clause.id, query={"done": "decided"}))


@router.post("/undo")
def undo_form(
    request: Request, session: Writing, participant: Asking, now: Now, clause_id: AnId, form: SentForm
) -> Response:
    """Take the last decision back; right after it was made, only as long as nobody has agreed its words."""
    clause, document = clause_for(session, participant, clause_id, lock=True)
    step = partial(
        undo_decision,
        session,
        participant=participant,
        clause=clause,
        document=document,
        decision=sent_one(form, "decision"),
        reason=sent_one(form, "reason"),
        alone=bool(sent_one(form, "alone")),
        now=now,
    )
    try:
        with whole_or_nothing(session):
            create_by_form(
                session,
                step,
                kind=DecisionRow,
                participant=participant,
                form=form,
                place=f"undo {clause.id}",
                now=now,
            )
    except BrokenRule as rule:
        return _refuse(request, session, participant, clause, document, rule, now)
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

    def take() -> StatusChangeRow:
        negotiating = [one.code for one in negotiating_in(session, document, as_cast(session))]
        labels = {one.clause.id: one.clause.label for one in as_clauses(session, document)}
        pending = read_pending(typed.pending, negotiating, labels)
        return set_level(
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

    try:
        with whole_or_nothing(session):
            create_by_form(
                session,
                take,
                kind=StatusChangeRow,
                participant=participant,
                form=form,
                place=f"level {clause.id}",
                now=now,
            )
    except (IsAdopted, UnderSilence) as rule:
        return _refuse(request, session, participant, clause, document, rule, now)
    except BrokenRule as rule:
        return _draw(request, session, participant, clause, document, {}, rule, typed)
    return see_other(path_of(request, "clause_page", clause_id=clause.id, query={"done": "level"}))


@router.get("/level")
def level_page(request: Request, session: Reading, participant: Asking, clause_id: AnId) -> Response:
    """Lead whoever loads the address of a refused form again to the form."""
    clause, _ = clause_for(session, participant, clause_id)
    return see_other(path_of(request, "decide_page", clause_id=clause.id))


def _choices(consolidated: ConsolidatedClause, form: Mapping[str, list[str]]) -> dict[str, list[Choice]]:
    """Return what was chosen in the form, for the fields where something was."""
    return {
        address: choices
        for address, field in consolidated.fields.items()
        if (choices := read_choices(address, field, form))
    }


def _refuse(
    request: Request,
    session: Session,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    rule: BrokenRule,
    now: datetime,
) -> Response:
    """Show the clause with why it is not decided: a form would offer what cannot be."""
    status = status_of(type(rule))
    return draw_clause_page(
        request, session, participant, clause, document, refusal=sentence_of(rule), status=status, now=now
    )


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
    latest = number_of_last(session)  # first, so that what happens meanwhile is told
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
    is_present = not form or sent_one(form, "fingerprint") == consolidated.fingerprint
    kept = form if is_present else {}
    foreseen = foresee(
        consolidated,
        as_open_amendments(session, clauses=[clause.id]).get(clause.id, []),
        _choices(consolidated, kept),
        kept.get("adopts", []),
        kept.get("closes", []),
        pen,
    )
    shown = show_amendments(session, participant, document, placed, pen)
    standing = as_standings(session, document, clauses=[clause.id]).get(clause.id)
    heading = gettext("Decide %(clause)s", clause=name_of_clause(placed.clause))
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
        foreseen=foreseen if is_present else replace(foreseen, refused=gettext(_MOVED)),
        written=() if is_present else own_words(form),
        slug=document.slug,
        latest=latest,
        keeps=kept_as(participant, path_of(request, "decide", clause_id=clause.id)),
        unsent=bool(form),
        refusal=sentence_of(rule) if rule is not None else "",
    )
    if asks_for_part(request):
        return render(request, page, part="partials/_foreseen.html")
    return render(request, page, status=status_of(type(rule)) if rule is not None else 200)

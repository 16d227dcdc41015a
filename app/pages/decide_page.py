"""Deciding a clause: the chair chooses passage by passage, takes an agreement level, or takes a decision back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app.access import clause_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import ClauseRow, DocumentRow
from app.models.values import as_clause
from app.pages.clause_page import draw_clause_page
from app.pages.drawing import Pen, Stretch
from app.pages.entries import field_name
from app.pages.forms import SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import Frame, Named, as_cast, frame_for
from app.pages.languages import labels_in
from app.pages.proposals import AmendmentShown, show_amendments
from app.pages.rendering import path_of, render
from app.pages.running_text import name_of_clause
from app.parameters import AnId, Reading, Writing
from app.presenting import present_consolidation
from app.services.agreement import set_level
from app.services.decisions import Verdict, decide_clause
from app.services.undoing import undo_decision
from documents.amendments import Participant, require_chair
from documents.choices import Choice
from documents.consolidation import Consolidation, Passage
from documents.document import ConsolidatedClause
from documents.errors import BrokenRule
from documents.tokens import is_word, tokenize

router = APIRouter(prefix="/clauses/{clause_id}")
OWN = "own"  # the choice of words of the chair's own


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording that may be chosen; ``by`` is empty for the present text."""

    value: str
    stretches: Sequence[Stretch]
    by: Sequence[Named]
    chosen: bool


@dataclass(frozen=True, slots=True)
class PassageToChoose:
    """A passage; without wordings nobody touches it."""

    name: str  # of its inputs
    number: int
    base: Sequence[Stretch]
    wordings: Sequence[Wording] = ()
    own_words: str = ""
    own_chosen: bool = False


@dataclass(frozen=True, slots=True)
class FieldToChoose:
    """One field with its passages."""

    name: str
    passages: Sequence[PassageToChoose]


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
    level: str
    can_be_agreed: bool
    refusal: str


@router.get("/decide")
def decide_page(request: Request, session: Reading, participant: Asking, clause_id: AnId) -> Response:
    """Show the chair every passage with its wordings."""
    require_chair(participant)
    clause, document = clause_for(session, participant, clause_id)
    return _draw(request, session, participant, clause, document, {})


@router.post("/decide")
def decide(
    request: Request, session: Writing, participant: Asking, now: Now, clause_id: AnId, form: SentForm
) -> Response:
    """Make the next text of the clause."""
    require_chair(participant)
    clause, document = clause_for(session, participant, clause_id, lock=True)
    consolidated = present_consolidation(session, document, clause)
    verdict = Verdict(
        choices={
            address: choices
            for address, field in consolidated.fields.items()
            if (choices := _choices(address, field, form))
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
    step = partial(
        undo_decision,
        session,
        participant=participant,
        clause=clause,
        document=document,
        decision=sent_one(form, "decision"),
        reason=sent_one(form, "reason"),
        now=now,
    )
    return _answer(request, session, participant, clause, document, step, done="undone")


@router.post("/level")
def level_form(
    request: Request, session: Writing, participant: Asking, now: Now, clause_id: AnId, form: SentForm
) -> Response:
    """Take an agreement level on the present text, or reopen it."""
    clause, document = clause_for(session, participant, clause_id, lock=True)
    pending = sent_one(form, "pending").replace(",", " ").split()
    step = partial(
        set_level,
        session,
        participant=participant,
        clause=clause,
        document=document,
        level=sent_one(form, "level"),
        pending_delegations=pending,
        reason=sent_one(form, "reason"),
        base_revision=sent_one(form, "base_revision") or None,
        now=now,
    )
    return _answer(request, session, participant, clause, document, step, done="level")


def _answer(
    request: Request,
    session: Session,
    participant: Participant,
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
        status, refusal = status_of(type(rule)), rule.message
        return draw_clause_page(
            request, session, participant, clause, document, refusal=refusal, status=status
        )
    return see_other(path_of(request, "clause_page", clause_id=clause.id, query={"done": done}))


def _choices(address: str, field: Consolidation, form: Mapping[str, list[str]]) -> list[Choice]:
    """Return one choice per disputed passage; none at all when everything stays as it is."""
    choices: list[Choice] = []
    for place in field.disputed:
        name = f"{address}.{place}"
        value = sent_one(form, f"choice.{name}")
        if value == OWN:
            choices.append(_bridge(field.passages[place], sent_one(form, f"words.{name}")))
        else:
            choices.append(int(value) if value.isdigit() else 0)
    return choices if any(choice != 0 for choice in choices) else []


def _bridge(passage: Passage, words: str) -> str:
    """Return the chair's words with the spaces at both ends that the wordings they replace have there."""
    like = passage.base or passage.alternatives[0].text
    lead, trail = like[: len(like) - len(like.lstrip())], like[len(like.rstrip()) :]
    return f"{lead}{words.strip()}{trail}" if words.strip() else ""


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    form: Mapping[str, list[str]],
    rule: BrokenRule | None = None,
) -> Response:
    cast = as_cast(session)
    pen = Pen(
        cast=cast,
        language=document.negotiated_language,
        labels=labels_in(session, document, document.negotiated_language),
    )
    placed = as_clause(session, document, clause.id)
    consolidated = present_consolidation(session, document, clause)
    # Where the proposals have changed, the passages may be others: what was chosen on the old ones says nothing.
    kept = form if sent_one(form, "fingerprint") == consolidated.fingerprint else {}
    shown = show_amendments(session, participant, document, placed, pen)
    heading = f"Decide {name_of_clause(placed.clause)}"
    page = DecidePage(
        frame=frame_for(session, participant, cast, title=heading, document=document),
        language=document.negotiated_language,
        clause=clause.id,
        heading=heading,
        fingerprint=consolidated.fingerprint,
        base_revision=placed.clause.revision,
        fields=_fields(consolidated, kept, pen),
        amendments=[one for one in shown if one.status == "tabled"],
        adopted=kept.get("adopts", []),
        closed=kept.get("closes", []),
        reason=sent_one(form, "reason"),
        levels=document.levels,
        level=placed.clause.agreement.level,
        can_be_agreed=clause.state == "standing",
        refusal=rule.message if rule is not None else "",
    )
    return render(request, page, status=status_of(type(rule)) if rule is not None else 200)


def _fields(
    consolidated: ConsolidatedClause, form: Mapping[str, list[str]], pen: Pen
) -> tuple[FieldToChoose, ...]:
    is_entry = consolidated.clause.kind == "entry"
    return tuple(
        FieldToChoose(field_name(address) if is_entry else "", tuple(_passages(address, field, form, pen)))
        for address, field in consolidated.fields.items()
    )


def _passages(
    address: str, field: Consolidation, form: Mapping[str, list[str]], pen: Pen
) -> list[PassageToChoose]:
    passages = []
    number = 0
    for place, passage in enumerate(field.passages):
        opening = pen.opening(passage.base) if place == 0 else 0
        base = tuple(pen.words("text", passage.base, opening=opening))
        name = f"{address}.{place}"
        if not passage.alternatives:
            if any(map(is_word, tokenize(passage.base))):  # a comma alone needs no row
                passages.append(PassageToChoose(name, 0, base))
            continue
        number += 1
        chosen = sent_one(form, f"choice.{name}") or "0"
        wordings = [Wording("0", base, (), chosen == "0")]
        for n, alternative in enumerate(passage.alternatives, start=1):
            by = pen.named(alternative.delegations)
            words = tuple(pen.words("insert", alternative.text.strip(), by=by))
            wordings.append(Wording(str(n), words, by, chosen == str(n)))
        own_words = sent_one(form, f"words.{name}") or passage.base
        passages.append(PassageToChoose(name, number, base, wordings, own_words, chosen == OWN))
    return passages

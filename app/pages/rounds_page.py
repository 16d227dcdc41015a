"""The rounds of a document: what is asked for until when; the secretariat calls another one here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import clauses_named, document_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import DocumentRow, RoundRow
from app.models.values import as_clauses
from app.pages.forms import (
    Choice,
    SentForm,
    see_other,
    sent_deadline,
    sent_moment,
    sent_one,
    whole_or_nothing,
)
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.rendering import path_of, render
from app.pages.running_text import name_of_clause, outline_word
from app.parameters import Reading, Slug, Writing
from app.refusing import sentence_of
from app.rounds_shown import show_rounds
from app.schemas.rounds import RoundOut
from app.services.rounds import open_round
from app.speaking import gettext
from documents.errors import BrokenRule, UnknownValue
from documents.permissions import Participant, may
from documents.rounds import LATE_RULES, ROUND_KINDS

router = APIRouter(prefix="/documents/{slug}/rounds")


@dataclass(frozen=True, slots=True)
class UnsentRound:
    """What was typed into the form of a round that was refused."""

    kind: str = "comments"
    name: str = ""
    note: str = ""
    opens_at: str = ""
    deadline: str = ""
    late: str = "mark"
    clauses: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundsPage:
    """The list of rounds."""

    template: ClassVar[str] = "pages/rounds.html"
    frame: Frame
    slug: str
    language: str
    rounds: Sequence[RoundOut]  # the last deadline first
    may_call: bool
    clauses: Sequence[tuple[Choice, str]]  # that a round can ask about, each with what it is about
    unsent: UnsentRound
    refusal: str


@router.get("")
def rounds_page(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show the rounds of a document, those that run first."""
    document = document_for(session, participant, slug)
    return _draw(request, session, participant, document, now, done=done)


@router.post("")
def round_form(
    request: Request, session: Writing, participant: Asking, now: Now, slug: Slug, form: SentForm
) -> Response:
    """Call a round."""
    document = document_for(session, participant, slug, lock=True)
    unsent = UnsentRound(
        **{name: sent_one(form, name) for name in ("kind", "name", "note", "opens_at", "deadline", "late")},
        clauses=form.get("clause", ()) if sent_one(form, "on") == "some" else (),
    )
    try:
        kind = next((one for one in ROUND_KINDS if one == unsent.kind), None)
        late = next((one for one in LATE_RULES if one == unsent.late), None)
        if kind is None or late is None:
            raise UnknownValue(
                gettext("Say what is asked for, and what becomes of what comes late."), field="kind"
            )
        if sent_one(form, "on") == "some" and not unsent.clauses:
            raise UnknownValue(gettext("Choose the clauses, or the whole document."), field="clause")
        deadline = sent_deadline(form)
        with whole_or_nothing(session):
            row = open_round(
                session,
                participant=participant,
                document=document,
                kind=kind,
                name=unsent.name,
                note=unsent.note,
                opens_at=sent_moment(form, "opens_at"),
                deadline=deadline,
                late="mark" if kind == "comments" else late,
                clauses=clauses_named(session, participant, document, unsent.clauses, field="clause"),
                now=now,
            )
    except BrokenRule as rule:
        status = status_of(type(rule))
        return _draw(
            request,
            session,
            participant,
            document,
            now,
            unsent=unsent,
            refusal=sentence_of(rule),
            status=status,
        )
    return see_other(path_of(request, "round_page", round_id=row.id, query={"done": "round-called"}))


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    now: Now,
    *,
    done: str = "",
    unsent: UnsentRound | None = None,
    refusal: str = "",
    status: int = 200,
) -> Response:
    rows = session.scalars(select(RoundRow).where(RoundRow.document_id == document.id)).all()
    ranks: Mapping[str, int] = {"open": 0, "announced": 1, "closed": 2, "called off": 2}
    shown = show_rounds(session, document, rows, now=now)
    # Those that run by their deadline, then those that are over, the last one first.
    shown.sort(key=lambda one: (one.deadline, one.id), reverse=True)
    shown.sort(key=lambda one: ranks[one.state])
    may_call = may(participant, "call rounds")
    placed = as_clauses(session, document)
    labels = {one.clause.id: one.clause.label for one in placed}
    page = RoundsPage(
        frame=frame_for(
            session, participant, as_cast(session), title=gettext("Rounds"), document=document, done=done
        ),
        slug=document.slug,
        language=document.negotiated_language,
        rounds=shown,
        may_call=may_call,
        clauses=[
            (
                Choice(one.clause.id, name_of_clause(one.clause)),
                outline_word(one.clause, document.negotiated_language, labels),
            )
            for one in placed
            if may_call and one.clause.kind != "title"
        ],
        unsent=unsent or UnsentRound(),
        refusal=refusal,
    )
    return render(request, page, status=status)

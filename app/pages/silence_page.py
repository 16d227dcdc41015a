"""One silence procedure: what is frozen, until when in each capital, who objected, what came of it; and its steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import capacity_in
from app.access_beside import objection_in, silence_procedure_for
from app.access_to_people import speaking_as, speaking_for
from app.dates import in_words
from app.errors import status_of
from app.identity import Asking, Now
from app.models import DocumentRow, SilenceProcedureRow
from app.pages.drawn_silence import (
    FrozenClause,
    LocalShown,
    ObjectionShown,
    frozen_clauses,
    local_deadlines,
    show_objection,
)
from app.pages.forms import Choice, SentForm, see_other, sent_deadline, sent_one, whole_or_nothing
from app.pages.frame import Frame, Named, as_cast, frame_for, negotiating_in
from app.pages.rendering import path_of, render
from app.pages.silences_page import STATES, word_of_scope
from app.parameters import AnId, Reading, Slug, Writing
from app.refusing import sentence_of
from app.services.silence import (
    call_silence_off,
    confirm_objection,
    extend_silence,
    object_to_silence,
    take_objection_back,
)
from app.silence_shown import show_silence
from app.speaking import gettext
from documents.errors import BrokenRule, UnknownValue
from documents.permissions import Participant, may
from documents.silence import SilenceState

router = APIRouter(prefix="/documents/{slug}/silence/{procedure_id}")


@dataclass(frozen=True, kw_only=True, slots=True)
class SilencePage:
    """The page of a silence procedure."""

    template: ClassVar[str] = "pages/silence.html"
    frame: Frame
    slug: str
    id: str
    language: str
    state: SilenceState
    word: str
    scope: str
    level: str
    note: str
    by: Named
    opened: str
    deadline: str
    deadline_machine: str
    waits: str
    ended: str
    reason: str
    locals: Sequence[LocalShown]
    extensions: Sequence[tuple[str, str, str]]  # from, to, why
    clauses: Sequence[FrozenClause]
    objections: Sequence[ObjectionShown]
    may_object: bool
    is_head: bool
    could_have_objected: Sequence[Choice]  # for whom the secretariat may record
    may_run: bool
    later: str  # a day after the deadline, as an input takes it
    sent: Mapping[str, str]
    chosen: frozenset[str]
    refusal: str


@router.get("")
def silence_page(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    procedure_id: AnId,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show a silence procedure as it stands by the clock of the server."""
    row, document = silence_procedure_for(session, participant, slug, procedure_id)
    return _draw(request, session, participant, document, row, now, done=done)


@router.post("/objections")
def objection_form(
    request: Request,
    session: Writing,
    participant: Asking,
    now: Now,
    slug: Slug,
    procedure_id: AnId,
    form: SentForm,
) -> Response:
    """Object, or record what a delegation said."""
    row, document = silence_procedure_for(session, participant, slug, procedure_id, lock=True)

    def step() -> None:
        if sent_one(form, "sure") != "yes":
            raise UnknownValue(
                gettext("Say that you are sure: an objection of the head frees the text at once."),
                field="sure",
            )
        object_to_silence(
            session,
            participant=speaking_for(session, participant, sent_one(form, "delegation") or None),
            procedure=row,
            document=document,
            clauses=form.get("clause", []),
            reason=sent_one(form, "reason"),
            now=now,
        )

    return _answer(request, session, participant, document, row, now, step, done="objected", form=form)


@router.post("/objections/{objection_id}/confirm")
def confirm_objection_form(
    request: Request,
    session: Writing,
    participant: Asking,
    now: Now,
    slug: Slug,
    procedure_id: AnId,
    objection_id: AnId,
) -> Response:
    """Confirm an objection as the head."""
    row, document = silence_procedure_for(session, participant, slug, procedure_id, lock=True)
    objection = objection_in(session, row, objection_id)
    step = partial(
        confirm_objection, session, participant=participant, procedure=row, objection=objection, now=now
    )
    return _answer(request, session, participant, document, row, now, step, done="objected")


@router.post("/objections/{objection_id}/take-back")
def take_objection_back_form(
    request: Request,
    session: Writing,
    participant: Asking,
    now: Now,
    slug: Slug,
    procedure_id: AnId,
    objection_id: AnId,
) -> Response:
    """Take back an objection that waits."""
    row, document = silence_procedure_for(session, participant, slug, procedure_id, lock=True)
    objection = objection_in(session, row, objection_id)

    def step() -> None:
        speaker = speaking_as(session, participant, "take objection back", objection.delegation)
        take_objection_back(session, participant=speaker, procedure=row, objection=objection, now=now)

    return _answer(request, session, participant, document, row, now, step, done="objection-back")


@router.post("/extension")
def extension_form(
    request: Request,
    session: Writing,
    participant: Asking,
    now: Now,
    slug: Slug,
    procedure_id: AnId,
    form: SentForm,
) -> Response:
    """Give more time."""
    row, document = silence_procedure_for(session, participant, slug, procedure_id, lock=True)

    def step() -> None:
        extend_silence(
            session,
            participant=participant,
            procedure=row,
            deadline=sent_deadline(form),
            reason=sent_one(form, "reason"),
            now=now,
        )

    return _answer(request, session, participant, document, row, now, step, done="extended", form=form)


@router.post("/end")
def call_off_form(
    request: Request,
    session: Writing,
    participant: Asking,
    now: Now,
    slug: Slug,
    procedure_id: AnId,
    form: SentForm,
) -> Response:
    """Call it off."""
    row, document = silence_procedure_for(session, participant, slug, procedure_id, lock=True)
    step = partial(
        call_silence_off,
        session,
        participant=participant,
        procedure=row,
        reason=sent_one(form, "why"),
        now=now,
    )
    return _answer(request, session, participant, document, row, now, step, done="called-off", form=form)


def _answer(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    row: SilenceProcedureRow,
    now: datetime,
    step: Callable[[], object],
    *,
    done: str,
    form: Mapping[str, list[str]] | None = None,
) -> Response:
    """Take a step and lead back to the page; refused, with the sentence above it and what was typed."""
    procedure = row.id
    try:
        with whole_or_nothing(session):
            step()
    except BrokenRule as rule:
        row, document = silence_procedure_for(session, participant, document.slug, procedure)
        status = status_of(type(rule))
        return _draw(
            request,
            session,
            participant,
            document,
            row,
            now,
            form=form,
            refusal=sentence_of(rule),
            status=status,
        )
    return see_other(
        path_of(request, "silence_page", slug=document.slug, procedure_id=procedure, query={"done": done})
    )


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    row: SilenceProcedureRow,
    now: datetime,
    *,
    form: Mapping[str, list[str]] | None = None,
    done: str = "",
    refusal: str = "",
    status: int = 200,
) -> Response:
    cast = as_cast(session)
    [one] = show_silence(session, document, [row], now=now)
    capacity = capacity_in(session, participant, document)
    runs, frozen = one.state == "running", one.state in ("running", "to be confirmed")
    form = form or {}
    records = runs and may(participant, "record orally")
    page = SilencePage(
        frame=frame_for(
            session,
            participant,
            cast,
            title=gettext("Silence on %(clauses)s", clauses=word_of_scope(one)),
            document=document,
            done=done,
        ),
        slug=document.slug,
        id=one.id,
        language=document.negotiated_language,
        state=one.state,
        word=STATES[one.state],
        scope=word_of_scope(one),
        level=one.level,
        note=one.note,
        by=cast[one.opened_by],
        opened=in_words(one.opened_at),
        deadline=in_words(one.deadline),
        deadline_machine=one.deadline.isoformat(),
        waits=in_words(one.closes_at) if one.state == "to be confirmed" else "",
        ended=in_words(one.ended_at) if one.ended_at is not None else "",
        reason=one.reason,
        locals=local_deadlines(one, cast),
        extensions=[(in_words(it.from_deadline), in_words(it.deadline), it.reason) for it in one.extensions],
        clauses=frozen_clauses(session, document, one.clauses, cast),
        objections=[show_objection(it, one, cast, participant, frozen=frozen) for it in one.objections],
        may_object=runs and may(participant, "object", capacity=capacity),
        is_head=participant.role == "head",
        could_have_objected=[
            Choice(named.code, f"{named.code} {named.name}")
            for named in negotiating_in(session, document, cast)
        ]
        if records
        else (),
        may_run=frozen and may(participant, "run silence"),
        later=f"{one.deadline + timedelta(days=1):%Y-%m-%dT%H:%M}",
        sent={name: texts[0] for name, texts in form.items()},
        chosen=frozenset(form.get("clause", [])),
        refusal=refusal,
    )
    return render(request, page, status=status)

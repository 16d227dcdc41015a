"""Who has adopted, initialled and signed a text, and who acceded to it later: a table, and the secretariat's forms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import document_for
from app.access_beside import act_for
from app.access_to_people import delegation_named
from app.errors import status_of
from app.identity import Asking, Now
from app.models import DocumentRow
from app.pages.forms import SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import Cast, Frame, Named, as_cast, frame_for
from app.pages.rendering import path_of, render
from app.pages.standing_page import AdoptionShown, show_adopted
from app.parameters import AnId, Reading, Slug, Writing
from app.participation_shown import show_participation, taking_part
from app.refusing import sentence_of
from app.schemas.participation import ActOut, PartOut
from app.services.participation import correct_participation, record_participation, strike_participation
from app.speaking import gettext
from documents.errors import BrokenRule, Unacceptable, UnknownValue
from documents.participation import ACTS, Act
from documents.permissions import Participant, may

router = APIRouter()


@dataclass(frozen=True, kw_only=True, slots=True)
class ActShown:
    """One act of a delegation."""

    id: str
    by: Named
    act: Act
    day: date
    note: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PartShown:
    """A delegation, and what it has done, in the order of the columns."""

    by: Named
    acts: Sequence[ActShown | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class ParticipationPage:
    """The table."""

    template: ClassVar[str] = "pages/participation.html"
    frame: Frame
    slug: str
    adoption: AdoptionShown | None
    acts: Sequence[Act]
    possible: Sequence[Act]  # to record by now
    parts: Sequence[PartShown]
    earlier: Sequence[ActShown]
    may_record: bool
    everybody: Sequence[Named]
    chosen: Sequence[str]
    act: str
    day: str
    note: str
    refusal: str


@router.get("/documents/{slug}/participation")
def participation_page(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show who has done what."""
    document = document_for(session, participant, slug)
    return _draw(request, session, participant, document, now, done=done)


@router.post("/documents/{slug}/participation")
def participation_form(
    request: Request, session: Writing, participant: Asking, now: Now, slug: Slug, form: SentForm
) -> Response:
    """Record what delegations have done on one day."""
    document = document_for(session, participant, slug, lock=True)

    def step() -> None:
        act = next((one for one in ACTS if one == sent_one(form, "act")), None)
        codes = list(dict.fromkeys(form.get("delegation", [])))
        if act is None:
            raise UnknownValue(gettext("Choose what they have done."), field="act")
        if not codes:
            raise UnknownValue(gettext("Choose the delegations that have done it."), field="delegation")
        record_participation(
            session,
            participant=participant,
            document=document,
            delegations=[delegation_named(session, code) for code in codes],
            act=act,
            day=_sent_date(form),
            note=sent_one(form, "note"),
            now=now,
        )

    return _answer(request, session, participant, document, now, step, form)


@router.post("/participation/{act_id}/correct")
def correct_participation_form(
    request: Request, session: Writing, participant: Asking, now: Now, act_id: AnId, form: SentForm
) -> Response:
    """Give what was recorded another day or another note."""
    row, document = act_for(session, participant, act_id, lock=True)

    def step() -> None:
        correct_participation(
            session,
            participant=participant,
            act=row,
            document=document,
            day=_sent_date(form),
            note=sent_one(form, "note"),
            reason=sent_one(form, "reason"),
            now=now,
        )

    return _answer(request, session, participant, document, now, step)


@router.post("/participation/{act_id}/strike")
def strike_participation_form(
    request: Request, session: Writing, participant: Asking, now: Now, act_id: AnId, form: SentForm
) -> Response:
    """Strike what was recorded by mistake."""
    row, document = act_for(session, participant, act_id, lock=True)

    def step() -> None:
        strike_participation(
            session, participant=participant, act=row, reason=sent_one(form, "reason"), now=now
        )

    return _answer(request, session, participant, document, now, step)


def _sent_date(form: SentForm) -> date:
    day = sent_one(form, "day").strip()
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Unacceptable(gettext("Write the day as 2026-04-24."), field="day") from None


def _answer(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    now: Now,
    step: Callable[[], None],
    form: SentForm | None = None,
) -> Response:
    try:
        with whole_or_nothing(session):
            step()
    except BrokenRule as rule:
        status = status_of(type(rule))
        return _draw(
            request, session, participant, document, now, refusal=sentence_of(rule), status=status, form=form
        )
    query = {"done": "participation"}
    return see_other(path_of(request, "participation_page", slug=document.slug, query=query))


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    now: Now,
    *,
    done: str = "",
    refusal: str = "",
    status: int = 200,
    form: SentForm | None = None,
) -> Response:
    cast = as_cast(session)
    shown = show_participation(session, document)
    adoption = show_adopted(session, document)
    sent = form or {}
    page = ParticipationPage(
        frame=frame_for(
            session, participant, cast, title=gettext("Participation"), document=document, done=done
        ),
        slug=document.slug,
        adoption=adoption,
        acts=ACTS,
        possible=ACTS if adoption else [one for one in ACTS if one == "initialled"],
        parts=[_part(one, cast) for one in shown.parts],
        earlier=[_act(one, cast) for one in shown.earlier],
        may_record=may(participant, "record participation"),
        everybody=[cast[code] for code in taking_part(session, document)],
        chosen=sent.get("delegation", []),
        act=sent_one(sent, "act"),
        day=sent_one(sent, "day") or now.date().isoformat(),
        note=sent_one(sent, "note"),
        refusal=refusal,
    )
    return render(request, page, status=status)


def _part(part: PartOut, cast: Cast) -> PartShown:
    done = {one.act: _act(one, cast) for one in part.acts}
    return PartShown(by=cast[part.delegation], acts=[done.get(act) for act in ACTS])


def _act(one: ActOut, cast: Cast) -> ActShown:
    return ActShown(
        id=one.id, by=cast[one.delegation], act=one.act, day=one.day, note=one.note, reason=one.reason
    )

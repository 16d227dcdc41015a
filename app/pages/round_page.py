"""One round: until when, how that changed, and the table of what came in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import round_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import DocumentRow, RoundRow
from app.pages.forms import Choice, SentForm, see_other, sent_deadline, sent_one, whole_or_nothing
from app.pages.frame import Frame, Named, as_cast, frame_for
from app.pages.languages import labels_in
from app.pages.pen import Pen
from app.pages.rendering import path_of, render
from app.pages.wanted import WantedShown, draw_wanted, what_it_does
from app.pages.words import name_of_readers, word
from app.parameters import AnId, Reading, Writing
from app.refusing import sentence_of
from app.rounds_shown import round_table, show_round
from app.schemas.rounds import RoundOut
from app.services.rounds import close_round, move_deadline
from app.speaking import gettext
from documents.circles import Circle
from documents.errors import BrokenRule
from documents.permissions import HOUSE, Participant, may
from documents.references import print_references
from documents.round_table import Entry

router = APIRouter(prefix="/rounds/{round_id}")


@dataclass(frozen=True, slots=True)
class SaidShown:
    """An answer: who, and what; "" where it was taken back."""

    by: Named
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryShown:
    """One row of the table."""

    clause: str
    label: str
    part: str  # where on the page of the clause it stands
    by: Sequence[Named]
    on: Sequence[Named]
    readers: str  # "" for everyone
    words: str
    text: str
    does: str  # of a proposal that is no other wording: what it does
    wanted: Sequence[WantedShown]
    answers: Sequence[SaidShown]
    state: str
    moment: datetime
    late: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundPage:
    """The page of a round."""

    template: ClassVar[str] = "pages/round.html"
    frame: Frame
    slug: str
    language: str
    round: RoundOut
    circle: Circle
    circles: Sequence[Choice]
    entries: Sequence[EntryShown]
    late: int  # so many of them
    may_move: bool
    may_close: bool
    unsent: Mapping[str, str]
    refusal: str


@router.get("")
def round_page(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    round_id: AnId,
    circle: Circle = "everyone",
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show a round with what came in it."""
    row, document = round_for(session, participant, round_id)
    return _draw(request, session, participant, row, document, now, circle=circle, done=done)


@router.post("/deadline")
def move_deadline_form(
    request: Request, session: Writing, participant: Asking, now: Now, round_id: AnId, form: SentForm
) -> Response:
    """Move the deadline of a round."""
    row, document = round_for(session, participant, round_id, lock=True)

    def step() -> None:
        move_deadline(
            session,
            participant=participant,
            round_=row,
            document=document,
            deadline=sent_deadline(form),
            reason=sent_one(form, "reason"),
            version=_version(form),
            now=now,
        )

    return _answer(request, session, participant, row, document, now, form, step, done="deadline-moved")


@router.post("/close")
def close_round_form(
    request: Request, session: Writing, participant: Asking, now: Now, round_id: AnId, form: SentForm
) -> Response:
    """End a round before its deadline."""
    row, document = round_for(session, participant, round_id, lock=True)

    def step() -> None:
        close_round(
            session,
            participant=participant,
            round_=row,
            reason=sent_one(form, "why"),
            version=_version(form),
            now=now,
        )

    return _answer(request, session, participant, row, document, now, form, step, done="round-closed")


def _version(form: Mapping[str, list[str]]) -> int | None:
    version = sent_one(form, "version")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None


def _answer(
    request: Request,
    session: Session,
    participant: Participant,
    row: RoundRow,
    document: DocumentRow,
    now: datetime,
    form: Mapping[str, list[str]],
    step: Callable[[], None],
    *,
    done: str,
) -> Response:
    try:
        with whole_or_nothing(session):
            step()
    except BrokenRule as rule:
        session.refresh(row)
        return _draw(
            request,
            session,
            participant,
            row,
            document,
            now,
            unsent={name: sent_one(form, name) for name in ("deadline", "reason", "why")},
            refusal=sentence_of(rule),
            status=status_of(type(rule)),
        )
    return see_other(path_of(request, "round_page", round_id=row.id, query={"done": done}))


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    row: RoundRow,
    document: DocumentRow,
    now: datetime,
    *,
    circle: Circle = "everyone",
    done: str = "",
    unsent: Mapping[str, str] | None = None,
    refusal: str = "",
    status: int = 200,
) -> Response:
    cast = as_cast(session)
    pen = Pen(
        cast=cast,
        language=document.negotiated_language,
        labels=labels_in(session, document, document.negotiated_language),
    )
    shown = show_round(session, document, row, now=now)
    if participant.delegation in HOUSE and circle == "delegation":
        circle = "chair"  # they share one circle
    table = round_table(session, participant, document, row, circle=circle)
    may_call = may(participant, "call rounds")
    page = RoundPage(
        frame=frame_for(session, participant, cast, title=row.name, document=document, done=done),
        slug=document.slug,
        language=document.negotiated_language,
        round=shown,
        circle=circle,
        circles=_circles(participant) if row.kind == "comments" else (),
        entries=[_entry(one, pen) for one in table.entries],
        late=sum(one.late for one in table.entries),
        may_move=may_call and shown.state != "called off",
        may_close=may_call and shown.state in ("announced", "open"),
        unsent=unsent or {"deadline": "", "reason": "", "why": ""},
        refusal=refusal,
    )
    return render(request, page, status=status)


def _circles(participant: Participant) -> list[Choice]:
    """Return up to which circle the reader may look, in words; () where there is no narrower one."""
    if participant.delegation in HOUSE:
        return [
            Choice("everyone", gettext("what everyone reads")),
            Choice("chair", gettext("what delegations told the chair, and your own notes, too")),
        ]
    return [
        Choice("everyone", gettext("what everyone reads")),
        Choice("chair", gettext("what you told the chair, too")),
        Choice("delegation", gettext("and what only you read")),
    ]


def _entry(one: Entry, pen: Pen) -> EntryShown:
    is_comment = one.comment is not None
    by = tuple(pen.cast[code] for code in one.delegations)
    return EntryShown(
        clause=one.clause,
        label=one.label or word(one.kind),
        part=f"c-{one.comment}" if is_comment else f"a-{one.amendment}",
        by=by,
        on=tuple(pen.cast[code] for code in one.on_proposal_of),
        readers="" if one.circle == "everyone" else name_of_readers(one.circle, one.delegations[0]),
        words=print_references(one.words, pen.labels),
        text=print_references(one.text, pen.labels),
        does="" if is_comment else what_it_does(one),
        wanted=draw_wanted(one, pen),
        answers=[
            SaidShown(pen.cast[it.delegation], print_references(it.text, pen.labels)) for it in one.answers
        ],
        state=one.state,
        moment=one.at,
        late=one.late,
    )

"""The room: one clause on the big screen, as everyone reads it, whoever has signed in there.

It is projected, so nothing depends on the reader but the language and the buttons: amendments that are tabled,
positions for everyone, never a draft, a note or what is between a delegation and the chair.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from fastapi import APIRouter, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import clause_for, document_for
from app.identity import Asking, Now
from app.models import ClauseRow, DocumentRow, PositionRow
from app.models.consolidated import reference_labels
from app.models.shown import clause_in_room
from app.models.values import IN_THE_TEXT, as_clauses
from app.models.written import as_open_amendments
from app.pages.changes_shown import number_of_last
from app.pages.drawn_positions import CellShown, draw_cell
from app.pages.entries import FieldShown
from app.pages.forms import SentForm, see_other, sent_one
from app.pages.frame import Cast, Frame, as_cast, frame_for, heard_in
from app.pages.history import revisions_of
from app.pages.pen import Pen, Stretch
from app.pages.rendering import path_of, render
from app.pages.running_text import ClauseShown, name_of_clause, outline_word, show_clause
from app.parameters import AnId, Reading, Slug, Writing
from app.positions_shown import show_positions
from app.services.room import show_in_room
from app.speaking import gettext
from documents.document import Clause
from documents.errors import NotThere
from documents.measures import measure_clause
from documents.permissions import Participant, may
from documents.readings import consolidate_clause
from documents.tokens import is_word, tokenize

router = APIRouter()
Ground = Literal["dark", "light"]
Size = Literal["short", "long", "longest"]
# So many words fill a screen of 16:9 in the largest letters, and in the second largest.
_SIZES: Sequence[tuple[int, Size]] = ((75, "short"), (150, "long"))


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A clause before or after the one that is shown."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownInRoom:
    """A clause as it fills the screen."""

    id: str
    label: str
    subject: str
    kind: str
    revision: int  # 0: it is only proposed
    drawn: ClauseShown
    fields: Sequence[FieldShown]  # of an entry: those in dispute, else all
    positions: Sequence[CellShown]
    disputes: int
    words_in_brackets: int
    size: Size
    previous: Neighbour | None  # the open clause before
    following: Neighbour | None
    above: Neighbour | None  # whatever clause stands before
    below: Neighbour | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomPage:
    """The page that is projected."""

    template: ClassVar[str] = "pages/room.html"
    frame: Frame
    slug: str
    language: str
    ground: Ground
    query: Mapping[str, str]  # that keeps the ground
    clause: ShownInRoom | None  # None: nothing is shown yet
    follows: bool  # the chair, from clause to clause
    may_show: bool
    latest: int  # the last event that everyone reads


@router.get("/documents/{slug}/room")
def room_page(
    request: Request, session: Reading, participant: Asking, slug: Slug, ground: Ground = "dark"
) -> Response:
    """Show the clause that the chair shows."""
    document = document_for(session, participant, slug)
    return _draw(
        request, session, participant, document, clause_in_room(session, document), ground, follows=True
    )


@router.get("/clauses/{clause_id}/room")
def clause_room_page(
    request: Request, session: Reading, participant: Asking, clause_id: AnId, ground: Ground = "dark"
) -> Response:
    """Show one clause as the room would see it."""
    clause, document = clause_for(session, participant, clause_id)
    if clause.state not in IN_THE_TEXT:
        raise NotThere  # to its own delegation, too: what it drafts is not for a screen
    return _draw(request, session, participant, document, clause, ground, follows=False)


@router.post("/clauses/{clause_id}/room")
def show_in_room_form(
    request: Request,
    session: Writing,
    participant: Asking,
    now: Now,
    clause_id: AnId,
    form: SentForm,
    ground: Ground = "dark",
) -> Response:
    """Show a clause in the room, and lead to the screen or back to the clause."""
    clause, document = clause_for(session, participant, clause_id)
    show_in_room(session, participant=participant, clause=clause, document=document, now=now)
    if sent_one(form, "to") == "room":
        return see_other(path_of(request, "room_page", slug=document.slug, query=_query(ground)))
    return see_other(path_of(request, "clause_page", clause_id=clause.id, query={"done": "shown"}))


def _query(ground: Ground) -> dict[str, str]:
    """Return what an address says of the ground: nothing where it is dark."""
    return {"ground": ground} if ground == "light" else {}


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    clause: ClauseRow | None,
    ground: Ground,
    *,
    follows: bool,
) -> Response:
    latest = number_of_last(session)  # first, so that what happens meanwhile is drawn
    cast = as_cast(session)
    shown = _shown(session, document, clause, cast) if clause is not None else None
    title = gettext("Room: %(clause)s", clause=shown.label) if shown is not None else gettext("Room")
    page = RoomPage(
        frame=frame_for(session, participant, cast, title=title, document=document),
        slug=document.slug,
        language=document.negotiated_language,
        ground=ground,
        query=_query(ground),
        clause=shown,
        follows=follows,
        may_show=may(participant, "show in the room"),
        latest=latest,
    )
    return render(request, page)


def _shown(session: Session, document: DocumentRow, row: ClauseRow, cast: Cast) -> ShownInRoom:
    clauses = [one.clause for one in as_clauses(session, document)]
    clause = next(one for one in clauses if one.id == row.id)
    labels = reference_labels(
        session, document, document.negotiated_language, {one.id: one.label for one in clauses}
    )
    consolidated = consolidate_clause(
        clause, as_open_amendments(session, clauses=[clause.id]).get(clause.id, [])
    )
    pen = Pen(cast=cast, language=document.negotiated_language, labels=labels)
    drawn = show_clause(consolidated, pen, "rolling", document.levels, current=True)
    revisions = revisions_of(session, row, document)
    named = [one for one in clauses if one.label or one.id == clause.id]
    still_open = [one for one in named if one.agreement.is_open or one.id == clause.id]
    previous, following = _around(still_open, clause)
    above, below = _around(named, clause)
    fields = [one for one in drawn.fields if one.disputed] or drawn.fields
    return ShownInRoom(
        id=clause.id,
        label=_capitalized(name_of_clause(clause)),
        subject=""
        if clause.kind == "entry" or drawn.is_heading
        else outline_word(drawn, pen.language, labels),
        kind=clause.kind,
        revision=len(revisions),
        drawn=drawn,
        fields=fields,
        positions=_positions(session, document, clause, cast),
        disputes=sum(len(one.disputed) + len(one.reservations) for one in consolidated.fields.values())
        + bool(consolidated.deleted_by),
        words_in_brackets=measure_clause(consolidated).words_in_brackets,
        size=_size(drawn, fields),
        previous=previous,
        following=following,
        above=above,
        below=below,
    )


def _capitalized(name: str) -> str:
    return name[:1].upper() + name[1:]


def _around(clauses: Sequence[Clause], clause: Clause) -> tuple[Neighbour | None, Neighbour | None]:
    """Return the clauses on both sides of one among others."""
    place = next(place for place, one in enumerate(clauses) if one.id == clause.id)
    before = clauses[place - 1] if place else None
    after = clauses[place + 1] if place + 1 < len(clauses) else None
    return (
        Neighbour(before.id, name_of_clause(before)) if before else None,
        Neighbour(after.id, name_of_clause(after)) if after else None,
    )


def _positions(session: Session, document: DocumentRow, clause: Clause, cast: Cast) -> list[CellShown]:
    """Return what every delegation that is heard has told everyone on the clause; silence is shown as silence."""
    rows = session.scalars(
        select(PositionRow).where(
            PositionRow.subject_id == clause.id,
            PositionRow.circle == "everyone",
            PositionRow.ended_at.is_(None),
        )
    ).all()
    told = {one.delegation: draw_cell(one, cast) for one in show_positions(session, document, rows)}
    return [told.get(one.code, CellShown(delegation=one)) for one in heard_in(session, document, cast)]


def _stretches(drawn: ClauseShown, fields: Sequence[FieldShown]) -> list[Sequence[Stretch]]:
    """Return every text on the screen."""
    texts = [drawn.drawn, *(one.drawn for one in fields)]
    return [some for one in texts for some in (one.stretches, *(option.stretches for option in one.options))]


def _size(drawn: ClauseShown, fields: Sequence[FieldShown]) -> Size:
    words = sum(_count(stretch) for stretches in _stretches(drawn, fields) for stretch in stretches)
    return next((size for most, size in _SIZES if words <= most), "longest")


def _count(stretch: Stretch) -> int:
    return sum(map(is_word, tokenize(stretch.text)))

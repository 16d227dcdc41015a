"""One bridging text: base, proposals and compromise side by side, what it would take, to whom it is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in
from app.access_beside import bridging_text_for, visible_positions
from app.bridging_shown import show_bridging_texts
from app.identity import Asking
from app.models import BridgingTextRow, ClauseRow, DocumentRow, PositionRow
from app.models.values import as_clause
from app.models.written import as_open_amendments
from app.pages.columns import draw_columns
from app.pages.differences import draw_difference
from app.pages.drawn import Columns
from app.pages.drawn_positions import CellShown, draw_cell
from app.pages.frame import Frame, Named, as_cast, frame_for, heard_in
from app.pages.languages import labels_in
from app.pages.pen import Pen, Stretch
from app.pages.rendering import render
from app.pages.running_text import name_of_clause
from app.pages.settled import why_final
from app.pages.words import name_of_field
from app.parameters import AnId, Reading
from app.positions_shown import show_positions
from app.schemas.bridging_texts import BridgingTextOut
from app.speaking import N_, gettext
from documents.content import field_at
from documents.document import Clause
from documents.permissions import Participant, may
from documents.readings import OpenAmendment, consolidate_clause

router = APIRouter(prefix="/bridging-texts/{bridging_text_id}")


@dataclass(frozen=True, slots=True)
class BridgedField:
    """One field as the bridging text has it, with what that changes of the text it was written on."""

    name: str
    stretches: Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class TakenShown:
    """How much of an amendment it would take, in words."""

    id: str
    by: Sequence[Named]
    word: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BridgingPage:
    """The page of a bridging text."""

    template: ClassVar[str] = "pages/bridging.html"
    frame: Frame
    language: str
    slug: str
    id: str
    clause: str
    heading: str
    by: Named
    written_at: datetime
    note: str
    fate: str  # in words: released, withdrawn, adopted, who has it
    stale: bool
    fields: Sequence[BridgedField]
    columns: Sequence[Columns]  # with the bridging text in the column of the chair
    taken: Sequence[TakenShown]
    positions: Sequence[CellShown]
    shown_to: Sequence[Named]
    could_be_shown: Sequence[Named]
    fingerprint: str
    may_take_position: bool
    may_release: bool
    may_withdraw: bool
    may_adopt: bool
    refusal: str


@router.get("")
def bridging_page(
    request: Request,
    session: Reading,
    participant: Asking,
    bridging_text_id: AnId,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show a bridging text beside the present text and what each delegation wants."""
    row, clause, document = bridging_text_for(session, participant, bridging_text_id)
    return draw_bridging_page(request, session, participant, row, clause, document, done=done)


def draw_bridging_page(
    request: Request,
    session: Session,
    participant: Participant,
    row: BridgingTextRow,
    clause: ClauseRow,
    document: DocumentRow,
    *,
    done: str = "",
    refusal: str = "",
    status: int = 200,
) -> Response:
    """Return the page of a bridging text as it stands now, after a refusal with its sentence."""
    cast = as_cast(session)
    [one] = show_bridging_texts(session, participant, document, [row])
    amendments = as_open_amendments(session, clauses=[clause.id]).get(clause.id, [])
    placed = as_clause(session, document, clause.id)
    pen = Pen(
        cast=cast,
        language=document.negotiated_language,
        labels=labels_in(session, document, document.negotiated_language),
        sponsors=[amendment.sponsors for amendment in amendments],
    )
    name = name_of_clause(placed.clause)
    is_open = one.withdrawn_at is None and one.decision is None
    stands = clause.state in ("standing", "proposed") and not why_final(session, document)
    is_theirs = may(participant, "release bridge", owner=one.by)
    taking_part = heard_in(session, document, cast)
    shown_to = [cast[code] for code in one.shown_to or ()]
    page = BridgingPage(
        frame=frame_for(
            session,
            participant,
            cast,
            title=gettext("Bridging text on %(clause)s", clause=name),
            document=document,
            done=done,
        ),
        language=document.negotiated_language,
        slug=document.slug,
        id=one.id,
        clause=clause.id,
        heading=name,
        by=cast[one.by],
        written_at=one.created_at,
        note=one.note,
        fate=_fate(one),
        stale=one.is_stale and is_open,
        fields=_fields(one, placed.clause, pen),
        columns=_columns(one, placed.clause, amendments, pen) if is_open and not one.is_stale else (),
        taken=[
            TakenShown(
                it.amendment,
                pen.named(it.sponsors),
                _TAKEN[it.uptake] if it.kind == "replace" else _UNTOUCHED[it.kind],
            )
            for it in one.satisfies
        ],
        positions=_positions(session, participant, document, row, pen),
        shown_to=shown_to,
        could_be_shown=[named for named in taking_part if named not in shown_to and named.code != one.by],
        fingerprint=consolidate_clause(placed.clause, amendments).fingerprint,
        may_take_position=is_open
        and stands
        and may(participant, "take position", capacity=capacity_in(session, participant, document)),
        may_release=is_open and stands and is_theirs and one.released_at is None,
        may_withdraw=is_open and is_theirs,
        may_adopt=is_open
        and stands
        and placed.clause.agreement.is_open
        and not one.is_stale
        and may(participant, "decide"),
        refusal=refusal,
    )
    return render(request, page, status=status)


_TAKEN: Mapping[str, str] = {
    "adopted": N_("would be taken whole"),
    "partly": N_("would be taken in part"),
    "not so far": N_("would not be taken"),
}
_UNTOUCHED: Mapping[str, str] = {
    "insert": N_("brings the clause in; its words would be these"),
    "delete": N_("would stay open: whether the clause stands is decided apart"),
    "move": N_("would stay open: where the clause stands is decided apart"),
}


def _fate(one: BridgingTextOut) -> str:
    if one.withdrawn_at is not None:
        return gettext("withdrawn")
    if one.decision is not None:
        return gettext("adopted by a decision")
    if one.released_at is not None:
        return gettext("released to everyone")
    return gettext(
        "not released: its author, the chair and the secretariat read it, and whoever it was shown to"
    )


def _fields(one: BridgingTextOut, clause: Clause, pen: Pen) -> list[BridgedField]:
    return [
        BridgedField(
            name_of_field(it.field) if clause.kind == "entry" else "",
            draw_difference(
                it.base,
                it.text,
                pen,
                by=(pen.cast[one.by],),
                italics=it.field == "text",
                whole=field_at(clause.kind, it.field).kind == "value",
            ),
        )
        for it in one.fields
    ]


def _columns(
    one: BridgingTextOut, clause: Clause, amendments: Sequence[OpenAmendment], pen: Pen
) -> tuple[Columns, ...]:
    """Return what each delegation wants of the fields that are bridged, with the bridging text beside it."""
    bridge = OpenAmendment(
        id=one.id,
        kind="replace",
        delegation="CHAIR",
        sponsors=("CHAIR",),
        tabled_at=one.created_at,
        rationale=one.note,
        fields={it.field: it.text for it in one.fields},
        base=clause.content,
    )
    cast = {**pen.cast, "CHAIR": replace(pen.cast["CHAIR"], name=gettext("bridging text"))}
    return draw_columns(consolidate_clause(clause, [*amendments, bridge]), replace(pen, cast=cast))


def _positions(
    session: Session, participant: Participant, document: DocumentRow, row: BridgingTextRow, pen: Pen
) -> list[CellShown]:
    rows = session.scalars(
        select(PositionRow)
        .where(
            PositionRow.subject_id == row.id,
            PositionRow.ended_at.is_(None),
            visible_positions(participant),
        )
        .order_by(PositionRow.taken_at, PositionRow.id)
    ).all()
    return [draw_cell(one, pen.cast) for one in show_positions(session, document, rows)]

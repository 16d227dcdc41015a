"""Positions as the page of a clause shows them: on the clause and on each amendment, and the form that takes one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access_beside import on_the_table, visible_positions
from app.models import DocumentRow, PositionRow
from app.models.values import PlacedClause
from app.pages.clause_bridging import BridgeShown, BridgingShown
from app.pages.drawn_positions import CellShown, draw_cell, texts_shown
from app.pages.forms import Choice
from app.pages.frame import Named, heard_in
from app.pages.pen import Pen
from app.pages.proposals import AmendmentShown
from app.pages.standings import SIGN_OF_STANCE, Sign
from app.pages.words import name_of_readers
from app.positions_shown import show_positions
from app.schemas.positions import PositionOut
from app.speaking import gettext
from documents.circles import CIRCLES
from documents.permissions import Capacity, Participant, may
from documents.positions import STANCES

Subject = Literal["clause", "amendment", "bridging text"]


@dataclass(frozen=True, slots=True)
class UnsentPosition:
    """What was chosen and typed in a form for a position that was refused."""

    stance: str = ""
    circle: str = ""
    note: str = ""
    red_line: bool = False
    about: str = ""  # as a subject's value: "amendment k3v5…"
    delegation: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PositionShown:
    """One position."""

    id: str
    cell: CellShown
    moment: datetime
    may_confirm: bool
    may_take_back: bool
    read: str  # the present texts, which whoever confirms has read


@dataclass(frozen=True, kw_only=True, slots=True)
class SubjectShown:
    """The clause, or an amendment to it, and what is thought of it."""

    kind: Subject
    id: str
    by: Sequence[Named]
    text: str  # of the amendment, that was read
    positions: Sequence[PositionShown]

    @property
    def value(self) -> str:
        """By what the form calls it; "" for the clause."""
        return "" if self.kind == "clause" else f"{self.kind.partition(' ')[0]} {self.id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class PositionsShown:
    """All positions on a clause and what is on the table to it, for one reader."""

    subjects: Sequence[SubjectShown]
    count: int
    may_take: bool
    speakers: Sequence[Named]  # whose words the reader records; none: it speaks for itself
    stances: Sequence[tuple[str, Sign]]
    circles: Sequence[Choice]
    base_revision: str
    unsent: UnsentPosition


def show_clause_positions(
    session: Session,
    participant: Participant,
    capacity: Capacity | None,
    document: DocumentRow,
    placed: PlacedClause,
    amendments: Sequence[AmendmentShown],
    bridging: BridgingShown,
    pen: Pen,
    unsent: UnsentPosition,
    *,
    discussed: bool,
) -> PositionsShown:
    """Return the positions that hold, on the clause and on each open amendment that this reader sees.

    ``discussed``: the clause is in a text that is not final yet; else nothing is taken, but what was typed is shown.
    """
    rows = session.scalars(
        select(PositionRow)
        .where(
            PositionRow.clause_id == placed.clause.id,
            on_the_table(),
            visible_positions(participant),
        )
        .order_by(PositionRow.taken_at, PositionRow.id)
    ).all()
    by_subject: dict[str, list[PositionOut]] = {}
    for one in show_positions(session, document, rows):
        by_subject.setdefault(one.amendment or one.bridging_text or one.clause, []).append(one)
    order = {code: place for place, code in enumerate(pen.cast)}
    open_ones = [one for one in amendments if one.status in ("tabled", "draft")]
    bridges = [one for one in bridging.texts if one.is_open]
    subjects = [
        SubjectShown(
            kind=kind,
            id=subject,
            by=by,
            text=text,
            positions=[
                _shown(one, participant, capacity, pen, discussed)
                for one in sorted(by_subject.get(subject, ()), key=lambda one: order[one.delegation])
            ],
        )
        for kind, subject, by, text in _subjects(placed.clause.id, open_ones, bridges)
    ]
    records = may(participant, "record orally")
    return PositionsShown(
        subjects=subjects,
        count=sum(len(one.positions) for one in subjects),
        may_take=(discussed or unsent != UnsentPosition())
        and (may(participant, "take position", capacity=capacity) or records),
        speakers=heard_in(session, document, pen.cast) if records else (),
        stances=[(stance, SIGN_OF_STANCE[stance]) for stance in STANCES],
        circles=_circles(participant, records=records),
        base_revision=placed.clause.revision,
        unsent=unsent,
    )


def _subjects(
    clause: str, amendments: Sequence[AmendmentShown], bridges: Sequence[BridgeShown]
) -> Iterator[tuple[Subject, str, Sequence[Named], str]]:
    """Yield what one may have a position on: kind, id, by whom it is, and the text of an amendment."""
    yield "clause", clause, (), ""
    yield from (("amendment", one.id, one.by, one.text) for one in amendments)
    yield from (("bridging text", one.id, (one.by,), "") for one in bridges)


def _circles(participant: Participant, *, records: bool) -> list[Choice]:
    """Return who may be told, the widest circle first; what a delegation thinks among itself nobody records."""
    if records:
        told = gettext("the delegation, chair and secretariat")
        return [Choice("everyone", name_of_readers("everyone", "")), Choice("chair", told)]
    return [Choice(circle, name_of_readers(circle, participant.delegation)) for circle in reversed(CIRCLES)]


def _shown(
    one: PositionOut, participant: Participant, capacity: Capacity | None, pen: Pen, discussed: bool
) -> PositionShown:
    is_own = may(participant, "take position", capacity=capacity, owner=one.delegation)
    records = may(participant, "record orally") and not one.is_confirmed
    return PositionShown(
        id=one.id,
        cell=draw_cell(one, pen.cast),
        moment=one.taken_at,
        may_confirm=discussed and is_own and (one.is_stale or not one.is_confirmed),
        may_take_back=is_own or records,
        read=texts_shown(one),
    )

"""Positions on a whole document: clauses × delegations, and what of the own ones waits to be confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import capacity_in, document_for
from app.access_beside import own_positions
from app.chosen_positions import Chosen, chosen_of
from app.errors import status_of
from app.identity import Asking, Now
from app.models import DocumentRow
from app.models.values import as_clauses
from app.pages.drawn_positions import CellShown, draw_cell, texts_sent, texts_shown
from app.pages.forms import Choice, SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import Cast, Frame, Named, as_cast, frame_for
from app.pages.rendering import path_of, render
from app.pages.running_text import name_of_clause, outline_word
from app.pages.standings import SIGN_OF_STANCE, Sign, sign_of_level
from app.parameters import Reading, Slug, Writing
from app.positions_shown import cells_of, show_matrix
from app.schemas.positions import MatrixRowOut
from app.services.positions import confirm_positions
from documents.circles import CIRCLES, readers_of
from documents.document import Clause
from documents.errors import BrokenRule, UnknownValue
from documents.permissions import HOUSE, Participant, may
from documents.positions import STANCES

router = APIRouter(prefix="/documents/{slug}/positions")


@dataclass(frozen=True, kw_only=True, slots=True)
class RowShown:
    """A clause, or an amendment to it."""

    clause: str
    label: str
    words: str  # what the clause is about, in short
    sign: Sign
    level: str
    about: str  # "amendment", "bridging text"; "" for the clause itself
    address: str  # where on the page of the clause it stands
    sponsors: Sequence[Named]
    cells: Sequence[CellShown]


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingShown:
    """A position of the reader's own delegation that is stale, or that was recorded and is not confirmed."""

    id: str
    clause: str
    label: str
    about: str
    address: str
    sponsors: Sequence[Named]
    cell: CellShown
    read: str  # the revision of the clause that was read
    present: str
    texts: str  # the present ones, which whoever confirms has read


@dataclass(frozen=True, kw_only=True, slots=True)
class PositionsPage:
    """The matrix of positions."""

    template: ClassVar[str] = "pages/positions.html"
    frame: Frame
    slug: str
    language: str
    delegations: Sequence[Named]
    rows: Sequence[RowShown]
    stances: Sequence[tuple[str, Sign]]
    circles: Sequence[Choice]
    chosen: Chosen
    query: Mapping[str, Sequence[str]]
    waiting: Sequence[tuple[str, Sequence[WaitingShown]]]  # by who reads them
    may_confirm: bool
    may_confirm_several: bool
    refusal: str


@router.get("")
def positions_page(
    request: Request,
    session: Reading,
    participant: Asking,
    slug: Slug,
    chosen: Annotated[Chosen, Depends(chosen_of)],
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show clauses, and what is tabled on them, × delegations."""
    document = document_for(session, participant, slug)
    return _draw(request, session, participant, document, chosen, done=done)


@router.post("/confirm")
def confirm_positions_form(
    request: Request, session: Writing, participant: Asking, now: Now, slug: Slug, form: SentForm
) -> Response:
    """Confirm own positions on the texts that the page showed."""
    document = document_for(session, participant, slug)
    ids = list(dict.fromkeys(form.get("position", [])))
    try:
        if not ids:
            raise UnknownValue("Choose the positions that you confirm.", field="position")
        with whole_or_nothing(session):
            confirm_positions(
                session,
                participant=participant,
                document=document,
                positions=[
                    (row, texts_sent(sent_one(form, f"read.{row.id}")))
                    for row in own_positions(session, participant, document, ids)
                ],
                now=now,
            )
    except BrokenRule as rule:
        status = status_of(type(rule))
        return _draw(request, session, participant, document, Chosen(), refusal=rule.message, status=status)
    return see_other(path_of(request, "positions_page", slug=slug, query={"done": "positions-confirmed"}))


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    chosen: Chosen,
    *,
    done: str = "",
    refusal: str = "",
    status: int = 200,
) -> Response:
    cast = as_cast(session)
    if participant.delegation in HOUSE and chosen.circle == "delegation":
        chosen = replace(chosen, circle="chair")  # they share one circle
    clauses = {one.clause.id: one.clause for one in as_clauses(session, document)}
    matrix = show_matrix(session, participant, document, chosen)
    own = show_matrix(
        session,
        participant,
        document,
        Chosen(circle="delegation", delegations=frozenset((participant.delegation,))),
    )
    capacity = capacity_in(session, participant, document)
    page = PositionsPage(
        frame=frame_for(session, participant, cast, title="Positions", document=document, done=done),
        slug=document.slug,
        language=document.negotiated_language,
        delegations=[cast[code] for code in matrix.delegations],
        rows=[_row(row, clauses[row.clause], matrix.delegations, document, cast) for row in matrix.rows],
        stances=[(stance, SIGN_OF_STANCE[stance]) for stance in STANCES],
        circles=_circles(participant.delegation),
        chosen=chosen,
        query=_query(chosen),
        waiting=_waiting(own.rows, cast, participant) if own.delegations else (),
        may_confirm=may(participant, "take position", capacity=capacity),
        may_confirm_several=may(participant, "confirm several positions", capacity=capacity),
        refusal=refusal,
    )
    return render(request, page, status=status)


def _row(
    row: MatrixRowOut, clause: Clause, codes: Sequence[str], document: DocumentRow, cast: Cast
) -> RowShown:
    cells = cells_of(row)
    return RowShown(
        clause=row.clause,
        label=name_of_clause(clause),
        words="" if clause.kind == "title" else outline_word(clause, document.negotiated_language),
        sign=sign_of_level(row.level, document.levels),
        level=row.level,
        about=_about(row),
        address=_address(row),
        sponsors=[cast[code] for code in row.sponsors],
        cells=[
            draw_cell(cells[code], cast)
            if code in cells
            else CellShown(
                delegation=cast[code],
                sign="proposed" if code in row.sponsors and row.amendment else None,
                word="stands behind it",
            )
            for code in codes
        ],
    )


def _about(row: MatrixRowOut) -> str:
    return "amendment" if row.amendment else "bridging text" if row.bridging_text else ""


def _address(row: MatrixRowOut) -> str:
    """Return where on the page of the clause it stands."""
    return f"a-{row.amendment}" if row.amendment else "bridging-texts"


def _waiting(
    rows: Sequence[MatrixRowOut], cast: Cast, participant: Participant
) -> list[tuple[str, Sequence[WaitingShown]]]:
    """Return the own positions that are to be confirmed, by who reads them: those of a circle go together."""
    found: list[tuple[str, Sequence[WaitingShown]]] = []
    for circle in reversed(CIRCLES):
        waiting = [
            WaitingShown(
                id=one.id,
                clause=row.clause,
                label=row.label,
                about=_about(row),
                address=_address(row),
                sponsors=[cast[code] for code in row.sponsors],
                cell=draw_cell(one, cast),
                read=one.base_revision or "",
                present=one.present_revision or "",
                texts=texts_shown(one),
            )
            for row in rows
            for one in row.positions
            if one.circle == circle and (one.is_stale or not one.is_confirmed)
        ]
        if waiting:
            found.append((readers_of(circle, participant.delegation), waiting))
    return found


def _circles(delegation: str) -> list[Choice]:
    """Return up to which circle the reader may look, in words."""
    told = "what delegations told the chair, too" if delegation in HOUSE else "what you told the chair, too"
    choices = [Choice("everyone", "what everyone reads"), Choice("chair", told)]
    if delegation not in HOUSE:
        choices.append(Choice("delegation", "and what only you read"))
    return choices


def _query(chosen: Chosen) -> dict[str, Sequence[str]]:
    """Return the choice as it stands in an address."""
    flags = {"stale": chosen.stale, "unconfirmed": chosen.unconfirmed, "undecided": chosen.undecided}
    return {
        "circle": [chosen.circle],
        "delegation": sorted(chosen.delegations),
        "stance": [stance for stance in STANCES if stance in chosen.stances],
        **{name: ["true"] for name, is_on in flags.items() if is_on},
        **({} if chosen.amendments else {"amendments": ["false"]}),
    }

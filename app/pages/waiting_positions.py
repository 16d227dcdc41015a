"""Positions of the reader's own delegation that wait to be confirmed, as a page lists them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.chosen_positions import Chosen
from app.models import DocumentRow
from app.pages.drawn_positions import CellShown, draw_cell, texts_shown
from app.pages.frame import Cast, Named
from app.pages.words import name_of_readers
from app.positions_shown import show_matrix
from app.schemas.positions import MatrixRowOut
from documents.circles import CIRCLES
from documents.permissions import Participant


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


def about_of(row: MatrixRowOut) -> str:
    """Return what a row is about: "amendment", "bridging text"; "" of the clause itself."""
    return "amendment" if row.amendment else "bridging text" if row.bridging_text else ""


def address_of(row: MatrixRowOut) -> str:
    """Return where on the page of its clause an amendment or a bridging text stands."""
    return f"a-{row.amendment}" if row.amendment else "bridging-texts"


def waiting_positions(
    session: Session, participant: Participant, document: DocumentRow, cast: Cast
) -> list[tuple[str, Sequence[WaitingShown]]]:
    """Return the own positions that are to be confirmed, by who reads them: those of a circle go together."""
    own = Chosen(circle="delegation", delegations=frozenset((participant.delegation,)))
    matrix = show_matrix(session, participant, document, own)
    found: list[tuple[str, Sequence[WaitingShown]]] = []
    for circle in reversed(CIRCLES if matrix.delegations else ()):
        waiting = [
            WaitingShown(
                id=one.id,
                clause=row.clause,
                label=row.label,
                about=about_of(row),
                address=address_of(row),
                sponsors=[cast[code] for code in row.sponsors],
                cell=draw_cell(one, cast),
                read=one.base_revision or "",
                present=one.present_revision or "",
                texts=texts_shown(one),
            )
            for row in matrix.rows
            for one in row.positions
            if one.circle == circle and (one.is_stale or not one.is_confirmed)
        ]
        if waiting:
            found.append((name_of_readers(circle, participant.delegation), waiting))
    return found

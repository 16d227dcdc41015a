"""One delegation in a document: what it proposed, what became of that, what it brought into the text, its positions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Path, Request, Response
from sqlalchemy.orm import Session

from app.access import document_for
from app.chosen_positions import Chosen
from app.identity import Asking
from app.models import DocumentRow
from app.models.tracking import origins_of
from app.models.values import as_clauses
from app.pages.drawn_positions import CellShown, draw_cell
from app.pages.drawn_whereabouts import WhereaboutsShown, draw_whereabouts
from app.pages.frame import Cast, Frame, Named, as_cast, frame_for, heard_in, name_of
from app.pages.languages import labels_in
from app.pages.pen import Pen
from app.pages.rendering import render
from app.pages.running_text import name_of_clause
from app.pages.waiting_positions import about_of, address_of
from app.pages.words import word
from app.parameters import Reading, Slug
from app.positions_shown import show_matrix
from app.whereabouts_shown import whereabouts_table
from documents.circles import Circle
from documents.errors import NotThere
from documents.permissions import HOUSE, Participant
from documents.provenance import words_brought
from documents.references import print_references
from documents.whereabouts import Outcome

router = APIRouter(prefix="/documents/{slug}/delegations")


@dataclass(frozen=True, slots=True)
class BroughtShown:
    """The words of a clause that stand there because of a delegation."""

    clause: str
    label: str
    number: int
    stretches: Sequence[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class PositionShown:
    """A position, and on what it is."""

    clause: str
    label: str
    about: str  # "amendment", "bridging text"; "" for the clause itself
    address: str
    sponsors: Sequence[Named]
    cell: CellShown


@dataclass(frozen=True, kw_only=True, slots=True)
class DelegationTrackingPage:
    """What a document has of one delegation."""

    template: ClassVar[str] = "pages/delegation_tracking.html"
    frame: Frame
    slug: str
    name: str
    language: str
    delegation: Named
    others: Sequence[Named]
    counts: Sequence[tuple[Outcome, int]]
    words: int  # that it brought into the text
    hanging: Sequence[WhereaboutsShown]
    settled: Sequence[WhereaboutsShown]
    brought: Sequence[BroughtShown]
    positions: Sequence[PositionShown]
    is_for_few: bool  # positions that not everyone reads are among them


@router.get("/{code}")
def delegation_tracking_page(
    request: Request,
    session: Reading,
    participant: Asking,
    slug: Slug,
    code: Annotated[str, Path(max_length=32)],
) -> Response:
    """Show one of the delegations that are heard in a document, as far as the reader may see."""
    document = document_for(session, participant, slug)
    cast = as_cast(session)
    heard = heard_in(session, document, cast)
    delegation = next((one for one in heard if one.code == code), None)
    if delegation is None:
        raise NotThere
    table = whereabouts_table(session, document, delegation=code)
    language = document.negotiated_language
    pen = Pen(cast=cast, language=language, labels=labels_in(session, document, language))
    brought = _brought(session, document, code, pen)
    positions = _positions(session, participant, document, cast, code)
    is_open = [any(end.is_open for end in one.ends) for one in table.entries]
    shown = [draw_whereabouts(one, pen) for one in table.entries]
    page = DelegationTrackingPage(
        frame=frame_for(session, participant, cast, title=delegation.name, document=document),
        slug=document.slug,
        name=name_of(document),
        language=language,
        delegation=delegation,
        others=[one for one in heard if one is not delegation],
        counts=table.counts,
        words=sum(one.number for one in brought),
        hanging=[row for row, hangs in zip(shown, is_open, strict=True) if hangs],
        settled=[row for row, hangs in zip(shown, is_open, strict=True) if not hangs],
        brought=brought,
        positions=positions,
        is_for_few=any(one.cell.readers for one in positions),
    )
    return render(request, page)


def _brought(session: Session, document: DocumentRow, code: str, pen: Pen) -> list[BroughtShown]:
    """Return what stands in the text because of a delegation, clause by clause."""
    origins = origins_of(session, document)
    found = []
    for one in as_clauses(session, document):
        stretches = [
            origin
            for field in origins.get(one.clause.id, {}).values()
            for origin in field
            if origin.by == code
        ]
        if number := sum(words_brought(stretches).values()):
            words = [print_references(origin.text, pen.labels).strip() for origin in stretches]
            shown = [text for text in words if text]
            found.append(BroughtShown(one.clause.id, name_of_clause(one.clause), number, shown))
    return found


def _positions(
    session: Session, participant: Participant, document: DocumentRow, cast: Cast, code: str
) -> list[PositionShown]:
    """Return the positions of a delegation that the reader may read, in the order of the text."""
    circle: Circle = "everyone"
    if participant.delegation in HOUSE:
        circle = "chair"
    elif participant.delegation == code:
        circle = "delegation"
    matrix = show_matrix(
        session, participant, document, Chosen(circle=circle, delegations=frozenset((code,)))
    )
    return [
        PositionShown(
            clause=row.clause,
            label=row.label or word(row.kind),
            about=about_of(row),
            address=address_of(row),
            sponsors=[cast[sponsor] for sponsor in row.sponsors],
            cell=draw_cell(one, cast),
        )
        for row in matrix.rows
        for one in row.positions
    ]

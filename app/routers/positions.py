"""Positions: taken on a clause or an amendment, confirmed, taken back; read by clause and as a matrix."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import amendment_for, clause_for, document_for
from app.access_beside import bridging_text_for, on_the_table, own_positions, position_for, visible_positions
from app.access_to_people import speaking_as
from app.chosen_positions import Chosen, chosen_of
from app.downloads import SPREADSHEET, saved_as
from app.identity import Asking, Now
from app.models import AmendmentRow, BridgingTextRow, ClauseRow, DocumentRow, PositionRow
from app.paging import Cursor, Limit, page_after
from app.parameters import AnId, Reading, Slug, Writing, acts
from app.positions_book import positions_book
from app.positions_shown import show_matrix, show_position, show_positions
from app.schemas.positions import AmendmentPositionIn, ConfirmationIn, MatrixOut, PositionIn, PositionOut
from app.schemas.wire import Page
from app.services.positions import confirm_positions, take_position, take_position_back
from app.services.subjects import Subject, TextsRead
from documents.errors import Unacceptable
from documents.permissions import Participant

router = APIRouter(prefix="/api", tags=["positions"])

ACode = Annotated[str, Path(max_length=32, description="the code of a delegation", examples=["KAZ"])]


@router.get("/documents/{slug}/positions")
def read_positions(
    session: Reading, participant: Asking, slug: Slug, chosen: Annotated[Chosen, Depends(chosen_of)]
) -> MatrixOut:
    """Read clauses, and what is tabled on them, × delegations: what everyone may read, or up to a narrower circle."""
    return show_matrix(session, participant, document_for(session, participant, slug), chosen)


@router.get(
    "/documents/{slug}/positions.xlsx",
    response_class=Response,
    responses={200: {"content": {SPREADSHEET: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def export_positions(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    chosen: Annotated[Chosen, Depends(chosen_of)],
) -> Response:
    """Fetch the same as a spreadsheet, with the notes on a sheet of their own."""
    book = positions_book(session, participant, document_for(session, participant, slug), chosen, now=now)
    session.close()
    file = await request.app.state.workshop.write(book)
    return Response(file.content, media_type=SPREADSHEET, headers=saved_as(file.name))


@router.get("/clauses/{clause_id}/positions")
def list_clause_positions(
    session: Reading,
    participant: Asking,
    clause_id: AnId,
    ended: Annotated[
        bool, Query(description="with those that hold no longer, or are on what is no longer on the table")
    ] = False,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[PositionOut]:
    """List the positions on a clause and on its amendments that are for you, in order of time."""
    clause, document = clause_for(session, participant, clause_id)
    query = select(PositionRow).where(PositionRow.clause_id == clause.id, visible_positions(participant))
    if not ended:
        query = query.where(on_the_table())
    rows = session.scalars(query.order_by(PositionRow.taken_at, PositionRow.id)).all()
    part = page_after(
        rows,
        cursor=cursor,
        limit=limit,
        name=lambda row: row.id,
        show=lambda row: row,
    )
    return Page(items=show_positions(session, document, part.items), next=part.next)


@router.get("/positions/{position_id}")
def read_position(session: Reading, participant: Asking, position_id: AnId) -> PositionOut:
    """Read a position, whether it still holds or not."""
    row, _, document = position_for(session, participant, position_id)
    return show_position(session, document, row)


@router.put("/clauses/{clause_id}/positions/{code}", openapi_extra=acts("take position"))
def take_position_on_clause(
    session: Writing, participant: Asking, now: Now, clause_id: AnId, code: ACode, body: PositionIn
) -> PositionOut:
    """Take a position on a clause as your delegation; as the secretariat, record what another said in the room."""
    clause, document = clause_for(session, participant, clause_id, lock=True)
    return _take(session, participant, now, document, clause, None, code, body, None)


@router.put("/amendments/{amendment_id}/positions/{code}", openapi_extra=acts("take position"))
def take_position_on_amendment(
    session: Writing,
    participant: Asking,
    now: Now,
    amendment_id: AnId,
    code: ACode,
    body: AmendmentPositionIn,
) -> PositionOut:
    """Take a position on an amendment as your delegation, or record what another said in the room."""
    amendment, clause, document = amendment_for(session, participant, amendment_id, lock=True)
    return _take(session, participant, now, document, clause, amendment, code, body, body.text)


@router.put("/bridging-texts/{bridging_text_id}/positions/{code}", openapi_extra=acts("take position"))
def take_position_on_bridging_text(
    session: Writing, participant: Asking, now: Now, bridging_text_id: AnId, code: ACode, body: PositionIn
) -> PositionOut:
    """Take a position on a bridging text as your delegation, or record what another said in the room."""
    row, clause, document = bridging_text_for(session, participant, bridging_text_id, lock=True)
    return _take(session, participant, now, document, clause, row, code, body, None)


@router.post("/positions/{position_id}/take-back", openapi_extra=acts("take position back"))
def take_one_position_back(session: Writing, participant: Asking, now: Now, position_id: AnId) -> PositionOut:
    """Take a position of your delegation's back; as the secretariat, one that you recorded and nobody confirmed."""
    row, _, document = position_for(session, participant, position_id, lock=True)
    speaker = speaking_as(session, participant, "take position back", row.delegation)
    take_position_back(session, participant=speaker, position=row, now=now)
    return show_position(session, document, row)


@router.post("/documents/{slug}/positions/confirmation", openapi_extra=acts("take position"))
def confirm_own_positions(
    session: Writing, participant: Asking, now: Now, slug: Slug, body: ConfirmationIn
) -> Page[PositionOut]:
    """Confirm positions of your delegation on the texts that you name as read; several at once as its head."""
    document = document_for(session, participant, slug)
    named = {one.position: TextsRead(one.base_revision, one.text) for one in body.positions}
    if len(named) < len(body.positions):
        raise Unacceptable("Name each position once.", field="positions")
    rows = confirm_positions(
        session,
        participant=participant,
        document=document,
        positions=[
            (row, named[row.id]) for row in own_positions(session, participant, document, list(named))
        ],
        now=now,
    )
    session.flush()
    return Page(items=show_positions(session, document, rows))


def _take(
    session: Session,
    participant: Participant,
    now: Now,
    document: DocumentRow,
    clause: ClauseRow,
    about: AmendmentRow | BridgingTextRow | None,
    code: str,
    body: PositionIn,
    text: str | None,
) -> PositionOut:
    row = take_position(
        session,
        participant=speaking_as(session, participant, "take position", code),
        subject=Subject(document=document, clause=clause, about=about),
        stance=body.stance,
        circle=body.circle,
        note=body.note,
        red_line=body.red_line,
        texts=TextsRead(body.base_revision, text),
        now=now,
    )
    session.flush()
    return show_position(session, document, row)

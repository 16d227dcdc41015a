"""Files to take away: Word in all its forms, plain text, a page, Akoma Ntoso."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from sqlalchemy.orm import Session

from app.downloads import WORD, saved_as
from app.exporting import File, Order
from app.identity import Asking
from app.orders import page_order, standard_order, text_order, word_order
from app.parameters import Reading

router = APIRouter(prefix="/api/documents", tags=["exports"])
# It is opened beside the pages of this site, and runs nothing.
PAGE_ALONE = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}
AKOMA_NTOSO = "application/akn+xml"
PICTURE = "image/png"


@router.get(
    "/{slug}/export.docx",
    response_class=Response,
    responses={200: {"content": {WORD: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def export_word(
    request: Request, session: Reading, order: Annotated[Order, Depends(word_order)]
) -> Response:
    """Fetch the present text, or an edition, as a Word file; proposals are in the negotiated language only."""
    file = await _made(request, session, order)
    return Response(file.content, media_type=WORD, headers=saved_as(file.name))


@router.get(
    "/{slug}/export.txt",
    response_class=PlainTextResponse,
    responses={200: {"content": {"text/plain": {}}}},
)
async def export_plain_text(
    request: Request, session: Reading, order: Annotated[Order, Depends(text_order)]
) -> PlainTextResponse:
    """Fetch the present text, or an edition, as plain text, what is not agreed in square brackets."""
    return PlainTextResponse((await _made(request, session, order)).content)


@router.get(
    "/{slug}/export.html", response_class=HTMLResponse, responses={200: {"content": {"text/html": {}}}}
)
async def export_html_page(
    request: Request, session: Reading, order: Annotated[Order, Depends(page_order)]
) -> HTMLResponse:
    """Fetch the present text, or an edition, as one page that needs nothing else."""
    return HTMLResponse((await _made(request, session, order)).content, headers=PAGE_ALONE)


@router.get(
    "/{slug}/export.akn",
    response_class=Response,
    responses={200: {"content": {AKOMA_NTOSO: {"schema": {"type": "string"}}}}},
)
async def export_standard_xml(
    request: Request, session: Reading, order: Annotated[Order, Depends(standard_order)]
) -> Response:
    """Fetch the present text, or an edition, as Akoma Ntoso 3.0; a clause's id is its GUID, its label its eId."""
    file = await _made(request, session, order)
    return Response(file.content, media_type=AKOMA_NTOSO, headers=saved_as(file.name))


@router.get(
    "/{slug}/export.png",
    response_class=Response,
    responses={200: {"content": {PICTURE: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def export_first_page(
    request: Request, session: Reading, participant: Asking, order: Annotated[Order, Depends(word_order)]
) -> Response:
    """Fetch the first page of a Word file as a picture: how it is going to look."""
    session.close()
    state = request.app.state
    file = await state.press.show(state.store, state.workshop, participant, order)
    return Response(file.content, media_type=PICTURE)


async def _made(request: Request, session: Session, order: Order) -> File:
    # The order holds all that is needed: the transaction in which it was checked need not stay open meanwhile.
    session.close()
    state = request.app.state
    file: File = await state.workshop.make(state.store, order)
    return file

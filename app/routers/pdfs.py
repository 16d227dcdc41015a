"""PDF of the Word files, made behind the answer: ordered, followed, fetched."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.access import pdf_for
from app.downloads import saved_as
from app.exporting import Order
from app.identity import Asking, Now
from app.orders import word_order
from app.parameters import AnId, Reading, acts
from app.schemas.pdfs import PdfOut
from documents.errors import WrongStatus, fact

router = APIRouter(prefix="/api", tags=["exports"])
PDF = "application/pdf"


@router.post("/documents/{slug}/pdfs", status_code=202, openapi_extra=acts("read"))
async def make_pdf(
    request: Request,
    response: Response,
    session: Reading,
    participant: Asking,
    order: Annotated[Order, Depends(word_order)],
) -> PdfOut:
    """Order the pages of a Word file as PDF; follow it at the address that the answer names."""
    session.close()
    state = request.app.state
    row = await state.press.take(state.store, state.workshop, participant, order)
    response.headers["Location"] = f"/api/pdfs/{row.id}"
    return PdfOut.of(row, order.as_of)


@router.get("/pdfs/{pdf_id}")
def read_pdf(session: Reading, participant: Asking, now: Now, pdf_id: AnId) -> PdfOut:
    """Read how far a PDF is that your delegation ordered."""
    return PdfOut.of(pdf_for(session, participant, pdf_id)[0], now)


@router.get(
    "/pdfs/{pdf_id}/file",
    response_class=Response,
    responses={200: {"content": {PDF: {"schema": {"type": "string", "format": "binary"}}}}},
)
def fetch_pdf(session: Reading, participant: Asking, now: Now, pdf_id: AnId) -> Response:
    """Fetch a PDF that is done; it is kept for an hour."""
    row, _ = pdf_for(session, participant, pdf_id)
    if row.file is None:
        raise WrongStatus(row.told_at(now)[1] or fact("This PDF is not done yet; ask again in a moment."))
    return Response(row.file, media_type=PDF, headers=saved_as(row.name))

"""A PDF on its way: a page that looks again by itself until the file is there."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Request, Response

from app.access import pdf_for
from app.exporting import Order
from app.identity import Asking, Now
from app.models.pdfs import PdfState
from app.orders import word_order
from app.pages.forms import see_other
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.rendering import path_of, render
from app.parameters import AnId, Reading
from app.refusing import in_speech

router = APIRouter()


@dataclass(frozen=True, kw_only=True, slots=True)
class PdfPage:
    """How far one PDF is."""

    template: ClassVar[str] = "pages/pdf.html"
    frame: Frame
    id: str
    slug: str
    state: PdfState
    name: str
    failure: str


@router.post("/documents/{slug}/pdfs")
async def order_pdf_form(
    request: Request,
    session: Reading,
    participant: Asking,
    order: Annotated[Order, Depends(word_order)],
) -> Response:
    """Order a PDF, and lead to where it will be."""
    session.close()
    state = request.app.state
    row = await state.press.take(state.store, state.workshop, participant, order)
    return see_other(path_of(request, "pdf_page", pdf_id=row.id))


@router.get("/pdfs/{pdf_id}")
def pdf_page(request: Request, session: Reading, participant: Asking, now: Now, pdf_id: AnId) -> Response:
    """Show how far a PDF is."""
    row, document = pdf_for(session, participant, pdf_id)
    state, failure = row.told_at(now)
    page = PdfPage(
        frame=frame_for(session, participant, as_cast(session), title="PDF", document=document),
        id=row.id,
        slug=document.slug,
        state=state,
        name=row.name,
        failure=in_speech(failure),
    )
    return render(request, page)

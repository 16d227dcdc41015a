"""One edition as it was issued, alone or compared with another edition or with the text of today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response

from app.access import edition_for
from app.identity import Asking
from app.pages.editions_compared import (
    ClauseOfEdition,
    Comparable,
    EditionsCompared,
    comparable_in,
    compare_editions,
    draw_edition,
)
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.rendering import render
from app.parameters import AnId, Reading
from documents.errors import NotThere

router = APIRouter()


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionPage:
    """The page of one edition."""

    template: ClassVar[str] = "pages/edition.html"
    frame: Frame
    slug: str
    language: str
    id: str
    symbol: str
    kind: str
    issued_at: datetime
    others: Sequence[Comparable]
    against: str
    compared: EditionsCompared | None
    clauses: Sequence[ClauseOfEdition]


@router.get("/editions/{edition_id}")
def edition_page(
    request: Request,
    session: Reading,
    participant: Asking,
    edition_id: AnId,
    against: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Show an edition; ``against``: the id of another one, or "present"."""
    edition, document = edition_for(session, participant, edition_id)
    cast = as_cast(session)
    comparison = compare_editions(session, document, edition.id, against, cast) if against else None
    if against and (comparison is None or against == edition.id):
        raise NotThere
    page = EditionPage(
        frame=frame_for(session, participant, cast, title=edition.symbol, document=document),
        slug=document.slug,
        language=document.negotiated_language,
        id=edition.id,
        symbol=edition.symbol,
        kind=edition.kind,
        issued_at=edition.issued_at,
        others=[one for one in comparable_in(session, document) if one.value != edition.id][::-1],
        against=against,
        compared=comparison,
        clauses=comparison.clauses if comparison else draw_edition(session, document, edition, cast),
    )
    return render(request, page)

"""Where each proposal went: the table that goes with a streamlined text, for all or for one delegation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import select

from app.access import document_for, edition_in
from app.identity import Asking
from app.models import EditionRow
from app.pages.drawn_whereabouts import WhereaboutsShown, draw_whereabouts
from app.pages.forms import Choice
from app.pages.frame import Frame, Named, as_cast, frame_for, heard_in
from app.pages.languages import labels_in
from app.pages.pen import Pen
from app.pages.rendering import render
from app.pages.words import word
from app.parameters import Reading, Slug
from app.speaking import gettext
from app.whereabouts_shown import whereabouts_table
from documents.whereabouts import Outcome

router = APIRouter(prefix="/documents/{slug}")


@dataclass(frozen=True, kw_only=True, slots=True)
class WhereaboutsPage:
    """The page of the table."""

    template: ClassVar[str] = "pages/whereabouts.html"
    frame: Frame
    slug: str
    language: str
    since: str
    delegation: str
    editions: Sequence[Choice]
    delegations: Sequence[Named]
    counts: Sequence[tuple[Outcome, int]]
    rows: Sequence[WhereaboutsShown]
    query: Mapping[str, str]  # of the Word file


@router.get("/whereabouts")
def whereabouts_page(
    request: Request,
    session: Reading,
    participant: Asking,
    slug: Slug,
    since: Annotated[str, Query(max_length=64)] = "",
    delegation: Annotated[str, Query(max_length=32)] = "",
) -> Response:
    """Show where each proposal went; ``since`` the id of an edition, "" from the beginning."""
    document = document_for(session, participant, slug)
    edition = edition_in(session, document, since, field="since") if since else None
    table = whereabouts_table(session, document, since=edition, delegation=delegation)
    cast = as_cast(session)
    language = document.negotiated_language
    pen = Pen(cast=cast, language=language, labels=labels_in(session, document, language))
    issued = session.scalars(
        select(EditionRow).where(EditionRow.document_id == document.id).order_by(EditionRow.ordinal)
    )
    page = WhereaboutsPage(
        frame=frame_for(
            session, participant, cast, title=gettext("Where each proposal went"), document=document
        ),
        slug=document.slug,
        language=language,
        since=since,
        delegation=delegation,
        editions=[
            Choice("", gettext("the beginning")),
            *(Choice(row.id, f"{row.symbol}, {word(row.kind)}") for row in issued),
        ],
        delegations=heard_in(session, document, cast),
        counts=table.counts,
        rows=[draw_whereabouts(one, pen) for one in table.entries],
        query={name: value for name, value in (("since", since), ("delegation", delegation)) if value},
    )
    return render(request, page)

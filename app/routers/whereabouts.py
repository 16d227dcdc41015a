"""Where each proposal of a document went: the table that goes with a streamlined text, and its Word annex."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.access import document_for, edition_in
from app.downloads import WORD, saved_as
from app.identity import Asking, Now
from app.parameters import Reading, Slug
from app.schemas.whereabouts import WhereaboutsTableOut
from app.schemas.wire import Id
from app.whereabouts_papers import whereabouts_paper
from app.whereabouts_shown import whereabouts_table

router = APIRouter(prefix="/api/documents/{slug}", tags=["streamlining"])

Since = Annotated[
    Id | None, Query(description="an edition: only what was open when it was issued, or tabled later")
]
Behind = Annotated[
    str,
    Query(description="only what this delegation stands behind", pattern="^([A-Za-z][A-Za-z0-9 -]{0,31})?$"),
]


@router.get("/whereabouts")
def read_whereabouts(
    session: Reading, participant: Asking, slug: Slug, since: Since = None, delegation: Behind = ""
) -> WhereaboutsTableOut:
    """Read where each proposal went: taken over, carried to which clauses by which act, open, or without a place."""
    document = document_for(session, participant, slug)
    edition = edition_in(session, document, since, field="since") if since is not None else None
    table = whereabouts_table(session, document, since=edition, delegation=delegation)
    return WhereaboutsTableOut.of(document.slug, table)


@router.get(
    "/whereabouts.docx",
    response_class=Response,
    responses={200: {"content": {WORD: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def export_whereabouts(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    since: Since = None,
    delegation: Behind = "",
) -> Response:
    """Fetch the same as a Word file: a landscape table to annex to the streamlined text."""
    document = document_for(session, participant, slug)
    edition = edition_in(session, document, since, field="since") if since is not None else None
    paper = whereabouts_paper(session, document, since=edition, delegation=delegation, now=now)
    session.close()
    file = await request.app.state.workshop.write(paper)
    return Response(file.content, media_type=WORD, headers=saved_as(file.name))

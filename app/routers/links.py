"""Links between documents: made, checked again, removed; read by clause, and as a report of what lacks one."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.access import clause_for, document_for
from app.access_between import link_ends_named, links_for
from app.downloads import SPREADSHEET, saved_as
from app.identity import Asking, Now
from app.links_book import links_book
from app.links_shown import links_of_clause, show_all_links, show_links, show_named
from app.models import DocumentRow
from app.parameters import AnId, Reading, Writing, acts
from app.preconditions import IdempotencyKey, create_once
from app.schemas.links import ChecksIn, EntryNamesOut, LinkOut, LinksIn, LinksOut
from app.schemas.wire import Page
from app.services.links import EndsRead, check_links, link_clauses, remove_link
from documents.errors import Unacceptable

router = APIRouter(prefix="/api", tags=["links"])


def document_asked(
    session: Reading,
    participant: Asking,
    document: Annotated[
        str | None,
        Query(max_length=64, description="the slug of one; all by default", examples=["joint-declaration"]),
    ] = None,
) -> DocumentRow | None:
    """Return the document of which the links are wanted; None: of all."""
    return document_for(session, participant, document) if document is not None else None


Asked = Annotated[DocumentRow | None, Depends(document_asked)]
ToCheck = Annotated[bool, Query(description="only the links that are to be checked")]


@router.get("/links")
def read_links(session: Reading, participant: Asking, asked: Asked, to_check: ToCheck = False) -> LinksOut:
    """Read how the documents hang together: links, clauses without an action, actions without a ground."""
    return show_all_links(session, participant, only=asked, to_check=to_check)


@router.get(
    "/links.xlsx",
    response_class=Response,
    responses={200: {"content": {SPREADSHEET: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def export_links(
    request: Request, session: Reading, participant: Asking, now: Now, asked: Asked
) -> Response:
    """Fetch the same as a spreadsheet, with what entries name and is not linked."""
    book = links_book(session, participant, only=asked, now=now)
    session.close()
    file = await request.app.state.workshop.write(book)
    return Response(file.content, media_type=SPREADSHEET, headers=saved_as(file.name))


@router.get("/links/named")
def read_named_grounds(session: Reading, participant: Asking, asked: Asked) -> Page[EntryNamesOut]:
    """Read what entries name as their grounds in their own field: what could be linked, and what leads nowhere."""
    return Page(items=show_named(session, participant, only=asked))


@router.post("/links", status_code=201, openapi_extra=acts("link"))
def link_some_clauses(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    body: LinksIn,
    idempotency_key: IdempotencyKey = None,
) -> Page[LinkOut]:
    """Link entries with their grounds, all of those named or none; what is linked already stays as it is."""

    def create() -> Page[LinkOut]:
        ends = link_ends_named(session, participant, [(one.entry, one.ground) for one in body.links])
        read = [EndsRead(one.entry_revision, one.ground_revision, one.ground_under) for one in body.links]
        rows = link_clauses(
            session, participant=participant, links=list(zip(ends, read, strict=True)), now=now
        )
        session.flush()
        return Page(items=show_links(session, rows))

    return create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST links {body.model_dump_json()}",
        response=response,
        answer=Page[LinkOut],
        create=create,
        now=now,
    )


@router.post("/links/checks", openapi_extra=acts("link"))
def check_some_links(session: Writing, participant: Asking, now: Now, body: ChecksIn) -> Page[LinkOut]:
    """Say of links that both ends still belong together as they read now, all of those named or none."""
    read = {
        one.link: EndsRead(one.entry_revision, one.ground_revision, one.ground_under) for one in body.links
    }
    if len(read) < len(body.links):
        raise Unacceptable("Name each link once.", field="links")
    rows = check_links(
        session,
        participant=participant,
        links=[
            (row, ends, read[row.id]) for row, ends in links_for(session, participant, list(read), lock=True)
        ],
        now=now,
    )
    session.flush()
    return Page(items=show_links(session, rows))


@router.get("/links/{link_id}")
def read_link(session: Reading, participant: Asking, link_id: AnId) -> LinkOut:
    """Read a link, whether it is still there or was removed."""
    [(row, _)] = links_for(session, participant, [link_id])
    return show_links(session, [row])[0]


@router.delete("/links/{link_id}", openapi_extra=acts("link"))
def remove_one_link(session: Writing, participant: Asking, now: Now, link_id: AnId) -> LinkOut:
    """Remove a link; it stays in the record."""
    [(row, ends)] = links_for(session, participant, [link_id], lock=True)
    remove_link(session, participant=participant, link=row, ends=ends, now=now)
    session.flush()
    return show_links(session, [row])[0]


@router.get("/clauses/{clause_id}/links")
def list_clause_links(
    session: Reading,
    participant: Asking,
    clause_id: AnId,
    removed: Annotated[bool, Query(description="with those that were removed")] = False,
) -> Page[LinkOut]:
    """List the links of a clause: of an entry with its grounds, of a paragraph with the entries that rest on it."""
    clause, _ = clause_for(session, participant, clause_id)
    return Page(items=show_links(session, links_of_clause(session, participant, clause, removed=removed)))

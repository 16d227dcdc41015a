"""Rounds: called, moved, closed; read one by one and all of a document; the table of what came in one."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import clauses_named, document_for, round_for
from app.downloads import SPREADSHEET, WORD, saved_as
from app.identity import Asking, Now
from app.models import DocumentRow, RoundRow
from app.paging import Cursor, Limit, page_after
from app.parameters import AnId, Reading, Slug, Writing, acts
from app.preconditions import IdempotencyKey, IfMatch, create_once, etag, require_tag
from app.round_papers import round_book, round_paper
from app.rounds_shown import round_table, show_round, show_rounds
from app.schemas.rounds import ClosingIn, DeadlineIn, EntryOut, RoundIn, RoundOut, RoundTableOut
from app.schemas.wire import Page
from app.services.rounds import close_round, move_deadline, open_round
from documents.circles import Circle

router = APIRouter(prefix="/api", tags=["rounds"])

UpTo = Annotated[Circle, Query(description="up to which: what you read in a narrower one is left out")]


@router.get("/documents/{slug}/rounds")
def list_rounds(
    session: Reading, participant: Asking, now: Now, slug: Slug, cursor: Cursor = None, limit: Limit = 100
) -> Page[RoundOut]:
    """List the rounds of a document, the first to open first."""
    document = document_for(session, participant, slug)
    rows = session.scalars(
        select(RoundRow).where(RoundRow.document_id == document.id).order_by(RoundRow.opens_at, RoundRow.id)
    ).all()
    part = page_after(rows, cursor=cursor, limit=limit, name=lambda row: row.id, show=lambda row: row)
    return Page(items=show_rounds(session, document, part.items, now=now), next=part.next)


@router.post("/documents/{slug}/rounds", status_code=201, openapi_extra=acts("call rounds"))
def open_new_round(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    slug: Slug,
    body: RoundIn,
    idempotency_key: IdempotencyKey = None,
) -> RoundOut:
    """Ask for comments or proposals until a deadline, from now on or later."""
    document = document_for(session, participant, slug, lock=True)

    def create() -> RoundOut:
        row = open_round(
            session,
            participant=participant,
            document=document,
            kind=body.kind,
            name=body.name,
            note=body.note,
            opens_at=body.opens_at,
            deadline=body.deadline,
            late=body.late,
            clauses=clauses_named(session, participant, document, body.clauses, field="clauses"),
            now=now,
        )
        session.flush()
        return show_round(session, document, row, now=now)

    created = create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST round {document.id} {body.model_dump_json()}",
        response=response,
        answer=RoundOut,
        create=create,
        now=now,
    )
    response.headers["Location"] = f"/api/rounds/{created.id}"
    return created


@router.get("/rounds/{round_id}")
def read_round(
    session: Reading, participant: Asking, now: Now, response: Response, round_id: AnId
) -> RoundOut:
    """Read a round, and what happened to it."""
    row, document = round_for(session, participant, round_id)
    shown = show_round(session, document, row, now=now)
    response.headers["ETag"] = etag(shown)
    return shown


@router.post("/rounds/{round_id}/deadline", openapi_extra=acts("call rounds"))
def move_round_deadline(
    session: Writing,
    participant: Asking,
    now: Now,
    round_id: AnId,
    body: DeadlineIn,
    if_match: IfMatch = None,
) -> RoundOut:
    """Move the deadline, with a reason that everyone reads; a round that has ended is opened again by it."""
    row, document = round_for(session, participant, round_id, lock=True)
    move_deadline(
        session,
        participant=participant,
        round_=row,
        document=document,
        deadline=body.deadline,
        reason=body.reason,
        version=_version_read(session, document, row, body.version, if_match, now),
        now=now,
    )
    session.flush()
    return show_round(session, document, row, now=now)


@router.post("/rounds/{round_id}/close", openapi_extra=acts("call rounds"))
def close_one_round(
    session: Writing,
    participant: Asking,
    now: Now,
    round_id: AnId,
    body: ClosingIn,
    if_match: IfMatch = None,
) -> RoundOut:
    """End a round before its deadline, or call one off that has not opened, with a reason that everyone reads."""
    row, document = round_for(session, participant, round_id, lock=True)
    close_round(
        session,
        participant=participant,
        round_=row,
        reason=body.reason,
        version=_version_read(session, document, row, body.version, if_match, now),
        now=now,
    )
    session.flush()
    return show_round(session, document, row, now=now)


@router.get("/rounds/{round_id}/table")
def read_round_table(
    session: Reading, participant: Asking, round_id: AnId, circle: UpTo = "everyone"
) -> RoundTableOut:
    """Read what came in a round as far as it is for you: its comments with their answers, or its proposals."""
    row, document = round_for(session, participant, round_id)
    table = round_table(session, participant, document, row, circle=circle)
    return RoundTableOut(round=row.id, circle=circle, entries=[EntryOut.of(one) for one in table.entries])


@router.get(
    "/rounds/{round_id}/table.xlsx",
    response_class=Response,
    responses={200: {"content": {SPREADSHEET: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def export_round_spreadsheet(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    round_id: AnId,
    circle: UpTo = "everyone",
) -> Response:
    """Fetch the same as a spreadsheet."""
    row, document = round_for(session, participant, round_id)
    paper = round_paper(session, participant, document, row, circle=circle, now=now)
    session.close()
    file = await request.app.state.workshop.write(round_book(paper))
    return Response(file.content, media_type=SPREADSHEET, headers=saved_as(file.name))


@router.get(
    "/rounds/{round_id}/table.docx",
    response_class=Response,
    responses={200: {"content": {WORD: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def export_round_word(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    round_id: AnId,
    circle: UpTo = "everyone",
) -> Response:
    """Fetch the same as a Word file: a landscape table, in the negotiated language."""
    row, document = round_for(session, participant, round_id)
    paper = round_paper(session, participant, document, row, circle=circle, now=now)
    session.close()
    file = await request.app.state.workshop.write(paper)
    return Response(file.content, media_type=WORD, headers=saved_as(file.name))


def _version_read(
    session: Session,
    document: DocumentRow,
    row: RoundRow,
    version: int | None,
    if_match: str | None,
    now: Now,
) -> int | None:
    """Return which version of a round a request has read: it names it, or its ETag, which must be the present one."""
    if if_match is None:
        return version
    require_tag(etag(show_round(session, document, row, now=now)), if_match)
    return row.version if version is None else version

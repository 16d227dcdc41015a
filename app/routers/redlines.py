"""Redlined Word files: sent in, looked at, confirmed."""

from fastapi import APIRouter, Request, Response, UploadFile
from sqlalchemy import select

from app.access import document_for, redline_for
from app.downloads import WORD, saved_as
from app.identity import Asking, Now
from app.models import DocumentRow, RedlineRow
from app.parameters import AnId, Reading, Slug, Writing, acts
from app.redlining import findings_of, guess_delegations, on_the_table, settle
from app.schemas.redlines import ConfirmationIn, RedlineOut
from app.schemas.wire import Page
from app.services.redlines import confirm_findings, receive_redline, require_sender_beforehand
from documents.errors import WrongStatus
from importers.word.redline import WordFile

router = APIRouter(prefix="/api", tags=["redlines"])


@router.post("/documents/{slug}/redlines", status_code=201, openapi_extra=acts("redline"))
def send_redline(
    session: Writing,
    participant: Asking,
    now: Now,
    request: Request,
    response: Response,
    slug: Slug,
    file: UploadFile,
) -> RedlineOut:
    """Send a Word file with changes; see what it proposes, by whom and where. Nothing is filed yet."""
    require_sender_beforehand(request.app.state.store, participant, slug)
    # Before the store is locked for writing.
    opened = WordFile(file.file.read(), request.app.state.word_limits)
    document = document_for(session, participant, slug)
    row = receive_redline(
        session,
        participant=participant,
        document=document,
        file_name=file.filename or "",
        file=opened,
        now=now,
    )
    response.headers["Location"] = f"/api/redlines/{row.id}"
    return _shown(session, document, row)


@router.get("/documents/{slug}/redlines")
def list_redlines(session: Reading, participant: Asking, slug: Slug) -> Page[RedlineOut]:
    """List the files that your delegation sent in, the latest first."""
    document = document_for(session, participant, slug)
    rows = session.scalars(
        select(RedlineRow)
        .where(RedlineRow.document_id == document.id, RedlineRow.delegation == participant.delegation)
        .order_by(RedlineRow.created_at.desc(), RedlineRow.id)
    ).all()
    return Page(items=[_shown(session, document, row) for row in rows])


@router.get("/redlines/{redline_id}")
def read_redline(session: Reading, participant: Asking, redline_id: AnId) -> RedlineOut:
    """Read what was found in a file, and what becomes of it on the present text."""
    row, document = redline_for(session, participant, redline_id)
    return _shown(session, document, row)


@router.get(
    "/redlines/{redline_id}/file",
    response_class=Response,
    responses={200: {"content": {WORD: {"schema": {"type": "string", "format": "binary"}}}}},
)
def fetch_redline_file(session: Reading, participant: Asking, redline_id: AnId) -> Response:
    """Fetch a file as it came."""
    row, _ = redline_for(session, participant, redline_id)
    if row.file is None:
        raise WrongStatus("This file came before files were kept; what was found in it is all there is.")
    return Response(row.file, media_type=WORD, headers=saved_as(row.file_name))


@router.post("/redlines/{redline_id}/confirmation", openapi_extra=acts("redline"))
def confirm_redline(
    session: Writing, participant: Asking, now: Now, redline_id: AnId, body: ConfirmationIn
) -> RedlineOut:
    """File findings as amendments, each for the delegation of its author. Twice changes nothing."""
    row, document = redline_for(session, participant, redline_id, lock=True)
    confirm_findings(
        session,
        participant=participant,
        document=document,
        redline=row,
        authors=body.authors,
        chosen=range(len(row.findings)) if body.findings is None else body.findings,
        tabled=body.status == "tabled",
        now=now,
    )
    return _shown(session, document, row)


def _shown(session: Reading, document: DocumentRow, row: RedlineRow) -> RedlineOut:
    findings = findings_of(row)
    settled = settle(session, document, findings)
    return RedlineOut.of(
        row,
        document=document.slug,
        guesses=guess_delegations(session, row.authors),
        settled=settled,
        tabled=on_the_table(session, document, findings, settled, reader=row.delegation),
    )

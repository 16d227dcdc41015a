"""Backups, for administrators: which were made. They are made on the server, never through a request."""

from fastapi import APIRouter

from app.backups_made import backups_made
from app.identity import Asking
from app.paging import Cursor, Limit, page_after
from app.parameters import Reading, acts
from app.schemas.backups import BackupOut
from app.schemas.wire import Page
from documents.permissions import require

router = APIRouter(prefix="/api/backups", tags=["operations"])


@router.get("", openapi_extra=acts("administer"))
def list_backups(
    session: Reading, participant: Asking, limit: Limit = 100, cursor: Cursor = None
) -> Page[BackupOut]:
    """List the copies of the whole store that were made, the last first: when, how large, with which SHA-256."""
    require(participant, "administer")
    return page_after(
        backups_made(session),
        cursor=cursor,
        limit=limit,
        name=lambda made: str(made.number),
        show=BackupOut.of,
    )

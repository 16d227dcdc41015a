"""Bearer tokens: one's own, and for administrators everybody's."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy import select

from app.access_to_people import own_account, token_for
from app.identity import AskingAs, Now
from app.models import ApiTokenRow, LastUseRow
from app.paging import Cursor, Limit, page_after
from app.parameters import AnId, Reading, Writing, acts
from app.schemas.accounts import MadeTokenOut, TokenIn, TokenOut
from app.schemas.wire import Page
from app.services.tokens import make_token, revoke_token
from documents.permissions import require

router = APIRouter(prefix="/api/tokens", tags=["own account"])


@router.get("", openapi_extra=acts("own account"))
def list_tokens(
    session: Reading,
    known: AskingAs,
    everybodys: Annotated[bool, Query(description="for administrators")] = False,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[TokenOut]:
    """List tokens without their secrets, others' without their names, the latest first, those that have ended too."""
    query = select(ApiTokenRow, LastUseRow.at).outerjoin(LastUseRow, LastUseRow.key_id == ApiTokenRow.id)
    if everybodys:
        require(known.participant, "administer")
    else:
        query = query.where(ApiTokenRow.account_id == own_account(session, known.participant).id)
    rows = session.execute(query.order_by(ApiTokenRow.created_at.desc(), ApiTokenRow.id)).all()
    return page_after(
        rows,
        cursor=cursor,
        limit=limit,
        name=lambda row: row[0].id,
        show=lambda row: TokenOut.of(row[0], row[1], reader=known.participant.account),
    )


@router.post("", status_code=201, openapi_extra=acts("own account"))
def make_own_token(
    session: Writing, known: AskingAs, now: Now, response: Response, body: TokenIn
) -> MadeTokenOut:
    """Make a token of one's own account. Its secret is shown this once."""
    row, secret = make_token(
        session,
        participant=known.participant,
        account=own_account(session, known.participant),
        name=body.name,
        scopes=body.scopes,
        expires_at=body.expires_at,
        now=now,
    )
    response.headers["Location"] = f"/api/tokens/{row.id}"
    return MadeTokenOut(token=TokenOut.of(row, reader=known.participant.account), secret=secret)


@router.delete("/{token_id}", status_code=204, openapi_extra=acts("own account"))
def revoke_one_token(session: Writing, known: AskingAs, now: Now, token_id: AnId) -> None:
    """Revoke a token at once and for ever: its owner, and administrators."""
    token = token_for(session, known.participant, token_id)
    revoke_token(session, participant=known.participant, token=token, now=now)

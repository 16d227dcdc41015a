"""Accounts, for administrators: who there is, inviting, changing, a new link, signing somebody out."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access_to_people import account_for
from app.handing_links import hand_link
from app.identity import Asking, Now
from app.models import AccountRow
from app.paging import Cursor, Limit, page_after
from app.parameters import AnId, Reading, Writing, acts
from app.schemas.accounts import AccountIn, AccountOut, InvitationIn, LinkOut, MadeTokenOut, TokenIn, TokenOut
from app.schemas.wire import Page
from app.services.accounts import change_account, invite_person, send_new_link
from app.services.sign_ins import end_sign_ins
from app.services.tokens import make_token
from documents.permissions import require

router = APIRouter(prefix="/api/accounts", tags=["people"])


@router.get("", openapi_extra=acts("administer"))
def list_accounts(
    session: Reading,
    participant: Asking,
    delegation: Annotated[str | None, Query(max_length=32)] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[AccountOut]:
    """List accounts, by delegation and address."""
    require(participant, "administer")
    rows = session.scalars(select(AccountRow).order_by(AccountRow.delegation, AccountRow.email)).all()
    return page_after(
        rows,
        cursor=cursor,
        limit=limit,
        name=lambda row: row.id,
        show=AccountOut.of,
        keep=lambda row: delegation in (None, row.delegation),
    )


@router.post("", status_code=201, openapi_extra=acts("administer"))
def invite(
    request: Request, response: Response, participant: Asking, now: Now, body: InvitationIn
) -> LinkOut:
    """Invite a person: make an account and a one-time link, which is shown this once."""

    def make(session: Session) -> tuple[AccountRow, str]:
        return invite_person(
            session,
            participant=participant,
            email=body.email,
            name=body.name,
            delegation=body.delegation,
            role=body.role,
            language=body.language,
            now=now,
        )

    handed = hand_link(request, make)
    response.headers["Location"] = f"/api/accounts/{handed.account.id}"
    return LinkOut(account=AccountOut.of(handed.account), link=handed.link, sent=handed.sent)


@router.get("/{account_id}", openapi_extra=acts("administer"))
def read_account(session: Reading, participant: Asking, account_id: AnId) -> AccountOut:
    """Read an account."""
    return AccountOut.of(account_for(session, participant, account_id))


@router.patch("/{account_id}", openapi_extra=acts("administer"))
def change_one_account(
    session: Writing, participant: Asking, now: Now, account_id: AnId, body: AccountIn
) -> AccountOut:
    """Change an account; another role, and closing, end its sign-ins and its tokens, closing also its links."""
    account = change_account(
        session,
        participant=participant,
        account=account_for(session, participant, account_id),
        name=body.name,
        role=body.role,
        language=body.language,
        closed=body.closed,
        now=now,
    )
    return AccountOut.of(account)


@router.post("/{account_id}/links", status_code=201, openapi_extra=acts("administer"))
def send_link(request: Request, participant: Asking, now: Now, account_id: AnId) -> LinkOut:
    """Make a new one-time link, to choose a password with; those before it end."""

    def make(session: Session) -> tuple[AccountRow, str]:
        account = account_for(session, participant, account_id)
        return account, send_new_link(session, participant=participant, account=account, now=now)

    handed = hand_link(request, make)
    return LinkOut(account=AccountOut.of(handed.account), link=handed.link, sent=handed.sent)


@router.post("/{account_id}/tokens", status_code=201, openapi_extra=acts("administer"))
def make_somebodys_token(
    session: Writing, participant: Asking, now: Now, response: Response, account_id: AnId, body: TokenIn
) -> MadeTokenOut:
    """Make a token for somebody, to be handed over. Its secret is shown this once."""
    row, secret = make_token(
        session,
        participant=participant,
        account=account_for(session, participant, account_id),
        name=body.name,
        scopes=body.scopes,
        expires_at=body.expires_at,
        now=now,
    )
    response.headers["Location"] = f"/api/tokens/{row.id}"
    return MadeTokenOut(token=TokenOut.of(row, reader=row.account_id or ""), secret=secret)


@router.delete("/{account_id}/sign-ins", status_code=204, openapi_extra=acts("administer"))
def sign_somebody_out(session: Writing, participant: Asking, now: Now, account_id: AnId) -> None:
    """End every sign-in to an account."""
    account = account_for(session, participant, account_id)
    end_sign_ins(session, by=participant, account=account.id, now=now)

"""Everybody's tokens that are in force, for administrators: whose they are, what they may do, and revoking one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.access_to_people import token_for
from app.identity import AskingAs, Now
from app.models import AccountRow, ApiTokenRow, LastUseRow
from app.pages.forms import see_other
from app.pages.frame import Frame, Named, as_cast, frame_for
from app.pages.rendering import path_of, render
from app.parameters import AnId, Reading, Writing
from app.services.tokens import revoke_token
from app.speaking import gettext
from documents.permissions import SCOPES, Role, Scope, require

router = APIRouter(prefix="/administration/tokens")


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenShown:
    """One token: a person's, whose name for it is their own matter, or one that was made on the server."""

    id: str
    person: str  # the account, "" where it was made on the server
    name: str  # of the person, or of the token that was made on the server
    role: Role
    scopes: Sequence[Scope]
    expires_at: datetime | None
    last_use: datetime | None


@dataclass(frozen=True, slots=True)
class Group:
    """A delegation, and the tokens that speak for it."""

    delegation: Named
    tokens: Sequence[TokenShown]


@dataclass(frozen=True, kw_only=True, slots=True)
class TokensPage:
    """The page."""

    template: ClassVar[str] = "pages/tokens.html"
    frame: Frame
    groups: Sequence[Group]


@router.get("")
def tokens_page(
    request: Request,
    session: Reading,
    known: AskingAs,
    now: Now,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show which tokens are in force, delegation by delegation."""
    require(known.participant, "administer")
    cast = as_cast(session)
    found = _in_force(session, now)
    page = TokensPage(
        frame=frame_for(
            session, known.participant, cast, title=gettext("Tokens"), here="administration", done=done
        ),
        groups=[
            Group(one, [token for code, token in found if code == one.code])
            for one in cast.values()
            if any(code == one.code for code, _ in found)
        ],
    )
    return render(request, page)


@router.post("/{token_id}/revoke")
def revoke_anybodys_token_form(
    request: Request, session: Writing, known: AskingAs, now: Now, token_id: AnId
) -> Response:
    """Revoke a token at once and for ever, whosever it is."""
    require(known.participant, "administer")
    revoke_token(
        session, participant=known.participant, token=token_for(session, known.participant, token_id), now=now
    )
    return see_other(path_of(request, "tokens_page", query={"done": "revoked"}))


def _in_force(session: Session, now: datetime) -> list[tuple[str, TokenShown]]:
    """Return the tokens that are good, each with its delegation, the latest first."""
    rows = session.execute(
        select(ApiTokenRow, AccountRow.name, LastUseRow.at)
        .outerjoin(AccountRow, AccountRow.id == ApiTokenRow.account_id)
        .outerjoin(LastUseRow, LastUseRow.key_id == ApiTokenRow.id)
        .where(
            ApiTokenRow.revoked_at.is_(None),
            or_(ApiTokenRow.expires_at.is_(None), ApiTokenRow.expires_at > now),
        )
        .order_by(ApiTokenRow.created_at.desc(), ApiTokenRow.id)
    )
    return [
        (
            row.delegation,
            TokenShown(
                id=row.id,
                person=row.account_id or "",
                name=person if row.account_id is not None else row.name,
                role=row.role,
                scopes=row.scopes or SCOPES,
                expires_at=row.expires_at,
                last_use=used,
            ),
        )
        for row, person, used in rows
    ]

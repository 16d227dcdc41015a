"""Bearer tokens: shown once, kept as a hash, good for one delegation in one role and for some scopes."""

import secrets
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access_to_people import delegation_named
from app.keys import hash_secret
from app.models import AccountRow, ApiTokenRow, new_id
from app.services.record import OPERATOR, own_stream_of, record
from app.services.turns import take_turn
from documents.cleaning import clean
from documents.content import Field
from documents.errors import NotPermitted, StateForbids, Unacceptable, UnknownValue
from documents.permissions import SCOPES, Participant, Role, Scope, require, roles_of_kind

PREFIX = "kelisim_"
MOST = 50  # tokens of one account that are not revoked


def issue_token(
    session: Session, *, delegation: str, role: str, name: str, expires_at: datetime | None, now: datetime
) -> str:
    """Return a new token for a delegation and role, made by an operator; it is never shown again."""
    home = delegation_named(session, delegation)
    roles = roles_of_kind(home.kind)
    for one in roles:
        if one == role:
            return _issue(session, OPERATOR, home.code, one, name, None, None, expires_at, now)[1]
    raise UnknownValue(
        f"In {home.code} there is no role {role!r}; there are: {', '.join(roles)}.", field="role"
    )


def make_token(
    session: Session,
    *,
    participant: Participant,
    account: AccountRow,
    name: str,
    scopes: Collection[str],
    expires_at: datetime | None,
    now: datetime,
) -> tuple[ApiTokenRow, str]:
    """Make a token of an account, for some scopes of whoever makes it; its secret is shown once.

    Everybody makes their own. An administrator makes one for somebody, whose delegation reads in its record who did.
    """
    require(participant, "own account" if account.id == participant.account else "administer")
    if account.closed_at is not None:
        raise StateForbids("This account is closed; open it again before it gets a token.")
    name = clean(name, Field("name")).text
    if not 1 <= len(name) <= 100:
        raise Unacceptable(
            "Give the token a name of 1 to 100 characters, so that you know it later.", field="name"
        )
    if unknown := sorted(set(scopes) - set(SCOPES)):
        raise UnknownValue(
            f"There is no scope {unknown[0]!r}; there are: {', '.join(SCOPES)}.", field="scopes"
        )
    wanted = [scope for scope in SCOPES if scope in scopes]
    if not wanted:
        raise Unacceptable("Say what the token is for; without a scope it opens nothing.", field="scopes")
    if beyond := [scope for scope in wanted if scope not in participant.scopes]:
        raise NotPermitted(f"A token makes no token that may do more: leave out {', '.join(beyond)}.")
    if expires_at is not None and expires_at <= now:
        raise Unacceptable("This token would have ended already; name a later time.", field="expires_at")
    take_turn(session, account.delegation)  # of many who make one at once, each counts those before
    good = session.scalars(
        select(ApiTokenRow.id).where(ApiTokenRow.account_id == account.id, ApiTokenRow.revoked_at.is_(None))
    ).all()
    if len(good) >= MOST:
        raise StateForbids(f"This account has {MOST} tokens; revoke one that is not needed any more.")
    return _issue(
        session, participant, account.delegation, account.role, name, account.id, wanted, expires_at, now
    )


def revoke_token(session: Session, *, participant: Participant, token: ApiTokenRow, now: datetime) -> None:
    """Revoke a token: its owner, and the administrators."""
    if not participant.account or token.account_id != participant.account:
        require(participant, "administer")
    require(participant, "own account")
    _revoke(session, participant, [token], now)


def revoke_tokens(session: Session, *, name: str, now: datetime) -> int:
    """Revoke all operator's tokens of a name that are still good; return how many."""
    rows = session.scalars(
        select(ApiTokenRow).where(
            ApiTokenRow.name == name, ApiTokenRow.account_id.is_(None), ApiTokenRow.revoked_at.is_(None)
        )
    ).all()
    return _revoke(session, OPERATOR, rows, now)


def revoke_tokens_of(session: Session, *, by: Participant, account: str, now: datetime) -> int:
    """Revoke all tokens of an account; return how many."""
    return _revoke(session, by, hold_tokens(session, account), now)


def hold_tokens(session: Session, account: str) -> list[ApiTokenRow]:
    """Return the tokens of an account that are not revoked, held: rows are held before streams everywhere."""
    return list(
        session.scalars(
            select(ApiTokenRow)
            .where(ApiTokenRow.account_id == account, ApiTokenRow.revoked_at.is_(None))
            .order_by(ApiTokenRow.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
    )


def _issue(
    session: Session,
    by: Participant,
    delegation: str,
    role: Role,
    name: str,
    account: str | None,
    scopes: list[Scope] | None,
    expires_at: datetime | None,
    now: datetime,
) -> tuple[ApiTokenRow, str]:
    secret = PREFIX + secrets.token_urlsafe(32)
    row = ApiTokenRow(
        id=new_id(),
        hash=hash_secret(secret),
        delegation=delegation,
        role=role,
        name=name,
        account_id=account,
        scopes=scopes,
        created_at=now,
        expires_at=expires_at,
        revoked_at=None,
    )
    session.add(row)
    _record(session, by, row, "token issued", now)
    return row, secret


def _revoke(session: Session, by: Participant, rows: Iterable[ApiTokenRow], now: datetime) -> int:
    good = [row for row in rows if row.revoked_at is None]
    for row in good:
        row.revoked_at = now
        _record(session, by, row, "token revoked", now)
    return len(good)


def _record(session: Session, by: Participant, row: ApiTokenRow, what: str, now: datetime) -> None:
    # Where an administrator revokes it, chair and secretariat read the event: its name is its owner's affair.
    is_own = row.account_id is None or by.delegation == row.delegation
    record(
        session,
        # Whoever revokes it: a row has its whole story in one stream. An operator's token is the operator's affair.
        stream=own_stream_of(row.delegation if row.account_id is not None else OPERATOR.delegation),
        by=by,
        what=what,
        subject=row.id,
        document=None,
        data={"delegation": row.delegation, "role": row.role, **({"name": row.name} if is_own else {})},
        now=now,
    )

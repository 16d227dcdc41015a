"""Signing in and out: a browser gets a secret in a cookie, and the store keeps its hash, so that it can be ended."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.keys import hash_secret, leads_to
from app.models import AccountRow, ApiTokenRow, SignInRow, new_id
from app.services.record import own_stream_of, record
from documents.permissions import Participant

GOOD_FOR = timedelta(days=7)


def sign_in_to_account(session: Session, *, account: AccountRow, now: datetime) -> str:
    """Sign the person of an account in; return the secret for the cookie."""
    person = Participant(account.delegation, account.role, account=account.id)
    return _sign_in(session, by=person, account=account.id, now=now)


def sign_in_with_token(session: Session, *, token: ApiTokenRow, now: datetime) -> str:
    """Sign a browser in with a token, for no longer than that is good; return the secret for the cookie."""
    holder = Participant(token.delegation, token.role, account=token.account_id or "")
    return _sign_in(session, by=holder, token=token.id, now=now, until=token.expires_at)


def sign_out(session: Session, *, participant: Participant, sign_in: str, now: datetime) -> None:
    """End one sign-in; what is no sign-in, or has ended, stays as it is."""
    row = session.get(SignInRow, sign_in)
    if row is not None and row.ended_at is None:
        _end(session, participant, row, now)


def end_sign_ins(
    session: Session, *, by: Participant, account: str, now: datetime, but: str | None = None
) -> int:
    """End every sign-in to an account ``but`` one, those with its tokens too; return how many."""
    ending = [row for row in hold_sign_ins(session, account) if row.id != but]
    for row in ending:
        _end(session, by, row, now)
    return len(ending)


def hold_sign_ins(session: Session, account: str) -> list[SignInRow]:
    """Return the sign-ins to an account, or with its tokens, that have not ended, held: rows come before streams."""
    return list(
        session.scalars(
            select(SignInRow)
            .where(leads_to(account), SignInRow.ended_at.is_(None))
            .order_by(SignInRow.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
    )


def _sign_in(
    session: Session,
    *,
    by: Participant,
    account: str | None = None,
    token: str | None = None,
    now: datetime,
    until: datetime | None = None,
) -> str:
    secret = secrets.token_urlsafe(32)
    row = SignInRow(
        id=new_id(),
        hash=hash_secret(secret),
        account_id=account,
        token_id=token,
        created_at=now,
        expires_at=min(now + GOOD_FOR, until) if until is not None else now + GOOD_FOR,
        ended_at=None,
    )
    session.add(row)
    _record(session, by, row, "signed in", now)
    return secret


def _end(session: Session, by: Participant, row: SignInRow, now: datetime) -> None:
    row.ended_at = now
    _record(session, by, row, "signed out", now)


def _record(session: Session, by: Participant, row: SignInRow, what: str, now: datetime) -> None:
    record(
        session,
        # Whoever ends it: a row has its whole story in one stream.
        stream=own_stream_of(_home_of(session, row)),
        by=by,
        what=what,
        subject=row.id,
        document=None,
        data={},
        now=now,
    )


def _home_of(session: Session, row: SignInRow) -> str:
    """Return the delegation whose person, or whose token, is signed in."""
    if row.account_id is not None:
        return session.get_one(AccountRow, row.account_id).delegation
    return session.get_one(ApiTokenRow, row.token_id).delegation

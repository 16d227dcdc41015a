"""From a secret that came with a request to who is asking: a bearer token, or the sign-in of a browser."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.models import AccountRow, ApiTokenRow, LastUseRow, SignInRow
from documents.permissions import EVERYTHING, Participant

NOTED = timedelta(minutes=1)  # how exactly it is kept when a key was last used


@dataclass(frozen=True, slots=True)
class Known:
    """Who is asking, and by which key: the id of a token or of a sign-in."""

    participant: Participant
    key: str
    language: str | None = None  # in which the interface speaks to the account; None where there is none


def hash_secret(secret: str) -> str:
    """Return what is stored of a secret; half a character, which none of ours holds, becomes a question mark."""
    return sha256(secret.encode(errors="replace")).hexdigest()


def good_token(session: Session, secret: str, *, now: datetime) -> ApiTokenRow | None:
    """Return the token of a secret, or None when it is unknown, expired or revoked, or its owner's account closed."""
    row = session.scalar(select(ApiTokenRow).where(ApiTokenRow.hash == hash_secret(secret)))
    return row if row is not None and _is_good(session, row, now) else None


def known_by_token(session: Session, secret: str, *, now: datetime) -> Known | None:
    """Return whom a token speaks for, or None where it is good for nothing."""
    row = good_token(session, secret, now=now)
    return Known(_holder(row), row.id, _language_of(session, row)) if row is not None else None


def known_by_sign_in(session: Session, secret: str, *, now: datetime) -> Known | None:
    """Return who is signed in with this secret, or None where nobody is any more."""
    row = session.scalar(select(SignInRow).where(SignInRow.hash == hash_secret(secret)))
    if row is None or row.ended_at is not None or row.expires_at <= now:
        return None
    if row.token_id is not None:
        token = session.get_one(ApiTokenRow, row.token_id)
        if not _is_good(session, token, now):
            return None
        return Known(_holder(token), row.id, _language_of(session, token))
    account = session.get_one(AccountRow, row.account_id)
    if account.closed_at is not None:
        return None
    participant = Participant(account.delegation, account.role, account=account.id)
    return Known(participant, row.id, account.language)


def leads_to(account: str) -> ColumnElement[bool]:
    """Return the condition of a sign-in to an account, be it by its password or with one of its tokens."""
    tokens = select(ApiTokenRow.id).where(ApiTokenRow.account_id == account)
    return or_(SignInRow.account_id == account, SignInRow.token_id.in_(tokens))


def is_use_to_be_noted(session: Session, key: str, *, now: datetime) -> bool:
    """Return whether it was longer ago than a minute that a key was used."""
    row = session.get(LastUseRow, key)
    return row is None or now - row.at >= NOTED


def note_use(session: Session, key: str, *, now: datetime) -> None:
    """Keep when a key was used; of many requests at once, whichever is last."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    noted = insert(LastUseRow).values(key_id=key, at=now)
    session.execute(noted.on_conflict_do_update(index_elements=["key_id"], set_={"at": now}))


def _is_good(session: Session, row: ApiTokenRow, now: datetime) -> bool:
    if row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= now):
        return False
    return row.account_id is None or session.get_one(AccountRow, row.account_id).closed_at is None


def _language_of(session: Session, row: ApiTokenRow) -> str | None:
    return session.get_one(AccountRow, row.account_id).language if row.account_id is not None else None


def _holder(row: ApiTokenRow) -> Participant:
    scopes = EVERYTHING if row.scopes is None else frozenset(row.scopes)
    return Participant(row.delegation, row.role, scopes=scopes, account=row.account_id or "")

"""Passwords against accounts, in steps: looking at a password takes long, and the store must not be held meanwhile.

Each step is a short transaction of its own: what is counted against somebody who guesses survives the refusal.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.braking import brake_of_account, brake_of_address, count_try, release, take_back
from app.database import Store
from app.errors import NoAccount, SlowDown, WrongPassword
from app.keys import Known, good_token
from app.models import AccountRow
from app.passwords import hash_password, is_right, require_good_password
from app.services.accounts import account_of_link, choose_password, clean_email, keep_password
from app.services.sign_ins import sign_in_to_account, sign_in_with_token
from documents.errors import Unacceptable
from documents.permissions import require


@dataclass(frozen=True, slots=True)
class Visitor:
    """From where somebody tries to sign in, and when."""

    address: str
    now: datetime
    in_demonstration: bool = False  # where every page says that anybody can be anybody


def sign_in(store: Store, visitor: Visitor, *, email: str, password: str) -> str:
    """Return the secret of a new sign-in; the same refusal, as slowly, whatever is wrong."""
    try:
        email = clean_email(email)
    except Unacceptable:
        email = ""
    account = _proven(store, visitor, email=email, password=password)
    with store.writing() as session:
        row = _still_proven(session, account)
        release(session, account=brake_of_account(email), address=brake_of_address(visitor.address))
        return sign_in_to_account(session, account=row, now=visitor.now)


def sign_in_by_token(store: Store, token: str, *, now: datetime) -> str | None:
    """Return the secret of a new sign-in with a token, None where it is good for nothing."""
    with store.writing() as session:
        row = good_token(session, token, now=now)
        return sign_in_with_token(session, token=row, now=now) if row is not None else None


def sign_in_by_link(store: Store, visitor: Visitor, *, secret: str, password: str) -> str:
    """Choose a password with a one-time link; return the secret of a new sign-in."""
    with store.reading() as session:
        account, _ = account_of_link(session, secret, now=visitor.now)
    require_good_password(password, known=_words_of(account))
    hashed = hash_password(password)
    with store.writing() as session:
        account = choose_password(
            session,
            secret=secret,
            password_hash=hashed,
            now=visitor.now,
            in_demonstration=visitor.in_demonstration,
        )
        return sign_in_to_account(session, account=account, now=visitor.now)


def change_password(store: Store, visitor: Visitor, known: Known, *, present: str, new: str) -> None:
    """Change one's password, knowing the present one; every other sign-in to the account ends."""
    require(known.participant, "own account")
    if not known.participant.account:
        raise NoAccount
    with store.reading() as session:
        email = session.get_one(AccountRow, known.participant.account).email
    account = _proven(store, visitor, email=email, password=present)
    # At once: what the new password lacks is no failure to know the present one.
    with store.writing() as session:
        release(session, account=brake_of_account(email), address=brake_of_address(visitor.address))
    require_good_password(new, known=_words_of(account))
    hashed = hash_password(new)
    with store.writing() as session:
        row = _still_proven(session, account)
        keep_password(
            session,
            account=row,
            password_hash=hashed,
            now=visitor.now,
            but=known.key,
            in_demonstration=visitor.in_demonstration,
        )


def _proven(store: Store, visitor: Visitor, *, email: str, password: str) -> AccountRow:
    """Return the open account to which address and password belong; count the try against both brakes."""
    brakes = [brake_of_account(email), brake_of_address(visitor.address)]
    with store.writing() as session:
        counted = count_try(session, brakes, now=visitor.now)
    with store.reading() as session:
        account = session.scalar(select(AccountRow).where(AccountRow.email == email))
    try:
        right = is_right(password, account.password_hash if account is not None else None)
    except SlowDown:  # too many wait for their turn: nothing was looked at, so nothing has failed
        with store.writing() as session:
            take_back(session, counted, now=visitor.now)
        raise
    if account is None or account.closed_at is not None or not right:
        raise WrongPassword
    return account


def _still_proven(session: Session, proven: AccountRow) -> AccountRow:
    """Return an account, held, if what was proven is its password still: it took its time, and others did not wait."""
    held = select(AccountRow).where(AccountRow.id == proven.id).with_for_update(key_share=True)
    account = session.scalars(held).one()
    if account.password_hash != proven.password_hash or account.closed_at is not None:
        raise WrongPassword
    return account


def _words_of(account: AccountRow) -> list[str]:
    return [
        *account.name.split(),
        account.email,
        *account.email.replace("@", ".").split("."),
        account.delegation,
    ]

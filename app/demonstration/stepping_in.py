"""A demonstration lets anybody step into any role of its cast; a system of real people never becomes one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.keys import good_token
from app.models import AccountRow, DelegationRow, DocumentRow, EventRow
from app.services.accounts import CHOSEN, IN_DEMONSTRATION
from app.services.record import CHAIR
from app.services.sign_ins import sign_in_with_token
from app.services.tokens import issue_token
from app.speaking import name_in_speech
from documents.errors import StateForbids
from documents.permissions import Role, roles_of_kind

LOADED = "demonstration loaded"  # the event that makes a store a demonstration's
NAMED = "demonstration"
GOOD_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Standing:
    """A participant of the cast and the roles one can step into, the usual one first."""

    code: str
    name: str
    roles: Sequence[Role]


def is_demonstration(session: Session) -> bool:
    """Return whether a store was begun as a demonstration."""
    return (
        session.scalar(
            select(EventRow.number).where(EventRow.stream == CHAIR, EventRow.what == LOADED).limit(1)
        )
        is not None
    )


def require_demonstration(session: Session) -> None:
    """Refuse a store of real people: one that was not begun as a demonstration, or in which some have come since."""
    if not is_demonstration(session):
        raise StateForbids(
            "This store was not begun as a demonstration, so nobody steps into roles here. "
            "Unset KELISIM_DEMONSTRATION, or begin a demonstration in another database: kelisim demo"
        )
    if _people_came(session):
        raise StateForbids(
            "This store was begun as a demonstration, but people chose their passwords while it was served without "
            "KELISIM_DEMONSTRATION, so nobody steps into roles here any more. Unset KELISIM_DEMONSTRATION, or begin "
            "another demonstration in another database: KELISIM_DATABASE_URL=sqlite:///demonstration.db kelisim demo"
        )


def _people_came(session: Session) -> bool:
    """Return whether an account has a password that was chosen where nobody was told that this is a demonstration."""
    accounts = set(session.scalars(select(AccountRow.id).where(AccountRow.password_hash.is_not(None))))
    chosen = session.scalars(
        select(EventRow).where(EventRow.what == CHOSEN, EventRow.subject.in_(accounts))
    ).all()
    told = {event.subject for event in chosen if event.data.get(IN_DEMONSTRATION)}
    untold = {event.subject for event in chosen if not event.data.get(IN_DEMONSTRATION)}
    return bool(accounts - told or untold)


def require_real(session: Session) -> None:
    """Refuse to make a demonstration, in which anybody can be anybody, a system of real people."""
    if is_demonstration(session):
        raise StateForbids(
            "This store is a demonstration, in which anybody can be anybody. Begin the real system in another database."
        )


def require_nobody(session: Session) -> None:
    """Refuse to load a demonstration over a system that was begun for real."""
    if session.scalar(select(AccountRow.id).limit(1)) or session.scalar(select(DocumentRow.id).limit(1)):
        raise StateForbids(
            "This database holds a system of its own. Begin the demonstration in another one: "
            "KELISIM_DATABASE_URL=sqlite:///demonstration.db kelisim demo"
        )


def roles_to_step_into(session: Session) -> list[Standing]:
    """Return the cast in the order of the house."""
    rows = session.scalars(select(DelegationRow).order_by(DelegationRow.ordinal, DelegationRow.code))
    return [Standing(row.code, name_in_speech(row.names, row.code), roles_of_kind(row.kind)) for row in rows]


def step_into(session: Session, *, delegation: str, role: str, now: datetime) -> str:
    """Sign a browser in to a role for a day; return the secret for the cookie."""
    require_demonstration(session)
    secret = issue_token(
        session, delegation=delegation, role=role, name=NAMED, expires_at=now + GOOD_FOR, now=now
    )
    token = good_token(session, secret, now=now)
    if token is None:
        raise RuntimeError("a token that was made this moment is good")
    return sign_in_with_token(session, token=token, now=now)

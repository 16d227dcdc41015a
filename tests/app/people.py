"""People with accounts, made as an administrator would make them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from starlette.testclient import TestClient

from app.database import Store
from app.identity import COOKIE, get_now
from app.models import AccountRow, new_id
from app.passwords import hash_password
from app.services.accounts import choose_password, invite_person, person_of
from app.services.record import OPERATOR
from app.services.sign_ins import sign_in_to_account
from app.services.tokens import make_token
from documents.permissions import SCOPES
from tests.app.cast import Room

PASSWORD = "three rivers meet here"
NEW = "seven glaciers in the east"
WHOM = {"email": "Aida@Example.org", "name": "A. Delegate", "delegation": "KAZ", "role": "negotiator"}


@dataclass(frozen=True, slots=True)
class Person:
    """An account and the secret of one browser that is signed in to it."""

    id: str
    email: str
    secret: str

    def take(self, client: TestClient) -> None:
        """Let a client be that browser."""
        client.cookies.set(COOKIE, self.secret)


@cache
def kept() -> str:
    """Return what is kept of everybody's password."""
    return hash_password(PASSWORD)


def token_of(
    store: Store, delegation: str, role: str, scopes: Sequence[str] = SCOPES, *, email: str = ""
) -> str:
    """Return a token of a new person's, for some scopes."""
    owner = person(store, delegation, role, email=email or f"{new_id()}@example.org")
    with store.writing() as session:
        account = session.get_one(AccountRow, owner.id)
        _, secret = make_token(
            session,
            participant=person_of(account),
            account=account,
            name="test",
            scopes=scopes,
            expires_at=None,
            now=get_now(),
        )
        return secret


def invited(
    store: Store, delegation: str, role: str, *, email: str = "", language: str = "en"
) -> tuple[str, str]:
    """Invite a person; return the account's id and the secret of the link."""
    with store.writing() as session:
        account, secret = invite_person(
            session,
            participant=OPERATOR,
            email=email or f"{delegation}.{role}@example.org",
            name=f"{role.capitalize()} of {delegation}",
            delegation=delegation,
            role=role,
            language=language,
            now=get_now(),
        )
        return account.id, secret


def person(store: Store, delegation: str, role: str, *, email: str = "", language: str = "en") -> Person:
    """Return a person who has chosen a password and is signed in."""
    _, link = invited(store, delegation, role, email=email, language=language)
    hashed = kept()
    with store.writing() as session:
        account = choose_password(session, secret=link, password_hash=hashed, now=get_now())
        secret = sign_in_to_account(session, account=account, now=get_now())
    return Person(account.id, account.email, secret)


def browser(room: Room) -> TestClient:
    return TestClient(room.app, follow_redirects=False)


def at(room: Room, moment: datetime) -> None:
    room.app.dependency_overrides[get_now] = lambda: moment


def secret_of(link: str) -> str:
    return link.rsplit("/join/", 1)[1]


def sign_in(client: TestClient, email: str, password: str = PASSWORD) -> int:
    return client.post("/api/sign-ins", json={"email": email, "password": password}).status_code

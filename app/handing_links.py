"""A one-time link is made in the store, then mailed where there is a mail server; it is shown in any case."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request
from sqlalchemy.orm import Session

from app.database import Store
from app.mailing import MailServer
from app.models import AccountRow

MakeLink = Callable[[Session], tuple[AccountRow, str]]


@dataclass(frozen=True, slots=True)
class HandedLink:
    """An account, the link to it, and whether it went by e-mail."""

    account: AccountRow
    link: str
    sent: bool


def hand_link(request: Request, make: MakeLink) -> HandedLink:
    """Make a link, stored before anybody hears of it; mail it."""
    store: Store = request.app.state.store
    with store.writing() as session:
        account, secret = make(session)
    link = link_of(request, secret)
    server: MailServer | None = request.app.state.mail_server
    sent = server is not None and server.send_link(
        to=account.email, name=account.name, link=link, language=account.language
    )
    return HandedLink(account, link, sent)


def link_of(request: Request, secret: str) -> str:
    """Return the address at which the person of a link chooses a password."""
    address: str | None = request.app.state.address
    path = request.app.url_path_for("join_page", secret=secret)
    return f"{address or str(request.base_url).rstrip('/')}{path}"

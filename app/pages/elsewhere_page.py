"""Signing in through another system: there, and back again."""

from fastapi import APIRouter, Request, Response
from sqlalchemy import select

from app.database import Store
from app.errors import NotVouchedFor
from app.identity import Now, keep_pending, pending_of, set_cookie
from app.models import AccountRow
from app.openid import Pending, Provider
from app.pages.enter_page import local_path
from app.pages.forms import see_other
from app.services.accounts import clean_email
from app.services.sign_ins import sign_in_to_account
from app.speaking import gettext
from documents.errors import NotThere

router = APIRouter()


@router.get("/enter/elsewhere")
def enter_elsewhere(request: Request, next: str = "/") -> Response:
    """Send the browser to the other system."""
    address, pending = _provider(request).begin(back=_back(request), next_path=local_path(next))
    response = see_other(address)
    keep_pending(request, response, pending.as_cookie())
    return response


@router.get("/enter/elsewhere/back")
def come_back(request: Request, now: Now) -> Response:
    """Sign in whoever comes back and is vouched for, where they have an account."""
    pending = Pending.read(pending_of(request))
    came_to = f"{_back(request)}?{request.url.query}"
    email = clean_email(_provider(request).finish(back=_back(request), came_to=came_to, pending=pending))
    store: Store = request.app.state.store
    with store.writing() as session:
        # Held, so that whoever closes it finds this sign-in among those to end.
        held = select(AccountRow).where(AccountRow.email == email).with_for_update(key_share=True)
        account = session.scalar(held)
        if account is None or account.closed_at is not None:
            raise NotVouchedFor(
                gettext(
                    "Nobody here has the address %(email)s. Ask the secretariat to invite you.", email=email
                )
            )
        secret = sign_in_to_account(session, account=account, now=now)
    response = see_other(local_path(pending.next))
    set_cookie(request, response, secret)
    keep_pending(request, response, "")
    return response


def _provider(request: Request) -> Provider:
    provider: Provider | None = request.app.state.provider
    if provider is None:
        raise NotThere
    return provider


def _back(request: Request) -> str:
    address: str | None = request.app.state.address
    path = request.app.url_path_for("come_back")
    return f"{address or str(request.base_url).rstrip('/')}{path}"

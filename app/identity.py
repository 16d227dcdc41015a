"""Who is asking: a bearer token, or the cookie into which ``/enter`` put one.

A cookie travels with every request of a browser, also with one that another site started; a request that would
change something must therefore come from a page of this site.
"""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPBearer

from app.access import participant_with_token
from app.database import Store
from app.errors import ForeignForm, NotSignedIn
from documents.amendments import Participant

COOKIE = "kelisim_token"
_bearer = HTTPBearer(auto_error=False, description="A token printed by `kelisim token`, or by `make run`.")
_cookie = APIKeyCookie(name=COOKIE, auto_error=False, description="Set by the page /enter.")


def get_now() -> datetime:
    """Return the time of this request, by the server's clock, in UTC."""
    return datetime.now(UTC)


Now = Annotated[datetime, Depends(get_now)]


def require_same_site(request: Request) -> None:
    """Refuse a request that changes something and that another site's page has started."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise ForeignForm
        return
    origin = request.headers.get("origin")
    if origin is not None and origin.split("://", 1)[-1] != request.headers.get("host"):
        raise ForeignForm


def get_participant(
    request: Request,
    now: Now,
    bearer: Annotated[object, Depends(_bearer)],
    cookie: Annotated[str | None, Depends(_cookie)],
) -> Participant:
    """Return who is asking, or refuse.

    It reads in a session of its own, so that a route's writing session takes its lock only when the route runs.
    """
    token = getattr(bearer, "credentials", None)
    if token is None and cookie is not None:
        require_same_site(request)
        token = cookie
    if not token:
        raise NotSignedIn
    store: Store = request.app.state.store
    with store.reading() as session:
        participant = participant_with_token(session, token, now=now)
    if participant is None:
        raise NotSignedIn
    return participant


def get_participant_if_any(
    request: Request,
    now: Now,
    bearer: Annotated[object, Depends(_bearer)],
    cookie: Annotated[str | None, Depends(_cookie)],
) -> Participant | None:
    """Return who is asking, or None, where anyone may ask."""
    try:
        return get_participant(request, now, bearer, cookie)
    except NotSignedIn:
        return None


Asking = Annotated[Participant, Depends(get_participant)]

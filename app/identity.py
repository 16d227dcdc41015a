"""Who is asking: a bearer token, or the cookie of a browser that is signed in.

A cookie travels with every request of a browser, also with one that another site started; a request that would
change something must therefore come from a page of this site.
"""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated, Literal, TypedDict

from fastapi import Depends, Request, Response
from fastapi.security import APIKeyCookie, HTTPBearer
from sqlalchemy.exc import OperationalError

from app.database import Store
from app.errors import ForeignForm, NotSignedIn
from app.failures import log_what_failed
from app.keys import Known, is_use_to_be_noted, known_by_sign_in, known_by_token, note_use
from app.services.sign_ins import GOOD_FOR
from app.services.silence_outcome import is_outcome_due, write_due_outcomes
from app.signing_in import Visitor
from app.speaking import prefer
from documents.errors import BrokenRule
from documents.permissions import Participant, require

COOKIE = "kelisim"
_bearer = HTTPBearer(auto_error=False, description="A token printed by `kelisim token`, or by `make run`.")
_cookie = APIKeyCookie(
    name=COOKIE, auto_error=False, description="Set by signing in; over TLS its name is `__Host-kelisim`."
)


class CookieAttributes(TypedDict):
    """What is told to a browser about a cookie."""

    httponly: bool
    samesite: Literal["lax"]
    secure: bool
    path: str


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


def get_known(
    request: Request,
    now: Now,
    bearer: Annotated[object, Depends(_bearer)],
    _cookie: Annotated[str | None, Depends(_cookie)],
) -> Known:
    """Return who is asking and by which key, or refuse.

    It reads in a session of its own, so that a route's writing session takes its lock only when the route runs.
    """
    store: Store = request.app.state.store
    token: str | None = getattr(bearer, "credentials", None)
    secret = cookie_of(request)
    with store.reading() as session:
        if token:
            known = known_by_token(session, token, now=now)
        elif secret:
            require_same_site(request)
            known = known_by_sign_in(session, secret, now=now)
        else:
            known = None
        if known is None:
            raise NotSignedIn
        if known.language is not None:
            prefer(known.language)
        require(known.participant, "read")  # whatever else it is for: every answer tells something
        is_to_be_noted = is_use_to_be_noted(session, known.key, now=now)
        is_due = is_outcome_due(session, now=now)
    if is_to_be_noted:
        # It is a note: whoever only reads is not refused because somebody else writes for long.
        with suppress(OperationalError), store.writing() as session:
            note_use(session, known.key, now=now)
    if is_due:
        # Before anything is read or written: a text that stands agreed by the clock is read as agreed. Whoever is
        # refused here, because others write, is told by the clock all the same.
        try:
            with store.writing() as session:
                write_due_outcomes(session, now=now)
        except OperationalError:
            pass
        except (
            BrokenRule
        ) as rule:  # nobody is to be locked out by it; the duty asks again, and the log has it
            log_what_failed("The outcome of a silence procedure", rule)
    return known


def get_known_by_cookie(request: Request, now: datetime) -> Known | None:
    """Return who is signed in in this browser, or None."""
    secret = cookie_of(request)
    store: Store = request.app.state.store
    with store.reading() as session:
        return known_by_sign_in(session, secret, now=now) if secret else None


def get_participant(known: Annotated[Known, Depends(get_known)]) -> Participant:
    """Return who is asking."""
    return known.participant


def get_participant_if_any(
    request: Request,
    now: Now,
    bearer: Annotated[object, Depends(_bearer)],
    cookie: Annotated[str | None, Depends(_cookie)],
) -> Participant | None:
    """Return who is asking, or None, where anyone may ask."""
    try:
        return get_participant(get_known(request, now, bearer, cookie))
    except BrokenRule:
        return None


def cookie_of(request: Request) -> str | None:
    """Return the secret of the sign-in that a browser sent."""
    return request.cookies.get(_cookie_name(request))


def set_cookie(request: Request, response: Response, secret: str) -> None:
    """Let the browser keep a sign-in, out of reach of scripts, of other sites and, over TLS, of other hosts."""
    response.set_cookie(
        _cookie_name(request), secret, max_age=int(GOOD_FOR.total_seconds()), **_attributes(request)
    )


def delete_cookie(request: Request, response: Response) -> None:
    """Let the browser forget its sign-in."""
    response.delete_cookie(_cookie_name(request), **_attributes(request))


def keep_pending(request: Request, response: Response, value: str) -> None:
    """Let the browser keep what it brings back from another system, for ten minutes; "" lets it forget."""
    response.set_cookie(_pending_name(request), value, max_age=600 if value else 0, **_attributes(request))


def pending_of(request: Request) -> str | None:
    """Return what the browser brought back."""
    return request.cookies.get(_pending_name(request))


def _pending_name(request: Request) -> str:
    return f"{_cookie_name(request)}-pending"


def _attributes(request: Request) -> CookieAttributes:
    return {"httponly": True, "samesite": "lax", "secure": request.url.scheme == "https", "path": "/"}


def _cookie_name(request: Request) -> str:
    # A browser keeps a __Host- cookie only where it came over TLS from this very host.
    return f"__Host-{COOKIE}" if request.url.scheme == "https" else COOKIE


def visitor_of(request: Request, now: datetime) -> Visitor:
    """Return from where somebody tries to sign in."""
    address = request.client.host if request.client is not None else ""
    return Visitor(address, now, in_demonstration=request.app.state.demonstration)


Asking = Annotated[Participant, Depends(get_participant)]
SignedIn = Depends(get_participant)
AskingAs = Annotated[Known, Depends(get_known)]

"""Signing in with a password, with a token, or, in a demonstration, by stepping into a role; and signing out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response

from app.database import Store
from app.demonstration import Standing, roles_to_step_into, step_into
from app.errors import headers_of, status_of
from app.identity import (
    Now,
    delete_cookie,
    get_known_by_cookie,
    require_same_site,
    set_cookie,
    visitor_of,
)
from app.openid import Provider
from app.pages.forms import SentForm, see_other, sent_one
from app.pages.frame import Frame
from app.pages.rendering import path_of, render
from app.parameters import Writing
from app.refusing import sentence_of
from app.services.sign_ins import sign_out
from app.signing_in import sign_in, sign_in_by_token
from app.speaking import N_, gettext
from documents.errors import BrokenRule, NotThere

router = APIRouter()
_NOT_GOOD = N_(
    "This token is unknown, expired or revoked. Copy it whole, or ask the secretariat for a new one."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class EnterPage:
    """The forms by which one signs in."""

    template: ClassVar[str] = "pages/enter.html"
    frame: Frame
    next: str
    email: str
    refusal: str  # of address and password
    token_refusal: str
    provider: str  # the name of another system through which one can sign in, "" where there is none
    standings: Sequence[Standing]  # the roles of a demonstration


def local_path(path: str) -> str:
    """Return where to go after signing in: a page of this site, or its first one.

    >>> local_path("/clauses/x?view=clean"), local_path("//elsewhere.example"), local_path("/\\\\elsewhere")
    ('/clauses/x?view=clean', '/', '/')
    """
    try:
        parts = urlsplit(path)
    except ValueError:  # an address of another form altogether: //[
        return "/"
    foreign = parts.scheme or parts.netloc or "\\" in path or not path.isprintable()
    return "/" if foreign or not path.startswith("/") or path.startswith("//") else path


def _draw(
    request: Request,
    *,
    next_path: str,
    email: str = "",
    refusal: str = "",
    token_refusal: str = "",
    status: int = 200,
) -> Response:
    store: Store = request.app.state.store
    standings: Sequence[Standing] = ()
    if request.app.state.demonstration:
        with store.reading() as session:
            standings = roles_to_step_into(session)
    provider: Provider | None = request.app.state.provider
    page = EnterPage(
        frame=Frame.of_nobody(gettext("Sign in")),
        next=local_path(next_path),
        email=email,
        refusal=refusal,
        token_refusal=token_refusal,
        provider=provider.name if provider is not None else "",
        standings=standings,
    )
    return render(request, page, status=status)


@router.get("/enter")
def enter_page(request: Request, next: str = "/") -> Response:
    """Show the forms."""
    return _draw(request, next_path=next)


@router.post("/enter")
def enter(request: Request, now: Now, form: SentForm) -> Response:
    """Sign in with address and password."""
    require_same_site(request)
    email, next_path = sent_one(form, "email"), sent_one(form, "next")
    try:
        secret = sign_in(
            request.app.state.store,
            visitor_of(request, now),
            email=email,
            password=sent_one(form, "password"),
        )
    except BrokenRule as rule:
        page = _draw(
            request, next_path=next_path, email=email, refusal=sentence_of(rule), status=status_of(type(rule))
        )
        page.headers.update(headers_of(rule))
        return page
    return _entered(request, secret, next_path)


@router.post("/enter/token")
def enter_with_token(request: Request, now: Now, form: SentForm) -> Response:
    """Sign this browser in with a token."""
    require_same_site(request)
    next_path = sent_one(form, "next")
    secret = sign_in_by_token(request.app.state.store, sent_one(form, "token").strip(), now=now)
    if secret is None:
        return _draw(request, next_path=next_path, token_refusal=gettext(_NOT_GOOD), status=403)
    return _entered(request, secret, next_path)


@router.post("/enter/role")
def enter_as_role(request: Request, session: Writing, now: Now, form: SentForm) -> Response:
    """Step into a role of the demonstration."""
    require_same_site(request)
    if not request.app.state.demonstration:
        raise NotThere
    secret = step_into(session, delegation=sent_one(form, "delegation"), role=sent_one(form, "role"), now=now)
    return _entered(request, secret, sent_one(form, "next"))


@router.post("/leave")
def leave(request: Request, session: Writing, now: Now) -> Response:
    """Sign out here."""
    require_same_site(request)
    known = get_known_by_cookie(request, now)
    if known is not None:
        sign_out(session, participant=known.participant, sign_in=known.key, now=now)
    response = see_other(path_of(request, "enter_page"))
    delete_cookie(request, response)
    return response


def _entered(request: Request, secret: str, next_path: str) -> Response:
    response = see_other(local_path(next_path))
    set_cookie(request, response, secret)
    return response

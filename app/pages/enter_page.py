"""Signing in with a token: it becomes a cookie that no script reads, and signing out deletes it."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response

from app.access import participant_with_token
from app.identity import COOKIE, Now, require_same_site
from app.pages.forms import SentForm, see_other, sent_one
from app.pages.frame import Frame
from app.pages.rendering import path_of, render
from app.parameters import Reading

router = APIRouter()


@dataclass(frozen=True, kw_only=True, slots=True)
class EnterPage:
    """The form that takes a token."""

    template: ClassVar[str] = "pages/enter.html"
    frame: Frame
    next: str
    refusal: str


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


def _page(next_path: str, refusal: str = "") -> EnterPage:
    frame = Frame(title="Enter", asking=None, role="", documents=(), here="")
    return EnterPage(frame=frame, next=local_path(next_path), refusal=refusal)


@router.get("/enter")
def enter_page(request: Request, next: str = "/") -> Response:
    """Show the form that takes a token."""
    return render(request, _page(next))


@router.post("/enter")
def enter(request: Request, session: Reading, now: Now, form: SentForm) -> Response:
    """Trade a token for a cookie."""
    require_same_site(request)
    token = sent_one(form, "token").strip()
    next_path = sent_one(form, "next")
    if not token or participant_with_token(session, token, now=now) is None:
        sentence = (
            "This token is unknown, expired or revoked. Copy it whole, or ask the secretariat for a new one."
        )
        return render(request, _page(next_path, sentence), status=403)
    response = see_other(local_path(next_path))
    response.set_cookie(
        COOKIE, token, httponly=True, samesite="lax", secure=request.url.scheme == "https", path="/"
    )
    return response


@router.post("/leave")
def leave(request: Request) -> Response:
    """Delete the cookie."""
    require_same_site(request)
    response = see_other(path_of(request, "enter_page"))
    response.delete_cookie(
        COOKIE, httponly=True, samesite="lax", secure=request.url.scheme == "https", path="/"
    )
    return response

"""Which language a browser asks for: the one that was chosen in it, else the first of those that its reader prefers."""

from urllib.parse import urlsplit

from fastapi import Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.speaking import LANGUAGES, Speech, begin_speech

COOKIE = "kelisim-language"
_KEPT = 365 * 24 * 3600  # seconds


class Speaking:
    """Let every request speak a language of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at the cookie and at Accept-Language."""
        if scope["type"] == "http":
            begin_speech(speech_of(Request(scope)))
        await self.app(scope, receive, send)


def speech_of(request: Request) -> Speech:
    """Return what a request is to be answered in, as far as the browser says."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return Speech(chosen, is_chosen=True)
    return Speech(preferred(request.headers.get("accept-language", "")))


def preferred(header: str) -> str:
    """Return the language of the interface that a reader prefers, by Accept-Language (RFC 9110, section 12.5.4).

    >>> preferred("tg, ru;q=0.9, en;q=0.5"), preferred("kk-KZ,ru;q=0.8"), preferred("fr, ru;q=0"), preferred("ru;q=?")
    ('ru', 'kk', 'en', 'en')
    """
    wanted: list[tuple[float, str]] = []
    for part in header.split(",")[:20]:
        tag, _, weight = part.partition(";")
        language = tag.strip().split("-", maxsplit=1)[0].lower()
        try:
            quality = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if language in LANGUAGES and quality > 0:
            wanted.append((quality, language))
    # Of those wanted alike the first counts; a weight that is no number (nan) is wanted less than any.
    return max(wanted, key=lambda one: one[0])[1] if wanted else "en"


def referring_path(request: Request) -> str:
    """Return the page of this site from which a request came, "" where the browser names none.

    Every answer asks browsers to name it (``Referrer-Policy: same-origin``).
    """
    try:
        parts = urlsplit(request.headers.get("referer", ""))
    except ValueError:  # an address of another form altogether: //[
        return ""
    if parts.netloc != request.headers.get("host"):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def remember(request: Request, response: Response, language: str) -> None:
    """Let the browser keep the language that was chosen in it."""
    response.set_cookie(
        COOKIE,
        language,
        max_age=_KEPT,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
        path="/",
    )

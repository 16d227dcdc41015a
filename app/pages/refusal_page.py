"""What a reader of pages sees when something is refused: a page with a sentence, never a problem in JSON."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from fastapi import Request, Response

from app.pages.forms import see_other
from app.pages.frame import Frame
from app.pages.rendering import render
from app.speaking import gettext


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusalPage:
    """A refusal."""

    template: ClassVar[str] = "pages/refusal.html"
    frame: Frame
    status: int
    heading: str
    sentence: str


def draw_refusal(request: Request, status: int, heading: str, sentence: str) -> Response:
    """Return a refusal as a page; whoever is not signed in and only reads is sent to the form for tokens."""
    if status == 401 and request.method in ("GET", "HEAD"):
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return see_other(f"{request.app.url_path_for('enter_page')}?{urlencode({'next': asked})}")
    # No session is opened for it, so the frame does not say who is asking.
    frame = Frame.of_nobody(gettext(heading))
    if status == 404:
        heading, sentence = gettext("There is nothing here for you."), ""
    return render(
        request,
        RefusalPage(frame=frame, status=status, heading=gettext(heading), sentence=sentence),
        status=status,
    )

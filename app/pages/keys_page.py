"""The keys that pages answer to, in words; ``keys.js`` shows the same list over any page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from app.identity import Asking
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.rendering import render
from app.parameters import Reading
from app.speaking import N_, gettext

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Key:
    """Some keys, and what they do."""

    caps: Sequence[str]
    does: str
    together: bool = False  # they are held together


KEYS: Sequence[tuple[str, Sequence[Key]]] = (
    (
        N_("From clause to clause"),
        (
            Key(("j", "k"), N_("the next and the previous open clause")),
            Key(("J", "K"), N_("the next and the previous clause, open or agreed")),
            Key(("]", "["), N_("the next and the previous amendment on the page")),
            Key(("g",), N_("go to a clause by its label: type it, then press Enter")),
        ),
    ),
    (
        N_("The text"),
        (
            Key(("1",), N_("rolling: with everyone's proposals in brackets")),
            Key(("2",), N_("clean: as it stands")),
            Key(("3",), N_("tracked: with marks instead of brackets")),
            Key(("4",), N_("side by side: what each delegation wants, in columns")),
            Key(("5",), N_("alternatives: each whole text that anybody wants")),
            Key(("l",), N_("two languages side by side")),
            Key(("w",), N_("who brought each word, and back")),
            Key(("/",), N_("find words in the text: type them, then press Enter")),
            Key(("n", "N"), N_("the next and the previous place where they stand")),
        ),
    ),
    (
        N_("A clause"),
        (
            Key(("p",), N_("propose an amendment")),
            Key(("c",), N_("compare: what each delegation wants; on its page, its revisions")),
            Key(("C",), N_("compare two editions of the text")),
            Key(("d",), N_("decide, as the chair")),
            Key(("s",), N_("show it in the room, as the chair or the secretariat")),
        ),
    ),
    (
        N_("Everywhere"),
        (
            Key(("Ctrl", "["), N_("put the selected words in brackets, or take them out"), together=True),
            Key(("Ctrl", "Enter"), N_("send the form in which you type"), together=True),
            Key(("Esc",), N_("back; first out of the field in which you type")),
            Key(("?",), N_("this list")),
        ),
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class KeysPage:
    """The list of keys."""

    template: ClassVar[str] = "pages/keys.html"
    frame: Frame
    groups: Sequence[tuple[str, Sequence[Key]]]


@router.get("/keys")
def keys_page(request: Request, session: Reading, participant: Asking) -> Response:
    """Show it."""
    frame = frame_for(session, participant, as_cast(session), title=gettext("Keys"), here="keys")
    return render(request, KeysPage(frame=frame, groups=KEYS))

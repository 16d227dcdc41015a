"""What waits for the reader, as the overview shows it: one line for each thing to do, with ways to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from app.models import DocumentRow
from app.pages.languages import language_name
from app.pages.words import word
from app.speaking import gettext
from app.waiting import what_waits
from documents.permissions import Participant
from documents.waiting import WORDS, Todo, Waiting

FIRST = 8  # so many are seen at once, the others behind a summary
_PARTS: Mapping[Todo, str] = {
    "answer": "comments",
    "consider bridge": "bridging-texts",
    "release bridge": "bridging-texts",
    "confirm position": "positions",
    "reconfirm": "positions",
    "pending": "positions",
    "decide": "amendments",
    "confirm statement": "statements",
    "make statement": "statements",
    "check link": "links",
    "agree": "",
    "align": "",
}


@dataclass(frozen=True, slots=True)
class WayShown:
    """Where one thing that waits is to be found: on a clause's page, or on one of its own."""

    page: Literal["clause", "silence", "round", "translation"]
    id: str
    part: str
    label: str
    until: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingShown:
    """What there is to do, and where."""

    words: str
    count: int
    first: Sequence[WayShown]
    more: Sequence[WayShown]


def show_waiting(
    session: Session, participant: Participant, document: DocumentRow, *, now: datetime
) -> list[WaitingShown]:
    """Return what waits for the reader in a document, the most urgent first."""
    here = what_waits(session, participant, document, now=now)
    found: dict[str, dict[WayShown, None]] = {}
    for one in here.waiting:
        words = word(WORDS[one.todo])
        if one.language:
            words = f"{words} ({language_name(one.language)})"
        way = _way(one, here.labels)
        found.setdefault(words, {})[way] = None
    return [
        WaitingShown(words=words, count=len(ways), first=list(ways)[:FIRST], more=list(ways)[FIRST:])
        for words, ways in found.items()
    ]


def _way(one: Waiting, labels: Mapping[str, str]) -> WayShown:
    """Return the way to it; on the page of a clause an amendment has a place of its own."""
    if one.todo in ("silence", "confirm objection"):
        return WayShown("silence", one.subject, "", gettext("the text"), one.until)
    if one.todo in ("send comments", "send proposals"):
        return WayShown("round", one.subject, "", gettext("the round"), one.until)
    if one.todo in ("translate", "accept translation"):
        return WayShown("translation", one.subject, "", labels[one.clause], one.until)
    part = _PARTS.get(one.todo, f"a-{one.subject}")
    return WayShown("clause", one.clause, part, labels[one.clause], one.until)

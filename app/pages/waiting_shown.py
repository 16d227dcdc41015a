"""What waits for the reader, as the overview shows it: one line for each thing to do, with ways to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models import DocumentRow
from app.pages.languages import language_name
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
    "agree": "",
    "align": "",
}


@dataclass(frozen=True, slots=True)
class WayShown:
    """Where one thing that waits is to be found."""

    clause: str
    part: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingShown:
    """What there is to do, and where."""

    words: str
    count: int
    first: Sequence[WayShown]
    more: Sequence[WayShown]


def show_waiting(session: Session, participant: Participant, document: DocumentRow) -> list[WaitingShown]:
    """Return what waits for the reader in a document, the most urgent first."""
    here = what_waits(session, participant, document)
    found: dict[str, dict[WayShown, None]] = {}
    for one in here.waiting:
        words = WORDS[one.todo]
        if one.language:
            words = f"{words} ({language_name(one.language)})"
        way = WayShown(one.clause, _part(one), here.labels[one.clause])
        found.setdefault(words, {})[way] = None
    return [
        WaitingShown(words=words, count=len(ways), first=list(ways)[:FIRST], more=list(ways)[FIRST:])
        for words, ways in found.items()
    ]


def _part(one: Waiting) -> str:
    """Return where on the page of the clause it stands: an amendment has a place of its own."""
    return _PARTS.get(one.todo, f"a-{one.subject}")

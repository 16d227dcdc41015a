"""What happened to a clause, as the record has it: who did what and when, in sentences, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from app.access import clause_for
from app.identity import Asking
from app.models.values import as_clause
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.rendering import render
from app.pages.running_text import name_of_clause
from app.parameters import AnId, Reading
from app.speaking import gettext, spoken
from app.telling import tell_history

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """One event."""

    number: int
    moment: datetime
    sentence: str
    is_private: bool  # of the reader's own delegation


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordPage:
    """Everything that the reader may know of a clause."""

    template: ClassVar[str] = "pages/record.html"
    frame: Frame
    clause: str
    name: str
    language: str
    events: Sequence[ToldEvent]


@router.get("/clauses/{clause_id}/record")
def record_page(request: Request, session: Reading, participant: Asking, clause_id: AnId) -> Response:
    """Show it."""
    clause, document = clause_for(session, participant, clause_id)
    language = spoken()
    name = name_of_clause(as_clause(session, document, clause.id).clause)
    page = RecordPage(
        frame=frame_for(
            session,
            participant,
            as_cast(session),
            title=gettext("Record of %(name)s", name=name),
            document=document,
        ),
        clause=clause.id,
        name=name,
        language=language,
        events=[
            ToldEvent(one.event.number, one.event.at, one.sentence, one.event.stream != "public")
            for one in tell_history(session, participant, clause, language=language)
        ],
    )
    return render(request, page)

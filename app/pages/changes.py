"""The line at the top of a page that has been open for a while: what has changed since, asked for by ``live.js``."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Header, Query, Request, Response

from app.access import document_for
from app.identity import Asking
from app.pages.changes_shown import events_since, last_change
from app.pages.rendering import HEADERS, render
from app.pages.running_text import name_of_clause
from app.parameters import Reading, Slug

router = APIRouter()


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedLine:
    """The last change that a page is to tell; ``clause`` is "" where there is none."""

    template: ClassVar[str] = "partials/_changed.html"
    slug: str
    clause: str
    label: str
    moment: datetime | None
    revision: int
    sentence: str
    of_one: bool  # the page shows one clause only


@router.get("/documents/{slug}/changes")
def changes(
    request: Request,
    session: Reading,
    participant: Asking,
    slug: Slug,
    after: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    clause: Annotated[str, Query(max_length=64)] = "",
    if_none_match: Annotated[str, Header(max_length=200)] = "",
) -> Response:
    """Tell the last change after an event; nothing new, and the answer is 304 with no words."""
    document = document_for(session, participant, slug)
    events = events_since(session, document, after)
    tag = f'"{events[0].number if events else after}"'
    if if_none_match.removeprefix("W/") == tag:
        return Response(status_code=304, headers={**HEADERS, "ETag": tag})
    change = last_change(session, participant, document, events, clause=clause)
    line = ChangedLine(
        slug=document.slug,
        clause=change.clause.id if change is not None else "",
        label=name_of_clause(change.clause) if change is not None else "",
        moment=change.moment if change is not None else None,
        revision=change.revision if change is not None else 0,
        sentence=change.sentence if change is not None else "",
        of_one=bool(clause),
    )
    answer = render(request, line)
    answer.headers["ETag"] = tag
    return answer

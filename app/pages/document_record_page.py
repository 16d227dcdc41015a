"""The record of a document: all that happened to it, the last first, to be searched."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import or_, select

from app.access import document_for, documents_for, storable
from app.identity import Asking
from app.models import EventRow, EventStreamRow
from app.models.consolidated import reference_labels
from app.models.values import as_clauses
from app.pages.forms import Choice
from app.pages.frame import Cast, Frame, as_cast, frame_for
from app.pages.happenings import HAPPENINGS
from app.pages.rendering import render
from app.pages.running_text import name_of_clause
from app.pages.words import word
from app.parameters import Reading, Slug
from app.services.record import PUBLIC, about_documents, readable_streams
from app.speaking import gettext, spoken
from documents.alphabet import by_alphabet
from documents.errors import UnknownValue

router = APIRouter()
MOST = 100  # events on a page; those of one moment stay together


@dataclass(frozen=True, slots=True)
class Happening:
    """One event."""

    moment: datetime
    number: int
    hash: str
    is_public: bool
    who: str
    what: str
    clauses: Sequence[
        tuple[str, str]
    ]  # id and name of those that it is about; the name alone of one that is gone
    detail: str  # the level, the name or the reason that was given

    def reads(self, words: str) -> bool:
        """Say whether some words stand anywhere in it."""
        said = (self.who, self.what, self.detail, *(name for _, name in self.clauses))
        return words.casefold() in " ".join(said).casefold()


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentRecordPage:
    """A part of the record, and what it was searched for."""

    template: ClassVar[str] = "pages/document_record.html"
    frame: Frame
    slug: str
    language: str
    find: str
    by: str
    what: str
    delegations: Sequence[Choice]
    happenings: Sequence[Choice]
    events: Sequence[Happening]
    earlier: str  # the moment before which there is more, or ""
    last_number: int  # of the public stream
    last_hash: str


@router.get("/documents/{slug}/record")
def document_record_page(
    request: Request,
    session: Reading,
    participant: Asking,
    slug: Slug,
    find: Annotated[str, Query(max_length=200)] = "",
    by: Annotated[str, Query(max_length=16)] = "",
    what: Annotated[str, Query(max_length=40)] = "",
    before: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Show what the reader may know of it."""
    document = document_for(session, participant, slug)
    cast = as_cast(session)
    readable = [one.id for one in documents_for(session, participant)]
    asked = (
        select(EventRow)
        .where(
            or_(EventRow.document_id == document.id, EventRow.beside_id == document.id),
            readable_streams(participant),
            about_documents(readable),
        )
        .order_by(EventRow.at.desc(), EventRow.stream, EventRow.number.desc())
    )
    if by:
        asked = asked.where(or_(EventRow.actor == storable(by), EventRow.on_behalf_of == by))
    if what:
        asked = asked.where(EventRow.what == storable(what))
    if before:
        asked = asked.where(EventRow.at < _moment(before))
    language = document.negotiated_language
    own = {one.clause.id: name_of_clause(one.clause) for one in as_clauses(session, document)}
    names = reference_labels(session, document, language, own)
    found = (_drawn(row, names, cast) for row in session.scalars(asked.execution_options(yield_per=MOST)))
    events, earlier = _part(one for one in found if one.reads(find.strip()))
    end = session.get(EventStreamRow, PUBLIC)
    page = DocumentRecordPage(
        frame=frame_for(session, participant, cast, title=gettext("Record"), document=document),
        slug=slug,
        language=language,
        find=find,
        by=by,
        what=what,
        delegations=[Choice(one.code, one.name) for one in cast.values()],
        happenings=sorted(
            (Choice(one, gettext(one)) for one in HAPPENINGS),
            key=lambda one: by_alphabet(spoken())(one.words),
        ),
        events=events,
        earlier=earlier,
        last_number=end.number if end else 0,
        last_hash=end.hash if end else "",
    )
    return render(request, page)


def _moment(typed: str) -> datetime:
    """Return a moment in UTC; one that names no zone is in UTC already."""
    try:
        moment = datetime.fromisoformat(typed)
        # The first and the last hours of all years have no moment in UTC.
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise UnknownValue(
            gettext(
                "This is no moment. Follow the links of the page, or write one as 2026-04-22T15:00:00+00:00."
            ),
            field="before",
        ) from None


def _part(events: Iterable[Happening]) -> tuple[list[Happening], str]:
    """Return the first of some events, and the moment of the last of them where others follow."""
    part: list[Happening] = []
    for one in events:
        if len(part) >= MOST and one.moment < part[-1].moment:
            return part, part[-1].moment.isoformat()
        part.append(one)
    return part, ""


def _drawn(row: EventRow, names: Mapping[str, str], cast: Cast) -> Happening:
    actor, owner = cast[row.actor].name, row.on_behalf_of
    data = row.data
    told = (
        word(data["level"]) if "level" in data else "",
        *(data.get(key) for key in ("name", "symbol", "reason")),
    )
    return Happening(
        moment=row.at,
        number=row.number,
        hash=row.hash,
        is_public=row.stream == PUBLIC,
        who=gettext("%(who)s, recorded by %(by)s", who=cast[owner].name, by=actor) if owner else actor,
        what=gettext(row.what),
        clauses=[(one, names.get(one, gettext("no longer in the text"))) for one in _clauses_of(row, names)],
        detail=". ".join(str(one) for one in told if one),
    )


def _clauses_of(row: EventRow, names: Mapping[str, str]) -> list[str]:
    """Return the clauses that an event names, each once: its subject, or what it tells of."""

    def named() -> Iterator[str]:
        if row.subject in names:
            yield row.subject
        for key in ("clause", "entry", "ground"):
            if key in row.data:
                yield row.data[key]
        if isinstance(several := row.data.get("clauses"), list):  # of what was imported it is their number
            yield from several

    return list(dict.fromkeys(named()))

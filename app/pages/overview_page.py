"""Every document that the reader takes part in, and where each stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from fastapi import APIRouter, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in, documents_for
from app.course_shown import course_of
from app.identity import Asking, Now
from app.models import AmendmentRow, DocumentRow, EditionRow
from app.models.consolidated import as_consolidated_document
from app.pages.drawn_course import draw_courses
from app.pages.frame import Frame, as_cast, frame_for, name_of, notice_of
from app.pages.languages import language_name
from app.pages.line_chart import LineChart
from app.pages.rendering import render
from app.pages.running_rounds import RunningShown, running_in
from app.pages.silence_notes import FrozenShown, frozen_in
from app.pages.standings import Progress, progress_of
from app.pages.waiting_shown import WaitingShown, show_waiting
from app.parameters import Reading
from app.speaking import gettext, spoken
from documents.measures import Measures, measure_clause, sum_measures
from documents.permissions import Participant

router = APIRouter()


@dataclass(frozen=True, slots=True)
class EditionShown:
    """One issued edition."""

    id: str
    symbol: str
    kind: str
    issued_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentShown:
    """One document on the overview."""

    slug: str
    symbol: str
    name: str
    title: str
    title_language: str
    language: str  # that is negotiated
    notice: str
    negotiated_in: str
    capacity: str  # "negotiates", "advises", "observes", or "" for chair and secretariat
    progress: Progress
    course: LineChart | None  # of the words in brackets; None where none ever were in an edition
    own_tabled: int
    drafts: int  # of the reader's own delegation
    waiting: Sequence[WaitingShown]
    editions: Sequence[EditionShown]
    silences: Sequence[FrozenShown]
    running: Sequence[RunningShown]


@dataclass(frozen=True, kw_only=True, slots=True)
class OverviewPage:
    """The first page."""

    template: ClassVar[str] = "pages/overview.html"
    frame: Frame
    documents: Sequence[DocumentShown]


@router.get("/")
def overview_page(request: Request, session: Reading, participant: Asking, now: Now) -> Response:
    """Show the documents, and where each stands."""
    cast = as_cast(session)
    page = OverviewPage(
        frame=frame_for(session, participant, cast, title=gettext("Overview")),
        documents=tuple(_show(session, participant, row, now) for row in documents_for(session, participant)),
    )
    return render(request, page)


def editions_of(session: Session, document: DocumentRow) -> tuple[EditionShown, ...]:
    """Return the editions of a document, the last one first."""
    rows = session.scalars(
        select(EditionRow).where(EditionRow.document_id == document.id).order_by(EditionRow.ordinal.desc())
    )
    return tuple(EditionShown(row.id, row.symbol, row.kind, row.issued_at) for row in rows)


def _course(session: Session, document: DocumentRow, present: Measures) -> LineChart | None:
    course = course_of(session, document)
    if not any(one.share for _, one in course):
        return None
    words_in_brackets, _ = draw_courses(course, present)
    return replace(words_in_brackets, id=f"course-{document.slug}")


def _show(session: Session, participant: Participant, document: DocumentRow, now: datetime) -> DocumentShown:
    consolidated = as_consolidated_document(session, document, as_of=now)
    own = session.scalars(
        select(AmendmentRow)
        .where(
            AmendmentRow.document_id == document.id,
            AmendmentRow.delegation == participant.delegation,
            AmendmentRow.status.in_(("draft", "tabled")),
        )
        .order_by(AmendmentRow.created_at, AmendmentRow.id)
    ).all()
    drafts = [row for row in own if row.status == "draft"]
    language = next(one for one in (spoken(), "en", document.negotiated_language) if one in document.titles)
    return DocumentShown(
        slug=document.slug,
        symbol=document.symbol,
        name=name_of(document),
        title=document.titles[language],
        title_language=language,
        language=document.negotiated_language,
        notice=notice_of(document),
        negotiated_in=language_name(document.negotiated_language),
        capacity=capacity_in(session, participant, document) or "",
        progress=progress_of(consolidated.clauses, document.levels),
        course=_course(session, document, sum_measures(map(measure_clause, consolidated.clauses))),
        own_tabled=len(own) - len(drafts),
        drafts=len(drafts),
        waiting=show_waiting(session, participant, document, now=now),
        editions=editions_of(session, document),
        silences=frozen_in(
            session, document, {one.clause.id: one.clause.label for one in consolidated.clauses}
        ),
        running=running_in(session, document, now=now),
    )

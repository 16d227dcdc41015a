"""Both documents, and where each stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fastapi import APIRouter, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in, documents_for
from app.identity import Asking, Now
from app.models import AmendmentRow, DocumentRow, EditionRow
from app.models.consolidated import as_consolidated_document
from app.pages.frame import INTERFACE, Frame, as_cast, frame_for, name_of, notice_of
from app.pages.languages import language_name
from app.pages.rendering import render
from app.pages.silence_notes import FrozenShown, frozen_in
from app.pages.standings import Progress, progress_of
from app.pages.waiting_shown import WaitingShown, show_waiting
from app.parameters import Reading
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
    has_entries: bool
    symbol: str
    name: str
    title: str
    title_language: str
    language: str  # that is negotiated
    notice: str
    negotiated_in: str
    capacity: str  # "negotiates", "advises", "observes", or "" for chair and secretariat
    progress: Progress
    own_tabled: int
    drafts: int  # of the reader's own delegation
    waiting: Sequence[WaitingShown]
    editions: Sequence[EditionShown]
    silences: Sequence[FrozenShown]


@dataclass(frozen=True, kw_only=True, slots=True)
class OverviewPage:
    """The first page."""

    template: ClassVar[str] = "pages/overview.html"
    frame: Frame
    documents: Sequence[DocumentShown]


@router.get("/")
def overview_page(request: Request, session: Reading, participant: Asking, now: Now) -> Response:
    """Show both documents, and where each stands."""
    cast = as_cast(session)
    page = OverviewPage(
        frame=frame_for(session, participant, cast, title="Overview"),
        documents=tuple(_show(session, participant, row, now) for row in documents_for(session, participant)),
    )
    return render(request, page)


def editions_of(session: Session, document: DocumentRow) -> tuple[EditionShown, ...]:
    """Return the editions of a document, the last one first."""
    rows = session.scalars(
        select(EditionRow).where(EditionRow.document_id == document.id).order_by(EditionRow.ordinal.desc())
    )
    return tuple(EditionShown(row.id, row.symbol, row.kind, row.issued_at) for row in rows)


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
    language = INTERFACE if INTERFACE in document.titles else document.negotiated_language
    return DocumentShown(
        slug=document.slug,
        has_entries=document.numbering == "programme",
        symbol=document.symbol,
        name=name_of(document.slug),
        title=document.titles[language],
        title_language=language,
        language=document.negotiated_language,
        notice=notice_of(document),
        negotiated_in=language_name(document.negotiated_language),
        capacity=capacity_in(session, participant, document) or "",
        progress=progress_of(consolidated.clauses, document.levels),
        own_tabled=len(own) - len(drafts),
        drafts=len(drafts),
        waiting=show_waiting(session, participant, document, now=now),
        editions=editions_of(session, document),
        silences=frozen_in(
            session, document, {one.clause.id: one.clause.label for one in consolidated.clauses}
        ),
    )

"""The editions of a document, each with its proof; the secretariat issues the next one here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import document_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import DocumentRow, EditionRow
from app.pages.forms import SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.rendering import path_of, render
from app.parameters import Reading, Slug, Writing
from app.refusing import sentence_of
from app.services.editions import issue_edition
from app.speaking import gettext
from documents.editions import EDITION_KINDS, symbol_of
from documents.errors import BrokenRule
from documents.permissions import Participant, may

router = APIRouter(prefix="/documents/{slug}/editions")


@dataclass(frozen=True, slots=True)
class IssuedEdition:
    """One edition."""

    id: str
    before: str  # the id of the edition before it, "" of the first
    symbol: str
    kind: str
    issued_at: datetime
    hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionsPage:
    """All editions, the last one first."""

    template: ClassVar[str] = "pages/editions.html"
    frame: Frame
    slug: str
    editions: Sequence[IssuedEdition]
    may_issue: bool
    next_symbol: str
    kinds: Sequence[str]
    kind: str  # that was chosen
    refusal: str


@router.get("")
def editions_page(
    request: Request,
    session: Reading,
    participant: Asking,
    slug: Slug,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show them."""
    return _draw(request, session, participant, document_for(session, participant, slug), done=done)


@router.post("")
def issue_form(
    request: Request, session: Writing, participant: Asking, now: Now, slug: Slug, form: SentForm
) -> Response:
    """Issue the text of today as the next edition."""
    document = document_for(session, participant, slug, lock=True)
    kind = sent_one(form, "kind")
    try:
        with whole_or_nothing(session):
            issue_edition(
                session,
                participant=participant,
                document=document,
                kind=kind,
                symbol=sent_one(form, "symbol") or None,
                now=now,
            )
    except BrokenRule as rule:
        return _draw(
            request,
            session,
            participant,
            document,
            kind=kind,
            refusal=sentence_of(rule),
            status=status_of(type(rule)),
        )
    return see_other(path_of(request, "editions_page", slug=slug, query={"done": "issued"}))


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    *,
    done: str = "",
    kind: str = "rolling text",
    refusal: str = "",
    status: int = 200,
) -> Response:
    rows = session.scalars(
        select(EditionRow).where(EditionRow.document_id == document.id).order_by(EditionRow.ordinal)
    ).all()
    before = ["", *(row.id for row in rows)]
    page = EditionsPage(
        frame=frame_for(
            session,
            participant,
            as_cast(session),
            title=gettext("Editions"),
            document=document,
            done=done or None,
        ),
        slug=document.slug,
        editions=[
            IssuedEdition(row.id, old, row.symbol, row.kind, row.issued_at, row.hash)
            for old, row in zip(before, rows, strict=False)
        ][::-1],
        may_issue=may(participant, "issue"),
        next_symbol=symbol_of(document.symbol, len(rows) + 1),
        kinds=EDITION_KINDS,
        kind=kind,
        refusal=refusal,
    )
    return render(request, page, status=status)

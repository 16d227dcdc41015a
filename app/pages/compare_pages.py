"""Any two editions of a document, and any two revisions of a clause, side by side in one text: each by its address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from fastapi import APIRouter, Query, Request, Response

from app.access import clause_for, document_for
from app.identity import Asking
from app.models.consolidated import reference_labels
from app.models.values import as_clause, as_clauses
from app.pages.editions_compared import (
    PRESENT,
    Comparable,
    EditionsCompared,
    comparable_in,
    compare_editions,
)
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.history import Comparison, RevisionShown, compare, revisions_of, show_revision
from app.pages.pen import Pen
from app.pages.rendering import render
from app.pages.running_text import name_of_clause
from app.parameters import AnId, Reading, Slug
from app.speaking import gettext
from documents.errors import NotThere

router = APIRouter()
Old = Annotated[str, Query(alias="from", max_length=64)]
New = Annotated[str, Query(alias="to", max_length=64)]
Typography = Literal["", "hide"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CompareEditionsPage:
    """Two editions, or an edition and the text of today."""

    template: ClassVar[str] = "pages/compare_editions.html"
    frame: Frame
    slug: str
    language: str
    texts: Sequence[Comparable]
    old: str
    new: str
    typography: bool
    compared: EditionsCompared | None  # None where no edition was issued


@dataclass(frozen=True, kw_only=True, slots=True)
class CompareRevisionsPage:
    """Two revisions of a clause."""

    template: ClassVar[str] = "pages/compare_revisions.html"
    frame: Frame
    clause: str
    heading: str
    language: str
    revisions: Sequence[RevisionShown]
    typography: bool
    comparison: Comparison | None  # None where there is but one


@router.get("/documents/{slug}/compare")
def compare_editions_page(
    request: Request,
    session: Reading,
    participant: Asking,
    slug: Slug,
    old: Old = "",
    new: New = "",
    typography: Typography = "",
) -> Response:
    """Compare two texts of a document by the ids of editions or "present"; the last edition with the text of today."""
    document = document_for(session, participant, slug)
    cast = as_cast(session)
    texts = comparable_in(session, document)
    old = old or (texts[-2].value if len(texts) > 1 else PRESENT)
    new = new or PRESENT
    compared = compare_editions(session, document, old, new, cast, typography=not typography)
    if compared is None:
        raise NotThere
    page = CompareEditionsPage(
        frame=frame_for(session, participant, cast, title=gettext("Compare"), document=document),
        slug=document.slug,
        language=document.negotiated_language,
        texts=texts,
        old=old,
        new=new,
        typography=not typography,
        compared=compared if len(texts) > 1 else None,
    )
    return render(request, page)


@router.get("/clauses/{clause_id}/compare")
def compare_revisions_page(
    request: Request,
    session: Reading,
    participant: Asking,
    clause_id: AnId,
    old: Old = "",
    new: New = "",
    typography: Typography = "",
) -> Response:
    """Compare two revisions of a clause by their ids; by default the present one with the one before it."""
    clause, document = clause_for(session, participant, clause_id)
    cast = as_cast(session)
    own = {one.clause.id: one.clause.label for one in as_clauses(session, document)}
    labels = reference_labels(session, document, document.negotiated_language, own)
    pen = Pen(cast=cast, language=document.negotiated_language, labels=labels)
    revisions = revisions_of(session, clause, document)
    ids = [row.id for row in revisions]
    if (old and old not in ids) or (new and new not in ids):
        raise NotThere
    new = new or (ids[-1] if ids else "")
    old = old or (ids[max(0, ids.index(new) - 1)] if ids else "")
    several = len(ids) > 1
    name = name_of_clause(as_clause(session, document, clause.id).clause)
    page = CompareRevisionsPage(
        frame=frame_for(session, participant, cast, title=name, document=document),
        clause=clause.id,
        heading=name[:1].upper() + name[1:],
        language=document.negotiated_language,
        revisions=[show_revision(row, pen) for row in revisions],
        typography=not typography,
        comparison=compare(revisions, old, new, clause.kind, pen, typography=not typography)
        if several
        else None,
    )
    return render(request, page)

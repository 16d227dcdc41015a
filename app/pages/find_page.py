"""Words looked for in all revisions of a document that the reader may see, those that stand nowhere any more too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import document_for, in_visible_clause
from app.identity import Asking
from app.models import ClauseHeadRow, ClauseRevisionRow, ClauseRow, DocumentRow
from app.models.consolidated import reference_labels
from app.models.values import PlacedClause, clauses_in_order
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.pen import Hit, Pen, Stretch
from app.pages.rendering import render
from app.pages.running_text import name_of_clause
from app.parameters import Reading, Slug, require_language
from app.speaking import gettext
from documents.content import ordered_addresses
from documents.finding import Found, find_words
from documents.permissions import Participant

router = APIRouter()
MOST = 200  # revisions on the page
AROUND = 80  # characters beside what was found


@dataclass(frozen=True, kw_only=True, slots=True)
class RevisionFound:
    """A revision in which the words stand, and the place where they stand first."""

    clause: str
    label: str
    revision: str
    ordinal: int
    is_present: bool
    in_text: bool  # its clause stands in the text of today, or is proposed
    places: int
    around: Sequence[Stretch]


@dataclass(frozen=True, kw_only=True, slots=True)
class FindPage:
    """What was found."""

    template: ClassVar[str] = "pages/find.html"
    frame: Frame
    slug: str
    language: str
    negotiated: bool
    words: str
    found: Sequence[RevisionFound]
    more: int  # revisions that are not shown


@router.get("/documents/{slug}/find")
def find_page(
    request: Request,
    session: Reading,
    participant: Asking,
    slug: Slug,
    find: Annotated[str, Query(max_length=200)] = "",
    language: Annotated[str, Query(max_length=16)] = "",
) -> Response:
    """Show in which revisions words stand, in the order of the text, the last revision first."""
    document = document_for(session, participant, slug)
    language = require_language(document, language or None)
    words = " ".join(find.split())
    cast = as_cast(session)
    labels = reference_labels(session, document, language, {})
    pen = Pen(cast=cast, language=language, labels=labels)
    found = _found(session, participant, document, words, pen) if words else []
    page = FindPage(
        frame=frame_for(session, participant, cast, title=gettext("Find"), document=document),
        slug=document.slug,
        language=language,
        negotiated=language == document.negotiated_language,
        words=words,
        found=found[:MOST],
        more=max(0, len(found) - MOST),
    )
    return render(request, page)


def _found(
    session: Session, participant: Participant, document: DocumentRow, words: str, pen: Pen
) -> list[RevisionFound]:
    rows = session.execute(
        select(ClauseRevisionRow, ClauseHeadRow.revision_id)
        .join(ClauseRow, ClauseRow.id == ClauseRevisionRow.clause_id)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .outerjoin(ClauseHeadRow, ClauseHeadRow.revision_id == ClauseRevisionRow.id)
        .where(
            DocumentRow.id == document.id,
            ClauseRevisionRow.language == pen.language,
            in_visible_clause(participant),
        )
        .order_by(ClauseRevisionRow.ordinal.desc())
    ).all()
    by_clause: dict[str, list[tuple[ClauseRevisionRow, bool]]] = {}
    for row, head in rows:
        by_clause.setdefault(row.clause_id, []).append((row, head is not None))
    placed = clauses_in_order(session, document, by_clause.keys())
    own = {one.clause.id: one.clause.label for one in placed.values()}
    pen = replace(pen, labels={**pen.labels, **own})
    return [
        one
        for clause, there in placed.items()
        for row, is_present in by_clause[clause]
        if (one := _in_revision(row, there, words, pen, is_present=is_present)) is not None
    ]


def _in_revision(
    row: ClauseRevisionRow, there: PlacedClause, words: str, pen: Pen, *, is_present: bool
) -> RevisionFound | None:
    found = [
        (row.content[address], one)
        for address in ordered_addresses(there.clause.kind, row.content)
        for one in find_words(row.content[address], words, pen.labels)
    ]
    if not found:
        return None
    return RevisionFound(
        clause=row.clause_id,
        label=name_of_clause(there.clause),
        revision=row.id,
        ordinal=row.ordinal,
        is_present=is_present,
        in_text=there.clause.standing,
        places=len(found),
        around=tuple(_around(*found[0], pen)),
    )


def _around(text: str, found: Found, pen: Pen) -> list[Stretch]:
    """Return what was found with some words on both sides."""
    start = text.rfind(" ", 0, max(0, found.start - AROUND)) + 1
    end = text.find(" ", found.end + AROUND)
    end = len(text) if end < 0 else end
    pen = replace(pen, hits=[Hit(found.start, found.end, "")])
    gap, space = Stretch("gap"), Stretch("text", " ")
    return [
        *([gap, space] if start else []),
        *pen.words("text", text[start:end], at=start),
        *([space, gap] if end < len(text) else []),
    ]

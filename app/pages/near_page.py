"""Some clauses of a text with their marks, for a page on which the reader comes near to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response

from app.access import document_for
from app.identity import Asking
from app.models.consolidated import reference_labels
from app.models.values import as_clauses
from app.models.written import as_open_amendments
from app.pages.drawn import View
from app.pages.drawn_clauses import draw_clauses
from app.pages.filtering import filtered
from app.pages.found_words import hits_in
from app.pages.frame import as_cast
from app.pages.languages import AlignedText, texts_in
from app.pages.pen import Pen
from app.pages.rendering import render
from app.pages.running_text import ClauseShown
from app.pages.way_of_reading import ReadIn
from app.parameters import Reading, Slug
from documents.readings import consolidate_clause

router = APIRouter()
MOST = 24  # clauses for which is asked at once


@dataclass(frozen=True, kw_only=True, slots=True)
class ClausesNear:
    """The clauses asked for; the chosen one is never among them, nor is it what is said under its own page alone."""

    template: ClassVar[str] = "partials/_clauses.html"
    slug: str
    language: str
    view: View
    kept: Mapping[str, object]
    read_in: str
    beside: str
    others: Mapping[str, AlignedText]
    clauses: Sequence[ClauseShown]
    current: None = None
    drafts: int = 0
    aligned: Sequence[AlignedText] = ()
    under_silence: frozenset[str] = frozenset()


@router.get("/documents/{slug}/near")
def clauses_near(
    request: Request,
    session: Reading,
    participant: Asking,
    slug: Slug,
    asked: ReadIn,
    clause: Annotated[list[str] | None, Query(max_length=MOST)] = None,
) -> Response:
    """Show the clauses with these ids as the page of the document shows them, in the order of the text."""
    document = document_for(session, participant, slug)
    way = asked.in_document(document)
    cast = as_cast(session)
    placed = as_clauses(session, document)
    own = {one.clause.id: one.clause.label for one in placed}
    labels = reference_labels(session, document, document.negotiated_language, own)
    pen = Pen(cast=cast, language=document.negotiated_language, labels=labels)
    wanted = [one.clause for one in placed if one.clause.id in (clause or ())]
    amendments = as_open_amendments(session, clauses=[one.id for one in wanted])
    consolidated = [consolidate_clause(one, amendments.get(one.id, ())) for one in wanted]
    # Which clauses are shown was asked of the page; of these, what is proposed is filtered as it is there.
    filters = replace(way, theme="", state="", only_open=False, kind="" if way.kind == "bridge" else way.kind)
    shown = filtered(consolidated, filters, document.levels, ())
    hits = hits_in(wanted, way.find, labels) if way.find and not way.read_in else {}
    page = ClausesNear(
        slug=document.slug,
        language=document.negotiated_language,
        view=way.view,
        kept=way.query,
        read_in=way.read_in,
        beside=way.beside,
        others=texts_in(session, document, other, cast) if (other := way.read_in or way.beside) else {},
        clauses=draw_clauses(shown, pen, way, document.levels, chosen=None, hits=hits, origins={}),
    )
    return render(request, page)

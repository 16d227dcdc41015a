"""One document: outline, running text with its marks, and the amendments of the chosen clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import capacity_in, document_for
from app.identity import Asking, Now
from app.models import DocumentRow
from app.models.consolidated import as_consolidated_document
from app.models.values import clauses_by_id
from app.pages.bracketing import View
from app.pages.frame import Cast, Frame, Named, as_cast, frame_for, negotiating_in
from app.pages.languages import AlignedText, aligned_texts
from app.pages.overview_page import EditionShown, editions_of
from app.pages.pen import Pen
from app.pages.proposals import AmendmentShown, may_write, show_amendments
from app.pages.rendering import render
from app.pages.running_rounds import RunningShown, running_in
from app.pages.running_text import ClauseShown, outline_word, show_clause
from app.pages.silence_notes import FrozenShown, frozen_in
from app.pages.standings import Progress, progress_of
from app.parameters import Reading, Slug
from documents.document import ConsolidatedClause
from documents.permissions import may
from documents.selection import only_proposed_by

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Toggle:
    """A delegation in the filter, and whose proposals are shown once it is followed."""

    delegation: Named
    shown: bool
    then: Sequence[str]
    does: str


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A clause in the outline."""

    clause: ClauseShown
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentPage:
    """The review page."""

    template: ClassVar[str] = "pages/document.html"
    frame: Frame
    slug: str
    has_entries: bool
    language: str
    view: View
    by: Sequence[str]  # whose proposals are shown; empty: everyone's
    toggles: Sequence[Toggle]
    progress: Progress
    outline: Sequence[OutlineRow]
    clauses: Sequence[ClauseShown]
    current: ClauseShown | None
    aligned: Sequence[AlignedText]
    amendments: Sequence[AmendmentShown]
    drafts: int  # among them, seen by the reader's delegation only
    may_propose: bool  # or record what a delegation says
    may_decide: bool
    silences: Sequence[FrozenShown]
    under_silence: frozenset[str]  # clauses
    editions: Sequence[EditionShown]
    running: Sequence[RunningShown]


@router.get("/documents/{slug}")
def document_page(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    clause: Annotated[str, Query(max_length=64)] = "",
    view: View = "rolling",
    by: Annotated[list[str] | None, Query(max_length=40)] = None,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show a document clause by clause, with the amendments of one of them."""
    document = document_for(session, participant, slug)
    cast = as_cast(session)
    consolidated = as_consolidated_document(session, document, as_of=now)
    wanted = [code for code in cast if code in (by or ())]
    shown = (
        [only_proposed_by(one, wanted) for one in consolidated.clauses] if wanted else consolidated.clauses
    )
    chosen = _chosen(shown, clause)
    labels = dict(consolidated.labels)
    pen = Pen(cast=cast, language=document.negotiated_language, labels=labels)
    clauses = tuple(
        show_clause(one, pen, view, document.levels, current=chosen is not None and one.clause.id == chosen)
        for one in shown
    )
    current = next((one for one in clauses if one.id == chosen), None)
    amendments: list[AmendmentShown] = []
    aligned: tuple[AlignedText, ...] = ()
    if current is not None:
        placed = clauses_by_id(session, document, [current.id])[current.id]
        amendments = show_amendments(session, participant, document, placed, pen)
        aligned = aligned_texts(session, document, current.id, pen)
    on_the_table = [one for one in amendments if one.status in ("tabled", "draft") and _asked(one, wanted)]
    capacity = capacity_in(session, participant, document)
    silences = frozen_in(session, document, {one.clause.id: one.clause.label for one in consolidated.clauses})
    page = DocumentPage(
        frame=frame_for(session, participant, cast, title=document.symbol, document=document, done=done),
        slug=document.slug,
        has_entries=document.numbering == "programme",
        language=document.negotiated_language,
        view=view,
        by=wanted,
        toggles=_toggles(_proposing(session, document, cast, consolidated.clauses), wanted),
        progress=progress_of(consolidated.clauses, document.levels),
        outline=tuple(OutlineRow(one, outline_word(one, document.negotiated_language)) for one in clauses),
        clauses=clauses,
        current=current,
        aligned=aligned,
        amendments=on_the_table,
        drafts=sum(one.status == "draft" for one in on_the_table),
        may_propose=may_write(participant, capacity) and current is not None and current.is_open,
        may_decide=may(participant, "decide") and current is not None,
        silences=silences,
        under_silence=frozenset(clause for one in silences for clause in one.clauses),
        editions=editions_of(session, document),
        running=running_in(session, document, now=now),
    )
    return render(request, page)


def _chosen(clauses: Sequence[ConsolidatedClause], asked: str) -> str | None:
    """Return the clause asked for, else the first disputed one, else the first."""
    ids = {one.clause.id for one in clauses}
    if asked in ids:
        return asked
    disputed = (one.clause.id for one in clauses if one.is_disputed)
    return next(disputed, clauses[0].clause.id if clauses else None)


def _asked(one: AmendmentShown, wanted: Sequence[str]) -> bool:
    """Return whether the filter leaves an amendment, as it leaves it in the running text."""
    return not wanted or one.kind == "insert" or any(named.code in wanted for named in one.by)


def _proposing(
    session: Session, document: DocumentRow, cast: Cast, clauses: Sequence[ConsolidatedClause]
) -> list[Named]:
    """Return who negotiates the document, and whoever else stands behind a proposal."""
    negotiating = {one.code for one in negotiating_in(session, document, cast)}
    sponsors = {code for one in clauses for amendment in one.amendments for code in amendment.sponsors}
    return [one for code, one in cast.items() if code in negotiating | sponsors]


def _toggles(delegations: Sequence[Named], wanted: Sequence[str]) -> tuple[Toggle, ...]:
    toggles = []
    for one in delegations:
        if not wanted:
            toggles.append(Toggle(one, True, (one.code,), f"Show only {one.name}"))
        elif one.code in wanted:
            rest = tuple(code for code in wanted if code != one.code)
            toggles.append(Toggle(one, True, rest, f"Hide {one.name}" if rest else "Show everyone"))
        else:
            toggles.append(Toggle(one, False, (*wanted, one.code), f"Show {one.name} too"))
    return tuple(toggles)

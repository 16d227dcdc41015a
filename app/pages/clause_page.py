"""One clause: what it says, what each delegation wants, its amendments, and how it came to read so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, Literal

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import capacity_in, clause_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import ClauseRow, DocumentRow
from app.models.consolidated import reference_labels
from app.models.standings import as_standings
from app.models.values import as_clause, as_clauses
from app.models.written import as_open_amendments
from app.pages.clause_bridging import BridgingShown, UnsentBridge, show_bridging
from app.pages.clause_links import LinksShown, show_clause_links
from app.pages.clause_positions import PositionsShown, UnsentPosition, show_clause_positions
from app.pages.columns import Columns, draw_columns
from app.pages.comments_shown import CommentsShown, Unsent, show_comments
from app.pages.drawn_standings import AgainstShown, draw_against
from app.pages.events_shown import EventShown, show_events
from app.pages.forms import see_other, whole_or_nothing
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.history import (
    Comparison,
    RevisionShown,
    compare,
    revisions_of,
    show_revision,
)
from app.pages.languages import AlignedText, aligned_texts
from app.pages.pen import Pen
from app.pages.proposals import AmendmentShown, may_write, show_amendments
from app.pages.rendering import path_of, render
from app.pages.running_rounds import RunningShown, running_over
from app.pages.running_text import ClauseShown, name_of_clause, show_clause
from app.pages.silence_notes import FrozenShown, frozen_clause
from app.parameters import AnId, Reading
from documents.errors import BrokenRule
from documents.permissions import Participant, may
from documents.readings import consolidate_clause

router = APIRouter()
Part = Literal["", "columns", "amendments", "history"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ClausePage:
    """The page of one clause."""

    template: ClassVar[str] = "pages/clause.html"
    frame: Frame
    slug: str
    language: str
    heading: str
    state: str
    clause: ClauseShown
    columns: Sequence[Columns]
    aligned: Sequence[AlignedText]
    amendments: Sequence[AmendmentShown]
    earlier: Sequence[AmendmentShown]  # withdrawn, closed
    positions: PositionsShown
    bridging: BridgingShown
    links: LinksShown
    comments: CommentsShown
    revisions: Sequence[RevisionShown]
    events: Sequence[EventShown]
    comparison: Comparison | None
    before: tuple[str, str] | None  # the open clause before: id, label
    after: tuple[str, str] | None
    against: Sequence[AgainstShown]  # what stands against its next level
    frozen: FrozenShown | None
    may_propose: bool  # or record what a delegation says
    may_decide: bool
    running: Sequence[RunningShown]
    refusal: str


@router.get("/clauses/{clause_id}")
def clause_page(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    clause_id: AnId,
    old: Annotated[str, Query(alias="from", max_length=64)] = "",
    new: Annotated[str, Query(alias="to", max_length=64)] = "",
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show a clause with everything that is proposed on it."""
    clause, document = clause_for(session, participant, clause_id)
    return draw_clause_page(
        request, session, participant, clause, document, old=old, new=new, done=done, now=now
    )


def answer_step(
    request: Request,
    session: Session,
    participant: Participant,
    clause_id: str,
    step: Callable[[], object],
    *,
    now: datetime,
    done: str,
    part: str = "",
    unsent: Unsent | None = None,
    unsent_position: UnsentPosition | None = None,
    unsent_bridge: UnsentBridge | None = None,
) -> Response:
    """Take a step of one of the page's small forms, and lead back to the page; refused, with the sentence above it."""
    try:
        with whole_or_nothing(session):
            step()
    except BrokenRule as rule:
        clause, document = clause_for(session, participant, clause_id)
        return draw_clause_page(
            request,
            session,
            participant,
            clause,
            document,
            refusal=rule.message,
            status=status_of(type(rule)),
            unsent=unsent,
            unsent_position=unsent_position,
            unsent_bridge=unsent_bridge,
            now=now,
        )
    return see_other(path_of(request, "clause_page", clause_id=clause_id, query={"done": done}, part=part))


def draw_clause_page(
    request: Request,
    session: Session,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    *,
    now: datetime,
    old: str = "",
    new: str = "",
    done: str = "",
    refusal: str = "",
    status: int = 200,
    unsent: Unsent | None = None,
    unsent_position: UnsentPosition | None = None,
    unsent_bridge: UnsentBridge | None = None,
) -> Response:
    """Return the page of a clause as it stands now, after a refusal with its sentence and what was typed."""
    cast = as_cast(session)
    others = as_clauses(session, document)
    placed = as_clause(session, document, clause.id)
    own = {one.clause.id: one.clause.label for one in others}
    labels = reference_labels(session, document, document.negotiated_language, own)
    open_amendments = as_open_amendments(session, clauses=[clause.id]).get(clause.id, [])
    consolidated = consolidate_clause(placed.clause, open_amendments)
    sponsors = [one.sponsors for one in open_amendments]
    pen = Pen(cast=cast, language=document.negotiated_language, labels=labels, sponsors=sponsors)
    amendments = show_amendments(session, participant, document, placed, pen)
    revisions = revisions_of(session, clause, document)
    open_clauses = [
        (one.clause.id, name_of_clause(one.clause))
        for one in others
        if (one.clause.agreement.is_open and one.clause.label) or one.clause.id == clause.id
    ]
    place = next((k for k, one in enumerate(open_clauses) if one[0] == clause.id), None)
    agreement = placed.clause.agreement
    capacity = capacity_in(session, participant, document)
    standing = as_standings(session, document, clauses=[clause.id]).get(clause.id)
    in_text = clause.state in ("standing", "proposed")
    name = name_of_clause(placed.clause)
    bridging = show_bridging(
        session, participant, clause, document, placed.clause, pen, unsent_bridge or UnsentBridge()
    )
    frozen = frozen_clause(session, document, clause.id)
    page = ClausePage(
        frame=frame_for(session, participant, cast, title=name, document=document, done=done),
        slug=document.slug,
        language=document.negotiated_language,
        heading=name[:1].upper() + name[1:],
        state=clause.state,
        clause=show_clause(consolidated, pen, "clean", document.levels, current=True),
        columns=draw_columns(consolidated, pen),
        aligned=aligned_texts(session, document, clause.id, pen),
        amendments=[one for one in amendments if one.status in ("tabled", "draft")],
        earlier=[one for one in amendments if one.status not in ("tabled", "draft")],
        comments=show_comments(
            session, participant, capacity, document, placed, amendments, pen, unsent or Unsent()
        ),
        bridging=bridging,
        links=show_clause_links(session, participant, clause, document, placed, pen),
        positions=show_clause_positions(
            session,
            participant,
            capacity,
            document,
            placed,
            amendments,
            bridging,
            pen,
            unsent_position or UnsentPosition(),
        ),
        revisions=[show_revision(row, pen) for row in revisions],
        events=show_events(session, clause, document, revisions, pen),
        comparison=compare(revisions, old, new, clause.kind, pen),
        before=open_clauses[place - 1] if place else None,
        after=open_clauses[place + 1] if place is not None and place + 1 < len(open_clauses) else None,
        against=draw_against(standing, cast, labels) if standing is not None else (),
        frozen=frozen,
        may_propose=in_text and agreement.is_open and may_write(participant, capacity),
        may_decide=in_text and frozen is None and may(participant, "decide"),
        running=running_over(session, document, clause.id, now=now) if in_text else (),
        refusal=refusal,
    )
    return render(request, page, status=status)

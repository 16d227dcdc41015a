"""One clause: what it says, what each delegation wants, its amendments, and how it came to read so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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
from app.models.tracking import origins_of
from app.models.values import as_clause, as_clauses
from app.models.written import as_open_amendments
from app.pages.brought_words import Brought, legend_of
from app.pages.changes_shown import number_of_last
from app.pages.clause_bridging import BridgingShown, UnsentBridge, show_bridging
from app.pages.clause_links import LinksShown, show_clause_links
from app.pages.clause_positions import PositionsShown, UnsentPosition, show_clause_positions
from app.pages.columns import draw_columns
from app.pages.comments_shown import CommentsShown, Unsent, show_comments
from app.pages.drawn import Columns
from app.pages.drawn_standings import AgainstShown, draw_against
from app.pages.drawn_statements import StatementShown, draw_statement
from app.pages.events_shown import EventShown, show_events
from app.pages.forms import Choice, see_other, whole_or_nothing
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.history import (
    Comparison,
    RevisionShown,
    compare,
    revisions_of,
    show_revision,
)
from app.pages.languages import AlignedText, aligned_texts, language_name
from app.pages.pen import Pen
from app.pages.proposals import AmendmentShown, may_write, show_amendments
from app.pages.rendering import path_of, render
from app.pages.running_rounds import RunningShown, running_over
from app.pages.running_text import ClauseShown, name_of_clause, show_clause
from app.pages.settled import why_final
from app.pages.silence_notes import FrozenShown, frozen_clause
from app.pages.taking_back import Steps, take_back_of
from app.parameters import AnId, Reading, require_language
from app.refusing import sentence_of
from app.schemas.streamlining import LineageOut
from app.statements_shown import show_statements, statements_of
from app.streamlining_shown import show_lineage
from documents.document import Clause
from documents.errors import BrokenRule
from documents.permissions import Participant, may
from documents.readings import consolidate_clause
from documents.streamlining import SPLITTABLE

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
    beside: str  # the language among them that stands beside the present text, or ""
    who: bool  # brought each word
    legend: Sequence[Brought]
    amendments: Sequence[AmendmentShown]
    earlier: Sequence[AmendmentShown]  # withdrawn, closed
    positions: PositionsShown
    bridging: BridgingShown
    links: LinksShown
    statements: Sequence[StatementShown]
    comments: CommentsShown
    revisions: Sequence[RevisionShown]
    events: Sequence[EventShown]
    comparison: Comparison | None
    before: tuple[str, str] | None  # the open clause before: id, label
    after: tuple[str, str] | None
    against: Sequence[AgainstShown]  # what stands against its next level
    frozen: FrozenShown | None
    final: str  # why its text is, "" while it is negotiated
    may_propose: bool  # or record what a delegation says
    may_decide: bool
    may_show: bool  # in the room
    neighbours: tuple[str, str]  # the clauses before and after, open or not; ""
    latest: int  # the last event that everyone reads
    lineage: LineageOut
    may_streamline: bool
    may_write: Sequence[Choice]  # languages whose text the reader writes by hand, the negotiated one first
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
    beside: Annotated[str, Query(max_length=16)] = "",
    who: Literal["", "1"] = "",
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show a clause with everything that is proposed on it."""
    clause, document = clause_for(session, participant, clause_id)
    return draw_clause_page(
        request,
        session,
        participant,
        clause,
        document,
        old=old,
        new=new,
        beside=require_language(document, beside or None),
        who=bool(who),
        done=done,
        now=now,
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
            refusal=sentence_of(rule),
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
    beside: str = "",
    who: bool = False,
    done: str = "",
    refusal: str = "",
    status: int = 200,
    unsent: Unsent | None = None,
    unsent_position: UnsentPosition | None = None,
    unsent_bridge: UnsentBridge | None = None,
) -> Response:
    """Return the page of a clause as it stands now, after a refusal with its sentence and what was typed."""
    latest = number_of_last(session)  # first, so that what happens meanwhile is told
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
    aligned = aligned_texts(session, document, clause.id, pen)
    final = why_final(session, document)
    origins = origins_of(session, document, clause=clause.id) if who else {}
    changeable = in_text and frozen is None and not final
    may_propose = (
        in_text
        and agreement.is_open
        and not final
        and may_write(participant, capacity)
        and (frozen is None or not may(participant, "record orally"))
    )
    may_decide = changeable and may(participant, "decide")
    frame = frame_for(session, participant, cast, title=name, document=document, done=done)
    steps = Steps(
        may_propose=may_propose,
        may_decide=may_decide,
        may_insert=not final and may_write(participant, capacity),
    )
    back = take_back_of(request, session, participant, clause, amendments, steps, done=done, now=now)
    page = ClausePage(
        frame=replace(frame, take_back=back),
        slug=document.slug,
        language=document.negotiated_language,
        heading=name[:1].upper() + name[1:],
        state=clause.state,
        clause=show_clause(
            consolidated,
            pen,
            "clean",
            document.levels,
            current=True,
            brought=origins.get(clause.id, {}),
        ),
        who=who,
        legend=legend_of(origins, cast),
        columns=draw_columns(consolidated, pen),
        aligned=aligned,
        beside=beside if beside in {one.language for one in aligned} else "",
        amendments=[one for one in amendments if one.status in ("tabled", "draft")],
        earlier=[one for one in amendments if one.status not in ("tabled", "draft")],
        comments=show_comments(
            session, participant, capacity, document, placed, amendments, pen, unsent or Unsent()
        ),
        bridging=bridging,
        links=show_clause_links(session, participant, clause, document, placed, pen),
        statements=[
            draw_statement(one, participant, capacity, cast)
            for one in show_statements(
                session,
                document,
                statements_of(session, participant, document, clause=clause.id, whole=clause.kind == "title"),
            )
            if one.ended_at is None
        ],
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
            discussed=in_text and not final,
        ),
        revisions=[show_revision(row, pen) for row in revisions],
        events=show_events(session, clause, document, revisions, pen),
        comparison=compare(revisions, old, new, clause.kind, pen),
        before=open_clauses[place - 1] if place else None,
        after=open_clauses[place + 1] if place is not None and place + 1 < len(open_clauses) else None,
        against=draw_against(standing, cast, labels) if standing is not None else (),
        frozen=frozen,
        final=final,
        may_propose=may_propose,
        may_decide=may_decide,
        may_show=in_text and may(participant, "show in the room"),
        neighbours=_neighbours([one.clause for one in others], clause.id),
        latest=latest,
        lineage=show_lineage(session, document, clause),
        may_write=_languages_to_write(participant, clause, document),
        may_streamline=changeable
        and clause.state == "standing"
        and clause.kind in SPLITTABLE
        and may(participant, "streamline"),
        running=running_over(session, document, clause.id, now=now) if in_text else (),
        refusal=refusal,
    )
    return render(request, page, status=status)


def _neighbours(clauses: Sequence[Clause], here: str) -> tuple[str, str]:
    """Return the numbered clauses before and after one, "" where there is none."""
    ids = [one.id for one in clauses if one.label or one.id == here]
    if here not in ids:
        return "", ""
    place = ids.index(here)
    return ids[place - 1] if place else "", ids[place + 1] if place + 1 < len(ids) else ""


def _languages_to_write(participant: Participant, clause: ClauseRow, document: DocumentRow) -> list[Choice]:
    if clause.state not in ("standing", "proposed"):
        return []
    negotiated = document.negotiated_language
    return [
        Choice(one, language_name(one))
        for one in sorted(document.titles, key=lambda one: one != negotiated)
        if may(participant, "correct" if one == negotiated else "align")
    ]

"""Where a document is: clauses × delegations, its course over the editions, and what holds it most up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import capacity_in, document_for
from app.access_beside import own_positions
from app.chosen_positions import Chosen, chosen_of
from app.course_shown import course_of
from app.errors import status_of
from app.identity import Asking, Now
from app.models import DocumentRow
from app.models.consolidated import as_consolidated_document
from app.models.standings import as_standings
from app.pages.drawn_course import draw_courses
from app.pages.drawn_positions import CellShown, draw_cell, texts_sent
from app.pages.drawn_standings import AgainstShown, draw_against
from app.pages.forms import Choice, SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import Cast, Frame, Named, as_cast, frame_for, name_of
from app.pages.line_chart import LineChart
from app.pages.rendering import path_of, render
from app.pages.running_text import name_of_clause, outline_word
from app.pages.settled import why_final
from app.pages.standings import SIGN_OF_STANCE, Sign, standing_of
from app.pages.waiting_positions import WaitingShown, about_of, address_of, waiting_positions
from app.parameters import Reading, Slug, Writing
from app.positions_shown import cells_of, show_matrix
from app.refusing import sentence_of
from app.schemas.positions import MatrixRowOut
from app.services.positions import confirm_positions
from app.speaking import N_, gettext
from documents.content import COUNTED_KINDS
from documents.document import ConsolidatedClause
from documents.errors import BrokenRule, UnknownValue
from documents.holding_up import most_held_up
from documents.measures import Measures, measure_clause, sum_measures
from documents.permissions import HOUSE, Participant, may
from documents.positions import STANCES

router = APIRouter(prefix="/documents/{slug}")
_MOST = 5  # clauses that are named as holding most up
_REASONS = 2  # that are told of each


@dataclass(frozen=True, kw_only=True, slots=True)
class RowShown:
    """A clause, or an amendment to it."""

    clause: str
    label: str
    words: str  # what the clause is about, in short
    sign: Sign
    level: str
    about: str  # "amendment", "bridging text"; "" for the clause itself
    address: str  # where on the page of the clause it stands
    sponsors: Sequence[Named]
    cells: Sequence[CellShown]
    amendments: int  # on the table; 0 in a row of an amendment
    share: int  # words in brackets, in per cent
    holds_most_up: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldUpShown:
    """A clause that holds the text up, and by what."""

    clause: str
    label: str
    reasons: Sequence[AgainstShown]


@dataclass(frozen=True, kw_only=True, slots=True)
class TrackingPage:
    """The page on which the whole room sees where it is."""

    template: ClassVar[str] = "pages/tracking.html"
    frame: Frame
    slug: str
    name: str
    language: str
    as_of: datetime
    delegations: Sequence[Named]
    rows: Sequence[RowShown]
    charts: Sequence[LineChart]
    held_up: Sequence[HeldUpShown]
    stances: Sequence[tuple[str, Sign]]
    circles: Sequence[Choice]
    chosen: Chosen
    has_choice: bool  # other rows or columns were asked for than those that are shown first
    query: Mapping[str, Sequence[str]]
    other_query: Mapping[str, Sequence[str]]  # the same, with agreed clauses hidden or shown
    waiting: Sequence[tuple[str, Sequence[WaitingShown]]]  # by who reads them
    may_confirm: bool
    may_confirm_several: bool
    refusal: str


@router.get("/tracking")
def tracking_page(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    chosen: Annotated[Chosen, Depends(chosen_of)],
    amendments: Annotated[bool, Query()] = False,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show clauses × delegations, with ``amendments`` a row for each that is tabled, too; and the course."""
    document = document_for(session, participant, slug)
    chosen = replace(chosen, amendments=amendments)
    return _draw(request, session, participant, document, chosen, now=now, done=done)


@router.get("/positions")
def positions_page(request: Request, slug: Slug) -> Response:
    """Lead on whoever kept the address under which the matrix stood by itself."""
    return see_other(f"{path_of(request, 'tracking_page', slug=slug)}?{request.url.query}".rstrip("?"))


@router.post("/positions/confirm")
def confirm_positions_form(
    request: Request, session: Writing, participant: Asking, now: Now, slug: Slug, form: SentForm
) -> Response:
    """Confirm own positions on the texts that the page showed."""
    document = document_for(session, participant, slug)
    ids = list(dict.fromkeys(form.get("position", [])))
    try:
        if not ids:
            raise UnknownValue(gettext("Choose the positions that you confirm."), field="position")
        with whole_or_nothing(session):
            confirm_positions(
                session,
                participant=participant,
                document=document,
                positions=[
                    (row, texts_sent(sent_one(form, f"read.{row.id}")))
                    for row in own_positions(session, participant, document, ids)
                ],
                now=now,
            )
    except BrokenRule as rule:
        status = status_of(type(rule))
        return _draw(
            request,
            session,
            participant,
            document,
            Chosen(amendments=False),
            now=now,
            refusal=sentence_of(rule),
            status=status,
        )
    return see_other(path_of(request, "tracking_page", slug=slug, query={"done": "positions-confirmed"}))


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    chosen: Chosen,
    *,
    now: datetime,
    done: str = "",
    refusal: str = "",
    status: int = 200,
) -> Response:
    cast = as_cast(session)
    if participant.delegation in HOUSE and chosen.circle == "delegation":
        chosen = replace(chosen, circle="chair")  # they share one circle
    clauses = as_consolidated_document(session, document, as_of=now).clauses
    measures = {one.clause.id: measure_clause(one) for one in clauses}
    matrix = show_matrix(session, participant, document, chosen)
    held_up = _held_up(session, document, clauses, cast)
    most = held_up[0].clause if held_up else ""
    labels = {one.clause.id: name_of_clause(one.clause) for one in clauses}
    by_id = {one.clause.id: one for one in clauses}
    capacity = capacity_in(session, participant, document)
    page = TrackingPage(
        frame=frame_for(session, participant, cast, title=gettext("Tracking"), document=document, done=done),
        slug=document.slug,
        name=name_of(document),
        language=document.negotiated_language,
        as_of=now,
        delegations=[cast[code] for code in matrix.delegations],
        rows=[
            _row(
                row, by_id[row.clause], measures[row.clause], labels, matrix.delegations, document, cast, most
            )
            for row in matrix.rows
            if _is_shown(row, by_id[row.clause])
        ],
        charts=draw_courses(course_of(session, document), sum_measures(measures.values())),
        held_up=held_up,
        stances=[(stance, SIGN_OF_STANCE[stance]) for stance in STANCES],
        circles=_circles(participant.delegation),
        chosen=chosen,
        has_choice=bool(
            chosen.stances or chosen.delegations or chosen.stale or chosen.unconfirmed or chosen.amendments
        )
        or chosen.circle != "everyone",
        query=_query(chosen),
        other_query=_query(replace(chosen, undecided=not chosen.undecided)),
        waiting=waiting_positions(session, participant, document, cast),
        may_confirm=may(participant, "take position", capacity=capacity) and not why_final(session, document),
        may_confirm_several=may(participant, "confirm several positions", capacity=capacity),
        refusal=refusal,
    )
    return render(request, page, status=status)


def _held_up(
    session: Session, document: DocumentRow, clauses: Sequence[ConsolidatedClause], cast: Cast
) -> list[HeldUpShown]:
    labels = {one.clause.id: name_of_clause(one.clause) for one in clauses}
    standings = as_standings(session, document)
    held = most_held_up(standings[clause] for clause in labels if clause in standings)
    return [
        HeldUpShown(
            clause=one.clause,
            label=labels[one.clause],
            reasons=draw_against(one, cast, labels)[:_REASONS],
        )
        for one in held[:_MOST]
    ]


def _is_shown(row: MatrixRowOut, one: ConsolidatedClause) -> bool:
    """Return whether a row says something: a heading that nobody disputes has none."""
    return row.kind in COUNTED_KINDS or one.is_disputed or bool(row.positions)


def _row(
    row: MatrixRowOut,
    one: ConsolidatedClause,
    measures: Measures,
    labels: Mapping[str, str],
    codes: Sequence[str],
    document: DocumentRow,
    cast: Cast,
    most: str,
) -> RowShown:
    cells = cells_of(row)
    about = about_of(row)
    standing = standing_of(one, document.levels, cast, dict(labels), options=False)
    return RowShown(
        clause=row.clause,
        label=labels[row.clause],
        words="" if row.kind == "title" else outline_word(one.clause, document.negotiated_language, labels),
        sign=standing.sign,
        level=standing.word,
        about=about,
        address=address_of(row),
        sponsors=[cast[code] for code in row.sponsors],
        cells=[
            draw_cell(cells[code], cast)
            if code in cells
            else CellShown(
                delegation=cast[code],
                sign="proposed" if code in row.sponsors and row.amendment else None,
                word=N_("stands behind it"),
            )
            for code in codes
        ],
        amendments=0 if about else len(one.amendments),
        share=0 if about else measures.share,
        holds_most_up=row.clause == most and not about,
    )


def _circles(delegation: str) -> list[Choice]:
    """Return up to which circle the reader may look, in words."""
    told = (
        gettext("what delegations told the chair, too")
        if delegation in HOUSE
        else gettext("what you told the chair, too")
    )
    choices = [Choice("everyone", gettext("what everyone reads")), Choice("chair", told)]
    if delegation not in HOUSE:
        choices.append(Choice("delegation", gettext("and what only you read")))
    return choices


def _query(chosen: Chosen) -> dict[str, Sequence[str]]:
    """Return the choice as it stands in an address."""
    flags = {"stale": chosen.stale, "unconfirmed": chosen.unconfirmed, "undecided": chosen.undecided}
    return {
        "circle": [chosen.circle],
        "delegation": sorted(chosen.delegations),
        "stance": [stance for stance in STANCES if stance in chosen.stances],
        **{name: ["true"] for name, is_on in flags.items() if is_on},
        "amendments": ["true" if chosen.amendments else "false"],
    }

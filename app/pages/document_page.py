"""One document: outline, running text with its marks, and the amendments of the chosen clause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import capacity_in, document_for
from app.dates import listed
from app.identity import Asking, Now
from app.models import DocumentRow
from app.models.consolidated import as_consolidated_document
from app.models.tracking import origins_of
from app.models.values import clauses_by_id
from app.pages.brought_words import Brought, legend_of
from app.pages.changes_shown import number_of_last
from app.pages.drawn import View
from app.pages.drawn_clauses import draw_clauses
from app.pages.filtering import FilterField, bridged_clauses, filter_fields, filtered
from app.pages.found_words import FoundShown, Hits, hits_in, show_found, show_found_in
from app.pages.frame import Cast, Frame, Named, as_cast, frame_for, negotiating_in
from app.pages.languages import AlignedText, aligned_texts, language_name, texts_in
from app.pages.overview_page import EditionShown, editions_of
from app.pages.pen import Pen
from app.pages.proposals import AmendmentShown, may_write, show_amendments
from app.pages.rendering import render
from app.pages.running_rounds import RunningShown, running_in
from app.pages.running_text import ClauseShown, outline_word
from app.pages.settled import why_final
from app.pages.silence_notes import FrozenShown, frozen_in
from app.pages.standings import Progress, progress_of
from app.pages.way_of_reading import ReadIn, Way
from app.parameters import Reading, Slug
from app.speaking import gettext
from documents.document import Clause, ConsolidatedClause
from documents.permissions import may

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


@dataclass(frozen=True, slots=True)
class TextChoice:
    """One way to read the text: in which language, and which other stands beside it."""

    words: str
    language: str  # "" where it is the negotiated one
    beside: str
    is_chosen: bool


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
    kept: Mapping[str, object]  # the way of reading, as part of an address
    who: bool  # brought each word, instead of what is proposed
    legend: Sequence[Brought]
    found: FoundShown | None
    filters: Sequence[FilterField]
    only_open: bool
    no_typography: bool
    is_filtered: bool  # by more than by whose proposals are shown
    waiting: int  # clauses far away, whose marks come when the reader comes near
    toggles: Sequence[Toggle]
    progress: Progress
    outline: Sequence[OutlineRow]
    clauses: Sequence[ClauseShown]
    readings: Sequence[TextChoice]  # empty where the document is in one language only
    read_in: str  # another language instead of the negotiated one, or ""
    beside: str  # another language beside it, or ""
    others: Mapping[str, AlignedText]  # of that language: clause id -> text
    current: ClauseShown | None
    aligned: Sequence[AlignedText]
    amendments: Sequence[AmendmentShown]
    drafts: int  # among them, seen by the reader's delegation only
    may_propose: bool  # or record what a delegation says
    may_decide: bool
    silences: Sequence[FrozenShown]
    final: str  # why the text is, "" while it is negotiated
    under_silence: frozenset[str]  # clauses
    editions: Sequence[EditionShown]
    running: Sequence[RunningShown]
    latest: int  # the last event that everyone reads


@router.get("/documents/{slug}")
def document_page(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    asked: ReadIn,
    clause: Annotated[str, Query(max_length=64)] = "",
    hit: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show a document clause by clause, with the amendments of one of them."""
    document = document_for(session, participant, slug)
    latest = number_of_last(session)  # first, so that what happens meanwhile is told
    cast = as_cast(session)
    consolidated = as_consolidated_document(session, document, as_of=now)
    way = replace(asked.in_document(document), by=tuple(code for code in cast if code in asked.by))
    bridged = bridged_clauses(session, participant, document) if way.kind == "bridge" else ()
    shown = filtered(consolidated.clauses, way, document.levels, bridged)
    chosen = _chosen(shown, clause)
    labels = dict(consolidated.labels)
    pen = Pen(cast=cast, language=document.negotiated_language, labels=labels)
    texts = [one.clause for one in shown]
    others = (
        texts_in(session, document, other, cast, find=way.find if way.read_in else "")
        if (other := way.read_in or way.beside)
        else {}
    )
    hits = hits_in(texts, way.find, labels) if way.find and not way.read_in else {}
    origins = origins_of(session, document) if way.who else {}
    clauses = draw_clauses(shown, pen, way, document.levels, chosen=chosen, hits=hits, origins=origins)
    current = next((one for one in clauses if one.id == chosen), None)
    amendments: list[AmendmentShown] = []
    aligned: tuple[AlignedText, ...] = ()
    if current is not None:
        placed = clauses_by_id(session, document, [current.id])[current.id]
        amendments = show_amendments(session, participant, document, placed, pen)
        aligned = aligned_texts(session, document, current.id, pen)
    on_the_table = [one for one in amendments if one.status in ("tabled", "draft") and _asked(one, way)]
    capacity = capacity_in(session, participant, document)
    silences = frozen_in(session, document, {one.clause.id: one.clause.label for one in consolidated.clauses})
    under_silence = frozenset(clause for one in silences for clause in one.clauses)
    final = why_final(session, document)
    page = DocumentPage(
        frame=frame_for(session, participant, cast, title=document.symbol, document=document, done=done),
        slug=document.slug,
        has_entries=document.numbering == "programme",
        language=document.negotiated_language,
        view=way.view,
        by=way.by,
        kept=way.query,
        waiting=sum(one.waits for one in clauses),
        toggles=_toggles(_proposing(session, document, cast, consolidated.clauses), way.by),
        progress=progress_of(consolidated.clauses, document.levels),
        outline=tuple(
            OutlineRow(one, outline_word(one, document.negotiated_language, labels, whole_entries=False))
            for one in clauses
        ),
        clauses=clauses,
        readings=_readings(document, way),
        read_in=way.read_in,
        beside=way.beside,
        others=others,
        who=way.who,
        legend=legend_of(origins, cast),
        found=_found(way, texts, hits, others, hit),
        filters=filter_fields(consolidated.clauses, way),
        only_open=way.only_open,
        no_typography=way.no_typography,
        is_filtered=way.filters or way.no_typography,
        current=current,
        aligned=aligned,
        amendments=on_the_table,
        drafts=sum(one.status == "draft" for one in on_the_table),
        may_propose=current is not None
        and current.is_open
        and not final
        and may_write(participant, capacity)
        and not (current.id in under_silence and may(participant, "record orally")),
        may_decide=current is not None
        and not final
        and current.id not in under_silence
        and may(participant, "decide"),
        silences=silences,
        under_silence=under_silence,
        final=final,
        editions=editions_of(session, document),
        running=running_in(session, document, now=now),
        latest=latest,
    )
    return render(request, page)


def _readings(document: DocumentRow, way: Way) -> list[TextChoice]:
    """Return the ways to read a document: in its negotiated language, in another, in two side by side."""
    negotiated = language_name(document.negotiated_language)
    others = sorted(set(document.titles) - {document.negotiated_language})
    if not others:
        return []
    ways = [
        (negotiated, "", ""),
        *((language_name(one), one, "") for one in others),
        *((listed([negotiated, language_name(one)]), "", one) for one in others),
    ]
    return [
        TextChoice(
            words[:1].upper() + words[1:], language, other, (language, other) == (way.read_in, way.beside)
        )
        for words, language, other in ways
    ]


def _found(
    way: Way, texts: Sequence[Clause], hits: Hits, others: Mapping[str, AlignedText], at: int
) -> FoundShown | None:
    if not way.find:
        return None
    if way.read_in:
        return show_found_in(way.find, texts, others, at)
    return show_found(way.find, texts, hits, at)


def _chosen(clauses: Sequence[ConsolidatedClause], asked: str) -> str | None:
    """Return the clause asked for, else the first disputed one, else the first."""
    ids = {one.clause.id for one in clauses}
    if asked in ids:
        return asked
    disputed = (one.clause.id for one in clauses if one.is_disputed)
    return next(disputed, clauses[0].clause.id if clauses else None)


def _asked(one: AmendmentShown, way: Way) -> bool:
    """Return whether the filter leaves an amendment, as it leaves it in the running text."""
    if way.no_typography and one.is_typography:
        return False
    if way.kind not in ("", "bridge", one.kind):
        return False
    return not way.by or one.kind == "insert" or any(named.code in way.by for named in one.by)


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
            toggles.append(Toggle(one, True, (one.code,), gettext("Show only %(name)s", name=one.name)))
        elif one.code in wanted:
            rest = tuple(code for code in wanted if code != one.code)
            toggles.append(
                Toggle(
                    one,
                    True,
                    rest,
                    gettext("Hide %(name)s", name=one.name) if rest else gettext("Show everyone"),
                )
            )
        else:
            toggles.append(
                Toggle(one, False, (*wanted, one.code), gettext("Show %(name)s too", name=one.name))
            )
    return tuple(toggles)

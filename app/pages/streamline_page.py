"""Splitting, merging and moving a clause: choose, see where everything would go, confirm (chair, secretariat)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app.access import clause_for
from app.access_to_streamlining import clauses_to_streamline
from app.errors import status_of
from app.identity import Asking, Now
from app.models import ClauseRow, DocumentRow, StreamliningRow
from app.models.values import PlacedClause, as_clauses
from app.models.written import as_open_amendments
from app.pages.forms import Choice, SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.languages import labels_in
from app.pages.merging_order import PlaceShown, chosen_order
from app.pages.parts import PartToWrite, parts_to_write, parts_written
from app.pages.pen import Pen
from app.pages.rendering import path_of, render
from app.pages.running_text import beginning, name_of_clause
from app.pages.streamlined import StreamlinedShown, draw_streamlined
from app.parameters import AnId, Reading, Writing
from app.refusing import sentence_of
from app.schemas.streamlining import StreamliningOut
from app.services.moving import move_clause
from app.services.streamlining import ClauseRead, PartWanted, merge_clauses, split_clause
from app.speaking import N_, gettext
from app.streamlining_shown import show_preview
from documents.borders import Border, beginnings_at, borders_in
from documents.errors import BrokenRule, NotThere, UnknownValue
from documents.permissions import Participant, require
from documents.readings import consolidate_clause
from documents.references import print_references

router = APIRouter(prefix="/clauses/{clause_id}/streamline")
Way = Literal["split", "merge", "move"]
_HEADINGS: Mapping[Way, str] = {
    "split": N_("Split %(clause)s"),
    "merge": N_("Merge %(clause)s with others"),
    "move": N_("Move %(clause)s"),
}
_UNGIVEN = "…"  # a preview needs no reason, and leaves none


@dataclass(frozen=True, slots=True)
class BorderShown:
    """A place where the clause may be cut."""

    value: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StreamlinePage:
    """The form, and what would come of it."""

    template: ClassVar[str] = "pages/streamline.html"
    frame: Frame
    language: str
    clause: str
    way: Way
    heading: str
    name: str
    text: str
    read: str  # which text, and what of it, was read
    borders: Sequence[BorderShown]
    parts: Sequence[PartToWrite]  # of an entry, which has many fields and is not cut
    others: Sequence[Choice]  # clauses to merge with, or to follow
    chosen: Sequence[str]
    order: Sequence[PlaceShown]  # of what is merged, once it is chosen
    reason: str
    preview: StreamlinedShown | None
    refusal: str


@router.get("/{way}")
def streamline_page(
    request: Request, session: Reading, participant: Asking, clause_id: AnId, way: Way
) -> Response:
    """Show the form."""
    require(participant, "streamline")
    clause, document = clause_for(session, participant, clause_id)
    return _draw(request, session, participant, clause, document, way)


@router.post("/{way}")
def streamline_form(
    request: Request,
    session: Writing,
    participant: Asking,
    now: Now,
    clause_id: AnId,
    way: Way,
    form: SentForm,
) -> Response:
    """Show where everything would go; confirmed, do it."""
    require(participant, "streamline")
    clause, document = clause_for(session, participant, clause_id)
    is_confirmed = sent_one(form, "step") == "confirm"
    if sent_one(form, "step") == "another":
        reason = sent_one(form, "reason")
        return _draw(request, session, participant, clause, document, way, form=form, reason=reason)

    def act() -> tuple[StreamliningRow, DocumentRow]:
        reason = sent_one(form, "reason") or ("" if is_confirmed else _UNGIVEN)
        return _act(session, participant, clause, way, form, reason, now), document

    refusal, status, preview = "", 200, None
    try:
        if is_confirmed:
            with whole_or_nothing(session):
                row, _ = act()
            return see_other(
                path_of(request, "streamlining_page", streamlining_id=row.id, query={"done": "streamlined"})
            )
        preview = show_preview(session, participant, act)
    except BrokenRule as rule:
        refusal, status = sentence_of(rule), status_of(type(rule))
    session.refresh(clause)
    return _draw(
        request,
        session,
        participant,
        clause,
        document,
        way,
        form=form,
        reason=sent_one(form, "reason"),
        preview=preview,
        refusal=refusal,
        status=status,
    )


def _act(
    session: Session,
    participant: Participant,
    clause: ClauseRow,
    way: Way,
    form: Mapping[str, list[str]],
    reason: str,
    now: datetime,
) -> StreamliningRow:
    chosen = form.get("chosen", [])
    own = _Read.of(sent_one(form, "read"))
    if own.clause != clause.id:
        raise UnknownValue(gettext("This form is about another clause; open the page again."), field="read")
    if way == "move":
        held, document = clauses_to_streamline(session, participant, [clause.id])
        after = clause_for(session, participant, chosen[0])[0] if chosen and chosen[0] else None
        return move_clause(
            session,
            participant=participant,
            document=document,
            clause=held[0],
            after=after,
            base_revision=own.revision,
            reason=reason,
            now=now,
        )
    if way == "merge":
        read = {one.clause: one for one in (own, *map(_Read.of, chosen))}
        held, document = clauses_to_streamline(session, participant, list(read))
        order = [one.clause.id for one in as_clauses(session, document)]
        held.sort(key=lambda one: order.index(one.id) if one.id in order else len(order))
        said = chosen_order(form, [one.id for one in held])
        held.sort(key=lambda one: said.index(one.id))
        return merge_clauses(
            session,
            participant=participant,
            document=document,
            read=[read[one.id].as_read(one) for one in held],
            whole=PartWanted(),
            reason=reason,
            now=now,
        )
    held, document = clauses_to_streamline(session, participant, [clause.id])
    parts: Sequence[PartWanted] = ()
    begins: Sequence[tuple[str, int]] = ()
    if clause.kind == "entry":
        parts = parts_written(form, labels_in(session, document, document.negotiated_language))
    elif not chosen:
        raise UnknownValue(gettext("Choose where the clause is to be cut."), field="cut")
    else:
        text = _placed(session, document, clause.id).clause.text
        places = [int(one) if one.isascii() and one.isdigit() and len(one) < 8 else -1 for one in chosen]
        begins = beginnings_at(text, places)
    return split_clause(
        session,
        participant=participant,
        document=document,
        read=own.as_read(held[0]),
        parts=parts,
        begins=begins,
        reason=reason,
        now=now,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """Which text of a clause was read, and the fingerprint of what was proposed on it."""

    clause: str
    revision: str
    fingerprint: str

    @classmethod
    def of(cls, sent: str) -> "_Read":
        """Return what an input says."""
        clause, _, rest = sent.partition(" ")
        revision, _, fingerprint = rest.partition(" ")
        return cls(clause, revision, fingerprint)

    def __str__(self) -> str:
        return f"{self.clause} {self.revision} {self.fingerprint}"

    def as_read(self, row: ClauseRow) -> ClauseRead:
        """Return it as the service wants it."""
        return ClauseRead(
            clause=row, base_revision=self.revision or None, fingerprint=self.fingerprint or None
        )


def _placed(session: Session, document: DocumentRow, clause: str) -> PlacedClause:
    for one in as_clauses(session, document):
        if one.clause.id == clause:
            return one
    raise NotThere  # it gave way to others, or is not in the text yet


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    way: Way,
    *,
    form: Mapping[str, list[str]] | None = None,
    reason: str = "",
    preview: StreamliningOut | None = None,
    refusal: str = "",
    status: int = 200,
) -> Response:
    cast, language = as_cast(session), document.negotiated_language
    pen = Pen(cast=cast, language=language, labels=labels_in(session, document, language))
    here = _placed(session, document, clause.id)
    siblings = _siblings(session, document, here) if way == "merge" else []
    read = _read_of(session, [here, *siblings])
    name = name_of_clause(here.clause)
    heading = gettext(_HEADINGS[way], clause=name)
    is_cut = way == "split" and clause.kind != "entry"
    others = (
        [Choice(str(read[one.clause.id]), _named(one, pen)) for one in siblings]
        if way == "merge"
        else [
            Choice(one.clause.id, _named(one, pen))
            for one in as_clauses(session, document)
            if way == "move" and one.clause.id != clause.id and one.clause.label
        ]
    )
    page = StreamlinePage(
        frame=frame_for(session, participant, cast, title=heading, document=document),
        language=language,
        clause=clause.id,
        way=way,
        heading=heading,
        name=name,
        text=print_references(here.clause.text, pen.labels),
        read=str(read[clause.id]),
        borders=[_border(one, pen) for one in borders_in(here.clause.text)] if is_cut else (),
        parts=parts_to_write(here.clause, form or {}, pen.labels) if way == "split" and not is_cut else (),
        others=others,
        chosen=(form or {}).get("chosen", []),
        order=_order(form, [here, *siblings], pen) if way == "merge" and form is not None else (),
        reason=reason,
        preview=draw_streamlined(preview, pen) if preview is not None else None,
        refusal=refusal,
    )
    return render(request, page, status=status)


def _order(form: Mapping[str, list[str]], clauses: Sequence[PlacedClause], pen: Pen) -> list[PlaceShown]:
    """Return what is to be merged, the clause of the page with what was chosen, in the order that was said."""
    here = clauses[0].clause.id
    chosen = {here, *(_Read.of(one).clause for one in form.get("chosen", []))}
    in_order = sorted(clauses, key=lambda one: (one.order_key, one.clause.id))
    words = {one.clause.id: _named(one, pen) for one in in_order if one.clause.id in chosen}
    if len(words) < 2:
        return []
    return [
        PlaceShown(clause, words[clause], place)
        for place, clause in enumerate(chosen_order(form, list(words)), start=1)
    ]


def _border(one: Border, pen: Pen) -> BorderShown:
    return BorderShown(
        str(one.at), print_references(one.before, pen.labels), print_references(one.after, pen.labels)
    )


def _named(one: PlacedClause, pen: Pen) -> str:
    text = print_references(one.clause.text, pen.labels)
    return f"{one.clause.label} {beginning(text, 80)}".strip()


def _siblings(session: Session, document: DocumentRow, here: PlacedClause) -> list[PlacedClause]:
    return [
        one
        for one in as_clauses(session, document)
        if (one.clause.kind, one.parent) == (here.clause.kind, here.parent)
        and one.clause.standing
        and one.clause.id != here.clause.id
    ]


def _read_of(session: Session, clauses: Sequence[PlacedClause]) -> dict[str, _Read]:
    amendments = as_open_amendments(session, clauses=[one.clause.id for one in clauses])
    return {
        one.clause.id: _Read(
            one.clause.id,
            one.clause.revision,
            consolidate_clause(one.clause, amendments.get(one.clause.id, [])).fingerprint,
        )
        for one in clauses
    }

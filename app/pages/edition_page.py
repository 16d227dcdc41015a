"""One edition as it was issued, alone or compared with another edition or with the text of today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import edition_for
from app.identity import Asking
from app.models import DocumentRow, EditionRow
from app.models.consolidated import reference_labels
from app.models.frozen import as_frozen
from app.models.lineage import lineage_of
from app.models.values import as_clauses
from app.pages.differences import draw_difference
from app.pages.entries import main_address
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.pen import Pen, Stretch, draw_text
from app.pages.rendering import count_of, render
from app.pages.running_text import HEADINGS
from app.parameters import AnId, Reading
from documents.content import field_at, ordered_addresses
from documents.editions import ClauseChange, FrozenClause
from documents.errors import NotThere
from documents.field_names import field_name
from documents.regrouping import compare_by_lineage

router = APIRouter()
PRESENT = "present"  # what an edition may be compared with besides another edition


@dataclass(frozen=True, slots=True)
class Comparable:
    """A text that the edition may be compared with."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class FieldOfEdition:
    """One field of a clause; ``name`` is "" for a paragraph's one text and an entry's title."""

    name: str
    stretches: Sequence[Stretch]


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseOfEdition:
    """One clause as it stood, or with what became of it."""

    kind: str
    label: str
    is_heading: bool
    notes: Sequence[str]  # "inserted", "was OP 5"; empty where nothing is compared, or nothing differs
    fields: Sequence[FieldOfEdition]


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionPage:
    """The page of one edition."""

    template: ClassVar[str] = "pages/edition.html"
    frame: Frame
    slug: str
    language: str
    id: str
    symbol: str
    kind: str
    issued_at: datetime
    others: Sequence[Comparable]
    against: str
    compared: str  # "from RES2026/DEC/L.1 to the text of today", or ""
    summary: str
    clauses: Sequence[ClauseOfEdition]


@router.get("/editions/{edition_id}")
def edition_page(
    request: Request,
    session: Reading,
    participant: Asking,
    edition_id: AnId,
    against: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Show an edition; ``against``: the id of another one, or "present"."""
    edition, document = edition_for(session, participant, edition_id)
    rows = session.scalars(
        select(EditionRow).where(EditionRow.document_id == document.id).order_by(EditionRow.ordinal)
    ).all()
    other = next((row for row in rows if row.id == against and row.id != edition.id), None)
    if against not in ("", PRESENT) and other is None:
        raise NotThere
    frozen = as_frozen(session, edition, document)
    cast = as_cast(session)
    compared = ""
    changes: list[ClauseChange] = []
    own: dict[str, str] = {}
    old, new = frozen, frozen
    if other is not None:
        first, second = sorted((edition, other), key=lambda row: row.ordinal)
        old, new = as_frozen(session, first, document), as_frozen(session, second, document)
        compared = f"from {first.symbol} to {second.symbol}"
    elif against == PRESENT:
        new = _present(session, document)
        compared = f"from {edition.symbol} to the text of today"
    if compared:
        own = {one.id: one.label for one in old}
        old, changes = compare_by_lineage(old, new, lineage_of(session, document))
    own |= {one.id: one.label for one in new}
    labels = reference_labels(session, document, document.negotiated_language, own)
    pen = Pen(cast=cast, language=document.negotiated_language, labels=labels)
    before = {one.id: one for one in old} if compared else {}
    after = {one.id: one for one in new}
    page = EditionPage(
        frame=frame_for(session, participant, cast, title=edition.symbol, document=document),
        slug=document.slug,
        language=document.negotiated_language,
        id=edition.id,
        symbol=edition.symbol,
        kind=edition.kind,
        issued_at=edition.issued_at,
        others=(
            Comparable(PRESENT, "the text of today"),
            *(Comparable(row.id, f"{row.symbol}, {row.kind}") for row in rows if row.id != edition.id),
        ),
        against=against,
        compared=compared,
        summary=_summary(changes),
        clauses=tuple(_compared(change, before, after, pen) for change in changes)
        or tuple(_alone(one, pen) for one in frozen),
    )
    return render(request, page)


def _present(session: Session, document: DocumentRow) -> list[FrozenClause]:
    """Return the text of today as an edition would freeze it: without what is only proposed."""
    return [
        FrozenClause(
            id=one.clause.id,
            kind=one.clause.kind,
            label=one.clause.label,
            parent=one.parent,
            content=one.clause.content,
        )
        for one in as_clauses(session, document)
        if one.clause.standing
    ]


def _alone(one: FrozenClause, pen: Pen) -> ClauseOfEdition:
    return ClauseOfEdition(
        kind=one.kind,
        label=one.label,
        is_heading=one.kind in HEADINGS,
        notes=(),
        fields=tuple(
            FieldOfEdition(_name(one, address), draw_text(one.content[address], pen))
            for address in ordered_addresses(one.kind, one.content)
            if one.content[address]
        ),
    )


def _compared(
    change: ClauseChange, before: Mapping[str, FrozenClause], after: Mapping[str, FrozenClause], pen: Pen
) -> ClauseOfEdition:
    one = after.get(change.id) or before[change.id]
    if not change.fields and change.change not in ("inserted", "removed"):
        drawn = _alone(one, pen).fields
    else:
        old = before[change.id].content if change.id in before else {}
        new = after[change.id].content if change.id in after else {}
        drawn = tuple(
            FieldOfEdition(_name(one, address), _draw(one, address, old, new, pen))
            for address in ordered_addresses(one.kind, {*old, *new})
            if old.get(address) or new.get(address)
        )
    notes: list[str] = [change.change] if change.change != "unchanged" else []
    if change.moved:
        notes.append("moved")
    if change.renumbered:
        notes.append(f"was {change.old_label}" if change.old_label else "had no number")
    return ClauseOfEdition(
        kind=one.kind, label=one.label, is_heading=one.kind in HEADINGS, notes=notes, fields=drawn
    )


def _draw(
    one: FrozenClause, address: str, old: Mapping[str, str], new: Mapping[str, str], pen: Pen
) -> tuple[Stretch, ...]:
    then, now = old.get(address, ""), new.get(address, "")
    if then == now:
        return draw_text(now, pen)
    return draw_difference(then, now, pen, whole=field_at(one.kind, address).kind == "value")


def _name(one: FrozenClause, address: str) -> str:
    return "" if address == main_address(one.kind) else field_name(address)


def _summary(changes: Sequence[ClauseChange]) -> str:
    """Return in one line what became of the clauses."""
    if not changes:
        return ""
    kinds = [change.change for change in changes]
    parts = [
        f"{number} {word}"
        for number, word in (
            (kinds.count("changed"), "changed"),
            (kinds.count("inserted"), "inserted"),
            (kinds.count("removed"), "removed"),
            (kinds.count("split"), "parts of what was split"),
            (kinds.count("merged"), "merged"),
            (sum(change.moved for change in changes), "moved"),
            (sum(change.renumbered for change in changes), "renumbered"),
        )
        if number
    ]
    return f"{count_of(len(changes), 'clause')}: {', '.join(parts) or 'they read alike'}."

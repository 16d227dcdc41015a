"""Two texts of a document compared clause by clause: editions as they were issued, and the text of today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import DocumentRow, EditionRow
from app.models.consolidated import reference_labels
from app.models.frozen import as_frozen
from app.models.lineage import lineage_of
from app.models.values import as_clauses
from app.pages.counts import count_of
from app.pages.differences import draw_difference
from app.pages.entries import main_address
from app.pages.frame import Cast
from app.pages.pen import Pen, Stretch, draw_text
from app.pages.running_text import HEADINGS
from app.pages.words import name_of_field, word
from app.speaking import gettext
from documents.comparison import in_the_setting_of
from documents.content import field_at, ordered_addresses
from documents.editions import ClauseChange, FrozenClause
from documents.regrouping import compare_by_lineage

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


@dataclass(frozen=True, slots=True)
class EditionsCompared:
    """What became of a text: from which to which, in one line and clause by clause."""

    said: str  # "from RES2026/DEC/L.1 to the text of today"
    summary: str
    clauses: Sequence[ClauseOfEdition]


def comparable_in(session: Session, document: DocumentRow) -> list[Comparable]:
    """Return the texts of a document that may be compared, the first edition first, the text of today last."""
    return [
        *(Comparable(row.id, f"{row.symbol}, {word(row.kind)}") for row in _editions(session, document)),
        Comparable(PRESENT, gettext("the text of today")),
    ]


def compare_editions(
    session: Session, document: DocumentRow, one: str, other: str, cast: Cast, *, typography: bool = True
) -> EditionsCompared | None:
    """Return two texts compared, the earlier first; None where one of them is no text of this document.

    ``one`` and ``other``: the id of an edition, or "present". Without ``typography``, only changes of words are shown.
    """
    rows = {row.id: row for row in _editions(session, document)}
    order = {**{name: place for place, name in enumerate(rows)}, PRESENT: len(rows)}
    if one not in order or other not in order:
        return None
    first, second = sorted((one, other), key=lambda name: order[name])
    names = [
        gettext("the text of today") if name == PRESENT else rows[name].symbol for name in (first, second)
    ]
    before, after = (
        _present(session, document) if name == PRESENT else as_frozen(session, rows[name], document)
        for name in (first, second)
    )
    own = {clause.id: clause.label for clause in (*before, *after)}
    old, changes = compare_by_lineage(before, after, lineage_of(session, document))
    labels = reference_labels(session, document, document.negotiated_language, own)
    pen = Pen(cast=cast, language=document.negotiated_language, labels=labels)
    were, are = {clause.id: clause for clause in old}, {clause.id: clause for clause in after}
    return EditionsCompared(
        gettext("from %(old)s to %(new)s", old=names[0], new=names[1]),
        _summary(changes),
        tuple(_compared(change, were, are, pen, typography=typography) for change in changes),
    )


def draw_edition(
    session: Session, document: DocumentRow, edition: EditionRow, cast: Cast
) -> list[ClauseOfEdition]:
    """Return an edition as it was issued, clause by clause."""
    frozen = as_frozen(session, edition, document)
    own = {one.id: one.label for one in frozen}
    labels = reference_labels(session, document, document.negotiated_language, own)
    pen = Pen(cast=cast, language=document.negotiated_language, labels=labels)
    return [_alone(one, pen) for one in frozen]


def _editions(session: Session, document: DocumentRow) -> Sequence[EditionRow]:
    return session.scalars(
        select(EditionRow).where(EditionRow.document_id == document.id).order_by(EditionRow.ordinal)
    ).all()


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
    change: ClauseChange,
    before: Mapping[str, FrozenClause],
    after: Mapping[str, FrozenClause],
    pen: Pen,
    *,
    typography: bool,
) -> ClauseOfEdition:
    one = after.get(change.id) or before[change.id]
    if not change.fields and change.change not in ("inserted", "removed"):
        drawn = _alone(one, pen).fields
    else:
        old = before[change.id].content if change.id in before else {}
        new = after[change.id].content if change.id in after else {}
        drawn = tuple(
            FieldOfEdition(_name(one, address), _draw(one, address, old, new, pen, typography=typography))
            for address in ordered_addresses(one.kind, {*old, *new})
            if old.get(address) or new.get(address)
        )
    notes: list[str] = [word(change.change)] if change.change != "unchanged" else []
    if change.moved:
        notes.append(gettext("moved"))
    if change.renumbered:
        notes.append(
            gettext("was %(label)s", label=change.old_label) if change.old_label else gettext("had no number")
        )
    return ClauseOfEdition(
        kind=one.kind, label=one.label, is_heading=one.kind in HEADINGS, notes=notes, fields=drawn
    )


def _draw(
    one: FrozenClause,
    address: str,
    old: Mapping[str, str],
    new: Mapping[str, str],
    pen: Pen,
    *,
    typography: bool,
) -> tuple[Stretch, ...]:
    then, now = old.get(address, ""), new.get(address, "")
    whole = field_at(one.kind, address).kind == "value"
    if not typography and not whole:
        then = in_the_setting_of(now, then)
    if then == now:
        return draw_text(now, pen)
    return draw_difference(then, now, pen, whole=whole)


def _name(one: FrozenClause, address: str) -> str:
    return "" if address == main_address(one.kind) else name_of_field(address)


def _summary(changes: Sequence[ClauseChange]) -> str:
    """Return in one line what became of the clauses."""
    if not changes:
        return ""
    kinds = [change.change for change in changes]
    parts = [
        f"{number} {what}"
        for number, what in (
            (kinds.count("changed"), gettext("changed")),
            (kinds.count("inserted"), gettext("inserted")),
            (kinds.count("removed"), gettext("removed")),
            (kinds.count("split"), gettext("parts of what was split")),
            (kinds.count("merged"), gettext("merged")),
            (sum(change.moved for change in changes), gettext("moved")),
            (sum(change.renumbered for change in changes), gettext("renumbered")),
        )
        if number
    ]
    what = ", ".join(parts) or gettext("they read alike")
    return f"{count_of(len(changes), 'clause')}: {what}."

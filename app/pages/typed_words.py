"""What somebody writes, shown while it is written: marked, counted, read out, and beside what is on the table.

Everything here is computed from the form as it stands; nothing is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models.values import PlacedClause
from app.models.written import as_open_amendments
from app.pages.differences import draw_difference, notes_on
from app.pages.frame import Named
from app.pages.pen import Pen, Stretch, draw_text
from app.pages.words import name_of_field
from documents.content import ClauseKind, Content, field_at, ordered_addresses
from documents.diff import diff_words
from documents.read_amendment import read_out_replacement
from documents.reading_out import Floor
from documents.readings import OpenAmendment
from documents.references import print_references
from documents.rivals import Met, met_by, same_as
from documents.tokens import count_words


@dataclass(frozen=True, slots=True)
class Marked:
    """One field with its difference marked; ``name`` is "" for the one text of a paragraph."""

    name: str
    stretches: Sequence[Stretch]
    notes: Sequence[str] = ()  # what nobody can see of it, in words


@dataclass(frozen=True, slots=True)
class RivalShown:
    """What others make of the same place; ``own``: the writer's delegation itself, beside which these cannot stand."""

    stretches: Sequence[Stretch]
    by: Sequence[Named]
    own: bool


@dataclass(frozen=True, slots=True)
class MetShown:
    """A place in the text that others change as well; ``name`` is "" for the one text of a paragraph."""

    name: str
    base: str
    written: str
    rivals: Sequence[RivalShown]
    alike: Sequence[Named]


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedShown:
    """What is shown beside a form while one types."""

    marked: Mapping[str, Marked]  # address -> the field, where it is changed
    added: int = 0  # words
    deleted: int = 0
    read_out: Sequence[str] = ()  # sentences for the floor
    met: Sequence[MetShown] = ()
    same: Sequence[
        tuple[str, Named]
    ] = ()  # amendments, each with its tabler, that want all of this and nothing else


def mark(
    kind: ClauseKind,
    old: Content,
    new: Mapping[str, str],
    pen: Pen,
    by: Sequence[Named],
    *,
    unchanged: bool = False,
) -> dict[str, Marked]:
    """Return the changed fields with their differences; ``unchanged``: the others, too."""
    return {
        address: Marked(
            name_of_field(address) if kind == "entry" else "",
            draw_difference(
                old.get(address, ""),
                new[address].strip(),
                pen,
                by=by,
                whole=field_at(kind, address).kind == "value",
            ),
            notes_on(old.get(address, ""), new[address].strip()) if old.get(address) else (),
        )
        for address in ordered_addresses(kind, new)
        if unchanged or new[address].strip() != old.get(address, "").strip()
    }


def show_present(kind: ClauseKind, content: Content, addresses: Sequence[str], pen: Pen) -> list[Marked]:
    """Return fields without marks."""
    return [
        Marked(name_of_field(one) if kind == "entry" else "", draw_text(content.get(one, ""), pen))
        for one in addresses
    ]


def show_typed(
    session: Session,
    placed: PlacedClause,
    against: Content,
    typed: Mapping[str, str],
    pen: Pen,
    by: Named,
    *,
    amendment: str = "",
    amends: str = "",
) -> TypedShown:
    """Return what the typed fields of a clause make of it.

    ``against``: the words to which they are compared. ``amendment``: the one that is edited; ``amends``: the one that
    is amended. Neither is met as a rival.
    """
    clause = placed.clause
    kind = clause.kind
    written = {address: typed[address].strip() for address in ordered_addresses(kind, typed)}
    marked = mark(kind, against, written, pen, (by,), unchanged=kind != "entry")
    changed = {one: text for one, text in written.items() if text != clause.content.get(one, "")}
    tabled = as_open_amendments(session, clauses=[clause.id]).get(clause.id, [])
    others = {one.id: one for one in tabled if one.id not in (amendment, amends)}
    met = met_by(kind, clause.content, changed, list(others.values()))
    same = same_as(
        kind, clause.content, changed, [one for one in others.values() if by.code not in one.sponsors]
    )
    added, deleted = _counted(against, written)
    floor = Floor(language=pen.language, labels=pen.labels)
    return TypedShown(
        marked=marked,
        added=added,
        deleted=deleted,
        read_out=read_out_replacement(clause, changed, [by.code], floor, place=clause.label).sentences,
        met=[_shown(one, others, kind, pen, by) for one in met],
        same=[(one, pen.cast[others[one].delegation]) for one in same],
    )


def _shown(met: Met, others: Mapping[str, OpenAmendment], kind: ClauseKind, pen: Pen, by: Named) -> MetShown:
    def sponsors(amendments: Sequence[str]) -> tuple[Named, ...]:
        return pen.named({code for one in amendments for code in others[one].sponsors})

    rivals = []
    for rival in met.rivals:
        stand_behind = sponsors(rival.amendments)
        own = by.code in {one.code for one in stand_behind}
        drawn = draw_difference(
            met.base.strip(), rival.text.strip(), pen, by=stand_behind, brief=True, italics=False
        )
        rivals.append(RivalShown(drawn, stand_behind, own))
    alike = tuple(one for one in sponsors(met.alike) if one.code != by.code)
    name = name_of_field(met.address) if kind == "entry" else ""
    base, written = (print_references(text.strip(), pen.labels) for text in (met.base, met.written))
    return MetShown(name, base, written, rivals, alike)


def _counted(old: Content, new: Mapping[str, str]) -> tuple[int, int]:
    """Return how many words come and how many go."""
    segments = [one for address, text in new.items() for one in diff_words(old.get(address, ""), text)]
    added, deleted = (
        sum(count_words(one.text) for one in segments if one.op == op) for op in ("insert", "delete")
    )
    return added, deleted

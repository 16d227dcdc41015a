"""Which clauses of a document a reader has asked for, and which of the proposals on them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access_beside import visible_bridging_texts
from app.models import BridgingTextRow, DocumentRow
from app.pages.running_text import HEADINGS, has_options
from app.pages.standings import standing_of
from app.pages.way_of_reading import Way
from app.speaking import gettext
from documents.document import ConsolidatedClause
from documents.permissions import Participant
from documents.selection import only_of_kind, only_proposed_by, without_typography


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be chosen in a field of the filter; ``in_text``: its words are the document's."""

    value: str
    words: str
    in_text: bool = False


@dataclass(frozen=True, slots=True)
class FilterField:
    """A field of the filter with what may be chosen, and what is."""

    name: str
    words: str
    choices: Sequence[Choice]
    chosen: str


def filtered(
    clauses: Sequence[ConsolidatedClause], way: Way, levels: Sequence[str], bridged: Collection[str]
) -> list[ConsolidatedClause]:
    """Return the clauses asked for with the proposals asked for; a heading stays where anything under it does.

    ``bridged``: clauses on which the reader reads a bridging text.
    """
    shown = [_proposals(one, way) for one in clauses]
    if not way.filters:
        return shown
    kept: list[ConsolidatedClause] = []
    waiting: list[ConsolidatedClause] = []  # headings under which nothing has been kept so far
    theme: dict[str, str] = {}  # kind of heading -> the one under which we are
    for one in shown:
        if one.clause.kind in HEADINGS:
            if one.clause.kind == "chapter":
                theme.pop("heading", None)
            theme[one.clause.kind] = one.clause.id
            waiting = [other for other in waiting if other.clause.kind != one.clause.kind]
            waiting.append(one)
            if one.amendments and _fits(one, way, levels, theme.values(), bridged):
                kept += waiting
                waiting = []
        elif _fits(one, way, levels, theme.values(), bridged):
            kept += [*waiting, one]
            waiting = []
    return kept


def _proposals(one: ConsolidatedClause, way: Way) -> ConsolidatedClause:
    if way.by:
        one = only_proposed_by(one, way.by)
    if way.kind and way.kind != "bridge":
        one = only_of_kind(one, way.kind)
    return without_typography(one) if way.no_typography else one


def _fits(
    one: ConsolidatedClause,
    way: Way,
    levels: Sequence[str],
    theme: Collection[str],
    bridged: Collection[str],
) -> bool:
    if way.theme and way.theme not in theme:
        return False
    if way.only_open and not one.clause.agreement.is_open:
        return False
    if way.kind and not (one.clause.id in bridged if way.kind == "bridge" else one.amendments):
        return False
    if not way.state:
        return True
    return standing_of(one, levels, {}, {}, options=has_options(one, way.view)).sign == way.state


def bridged_clauses(session: Session, participant: Participant, document: DocumentRow) -> set[str]:
    """Return the clauses of a document on which the reader reads a bridging text that was not withdrawn."""
    return set(
        session.scalars(
            select(BridgingTextRow.clause_id).where(
                BridgingTextRow.document_id == document.id,
                BridgingTextRow.withdrawn_at.is_(None),
                visible_bridging_texts(participant),
            )
        )
    )


def filter_fields(clauses: Sequence[ConsolidatedClause], way: Way) -> list[FilterField]:
    """Return what may be chosen."""
    themes = [
        Choice(one.clause.id, f"{one.clause.label} {one.clause.text}".strip(), in_text=True)
        for one in clauses
        if one.clause.kind in HEADINGS and one.clause.kind != "title"
    ]
    states = [
        Choice("open", gettext("open")),
        Choice("options", gettext("options")),
        Choice("collision", gettext("in collision")),
        Choice("informals", gettext("in informals")),
        Choice("ad-ref", gettext("ad ref")),
        Choice("agreed", gettext("agreed or adopted")),
        Choice("proposed", gettext("proposed as new")),
    ]
    kinds = [
        Choice("replace", gettext("other words")),
        Choice("delete", gettext("deletion")),
        Choice("insert", gettext("new clause")),
        Choice("move", gettext("another place")),
        Choice("bridge", gettext("bridging text")),
    ]
    fields = [
        FilterField("theme", gettext("Theme"), themes, way.theme),
        FilterField("state", gettext("State"), states, way.state),
        FilterField("kind", gettext("Proposed"), kinds, way.kind),
    ]
    return [one for one in fields if one.choices]

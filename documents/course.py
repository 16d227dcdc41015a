"""The course of a text: how much of it was open when each of its editions was issued.

An edition freezes the text alone. What was on the table beside it then is known from when each amendment was tabled,
written anew, joined, closed and opened again; from both the rolling text of that day is made once more, and measured
as that of today is.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from documents.document import Clause
from documents.measures import Measures, measure_clause, sum_measures
from documents.readings import OpenAmendment, consolidate_clause


@dataclass(frozen=True, slots=True)
class Turn:
    """When an amendment left the table, or came back to it."""

    at: datetime
    is_open: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """From when to when a delegation stood behind an amendment of another; ``until`` None: it still does."""

    delegation: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PastAmendment:
    """An amendment with all that has happened to it since it was tabled."""

    clause: str
    versions: Sequence[tuple[datetime, OpenAmendment]]  # each text that it had, the first one first
    turns: Sequence[Turn] = ()  # in the order in which they came
    joined: Sequence[Joined] = ()

    def at(self, moment: datetime) -> OpenAmendment | None:
        """Return the amendment as it lay on the table at a moment, None where it did not.

        >>> noon, evening = datetime(2026, 4, 22, 12), datetime(2026, 4, 22, 18)
        >>> one = OpenAmendment(
        ...     id="a", kind="delete", delegation="KAZ", sponsors=("KAZ",), tabled_at=noon, rationale=""
        ... )
        >>> past = PastAmendment(clause="c", versions=[(noon, one)], turns=[Turn(evening, False)])
        >>> past.at(noon) == one, past.at(evening)
        (True, None)
        """
        written = [one for since, one in self.versions if since <= moment]
        if not written or written[-1].tabled_at > moment:
            return None
        turns = [turn for turn in self.turns if turn.at <= moment]
        if turns and not turns[-1].is_open:
            return None
        behind = sorted(
            one.delegation
            for one in self.joined
            if one.since <= moment and (one.until is None or one.until > moment)
        )
        return replace(written[-1], sponsors=(written[-1].delegation, *behind))


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposedClause:
    """A clause that an insertion brought to the table, with each text that it had."""

    id: str
    texts: Sequence[tuple[datetime, Clause]]

    def at(self, moment: datetime) -> Clause | None:
        """Return the clause as it read at a moment, None where it did not stand there yet."""
        return next((one for since, one in reversed(self.texts) if since <= moment), None)


@dataclass(frozen=True, slots=True)
class Issued:
    """The text of an edition, and when it was issued."""

    at: datetime
    clauses: Sequence[Clause]


def measure_course(
    editions: Iterable[Issued], amendments: Sequence[PastAmendment], proposed: Sequence[ProposedClause] = ()
) -> list[Measures]:
    """Return how much was open at each edition, with everything that was on the table then."""
    # From one edition to the next most clauses stay as they are, with what is proposed on them.
    known: dict[Hashable, Measures] = {}
    course = []
    for edition in editions:
        tabled: dict[str, list[OpenAmendment]] = {}
        for past in amendments:
            if (one := past.at(edition.at)) is not None:
                tabled.setdefault(past.clause, []).append(one)
        brought = {clause for clause, ones in tabled.items() if any(one.kind == "insert" for one in ones)}
        issued = {clause.id for clause in edition.clauses}
        new = [one.at(edition.at) for one in proposed if one.id in brought - issued]
        measures = []
        for clause in (*edition.clauses, *(one for one in new if one is not None)):
            on_it = sorted(tabled.get(clause.id, ()), key=lambda one: (one.tabled_at, one.id))
            same = (clause.id, clause.revision, *(_same(one) for one in on_it))
            if same not in known:
                known[same] = measure_clause(consolidate_clause(clause, on_it))
            measures.append(known[same])
        course.append(sum_measures(measures))
    return course


def _same(one: OpenAmendment) -> Hashable:
    """Return what says that an amendment lies on the table as it did before."""
    return one.id, one.sponsors, tuple(sorted(one.fields.items())), tuple(sorted(one.base.items()))

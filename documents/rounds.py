"""Rounds: until when comments or proposals are asked for, on which clauses; what comes late; which reminder is due.

At any time a clause is in one open round of a kind at the most, so everything said of it falls into one round or none.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from documents.errors import ChangesNothing, Unacceptable, WrongStatus, fact
from documents.reminders import nearest_reminder

RoundKind = Literal["comments", "proposals"]
ROUND_KINDS: tuple[RoundKind, ...] = get_args(RoundKind)
LateRule = Literal["mark", "refuse"]
LATE_RULES: tuple[LateRule, ...] = get_args(LateRule)
RoundState = Literal["announced", "open", "closed", "called off"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """One round. All times in UTC."""

    id: str
    name: str
    kind: RoundKind
    late: LateRule  # what becomes of an amendment that is tabled after the deadline
    opens_at: datetime
    deadline: datetime
    set_at: datetime  # when this deadline was set
    closed_at: datetime | None = None  # before the deadline
    clauses: frozenset[str] = frozenset()  # with what stands under them; none: the whole document

    @property
    def ends_at(self) -> datetime:
        """Until when something is in time."""
        return self.deadline if self.closed_at is None else min(self.deadline, self.closed_at)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clause stands, as far as rounds ask."""

    under: str | None = None  # the clause that it is part of
    after: str | None = None  # of one that a delegation proposes or has proposed: behind which
    came_at: datetime | None = None  # when that was tabled; None: it is a draft
    origins: tuple[str, ...] = ()  # of which it came by a split or a merger


@dataclass(frozen=True, slots=True)
class Fallen:
    """The round into which something falls, and whether it came after its deadline."""

    round: Round
    is_late: bool


def state_of(one: Round, at: datetime) -> RoundState:
    """Return in which state a round is at an instant; what comes at the deadline itself is in time.

    >>> from datetime import UTC, timedelta
    >>> day = datetime(2026, 4, 1, tzinfo=UTC)
    >>> times = {"opens_at": day, "deadline": day.replace(day=3), "set_at": day}
    >>> one = Round(id="r", name="", kind="proposals", late="mark", **times)
    >>> [state_of(one, day.replace(day=n)) for n in (1, 2, 3)], state_of(one, day.replace(day=3, second=1))
    (['open', 'open', 'open'], 'closed')
    >>> state_of(one, day - timedelta(seconds=1))
    'announced'
    """
    if one.closed_at is not None and at >= one.closed_at:
        return "called off" if one.closed_at <= one.opens_at else "closed"
    if at < one.opens_at:
        return "announced"
    return "open" if at <= one.deadline else "closed"


def covers(one: Round, clause: str, places: Mapping[str, Place]) -> bool:
    """Return whether a round asks about a clause.

    It does if it asks about the whole document, if it names the clause, or one of which that is a part. What was
    proposed after it opened could not be named: it belongs where it was put, behind a clause that the round asks about.
    What came of a clause by a split or a merger is asked about as that was.
    """
    if not one.clauses or clause in one.clauses:
        return True
    place = places.get(clause)
    if place is None:
        return False
    if place.under is not None and covers(one, place.under, places):
        return True
    if any(covers(one, origin, places) for origin in place.origins):
        return True
    is_new = place.came_at is None or place.came_at > one.opens_at
    return is_new and place.after is not None and covers(one, place.after, places)


def fallen_into(
    rounds: Iterable[Round], clause: str, at: datetime, places: Mapping[str, Place]
) -> Fallen | None:
    """Return the round into which something falls that is said of a clause at an instant, None for none.

    ``rounds``: of one kind. While one is open, what is said is in time in it; between two it came late to the one that
    ended last; before the first there is nothing to be late for.
    """
    held = [
        one
        for one in rounds
        if state_of(one, at) in ("open", "closed") and covers(one, clause, places)  # called off: it never ran
    ]
    running = [one for one in held if state_of(one, at) == "open"]
    if running:
        return Fallen(max(running, key=lambda one: one.opens_at), False)
    last = max(held, key=lambda one: (one.ends_at, one.id), default=None)
    return Fallen(last, True) if last is not None else None


def reminder_due(one: Round, at: datetime, written: Collection[int]) -> int | None:
    """Return which reminder is due at an instant: how many hours before the deadline; ``written`` are those there are.

    One whose time was past when the round opened, or when the deadline was set, is none.

    >>> from datetime import UTC
    >>> day = datetime(2026, 4, 1, tzinfo=UTC)
    >>> times = {"opens_at": day, "deadline": day.replace(day=3), "set_at": day}
    >>> one = Round(id="r", name="", kind="proposals", late="mark", **times)
    >>> moments = [day.replace(hour=23), day.replace(day=2), day.replace(day=2, hour=23), day.replace(day=3, second=1)]
    >>> [reminder_due(one, at, ()) for at in moments]
    [None, 24, 1, None]
    >>> reminder_due(one, day.replace(day=2, hour=5), [24]) is None
    True
    """
    if state_of(one, at) not in ("announced", "open"):
        return None
    nearest = nearest_reminder(one.deadline, at, known_since=max(one.opens_at, one.set_at))
    return nearest if nearest not in written else None


def require_times(opens_at: datetime, deadline: datetime, *, now: datetime) -> None:
    """Refuse a round that would open in the past, or end before anybody can answer."""
    if opens_at < now:
        raise Unacceptable(
            "A round does not open in the past; leave out when it opens, and it opens now.", field="opens_at"
        )
    if deadline <= opens_at:
        raise Unacceptable("The deadline comes after the opening.", field="deadline")


def require_new_deadline(one: Round, deadline: datetime, *, now: datetime) -> None:
    """Refuse a deadline that no round can have, or that this one has.

    A round that has ended is opened again by a later deadline: what was tabled since is in time then.
    """
    state = state_of(one, now)
    if state == "called off":
        raise WrongStatus("This round was called off before it opened; open another one.")
    if deadline <= now:
        raise Unacceptable("A deadline lies ahead; to end the round now, close it.", field="deadline")
    if deadline <= one.opens_at:
        raise Unacceptable("The deadline comes after the opening.", field="deadline")
    if deadline == one.deadline and one.closed_at is None:
        raise ChangesNothing("This is the deadline already.", field="deadline")


def require_running(one: Round, *, now: datetime) -> None:
    """Refuse to close what is over."""
    state = state_of(one, now)
    if state in ("closed", "called off"):
        word = fact("is closed already") if state == "closed" else fact("was called off")
        raise WrongStatus(f"This round {word}; move its deadline to open it again, or open another one.")


def require_alone(one: Round, others: Iterable[Round], places: Mapping[str, Place]) -> None:
    """Refuse a round that would run at the same time as another of its kind on the same clauses."""
    for other in others:
        never_ran = other.closed_at is not None and other.closed_at <= other.opens_at
        if other.id == one.id or other.kind != one.kind or never_ran:
            continue
        apart = other.ends_at < one.opens_at or one.ends_at < other.opens_at
        if not apart and _meet(one, other, places):
            raise WrongStatus(
                f"The round {other.name!r} asks for {other.kind} on the same clauses, from "
                f"{other.opens_at:%Y-%m-%d %H:%M} to {other.ends_at:%Y-%m-%d %H:%M} UTC. Move or close that one, or "
                "choose other times or clauses.",
                round=other.id,
            )


def _meet(one: Round, other: Round, places: Mapping[str, Place]) -> bool:
    """Return whether two rounds ask about the same clause."""
    if not one.clauses or not other.clauses:
        return True
    return any(
        covers(one, clause, places) and covers(other, clause, places)
        for clause in {*places, *one.clauses, *other.clauses}
    )

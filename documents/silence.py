"""A silence procedure: a text is frozen and stands agreed unless a delegation objects before the deadline.

Everything follows from the clock and from what was said: whoever asks at an instant gets the same answer, whether
somebody has written it down since or not.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from documents.errors import EmptyText, Unacceptable, UnknownValue, WrongStatus
from documents.reminders import nearest_reminder

MINIMUM_HOURS = 72  # where the rules of a document say nothing else
LONGEST = timedelta(days=90)  # a deadline beyond is a slip of the pen, and would freeze the text
TO_CONFIRM = timedelta(hours=24)  # beyond the deadline, for a head to confirm what was said in time

Outcome = Literal["unbroken", "broken", "called off"]
SilenceState = Literal["running", "to be confirmed", "unbroken", "broken", "called off"]
SILENCE_STATES: tuple[SilenceState, ...] = get_args(SilenceState)


@dataclass(frozen=True, slots=True)
class Silence:
    """What the state of a silence procedure hangs on, beside the clock."""

    deadline: datetime
    awaits_confirmation: bool = False  # of an objection that was made before the deadline
    outcome: Outcome | None = None  # once it is written

    @property
    def closes_at(self) -> datetime:
        """When it ends if nobody says anything more.

        Nobody is silent who has spoken: an objection that its head has not confirmed yet holds the outcome back, but
        not for ever.
        """
        return self.deadline + TO_CONFIRM if self.awaits_confirmation else self.deadline

    def state_at(self, at: datetime) -> SilenceState:
        """Return where it stands at an instant; the deadline itself is too late for an objection.

        >>> noon = datetime(2026, 4, 24, 12, tzinfo=UTC)
        >>> [Silence(noon).state_at(noon + timedelta(seconds=k)) for k in (-1, 0, 1)]
        ['running', 'unbroken', 'unbroken']
        >>> Silence(noon, awaits_confirmation=True).state_at(noon + timedelta(hours=23))
        'to be confirmed'
        """
        if self.outcome is not None:
            return self.outcome
        if at < self.deadline:
            return "running"
        return "to be confirmed" if at < self.closes_at else "unbroken"

    def is_frozen_at(self, at: datetime) -> bool:
        """Return whether its text is frozen at an instant."""
        return self.state_at(at) in ("running", "to be confirmed")


Notice = Literal["deadline", "24", "1", "outcome"]
NEWS = timedelta(
    days=1
)  # as long is something news: an upgrade, or a long pause, mails nobody what is history


def notice_due(
    one: Silence, at: datetime, *, set_at: datetime, written_at: datetime | None, sent: Collection[Notice]
) -> Notice | None:
    """Return of what people are to be told by letter: the deadline, that it is near, or what came of it.

    ``set_at``: when this deadline was set; ``written_at``: the outcome; ``sent``: what they were told of this deadline.

    >>> noon = datetime(2026, 4, 24, 12, tzinfo=UTC)
    >>> set_at, moments = noon - timedelta(days=3), [noon - timedelta(hours=k) for k in (72, 40, 24, 1, 0)]
    >>> [notice_due(Silence(noon), at, set_at=set_at, written_at=None, sent=()) for at in moments]
    ['deadline', None, '24', '1', None]
    >>> notice_due(Silence(noon, outcome="broken"), noon, set_at=set_at, written_at=noon, sent=["deadline"])
    'outcome'
    """
    found: Notice | None = None
    if written_at is not None:
        found = "outcome" if at - written_at <= NEWS else None
    elif at < one.deadline:
        nearest = nearest_reminder(one.deadline, at, known_since=set_at)
        near: Mapping[int, Notice] = {24: "24", 1: "1"}
        found = near[nearest] if nearest is not None else "deadline" if at - set_at <= NEWS else None
    return found if found not in sent else None


def earliest_deadline(at: datetime, minimum_hours: int) -> datetime:
    """Return the first full minute that leaves delegations the time that they are due.

    >>> earliest_deadline(datetime(2026, 4, 21, 12, 0, 30, tzinfo=UTC), 72)
    datetime.datetime(2026, 4, 24, 12, 1, tzinfo=datetime.timezone.utc)
    """
    earliest = at + timedelta(hours=minimum_hours)
    whole = earliest.replace(second=0, microsecond=0)
    return whole if whole == earliest else whole + timedelta(minutes=1)


def require_deadline(deadline: datetime, *, at: datetime, minimum_hours: int) -> None:
    """Refuse a deadline that is too near, or so far that it is a slip.

    >>> require_deadline(datetime(2026, 4, 23, tzinfo=UTC), at=datetime(2026, 4, 21, tzinfo=UTC), minimum_hours=72)
    Traceback (most recent call last):
    documents.errors.Unacceptable: Delegations have at least 72 hours by the rules of this document: the earliest \
deadline is 24 April 2026, 00:00 UTC.
    """
    if deadline - at < timedelta(hours=minimum_hours):
        earliest = earliest_deadline(at, minimum_hours)
        raise Unacceptable(
            f"Delegations have at least {minimum_hours} hours by the rules of this document: the earliest deadline "
            f"is {in_words(earliest)}.",
            field="deadline",
            minimum_hours=minimum_hours,
            earliest=earliest,
        )
    _require_not_too_far(deadline, at)


def require_extension(deadline: datetime, present: Silence, *, at: datetime) -> None:
    """Refuse an extension that comes too late, or is none."""
    if present.state_at(at) != "running":
        raise WrongStatus(
            f"The silence procedure is over ({present.state_at(at)}); it can be extended until its deadline only. "
            "Open another one."
        )
    if deadline <= present.deadline:
        raise Unacceptable(
            f"An extension is never shorter: name a time after {in_words(present.deadline)}.",
            field="deadline",
            present_deadline=present.deadline,
        )
    _require_not_too_far(deadline, at)


def require_objection(present: Silence, *, at: datetime) -> None:
    """Refuse an objection that comes too late."""
    state = present.state_at(at)
    if state == "broken":
        raise WrongStatus(
            "The silence is broken already, and the text is free: propose an amendment, or take a position."
        )
    if state == "called off":
        raise WrongStatus(
            "The silence procedure was called off, and the text is free: there is nothing to object to."
        )
    if state != "running":
        raise WrongStatus(
            f"The deadline was {in_words(present.deadline)}, by the clock of the server; an objection comes too late. "
            "Ask the chair to reopen the clauses.",
            deadline=present.deadline,
        )


def require_minimum(hours: int) -> None:
    """Refuse a minimum that is none, or beyond what a deadline can be."""
    most = LONGEST // timedelta(hours=1)
    if not 1 <= hours <= most:
        raise Unacceptable(
            f"Say how many hours delegations have at least: 1 to {most}.", field="minimum_hours"
        )


def require_objected_clauses(clauses: Collection[str], scope: Collection[str]) -> None:
    """Refuse an objection to nothing, or to what is not in the scope."""
    if not clauses:
        raise EmptyText("Say to which clauses you object.", field="clauses")
    for clause in clauses:
        if clause not in scope:
            raise UnknownValue(
                f"{clause} is not among the clauses of this silence procedure.", field="clauses"
            )


def levels_to_take(levels: Sequence[str]) -> tuple[str, ...]:
    """Return the levels that silence can give: neither the first, which is open, nor the last, which adoption gives.

    >>> levels_to_take(["open", "agreed in informals", "agreed ad ref", "adopted"])
    ('agreed in informals', 'agreed ad ref')
    """
    return tuple(levels[1:-1])


def time_zone_named(name: str) -> ZoneInfo:
    """Return a time zone, or refuse a name that none has.

    >>> time_zone_named("Asia/Tashkent").key
    'Asia/Tashkent'
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownValue(
            f"There is no time zone {name!r}; write one as Asia/Almaty, Europe/Rome, UTC.", field="time_zone"
        ) from None


def local_times(moment: datetime, zones: Mapping[str, str | None]) -> dict[str, datetime]:
    """Return what the clocks of delegations show at a moment; UTC where no zone is known.

    >>> noon = datetime(2026, 4, 24, 12, tzinfo=UTC)
    >>> {code: f"{time:%H:%M %z}" for code, time in local_times(noon, {"KGZ": "Asia/Bishkek", "XYZ": None}).items()}
    {'KGZ': '18:00 +0600', 'XYZ': '12:00 +0000'}
    """
    return {code: moment.astimezone(_zone(name)) for code, name in zones.items()}


def in_words(moment: datetime) -> str:
    """Return a time as it stands in a sentence.

    >>> in_words(datetime(2026, 4, 4, 12, 5, 30, tzinfo=UTC))
    '4 April 2026, 12:05:30 UTC'
    """
    utc = moment.astimezone(UTC)
    clock = "%H:%M:%S" if utc.second else "%H:%M"
    return f"{utc.day} {utc:%B %Y, {clock}} UTC"


def _zone(name: str | None) -> ZoneInfo:
    try:
        return time_zone_named(name or "UTC")
    except UnknownValue:  # the machine has another list than the one on which it was entered
        return ZoneInfo("UTC")


def _require_not_too_far(deadline: datetime, at: datetime) -> None:
    if deadline - at > LONGEST:
        raise Unacceptable(
            f"The text would be frozen for more than {LONGEST.days} days; name a time before {in_words(at + LONGEST)}.",
            field="deadline",
        )

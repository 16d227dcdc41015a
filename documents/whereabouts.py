"""Where each proposal went: what stands for it now on which clause, by which steps, and what became of it there.

A split or a merger writes a proposal again on the clauses that take the place of its own; undoing lets it stand again.
Here the steps are followed from the first clause to the present ones. Words that found no place stay on the list.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Literal

from documents.amendments import Status, Uptake

Act = Literal["split", "merger", "move", "undoing"]
Outcome = Literal[
    "taken over", "taken over in part", "open", "not taken", "withdrawn", "said already", "no place"
]
OUTCOMES: tuple[Outcome, ...] = (
    "taken over",
    "taken over in part",
    "said already",
    "open",
    "not taken",
    "withdrawn",
    "no place",
)
_TAKEN: frozenset[Outcome] = frozenset(("taken over", "taken over in part", "said already"))


@dataclass(frozen=True, slots=True)
class Lost:
    """Words of a proposal that no new clause has a place for, and what they would have changed."""

    act: str  # id
    address: str  # "" where it is no field's
    base: str
    proposed: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """What one act of streamlining made of one proposal, or of the place of the clause on which proposals stand."""

    act: str  # id
    kind: Act
    undoes: str = ""  # id of an act
    at: datetime
    subject: str = (
        ""  # the proposal that it led elsewhere; "" where a clause moved with all that stands on it
    )
    clause: str
    fate: str
    to: str = ""  # what stands for it now; "" where nothing does
    to_clause: str = ""
    lost: Sequence[Lost] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One act by which a proposal came from one clause to another, and how whole it arrived."""

    act: str  # id
    kind: Act
    at: datetime
    clause: str
    to_clause: str
    fate: str


@dataclass(frozen=True, slots=True)
class Stop:
    """What stands for a proposal, on which clause, and how it came there."""

    amendment: str
    clause: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a proposal stands now: on one clause, on several, or on none."""

    stops: tuple[Stop, ...]
    lost: tuple[Lost, ...] = ()
    said: tuple[str, ...] = ()  # acts that made a text which says what it wanted


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal where and when it was tabled."""

    id: str
    clause: str
    at: datetime


def follow(proposals: Iterable[Proposal], notes: Iterable[Note]) -> dict[str, Trail]:
    """Return where each proposal stands by now; notes are given in the order in which things happened.

    What an act wrote in place of a proposal is that proposal still, and has no trail of its own.

    >>> at = datetime(2026, 4, 1)
    >>> cut = [Note(act="s", kind="split", at=at, subject="p", clause="a", fate="cut", to=f"p{n}", to_clause=f"a{n}")
    ...        for n in (1, 2)]
    >>> trails = follow([Proposal("p", "a", at), Proposal("p1", "a1", at), Proposal("p2", "a2", at)], cut)
    >>> {one: [stop.clause for stop in trail.stops] for one, trail in trails.items()}
    {'p': ['a1', 'a2']}
    """
    notes = list(notes)
    copies = {note.to for note in notes if note.subject and note.fate != "restored"}
    begun = [one for one in proposals if one.id not in copies]
    tabled = {one.id: one.at for one in begun}
    trails = {one.id: Trail((Stop(one.id, one.clause),)) for one in begun}
    for _, together in groupby(notes, lambda note: note.act):
        of_act = list(together)
        led: dict[str, list[Note]] = {}
        for note in of_act:
            led.setdefault(note.subject, []).append(note)
        for root, trail in trails.items():
            if tabled[root] <= of_act[0].at:
                trails[root] = _led(root, trail, led)
    return trails


def _led(root: str, trail: Trail, led: Mapping[str, Sequence[Note]]) -> Trail:
    """Return a trail one act further."""
    stops: dict[str, Stop] = {}
    lost, said = list(trail.lost), list(trail.said)
    # A proposal that stood nowhere stands again where the act is undone that found no place for it.
    standing = trail.stops or (Stop(root, ""),)
    for stop in standing:
        for note in led.get("", ()):
            if note.clause == stop.clause:
                stop = replace(stop, steps=(*stop.steps, _step(note, stop.clause)))
        notes = led.get(stop.amendment)
        if notes is None:
            if stop.clause:
                stops.setdefault(stop.amendment, stop)
            continue
        for note in notes:
            if note.fate == "restored":
                lost = [one for one in lost if one.act != note.undoes]
                said = [one for one in said if one != note.undoes]
            lost += note.lost
            if note.fate == "satisfied":
                said.append(note.act)
            if note.to:
                stops.setdefault(
                    note.to, Stop(note.to, note.to_clause, (*stop.steps, _step(note, note.to_clause)))
                )
    return Trail(tuple(stops.values()), tuple(lost), tuple(said))


def _step(note: Note, to_clause: str) -> Step:
    return Step(note.act, note.kind, note.at, note.clause, to_clause, note.fate)


def outcome_of_end(status: Status, uptake: Uptake) -> Outcome:
    """Return what became of what stands for a proposal on one clause.

    >>> outcome_of_end("tabled", "not so far"), outcome_of_end("closed", "partly")
    ('open', 'taken over in part')
    """
    if status == "withdrawn":
        return "withdrawn"
    if uptake == "adopted":
        return "taken over"
    if uptake == "partly":
        return "taken over in part"
    return "not taken" if status == "closed" else "open"


def outcome_of(ends: Iterable[Outcome], trail: Trail) -> Outcome:
    """Return in a word what became of a whole proposal, of which the parts may have fared differently.

    >>> outcome_of(["taken over", "open"], Trail(())), outcome_of(["withdrawn", "not taken"], Trail(()))
    ('taken over in part', 'not taken')
    >>> outcome_of(["taken over"], Trail((), lost=(Lost("s", "text", "by 2027", "by 2030"),)))
    'taken over in part'
    """
    found: set[Outcome] = set(ends)
    if trail.lost:
        found.add("no place")
    if trail.said:
        found.add("said already")
    if len(found) == 1:
        return found.pop()
    if found & _TAKEN:
        return "taken over" if found <= {"taken over", "said already"} else "taken over in part"
    return "open" if "open" in found else "not taken"

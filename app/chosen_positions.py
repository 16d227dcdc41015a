"""What of the matrix of positions a request asks for: which columns, which rows, and up to which circle."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from app.access_to_people import delegation_named
from app.parameters import Reading
from documents.circles import Circle
from documents.positions import Stance


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """What of a matrix is wanted: which columns, and of which rows."""

    circle: Circle = "everyone"  # up to which: what is for a narrower one is left out
    delegations: Collection[str] = ()  # none: all who are heard
    stances: Collection[Stance] = ()  # rows with one of these; none: all rows
    stale: bool = False  # rows with a stale position
    unconfirmed: bool = False  # rows with one that was recorded and is not confirmed
    undecided: bool = False  # clauses that are not agreed
    amendments: bool = True  # a row for each amendment, too


def chosen_of(
    session: Reading,
    circle: Annotated[
        Circle, Query(description="up to which: what you read in a narrower one is left out")
    ] = "everyone",
    delegation: Annotated[
        list[str] | None, Query(max_length=40, description="columns; all by default")
    ] = None,
    stance: Annotated[list[Stance] | None, Query(max_length=6, description="rows with one of these")] = None,
    stale: Annotated[bool, Query(description="rows with a position on words that are others now")] = False,
    unconfirmed: Annotated[
        bool, Query(description="rows with a position that was recorded and is not confirmed")
    ] = False,
    undecided: Annotated[bool, Query(description="only clauses that are not agreed")] = False,
    amendments: Annotated[bool, Query(description="a row for each amendment, too")] = True,
) -> Chosen:
    """Return what of the matrix is wanted."""
    return Chosen(
        circle=circle,
        delegations=frozenset(delegation_named(session, code).code for code in delegation or ()),
        stances=frozenset(stance or ()),
        stale=stale,
        unconfirmed=unconfirmed,
        undecided=undecided,
        amendments=amendments,
    )

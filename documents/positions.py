"""What a delegation thinks of a text: its stance, in a circle, bound to the words that it has read."""

from collections.abc import Collection, Iterable
from typing import Literal, Protocol, TypeVar, get_args

from documents.circles import CIRCLES, Circle
from documents.errors import Unacceptable, WrongStatus
from documents.permissions import Participant

Stance = Literal["support", "can accept", "flexible", "needs instructions", "reserve", "oppose"]
STANCES: tuple[Stance, ...] = get_args(Stance)  # from the friendliest to the contrary


YES: tuple[Stance, ...] = ("support", "can accept")  # by which a delegation fulfils a condition
AGAINST: tuple[Stance, ...] = (
    "needs instructions",
    "reserve",
    "oppose",
)  # as long as one says so, no level is taken


class InCircle(Protocol):
    """Whatever is said in a circle."""

    @property
    def circle(self) -> Circle:
        """Who reads it."""


Said = TypeVar("Said", bound=InCircle)


def innermost(said: Iterable[Said]) -> Said | None:
    """Return what is said in the narrowest circle: whoever reads it knows more than the others do.

    A delegation may tell everyone that it is flexible, the chair that it can accept, and itself why.
    """
    return min(said, key=lambda one: CIRCLES.index(one.circle), default=None)


def circles_up_to(circle: Circle) -> tuple[Circle, ...]:
    """Return a circle and those that are wider.

    >>> circles_up_to("chair")
    ('chair', 'everyone')
    """
    return CIRCLES[CIRCLES.index(circle) :]


def require_position(
    participant: Participant,
    stance: Stance,
    circle: Circle,
    *,
    red_line: bool = False,
    sponsors: Collection[str] = (),
) -> None:
    """Refuse a position that contradicts itself; ``sponsors`` stand behind the amendment that it is about.

    >>> require_position(Participant("KAZ", "negotiator"), "flexible", "everyone", sponsors=["UZB"])
    >>> require_position(Participant("KAZ", "negotiator"), "oppose", "everyone", sponsors=["KAZ", "UZB"])
    Traceback (most recent call last):
    documents.errors.WrongStatus: KAZ stands behind this amendment. Say so to nobody but yourselves or the chair, or \
withdraw or leave the amendment first.
    """
    if red_line and circle != "delegation":
        raise Unacceptable(
            "A red line is kept within the delegation: choose the circle 'delegation', or leave it out.",
            field="red_line",
        )
    if participant.recorder and circle == "delegation":
        raise Unacceptable(
            "What a delegation thinks among itself is not recorded by others: choose the circle 'everyone' or 'chair'.",
            field="circle",
        )
    if circle == "everyone" and stance != "support" and participant.delegation in sponsors:
        raise WrongStatus(
            f"{participant.delegation} stands behind this amendment. Say so to nobody but yourselves or the chair, or "
            "withdraw or leave the amendment first."
        )

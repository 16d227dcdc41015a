"""Where a proposal went, drawn for a row of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.pages.frame import Named
from app.pages.pen import Pen
from app.pages.streamlined import FATES
from app.pages.wanted import WantedShown, draw_wanted, what_it_does
from app.speaking import N_, gettext
from documents.references import print_references
from documents.whereabouts import Lost
from documents.whereabouts_table import Came, End, Whereabouts

_BY: Mapping[str, str] = {
    "split": N_("%(clause)s was split"),
    "merger": N_("%(clause)s was merged"),
    "move": N_("%(clause)s was moved"),
}


@dataclass(frozen=True, slots=True)
class LegShown:
    """How a proposal came from one clause to another, in words."""

    words: str
    by: Came


@dataclass(frozen=True, kw_only=True, slots=True)
class EndShown:
    """What stands for a proposal on one clause."""

    end: End
    fate: str  # how whole it arrived, "" where it never left
    legs: Sequence[LegShown]


@dataclass(frozen=True, kw_only=True, slots=True)
class WhereaboutsShown:
    """One row of the table."""

    one: Whereabouts
    by: Sequence[Named]
    does: str  # of a proposal that is no other wording: what it does
    wanted: Sequence[WantedShown]
    ends: Sequence[EndShown]
    lost: Sequence[Lost]


def draw_whereabouts(one: Whereabouts, pen: Pen) -> WhereaboutsShown:
    """Return one proposal, and where it went."""
    return WhereaboutsShown(
        one=one,
        by=tuple(pen.cast[code] for code in one.proposal.delegations),
        does=what_it_does(one.proposal),
        wanted=draw_wanted(one.proposal, pen),
        ends=[_end(end) for end in one.ends],
        lost=[
            Lost(
                it.act,
                it.address,
                print_references(it.base, pen.labels),
                print_references(it.proposed, pen.labels),
            )
            for it in one.lost
        ],
    )


def _end(end: End) -> EndShown:
    return EndShown(
        end=end,
        fate=FATES[end.legs[-1].fate] if end.legs else "",
        legs=[
            LegShown(
                gettext("taken back")
                if leg.by.kind == "undoing"
                else gettext(_BY[leg.by.kind], clause=leg.label),
                leg.by,
            )
            for leg in end.legs
        ],
    )

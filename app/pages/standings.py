"""Where clauses and documents stand, as a sign and a word: never a sign alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.pages.frame import Cast, Named
from documents.consensus import Agreement
from documents.content import COUNTED_KINDS
from documents.document import ConsolidatedClause
from documents.measures import measure_clause, sum_measures
from documents.positions import Stance
from documents.standing import clashes_in

Sign = Literal[
    "open",
    "informals",
    "ad-ref",
    "agreed",
    "collision",
    "proposed",
    "options",
    "support",
    "accept",
    "instructions",
    "reserve",
    "oppose",
]
SIGN_OF_STANCE: Mapping[Stance, Sign] = {
    "support": "support",
    "can accept": "accept",
    "flexible": "open",
    "needs instructions": "instructions",
    "reserve": "reserve",
    "oppose": "oppose",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one clause stands: its sign, the word beside it, and on whom it still depends."""

    sign: Sign
    word: str
    pending: Sequence[Named] = ()
    pending_clauses: Sequence[str] = ()  # their labels
    fallen_from: str = ""  # the level that an edit of the text has ended


def sign_of_level(level: str, levels: Sequence[str]) -> Sign:
    """Return the sign of an agreement level by its place in the document's order.

    >>> levels = ("open", "agreed in informals", "agreed ad ref", "agreed in plenary", "adopted")
    >>> [sign_of_level(level, levels) for level in levels]
    ['open', 'informals', 'ad-ref', 'agreed', 'agreed']
    """
    signs: tuple[Sign, ...] = ("open", "informals", "ad-ref", "agreed")
    place = levels.index(level) if level in levels else 0
    return signs[min(place, len(signs) - 1)]


def standing_of(
    one: ConsolidatedClause, levels: Sequence[str], cast: Cast, labels: dict[str, str], *, options: bool
) -> Standing:
    """Return where a clause stands; ``options``: whole texts compete in it."""
    agreement = one.clause.agreement
    pending = tuple(cast[code] for code in agreement.pending_delegations if code in cast)
    clauses = tuple(labels.get(clause, clause) for clause in agreement.pending_clauses)
    if not one.clause.standing:
        return Standing("proposed", "proposed")
    if not agreement.is_open:
        sign = sign_of_level(agreement.level, levels)
        return Standing(sign, _word(agreement, sign), pending, clauses)
    fallen = agreement.dropped_from or ""
    if options:
        return Standing("options", "options", pending, clauses, fallen)
    if clashes_in(one):
        return Standing("collision", "in collision", pending, clauses, fallen)
    return Standing("open", "open", pending, clauses, fallen)


def _word(agreement: Agreement, sign: Sign) -> str:
    if sign == "agreed":
        return "adopted" if agreement.level == "adopted" else "agreed"
    return agreement.level.removeprefix("agreed ")


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """Where a whole document stands."""

    agreed: int  # in plenary, or adopted
    ad_ref: int
    informals: int
    open: int
    proposed: int  # new clauses that are not in the text yet
    amendments: int
    words_in_brackets: int  # per cent of the words of the rolling text

    @property
    def nearly(self) -> int:
        """How many clauses are agreed in informals or ad ref."""
        return self.ad_ref + self.informals

    @property
    def clauses(self) -> int:
        """How many clauses the text has."""
        return self.agreed + self.nearly + self.open


def progress_of(clauses: Sequence[ConsolidatedClause], levels: Sequence[str]) -> Progress:
    """Return where a document stands; headings are not counted, their amendments are."""
    signs = [
        sign_of_level(one.clause.agreement.level, levels)
        for one in clauses
        if one.clause.standing and one.clause.kind in COUNTED_KINDS
    ]
    return Progress(
        agreed=signs.count("agreed"),
        ad_ref=signs.count("ad-ref"),
        informals=signs.count("informals"),
        open=signs.count("open"),
        proposed=sum(not one.clause.standing for one in clauses),
        amendments=sum(len(one.amendments) for one in clauses),
        words_in_brackets=sum_measures(measure_clause(one) for one in clauses).share,
    )

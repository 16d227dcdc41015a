"""The status form: the present text on white, yellow and green, as far as each clause is agreed."""

from collections import Counter
from typing import Literal

from documents.consensus import Agreement
from documents.document import ConsolidatedClause
from exporters.word.forms import FormRules
from exporters.word.naming import level_name

Standing = Literal["open", "conditional", "agreed"]
_FILLS: dict[Standing, str] = {"open": "", "conditional": "FFF2B3", "agreed": "D5EBD0"}
_CONDITIONAL = ("agreed in informals", "agreed ad ref")


class Status(FormRules):
    """Shows where each clause stands: by the ground it stands on, and in words beside it."""

    def shows(self, item: ConsolidatedClause) -> bool:
        """Whether the clause is part of the text: a tabled insertion is not yet."""
        return item.clause.standing

    def fill(self, item: ConsolidatedClause) -> str:
        """Return the colour of where the clause stands."""
        return _FILLS[standing_of(item.clause.agreement)]

    def margin(self, item: ConsolidatedClause) -> str:
        """Return in words what the colour says."""
        level = level_name(item.clause.agreement.level, self._printer.language)
        notes = (self._printer.agreement(item) or level, self._printer.staleness(item))
        return "; ".join(note for note in notes if note)

    def legend(self) -> list[str]:
        """Return what the colours mean, and how many clauses stand on each."""
        counts = Counter(
            standing_of(item.clause.agreement) for item in self._document.clauses if self.shows(item)
        )
        facts = {name: str(counts[name]) for name in _FILLS}
        return [self._printer.say("legend status", **facts)]


def standing_of(agreement: Agreement) -> Standing:
    """Return how far a clause is agreed: not, on conditions (ad referendum, in informals, pending), or fully.

    >>> standing_of(Agreement("agreed in plenary")), standing_of(Agreement("agreed in plenary", ("TJK",)))
    ('agreed', 'conditional')
    """
    if agreement.is_open:
        return "open"
    is_pending = agreement.pending_delegations or agreement.pending_clauses
    return "conditional" if is_pending or agreement.level in _CONDITIONAL else "agreed"

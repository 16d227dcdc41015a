"""The clean form: the present text alone; what is not yet agreed carries a note in the margin."""

from documents.document import ConsolidatedClause
from exporters.word.forms import FormRules


class Clean(FormRules):
    """Shows the text as it stands; nothing that is only proposed."""

    def shows(self, item: ConsolidatedClause) -> bool:
        """Whether the clause is part of the text: a tabled insertion is not yet."""
        return item.clause.standing

    def margin(self, item: ConsolidatedClause) -> str:
        """Return what keeps the clause from being agreed, and whether its text is behind."""
        notes = (self._printer.agreement(item), self._printer.staleness(item))
        return "; ".join(note for note in notes if note)

    def legend(self) -> list[str]:
        """Return the line on notes in the margin, where any clause has one."""
        if any(self.shows(item) and self._printer.agreement(item) for item in self._document.clauses):
            return [self._printer.say("legend clean")]
        return []

"""A document while its story is played, with the names that the story gives to what happens."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demonstration.story import Act
from app.models import (
    AmendmentRow,
    ClauseRow,
    CommentRow,
    DocumentRow,
    RoundRow,
    SilenceProcedureRow,
    TranslationRequestRow,
)
from app.services.revisions import head_of


@dataclass(slots=True)
class Stage:
    """A document while its story is played: what the story calls its clauses, amendments and decisions."""

    session: Session
    document: DocumentRow
    clauses: dict[str, ClauseRow]
    amendments: dict[str, AmendmentRow] = field(default_factory=dict)
    comments: dict[str, CommentRow] = field(default_factory=dict)
    rounds: dict[str, RoundRow] = field(default_factory=dict)
    silences: dict[str, SilenceProcedureRow] = field(default_factory=dict)
    requests: dict[str, TranslationRequestRow] = field(default_factory=dict)
    decisions: dict[str, list[str]] = field(default_factory=dict)  # clause -> decisions that are not undone

    @classmethod
    def of(cls, session: Session, document: DocumentRow) -> "Stage":
        """Set the stage with the clauses of a document under their drafter's keys."""
        rows = session.scalars(
            select(ClauseRow).where(ClauseRow.document_id == document.id, ClauseRow.key != "")
        )
        return cls(session, document, {row.key: row for row in rows})

    def clause(self, act: Act, name: str = "clause") -> ClauseRow:
        """Return the clause that an act names."""
        return self.clause_called(act, act.word(name))

    def clause_called(self, act: Act, key: str) -> ClauseRow:
        """Return the clause that the story calls by a key: a drafter's, or the name of an insertion."""
        return self.clauses[key] if key in self.clauses else act.refuse(f"there is no clause {key!r}")

    def amendment(self, act: Act, name: str) -> AmendmentRow:
        """Return the amendment that the story calls by a name."""
        known = self.amendments.get(name)
        return known if known is not None else act.refuse(f"there is no amendment {name!r} so far")

    def present(self, clause: ClauseRow, language: str | None = None) -> tuple[str | None, dict[str, str]]:
        """Return the revision of a clause that stands now, and its content."""
        head = head_of(self.session, clause.id, language or self.document.negotiated_language)
        return (head.id, dict(head.content)) if head is not None else (None, {})

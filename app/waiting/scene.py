"""One document as it is looked at for what waits in it: what several look at is read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in
from app.models import AmendmentRow, DocumentRow
from app.models.standings import as_standings
from app.models.values import Labelled, as_labels
from documents.permissions import Capacity, Participant
from documents.standing import Standing


@dataclass(frozen=True)
class Scene:
    """A document, and who looks at it."""

    session: Session
    participant: Participant
    document: DocumentRow
    now: datetime

    @cached_property
    def capacity(self) -> Capacity | None:
        """In which the delegation of whoever looks takes part."""
        return capacity_in(self.session, self.participant, self.document)

    @cached_property
    def clauses(self) -> Sequence[Labelled]:
        """The running text by name, in its order."""
        return as_labels(self.session, self.document)

    @cached_property
    def own(self) -> Sequence[AmendmentRow]:
        """The drafts of whoever looks, and what their delegation has on the table."""
        return self.session.scalars(
            select(AmendmentRow).where(
                AmendmentRow.document_id == self.document.id,
                AmendmentRow.delegation == self.participant.delegation,
                AmendmentRow.status.in_(("draft", "tabled")),
            )
        ).all()

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """Where each clause stands."""
        return as_standings(self.session, self.document)

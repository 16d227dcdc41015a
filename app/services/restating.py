"""Old clauses give way to new ones: what a streamlining has at hand while everything on them goes along.

Its matters are as private as they were. What everyone reads is written first and held back from the record until the
streams of few have theirs, since streams are taken in the order of their names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import CarriedRow, ClauseHeadRow, ClauseRevisionRow, ClauseRow, DocumentRow, new_id
from app.models import StreamliningRow as Streamlining
from app.models.streamlining import Fate, Matter
from app.services.record import PUBLIC
from documents.amendments import Status
from documents.permissions import Participant
from documents.streamlining import Restated


@dataclass(frozen=True, kw_only=True, slots=True)
class Restating:
    """Clauses that give way and clauses that take their place, in their order, with the texts of both."""

    row: Streamlining
    participant: Participant
    document: DocumentRow
    sources: Sequence[ClauseRow]
    targets: Sequence[ClauseRow]
    heads: Mapping[str, ClauseRevisionRow]  # clause id -> its text in the negotiated language
    words: Restated
    now: datetime
    # Of each thing that went along: what stands for it now, and on which of the new clauses.
    went: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    homes: dict[str, int] = field(
        default_factory=dict
    )  # comment -> the clause that it came from, where that is undone
    closed: dict[str, Status] = field(default_factory=dict)  # amendment -> the status that it had

    @property
    def source_ids(self) -> list[str]:
        """The ids of the clauses that give way."""
        return [clause.id for clause in self.sources]

    def number_of(self, clause: str) -> int:
        """Return the which one of the old clauses one is."""
        return self.source_ids.index(clause)

    def note(
        self,
        session: Session,
        matter: Matter,
        subject: str,
        clause: str,
        fate: Fate,
        *,
        to: str | None = None,
        target: int | None = None,
        stream: str = PUBLIC,
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        """Write where something went that stood on one of the old clauses."""
        session.add(
            CarriedRow(
                id=new_id(),
                streamlining_id=self.row.id,
                stream=stream,
                matter=matter,
                subject_id=subject,
                clause_id=clause,
                fate=fate,
                to_id=to,
                to_clause_id=self.targets[target].id if target is not None else None,
                facts=dict(facts or {}),
            )
        )
        if to is not None and target is not None:
            self.went.setdefault(subject, []).append((to, target))


def restating_of(
    session: Session,
    *,
    row: Streamlining,
    participant: Participant,
    document: DocumentRow,
    sources: Sequence[ClauseRow],
    targets: Sequence[ClauseRow],
    now: datetime,
) -> Restating:
    """Return what is at hand once the new clauses have their texts."""
    heads = heads_of(session, document, (clause.id for clause in (*sources, *targets)))
    return Restating(
        row=row,
        participant=participant,
        document=document,
        sources=sources,
        targets=targets,
        heads=heads,
        words=Restated(
            sources[0].kind,
            tuple(heads[clause.id].content for clause in sources),
            tuple(heads[clause.id].content for clause in targets),
        ),
        now=now,
    )


def heads_of(
    session: Session, document: DocumentRow, clauses: Iterable[str], language: str | None = None
) -> dict[str, ClauseRevisionRow]:
    """Return the present texts of clauses in a language, the negotiated one by default: clause id -> revision."""
    rows = session.scalars(
        select(ClauseRevisionRow)
        .join(ClauseHeadRow, ClauseHeadRow.revision_id == ClauseRevisionRow.id)
        .where(
            ClauseHeadRow.clause_id.in_(list(clauses)),
            ClauseHeadRow.language == (language or document.negotiated_language),
        )
        .execution_options(populate_existing=True)
    )
    return {row.clause_id: row for row in rows}

"""Writing a sub-amendment: the words of the other delegation's amendment, from which the form starts."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.access import amendment_for
from app.models import AmendmentRow, ClauseRow, DocumentRow
from app.models.values import as_clause
from app.models.written import as_written, last_revisions
from app.speaking import gettext
from documents.content import ClauseKind, Content
from documents.errors import UnknownValue, WrongStatus
from documents.permissions import Participant
from documents.readings import OpenAmendment
from documents.subamendments import require_amendable, words_on


@dataclass(frozen=True, slots=True)
class Amending:
    """An amendment that is amended; ``text`` is the id of its last text, ``words`` what the clause reads with it."""

    id: str
    text: str
    delegation: str
    words: Mapping[str, str]
    written: OpenAmendment
    clause_kind: ClauseKind

    def words_on(self, content: Content) -> Mapping[str, str]:
        """Return what another text of the clause reads with it."""
        return words_on(self.clause_kind, self.written, content)


def amending(
    session: Session, participant: Participant, clause: ClauseRow, document: DocumentRow, amendment: str
) -> Amending:
    """Return the amendment that the form is to amend, or refuse that."""
    row, there, _ = amendment_for(session, participant, amendment)
    if there.id != clause.id:
        raise UnknownValue(gettext("This amendment is one to another clause."), field="amends")
    if row.status != "tabled":
        raise WrongStatus(
            gettext("This amendment is not on the table; propose your words on the clause itself.")
        )
    [(_, written)] = as_written(session, [row])
    require_amendable(written, participant.delegation)
    return as_amended(session, row, document)


def as_amended(session: Session, row: AmendmentRow, document: DocumentRow) -> Amending:
    """Return an amendment in its last text, with what the present clause reads with it."""
    [(_, written)] = as_written(session, [row])
    [last] = last_revisions(session, [row.id])
    clause = as_clause(session, document, row.clause_id).clause
    return Amending(
        row.id, last.id, row.delegation, words_on(clause.kind, written, clause.content), written, clause.kind
    )

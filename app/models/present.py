"""What clauses and amendments read now, for whatever is tied to a text: comments, positions."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.hashing import hash_values
from app.models.texts import ClauseHeadRow, ClauseRevisionRow, DocumentRow
from app.models.written import last_revisions


class PresentText(NamedTuple):
    """The text that a clause or an amendment has now: its id, "" of a clause without words, and its fields."""

    id: str
    fields: Mapping[str, str]
    stands_alone: bool = False  # of an insertion: there is no text under it


NO_TEXT = PresentText("", {})


def present_texts(
    session: Session, document: DocumentRow, *, clauses: Collection[str], amendments: Collection[str] = ()
) -> dict[str, PresentText]:
    """Return what clauses (in the negotiated language) and amendments read now, by their ids, in two queries."""
    heads = session.scalars(
        select(ClauseRevisionRow)
        .join(ClauseHeadRow, ClauseHeadRow.revision_id == ClauseRevisionRow.id)
        .where(
            ClauseHeadRow.clause_id.in_(clauses),
            ClauseHeadRow.language == document.negotiated_language,
        )
    )
    found = {one.clause_id: PresentText(one.id, one.content) for one in heads}
    if amendments:
        found |= {
            one.amendment_id: PresentText(one.id, one.fields, one.base_revision is None)
            for one in last_revisions(session, sorted(amendments))
        }
    return found


def hash_read(clause: PresentText, proposed: PresentText | None = None) -> str:
    """Return the hash of what somebody reads of a clause, or of what is proposed on it, with the clause under it."""
    under = {} if proposed is not None and proposed.stands_alone else dict(clause.fields)
    read = {} if proposed is None else {"amendment": dict(proposed.fields)}
    return hash_values(clause=under, **read)

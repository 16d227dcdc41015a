"""What clauses and amendments read now, for whatever is tied to a text: comments, positions, links."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models.hashing import hash_values
from app.models.texts import ClauseHeadRow, ClausePlaceRow, ClauseRevisionRow, ClauseRow, DocumentRow
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
    heads = session.execute(
        select(ClauseRevisionRow.clause_id, ClauseRevisionRow.id, ClauseRevisionRow.content)
        .join(ClauseHeadRow, ClauseHeadRow.revision_id == ClauseRevisionRow.id)
        .where(
            ClauseHeadRow.clause_id.in_(clauses),
            ClauseHeadRow.language == document.negotiated_language,
        )
    )
    found = {clause: PresentText(revision, content) for clause, revision, content in heads}
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


class WholeText(NamedTuple):
    """What a clause reads now with the sub-items under it: its revision, theirs in the order of the text, the hash."""

    revision: str
    under: tuple[str, ...]
    hash: str


def whole_texts(session: Session, clauses: Collection[str]) -> dict[str, WholeText]:
    """Return what clauses of any document read now, each in its negotiated language, by their ids, in two queries.

    A clause that has no words yet is not among them.
    """
    present = select(ClauseRow.id, ClauseRevisionRow.id, ClauseRevisionRow.hash).join(
        DocumentRow, DocumentRow.id == ClauseRow.document_id
    )
    present = present.join(
        ClauseHeadRow,
        and_(
            ClauseHeadRow.clause_id == ClauseRow.id, ClauseHeadRow.language == DocumentRow.negotiated_language
        ),
    ).join(ClauseRevisionRow, ClauseRevisionRow.id == ClauseHeadRow.revision_id)
    under: dict[str, list[tuple[str, str]]] = {}
    below = present.add_columns(ClausePlaceRow.parent_id).join(
        ClausePlaceRow, and_(ClausePlaceRow.clause_id == ClauseRow.id, ClausePlaceRow.current)
    )
    for _, revision, hashed, parent in session.execute(
        below.where(
            ClausePlaceRow.parent_id.in_(clauses), ClauseRow.kind == "sub_item", ClauseRow.state == "standing"
        ).order_by(ClausePlaceRow.order_key, ClauseRow.id)
    ):
        under.setdefault(parent, []).append((revision, hashed))
    found = {}
    for clause, revision, hashed in session.execute(present.where(ClauseRow.id.in_(clauses))):
        items = under.get(clause, [])
        whole = hash_values(text=hashed, under=[one for _, one in items]) if items else hashed
        found[clause] = WholeText(revision, tuple(one for one, _ in items), whole)
    return found

"""Bridging texts as their readers see them, with what each would do for the open amendments."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import BridgeReaderRow, BridgingTextRow, ClauseRevisionRow, DocumentRow
from app.models.present import NO_TEXT, present_texts
from app.models.values import clauses_by_id
from app.models.written import as_open_amendments
from app.schemas.bridging_texts import BridgedFieldOut, BridgingTextOut, SatisfiedOut
from app.schemas.comparison import SegmentOut
from documents.content import ClauseKind, ordered_addresses
from documents.diff import diff_words
from documents.permissions import HOUSE, Participant
from documents.readings import OpenAmendment, uptake_of


def show_bridging_texts(
    session: Session, participant: Participant, document: DocumentRow, rows: Sequence[BridgingTextRow]
) -> list[BridgingTextOut]:
    """Return bridging texts in the order given, in a bounded number of queries."""
    if not rows:
        return []
    clauses = sorted({row.clause_id for row in rows})
    placed = clauses_by_id(session, document, clauses)
    present = present_texts(session, document, clauses=clauses)
    amendments = as_open_amendments(session, clauses=clauses)
    bases = {
        one.id: one.content
        for one in session.scalars(
            select(ClauseRevisionRow).where(ClauseRevisionRow.id.in_({row.base_revision for row in rows}))
        )
    }
    readers: dict[str, list[str]] = {}
    for reader in session.scalars(
        select(BridgeReaderRow)
        .where(BridgeReaderRow.bridging_text_id.in_([row.id for row in rows]))
        .order_by(BridgeReaderRow.delegation)
    ):
        readers.setdefault(reader.bridging_text_id, []).append(reader.delegation)
    return [
        BridgingTextOut.of(
            row,
            document=document.slug,
            label=placed[row.clause_id].clause.label,
            fields=_fields(placed[row.clause_id].clause.kind, bases[row.base_revision], row.fields),
            is_stale=present.get(row.clause_id, NO_TEXT).fields != bases[row.base_revision],
            satisfies=[
                satisfied(placed[row.clause_id].clause.kind, one, {**bases[row.base_revision], **row.fields})
                for one in amendments.get(row.clause_id, ())
            ],
            # Whom else the chair has asked is between each of them and the chair.
            shown_to=readers.get(row.id, []) if participant.delegation in (*HOUSE, row.by) else None,
        )
        for row in rows
    ]


def satisfied(kind: ClauseKind, amendment: OpenAmendment, text: Mapping[str, str]) -> SatisfiedOut:
    """Return how much of an amendment a text would take; where a clause stands, or whether, no text says."""
    taken = uptake_of(kind, amendment, text) if amendment.kind == "replace" else "not so far"
    return SatisfiedOut(
        amendment=amendment.id, kind=amendment.kind, sponsors=list(amendment.sponsors), uptake=taken
    )


def _fields(kind: ClauseKind, base: Mapping[str, str], wanted: Mapping[str, str]) -> list[BridgedFieldOut]:
    return [
        BridgedFieldOut(
            field=address,
            base=base.get(address, ""),
            text=wanted[address],
            segments=[SegmentOut.of(one) for one in diff_words(base.get(address, ""), wanted[address])],
        )
        for address in ordered_addresses(kind, wanted)
    ]

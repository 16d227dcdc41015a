"""Bridging texts as the page of a clause shows them: which there are, who facilitates, and the forms for both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in
from app.access_beside import facilitates, visible_bridging_texts
from app.models import BridgingTextRow, ClauseRow, DocumentRow, FacilitatorRow
from app.pages.entries import FieldToWrite, fields_to_write
from app.pages.frame import Named, heard_in
from app.pages.pen import Pen
from app.pages.references import show_references
from documents.document import Clause
from documents.permissions import Participant, may


@dataclass(frozen=True, slots=True)
class UnsentBridge:
    """What was typed in a form for a bridging text that was refused."""

    texts: Mapping[str, str] = field(default_factory=dict)  # field -> words
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class BridgeShown:
    """A bridging text in the list of a clause."""

    id: str
    by: Named
    moment: datetime
    word: str  # what has become of it
    is_open: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class BridgingShown:
    """What lies between the proposals on a clause."""

    texts: Sequence[BridgeShown]
    facilitators: Sequence[Named]
    could_facilitate: Sequence[Named]  # to the chair
    may_bridge: bool
    fields: Sequence[FieldToWrite]  # in the form: what was typed, else the present text
    base_revision: str
    unsent: UnsentBridge


def show_bridging(
    session: Session,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    present: Clause,
    pen: Pen,
    unsent: UnsentBridge,
) -> BridgingShown:
    """Return the bridging texts that this reader sees, and who was asked to look for one."""
    rows = session.scalars(
        select(BridgingTextRow)
        .where(BridgingTextRow.clause_id == clause.id, visible_bridging_texts(participant))
        .order_by(BridgingTextRow.created_at, BridgingTextRow.id)
    )
    facilitators = session.scalars(
        select(FacilitatorRow.delegation).where(
            FacilitatorRow.clause_id == clause.id, FacilitatorRow.ended_at.is_(None)
        )
    ).all()
    bridges = clause.state in ("standing", "proposed") and present.agreement.is_open
    may_bridge = may(participant, "bridge", capacity=capacity_in(session, participant, document)) and (
        participant.role == "chair" or facilitates(session, participant, clause)
    )
    could = heard_in(session, document, pen.cast) if may(participant, "name facilitators") else []
    standing = {address: show_references(text, pen.labels) for address, text in present.content.items()}
    return BridgingShown(
        texts=[
            BridgeShown(
                id=row.id,
                by=pen.cast[row.by],
                moment=row.created_at,
                word=_word(row),
                is_open=row.withdrawn_at is None and row.decision_id is None,
            )
            for row in rows
        ],
        facilitators=[pen.cast[code] for code in pen.cast if code in facilitators],
        could_facilitate=[one for one in could if one.code not in facilitators] if bridges else (),
        may_bridge=bridges and may_bridge,
        fields=fields_to_write(present.kind, standing, dict(unsent.texts)) if bridges and may_bridge else (),
        base_revision=present.revision,
        unsent=unsent,
    )


def _word(row: BridgingTextRow) -> str:
    if row.withdrawn_at is not None:
        return "withdrawn"
    if row.decision_id is not None:
        return "adopted"
    return "released" if row.released_at is not None else "not released"

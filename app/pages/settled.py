"""Where nobody can change a text any more, or not now: pages say why, and show no form that could not succeed."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.models import ClauseRow, DocumentRow
from app.refusing import sentence_of
from app.services.adoption import require_not_adopted
from app.services.freezing import require_not_under_silence
from documents.errors import IsAdopted, UnderSilence


def why_final(session: Session, document: DocumentRow) -> str:
    """Return why the text of a document is final, "" as long as it is negotiated."""
    try:
        require_not_adopted(session, document)
    except IsAdopted as rule:
        return sentence_of(rule)
    return ""


def why_frozen(session: Session, document: DocumentRow, clause: str | None, *, now: datetime) -> str:
    """Return why nothing is tabled on a clause, or under it, now; "" where silence does not freeze it."""
    try:
        require_not_under_silence(session, document=document.id, clauses=[clause], now=now)
    except UnderSilence as rule:
        return sentence_of(rule)
    return ""


def require_to_be_decided(
    session: Session, document: DocumentRow, clause: ClauseRow, *, now: datetime
) -> None:
    """Refuse a form of the chair for a text that is final or frozen."""
    require_not_adopted(session, document)
    require_not_under_silence(session, document=document.id, clauses=[clause.id], now=now)

"""The tables, one family a file."""

from app.models.decisions import DecisionRow, StatusChangeRow, UptakeRow
from app.models.editions import EditionClauseRow, EditionRow
from app.models.pdfs import PdfRow
from app.models.people import ApiTokenRow, DelegationRow, ParticipationRow
from app.models.proposals import AmendmentRevisionRow, AmendmentRow, SponsorshipRow
from app.models.record import EventRow, EventStreamRow, KeptAnswerRow
from app.models.redlines import RedlineRow
from app.models.registry import Row, new_id
from app.models.texts import ClauseHeadRow, ClausePlaceRow, ClauseRevisionRow, ClauseRow, DocumentRow

__all__ = [
    "AmendmentRevisionRow",
    "AmendmentRow",
    "ApiTokenRow",
    "ClauseHeadRow",
    "ClausePlaceRow",
    "ClauseRevisionRow",
    "ClauseRow",
    "DecisionRow",
    "DelegationRow",
    "DocumentRow",
    "EditionClauseRow",
    "EditionRow",
    "EventRow",
    "EventStreamRow",
    "KeptAnswerRow",
    "ParticipationRow",
    "PdfRow",
    "RedlineRow",
    "Row",
    "SponsorshipRow",
    "StatusChangeRow",
    "UptakeRow",
    "new_id",
]

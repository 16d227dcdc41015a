"""The tables, one family a file."""

from app.models.accounts import AccountRow, ApiTokenRow, BrakeRow, LastUseRow, LinkRow, SignInRow
from app.models.adoptions import AdoptionRow
from app.models.bridging import BridgeReaderRow, BridgingTextRow, FacilitatorRow
from app.models.comments import CommentRow
from app.models.decisions import DecisionRow, StatusChangeRow, UptakeRow
from app.models.editions import EditionClauseRow, EditionRow
from app.models.links import ClauseLinkRow
from app.models.packages import PackageClauseRow, PackageRow
from app.models.participation import ParticipationActRow
from app.models.pdfs import PdfRow
from app.models.people import DelegationRow, HouseRulesRow, ParticipationRow
from app.models.positions import PositionRow
from app.models.proposals import (
    AmendmentRevisionRow,
    AmendmentRow,
    ReleaseRow,
    SponsorRequestRow,
    SponsorshipRow,
)
from app.models.record import EventRow, EventStreamRow, KeptAnswerRow
from app.models.redlines import RedlineRow
from app.models.registry import Row, new_id
from app.models.rounds import RoundClauseRow, RoundReminderRow, RoundRow
from app.models.silence import (
    ObjectionRow,
    SilenceClauseRow,
    SilenceExtensionRow,
    SilenceLetterRow,
    SilenceProcedureRow,
    SilenceRulesRow,
)
from app.models.statements import StatementRow
from app.models.streamlining import CarriedRow, ClauseOriginRow, StreamliningRow
from app.models.texts import ClauseHeadRow, ClausePlaceRow, ClauseRevisionRow, ClauseRow, DocumentRow
from app.models.translations import TranslationRequestRow

__all__ = [
    "AccountRow",
    "AdoptionRow",
    "AmendmentRevisionRow",
    "AmendmentRow",
    "ApiTokenRow",
    "BrakeRow",
    "BridgeReaderRow",
    "BridgingTextRow",
    "CarriedRow",
    "ClauseHeadRow",
    "ClauseLinkRow",
    "ClauseOriginRow",
    "ClausePlaceRow",
    "ClauseRevisionRow",
    "ClauseRow",
    "CommentRow",
    "DecisionRow",
    "DelegationRow",
    "DocumentRow",
    "EditionClauseRow",
    "EditionRow",
    "EventRow",
    "EventStreamRow",
    "FacilitatorRow",
    "HouseRulesRow",
    "KeptAnswerRow",
    "LastUseRow",
    "LinkRow",
    "ObjectionRow",
    "PackageClauseRow",
    "PackageRow",
    "ParticipationActRow",
    "ParticipationRow",
    "PdfRow",
    "PositionRow",
    "RedlineRow",
    "ReleaseRow",
    "RoundClauseRow",
    "RoundReminderRow",
    "RoundRow",
    "Row",
    "SignInRow",
    "SilenceClauseRow",
    "SilenceExtensionRow",
    "SilenceLetterRow",
    "SilenceProcedureRow",
    "SilenceRulesRow",
    "SponsorRequestRow",
    "SponsorshipRow",
    "StatementRow",
    "StatusChangeRow",
    "StreamliningRow",
    "TranslationRequestRow",
    "UptakeRow",
    "new_id",
]

"""From an id in a request to a row, or a refusal. What a reader may not see does not exist for it.

Every function answers an unknown id and a hidden one with the same :class:`NotThere`, and after the same question:
what may be seen is part of it, so that neither how often the store is asked nor how long it takes tells one from the
other. A row that is hidden is not locked either; nobody waits for what does not exist.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import Session, aliased

from app.errors import NoAccount
from app.keys import leads_to
from app.models import (
    AccountRow,
    AmendmentRow,
    ApiTokenRow,
    ClauseRevisionRow,
    ClauseRow,
    CommentRow,
    DelegationRow,
    DocumentRow,
    EditionRow,
    LastUseRow,
    ParticipationRow,
    PdfRow,
    RedlineRow,
    SignInRow,
)
from documents.errors import NotThere, UnknownValue
from documents.permissions import HOUSE, Capacity, Participant, may, require

Rows = TypeVarTuple("Rows")


def _storable(name: str) -> str:
    """Return a name as it came, or refuse one that no row can have: PostgreSQL knows no NUL in a text."""
    if "\x00" in name:
        raise NotThere
    return name


def capacity_in(session: Session, participant: Participant, document: DocumentRow) -> Capacity | None:
    """Return in which capacity the participant's delegation takes part in a document."""
    row = session.get(ParticipationRow, (document.id, participant.delegation))
    return row.capacity if row is not None else None


def capacities_of(session: Session, participant: Participant) -> dict[str, Capacity]:
    """Return in which capacity the participant's delegation takes part in each document: document id -> capacity."""
    rows = session.scalars(
        select(ParticipationRow).where(ParticipationRow.delegation == participant.delegation)
    )
    return {row.document_id: row.capacity for row in rows}


def documents_for(session: Session, participant: Participant) -> list[DocumentRow]:
    """Return the documents that a participant may read."""
    query = select(DocumentRow).order_by(DocumentRow.created_at, DocumentRow.slug)
    if participant.delegation not in HOUSE:
        query = query.join(ParticipationRow, ParticipationRow.document_id == DocumentRow.id).where(
            ParticipationRow.delegation == participant.delegation
        )
    return list(session.scalars(query))


def _in_readable_document(participant: Participant) -> ColumnElement[bool]:
    """Return the condition that a participant may read the document of the question."""
    if participant.delegation in HOUSE:
        return true()
    return exists().where(
        ParticipationRow.document_id == DocumentRow.id, ParticipationRow.delegation == participant.delegation
    )


def _in_visible_clause(participant: Participant) -> ColumnElement[bool]:
    """Return the condition that a participant may see the clause of the question, and read its document."""
    brought_in = aliased(AmendmentRow)
    seen = exists().where(
        brought_in.clause_id == ClauseRow.id,
        brought_in.kind == "insert",
        visible_amendments(participant, brought_in),
    )
    return and_(_in_readable_document(participant), or_(ClauseRow.state.not_in(("draft", "dropped")), seen))


def _found(session: Session, query: Select[*Rows], *, lock: type[Any] | None) -> tuple[*Rows]:
    """Return the one row of a question, or refuse; ``lock`` names whose row is held until the transaction ends."""
    row = session.execute(query.with_for_update(key_share=True, of=lock) if lock else query).first()
    if row is None:
        raise NotThere
    return row


def document_for(session: Session, participant: Participant, slug: str, *, lock: bool = False) -> DocumentRow:
    """Return a document by its slug; ``lock`` while its structure is to be changed."""
    query = select(DocumentRow).where(DocumentRow.slug == _storable(slug), _in_readable_document(participant))
    return _found(session, query, lock=DocumentRow if lock else None)[0]


def clause_for(
    session: Session, participant: Participant, clause: str, *, lock: bool = False
) -> tuple[ClauseRow, DocumentRow]:
    """Return a clause with its document; ``lock`` serialises everything that is written on the clause."""
    query = (
        select(ClauseRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(ClauseRow.id == _storable(clause), _in_visible_clause(participant))
    )
    return _found(session, query, lock=ClauseRow if lock else None)


def visible_amendments(
    participant: Participant, of: type[AmendmentRow] = AmendmentRow
) -> ColumnElement[bool]:
    """Return the condition under which an amendment may be seen: tabled at some time, or one's own."""
    return or_(of.tabled_at.is_not(None), of.delegation == participant.delegation)


def amendment_for(
    session: Session, participant: Participant, amendment: str, *, lock: bool = False
) -> tuple[AmendmentRow, ClauseRow, DocumentRow]:
    """Return an amendment with its clause and document; ``lock`` as in :func:`clause_for`."""
    query = (
        select(AmendmentRow, ClauseRow, DocumentRow)
        .join(ClauseRow, ClauseRow.id == AmendmentRow.clause_id)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(
            AmendmentRow.id == _storable(amendment),
            visible_amendments(participant),
            _in_visible_clause(participant),
        )
    )
    row, clause, document = _found(session, query, lock=ClauseRow if lock else None)
    if lock:
        session.refresh(row)  # it may have changed while we waited for the clause
    return row, clause, document


def visible_comments(participant: Participant):  # type: ignore[no-untyped-def]
    """Return the condition under which a comment is read: as :func:`documents.circles.reads_circle` says."""
    own, everyone = CommentRow.opened_by == participant.delegation, CommentRow.circle == "everyone"
    if participant.delegation in HOUSE:
        return or_(own, everyone, CommentRow.circle == "chair")
    return or_(own, everyone)


def comment_for(
    session: Session, participant: Participant, comment: str, *, lock: bool = False
) -> tuple[CommentRow, DocumentRow]:
    """Return a comment with its document; ``lock`` while it is changed."""
    query = (
        select(CommentRow, DocumentRow)
        .join(ClauseRow, ClauseRow.id == CommentRow.clause_id)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(
            CommentRow.id == _storable(comment),
            visible_comments(participant),
            _in_visible_clause(participant),
        )
    )
    return _found(session, query, lock=CommentRow if lock else None)


def thread_for(
    session: Session, participant: Participant, comment: str, *, lock: bool = False
) -> tuple[CommentRow, DocumentRow]:
    """Return the comment that opened the thread in which a comment stands, with its document."""
    row, document = comment_for(session, participant, comment, lock=lock)
    return comment_for(session, participant, row.thread_id, lock=lock) if row.thread_id else (row, document)


def revision_for(session: Session, participant: Participant, revision: str) -> ClauseRevisionRow:
    """Return a revision of a clause that the participant may see."""
    query = (
        select(ClauseRevisionRow)
        .join(ClauseRow, ClauseRow.id == ClauseRevisionRow.clause_id)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(ClauseRevisionRow.id == _storable(revision), _in_visible_clause(participant))
    )
    return _found(session, query, lock=None)[0]


def edition_for(session: Session, participant: Participant, edition: str) -> tuple[EditionRow, DocumentRow]:
    """Return an edition by its id, with its document."""
    query = (
        select(EditionRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == EditionRow.document_id)
        .where(EditionRow.id == _storable(edition), _in_readable_document(participant))
    )
    return _found(session, query, lock=None)


def redline_for(
    session: Session, participant: Participant, redline: str, *, lock: bool = False
) -> tuple[RedlineRow, DocumentRow]:
    """Return a redlined file with its document: of one's own delegation only; ``lock`` while findings are filed."""
    query = (
        select(RedlineRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == RedlineRow.document_id)
        .where(
            RedlineRow.id == _storable(redline),
            RedlineRow.delegation == participant.delegation,
            _in_readable_document(participant),
        )
    )
    return _found(session, query, lock=RedlineRow if lock else None)


def pdf_for(session: Session, participant: Participant, pdf: str) -> tuple[PdfRow, DocumentRow]:
    """Return a PDF that one's own delegation ordered, with its document."""
    query = (
        select(PdfRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == PdfRow.document_id)
        .where(
            PdfRow.id == _storable(pdf),
            PdfRow.delegation == participant.delegation,
            _in_readable_document(participant),
        )
    )
    return _found(session, query, lock=None)


def delegation_for(session: Session, code: str) -> DelegationRow:
    """Return a delegation by its code; who takes part is known to everybody who does."""
    row = session.get(DelegationRow, _storable(code))
    if row is None:
        raise NotThere
    return row


def delegation_named(session: Session, code: str, *, field: str = "delegation") -> DelegationRow:
    """Return a delegation by its code, or say which there are."""
    row = session.get(DelegationRow, code) if "\x00" not in code else None
    if row is None:
        known = session.scalars(select(DelegationRow.code).order_by(DelegationRow.ordinal)).all()
        raise UnknownValue(f"There is no delegation {code!r}; there are: {', '.join(known)}.", field=field)
    return row


def account_for(session: Session, participant: Participant, account: str) -> AccountRow:
    """Return an account, for administrators."""
    require(participant, "administer")
    row = session.get(AccountRow, _storable(account))
    if row is None:
        raise NotThere
    return row


def own_account(session: Session, participant: Participant) -> AccountRow:
    """Return the account of whoever asks; an operator's token has none."""
    require(participant, "own account")
    if not participant.account:
        raise NoAccount
    return session.get_one(AccountRow, participant.account)


def language_of(session: Session, participant: Participant) -> str:
    """Return in which language the interface speaks to whoever asks; English where they have no account."""
    row = session.get(AccountRow, participant.account) if participant.account else None
    return row.language if row is not None else "en"


def token_for(session: Session, participant: Participant, token: str) -> ApiTokenRow:
    """Return a token: one's own, any for administrators."""
    row = session.get(ApiTokenRow, _storable(token))
    if row is None:
        raise NotThere
    is_own = bool(participant.account) and row.account_id == participant.account
    if not is_own and not may(participant, "administer"):
        raise NotThere
    return row


def good_tokens(session: Session, account: AccountRow, *, now: datetime) -> list[ApiTokenRow]:
    """Return the tokens of an account that are still good."""
    query = select(ApiTokenRow).where(ApiTokenRow.account_id == account.id, ApiTokenRow.revoked_at.is_(None))
    return list(
        session.scalars(query.where(or_(ApiTokenRow.expires_at.is_(None), ApiTokenRow.expires_at > now)))
    )


@dataclass(frozen=True, slots=True)
class OpenSignIn:
    """A browser that is signed in, the name of the token with which it is, and when it last came."""

    row: SignInRow
    token_name: str | None  # None: by the password of the account, or through another system
    last_use: datetime | None


def open_sign_ins(session: Session, account: AccountRow, *, now: datetime) -> list[OpenSignIn]:
    """Return the browsers that are signed in to an account, the latest first."""
    rows = session.execute(
        select(SignInRow, ApiTokenRow.name, LastUseRow.at)
        .outerjoin(ApiTokenRow, ApiTokenRow.id == SignInRow.token_id)
        .outerjoin(LastUseRow, LastUseRow.key_id == SignInRow.id)
        .where(leads_to(account.id), SignInRow.ended_at.is_(None), SignInRow.expires_at > now)
        .where(ApiTokenRow.revoked_at.is_(None))
        .order_by(SignInRow.created_at.desc(), SignInRow.id)
    )
    return [OpenSignIn(row, name, used) for row, name, used in rows]


def sign_in_for(session: Session, participant: Participant, sign_in: str) -> SignInRow:
    """Return a sign-in to one's own account."""
    account = own_account(session, participant)
    query = select(SignInRow).where(SignInRow.id == _storable(sign_in), leads_to(account.id))
    row = session.scalar(query)
    if row is None:
        raise NotThere
    return row


def speaking_for(session: Session, participant: Participant, delegation: str | None) -> Participant:
    """Return in whose name something is said: one's own, or a delegation's whose words the secretariat records."""
    if delegation is None:
        return participant
    require(participant, "record orally")
    code = delegation_named(session, delegation, field="on_behalf_of").code
    return Participant(code, "negotiator", account=participant.account, recorder=participant.delegation)

"""From an id in a request to a delegation, a person or a key of theirs, or a refusal: as :mod:`app.access`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.access import storable
from app.errors import NoAccount
from app.keys import leads_to
from app.models import AccountRow, ApiTokenRow, DelegationRow, LastUseRow, SignInRow
from documents.errors import NotThere, UnknownValue
from documents.permissions import Action, Participant, may, require


def delegation_for(session: Session, code: str) -> DelegationRow:
    """Return a delegation by its code; who takes part is known to everybody who does."""
    row = session.get(DelegationRow, storable(code))
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
    row = session.get(AccountRow, storable(account))
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
    row = session.get(ApiTokenRow, storable(token))
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
    query = select(SignInRow).where(SignInRow.id == storable(sign_in), leads_to(account.id))
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


def speaking_as(session: Session, participant: Participant, action: Action, delegation: str) -> Participant:
    """Return who speaks where a path names the delegation: it itself, or the secretariat that records its words."""
    code = delegation_for(session, delegation).code
    if code == participant.delegation:
        return participant
    if may(participant, "record orally"):
        return speaking_for(session, participant, code)
    require(participant, action, owner=code)
    raise AssertionError("what is another delegation's is not theirs")

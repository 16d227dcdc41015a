"""Accounts: whom administrators invite, the links with which people choose a password, what is changed later."""

import re
import secrets
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.access_to_people import delegation_named
from app.errors import DeadLink
from app.keys import hash_secret
from app.models import AccountRow, DelegationRow, LinkRow, SignInRow, new_id
from app.models.accounts import LinkPurpose
from app.services.record import CHAIR, OPERATOR, own_stream_of, record
from app.services.sign_ins import end_sign_ins, hold_sign_ins
from app.services.tokens import hold_tokens, revoke_tokens_of
from app.services.turns import take_turn
from app.speaking import known_language
from documents.cleaning import clean
from documents.composing import compose
from documents.content import Field
from documents.errors import StateForbids, Unacceptable, UnknownValue
from documents.permissions import Participant, Role, require, roles_of_kind

GOOD_FOR = timedelta(days=7)  # an invitation; it may travel on paper
RESET_GOOD_FOR = timedelta(days=1)
CHOSEN = "password chosen"  # what the event of it says
IN_DEMONSTRATION = "demonstration"  # in the event of it: every page said that anybody can be anybody here
_LONGEST_ADDRESS = 320  # characters, as they were typed
_ADDRESS = re.compile(r"[^@\s\x00-\x1f,;:<>()\[\]\"\\]{1,64}@[^@\s\x00-\x1f,;:<>()\"\\]{1,189}")


def invite_person(
    session: Session,
    *,
    participant: Participant,
    email: str,
    name: str,
    delegation: str,
    role: str,
    language: str,
    now: datetime,
) -> tuple[AccountRow, str]:
    """Make an account and the link with which its person chooses a password; the link's secret is shown once."""
    require(participant, "administer")
    email = clean_email(email)
    home = delegation_named(session, delegation)
    take_turn(session)
    if session.scalar(select(AccountRow.id).where(AccountRow.email == email)):
        raise StateForbids(
            f"There is an account for {email} already; send it a new link instead.", email=email
        )
    account = AccountRow(
        id=new_id(),
        email=email,
        name=_clean_name(name),
        delegation=home.code,
        role=_role_in(home, role),
        language=known_language(language),
        password_hash=None,
        created_at=now,
        closed_at=None,
    )
    session.add(account)
    session.flush()
    secret = _add_link(session, account, "invitation", now)
    _record(session, participant, account, "person invited", now)
    return account, secret


def begin_administration(
    session: Session, *, email: str, name: str, language: str, now: datetime
) -> tuple[AccountRow, str]:
    """Make the first administrator, where none can sign in; only from the server's own command line.

    Whoever was invited so and has lost the link gets a new one.
    """
    if _administrators(session):
        raise StateForbids("There is an administrator already, who invites everybody else.")
    invited = session.scalar(
        select(AccountRow).where(
            AccountRow.email == clean_email(email),
            AccountRow.role == "administrator",
            AccountRow.closed_at.is_(None),
        )
    )
    if invited is not None:
        return invited, send_new_link(session, participant=OPERATOR, account=invited, now=now)
    return invite_person(
        session,
        participant=OPERATOR,
        email=email,
        name=name,
        delegation=OPERATOR.delegation,
        role="administrator",
        language=language,
        now=now,
    )


def change_account(
    session: Session,
    *,
    participant: Participant,
    account: AccountRow,
    name: str | None = None,
    role: str | None = None,
    language: str | None = None,
    closed: bool | None = None,
    now: datetime,
) -> AccountRow:
    """Change what is sent. Another role, and closing, end every sign-in and every token; closing also open links."""
    require(participant, "administer")
    home = session.get_one(DelegationRow, account.delegation)
    new_role = account.role if role is None else _role_in(home, role)
    is_closed = account.closed_at is not None
    loses_power = new_role != account.role or (closed is True and not is_closed)
    if loses_power and account.role == "administrator" and _administrators(session) == [account.id]:
        raise StateForbids(
            "This is the only administrator who can sign in; make another one first, and wait for their password."
        )
    if name is not None:
        account.name = _clean_name(name)
    if language is not None:
        account.language = known_language(language)
    account.role = new_role
    if closed is not None and closed != is_closed:
        account.closed_at = now if closed else None
    if not session.is_modified(account):
        return account
    if closed:
        _end_links(session, account, now)
    if loses_power:
        hold_sign_ins(session, account.id)
        hold_tokens(session, account.id)
    _record(session, participant, account, "account changed", now, closed=account.closed_at is not None)
    if loses_power:
        end_sign_ins(session, by=participant, account=account.id, now=now)
        revoke_tokens_of(session, by=participant, account=account.id, now=now)
    return account


def send_new_link(session: Session, *, participant: Participant, account: AccountRow, now: datetime) -> str:
    """Make a new one-time link to an account; those before it end. Password and tokens stay until it is used."""
    require(participant, "administer")
    if account.closed_at is not None:
        raise StateForbids("This account is closed; open it again first.")
    _end_links(session, account, now)
    purpose: LinkPurpose = "invitation" if account.password_hash is None else "new password"
    secret = _add_link(session, account, purpose, now)
    _record(session, participant, account, "link sent", now)
    return secret


def account_of_link(session: Session, secret: str, *, now: datetime) -> tuple[AccountRow, LinkRow]:
    """Return whose a one-time link is, or refuse one that is no longer good."""
    link = session.scalar(
        select(LinkRow).where(LinkRow.hash == hash_secret(secret)).with_for_update(key_share=True)
    )
    if link is None or link.ended_at is not None or link.expires_at <= now:
        raise DeadLink
    account = session.get_one(AccountRow, link.account_id)
    if account.closed_at is not None:
        raise DeadLink
    return account, link


def choose_password(
    session: Session, *, secret: str, password_hash: str, now: datetime, in_demonstration: bool = False
) -> AccountRow:
    """Take the password that the person of a link has chosen; every earlier sign-in and token ends.

    A link is sent where somebody else may have had the account, and a token that they made would outlive them.
    """
    account, link = account_of_link(session, secret, now=now)
    link.ended_at = now
    keep_password(
        session, account=account, password_hash=password_hash, now=now, in_demonstration=in_demonstration
    )
    revoke_tokens_of(session, by=person_of(account), account=account.id, now=now)
    return account


def keep_password(
    session: Session,
    *,
    account: AccountRow,
    password_hash: str,
    now: datetime,
    but: str | None = None,
    in_demonstration: bool = False,
) -> None:
    """Keep another password, and end every sign-in to the account ``but`` one. Its tokens stay."""
    account.password_hash = password_hash
    person = person_of(account)
    hold_sign_ins(session, account.id)
    record(
        session,
        stream=own_stream_of(account.delegation),
        by=person,
        what=CHOSEN,
        subject=account.id,
        document=None,
        data={IN_DEMONSTRATION: True} if in_demonstration else {},
        now=now,
    )
    end_sign_ins(session, by=person, account=account.id, now=now, but=but)


def choose_language(session: Session, *, account: AccountRow, language: str, now: datetime) -> AccountRow:
    """Choose the language in which the interface speaks to oneself."""
    account.language = known_language(language)
    if session.is_modified(account):
        record(
            session,
            stream=own_stream_of(account.delegation),
            by=person_of(account),
            what="language chosen",
            subject=account.id,
            document=None,
            data={"language": account.language},
            now=now,
        )
    return account


def person_of(account: AccountRow) -> Participant:
    """Return an account as whoever acts."""
    return Participant(account.delegation, account.role, account=account.id)


def clean_email(email: str) -> str:
    """Return an e-mail address as it is stored, or refuse what is none.

    >>> clean_email(" Aida@Example.ORG ")
    'aida@example.org'
    """
    # Its length first: whoever signs in sends what they like.
    email = compose(email, where="email").strip().lower() if len(email) <= _LONGEST_ADDRESS else ""
    if not _ADDRESS.fullmatch(email):
        raise Unacceptable("This is no e-mail address; write it as name@example.org.", field="email")
    return email


def _clean_name(name: str) -> str:
    name = clean(name, Field("name")).text
    if not 1 <= len(name) <= 200:
        raise Unacceptable("A name has 1 to 200 characters.", field="name")
    return name


def _role_in(home: DelegationRow, role: str) -> Role:
    roles = roles_of_kind(home.kind)
    for one in roles:
        if one == role:
            return one
    raise UnknownValue(
        f"In {home.code} there is no role {role!r}; there are: {', '.join(roles)}.", field="role"
    )


def _administrators(session: Session) -> list[str]:
    """Return the accounts that administer and can be signed in to: with a password, or through another system before.

    The secretariat is held, lest two take the power from each other at once.
    """
    take_turn(session)
    # Without a password somebody can only have come from there.
    came = select(SignInRow.id).where(SignInRow.account_id == AccountRow.id).exists()
    return list(
        session.scalars(
            select(AccountRow.id)
            .where(AccountRow.role == "administrator", AccountRow.closed_at.is_(None))
            .where(or_(AccountRow.password_hash.is_not(None), came))
        )
    )


def _end_links(session: Session, account: AccountRow, now: datetime) -> None:
    """End the links of an account that are open."""
    open_links = select(LinkRow).where(LinkRow.account_id == account.id, LinkRow.ended_at.is_(None))
    for link in session.scalars(open_links.with_for_update(key_share=True)):
        link.ended_at = now


def _add_link(session: Session, account: AccountRow, purpose: LinkPurpose, now: datetime) -> str:
    secret = secrets.token_urlsafe(32)
    session.add(
        LinkRow(
            id=new_id(),
            account_id=account.id,
            hash=hash_secret(secret),
            purpose=purpose,
            created_at=now,
            expires_at=now + (GOOD_FOR if purpose == "invitation" else RESET_GOOD_FOR),
            ended_at=None,
        )
    )
    session.flush()
    return secret


def _record(
    session: Session, participant: Participant, account: AccountRow, what: str, now: datetime, **more: object
) -> None:
    # Neither name nor address: the record is never erased, a person's data may have to be.
    record(
        session,
        stream=CHAIR,
        by=participant,
        what=what,
        subject=account.id,
        document=None,
        data={"delegation": account.delegation, "role": account.role, **more},
        now=now,
    )

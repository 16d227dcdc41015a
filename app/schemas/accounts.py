"""Accounts, sign-ins and tokens on the wire. A secret goes out once, when it is made."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from app.access_to_people import OpenSignIn
from app.models import AccountRow, ApiTokenRow
from app.schemas.wire import Id, In, Out, Time, TimeIn, examples
from documents.permissions import Role, Scope

Email = Annotated[str, Field(max_length=254, examples=["delegate@example.org"])]
Name = Annotated[str, Field(max_length=400, examples=["A. Delegate"])]
Word = Annotated[str, Field(max_length=32)]
Password = Annotated[str, Field(max_length=1024)]


class InvitationIn(In):
    """Whom to invite."""

    model_config = examples(
        {
            "email": "delegate@example.org",
            "name": "A. Delegate",
            "delegation": "KAZ",
            "role": "negotiator",
            "language": "ru",
        }
    )

    email: Email
    name: Name
    delegation: Word
    role: Word
    language: Word = "en"


class AccountIn(In):
    """What of an account is changed; what is not sent stays."""

    model_config = examples({"role": "head"}, {"closed": True})

    name: Name | None = None
    role: Word | None = None
    language: Word | None = None
    closed: bool | None = None


class AccountOut(Out):
    """An account."""

    id: Id
    email: str
    name: str
    delegation: str
    role: Role
    language: str
    has_password: bool
    created_at: Time
    closed_at: Time | None

    @classmethod
    def of(cls, row: AccountRow) -> "AccountOut":
        """Translate a row."""
        return cls(
            id=row.id,
            email=row.email,
            name=row.name,
            delegation=row.delegation,
            role=row.role,
            language=row.language,
            has_password=row.password_hash is not None,
            created_at=row.created_at,
            closed_at=row.closed_at,
        )


class LinkOut(Out):
    """An account and the one-time link to it, which is shown this once."""

    account: AccountOut
    link: str
    sent: bool  # by e-mail; else hand it over


class SignInIn(In):
    """An e-mail address and a password."""

    model_config = examples({"email": "delegate@example.org", "password": "three rivers meet here"})

    email: Annotated[str, Field(max_length=1024)]
    password: Password


class ChosenPasswordIn(In):
    """The secret of a one-time link (what follows /join/ in it) and the password that was chosen."""

    model_config = examples({"secret": "x" * 43, "password": "three rivers meet here"})

    secret: Annotated[str, Field(max_length=200)]
    password: Password


class NewPasswordIn(In):
    """The present password and the new one."""

    model_config = examples({"present": "three rivers meet here", "new": "four rivers part there"})

    present: Password
    new: Password


class OwnAccountIn(In):
    """What one changes of one's own account."""

    model_config = examples({"language": "kk"})

    language: Word


class SignInOut(Out):
    """A browser that is signed in."""

    id: Id
    created_at: Time
    expires_at: Time
    last_use: Time | None
    token: Id | None = Field(description="the token with which it is, null where it is with none")
    present: bool  # the one that asks

    @classmethod
    def of(cls, one: OpenSignIn, *, present: bool) -> "SignInOut":
        """Translate a sign-in."""
        return cls(
            id=one.row.id,
            created_at=one.row.created_at,
            expires_at=one.row.expires_at,
            last_use=one.last_use,
            token=one.row.token_id,
            present=present,
        )


class TokenIn(In):
    """A token for a program."""

    model_config = examples({"name": "the ministry's archive", "scopes": ["read"], "expires_at": None})

    name: Annotated[str, Field(max_length=400)]
    scopes: Annotated[list[Word], Field(max_length=10)]
    expires_at: TimeIn | None = None


class TokenOut(Out):
    """A token, without its secret."""

    id: Id
    name: str | None = Field(description="null: another person's, who alone knows it")
    delegation: str
    role: Role
    account: str | None
    scopes: list[Scope] | None = Field(description="null: an operator's token, for all")
    created_at: Time
    expires_at: Time | None
    revoked_at: Time | None
    last_use: Time | None

    @classmethod
    def of(cls, row: ApiTokenRow, last_use: datetime | None = None, *, reader: str) -> "TokenOut":
        """Translate a row for the account ``reader``: an operator's token is nobody's, and its name no secret."""
        return cls(
            id=row.id,
            name=row.name if row.account_id in (None, reader) else None,
            delegation=row.delegation,
            role=row.role,
            account=row.account_id,
            scopes=row.scopes,
            created_at=row.created_at,
            expires_at=row.expires_at,
            revoked_at=row.revoked_at,
            last_use=last_use,
        )


class MadeTokenOut(Out):
    """A token and its secret, which is shown this once."""

    token: TokenOut
    secret: str

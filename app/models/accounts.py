"""Who a person is: accounts, the one-time links by which they get their password, the keys with which they come.

Of every secret only its SHA-256 is stored, of a password its argon2id hash.
"""

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Hash, Id, Language, Row, Word
from documents.permissions import Role, Scope

LinkPurpose = Literal["invitation", "new password"]


class AccountRow(Row):
    """One person of a delegation, in one role. Without a password it cannot be signed in to by one."""

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # in small letters
    name: Mapped[str] = mapped_column(Text)
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"), index=True)
    role: Mapped[Role] = mapped_column(Word)
    language: Mapped[str] = mapped_column(Language)  # in which the interface speaks
    password_hash: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class LinkRow(Row):
    """A one-time link with which the person of an account chooses a password."""

    __tablename__ = "account_link"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"), index=True)
    hash: Mapped[str] = mapped_column(Hash, unique=True)
    purpose: Mapped[LinkPurpose] = mapped_column(Word)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # used, or replaced by a later one


class ApiTokenRow(Row):
    """A bearer token; it speaks for one delegation in one role, and ends with its owner's account."""

    __tablename__ = "api_token"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    hash: Mapped[str] = mapped_column(Hash, unique=True)
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"), index=True)
    role: Mapped[Role] = mapped_column(Word)
    name: Mapped[str] = mapped_column(Text)
    account_id: Mapped[str | None] = mapped_column(
        Id, ForeignKey("account.id"), index=True
    )  # None: an operator's
    scopes: Mapped[list[Scope] | None]  # None: all
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class SignInRow(Row):
    """A browser that is signed in: to an account, or with a token, and then no longer than that is good."""

    __tablename__ = "sign_in"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    hash: Mapped[str] = mapped_column(Hash, unique=True)
    account_id: Mapped[str | None] = mapped_column(Id, ForeignKey("account.id"), index=True)
    token_id: Mapped[str | None] = mapped_column(Id, ForeignKey("api_token.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class LastUseRow(Row):
    """When a token or a sign-in was last used, to the minute. It is no part of the record."""

    __tablename__ = "last_use"

    key_id: Mapped[str] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime]


class BrakeRow(Row):
    """How often signing in failed for an account or from an address, and when last. It is no part of the record."""

    __tablename__ = "sign_in_brake"

    subject: Mapped[str] = mapped_column(Hash, primary_key=True)  # SHA-256: no list of who tried
    failures: Mapped[int]
    last_at: Mapped[datetime]

"""Who takes part: delegations, the documents they take part in, and the tokens their members carry."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Hash, Id, Row, Word
from documents.amendments import Capacity, Role


class DelegationRow(Row):
    """A delegation; the chair and the secretariat are participants of their own kind."""

    __tablename__ = "delegation"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    kind: Mapped[str] = mapped_column(Word)  # state, agency, partner, observer, chair, secretariat
    names: Mapped[dict[str, str]]  # language -> name
    ordinal: Mapped[int]  # the order in which the house lists them; also the slot of its colour and line


class ParticipationRow(Row):
    """In which capacity a delegation takes part in a document: negotiates, advises, observes."""

    __tablename__ = "participation"

    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"), primary_key=True)
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"), primary_key=True)
    capacity: Mapped[Capacity] = mapped_column(Word)


class ApiTokenRow(Row):
    """A bearer token, stored as its SHA-256; it speaks for one delegation in one role."""

    __tablename__ = "api_token"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    hash: Mapped[str] = mapped_column(Hash, unique=True)
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"), index=True)
    role: Mapped[Role] = mapped_column(Word)
    name: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

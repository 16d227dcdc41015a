"""Who takes part: delegations, and the documents they take part in."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Id, Row, Word
from documents.permissions import Capacity


class DelegationRow(Row):
    """A delegation; the chair and the secretariat are participants of their own kind."""

    __tablename__ = "delegation"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    kind: Mapped[str] = mapped_column(Word)  # state, agency, partner, observer, chair, secretariat
    names: Mapped[dict[str, str]]  # language -> name
    ordinal: Mapped[int]  # the order in which the house lists them
    hue: Mapped[int | None]  # slots of its colour and its line; None: by its place in the list
    line: Mapped[int | None]
    time_zone: Mapped[str | None] = mapped_column(String(64))  # of its capital: Asia/Almaty; None: UTC


class HouseRulesRow(Row):
    """How a delegation works among itself: a row of its own, so that nothing public changes with it."""

    __tablename__ = "house_rules"

    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"), primary_key=True)
    head_releases: Mapped[bool]  # it tables only what its head has released


class ParticipationRow(Row):
    """In which capacity a delegation takes part in a document: negotiates, advises, observes."""

    __tablename__ = "participation"

    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"), primary_key=True)
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"), primary_key=True)
    capacity: Mapped[Capacity] = mapped_column(Word)

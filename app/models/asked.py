"""Who is asked to join which amendments, and what became of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.models.proposals import AmendmentRow, SponsorRequestRow, SponsorshipRow

Answer = Literal["joined", "declined"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One delegation that is asked to join an amendment."""

    amendment: str
    delegation: str
    at: datetime  # UTC
    answer: Answer | None  # None: it is still to answer


def asked_of(session: Session, amendments: Collection[str], *, reader: str) -> list[Asked]:
    """Return who is asked to join these amendments, as far as ``reader``, a delegation, knows it.

    That is its tabler; whoever is asked knows of itself, once the amendment is on the table.
    """
    if not amendments:
        return []
    return _answered(session, and_(SponsorRequestRow.amendment_id.in_(amendments), _known_to(reader)))


def open_requests(session: Session, document: str, *, reader: str) -> Sequence[AmendmentRow]:
    """Return the amendments on the table of a document that ``reader`` is asked to join, and has not answered."""
    on_the_table = and_(
        SponsorRequestRow.delegation == reader,
        SponsorRequestRow.ended_at.is_(None),
        AmendmentRow.document_id == document,
        AmendmentRow.status == "tabled",
    )
    waiting = [one.amendment for one in _answered(session, on_the_table) if one.answer is None]
    if not waiting:
        return ()
    return session.scalars(select(AmendmentRow).where(AmendmentRow.id.in_(waiting))).all()


def _known_to(reader: str) -> ColumnElement[bool]:
    return or_(
        AmendmentRow.delegation == reader,
        and_(SponsorRequestRow.delegation == reader, AmendmentRow.tabled_at.is_not(None)),
    )


def _answered(session: Session, which: ColumnElement[bool]) -> list[Asked]:
    rows: Sequence[SponsorRequestRow] = session.scalars(
        select(SponsorRequestRow)
        .join(AmendmentRow, AmendmentRow.id == SponsorRequestRow.amendment_id)
        .where(which)
        .order_by(SponsorRequestRow.asked_at, SponsorRequestRow.delegation)
    ).all()
    last = {(row.amendment_id, row.delegation): row for row in rows}
    joined = _joined_since(session, last.values())
    found = []
    for (amendment, code), row in last.items():
        if row.ended_at is not None and row.ended_by != code:
            continue  # its tabler asks no longer
        answer: Answer | None = (
            "declined" if row.ended_at is not None else "joined" if row.id in joined else None
        )
        found.append(Asked(amendment, code, row.asked_at, answer))
    return found


def _joined_since(session: Session, rows: Collection[SponsorRequestRow]) -> set[str]:
    """Return the requests after which their delegation has joined, and perhaps left again: it knows of it."""
    if not rows:
        return set()
    return set(
        session.scalars(
            select(SponsorRequestRow.id)
            .join(
                SponsorshipRow,
                and_(
                    SponsorshipRow.amendment_id == SponsorRequestRow.amendment_id,
                    SponsorshipRow.delegation == SponsorRequestRow.delegation,
                    SponsorshipRow.joined_at >= SponsorRequestRow.asked_at,
                ),
            )
            .where(SponsorRequestRow.id.in_([row.id for row in rows]))
        )
    )

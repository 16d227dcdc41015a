"""Rows become values: where clauses stand, and who has said yes, in a bounded number of queries."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreed, present_agreements
from app.models.clashes import Found, found_on
from app.models.packages import packages_in
from app.models.people import DelegationRow, ParticipationRow
from app.models.positions import PositionRow
from app.models.present import NO_TEXT, hash_read, present_texts
from app.models.proposals import AmendmentRow
from app.models.tabled import TabledName, tabled_names
from app.models.texts import DocumentRow
from documents.packages import held_back_by
from documents.positions import AGAINST, YES, Stance
from documents.standing import Said, Standing, Tabled, standing_of


class _Word(NamedTuple):
    """What a delegation has told everyone of a clause itself, under the names of the columns; there are thousands."""

    clause_id: str
    delegation: str
    stance: Stance
    revision_id: str | None
    text_hash: str
    recorded_by: str | None
    confirmed_at: datetime | None


def as_standings(
    session: Session,
    document: DocumentRow,
    *,
    clauses: Collection[str] | None = None,
    level: str | None = None,
    together: Collection[str] = (),
) -> dict[str, Standing]:
    """Return where the clauses of the running text stand, by their ids; ``clauses``: some of them.

    ``level``: what would stand against this one, taken for the clauses ``together``; by default against the next.
    """
    agreements = present_agreements(session, document)
    wanted = agreements.keys() if clauses is None else agreements.keys() & set(clauses)
    tabled: dict[str, list[TabledName]] = {}
    on_the_table = (
        AmendmentRow.document_id == document.id
        if clauses is None
        else AmendmentRow.clause_id.in_(sorted(wanted))
    )
    for one in tabled_names(session, on_the_table):
        if one.clause in wanted:
            tabled.setdefault(one.clause, []).append(one)
    found = found_on(session, document, tabled, {clause: agreements[clause].revision for clause in tabled})
    said = _said(session, document, agreements, wanted, AGAINST)
    negotiating = set(
        session.scalars(
            select(ParticipationRow.delegation).where(
                ParticipationRow.document_id == document.id, ParticipationRow.capacity == "negotiates"
            )
        )
    )
    packages = [package for _, package in packages_in(session, document.id).values()]
    plain = {clause: one.agreement for clause, one in agreements.items()}
    levels = tuple(document.levels)
    return {
        clause: standing_of(
            clause,
            agreements[clause].agreement,
            amendments=[Tabled(one.id, one.sponsors) for one in tabled.get(clause, ())],
            clashes=found.get(clause, Found()).clashes,
            alike=found.get(clause, Found()).alike,
            positions=[Said(row.delegation, row.stance, stale) for row, stale in said.get(clause, ())],
            negotiating=negotiating,
            packages=held_back_by(
                clause,
                level or _next_level(plain[clause].level, levels),
                levels=levels,
                agreements=plain,
                packages=packages,
                together=together,
            ),
        )
        for clause in agreements
        if clause in wanted
    }


def said_yes(
    session: Session, document: DocumentRow, agreements: Mapping[str, Agreed], clauses: Collection[str]
) -> dict[str, set[str]]:
    """Return who has told everyone, of the present text of clauses, that it supports or can accept it.

    What is only recorded is not its word yet, and whoever has an amendment of its own on the table wants it otherwise.
    """
    insisting = {
        (one.clause, code)
        for one in tabled_names(session, AmendmentRow.clause_id.in_(sorted(clauses)))
        for code in one.sponsors
    }
    return {
        clause: {
            row.delegation
            for row, stale in said
            if not stale
            and (row.recorded_by is None or row.confirmed_at is not None)
            and (clause, row.delegation) not in insisting
        }
        for clause, said in _said(session, document, agreements, clauses, YES).items()
    }


def _next_level(level: str, levels: tuple[str, ...]) -> str:
    return levels[min(levels.index(level) + 1, len(levels) - 1)]


def _said(
    session: Session,
    document: DocumentRow,
    agreements: Mapping[str, Agreed],
    clauses: Collection[str],
    stances: Collection[Stance],
) -> dict[str, list[tuple[_Word, bool]]]:
    """Return what delegations have told everyone of the clauses themselves, and whether the words are others now."""
    query = (
        select(*(getattr(PositionRow, name) for name in _Word._fields))
        .join(DelegationRow, DelegationRow.code == PositionRow.delegation)
        .where(
            PositionRow.document_id == document.id,
            PositionRow.subject_id == PositionRow.clause_id,
            PositionRow.circle == "everyone",
            PositionRow.stance.in_(stances),
            PositionRow.ended_at.is_(None),
        )
        .order_by(DelegationRow.ordinal, PositionRow.delegation)
    )
    if len(clauses) < len(agreements):
        query = query.where(PositionRow.clause_id.in_(sorted(clauses)))
    words = [_Word(*row) for row in session.execute(query)]
    words = [one for one in words if one.clause_id in agreements]
    # Whole texts are needed only where others than the present ones were read, which may yet be the same words.
    doubtful = {
        one.clause_id for one in words if (one.revision_id or "") != agreements[one.clause_id].revision
    }
    texts = present_texts(session, document, clauses=doubtful) if doubtful else {}
    found: dict[str, list[tuple[_Word, bool]]] = {}
    for one in words:
        clause = one.clause_id
        is_stale = clause in doubtful and one.text_hash != hash_read(texts.get(clause, NO_TEXT))
        found.setdefault(clause, []).append((one, is_stale))
    return found

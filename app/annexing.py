"""What is annexed to a text: the statements that hold, and what delegations have done with it; as of a moment.

To an edition belongs what was made until it was issued and not withdrawn by then: so it is the same whenever it is
asked for, and nothing of it has to be kept. To the present text belongs what holds at present.
"""

from datetime import date, datetime
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, case, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models import (
    AdoptionRow,
    DelegationRow,
    DocumentRow,
    EditionRow,
    ParticipationActRow,
    StatementRow,
)
from app.models.consolidated import delegation_names
from documents.document import Adopted, Annex, AnnexedStatement, ConsolidatedDocument
from documents.participation import ACTS, Act
from documents.statements import language_read

Rows = TypeVarTuple("Rows")


def annex_of(session: Session, document: DocumentRow, text: ConsolidatedDocument, *, at: datetime) -> Annex:
    """Return what is annexed to a text in its language, as of a moment, in the order of the house.

    What was recorded in the room and not confirmed is nobody's statement yet.
    """
    names = delegation_names(session, text.language)
    since = case(
        (StatementRow.recorded_by.is_not(None), StatementRow.confirmed_at), else_=StatementRow.made_at
    )
    statements = session.scalars(
        _in_house_order(select(StatementRow), StatementRow.delegation)
        .where(StatementRow.document_id == document.id, since <= at, _holds(StatementRow.ended_at, at))
        .order_by(since, StatementRow.id)
    ).all()
    acts = session.scalars(
        _in_house_order(select(ParticipationActRow), ParticipationActRow.delegation).where(
            ParticipationActRow.document_id == document.id,
            ParticipationActRow.recorded_at <= at,
            _holds(ParticipationActRow.ended_at, at),
        )
    ).all()
    order = {item.clause.id: place for place, item in enumerate(text.clauses)}
    done: dict[str, list[tuple[Act, date]]] = {}
    for row in acts:
        done.setdefault(row.delegation, []).append((row.act, date.fromisoformat(row.day)))
    return Annex(
        statements=tuple(_annexed(row, text, names[row.delegation], order) for row in statements),
        adopted=adopted_by(session, document, at),
        participation=tuple(
            (names[code], tuple(sorted(some, key=lambda one: ACTS.index(one[0]))))
            for code, some in done.items()
        ),
    )


def adopted_by(session: Session, document: DocumentRow, at: datetime) -> Adopted | None:
    """Return how a document was adopted, as far as it was by then, and that holds."""
    found = session.execute(
        select(AdoptionRow, EditionRow)
        .join(EditionRow, EditionRow.id == AdoptionRow.edition_id)
        .where(
            AdoptionRow.document_id == document.id,
            AdoptionRow.adopted_at <= at,
            _holds(AdoptionRow.taken_back_at, at),
        )
    ).first()
    if found is None:
        return None
    adoption, edition = found
    return Adopted(
        day=adoption.adopted_at.date(),
        place=adoption.place,
        body=adoption.body,
        symbol=edition.symbol,
        hash=edition.hash,
    )


def _annexed(
    row: StatementRow, text: ConsolidatedDocument, name: str, order: dict[str, int]
) -> AnnexedStatement:
    language = language_read(row.texts, text.language, text.original_language)
    return AnnexedStatement(
        delegation=name,
        kind=row.kind,
        clauses=tuple(sorted(row.concerns, key=lambda clause: (order.get(clause, len(order)), clause))),
        text=row.texts[language],
        language=language,
    )


def _holds(ended_at: InstrumentedAttribute[datetime | None], at: datetime) -> ColumnElement[bool]:
    return or_(ended_at.is_(None), ended_at > at)


def _in_house_order(query: Select[*Rows], code: InstrumentedAttribute[str]) -> Select[*Rows]:
    return query.join(DelegationRow, DelegationRow.code == code).order_by(DelegationRow.ordinal, code)

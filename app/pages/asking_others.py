"""Whom a form asks to join the amendment that is written in it."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import AmendmentRow, ClauseRow, DocumentRow
from app.models.asked import asked_of
from app.services.amendments import table_amendment
from app.services.asking_to_join import ask_to_join
from documents.permissions import Participant

Form = Mapping[str, list[str]]


def asks_others(form: Form) -> bool:
    """Return whether a form says of anybody that they are to be asked."""
    return bool(form.get("ask"))


def ask_those_of(
    session: Session,
    participant: Participant,
    amendment: AmendmentRow,
    clause: ClauseRow,
    document: DocumentRow,
    form: Form,
    now: datetime,
) -> None:
    """Ask whom a form says, and nobody else any longer; a form without that question changes nothing."""
    if "asks" not in form:
        return
    ask_to_join(
        session,
        participant=participant,
        amendment=amendment,
        clause=clause,
        document=document,
        delegations=form.get("ask", []),
        now=now,
    )


def ask_first(
    session: Session,
    participant: Participant,
    amendment: AmendmentRow,
    document: DocumentRow,
    form: Form,
    now: datetime,
    *,
    tables: bool,
) -> None:
    """Ask whom a form says, then put on the table what was drafted with it.

    In this order: what is between two is written before what everyone reads, as streams are held by their names.
    """
    clause = session.get_one(ClauseRow, amendment.clause_id)
    ask_those_of(session, participant, amendment, clause, document, form, now)
    if tables:
        table_amendment(
            session, participant=participant, amendment=amendment, clause=clause, document=document, now=now
        )


def still_asked(session: Session, amendment: AmendmentRow) -> tuple[str, ...]:
    """Return the codes of those who are asked to join an amendment and have not answered."""
    asked = asked_of(session, [amendment.id], reader=amendment.delegation)
    return tuple(one.delegation for one in asked if one.answer is None)

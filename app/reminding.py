"""Reminders of the deadlines of rounds: written in the record once, and mailed to those who are asked."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.access import heard_codes
from app.due import Duty
from app.mailing import Letter
from app.models import AccountRow, DocumentRow, RoundReminderRow, RoundRow
from app.models.in_rounds import as_round
from app.services.rounds import remind_of_round
from documents.reminders import REMINDERS
from documents.rounds import RoundKind, reminder_due

_ASKED: Mapping[str, Mapping[RoundKind, str]] = {
    "en": {"comments": "comments", "proposals": "proposals"},
    "ru": {"comments": "комментарии", "proposals": "предложения"},
    "kk": {"comments": "пікірлер", "proposals": "ұсыныстар"},
}
_SUBJECT: Mapping[str, str] = {
    "en": "{name}: {asked} until {deadline}",
    "ru": "{name}: {asked} принимаются до {deadline}",
    "kk": "{name}: {asked} {deadline} дейін қабылданады",
}
_TEXT: Mapping[str, str] = {
    "en": "{person},\n\n{title}\n{name}\n\nThe deadline for {asked} is {deadline}, {left} from now or less.\n{late}\n"
    "{link}\n",
    "ru": "{person},\n\n{title}\n{name}\n\nСрок ({asked}): {deadline}; осталось {left} или меньше.\n{late}\n{link}\n",
    "kk": "{person},\n\n{title}\n{name}\n\nМерзімі ({asked}): {deadline}; {left} не одан аз қалды.\n{late}\n{link}\n",
}
LEFT: Mapping[str, Mapping[int, str]] = {
    "en": {24: "24 hours", 1: "one hour"},
    "ru": {24: "24 часа", 1: "один час"},
    "kk": {24: "24 сағат", 1: "бір сағат"},
}
_LATE: Mapping[str, Mapping[str, str]] = {
    "en": {
        "mark": "What comes later is marked as late.\n",
        "refuse": "Proposals that come later are not taken.\n",
    },
    "ru": {
        "mark": "Поступившее позже будет отмечено как опоздавшее.\n",
        "refuse": "Предложения, внесённые позже, не принимаются.\n",
    },
    "kk": {
        "mark": "Кейін келгендер кешіккен деп белгіленеді.\n",
        "refuse": "Кейін енгізілген ұсыныстар қабылданбайды.\n",
    },
}


def _ending_soon(now: datetime) -> Select[RoundRow]:
    soon = now + timedelta(hours=max(REMINDERS))
    return (
        select(RoundRow)
        .where(RoundRow.closed_at.is_(None), RoundRow.deadline >= now, RoundRow.deadline <= soon)
        .order_by(RoundRow.id)
    )


def _is_due(session: Session, now: datetime) -> bool:
    rows = session.scalars(_ending_soon(now)).all()
    if not rows:
        return False
    ids = [row.id for row in rows]
    written: dict[tuple[str, datetime], list[int]] = {}
    for one in session.scalars(select(RoundReminderRow).where(RoundReminderRow.round_id.in_(ids))):
        written.setdefault((one.round_id, one.deadline), []).append(one.hours)
    return any(
        reminder_due(as_round(row, ()), now, written.get((row.id, row.deadline), ())) is not None
        for row in rows
    )


def _remind(session: Session, now: datetime, address: str | None) -> Sequence[Letter]:
    letters: list[Letter] = []
    for row in session.scalars(_ending_soon(now).with_for_update(key_share=True)).all():
        reminder = remind_of_round(session, round_=row, now=now)
        if reminder is not None:
            letters += _letters(session, row, reminder.hours, address)
    return letters


def _letters(session: Session, row: RoundRow, hours: int, address: str | None) -> list[Letter]:
    """Return a letter to everyone with an account whose delegation is heard on the document."""
    document = session.get_one(DocumentRow, row.document_id)
    link = f"{address}/rounds/{row.id}" if address else ""
    return [_letter(one, row, document, hours, link) for one in people_heard(session, document)]


def people_heard(session: Session, document: DocumentRow) -> Sequence[AccountRow]:
    """Return everyone with an account whose delegation negotiates a document or advises on it."""
    heard = AccountRow.delegation.in_(heard_codes(session, document))
    return session.scalars(
        select(AccountRow).where(heard, AccountRow.closed_at.is_(None)).order_by(AccountRow.email)
    ).all()


def title_for(person: AccountRow, document: DocumentRow) -> str:
    """Return the title of a document in a person's language, else in the one in which it is negotiated."""
    return document.titles.get(person.language, document.titles[document.negotiated_language])


def _letter(person: AccountRow, row: RoundRow, document: DocumentRow, hours: int, link: str) -> Letter:
    language = person.language
    facts = {
        "person": person.name,
        "title": title_for(person, document),
        "name": row.name,
        "asked": _ASKED[language][row.kind],
        "deadline": f"{row.deadline:%Y-%m-%d %H:%M} UTC",
        "left": LEFT[language][hours],
        "late": _LATE[language][row.late],
        "link": link,
    }
    return Letter(
        person.email, _SUBJECT[language].format(**facts), _TEXT[language].format(**facts).rstrip() + "\n"
    )


REMINDING = Duty("reminders of rounds", _is_due, _remind)

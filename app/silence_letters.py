"""Letters about silence procedures: that a text is under silence, that the deadline is near, and what came of it.

Each is written once for a deadline, to everyone with an account whose delegation is heard on the document. It says no
more than everyone reads on the page of the procedure: not who has objected, and not why.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from app.due import Duty
from app.mailing import Letter
from app.models import (
    AccountRow,
    DocumentRow,
    SilenceExtensionRow,
    SilenceLetterRow,
    SilenceProcedureRow,
)
from app.reminding import LEFT, people_heard, title_for
from documents.silence import NEWS, Notice, Outcome, notice_due

_SUBJECT: Mapping[str, Mapping[str, str]] = {
    "en": {"running": "{symbol}: under silence until {deadline}", "over": "{symbol}: the silence is over"},
    "ru": {
        "running": "{symbol}: процедура молчания до {deadline}",
        "over": "{symbol}: процедура молчания завершена",
    },
    "kk": {
        "running": "{symbol}: {deadline} дейін үнсіз келісу рәсімі",
        "over": "{symbol}: үнсіз келісу рәсімі аяқталды",
    },
}
_DEADLINE: Mapping[str, str] = {
    "en": "The text stands as “{level}” unless a head of delegation objects before {deadline}.",
    "ru": "Если до {deadline} глава делегации не заявит возражение, уровень согласования текста: «{level}».",
    "kk": "{deadline} дейін делегация басшысы қарсылық білдірмесе, мәтіннің келісу деңгейі: «{level}».",
}
_LEFT: Mapping[str, str] = {
    "en": "{left} from now or less.",
    "ru": "Осталось {left} или меньше.",
    "kk": "{left} не одан аз қалды.",
}
_OUTCOME: Mapping[str, Mapping[Outcome, str]] = {
    "en": {
        "unbroken": "Nobody objected; the text stands as “{level}”.",
        "broken": "A delegation objected; the text is free.",
        "called off": "The chair called it off; the text is free.",
    },
    "ru": {
        "unbroken": "Возражений не поступило; уровень согласования: «{level}».",
        "broken": "Заявлено возражение; текст снова открыт.",
        "called off": "Председатель прекратил процедуру; текст снова открыт.",
    },
    "kk": {
        "unbroken": "Қарсылық түспеді; келісу деңгейі: «{level}».",
        "broken": "Қарсылық білдірілді; мәтін қайта ашылды.",
        "called off": "Төраға рәсімді тоқтатты; мәтін қайта ашылды.",
    },
}


def _worth_a_letter(now: datetime) -> Select[SilenceProcedureRow]:
    """Return the procedures that run, or ended so lately that it is news."""
    ended_lately = SilenceProcedureRow.written_at >= now - NEWS
    return (
        select(SilenceProcedureRow)
        .where(or_(SilenceProcedureRow.outcome.is_(None), ended_lately))
        .order_by(SilenceProcedureRow.id)
    )


def _notice(session: Session, row: SilenceProcedureRow, now: datetime) -> Notice | None:
    extended = session.scalar(
        select(func.max(SilenceExtensionRow.extended_at)).where(SilenceExtensionRow.procedure_id == row.id)
    )
    sent = session.scalars(
        select(SilenceLetterRow.notice).where(
            SilenceLetterRow.procedure_id == row.id, SilenceLetterRow.deadline == row.deadline
        )
    ).all()
    set_at = extended or row.opened_at
    return notice_due(row.silence, now, set_at=set_at, written_at=row.written_at, sent=sent)


def _is_due(session: Session, now: datetime) -> bool:
    return any(_notice(session, row, now) for row in session.scalars(_worth_a_letter(now)).all())


def _write(session: Session, now: datetime, address: str | None) -> Sequence[Letter]:
    letters: list[Letter] = []
    for row in session.scalars(_worth_a_letter(now).with_for_update(key_share=True)).all():
        notice = _notice(session, row, now)
        if notice is None:
            continue
        session.add(
            SilenceLetterRow(procedure_id=row.id, notice=notice, deadline=row.deadline, written_at=now)
        )
        document = session.get_one(DocumentRow, row.document_id)
        link = f"{address}/documents/{document.slug}/silence/{row.id}" if address else ""
        letters += [_letter(one, row, document, notice, link) for one in people_heard(session, document)]
    return letters


def _letter(
    person: AccountRow, row: SilenceProcedureRow, document: DocumentRow, notice: Notice, link: str
) -> Letter:
    language = person.language
    facts = {
        "symbol": document.symbol,
        "level": row.level,
        "deadline": f"{row.deadline:%Y-%m-%d %H:%M} UTC",
    }
    if row.outcome is not None:
        subject, said = "over", [_OUTCOME[language][row.outcome]]
    else:
        near = [_LEFT[language].format(left=LEFT[language][int(notice)])] if notice in ("24", "1") else []
        subject, said = "running", [_DEADLINE[language], *near]
    words = [one.format(**facts) for one in said]
    text = "\n".join([f"{person.name},\n", title_for(person, document), "", *words, "", link])
    return Letter(person.email, _SUBJECT[language][subject].format(**facts), text.rstrip() + "\n")


TELLING_OF_SILENCE = Duty("letters about silence procedures", _is_due, _write)

"""What happened to a clause, from its events, in sentences: who did what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models import AmendmentRow, ClauseRow, EventRow
from app.models.consolidated import delegation_names
from app.services.record import PUBLIC, stream_of
from documents.permissions import Participant

_SENTENCES: Mapping[str, Mapping[str, str]] = {
    "amendment drafted": {
        "en": "{actor} drafted an amendment: {kind}.",
        "ru": "{actor}: подготовлен проект поправки ({kind}).",
    },
    "amendment tabled": {
        "en": "{actor} tabled an amendment: {kind}.",
        "ru": "{actor}: внесена поправка ({kind}).",
    },
    "amendment edited": {"en": "{actor} edited its amendment.", "ru": "{actor}: поправка изменена."},
    "amendment withdrawn": {"en": "{actor} withdrew its amendment.", "ru": "{actor}: поправка отозвана."},
    "amendment entered on behalf": {
        "en": "{actor} entered an amendment on behalf of {delegation}.",
        "ru": "{actor}: поправка внесена от имени делегации: {delegation}.",
    },
    "amendment released": {
        "en": "{actor} released the draft for tabling.",
        "ru": "{actor}: проект поправки разрешён к внесению.",
    },
    "amendment confirmed": {
        "en": "{actor} confirmed what was recorded for it.",
        "ru": "{actor}: записанное с её слов подтверждено.",
    },
    "sponsor joined": {
        "en": "{actor} joined the amendment of {owner}.",
        "ru": "{actor}: присоединение к поправке ({owner}).",
    },
    "sponsor left": {
        "en": "{actor} left the amendment of {owner}.",
        "ru": "{actor}: выход из соавторов поправки ({owner}).",
    },
    "clause decided": {"en": "{actor} decided on the clause.", "ru": "{actor}: принято решение по пункту."},
    "decision undone": {"en": "{actor} took the decision back.", "ru": "{actor}: решение отменено."},
    "clause corrected": {
        "en": "{actor} corrected the text: {reason}",
        "ru": "{actor}: в текст внесено исправление: {reason}",
    },
    "level taken": {
        "en": "{actor} took the clause as {level}.",
        "ru": "{actor}: уровень согласования: {level}.",
    },
    "clause reopened": {
        "en": "{actor} reopened the clause: {reason}",
        "ru": "{actor}: обсуждение пункта возобновлено: {reason}",
    },
    "text aligned": {
        "en": "{actor} aligned the text in {language}.",
        "ru": "{actor}: приведён в соответствие текст на языке {language}.",
    },
}
_KINDS: Mapping[str, Mapping[str, str]] = {
    "replace": {"en": "other words", "ru": "изменить текст"},
    "insert": {"en": "a new clause", "ru": "новый пункт"},
    "delete": {"en": "delete the clause", "ru": "исключить пункт"},
    "move": {"en": "move the clause", "ru": "переместить пункт"},
}


@dataclass(frozen=True, slots=True)
class Told:
    """One event and what it says."""

    event: EventRow
    amendment: str | None
    sentence: str


def tell_history(
    session: Session, participant: Participant, clause: ClauseRow, *, language: str
) -> Iterator[Told]:
    """Yield what happened to a clause, by time: to everyone's knowledge, and of one's own drafts.

    ``language``: of the sentences; Russian, or English for any other.
    """
    language = "ru" if language.startswith("ru") else "en"
    names = delegation_names(session, language)
    amendments = {
        row.id: row
        for row in session.scalars(select(AmendmentRow).where(AmendmentRow.clause_id == clause.id))
    }
    events = session.scalars(
        select(EventRow)
        .where(
            EventRow.subject.in_([clause.id, *amendments]),
            or_(EventRow.stream == PUBLIC, EventRow.stream == stream_of(participant.delegation)),
        )
        .order_by(EventRow.at, EventRow.stream, EventRow.number)
    )
    for event in events:
        amendment = amendments.get(event.subject)
        facts = {name: str(value) for name, value in event.data.items()}
        if amendment is not None:
            facts["owner"] = names.get(amendment.delegation, amendment.delegation)
            facts["kind"] = _KINDS[amendment.kind][language]
        if "delegation" in facts:
            facts["delegation"] = names.get(facts["delegation"], facts["delegation"])
        sentence = _SENTENCES[event.what][language].format(
            **{**facts, "actor": _actor(event, names, language)}
        )
        yield Told(event, event.subject if amendment is not None else None, sentence.strip())


def _actor(event: EventRow, names: Mapping[str, str], language: str) -> str:
    name = names.get(event.actor, event.actor)
    if event.on_behalf_of is None:
        return name
    delegation = names.get(event.on_behalf_of, event.on_behalf_of)
    return {"en": f"{delegation}, recorded by {name},", "ru": f"{delegation} (записано: {name})"}[language]

"""What happened to a clause, from its events, in sentences: who did what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.access import documents_for
from app.models import (
    AmendmentRow,
    ClauseLinkRow,
    ClauseOriginRow,
    ClauseRow,
    DocumentRow,
    EventRow,
    PackageClauseRow,
    SilenceClauseRow,
)
from app.models.consolidated import delegation_names, reference_labels
from app.services.record import about_documents, readable_streams
from app.told_sentences import (
    BY_A_BRIDGE,
    CIRCLES,
    KINDS,
    LATE,
    NOT_THERE,
    OF_SEVERAL_CLAUSES,
    OF_THE_DOCUMENT,
    ON_A_BRIDGE,
    SENTENCES,
    STANCES,
    TO_NEW_CLAUSES,
)
from documents.permissions import Participant


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

    ``language``: of the sentences, one that the interface speaks.
    """
    names = delegation_names(session, language)
    amendments = {
        row.id: row
        for row in session.scalars(select(AmendmentRow).where(AmendmentRow.clause_id == clause.id))
    }
    links = session.scalars(
        select(ClauseLinkRow.id).where(
            or_(ClauseLinkRow.entry_id == clause.id, ClauseLinkRow.ground_id == clause.id)
        )
    ).all()
    labels = (
        reference_labels(session, session.get_one(DocumentRow, clause.document_id), language, {})
        if links
        else {}
    )
    events = session.scalars(
        select(EventRow)
        .where(
            or_(
                EventRow.subject.in_(
                    [
                        *(clause.id, *amendments, *links),
                        *_packages_with(session, clause),
                        *_silences_over(session, clause),
                    ]
                ),
                and_(
                    EventRow.document_id == clause.document_id,
                    EventRow.what.in_((*OF_THE_DOCUMENT, *OF_SEVERAL_CLAUSES)),
                ),
                and_(
                    EventRow.subject.in_(_beside_in_streamlining(session, clause)),
                    EventRow.what.in_(TO_NEW_CLAUSES),
                ),
            ),
            readable_streams(participant),
            about_documents([document.id for document in documents_for(session, participant)]),
        )
        .order_by(EventRow.at, EventRow.stream, EventRow.number)
    )
    by_silence: set[tuple[datetime, str]] = set()
    for event in events:
        if event.what == "silence unbroken":
            by_silence.add((event.at, event.data["level"]))
        elif event.what == "level taken" and (event.at, event.data["level"]) in by_silence:
            continue  # written in one act with the outcome, which has said so
        if event.what in OF_SEVERAL_CLAUSES and clause.id not in event.data["clauses"]:
            continue
        sentences = SENTENCES[event.what]
        if event.what in TO_NEW_CLAUSES:
            if clause.id in event.data["became"]:
                sentences = TO_NEW_CLAUSES[event.what]
            elif clause.id not in event.data["clauses"]:
                continue  # of a clause that came of the same as this one, at another time
        amendment = amendments.get(event.subject)
        facts = {name: str(value) for name, value in event.data.items()}
        if amendment is not None:
            facts["owner"] = names.get(amendment.delegation, amendment.delegation)
            facts["kind"] = KINDS[amendment.kind][language]
        if "stance" in facts:
            facts["stance"] = STANCES[facts["stance"]][language]
            facts["circle"] = CIRCLES[facts["circle"]][language]
        facts["late"] = LATE[language] if "late" in facts else ""
        if "deadline" in facts:
            facts["deadline"] = (
                f"{datetime.fromisoformat(facts['deadline']).astimezone(UTC):%d.%m.%Y %H:%M} UTC"
            )
        bridged = "bridging_text" in facts
        facts |= {
            "on": ON_A_BRIDGE[language] if bridged else "",
            "by": BY_A_BRIDGE[language] if bridged else "",
        }
        if "ground" in facts:
            other = facts["ground"] if facts["entry"] == clause.id else facts["entry"]
            facts["other"] = labels.get(other, NOT_THERE[language])
        if "delegation" in facts:
            facts["delegation"] = names.get(facts["delegation"], facts["delegation"])
        sentence = sentences[language].format(**{**facts, "actor": _actor(event, names, language)})
        yield Told(event, event.subject if amendment is not None else None, sentence.strip())


def _packages_with(session: Session, clause: ClauseRow) -> list[str]:
    return list(
        session.scalars(select(PackageClauseRow.package_id).where(PackageClauseRow.clause_id == clause.id))
    )


def _beside_in_streamlining(session: Session, clause: ClauseRow) -> list[str]:
    """Return every clause that gave way when this one came to be, or gave way: the event names the first of them."""
    acts = select(ClauseOriginRow.streamlining_id).where(
        or_(ClauseOriginRow.clause_id == clause.id, ClauseOriginRow.origin_id == clause.id)
    )
    return list(
        session.scalars(
            select(ClauseOriginRow.origin_id).where(ClauseOriginRow.streamlining_id.in_(acts)).distinct()
        )
    )


def _silences_over(session: Session, clause: ClauseRow) -> list[str]:
    """Return the silence procedures in whose scope a clause is or was."""
    return list(
        session.scalars(
            select(SilenceClauseRow.procedure_id).where(SilenceClauseRow.clause_id == clause.id).distinct()
        )
    )


def _actor(event: EventRow, names: Mapping[str, str], language: str) -> str:
    name = names.get(event.actor, event.actor)
    if event.on_behalf_of is None:
        return name
    delegation = names.get(event.on_behalf_of, event.on_behalf_of)
    return {
        "en": f"{delegation}, recorded by {name},",
        "ru": f"{delegation} (записано: {name})",
        "kk": f"{delegation} (жазып алған: {name})",
    }[language]

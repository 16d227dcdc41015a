"""Acts at the end of a negotiation: the text is adopted, delegations make statements, and sign it."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from app.access_to_people import delegation_named, speaking_for
from app.demonstration.stage import Stage
from app.demonstration.story import Act
from app.models import EditionRow, ParticipationActRow
from app.services.adoption import adopt_document
from app.services.participation import record_participation, strike_participation
from app.services.statements import draft_statement, make_statement
from documents.participation import ACTS
from documents.permissions import Participant
from documents.statements import STATEMENT_KINDS


def state(stage: Stage, act: Act, who: Participant) -> None:
    """Make a statement as the head of a delegation, or leave it a draft; as the secretariat, record ``said_by``."""
    kind = next((one for one in STATEMENT_KINDS if one == act.word("kind")), None)
    if kind is None:
        act.refuse(f"there is no statement {act.word('kind')!r}; there are: {', '.join(STATEMENT_KINDS)}")
    clauses = [stage.clause_called(act, key) for key in act.words("clauses")]
    speaker = speaking_for(stage.session, who, act.word("said_by") or None)
    language = act.word("language") or stage.document.negotiated_language
    statement = draft_statement(
        stage.session,
        participant=speaker,
        document=stage.document,
        kind=kind,
        texts={language: act.word("text")},
        clauses=clauses,
        now=act.at,
    )
    if not act.says.get("draft") and not speaker.recorder:
        make_statement(
            stage.session,
            participant=replace(who, role="head"),
            statement=statement,
            clauses=clauses,
            document=stage.document,
            base=statement.hash,
            now=act.at,
        )


def adopt(stage: Stage, act: Act, who: Participant) -> None:
    """Record that the house has adopted the document in its last edition."""
    editions = select(EditionRow.id).where(EditionRow.document_id == stage.document.id)
    last = stage.session.scalar(editions.order_by(EditionRow.ordinal.desc()).limit(1))
    adopt_document(
        stage.session,
        participant=who,
        document=stage.document,
        edition=last or act.refuse("no edition was issued that could be adopted"),
        place=act.word("place"),
        body=act.word("body"),
        now=act.at,
    )


def take_part(stage: Stage, act: Act, who: Participant) -> None:
    """Record that delegations have adopted, initialled or signed the text on the day of the act."""
    done = next((one for one in ACTS if one == act.word("act")), None)
    if done is None:
        act.refuse(f"there is no {act.word('act')!r}; there are: {', '.join(ACTS)}")
    record_participation(
        stage.session,
        participant=who,
        document=stage.document,
        delegations=[delegation_named(stage.session, code) for code in act.words("delegations")],
        act=done,
        day=date.fromisoformat(act.word("day")) if "day" in act.says else act.at.date(),
        note=act.word("note"),
        now=act.at,
    )


def strike(stage: Stage, act: Act, who: Participant) -> None:
    """Strike what was recorded by mistake of delegations."""
    rows = stage.session.scalars(
        select(ParticipationActRow).where(
            ParticipationActRow.document_id == stage.document.id,
            ParticipationActRow.delegation.in_(act.words("delegations")),
            ParticipationActRow.act == act.word("act"),
            ParticipationActRow.ended_at.is_(None),
        )
    ).all()
    if not rows:
        act.refuse(f"nothing of the kind is recorded of {', '.join(act.words('delegations'))}")
    for row in rows:
        strike_participation(stage.session, participant=who, act=row, reason=act.word("reason"), now=act.at)

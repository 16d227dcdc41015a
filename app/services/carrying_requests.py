"""Drafts in another language that wait for a translation, or to be accepted, go along to the clauses that take over.

They are divided as proposals are, in the words of their own language; the secretariat is asked for each anew, since it
renders the text of another clause now. What no new clause has a place for, or no text in that language, is noted with
its words, where its delegation and the secretariat read it.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import CarriedRow, ClauseRow, TranslationRequestRow, new_id
from app.models.streamlining import Fate
from app.services.record import translation_stream_of
from app.services.restating import Restating
from app.services.revisions import head_of
from documents.content import Content
from documents.streamlining import Placed, Restated, Unplaced


def streams_of_requests(session: Session, act: Restating) -> set[str]:
    """Return the streams in which drafts in another language go along, or are restored."""
    noted = session.scalars(
        select(CarriedRow.stream).where(
            CarriedRow.streamlining_id == act.row.undoes, CarriedRow.matter == "translation request"
        )
    )
    return {translation_stream_of(row.delegation) for row in _waiting(session, act)} | set(noted)


def carry_requests(session: Session, act: Restating, *, stream: str) -> None:
    """Ask for the drafts of a stream again on the new clauses; undone, they wait as they did if nobody answered."""
    if act.row.undoes is not None:
        _restore(session, act, act.row.undoes, stream)
    for row in _waiting(session, act):
        if translation_stream_of(row.delegation) == stream:
            _carry(session, act, row, stream)


def _waiting(session: Session, act: Restating) -> Sequence[TranslationRequestRow]:
    return session.scalars(
        select(TranslationRequestRow)
        .where(
            TranslationRequestRow.clause_id.in_(act.source_ids),
            TranslationRequestRow.state.in_(("asked", "given")),
        )
        .order_by(TranslationRequestRow.asked_at, TranslationRequestRow.id)
    ).all()


def _carry(session: Session, act: Restating, row: TranslationRequestRow, stream: str) -> None:
    sources, targets = (_texts(session, some, row.language) for some in (act.sources, act.targets))
    there = sources[act.number_of(row.clause_id)]
    if all((*sources, *targets)):
        words = Restated(act.words.kind, tuple(sources), tuple(targets))
        placed = words.place(act.number_of(row.clause_id), row.fields)
    else:
        lost = [Unplaced(address, there.get(address, ""), text) for address, text in row.fields.items()]
        placed = Placed(tuple({} for _ in targets), tuple(lost))
    wanted = [placed.wanted_of(number, content) for number, content in enumerate(targets)]
    is_whole = sum(map(bool, wanted)) == 1 and not placed.unplaced
    before = {"state": row.state}
    for number, fields in enumerate(wanted):
        if fields:
            fate: Fate = "as it was" if is_whole else "cut"
            new = _ask(session, act, row, number, fields)
            act.note(
                session,
                "translation request",
                row.id,
                row.clause_id,
                fate,
                to=new.id,
                target=number,
                stream=stream,
                facts=before,
            )
    if placed.unplaced or not any(wanted):
        lost_words = [
            {"field": one.address, "base": one.base, "proposed": one.proposed} for one in placed.unplaced
        ]
        act.note(
            session,
            "translation request",
            row.id,
            row.clause_id,
            "not placed" if lost_words else "satisfied",
            stream=stream,
            facts={**before, "unplaced": lost_words},
        )
    row.state = "closed"


def _texts(session: Session, clauses: Sequence[ClauseRow], language: str) -> list[Content]:
    """Return the texts of clauses in a language, {} where there is none."""
    heads = [head_of(session, clause.id, language) for clause in clauses]
    return [dict(head.content) if head is not None else {} for head in heads]


def _ask(
    session: Session, act: Restating, row: TranslationRequestRow, target: int, fields: dict[str, str]
) -> TranslationRequestRow:
    clause = act.targets[target]
    new = TranslationRequestRow(
        id=new_id(),
        document_id=row.document_id,
        clause_id=clause.id,
        delegation=row.delegation,
        language=row.language,
        fields=fields,
        rationale=row.rationale,
        state="asked",
        note=row.note,
        given={},
        base_revision=act.heads[clause.id].id,
        asked_at=row.asked_at,
    )
    session.add(new)
    return new


def _restore(session: Session, act: Restating, undone: str, stream: str) -> None:
    """Let requests wait again as they did, where nobody has answered or withdrawn what stood for them since."""
    noted: dict[str, list[CarriedRow]] = {}
    for note in session.scalars(
        select(CarriedRow)
        .where(
            CarriedRow.streamlining_id == undone,
            CarriedRow.matter == "translation request",
            CarriedRow.stream == stream,
        )
        .order_by(CarriedRow.id)
    ):
        noted.setdefault(note.subject_id, []).append(note)
    for subject, notes in noted.items():
        copies = [session.get_one(TranslationRequestRow, note.to_id) for note in notes if note.to_id]
        if any(copy.state != "asked" or copy.given for copy in copies):
            continue
        row = session.get_one(TranslationRequestRow, subject)
        row.state = notes[0].facts["state"]
        target = [clause.id for clause in act.targets].index(row.clause_id)
        for copy in copies:
            copy.state = "closed"
        for gone in copies or (None,):
            act.note(
                session,
                "translation request",
                gone.id if gone is not None else row.id,
                gone.clause_id if gone is not None else act.sources[0].id,
                "restored",
                to=row.id,
                target=target,
                stream=stream,
            )

"""Acts of streamlining: a clause becomes several, or several one; the story has names for what comes of it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from app.demonstration.stage import Stage
from app.demonstration.story import Act
from app.models import ClauseOriginRow, ClauseRow, StreamliningRow
from app.presenting import present_consolidation
from app.services.streamlining import ClauseRead, PartWanted, merge_clauses, split_clause
from documents.permissions import Participant


def split(stage: Stage, act: Act, who: Participant) -> None:
    """Split a clause in the texts given, language by language; ``names`` are what the story calls the parts."""
    row = split_clause(
        stage.session,
        participant=who,
        document=stage.document,
        read=_read(stage, stage.clause(act)),
        parts=[_part(stage, texts) for texts in act.says["parts"]],
        reason=act.word("reason"),
        now=act.at,
    )
    parts, names = _came_of(stage, row), act.words("names")
    if len(parts) != len(names):
        act.refuse(f"there are {len(parts)} parts, and {len(names)} names for them")
    stage.clauses |= dict(zip(names, parts, strict=True))


def merge(stage: Stage, act: Act, who: Participant) -> None:
    """Merge clauses in the text given, language by language; ``name`` is what the story calls the one they become."""
    row = merge_clauses(
        stage.session,
        participant=who,
        document=stage.document,
        read=[_read(stage, stage.clause_called(act, key)) for key in act.words("clauses")],
        whole=_part(stage, act.says["whole"]),
        reason=act.word("reason"),
        now=act.at,
    )
    [stage.clauses[act.word("name")]] = _came_of(stage, row)


def _read(stage: Stage, clause: ClauseRow) -> ClauseRead:
    read = present_consolidation(stage.session, stage.document, clause)
    return ClauseRead(clause=clause, base_revision=stage.present(clause)[0], fingerprint=read.fingerprint)


def _came_of(stage: Stage, row: StreamliningRow) -> Sequence[ClauseRow]:
    """Return the new clauses of an act, in order; one that came of several once."""
    origins = select(ClauseOriginRow).where(ClauseOriginRow.streamlining_id == row.id)
    ordered = stage.session.scalars(origins.order_by(ClauseOriginRow.ordinal))
    ids = dict.fromkeys(origin.clause_id for origin in ordered)
    return [stage.session.get_one(ClauseRow, clause) for clause in ids]


def _part(stage: Stage, texts: Mapping[str, str]) -> PartWanted:
    negotiated = stage.document.negotiated_language
    others = {language: {"text": text} for language, text in texts.items() if language != negotiated}
    return PartWanted(fields={"text": texts[negotiated]}, languages=others)

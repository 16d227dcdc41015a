"""What is put under silence: clauses that stand, with what stands under them, in every required language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ClauseRow, DocumentRow
from app.models.standings import as_standings
from app.models.values import IN_THE_TEXT, PlacedClause, as_clauses, clauses_by_id
from app.services.freezing import require_not_under_silence
from documents.document import Clause
from documents.errors import (
    BaseNotNamed,
    EmptyText,
    StaleBase,
    Unacceptable,
    UnknownValue,
    WrongStatus,
    name_some,
)
from documents.standing import only_packages


@dataclass(frozen=True, slots=True)
class Scope:
    """The clauses that somebody wants under silence, each with the revision that was read."""

    read: Mapping[str, str | None]
    whole_document: bool = False


def require_scope(
    session: Session,
    *,
    document: DocumentRow,
    scope: Scope,
    level: str,
    languages: Sequence[str],
    now: datetime,
) -> dict[tuple[str, str], str]:
    """Hold what is to be frozen and return its texts, (clause, language) -> revision; refuse what cannot be."""
    _hold(session, document, scope)
    placed = as_clauses(session, document)
    wanted = _wanted(placed, scope)
    require_not_under_silence(
        session, document=document.id, clauses=[one.clause.id for one in wanted], now=now
    )
    _require_read(wanted, scope)
    _require_to_be_agreed(wanted, document.levels, level, scope)
    _require_whole_packages(session, document, wanted, level)
    texts = {(one.clause.id, document.negotiated_language): one.clause.revision for one in wanted}
    chosen = {one.clause.id for one in wanted}
    for language in languages:
        if language != document.negotiated_language:
            aligned = [
                one.clause
                for one in as_clauses(session, document, language=language)
                if one.clause.id in chosen
            ]
            _require_aligned(aligned, language)
            texts |= {(clause.id, language): clause.revision for clause in aligned}
    return texts


def _hold(session: Session, document: DocumentRow, scope: Scope) -> None:
    """Hold the clauses in one order, then the document: as everyone does who writes on several."""
    clauses = select(ClauseRow.id).where(
        ClauseRow.document_id == document.id, ClauseRow.state.in_(IN_THE_TEXT)
    )
    if not scope.whole_document:
        clauses = clauses.where(ClauseRow.id.in_(list(scope.read)))
    session.execute(clauses.order_by(ClauseRow.id).with_for_update(key_share=True))
    session.execute(
        select(DocumentRow.id).where(DocumentRow.id == document.id).with_for_update(key_share=True)
    )


def _wanted(placed: Sequence[PlacedClause], scope: Scope) -> list[PlacedClause]:
    """Return the clauses of the scope in the order of the text."""
    by_id = {one.clause.id: one for one in placed}
    if not scope.read:
        raise EmptyText("Name the clauses that are put under silence, each as you read it.", field="clauses")
    for clause in scope.read:
        if clause not in by_id:
            raise UnknownValue(f"{clause} is not a clause in the text of this document.", field="clauses")
        if not by_id[clause].clause.standing:
            raise WrongStatus(
                f"{_called(by_id[clause].clause)} is a proposal; decide on its insertion first, then put it under "
                "silence.",
                clause=clause,
            )
    missing = [
        one
        for one in placed
        if one.clause.standing
        and one.clause.id not in scope.read
        and (scope.whole_document or one.parent in scope.read)
    ]
    if missing:
        names = name_some([_called(one.clause) for one in missing], 10)
        raise Unacceptable(
            f"The whole document is every clause that stands; name, too: {names}."
            if scope.whole_document
            else f"A clause is under silence with what stands under it; name, too: {names}.",
            field="clauses",
            missing=[one.clause.id for one in missing],
        )
    return [one for one in placed if one.clause.id in scope.read]


def _require_read(wanted: Sequence[PlacedClause], scope: Scope) -> None:
    for one in wanted:
        clause = one.clause
        if scope.read[clause.id] is None:
            raise BaseNotNamed(
                f"Say which text of {_called(clause)} you read: its revision, as base_revision.",
                clause=clause.id,
                present_revision=clause.revision or None,
            )
        if not clause.revision:
            raise WrongStatus(f"{_called(clause)} has no text yet.", clause=clause.id)
        if scope.read[clause.id] != clause.revision:
            raise StaleBase(
                f"{_called(clause)} has changed since you read it; read the present text first.",
                clause=clause.id,
                base_revision=scope.read[clause.id],
                present_revision=clause.revision,
            )


def _require_to_be_agreed(
    wanted: Sequence[PlacedClause], levels: Sequence[str], level: str, scope: Scope
) -> None:
    """Refuse clauses on which silence would change nothing; of a whole document some may be that far already."""
    there = [one.clause for one in wanted if levels.index(one.clause.agreement.level) >= levels.index(level)]
    if len(there) == len(wanted) or (there and not scope.whole_document):
        raise WrongStatus(
            f"{', '.join(_called(clause) for clause in there[:10])}: {there[0].agreement.level} already; silence would "
            "change nothing. Leave out what is agreed so far, or name a higher level.",
            clauses=[clause.id for clause in there],
        )


def _require_whole_packages(
    session: Session, document: DocumentRow, wanted: Sequence[PlacedClause], level: str
) -> None:
    """Refuse a part of a package: its clauses are agreed only together, so they are under silence together."""
    named = [one.clause.id for one in wanted]
    standings = as_standings(session, document, clauses=named, level=level, together=named)
    others = {
        other for at in standings.values() for one in only_packages(at).against for other in one.clauses
    }
    if others:
        labels = ", ".join(
            _called(placed.clause) for placed in clauses_by_id(session, document, sorted(others)).values()
        )
        raise WrongStatus(
            f"A package holds them together with {labels}; put these under silence, too, or dissolve the package.",
            clauses=sorted(others),
        )


def _require_aligned(clauses: Sequence[Clause], language: str) -> None:
    behind = [clause for clause in clauses if clause.stale or not clause.revision]
    if behind:
        names = name_some([_called(clause) for clause in behind], 10)
        raise WrongStatus(
            f"{names}: there is no text in {language} that renders the present one, and the rules of the "
            "document require it. Align it first.",
            language=language,
            clauses=[clause.id for clause in behind],
        )


def _called(clause: Clause) -> str:
    return clause.label or f"the {clause.kind.replace('_', ' ')}"

"""Issuing an edition: a frozen, hashed snapshot of the standing text in every language, under its symbol."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import (
    ClauseHeadRow,
    ClauseRevisionRow,
    ClauseRow,
    DocumentRow,
    EditionClauseRow,
    EditionRow,
    new_id,
)
from app.models.frozen import hash_edition, who_takes_part
from app.models.values import PlacedClause, as_clauses
from app.services.record import PUBLIC, record
from documents.editions import EDITION_KINDS, symbol_of
from documents.errors import UnknownValue, WrongStatus
from documents.numbering import PROFILES, number_afresh, number_after
from documents.permissions import Participant, require


def issue_edition(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    kind: str,
    symbol: str | None = None,
    now: datetime,
) -> EditionRow:
    """Freeze the standing text, and who took part, under the next symbol; number afresh where the profile says so.

    ``symbol``: the one that was promised to whoever asks; refused where another edition has it by now.
    """
    require(participant, "issue")
    if kind not in EDITION_KINDS:
        raise UnknownValue(
            f"{kind!r} is not a kind of edition; those are: {', '.join(EDITION_KINDS)}.", field="kind"
        )
    issued = session.scalar(
        select(func.count()).select_from(EditionRow).where(EditionRow.document_id == document.id)
    )
    following = symbol_of(document.symbol, (issued or 0) + 1)
    if symbol is not None and symbol != following:
        raise WrongStatus(
            f"Another edition has been issued since; look at that first. The next one will be {following}.",
            symbol=following,
        )
    placed = as_clauses(session, document)
    standing = [one for one in placed if one.clause.standing]
    if not standing:
        raise WrongStatus("There is no text to issue yet.")
    if PROFILES[document.numbering].renumbers_on_issue:
        _renumber(session, placed)
        placed = as_clauses(session, document)
        standing = [one for one in placed if one.clause.standing]
    edition = EditionRow(
        id=new_id(),
        document_id=document.id,
        ordinal=(issued or 0) + 1,
        symbol=following,
        kind=kind,
        hash="",
        issued_at=now,
        issued_by=participant.delegation,
        took_part=who_takes_part(session, document),
    )
    rows = _freeze(session, edition=edition, standing=standing, document=document)
    edition.hash = hash_edition(edition, rows)
    session.add(edition)
    session.flush()
    session.add_all(row for row, _ in rows)
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="edition issued",
        subject=edition.id,
        document=document.id,
        data={"document": document.slug, "symbol": edition.symbol, "kind": kind},
        now=now,
    )
    return edition


def _renumber(session: Session, placed: list[PlacedClause]) -> None:
    """Number the standing text afresh; what is still proposed keeps its place behind the new numbers."""
    numbers = number_afresh(
        (one.clause.id, one.clause.kind, one.parent) for one in placed if one.clause.standing
    )
    given: dict[tuple[str, str | None], list[str]] = {}
    for one in placed:
        clause = one.clause
        series = given.setdefault(
            (clause.kind, one.parent if clause.kind in ("sub_item", "entry") else None), []
        )
        if clause.id not in numbers:
            numbers[clause.id] = number_after(clause.kind, series[-1] if series else "", series)
        series.append(numbers[clause.id])
    rows = session.scalars(select(ClauseRow).where(ClauseRow.id.in_(numbers)))
    for row in rows:
        if row.number != numbers[row.id]:
            row.number = numbers[row.id]
    session.flush()


def _freeze(
    session: Session, *, edition: EditionRow, standing: list[PlacedClause], document: DocumentRow
) -> list[tuple[EditionClauseRow, str]]:
    """Return a row for every clause and language with the hash of its text, in the order of the text."""
    heads = session.execute(
        select(ClauseHeadRow.language, ClauseRevisionRow)
        .join(ClauseRevisionRow, ClauseRevisionRow.id == ClauseHeadRow.revision_id)
        .where(ClauseHeadRow.clause_id.in_([one.clause.id for one in standing]))
    ).all()
    texts = {(revision.clause_id, language): revision for language, revision in heads}
    rows = []
    for language in sorted(document.titles):
        for ordinal, one in enumerate(standing, start=1):
            revision = texts.get((one.clause.id, language))
            negotiated = texts.get((one.clause.id, document.negotiated_language))
            if revision is None or negotiated is None:
                continue
            rows.append(
                (
                    EditionClauseRow(
                        edition_id=edition.id,
                        clause_id=one.clause.id,
                        language=language,
                        ordinal=ordinal,
                        depth=one.clause.depth,
                        number=one.clause.number,
                        parent_id=one.parent,
                        revision_id=revision.id,
                        level=one.clause.agreement.level,
                        pending_delegations=list(one.clause.agreement.pending_delegations),
                        pending_clauses=list(one.clause.agreement.pending_clauses),
                        stale=revision.aligned_to not in (None, negotiated.id),
                    ),
                    revision.hash,
                )
            )
    return rows

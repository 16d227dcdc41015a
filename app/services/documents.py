"""Beginning a negotiation: participants from a file, a document from its text files."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    ClausePlaceRow,
    ClauseRow,
    DelegationRow,
    DocumentRow,
    ParticipationRow,
    new_id,
)
from app.services.delegations import HOUSE_KINDS
from app.services.record import OPERATOR, PUBLIC, record
from app.services.revisions import write_revision
from app.services.turns import take_turn
from documents.consensus import DEFAULT_LEVELS
from documents.errors import Unacceptable, UnknownValue
from documents.numbering import PROFILES, number_afresh
from documents.ordering import keys_in_row
from documents.permissions import Capacity, Participant, require
from documents.source import Source, require_same_structure

SECRETARIAT = "SEC"
_REFERENCE = re.compile(r"⟦(?:(?P<document>[a-z0-9-]+)#)?(?P<key>[a-z0-9-]+)⟧")


def begin_document(
    session: Session, *, participant: Participant, source: Source, now: datetime
) -> DocumentRow:
    """Make a document of one text, which every state and agency negotiates."""
    require(participant, "begin")
    return import_document(
        session, negotiated=source, aligned=(), participations=None, now=now, by=participant
    )


def import_document(
    session: Session,
    *,
    negotiated: Source,
    aligned: Sequence[tuple[str, Source]],
    participations: Mapping[str, Capacity] | None,
    now: datetime,
    by: Participant = OPERATOR,
) -> DocumentRow:
    """Make a document of the text that is negotiated and of its other languages (file name, text).

    Where nobody says who takes part, every state and agency negotiates it and everyone else observes.
    """
    take_turn(session)
    if session.scalar(select(DocumentRow.id).where(DocumentRow.slug == negotiated.slug)):
        raise Unacceptable(f"There is a document {negotiated.slug} already.", slug=negotiated.slug)
    if session.scalar(select(DocumentRow.id).where(DocumentRow.symbol == negotiated.symbol)):
        raise Unacceptable(
            f"There is a document with the symbol {negotiated.symbol} already; give this one another.",
            field="symbol",
        )
    if negotiated.language != negotiated.negotiated_language:
        raise Unacceptable(
            f"This text is in {negotiated.language}, but the document is negotiated in "
            f"{negotiated.negotiated_language}; give that text too.",
            field="negotiated",
        )
    if negotiated.numbering not in PROFILES:
        raise UnknownValue(
            f"There is no numbering {negotiated.numbering!r}; those are: {', '.join(PROFILES)}.",
            field="numbering",
        )
    for file, source in aligned:
        require_same_structure(negotiated, source, file=file)
    sources = [negotiated, *(source for _, source in aligned)]
    document = DocumentRow(
        id=new_id(),
        slug=negotiated.slug,
        symbol=negotiated.symbol,
        negotiated_language=negotiated.language,
        titles={source.language: source.title for source in sources},
        notices={source.language: source.notice for source in sources},
        numbering=negotiated.numbering,
        levels=list(DEFAULT_LEVELS),
        created_at=now,
    )
    session.add(document)
    session.flush()
    for code, capacity in (_everyone(session) if participations is None else participations).items():
        session.add(ParticipationRow(document_id=document.id, delegation=code, capacity=capacity))
    clauses = _write_clauses(session, document=document, source=negotiated, now=now)
    keys = {(negotiated.slug, key): row.id for key, row in clauses.items()} | _known_keys(session)
    first: dict[str, str] = {}
    for source in sources:
        for clause in source.clauses:
            revision = write_revision(
                session,
                clause=clauses[clause.key],
                language=source.language,
                content=_with_ids(clause.content, negotiated.slug, keys),
                author=SECRETARIAT,
                aligned_to=first.get(clause.key) if source is not negotiated else None,
                now=now,
            )
            first.setdefault(clause.key, revision.id)
    record(
        session,
        stream=PUBLIC,
        by=by,
        what="document imported",
        subject=document.id,
        document=document.id,
        data={"slug": document.slug, "clauses": len(clauses), "languages": sorted(document.titles)},
        now=now,
    )
    return document


def _everyone(session: Session) -> dict[str, Capacity]:
    rows = session.scalars(select(DelegationRow).where(DelegationRow.kind.not_in(HOUSE_KINDS)))
    return {row.code: "negotiates" if row.kind in ("state", "agency") else "observes" for row in rows}


def _write_clauses(
    session: Session, *, document: DocumentRow, source: Source, now: datetime
) -> dict[str, ClauseRow]:
    numbers = number_afresh((clause.key, clause.kind, clause.parent) for clause in source.clauses)
    rows = {
        clause.key: ClauseRow(
            id=new_id(),
            document_id=document.id,
            kind=clause.kind,
            key=clause.key,
            number=numbers[clause.key],
            state="standing",
            created_at=now,
        )
        for clause in source.clauses
    }
    session.add_all(rows.values())
    session.flush()
    children: dict[str | None, list[str]] = {}
    for clause in source.clauses:
        children.setdefault(clause.parent, []).append(clause.key)
    for parent, keys in children.items():
        for key, order_key in zip(keys, keys_in_row(len(keys)), strict=True):
            session.add(
                ClausePlaceRow(
                    id=new_id(),
                    clause_id=rows[key].id,
                    parent_id=rows[parent].id if parent is not None else None,
                    order_key=order_key,
                    placed_at=now,
                    current=True,
                )
            )
    session.flush()
    return rows


def _known_keys(session: Session) -> dict[tuple[str, str], str]:
    rows = session.execute(
        select(DocumentRow.slug, ClauseRow.key, ClauseRow.id)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(ClauseRow.key != "")
    )
    return {(slug, key): clause for slug, key, clause in rows}


def _with_ids(content: Mapping[str, str], slug: str, keys: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Return a content in which references by the drafter's keys have become references by id."""

    def by_id(found: re.Match[str]) -> str:
        target = (found["document"] or slug, found["key"])
        if target not in keys:
            raise Unacceptable(
                f"The reference {found[0]} leads to no clause; import the document {target[0]} first, or mend it.",
                reference=found[0],
            )
        return f"⟦{keys[target]}⟧"

    return {address: _REFERENCE.sub(by_id, text) for address, text in content.items()}

"""Clauses that take the place of others: made, written in every language, and put where those stood."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    ClausePlaceRow,
    ClauseRevisionRow,
    ClauseRow,
    DocumentRow,
    new_id,
)
from app.services.places import number_at, place_after
from app.services.restating import Restating, heads_of
from app.services.revisions import write_revision
from app.services.wording import clean_wording
from documents.cleaning import require_words
from documents.content import Rows, fields_of, prose_only
from documents.errors import (
    EmptyText,
    WrongLanguage,
)
from documents.permissions import Participant
from documents.streamlining import joined_content


def new_clause(session: Session, document: DocumentRow, like: ClauseRow, now: datetime) -> ClauseRow:
    """Return a new clause of the kind of an old one, open and without words."""
    clause = ClauseRow(
        id=new_id(),
        document_id=document.id,
        kind=like.kind,
        key="",
        number="",
        state="standing",
        created_at=now,
    )
    session.add(clause)
    session.flush()
    return clause


def whole_content(clause: ClauseRow, fields: Mapping[str, str], *, address: str) -> dict[str, str]:
    """Return the fields of a new clause as they are kept; refuse one that lacks what it needs."""
    content = dict(clean_wording(clause.kind, fields).fields)
    for declared in fields_of(clause.kind):
        if not isinstance(declared, Rows) and declared.required:
            if not content.get(declared.name):
                raise EmptyText(f"Each new {clause.kind} needs {declared.name}.", field=address)
            require_words(content[declared.name], address=declared.name)
    return content


def write_texts(
    session: Session,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    content: Mapping[str, str],
    languages: Mapping[str, Mapping[str, str]],
    reason: str,
    now: datetime,
) -> None:
    """Write the first text of a new clause, and those in other languages that were given with it."""
    head = write_revision(
        session,
        clause=clause,
        language=document.negotiated_language,
        content=content,
        author=participant.delegation,
        reason=reason,
        now=now,
    )
    for language, fields in sorted(languages.items()):
        if language not in document.titles or language == document.negotiated_language:
            others = ", ".join(sorted(set(document.titles) - {document.negotiated_language})) or "none"
            raise WrongLanguage(
                f"{language} is not a language that is aligned in this document; those are: {others}.",
                field="languages",
            )
        write_revision(
            session,
            clause=clause,
            language=language,
            content=prose_only(clause.kind, clean_wording(clause.kind, fields).fields),
            author=participant.delegation,
            reason=reason,
            aligned_to=head.id,
            now=now,
        )


def place_behind(
    session: Session,
    document: DocumentRow,
    clause: ClauseRow,
    *,
    behind: ClauseRow,
    first: ClauseRow,
    now: datetime,
) -> None:
    """Give a new clause its place; the first has the number of the old one, each further one a Latin ordinal."""
    parent = session.scalar(
        select(ClausePlaceRow.parent_id).where(ClausePlaceRow.clause_id == first.id, ClausePlaceRow.current)
    )
    place = place_after(
        session, document=document, clause=clause, parent=parent, after=behind.id, decision=None, now=now
    )
    clause.number = (
        first.number if behind is first else number_at(session, document=document, clause=clause, place=place)
    )
    session.flush()


def join_languages(
    session: Session, act: Restating, *, given: Mapping[str, Mapping[str, str]], as_they_stand: bool
) -> None:
    """Write what the merged clause says in other languages, where all its origins have a text in them.

    It renders the merged text where that is the texts in a row and none of these was stale; else it is stale.
    """
    [target] = act.targets
    head = act.heads[target.id]
    for language in sorted(set(act.document.titles) - {act.document.negotiated_language, *given}):
        found = heads_of(session, act.document, act.source_ids, language)
        if len(found) < len(act.sources):
            continue
        texts = [found[clause.id] for clause in act.sources]
        rendered = {
            row.id: row.hash
            for row in session.scalars(
                select(ClauseRevisionRow).where(ClauseRevisionRow.id.in_([one.aligned_to for one in texts]))
            )
        }
        stale = [
            one
            for one, clause in zip(texts, act.sources, strict=True)
            if rendered.get(one.aligned_to or "") != act.heads[clause.id].hash
        ]
        write_revision(
            session,
            clause=target,
            language=language,
            content=joined_content(target.kind, [one.content for one in texts]),
            author=act.participant.delegation,
            reason=act.row.reason,
            aligned_to=head.id if as_they_stand and not stale else texts[0].aligned_to,
            now=act.now,
        )

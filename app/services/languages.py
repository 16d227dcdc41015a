"""Aligning clauses in another language to revisions of the negotiated text, one by one or several in one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ClauseRevisionRow, ClauseRow, DocumentRow
from app.services.adoption import require_not_adopted
from app.services.freezing import require_not_under_silence
from app.services.record import PUBLIC, record
from app.services.revisions import head_of, require_present_base, write_revision
from app.services.wording import clean_wording
from documents.content import ClauseKind, field_at
from documents.errors import (
    ChangesNothing,
    EmptyText,
    StaleBase,
    Unacceptable,
    UnknownField,
    WrongLanguage,
    WrongStatus,
)
from documents.permissions import Participant, require


@dataclass(frozen=True, slots=True)
class Translated:
    """What is to be aligned of one clause; without ``fields`` the present text is said to render the revision."""

    clause: ClauseRow
    fields: Mapping[str, str]
    aligned_to: str
    base_revision: str | None  # None where there was no text in the language


def align_texts(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    language: str,
    texts: Sequence[Translated],
    now: datetime,
) -> list[ClauseRevisionRow]:
    """Align several clauses in one act, all or none; a text that came to stand meanwhile is not written over.

    The record has it as one event, in the history of each of them.
    """
    require(participant, "align")
    if not texts:
        raise Unacceptable("Choose at least one clause to align.", field="texts")
    if len({one.clause.id for one in texts}) < len(texts):
        raise Unacceptable("Name each clause once.", field="texts")
    session.execute(
        select(ClauseRow.id)
        .where(ClauseRow.id.in_([one.clause.id for one in texts]))
        .order_by(ClauseRow.id)
        .with_for_update(key_share=True)
    )
    for one in texts:
        present = head_of(session, one.clause.id, language)
        if present is not None and one.base_revision is None:
            raise StaleBase(
                "A clause has a text in this language that was not there when you looked. Send the file again.",
                present_revision=present.id,
                present_content=dict(present.content),
            )
    revisions = [
        _write_aligned(
            session,
            participant=participant,
            clause=one.clause,
            document=document,
            language=language,
            fields=one.fields,
            aligned_to=one.aligned_to,
            base_revision=one.base_revision,
            now=now,
        )
        for one in texts
    ]
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="texts aligned",
        subject=document.id,
        document=document.id,
        data={
            "language": language,
            "clauses": [row.clause_id for row in revisions],
            "revisions": [row.id for row in revisions],
        },
        now=now,
    )
    return revisions


def align_text(
    session: Session,
    *,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    language: str,
    fields: Mapping[str, str],
    aligned_to: str | None,
    base_revision: str | None,
    now: datetime,
) -> ClauseRevisionRow:
    """Write the text of a clause in another language, rendering the present negotiated one (``aligned_to``)."""
    revision = _write_aligned(
        session,
        participant=participant,
        clause=clause,
        document=document,
        language=language,
        fields=fields,
        aligned_to=aligned_to,
        base_revision=base_revision,
        now=now,
    )
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="text aligned",
        subject=clause.id,
        document=clause.document_id,
        data={"language": language, "revision": revision.id, "aligned_to": revision.aligned_to},
        now=now,
    )
    return revision


def _write_aligned(
    session: Session,
    *,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    language: str,
    fields: Mapping[str, str],
    aligned_to: str | None,
    base_revision: str | None,
    now: datetime,
) -> ClauseRevisionRow:
    require(participant, "align")
    require_not_adopted(session, document)
    if language not in document.titles or language == document.negotiated_language:
        others = ", ".join(sorted(set(document.titles) - {document.negotiated_language})) or "none"
        raise WrongLanguage(
            f"{language} is not a language that is aligned in this document; those are: {others}.",
            field="language",
        )
    if clause.state not in ("standing", "proposed"):
        raise WrongStatus("This clause is no longer in the text.")
    require_not_under_silence(session, document=document.id, clauses=[clause.id], language=language, now=now)
    kind: ClauseKind = clause.kind
    wording = clean_wording(kind, fields)
    for address in wording.fields:
        if field_at(kind, address).kind == "value":
            raise UnknownField(
                f"{address} is a value: it is stored once, in {document.negotiated_language}, for all languages.",
                field=address,
            )
    head = require_present_base(session, clause=clause, document=document, base_revision=aligned_to)
    present = head_of(session, clause.id, language)
    if present is not None and base_revision is not None and base_revision != present.id:
        raise StaleBase(
            "The text in this language was changed since you read it.",
            present_revision=present.id,
            present_content=dict(present.content),
        )
    if present is None and not wording.fields:
        raise EmptyText(f"There is no text in {language} yet; send one.", field="text")
    content = {**(present.content if present is not None else {}), **wording.fields}
    if present is not None and content == present.content and present.aligned_to == head.id:
        raise ChangesNothing("This text stands already, aligned to this revision.", fields=sorted(fields))
    return write_revision(
        session,
        clause=clause,
        language=language,
        content=content,
        author=participant.delegation,
        aligned_to=head.id,
        now=now,
    )

"""Aligning a clause in another language to a revision of the negotiated text."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import ClauseRevisionRow, ClauseRow, DocumentRow
from app.services.adoption import require_not_adopted
from app.services.freezing import require_not_under_silence
from app.services.record import PUBLIC, record
from app.services.revisions import head_of, require_present_base, write_revision
from app.services.wording import clean_wording
from documents.content import ClauseKind, field_at
from documents.errors import ChangesNothing, EmptyText, StaleBase, UnknownField, WrongLanguage, WrongStatus
from documents.permissions import Participant, require


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
    revision = write_revision(
        session,
        clause=clause,
        language=language,
        content=content,
        author=participant.delegation,
        aligned_to=head.id,
        now=now,
    )
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="text aligned",
        subject=clause.id,
        document=clause.document_id,
        data={"language": language, "revision": revision.id, "aligned_to": head.id},
        now=now,
    )
    return revision

"""Drafts in another language of the document: a delegation asks, the secretariat renders, the delegation accepts.

Such a draft is no amendment until its words are in the negotiated language: only then can it be compared, consolidated
and tabled. Nobody but the delegation and the secretariat's people learns of it, the chair included.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from app.access import capacity_in
from app.models import AmendmentRow, ClauseRow, DocumentRow, TranslationRequestRow, new_id
from app.services.adoption import require_not_adopted
from app.services.amendments import propose_amendment
from app.services.record import record, translation_stream_of
from app.services.requirements import changed_fields, require_in_text, require_open
from app.services.revisions import head_of, require_present_base
from app.services.wording import Wording
from documents.content import ClauseKind, field_at
from documents.errors import (
    ChangesNothing,
    EmptyText,
    Unacceptable,
    UnknownField,
    WrongLanguage,
    WrongStatus,
    fact,
)
from documents.permissions import Participant, require


def ask_for_translation(
    session: Session,
    *,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    language: str,
    wording: Wording,
    base_revision: str | None,
    now: datetime,
) -> TranslationRequestRow:
    """Draft other words for a clause in another language of the document, and ask the secretariat to render them."""
    require(participant, "ask for translation", capacity=capacity_in(session, participant, document))
    if language not in document.titles or language == document.negotiated_language:
        others = ", ".join(sorted(set(document.titles) - {document.negotiated_language})) or "none"
        raise WrongLanguage(
            f"Drafts that need a translation are in another language of the document: {others}. "
            f"What is in {document.negotiated_language} is proposed as it is.",
            field="language",
        )
    require_open(session, clause, document)
    _require_prose(clause, wording)
    if not wording.fields:
        raise EmptyText(f"Send the words in {language} that are to be translated.", field="text")
    head = require_present_base(session, clause=clause, document=document, base_revision=base_revision)
    present = head_of(session, clause.id, language)
    content = present.content if present is not None else {}
    if all(text == content.get(address, "") for address, text in wording.fields.items()):
        raise ChangesNothing(
            "These words stand already in this language; change one, or keep them.",
            fields=sorted(wording.fields),
        )
    row = TranslationRequestRow(
        id=new_id(),
        document_id=document.id,
        clause_id=clause.id,
        delegation=participant.delegation,
        language=language,
        fields=dict(wording.fields),
        rationale=wording.rationale,
        state="asked",
        note="",
        given={},
        base_revision=head.id,
        asked_at=now,
    )
    session.add(row)
    _record(session, participant, row, "translation asked for", now)
    return row


def give_translation(
    session: Session,
    *,
    participant: Participant,
    request: TranslationRequestRow,
    clause: ClauseRow,
    document: DocumentRow,
    wording: Wording,
    base_revision: str | None,
    now: datetime,
) -> TranslationRequestRow:
    """Give the words in the negotiated language, or better ones while the delegation has not accepted them."""
    require(participant, "translate")
    if request.state not in ("asked", "given"):
        raise WrongStatus(f"This request is {request.state}; it takes no translation any more.")
    require_not_adopted(session, document)
    require_in_text(clause, instead=fact("its delegation asks on what stands there"))
    _require_prose(clause, wording)
    if set(wording.fields) != set(request.fields) or not all(wording.fields.values()):
        raise Unacceptable(
            f"Give the words of the fields that were drafted, no others: {', '.join(sorted(request.fields))}.",
            field="fields",
        )
    head = require_present_base(session, clause=clause, document=document, base_revision=base_revision)
    changed_fields(wording.fields, head.content)
    request.given = dict(wording.fields)
    request.base_revision = head.id
    request.state = "given"
    request.given_at = now
    _record(session, participant, request, "translation given", now)
    return request


def ask_again(
    session: Session,
    *,
    participant: Participant,
    request: TranslationRequestRow,
    document: DocumentRow,
    note: str,
    now: datetime,
) -> TranslationRequestRow:
    """Send a translation back with what is to be other."""
    _require_own(session, participant, request, document)
    if request.state != "given":
        raise WrongStatus(f"This request is {request.state}; only a translation that was given is sent back.")
    if not note.strip():
        raise EmptyText("Say what is to be other in the translation.", field="note")
    request.state = "asked"
    request.note = note.strip()
    _record(session, participant, request, "translation sent back", now)
    return request


def accept_translation(
    session: Session,
    *,
    participant: Participant,
    request: TranslationRequestRow,
    clause: ClauseRow,
    document: DocumentRow,
    now: datetime,
) -> AmendmentRow:
    """Make a draft amendment of a translation, to be tabled like any other; the words first drafted stay with it."""
    _require_own(session, participant, request, document)
    if request.state == "asked":
        raise WrongStatus(
            f"It cannot be tabled yet: its words in {document.negotiated_language} are not given. Wait for the "
            f"secretariat, or withdraw the request and propose in {document.negotiated_language} yourself."
        )
    if request.state != "given":
        raise WrongStatus(f"This request is {request.state}.")
    head = head_of(session, clause.id, document.negotiated_language)
    if head is None or head.id != request.base_revision:
        raise WrongStatus(
            "The text has moved on since the translation was given. Ask again, so that it is rendered against "
            "the present text."
        )
    amendment = propose_amendment(
        session,
        participant=participant,
        clause=clause,
        document=document,
        kind="replace",
        wording=Wording(fields=dict(request.given), rationale=request.rationale),
        language=None,
        base_revision=request.base_revision,
        tabled=False,
        now=now,
    )
    request.amendment_id = amendment.id
    request.state = "accepted"
    _record(session, participant, request, "translation accepted", now)
    return amendment


def withdraw_request(
    session: Session,
    *,
    participant: Participant,
    request: TranslationRequestRow,
    document: DocumentRow,
    now: datetime,
) -> TranslationRequestRow:
    """Take a request back; of what was accepted, the amendment is withdrawn instead."""
    _require_own(session, participant, request, document)
    if request.state not in ("asked", "given"):
        raise WrongStatus(f"This request is {request.state}.")
    request.state = "withdrawn"
    _record(session, participant, request, "translation request withdrawn", now)
    return request


def _require_own(
    session: Session, participant: Participant, request: TranslationRequestRow, document: DocumentRow
) -> None:
    require(
        participant,
        "ask for translation",
        owner=request.delegation,
        capacity=capacity_in(session, participant, document),
    )


def _require_prose(clause: ClauseRow, wording: Wording) -> None:
    kind: ClauseKind = clause.kind
    for address in wording.fields:
        if field_at(kind, address).kind == "value":
            raise UnknownField(
                f"{address} is a value, the same in every language: propose it.", field=address
            )


def _record(session: Session, by: Participant, row: TranslationRequestRow, what: str, now: datetime) -> None:
    record(
        session,
        stream=translation_stream_of(row.delegation),
        by=by,
        what=what,
        subject=row.clause_id,
        document=row.document_id,
        data={"request": row.id, "language": row.language, "delegation": row.delegation},
        now=now,
    )

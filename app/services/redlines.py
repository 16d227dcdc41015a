"""Redlined Word files: received, read, and filed as amendments finding by finding, each by its own delegation."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in, document_for
from app.access_to_people import delegation_named
from app.database import Store
from app.models import AmendmentRow, ClauseRow, DocumentRow, RedlineRow, new_id
from app.redlining import as_stored, find, findings_of, settle
from app.services.chairs_text import decide_findings, record_confirmation
from app.services.filing import file_finding
from app.services.record import own_stream_of, record, stream_of
from documents.errors import BrokenRule, NotPermitted, UnknownValue
from documents.permissions import Participant, require
from documents.redlines import Finding
from importers.word.redline import WordFile


def receive_redline(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    file_name: str,
    file: WordFile,
    now: datetime,
) -> RedlineRow:
    """Keep what is found in a file; nothing is filed by it."""
    require_sender(session, participant, document)
    found = find(session, document, file, as_one=participant.role == "chair")
    file_name = file_name.replace("\x00", "")[:255] or "file.docx"
    row = RedlineRow(
        id=new_id(),
        document_id=document.id,
        delegation=participant.delegation,
        file_name=file_name,
        file_hash=file.sha256,
        file=file.data,
        findings=[as_stored(one) for one in found.findings],
        authors=list(found.authors),
        notes=list(found.notes),
        created_at=now,
    )
    session.add(row)
    record(
        session,
        stream=own_stream_of(participant.delegation),
        by=participant,
        what="redline received",
        subject=row.id,
        document=document.id,
        data={"file": file_name, "sha256": file.sha256, "findings": len(found.findings)},
        now=now,
    )
    return row


def confirm_findings(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    redline: RedlineRow,
    authors: Mapping[str, str],
    chosen: Sequence[int],
    tabled: bool,
    now: datetime,
) -> RedlineRow:
    """File the chosen findings, each in the name of its author's delegation; what cannot be filed says why.

    ``authors``: who each author of the file stands for. What is on the table already is not filed twice. The chair's
    findings become decisions instead.
    """
    require_sender(session, participant, document)
    _require_known(redline, authors, chosen)
    if participant.role == "chair":
        return decide_findings(
            session, participant=participant, document=document, redline=redline, chosen=chosen, now=now
        )
    for code in sorted(set(authors.values())):
        _require_speaker(session, participant, document, code, tabled=tabled)
    findings = findings_of(redline)
    _lock(session, document, [findings[number] for number in chosen])
    settled = settle(session, document, findings)
    kept = [dict(one) for one in redline.findings]
    # One delegation after the other: their streams are locked in one order everywhere.
    for number in sorted(set(chosen), key=lambda n: (authors.get(findings[n].author, ""), n)):
        finding = findings[number]
        if kept[number]["filed"] is not None:
            continue
        if finding.author not in authors:
            kept[number]["left"] = "Say which delegation its author stands for."
            continue
        code = authors[finding.author]
        try:
            with session.begin_nested():
                amendment = file_finding(
                    session,
                    speaker=_speaking(participant, code),
                    document=document,
                    finding=finding,
                    settled=settled[number],
                    tabled=tabled,
                    now=now,
                )
        except BrokenRule as rule:
            kept[number]["left"] = rule.message
        else:
            kept[number] |= {"filed": amendment.id, "left": ""}
            if code != participant.delegation:
                _record_on_behalf(session, participant, code, amendment, redline, now)
    redline.findings = kept
    record_confirmation(session, participant=participant, redline=redline, now=now)
    return redline


def _speaking(participant: Participant, delegation: str) -> Participant:
    """Return in whose name something is filed: one's own delegation's, or another's that one records."""
    if delegation == participant.delegation:
        return participant
    return Participant(delegation, "negotiator", account=participant.account, recorder=participant.delegation)


def _lock(session: Session, document: DocumentRow, findings: Sequence[Finding]) -> None:
    """Hold every clause that is written on, in one order, then the document: streams come last everywhere."""
    clauses = sorted({one.clause for one in findings if one.clause})
    session.execute(
        select(ClauseRow.id)
        .where(ClauseRow.id.in_(clauses))
        .order_by(ClauseRow.id)
        .with_for_update(key_share=True)
    )
    if any(one.kind in ("insert", "move") for one in findings):
        session.execute(
            select(DocumentRow.id).where(DocumentRow.id == document.id).with_for_update(key_share=True)
        )


def _record_on_behalf(
    session: Session,
    participant: Participant,
    delegation: str,
    amendment: AmendmentRow,
    redline: RedlineRow,
    now: datetime,
) -> None:
    """Let the delegation's own record say who entered the draft for it."""
    record(
        session,
        stream=stream_of(delegation),
        by=participant,
        what="amendment entered on behalf",
        subject=amendment.id,
        document=amendment.document_id,
        data={"delegation": delegation, "redline": redline.id, "file": redline.file_name},
        now=now,
    )


def require_sender(session: Session, participant: Participant, document: DocumentRow) -> None:
    """Refuse a redline from anyone but those who propose, the secretariat, and the chair, who decides by it."""
    require(participant, "redline", capacity=capacity_in(session, participant, document))


def require_sender_beforehand(store: Store, participant: Participant, slug: str) -> None:
    """Refuse a redline before it is read, which takes long, and before the store is locked for writing."""
    with store.reading() as session:
        require_sender(session, participant, document_for(session, participant, slug))


def _require_speaker(
    session: Session, participant: Participant, document: DocumentRow, code: str, *, tabled: bool
) -> None:
    delegation = delegation_named(session, code, field="authors").code
    speaker = Participant(delegation, "negotiator")
    require(speaker, "propose", capacity=capacity_in(session, speaker, document))
    if participant.is_secretariat:
        if tabled:
            raise NotPermitted(
                "The secretariat files what it received as drafts; each delegation looks at its own and tables it.",
                field="status",
            )
    elif delegation != participant.delegation:
        raise NotPermitted(
            f"You file for {participant.delegation} alone. Leave the findings of {delegation} to that delegation, "
            "or let the secretariat send the file.",
            field="authors",
        )


def _require_known(redline: RedlineRow, authors: Mapping[str, str], chosen: Sequence[int]) -> None:
    if unknown := sorted(set(authors) - set(redline.authors)):
        raise UnknownValue(
            f"The file has no author {unknown[0]!r}; its authors are: {', '.join(redline.authors) or 'none'}.",
            field="authors",
        )
    if wrong := [number for number in chosen if not 0 <= number < len(redline.findings)]:
        raise UnknownValue(
            f"There is no finding {wrong[0]}; they are numbered from 0 to {len(redline.findings) - 1}.",
            field="findings",
        )

"""Redlined Word files: received, read, and filed as amendments finding by finding, each by its own delegation."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in, clause_for, delegation_named, document_for
from app.database import Store
from app.models import AmendmentRow, ClauseRow, DocumentRow, RedlineRow, new_id
from app.models.written import as_open_amendments, as_written, last_revisions
from app.redlining import Settled, as_stored, ever_written, find, findings_of, settle, still_wanted
from app.services.amendments import edit_amendment, propose_amendment
from app.services.chairs_text import decide_findings, record_confirmation
from app.services.insertions import propose_clause
from app.services.record import own_stream_of, record, stream_of
from app.services.wording import Wording, clean_wording
from documents.amendments import Status
from documents.errors import BrokenRule, ChangesNothing, NotPermitted, StateForbids, UnknownValue, WrongStatus
from documents.permissions import Participant, require
from documents.readings import OpenAmendment, reading_of, rebase_field
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
                amendment = _file(
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


def _file(
    session: Session,
    *,
    speaker: Participant,
    document: DocumentRow,
    finding: Finding,
    settled: Settled,
    tabled: bool,
    now: datetime,
) -> AmendmentRow:
    if finding.kind == "insert":
        return _file_insertion(
            session, speaker=speaker, document=document, finding=finding, tabled=tabled, now=now
        )
    clause, _ = clause_for(session, speaker, finding.clause, lock=True)
    own = _own_open(session, speaker, clause)
    after = (
        clause_for(session, speaker, finding.after)[0] if finding.kind == "move" and finding.after else None
    )
    if any(one.kind == finding.kind and finding.kind in ("delete", "move") for _, one in own):
        raise ChangesNothing(f"{speaker.delegation} proposes this already.")
    assert settled.clause is not None, "only an insertion has no clause"
    if finding.kind != "replace":
        return propose_amendment(
            session,
            participant=speaker,
            clause=clause,
            document=document,
            kind=finding.kind,
            wording=Wording(fields={}, rationale=finding.reason),
            language=None,
            base_revision=settled.clause.revision,
            after=after,
            tabled=tabled,
            now=now,
        )
    mine = [row for row, one in own if one.kind == "replace" and row.delegation == speaker.delegation]
    fields = _still_wanted(session, speaker, finding, settled, own)
    wording = clean_wording(clause.kind, fields, finding.reason)
    if finding.whole and mine:
        if speaker.recorder:
            raise WrongStatus(
                f"{speaker.delegation} has an amendment to this clause on the table, and only its own members edit it. "
                "Let them send this file."
            )
        if len(mine) > 1:
            raise WrongStatus(
                f"{speaker.delegation} has several amendments to this clause; edit the one that this belongs to."
            )
        return edit_amendment(
            session,
            participant=speaker,
            amendment=mine[0],
            clause=clause,
            document=document,
            wording=wording,
            language=None,
            base_revision=settled.clause.revision,
            now=now,
        )
    return propose_amendment(
        session,
        participant=speaker,
        clause=clause,
        document=document,
        kind="replace",
        wording=wording,
        language=None,
        base_revision=settled.clause.revision,
        tabled=tabled,
        now=now,
    )


def _file_insertion(
    session: Session,
    *,
    speaker: Participant,
    document: DocumentRow,
    finding: Finding,
    tabled: bool,
    now: datetime,
) -> AmendmentRow:
    after = clause_for(session, speaker, finding.after)[0] if finding.after else None
    wording = clean_wording(finding.clause_kind or "operative", finding.fields, finding.reason)
    rows = session.scalars(
        select(AmendmentRow).where(
            AmendmentRow.document_id == document.id,
            AmendmentRow.delegation == speaker.delegation,
            AmendmentRow.kind == "insert",
            AmendmentRow.status.in_(_known_to(speaker)),
        )
    ).all()
    wanted = as_open_amendments(session, clauses=[finding.clause]).get(finding.clause, ())
    if any(_inserts(session, row) == dict(wording.fields) for row in rows) or any(
        one.kind == "insert" and speaker.delegation in one.sponsors for one in wanted
    ):
        raise ChangesNothing(f"{speaker.delegation} proposes this clause already.")
    return propose_clause(
        session,
        participant=speaker,
        document=document,
        kind=finding.clause_kind or "operative",
        after=after,
        wording=wording,
        language=None,
        tabled=tabled,
        now=now,
    )


def _inserts(session: Session, row: AmendmentRow) -> dict[str, str]:
    [last] = last_revisions(session, [row.id])
    return dict(last.fields)


def _known_to(speaker: Participant) -> tuple[Status, ...]:
    """Return of which amendments a delegation's own are counted: whoever records for it knows nothing of its drafts."""
    return ("tabled",) if speaker.recorder else ("draft", "tabled")


def _own_open(
    session: Session, speaker: Participant, clause: ClauseRow
) -> list[tuple[AmendmentRow, OpenAmendment]]:
    """Return what a delegation wants of a clause already: its drafts, what it tabled, and what it joined."""
    rows = session.scalars(
        select(AmendmentRow).where(
            AmendmentRow.clause_id == clause.id, AmendmentRow.status.in_(_known_to(speaker))
        )
    ).all()
    return [
        (row, one)
        for row, one in as_written(session, rows)
        if row.delegation == speaker.delegation
        or (row.status == "tabled" and speaker.delegation in one.sponsors)
    ]


def _still_wanted(
    session: Session,
    speaker: Participant,
    finding: Finding,
    settled: Settled,
    own: Sequence[tuple[AmendmentRow, OpenAmendment]],
) -> dict[str, str]:
    """Return the fields that are to be filed; refuse where nothing is, or where the text has moved away.

    What the file shows whole stands in place of the delegation's own amendment, beside those that it joined; anything
    else is wanted besides what it proposes.
    """
    clause = settled.clause
    assert clause is not None, "only an insertion has no clause"
    if settled.outcome == "collides":
        raise StateForbids(
            "The text has moved on under these words since the file was made. Look at the present text, "
            "and restate what you want of it.",
            clause=clause.id,
        )
    written = ever_written(session, [one.id for _, one in own], reader=speaker.recorder or speaker.delegation)
    fields = still_wanted(settled, [one for _, one in own], written)
    if not fields:
        raise ChangesNothing(
            "This is in the text, or on the table in this delegation's name, already.", clause=clause.id
        )
    if finding.whole:
        others = [one for row, one in own if one.kind == "replace" and row.delegation != speaker.delegation]
        for address, joined in reading_of(clause.kind, others, clause.content).items():
            if address in fields:
                here = clause.content.get(address, "")
                beyond = rebase_field(clause.kind, address, fields[address], base=joined, present=here)
                fields[address] = fields[address] if beyond.outcome == "collides" else beyond.text
    return fields

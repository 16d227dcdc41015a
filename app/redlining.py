"""A redlined file and the stored text side by side: what it proposes, and what of that is still to be filed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    AmendmentRevisionRow,
    AmendmentRow,
    ClausePlaceRow,
    ClauseRevisionRow,
    ClauseRow,
    DelegationRow,
    DocumentRow,
    RedlineRow,
)
from app.models.consolidated import reference_labels
from app.models.values import IN_THE_TEXT, as_clauses, clauses_by_id
from app.models.written import as_open_amendments, since_tabled
from documents.chairs_text import find_decisions
from documents.consolidation import read_as
from documents.content import Content, ordered_addresses
from documents.document import Clause
from documents.errors import UnknownValue, WrongLanguage
from documents.findings import find_proposals, say_remark
from documents.pairing import Unit
from documents.printed_from import Known, shown_of
from documents.readings import OpenAmendment, consolidate_clause, reading_of, rebase_field
from documents.rebase import Outcome, Rebase
from documents.redlines import Finding, Reading
from importers.word.paragraphs import read_date
from importers.word.redline import WordFile, read_redline

# A file and a decision of the same time: which came first is told by the words alone.
_WRITING = timedelta(seconds=30)
Written = Mapping[str, Sequence[Mapping[str, str]]]
UNTRACKED = ""  # the author of what was edited without a trace


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a file says: what it proposes, its authors, and in words what else there is in it."""

    findings: tuple[Finding, ...]
    authors: tuple[str, ...]
    notes: tuple[str, ...]


def find(session: Session, document: DocumentRow, file: WordFile, *, as_one: bool = False) -> Found:
    """Return what a Word file proposes on a document; refuse one that belongs to another text.

    ``as_one``: as one text, a chair's, whoever changed what in it.
    """
    _require_fitting(document, file.properties)
    names = _names(session)
    known = _known_clauses(session, document, file.properties, names)
    language = document.negotiated_language
    redline = read_redline(
        file,
        [
            Unit(one.contents[-1][1].get("text", ""), one.id, one.label)
            for one in known
            if one.kind != "entry"
        ],
        proposed=[one.id for one in known if not one.standing],
        names=names,
        as_one=as_one,
    )
    labels = reference_labels(session, document, language, {one.id: one.label for one in known})
    find_all = find_decisions if as_one else find_proposals
    findings = find_all(redline, known, labels=labels, language=language)
    if not as_one and file.properties.get("Form") == "tracked":
        findings = tuple(replace(one, whole=one.author in names) for one in findings)
    order = {one.id: place for place, one in enumerate(known)}
    findings = tuple(sorted(findings, key=lambda one: order.get(one.clause or one.after, -1)))
    given = {(one.author, one.clause) for one in findings}
    reasons = {
        (clause, amendment.rationale)
        for clause, amendments in as_open_amendments(session, document=document.id).items()
        for amendment in amendments
    }
    place = {one.id: one.label or one.kind for one in known}
    remarks = [
        f"{remark.author or 'Somebody'}, on {place.get(remark.clause, 'the file')}: {say_remark(remark)}"
        for remark in redline.remarks
        if (remark.clause, remark.text) not in reasons
        and not any(
            (author, remark.clause) in given for author in (remark.author, *remark.author.split(", "))
        )
    ]
    missing: tuple[str, ...] = ()
    if as_one and "As of" not in file.properties:
        # A file that does not say which text it was made of may be a part of it: what it lacks is told, not deleted.
        gone = [
            one.label or one.kind for one in known if one.in_the_text and not _stands_in(one, redline.base)
        ]
        missing = (f"Not in this file: {', '.join(gone)}.",) if gone else ()
    untracked = (UNTRACKED,) if any(one.author == UNTRACKED for one in findings) else ()
    return Found(
        findings=findings,
        authors=(*sorted({*redline.readings, *(remark.author for remark in redline.remarks)}), *untracked),
        notes=(*redline.skipped, *missing, *(f"A comment without a change: {one}" for one in remarks)),
    )


def _stands_in(known: Known, reading: Reading) -> bool:
    return any(True for _ in shown_of(known, reading))


def as_stored(finding: Finding) -> dict[str, Any]:
    """Return a finding as it is kept, with nothing filed of it yet."""
    return {
        **asdict(finding),
        "fields": dict(finding.fields),
        "notes": list(finding.notes),
        "filed": None,
        "left": "",
    }


def findings_of(redline: RedlineRow) -> list[Finding]:
    """Return the findings of a stored file, in their order."""
    kept = ("author", "kind", "clause", "label", "base", "fields", "after", "clause_kind", "reason", "whole")
    return [
        Finding(**{name: one[name] for name in kept}, notes=tuple(one["notes"])) for one in redline.findings
    ]


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """A finding on the present text: the clause, what it was written against, what each field becomes."""

    clause: Clause | None
    base: Content
    outcomes: Mapping[str, Rebase]

    @property
    def outcome(self) -> Outcome:
        """What becomes of the whole finding: the worst of what becomes of its fields."""
        found = {one.outcome for one in self.outcomes.values()}
        if "collides" in found:
            return "collides"
        return "satisfied" if found == {"satisfied"} else "clean"


def settle(session: Session, document: DocumentRow, findings: Iterable[Finding]) -> list[Settled]:
    """Return what becomes of findings on the present text, in their order."""
    findings = list(findings)
    clauses = clauses_by_id(session, document, sorted({one.clause for one in findings if one.clause}))
    bases = {
        row.id: row.content
        for row in session.scalars(
            select(ClauseRevisionRow).where(
                ClauseRevisionRow.id.in_({one.base for one in findings if one.base})
            )
        )
    }
    settled = []
    for one in findings:
        clause = clauses[one.clause].clause if one.clause in clauses else None
        base = bases.get(one.base, {})
        outcomes = {}
        if clause is not None and one.kind == "replace":
            outcomes = {
                address: rebase_field(
                    clause.kind,
                    address,
                    text,
                    base=base.get(address, ""),
                    present=clause.content.get(address, ""),
                )
                for address, text in one.fields.items()
            }
        settled.append(Settled(clause=clause, base=base, outcomes=outcomes))
    return settled


def on_the_table(
    session: Session,
    document: DocumentRow,
    findings: Sequence[Finding],
    settled: Sequence[Settled],
    *,
    reader: str,
) -> set[int]:
    """Return the numbers of the findings that a delegation of their author's name has tabled, or joined, already.

    ``reader``: the delegation that is told so.
    """
    codes = _names(session)
    tabled = as_open_amendments(session, document=document.id)
    written = ever_written(session, [one.id for on_one in tabled.values() for one in on_one], reader=reader)
    found = set()
    for number, (one, where) in enumerate(zip(findings, settled, strict=True)):
        code = codes.get(one.author)
        own = [amendment for amendment in tabled.get(one.clause, ()) if code in amendment.sponsors]
        if one.kind == "replace":
            there = where.clause is not None and not still_wanted(where, own, written)
        else:
            there = any(amendment.kind == one.kind for amendment in own)
        if there:
            found.add(number)
    return found


def ever_written(session: Session, amendments: Sequence[str], *, reader: str) -> Written:
    """Return every text of amendments that a delegation may know: id -> one mapping of fields for each text.

    Of others' amendments those of the draft stage are not among them.
    """
    rows = session.execute(
        select(AmendmentRow, AmendmentRevisionRow)
        .join(AmendmentRevisionRow, AmendmentRevisionRow.amendment_id == AmendmentRow.id)
        .where(AmendmentRow.id.in_(amendments))
        .order_by(AmendmentRow.id, AmendmentRevisionRow.ordinal)
    ).all()
    found: dict[str, list[Mapping[str, str]]] = {}
    for amendment, texts in groupby(rows, key=lambda row: row[0]):
        written = [text for _, text in texts]
        if amendment.delegation != reader:
            written = since_tabled(written, amendment.tabled_at)
        found[amendment.id] = [text.fields for text in written]
    return found


def still_wanted(settled: Settled, own: Sequence[OpenAmendment], written: Written) -> dict[str, str]:
    """Return the fields that a finding wants beyond what a delegation's open amendments want, or ever wanted.

    A file of last week shows what a delegation proposed then: that is no new proposal.
    """
    clause = settled.clause
    if clause is None:
        return {}
    reading = reading_of(clause.kind, [one for one in own if one.kind == "replace"], clause.content)
    earlier = [fields for one in own for fields in written.get(one.id, ())]
    fields = {}
    for address, outcome in settled.outcomes.items():
        here = clause.content.get(address, "")
        proposed = reading.get(address, here)
        met = rebase_field(clause.kind, address, outcome.text, base=here, present=proposed)
        if outcome.outcome == "collides" or not (
            outcome.text == proposed
            or (proposed != here and met.outcome == "satisfied")
            or any(texts.get(address) == outcome.text for texts in earlier)
        ):
            fields[address] = outcome.text
    return fields


def guess_delegations(session: Session, authors: Sequence[str]) -> dict[str, str]:
    """Return the delegation of each author whose name is that of one, in any language."""
    codes = _names(session)
    folded = {name.casefold(): code for name, code in codes.items()}
    return {author: folded[author.casefold()] for author in authors if author.casefold() in folded}


def _names(session: Session) -> dict[str, str]:
    """Return every code and every name of a delegation -> its code."""
    rows = session.scalars(select(DelegationRow)).all()
    named = {name: row.code for row in rows for name in row.names.values()}
    return named | {row.code: row.code for row in rows}


def _require_fitting(document: DocumentRow, properties: Mapping[str, str]) -> None:
    if (slug := properties.get("Document")) and slug != document.slug:
        raise UnknownValue(
            f"This file was exported from the document {slug}; send it there.", field="file", document=slug
        )
    language = properties.get("Language")
    if language and language != document.negotiated_language:
        raise WrongLanguage(
            f"This file is in {language}, but amendments are in {document.negotiated_language}. "
            f"Redline the file in {document.negotiated_language}.",
            field="file",
        )
    if properties.get("Decided since"):
        raise UnknownValue(
            "The changes in this file are what was decided since an edition, and nobody's proposals. "
            "Redline the clean or the tracked form of the present text, and send that.",
            field="file",
        )
    if (form := properties.get("Form")) in ("consolidated", "marked", "comparison", "amendments"):
        raise UnknownValue(
            f"This is the {form} form, in which the proposals of others are words of the text. "
            "Redline the clean or the tracked form, and send that.",
            field="file",
        )


def _printed_from(revisions: Sequence[ClauseRevisionRow], as_of: datetime | None) -> list[ClauseRevisionRow]:
    """Return the texts, in order, of which a file of this time shows one; all of them where it names no time.

    Without this, whoever typed a former text back in with tracking off would seem to have changed nothing.
    """
    if as_of is None:
        return list(revisions)
    sure = [row for row in revisions if row.created_at <= as_of - _WRITING]
    near = [row for row in revisions if as_of - _WRITING < row.created_at <= as_of + _WRITING]
    return [*sure[-1:], *near] or list(revisions)


def _known_clauses(
    session: Session, document: DocumentRow, properties: Mapping[str, str], names: Mapping[str, str]
) -> list[Known]:
    """Return all clauses that ever had a text: those in the text in its order, the others behind them."""
    as_of = read_date(properties.get("As of", ""))
    revisions: dict[str, list[ClauseRevisionRow]] = {}
    for row in session.scalars(
        select(ClauseRevisionRow)
        .join(ClauseRow, ClauseRow.id == ClauseRevisionRow.clause_id)
        .where(
            ClauseRow.document_id == document.id,
            ClauseRevisionRow.language == document.negotiated_language,
        )
        .order_by(ClauseRevisionRow.ordinal)
    ):
        revisions.setdefault(row.clause_id, []).append(row)
    states = dict(
        session.execute(
            select(ClauseRow.id, ClauseRow.state).where(ClauseRow.document_id == document.id)
        ).all()
    )
    moved = set(
        session.scalars(
            select(ClausePlaceRow.clause_id).where(
                ClausePlaceRow.clause_id.in_(states),
                ClausePlaceRow.current,
                ClausePlaceRow.decision_id.is_not(None),
                ClausePlaceRow.placed_at > (as_of or datetime.max.replace(tzinfo=UTC)) - _WRITING,
            )
        )
    )
    placed = [one.clause for one in as_clauses(session, document) if one.clause.id in revisions]
    there = {clause.id for clause in placed}
    gone = clauses_by_id(session, document, sorted(set(revisions) - there))
    tabled = as_open_amendments(session, document=document.id)
    proposals = {clause.id: consolidate_clause(clause, tabled.get(clause.id, [])).fields for clause in placed}
    return [
        Known(
            id=clause.id,
            kind=clause.kind,
            label=clause.label,
            contents=tuple((row.id, row.content) for row in _printed_from(revisions[clause.id], as_of)),
            # A file that does not say which fields it holds has those of today.
            addresses=tuple(
                properties.get(clause.id, "").split()
                or ordered_addresses(clause.kind, {**clause.content, **proposals.get(clause.id, {})})
            ),
            proposals={
                address: tuple(read_as(one, code) for code in one.delegations)
                for address, one in proposals.get(clause.id, {}).items()
            },
            standing=states[clause.id] not in ("proposed", "dropped"),
            inserted_by=frozenset(
                name
                for one in tabled.get(clause.id, ())
                if one.kind == "insert"
                for name, code in names.items()
                if code in one.sponsors
            ),
            in_the_text=states[clause.id] == "standing",
            in_its_place=clause.id not in moved,
            expected=as_of is not None
            and states[clause.id] in IN_THE_TEXT
            and revisions[clause.id][0].created_at <= as_of,
        )
        for clause in (*placed, *(one.clause for one in gone.values()))
    ]

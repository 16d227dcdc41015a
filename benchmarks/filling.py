"""A store of any size, filled by bulk inserts: rows as the services write them, without a record of events."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from app.database import Store
from app.loading import DELEGATIONS, load_delegations
from app.models import (
    AmendmentRevisionRow,
    AmendmentRow,
    ClauseHeadRow,
    ClausePlaceRow,
    ClauseRevisionRow,
    ClauseRow,
    DelegationRow,
    DocumentRow,
    ParticipationRow,
    Row,
    new_id,
)
from app.models.hashing import hash_content, hash_values
from app.services.tokens import issue_token
from benchmarks.texts import BEGUN, PROPOSERS, drafted
from documents.consensus import DEFAULT_LEVELS
from documents.document import Clause
from documents.ordering import keys_in_row

SLUG = "text"
# There are nine besides the chair and the secretariat, and a large negotiation has ten.
TENTH = {"code": "UNECE", "kind": "agency", "names": {"en": "Economic Commission for Europe"}, "ordinal": 10}
OTHERS = ("FAO", "UNDP", "ADB", "UNECE")  # take part beside Kazakhstan and the five that propose


def fill(store: Store, count: int) -> tuple[str, list[Clause]]:
    """Write one document of so many clauses, five amendments on each; return a token of Kazakhstan, the clauses."""
    with store.writing() as session:
        load_delegations(session, DELEGATIONS, now=BEGUN)
        _insert(session, DelegationRow, [TENTH])
        token = issue_token(
            session, delegation="KAZ", role="negotiator", name="benchmark", expires_at=None, now=BEGUN
        )
        document = new_id()
        _write_document(session, document)
        drafts = [(_with_ids(clause), amendments) for clause, amendments in drafted(count)]
        clauses = [clause for clause, _ in drafts]
        _write_clauses(session, document, clauses)
        texts = {
            (clause.id, amendment.delegation): amendment.fields
            for clause, amendments in drafts
            for amendment in amendments
        }
        _write_amendments(session, document, clauses, texts)
    return token, clauses


def _with_ids(clause: Clause) -> Clause:
    return Clause(
        id=new_id(),
        kind=clause.kind,
        label=clause.label,
        number=clause.number,
        depth=0,
        content=clause.content,
        revision=new_id(),
        agreement=clause.agreement,
    )


def _insert(session: Session, row: type[Row], values: Sequence[Mapping[str, object]]) -> None:
    table = row.__table__
    assert isinstance(table, Table)
    session.execute(insert(table), [dict(row) for row in values])


def _write_document(session: Session, document: str) -> None:
    values = {
        "id": document,
        "slug": SLUG,
        "symbol": "TEXT",
        "negotiated_language": "en",
        "titles": {"en": "A text to measure on"},
        "notices": {"en": ""},
        "numbering": "declaration",
        "levels": list(DEFAULT_LEVELS),
        "created_at": BEGUN,
        "version": 1,
    }
    _insert(session, DocumentRow, [values])
    parties = [
        {"document_id": document, "delegation": code, "capacity": "negotiates"}
        for code in ("KAZ", *PROPOSERS, *OTHERS)
    ]
    _insert(session, ParticipationRow, parties)


def _write_clauses(session: Session, document: str, clauses: list[Clause]) -> None:
    rows: list[dict[str, object]] = []
    places: list[dict[str, object]] = []
    revisions: list[dict[str, object]] = []
    heads: list[dict[str, object]] = []
    for clause, order_key in zip(clauses, keys_in_row(len(clauses)), strict=True):
        rows.append(
            {
                "id": clause.id,
                "document_id": document,
                "kind": clause.kind,
                "key": "",
                "number": clause.number,
                "state": "standing",
                "created_at": BEGUN,
                "version": 1,
            }
        )
        places.append(
            {
                "id": new_id(),
                "clause_id": clause.id,
                "order_key": order_key,
                "placed_at": BEGUN,
                "current": True,
            }
        )
        revisions.append(
            {
                "id": clause.revision,
                "clause_id": clause.id,
                "language": "en",
                "ordinal": 1,
                "content": dict(clause.content),
                "hash": hash_content(clause.content),
                "author": "SEC",
                "reason": "",
                "created_at": BEGUN,
            }
        )
        heads.append({"clause_id": clause.id, "language": "en", "revision_id": clause.revision, "version": 1})
    for row, values in (
        (ClauseRow, rows),
        (ClausePlaceRow, places),
        (ClauseRevisionRow, revisions),
        (ClauseHeadRow, heads),
    ):
        _insert(session, row, values)


def _write_amendments(
    session: Session, document: str, clauses: list[Clause], texts: Mapping[tuple[str, str], object]
) -> None:
    rows: list[dict[str, object]] = []
    revisions: list[dict[str, object]] = []
    for clause in clauses:
        for k, delegation in enumerate(PROPOSERS):
            amendment, fields = new_id(), texts[clause.id, delegation]
            tabled_at = BEGUN + timedelta(minutes=k)
            rows.append(
                {
                    "id": amendment,
                    "document_id": document,
                    "clause_id": clause.id,
                    "kind": "replace",
                    "delegation": delegation,
                    "status": "tabled",
                    "uptake": "not so far",
                    "created_at": tabled_at,
                    "tabled_at": tabled_at,
                    "version": 1,
                }
            )
            revisions.append(
                {
                    "id": new_id(),
                    "amendment_id": amendment,
                    "ordinal": 1,
                    "base_revision": clause.revision,
                    "fields": fields,
                    "rationale": "",
                    "hash": hash_values(fields=fields, rationale="", base=clause.revision),
                    "created_at": tabled_at,
                }
            )
    _insert(session, AmendmentRow, rows)
    _insert(session, AmendmentRevisionRow, revisions)

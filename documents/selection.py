"""A document as if only some delegations had proposed anything: what a reader filters, and what a file is made of."""

from collections.abc import Collection
from dataclasses import replace

from documents.consolidation import Consolidation, Proposal, consolidate, read_as
from documents.content import field_at
from documents.document import ConsolidatedClause, ConsolidatedDocument


def only_proposed_by(one: ConsolidatedClause, delegations: Collection[str]) -> ConsolidatedClause:
    """Return a clause as if only some delegations had proposed anything; what is proposed as new stays."""
    fields = {
        address: _only_of(field, delegations, whole=field_at(one.clause.kind, address).kind == "value")
        for address, field in one.fields.items()
    }
    return ConsolidatedClause(
        clause=one.clause,
        fields={address: field for address, field in fields.items() if field.delegations},
        inserted_by=one.inserted_by,
        deleted_by=tuple(code for code in one.deleted_by if code in delegations),
        amendments=tuple(
            amendment
            for amendment in one.amendments
            if amendment.kind == "insert" or not set(delegations).isdisjoint(amendment.sponsors)
        ),
        decided=one.decided,
    )


def document_proposed_by(
    document: ConsolidatedDocument, delegations: Collection[str]
) -> ConsolidatedDocument:
    """Return a document with the proposals of some delegations; new clauses of the others are left out."""
    return replace(
        document,
        clauses=tuple(
            only_proposed_by(one, delegations)
            for one in document.clauses
            if one.clause.standing or not set(delegations).isdisjoint(one.inserted_by)
        ),
    )


def _only_of(one: Consolidation, delegations: Collection[str], *, whole: bool) -> Consolidation:
    kept = [Proposal(code, read_as(one, code)) for code in one.delegations if code in delegations]
    return consolidate(one.base, kept, whole=whole)

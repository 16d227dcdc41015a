"""A document as if only some delegations had proposed anything: what a reader filters, and what a file is made of."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from documents.amendments import AmendmentKind
from documents.comparison import in_the_setting_of
from documents.consolidation import Consolidation, Proposal, consolidate, read_as
from documents.content import Content, field_at
from documents.document import ConsolidatedClause, ConsolidatedDocument
from documents.tokens import same_but_for_typography


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


def only_of_kind(one: ConsolidatedClause, kind: AmendmentKind) -> ConsolidatedClause:
    """Return a clause as if only amendments of one kind had been tabled on it; a new clause stays one."""
    return replace(
        one,
        fields=one.fields if kind == "replace" else {},
        deleted_by=one.deleted_by if kind == "delete" else (),
        amendments=tuple(amendment for amendment in one.amendments if amendment.kind == kind),
    )


def without_typography(one: ConsolidatedClause) -> ConsolidatedClause:
    """Return a clause without what only changes the setting of its words, nor the amendments that do no more."""
    fields = {address: _in_its_setting(one, address, field) for address, field in one.fields.items()}
    return replace(
        one,
        fields={address: field for address, field in fields.items() if field.delegations},
        amendments=tuple(
            amendment
            for amendment in one.amendments
            if amendment.kind != "replace" or not changes_only_setting(amendment.texts, one.clause.content)
        ),
    )


def changes_only_setting(texts: Mapping[str, str], present: Content) -> bool:
    """Return whether wanted texts change the present ones in nothing but their setting, and in that at least.

    >>> changes_only_setting({"text": "the «Parties»"}, {"text": "the “Parties”"}), changes_only_setting({}, {})
    (True, False)
    """
    changed = [
        (present.get(address, ""), text)
        for address, text in texts.items()
        if text != present.get(address, "")
    ]
    return bool(changed) and all(same_but_for_typography(old, new) for old, new in changed)


def _in_its_setting(one: ConsolidatedClause, address: str, field: Consolidation) -> Consolidation:
    if field_at(one.clause.kind, address).kind == "value":
        return field
    readings = [(code, read_as(field, code)) for code in field.delegations]
    kept = [Proposal(code, in_the_setting_of(field.base, text)) for code, text in readings]
    return consolidate(field.base, kept)


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

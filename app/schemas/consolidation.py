"""Consolidations on the wire."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from app.schemas.wire import Id, Out, Time
from documents.consolidation import Consolidation
from documents.document import ConsolidatedClause, ConsolidatedDocument, TabledAmendment
from documents.notation import write_bracketed

Attribution = Literal["names", "codes", "none"]


class AlternativeOut(Out):
    """One wording of a passage, with everyone who wants exactly it."""

    text: str
    delegations: list[str]


class PassageOut(Out):
    """A stretch of the present text; without alternatives nobody touches it."""

    base: str
    alternatives: list[AlternativeOut]


class ReservationOut(Out):
    """Brackets round the tokens start to end of the present text, without a change of words."""

    start: int
    end: int
    delegations: list[str]


class FieldConsolidationOut(Out):
    """All proposals on one field in one text."""

    base: str
    bracketed: str = Field(examples=["The Parties [shall][should KAZ, UZB] cooperate."])
    passages: list[PassageOut]
    reservations: list[ReservationOut]

    @classmethod
    def of(
        cls, one: Consolidation, attribution: Attribution = "codes", names: Mapping[str, str] | None = None
    ) -> "FieldConsolidationOut":
        """Translate a value."""
        shown = attribution != "none"
        return cls(
            base=one.base,
            bracketed=write_bracketed(one, attribution=attribution, names=names or {}),
            passages=[
                PassageOut(
                    base=passage.base,
                    alternatives=[
                        AlternativeOut(
                            text=alternative.text, delegations=list(alternative.delegations) if shown else []
                        )
                        for alternative in passage.alternatives
                    ],
                )
                for passage in one.passages
            ],
            reservations=[
                ReservationOut(
                    start=reservation.start,
                    end=reservation.end,
                    delegations=list(reservation.delegations) if shown else [],
                )
                for reservation in one.reservations
            ],
        )


class TabledOut(Out):
    """An open amendment as it reads on the present text."""

    id: Id
    kind: str
    sponsors: list[str]
    tabled_at: Time
    rationale: str
    collides: bool
    move_to: str

    @classmethod
    def of(cls, amendment: TabledAmendment) -> "TabledOut":
        """Translate a value."""
        return cls(
            id=amendment.id,
            kind=amendment.kind,
            sponsors=list(amendment.sponsors),
            tabled_at=amendment.tabled_at,
            rationale=amendment.rationale,
            collides=amendment.collides,
            move_to=amendment.move_to,
        )


class ConsolidatedClauseOut(Out):
    """A clause with everything that is proposed on it."""

    clause: Id
    label: str
    kind: str
    standing: bool
    revision: str
    fingerprint: str = Field(description="what a decision names")
    text: str
    bracketed: str = Field(description="the main text with all proposals on it in square brackets")
    fields: Mapping[str, FieldConsolidationOut]
    inserted_by: list[str]
    deleted_by: list[str]
    amendments: list[TabledOut]

    @classmethod
    def of(
        cls,
        one: ConsolidatedClause,
        attribution: Attribution = "codes",
        names: Mapping[str, str] | None = None,
    ) -> "ConsolidatedClauseOut":
        """Translate a value."""
        shown = attribution != "none"
        fields = {
            address: FieldConsolidationOut.of(field, attribution, names)
            for address, field in one.fields.items()
        }
        main = fields.get("title" if one.clause.kind == "entry" else "text")
        return cls(
            clause=one.clause.id,
            label=one.clause.label,
            kind=one.clause.kind,
            standing=one.clause.standing,
            revision=one.clause.revision,
            fingerprint=one.fingerprint,
            text=one.clause.text,
            bracketed=main.bracketed if main is not None else one.clause.text,
            fields=fields,
            inserted_by=list(one.inserted_by) if shown else [],
            deleted_by=list(one.deleted_by) if shown else [],
            amendments=[TabledOut.of(amendment) for amendment in one.amendments] if shown else [],
        )


class ConsolidatedDocumentOut(Out):
    """A whole document with everything that is tabled on it."""

    slug: str
    symbol: str
    title: str
    notice: str
    language: str
    as_of: Time
    clauses: list[ConsolidatedClauseOut]

    @classmethod
    def of(cls, one: ConsolidatedDocument, attribution: Attribution) -> "ConsolidatedDocumentOut":
        """Translate a value."""
        return cls(
            slug=one.slug,
            symbol=one.symbol,
            title=one.title,
            notice=one.notice,
            language=one.language,
            as_of=one.as_of,
            clauses=[
                ConsolidatedClauseOut.of(clause, attribution, one.delegations) for clause in one.clauses
            ],
        )

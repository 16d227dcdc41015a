"""Consolidations on the wire."""

from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import Field

from app.schemas.wire import Id, Out, Time
from documents.consolidation import Alternative, Consolidation, Passage
from documents.content import field_at
from documents.document import ConsolidatedClause, ConsolidatedDocument, TabledAmendment
from documents.measures import Measures, measure_clause, sum_measures
from documents.notation import write_bracketed
from documents.options import set_apart
from documents.shared_parts import Shared, share_parts

Attribution = Literal["names", "codes", "none"]


class AlternativeOut(Out):
    """One wording of a passage, with everyone who wants exactly it."""

    text: str
    delegations: list[str]

    @classmethod
    def of(cls, one: Alternative, *, named: bool) -> "AlternativeOut":
        """Translate a value; ``named``: the reader may know whose it is."""
        return cls(text=one.text, delegations=list(one.delegations) if named else [])


class PassageOut(Out):
    """A stretch of the present text; without alternatives nobody touches it."""

    base: str
    alternatives: list[AlternativeOut]
    shared: "list[SharedOut]" = Field(
        default=[], description="alternatives of many words that differ in few, laid in one"
    )

    @classmethod
    def of(cls, one: Passage, *, named: bool) -> "PassageOut":
        """Translate a value."""
        return cls(
            base=one.base,
            alternatives=[AlternativeOut.of(alternative, named=named) for alternative in one.alternatives],
            shared=[SharedOut.of(part, named=named) for part in share_parts(one) if isinstance(part, Shared)],
        )


class SharedOut(Out):
    """Alternatives of one passage in one: the first of them as base, the others as proposals on it."""

    first: list[str] = Field(description="who wants the first of them")
    delegations: list[str]
    passages: list[PassageOut]

    @classmethod
    def of(cls, one: Shared, *, named: bool) -> "SharedOut":
        """Translate a value."""
        return cls(
            first=list(one.first) if named else [],
            delegations=list(one.delegations) if named else [],
            passages=[PassageOut.of(passage, named=named) for passage in one.text.passages],
        )


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
    options: list[AlternativeOut] = Field(
        description="whole texts that share too little with the present one to be read inside it; "
        "the passages hold them all the same"
    )

    @classmethod
    def of(
        cls,
        one: Consolidation,
        attribution: Attribution = "codes",
        names: Mapping[str, str] | None = None,
        options: Iterable[Alternative] = (),
    ) -> "FieldConsolidationOut":
        """Translate a value."""
        shown = attribution != "none"
        return cls(
            base=one.base,
            bracketed=write_bracketed(one, attribution=attribution, names=names or {}),
            passages=[PassageOut.of(passage, named=shown) for passage in one.passages],
            reservations=[
                ReservationOut(
                    start=reservation.start,
                    end=reservation.end,
                    delegations=list(reservation.delegations) if shown else [],
                )
                for reservation in one.reservations
            ],
            options=[AlternativeOut.of(option, named=shown) for option in options],
        )


class MeasuresOut(Out):
    """How much is open: what competes is counted word for word, owners are not."""

    brackets: int = Field(description="pairs")
    depth: int = Field(description="the most brackets inside one another")
    unbalanced: int = Field(description="brackets in the text itself that have no partner")
    words: int
    words_in_brackets: int

    @classmethod
    def of(cls, one: Measures) -> "MeasuresOut":
        """Translate a value."""
        return cls(
            brackets=one.brackets,
            depth=one.depth,
            unbalanced=one.unbalanced,
            words=one.words,
            words_in_brackets=one.words_in_brackets,
        )


class TabledOut(Out):
    """An open amendment as it reads on the present text."""

    id: Id
    kind: str
    sponsors: list[str]
    tabled_at: Time
    rationale: str
    collides: bool
    late: bool
    amends: str = Field(
        description="of a sub-amendment: the code of the delegation whose open amendment it amends"
    )
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
            late=amendment.late,
            amends=amendment.amends,
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
    measures: MeasuresOut
    inserted_by: list[str]
    deleted_by: list[str]
    amendments: list[TabledOut]

    @classmethod
    def of(
        cls,
        one: ConsolidatedClause,
        attribution: Attribution = "codes",
        names: Mapping[str, str] | None = None,
        measures: Measures | None = None,
    ) -> "ConsolidatedClauseOut":
        """Translate a value."""
        shown = attribution != "none"
        fields = {
            address: FieldConsolidationOut.of(
                field,
                attribution,
                names,
                # A value is taken or left as it is: every alternative is a whole one.
                set_apart(field).options if field_at(one.clause.kind, address).kind == "prose" else (),
            )
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
            measures=MeasuresOut.of(measures or measure_clause(one)),
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
    measures: MeasuresOut
    clauses: list[ConsolidatedClauseOut]

    @classmethod
    def of(cls, one: ConsolidatedDocument, attribution: Attribution) -> "ConsolidatedDocumentOut":
        """Translate a value."""
        measures = [measure_clause(clause) for clause in one.clauses]
        return cls(
            slug=one.slug,
            symbol=one.symbol,
            title=one.title,
            notice=one.notice,
            language=one.language,
            as_of=one.as_of,
            measures=MeasuresOut.of(sum_measures(measures)),
            clauses=[
                ConsolidatedClauseOut.of(clause, attribution, one.delegations, measured)
                for clause, measured in zip(one.clauses, measures, strict=True)
            ],
        )

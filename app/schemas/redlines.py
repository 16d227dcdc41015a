"""Redlined Word files on the wire: what was found in one, and what is to be filed of it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from app.models import RedlineRow
from app.redlining import Settled
from app.schemas.amendments import Filing
from app.schemas.wire import Id, In, Out, Time, examples
from documents.amendments import AmendmentKind
from documents.content import ClauseKind
from documents.diff import diff_words
from documents.notation import marked


class FoundFieldOut(Out):
    """What a finding wants of one field: the text it was written on, the text it wants, and their difference."""

    base: str
    text: str
    marked: Annotated[str, Field(description="the difference in one line, [-gone-]{+come+}")]
    outcome: Literal["clean", "satisfied", "collides"]


class FindingOut(Out):
    """One amendment that a file proposes."""

    number: int
    author: Annotated[str, Field(description="as the file names it; empty: edited with tracking off")]
    kind: AmendmentKind
    clause: str | None
    label: str
    clause_kind: ClauseKind | None
    after: str | None
    fields: Mapping[str, FoundFieldOut]
    reason: str
    notes: list[str]
    outcome: Annotated[
        Literal["clean", "satisfied", "collides"],
        Field(
            description="on the present text: to be filed; in it already; the text has moved away under it"
        ),
    ]
    on_the_table: Annotated[
        bool, Field(description="the delegation of this name has tabled, or joined, it already")
    ]
    filed: Annotated[
        str | None, Field(description="the amendment that was filed of it; of a chair's text the decision")
    ]
    left: Annotated[str, Field(description="why it was not filed when that was last asked for")]


class RedlineOut(Out):
    """A redlined file: seen by the delegation that sent it, and by nobody else."""

    id: Id
    document: str
    file_name: str
    created_at: Time
    authors: Annotated[
        Mapping[str, str | None],
        Field(description="author -> the delegation of that name, null where none is"),
    ]
    findings: list[FindingOut]
    notes: Annotated[list[str], Field(description="what the file holds besides, and what was not read")]

    @classmethod
    def of(
        cls,
        row: RedlineRow,
        *,
        document: str,
        guesses: Mapping[str, str],
        settled: Sequence[Settled],
        tabled: Collection[int],
    ) -> "RedlineOut":
        """Translate a row and what becomes of its findings on the present text."""
        return cls(
            id=row.id,
            document=document,
            file_name=row.file_name,
            created_at=row.created_at,
            authors={author: guesses.get(author) for author in row.authors},
            findings=[
                _finding(number, one, where, tabled=number in tabled)
                for number, (one, where) in enumerate(zip(row.findings, settled, strict=True))
            ],
            notes=row.notes,
        )


def _finding(number: int, kept: Mapping[str, Any], settled: Settled, *, tabled: bool) -> FindingOut:
    fields = {}
    for address, text in kept["fields"].items():
        base = settled.base.get(address, "")
        outcome = settled.outcomes.get(address)
        fields[address] = FoundFieldOut(
            base=base,
            text=text,
            marked=marked(diff_words(base, text)),
            outcome=outcome.outcome if outcome else "clean",
        )
    return FindingOut(
        number=number,
        author=kept["author"],
        kind=kept["kind"],
        clause=kept["clause"] or None,
        label=kept["label"],
        clause_kind=kept["clause_kind"],
        after=kept["after"] or None,
        fields=fields,
        reason=kept["reason"],
        notes=kept["notes"],
        outcome=settled.outcome,
        on_the_table=tabled,
        filed=kept["filed"],
        left=kept["left"],
    )


class ConfirmationIn(In):
    """Which findings are filed, and for whom each author of the file speaks."""

    model_config = examples({"authors": {"Kazakhstan": "KAZ"}, "findings": [0], "status": "draft"})

    authors: Annotated[Mapping[str, str], Field(description="author -> code of a delegation")]
    findings: Annotated[list[int] | None, Field(max_length=10_000, description="numbers; null: all")] = None
    status: Filing = "draft"

"""A consolidated document as plain values: what the shell hands to a page or an exporter.

Rows become these values in one place (``app.models``: values, written, consolidated); nothing below knows where
they came from. Texts are in one language; labels are printed in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from documents.amendments import AmendmentKind
from documents.consensus import Agreement
from documents.consolidation import Consolidation
from documents.content import ClauseKind, Content
from documents.participation import Act
from documents.statements import StatementKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """A clause in its place: identity, label of today, text in one language, agreement."""

    id: str
    kind: ClauseKind
    label: str  # "OP 5 bis", "3.2", "" for what carries none (title, chapeau, heading, closing)
    number: str  # "5 bis", "3.2", "a", ""
    depth: int  # 0 at the top; a sub-item of an operative paragraph, or an entry of a chapter, 1
    content: Content  # address -> text, values included; {} where this language has no text yet
    revision: str  # id of the revision shown; "" where there is none
    agreement: Agreement
    stale: bool = False  # an aligned text that renders an earlier revision of the negotiated one
    standing: bool = True  # False: a tabled insertion that is not part of the text yet

    @property
    def text(self) -> str:
        """The one text of a paragraph, the title of an entry."""
        return self.content.get("text", self.content.get("title", ""))


@dataclass(frozen=True, kw_only=True, slots=True)
class TabledAmendment:
    """An open amendment as everyone may see it."""

    id: str
    kind: AmendmentKind
    delegation: str
    sponsors: tuple[str, ...]  # the tabler first, then those that joined, sorted
    tabled_at: datetime
    rationale: str
    texts: Mapping[str, str]  # address -> wanted text, written against the present text
    collides: bool = False  # the present text has moved away under it: restate
    unconfirmed: bool = False  # recorded as it was said in the room; its delegation has not confirmed it
    late: bool = False  # tabled after the deadline of a round
    amends: str = ""  # whose open amendment it amends: the code of its tabler
    move_to: str = ""  # of a move: "after OP 7", "first in the document"
    after: str = ""  # of a move: id of the clause to follow, "" for the first place


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsolidatedClause:
    """A clause with everything that is proposed on it."""

    clause: Clause
    fields: Mapping[str, Consolidation] = field(default_factory=dict)  # only addresses with proposals
    inserted_by: tuple[str, ...] = ()  # of a clause that is not standing: who wants it in
    deleted_by: tuple[str, ...] = ()  # who wants no text here at all
    amendments: tuple[TabledAmendment, ...] = ()
    decided: "ConsolidatedClause | None" = (
        None  # what was decided on it since an edition, where that is shown too
    )

    @property
    def is_disputed(self) -> bool:
        """Whether anything is proposed on it."""
        return bool(self.fields or self.inserted_by or self.deleted_by or self.amendments)

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) over the text and everything proposed on it: what a decision must name."""
        parts = [self.clause.id, self.clause.revision]
        parts += [f"{address}={one.fingerprint}" for address, one in sorted(self.fields.items())]
        parts += [
            f"{amendment.id}:{amendment.kind}:{','.join(amendment.sponsors)}:{amendment.move_to}"
            for amendment in sorted(self.amendments, key=lambda amendment: amendment.id)
        ]
        return sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class AnnexedStatement:
    """A statement of a delegation behind the text: by name, in one language."""

    delegation: str  # its name in the language of the text
    kind: StatementKind
    clauses: tuple[str, ...]  # ids of those that it concerns, in the order of the text
    text: str
    language: str  # the one of the text, where the statement exists in it


@dataclass(frozen=True, kw_only=True, slots=True)
class Adopted:
    """How a document was adopted: when, where, by whom, and the edition whose text it was."""

    day: date  # UTC
    place: str
    body: str
    symbol: str
    hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Annex:
    """What stands behind a clean text: statements, its adoption, and what each delegation has done with it."""

    statements: tuple[AnnexedStatement, ...] = ()
    adopted: Adopted | None = None
    participation: tuple[tuple[str, tuple[tuple[Act, date], ...]], ...] = ()  # by name of the delegation


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsolidatedDocument:
    """A whole document at one moment, in one language."""

    slug: str
    symbol: str  # of the edition shown, or of the document: "RES2026/DEC"
    title: str
    kind: str  # "rolling text", the kind of the edition shown, or "adopted"
    language: str  # BCP 47
    original_language: str  # the negotiated one
    begun_at: datetime  # UTC; when its first text was stored
    as_of: datetime  # UTC
    notice: str  # "" or the sentence that marks an illustrative text
    clauses: tuple[ConsolidatedClause, ...]
    delegations: Mapping[str, str]  # code -> name in the language shown
    labels: Mapping[str, str] = field(default_factory=dict)  # clause id -> label, for cross-references
    signatories: tuple[
        str, ...
    ] = ()  # names of those who sign it, in their order; () where it is not for signature
    since: str = ""  # symbol of an edition, where what is shown is what was decided since, and no proposals
    chair: str = ""  # code of the chair, where a text of the chair's is shown beside what delegations propose
    annex: Annex = Annex()
    adopted_on: date | None = None  # UTC; None as long as it is negotiated, and of what was issued before
    stacked: bool = False  # with ``since``: the proposals on the present text are shown over that

"""Editions, tracking and the record on the wire."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from app.models import EditionRow, EventRow
from app.schemas.wire import Id, In, Out, Time, examples
from documents.permissions import Participant


class EditionIn(In):
    """An edition to be issued."""

    model_config = examples({"kind": "rolling text"})

    kind: str = Field(max_length=32, examples=["rolling text"])


class EditionOut(Out):
    """An issued edition."""

    id: Id
    document: str
    symbol: str
    kind: str
    ordinal: int
    hash: str
    issued_at: Time

    @classmethod
    def of(cls, row: EditionRow, slug: str) -> "EditionOut":
        """Translate a row."""
        return cls(
            id=row.id,
            document=slug,
            symbol=row.symbol,
            kind=row.kind,
            ordinal=row.ordinal,
            hash=row.hash,
            issued_at=row.issued_at,
        )


class CertifiedEditionOut(Out):
    """The edition that a certificate is about."""

    document: str
    symbol: str
    kind: str
    issued_at: Annotated[str, Field(description="as it is signed: ISO 8601")]
    issued_by: str
    hash: str


class ChainOut(Out):
    """An event by which a chain can be checked."""

    stream: str
    number: int
    hash: str


class CertifiedDelegationOut(Out):
    """A delegation that took part."""

    code: str
    name: str
    capacity: str


class SignatureOut(Out):
    """A signature over the certificate without it, in the canonical form (docs/record.md)."""

    algorithm: str
    public_key: Annotated[str, Field(description="Base64")]
    value: Annotated[str, Field(description="Base64")]


class CertificateOut(Out):
    """What proves an edition: keep it elsewhere than the store."""

    edition: CertifiedEditionOut
    texts: Annotated[Mapping[str, str], Field(description="language -> SHA-256 of its text")]
    record: Annotated[ChainOut, Field(description="the event by which it was issued")]
    delegations: list[CertifiedDelegationOut]
    signature: SignatureOut | None = None


class FrozenClauseOut(Out):
    """A clause as it stands in an edition."""

    clause: Id
    kind: str
    label: str
    content: Mapping[str, str]


class EditionTextOut(EditionOut):
    """An edition with its text in one language."""

    language: str
    clauses: list[FrozenClauseOut]


class DelegationTrackingOut(Out):
    """What became of what one delegation proposed."""

    delegation: str
    name: str
    proposed: int = Field(description="amendments it tabled")
    joined: int = Field(description="amendments of others that it stands behind")
    adopted: int
    partly: int
    not_so_far: int = Field(description="open, nothing of it taken up yet")
    withdrawn: int
    closed: int = Field(description="closed without being wholly adopted")
    words_brought: int = Field(description="words of the present text that its amendments brought")


class EventOut(Out):
    """One thing that happened."""

    stream: str
    number: int
    at: Time
    actor: str
    on_behalf_of: str | None
    account: str | None = Field(description="who of the actor it was; for its own delegation")
    what: str
    subject: str
    data: Mapping[str, Any]
    hash: str

    @classmethod
    def of(cls, row: EventRow, participant: Participant) -> "EventOut":
        """Translate a row for a reader."""
        return cls(
            stream=row.stream,
            number=row.number,
            at=row.at,
            actor=row.actor,
            on_behalf_of=row.on_behalf_of,
            account=row.account_id if row.actor == participant.delegation else None,
            what=row.what,
            subject=row.subject,
            data=row.data,
            hash=row.hash,
        )

"""What a write was made against (If-Match), and that a repeated request creates once (Idempotency-Key)."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Annotated, TypeVar

from fastapi import Header, Response
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.models import KeptAnswerRow, new_id
from app.schemas.documents import ClauseOut
from documents.errors import KeyUsedOtherwise, StaleTag, UnknownValue
from documents.permissions import Participant

IfMatch = Annotated[
    str | None, Header(max_length=200, description="the ETag of what you read; 412 when it has changed")
]
IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=255,
        pattern="^[\x21-\x7e]+$",
        description="any string of yours: the same key with the same request creates once",
    ),
]


def etag(out: BaseModel) -> str:
    """Return the ETag of what is about to be sent."""
    return f'"{sha256(out.model_dump_json().encode()).hexdigest()[:32]}"'


def require_tag(present: str, if_match: str | None) -> None:
    """Refuse when If-Match names an older state than the present one."""
    if if_match is not None and if_match.strip() not in (present, "*"):
        raise StaleTag("This has changed since you read it; read it again.", etag=present)


def base_named(clause: ClauseOut, base_revision: str | None, if_match: str | None) -> str | None:
    """Return the revision that a write was made against: named in the body, or by the clause's ETag."""
    require_tag(etag(clause), if_match)
    if base_revision is None and if_match is not None:
        return clause.revision
    return base_revision


Answer = TypeVar("Answer", bound=BaseModel)


def create_once(
    session: Session,
    *,
    participant: Participant,
    key: str | None,
    request: str,
    response: Response,
    answer: type[Answer],
    create: Callable[[], Answer],
    now: datetime,
) -> Answer:
    """Create, or hand back what the same key created before; ``request`` is everything that was asked."""
    if key is None:
        return create()
    if "\x00" in key or len(key) > 255:  # a header's form is checked already, an input's is not
        raise UnknownValue("This key is none of ours; open the page again.", field="key")
    asked = sha256(request.encode()).hexdigest()
    row = KeptAnswerRow(
        id=new_id(),
        delegation=participant.delegation,
        role=participant.role,
        key=key,
        request_hash=asked,
        answer={},
        created_at=now,
    )
    try:
        # The row comes first: of two requests at once with one key, the second waits here for the first.
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        kept = session.scalars(
            select(KeptAnswerRow).where(
                KeptAnswerRow.delegation == participant.delegation,
                KeptAnswerRow.role == participant.role,
                KeptAnswerRow.key == key,
            )
        ).one()
        if kept.request_hash != asked:
            raise KeyUsedOtherwise(
                "This Idempotency-Key came with another request before; use a new key for a new request.",
                key=key,
            ) from None
        response.headers["Idempotent-Replay"] = "true"
        return answer.model_validate(kept.answer)
    created = create()
    row.answer = created.model_dump(mode="json")
    return created

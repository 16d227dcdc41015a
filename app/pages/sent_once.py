"""What a form creates or decides, it does once, however often its button is pressed.

The page gives its forms a key. What comes with that key a second time, word for word, is what was created first, as
long as that stands: whoever has taken it back, and goes back to the form, may send it again.
"""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from fastapi import Response
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    AmendmentRow,
    BridgingTextRow,
    CommentRow,
    DecisionRow,
    StatementRow,
    StatusChangeRow,
    TranslationRequestRow,
)
from app.pages.forms import SentForm, sent_one
from app.preconditions import create_once
from documents.permissions import Participant

Creatable = (
    AmendmentRow
    | BridgingTextRow
    | CommentRow
    | DecisionRow
    | StatementRow
    | StatusChangeRow
    | TranslationRequestRow
)
Created = TypeVar(
    "Created",
    AmendmentRow,
    BridgingTextRow,
    CommentRow,
    DecisionRow,
    StatementRow,
    StatusChangeRow,
    TranslationRequestRow,
)


class _Kept(BaseModel):
    id: str


def create_by_form(
    session: Session,
    create: Callable[[], Created],
    *,
    kind: type[Created],
    participant: Participant,
    form: SentForm,
    place: str,
    now: datetime,
) -> Created:
    """Return what a form creates, or what it has created already; ``place``: where the form was sent."""

    def made() -> _Kept:
        row = create()
        session.flush()
        return _Kept(id=row.id)

    said = repr((place, sorted(form.items())))
    key = sent_one(form, "key")
    while True:
        found = create_once(
            session,
            participant=participant,
            key=sha256(f"{key}\n{said}".encode()).hexdigest() if key else None,
            request=said,
            response=Response(),
            answer=_Kept,
            create=made,
            now=now,
        )
        row = session.get_one(kind, found.id)
        if _stands(session, row):
            return row
        key += f" {row.id}"


def _stands(session: Session, row: Creatable) -> bool:
    match row:
        case AmendmentRow():
            return row.status in ("draft", "tabled")
        case BridgingTextRow():
            return row.withdrawn_at is None
        case CommentRow():
            return row.taken_back_at is None
        case DecisionRow():
            undone = select(DecisionRow.id).where(DecisionRow.undoes == row.id)
            return session.scalar(undone) is None
        case StatusChangeRow():
            return row.current
        case TranslationRequestRow():
            return row.state != "withdrawn"
        case _:
            return row.ended_at is None

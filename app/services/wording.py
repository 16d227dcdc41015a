"""What a delegation writes: cleaned on the way in, and kept text by text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import AmendmentRevisionRow, AmendmentRow, new_id
from app.models.hashing import hash_values
from documents.cleaning import clean, require_words
from documents.content import ClauseKind, Field, field_at

RATIONALE = Field("rationale", lines=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """Fields as they are kept, the reason given for them, and what cleaning did to either, in words."""

    fields: Mapping[str, str]
    rationale: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AmendedText:
    """The text of another delegation's amendment on which a sub-amendment is written: its id, and its words."""

    id: str
    words: Mapping[str, str]


def clean_wording(kind: ClauseKind, fields: Mapping[str, str], rationale: str = "") -> Wording:
    """Return fields as they are kept; refuse unknown ones, and those without a word that need one."""
    kept: dict[str, str] = {}
    notes: list[str] = []
    for address, text in fields.items():
        declared = field_at(kind, address)
        cleaned = clean(text, declared, address=address)
        if declared.required:
            require_words(cleaned.text, address=address)
        kept[address] = cleaned.text
        notes += cleaned.notes
    reason = clean(rationale, RATIONALE)
    return Wording(fields=kept, rationale=reason.text, notes=(*notes, *reason.notes))


def write_text(
    session: Session,
    *,
    amendment: AmendmentRow,
    wording: Wording,
    base_revision: str | None,
    amends: AmendedText | None = None,
    now: datetime,
) -> AmendmentRevisionRow:
    """Write the next text of an amendment with the base it is written against, and with what it amends."""
    before = session.scalar(
        select(func.max(AmendmentRevisionRow.ordinal)).where(
            AmendmentRevisionRow.amendment_id == amendment.id
        )
    )
    fields = dict(wording.fields)
    revision = AmendmentRevisionRow(
        id=new_id(),
        amendment_id=amendment.id,
        ordinal=(before or 0) + 1,
        base_revision=base_revision,
        amends_text=amends.id if amends is not None else None,
        amends_fields=dict(amends.words) if amends is not None else None,
        fields=fields,
        rationale=wording.rationale,
        hash=hash_values(
            fields=fields,
            rationale=wording.rationale,
            base=base_revision,
            **({"amends": amends.id, "amended": dict(amends.words)} if amends is not None else {}),
        ),
        created_at=now,
    )
    session.add(revision)
    session.flush()
    return revision

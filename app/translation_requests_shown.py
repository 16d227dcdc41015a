"""Requests for translation as their readers see them: with what the words given disagree on with those drafted."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.comparing_languages import comparing
from app.models import CarriedRow, DocumentRow, TranslationRequestRow
from app.schemas.translation_requests import TranslationRequestOut


def show_requests(
    session: Session, document: DocumentRow, rows: Sequence[TranslationRequestRow]
) -> list[TranslationRequestOut]:
    """Return requests of one document."""
    by_language = {
        language: comparing(session, document, language)
        for language in sorted({row.language for row in rows if row.given})
    }
    return [
        TranslationRequestOut.of(
            row,
            {
                address: by_language[row.language].disagreements(text, row.fields[address])
                for address, text in row.given.items()
            },
        )
        for row in rows
    ]


def originals_of(
    session: Session, document: DocumentRow, amendments: Collection[str]
) -> dict[str, TranslationRequestRow]:
    """Return the requests from which amendments came: amendment -> request; whoever reads the one reads the words.

    An amendment that was written again when its clause was split or merged came of what the old one came of.
    """
    accepted = session.scalars(
        select(TranslationRequestRow).where(
            TranslationRequestRow.document_id == document.id,
            TranslationRequestRow.amendment_id.is_not(None),
        )
    )
    became = {row.amendment_id: row for row in accepted}
    came_of = {one: one for one in amendments}  # amendment -> the oldest that it is known to come of
    while became:
        sought = {old for old in came_of.values() if old not in became}
        carried = session.execute(
            select(CarriedRow.to_id, CarriedRow.subject_id).where(
                CarriedRow.matter == "amendment",
                CarriedRow.to_id.in_(sought),
                CarriedRow.to_id != CarriedRow.subject_id,
                CarriedRow.fate != "restored",
            )
        ).all()
        older = {new: old for new, old in carried if new is not None}
        if not older:
            break
        came_of = {one: older.get(old, old) for one, old in came_of.items()}
    return {one: became[old] for one, old in came_of.items() if old in became}

"""Refusals that need the store: what must hold before an amendment may be written."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.models import AmendmentRevisionRow, AmendmentRow, ClauseRow, DocumentRow, HouseRulesRow, ReleaseRow
from app.models.values import as_clause
from app.models.written import as_open_amendments, as_written, last_revisions
from app.services.adoption import require_not_adopted
from app.services.revisions import head_of
from documents.content import ClauseKind
from documents.errors import (
    BaseNotNamed,
    ChangesNothing,
    ClauseIsAgreed,
    CollidesWithOwnReading,
    NotReleased,
    StaleBase,
    Unacceptable,
    WrongLanguage,
    WrongStatus,
    fact,
)
from documents.permissions import Participant
from documents.readings import collision_with_own


def require_negotiated_language(document: DocumentRow, language: str | None) -> None:
    """Refuse an amendment in another language than the one the document is negotiated in."""
    if language is not None and language != document.negotiated_language:
        raise WrongLanguage(
            f"This document is negotiated in {document.negotiated_language}; an amendment in {language} "
            f"cannot be filed. Send it in {document.negotiated_language}.",
            field="language",
            negotiated_language=document.negotiated_language,
        )


def require_same_text(last: AmendmentRevisionRow, text: str | None) -> None:
    """Refuse a step on another text of an amendment than the one that was read, and one that names none."""
    if text is None:
        raise BaseNotNamed(
            "Say which text of the amendment you read: text (its text_id) in the body, or If-Match with its ETag.",
            present_revision=last.id,
        )
    if text != last.id:
        raise StaleBase(
            "The amendment was edited since you read it; read its present text first.",
            present_revision=last.id,
            present_fields=dict(last.fields),
        )


def require_release(session: Session, *, participant: Participant, amendment: AmendmentRow) -> None:
    """Refuse to table what the head has not released, where the delegation wants that; the head may always table.

    What was said in the room stands on the table when it is recorded; then its confirmation is the head's.
    """
    [last] = last_revisions(session, [amendment.id])
    if participant.recorder or session.get(ReleaseRow, last.id) is not None:
        return
    require_head_where_release_is_required(session, participant=participant)


def require_head_where_release_is_required(session: Session, *, participant: Participant) -> None:
    """Refuse everybody but the head, where the delegation speaks only by what its head has released."""
    rules = session.get(HouseRulesRow, participant.delegation)
    if rules is not None and rules.head_releases and participant.role != "head":
        raise NotReleased(
            f"{participant.delegation} puts on the table only what its head has released. Keep it as a draft; "
            "the head releases it, or tables it."
        )


def require_in_text(clause: ClauseRow, *, instead: str) -> None:
    """Refuse what concerns a clause that has left the text; ``instead``: what one does then."""
    if clause.state in ("removed", "dropped"):
        raise WrongStatus(f"This clause is no longer in the text; {instead}.", clause=clause.id)


def require_open(session: Session, clause: ClauseRow, document: DocumentRow) -> None:
    """Refuse an amendment to a clause that is final, agreed, or no longer in the text."""
    require_not_adopted(session, document)
    require_in_text(clause, instead=fact("propose a new one in its place"))
    agreement = as_clause(session, document, clause.id).clause.agreement
    if not agreement.is_open:
        raise ClauseIsAgreed(
            f"This clause is {agreement.level}; it takes no amendments until the chair reopens it.",
            level=agreement.level,
        )


def changed_fields(fields: Mapping[str, str], present: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that differ from the present text; refuse when none does."""
    if not fields:
        raise Unacceptable("A replacement names what it replaces: text, or fields.", field="fields")
    changed = {address: text for address, text in fields.items() if text != present.get(address, "")}
    if not changed:
        raise ChangesNothing(
            "Your text equals the present one; change a word, or keep it.", fields=sorted(fields)
        )
    return changed


def require_no_own_collision(
    session: Session,
    *,
    clause: ClauseRow,
    document: DocumentRow,
    amendment: AmendmentRow,
    delegation: str,
) -> None:
    """Refuse an amendment that wants it otherwise than the reading of a delegation that would stand behind it."""
    if amendment.kind == "insert":
        return
    head = head_of(session, clause.id, document.negotiated_language)
    kind: ClauseKind = clause.kind
    [(_, written)] = as_written(session, [amendment])
    others = [
        other
        for other in as_open_amendments(session, clauses=[clause.id]).get(clause.id, [])
        if delegation in other.sponsors and other.id != amendment.id and other.kind != "insert"
    ]
    if met := collision_with_own(kind, written, others, head.content if head is not None else {}):
        raise CollidesWithOwnReading(
            f"Your delegation's amendment {met} already changes these words otherwise, "
            "or wants the clause elsewhere or away. Edit or withdraw that one, or leave alone what it changes.",
            amendment=met,
        )

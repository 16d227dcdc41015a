"""Amending the amendment of another delegation: which text was read, and what goes when that goes."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AmendmentRevisionRow, AmendmentRow, ClauseRevisionRow, ClauseRow
from app.models.written import as_open_amendments, last_revisions
from app.services.requirements import require_same_text
from app.services.wording import AmendedText
from documents.amendments import AmendmentKind
from documents.content import ClauseKind
from documents.errors import Unacceptable, UnknownValue, WrongStatus
from documents.permissions import Participant
from documents.readings import OpenAmendment, rebase_field
from documents.subamendments import require_amendable


def amended_in(
    session: Session, *, participant: Participant, clause: ClauseRow, kind: AmendmentKind, text: str
) -> OpenAmendment:
    """Return the open amendment on a clause of which a sub-amendment names the last text, or refuse that."""
    if kind != "replace":
        raise Unacceptable(
            f"A {kind} amends no amendment; leave amends out, or send the words that you want.",
            field="amends",
        )
    there = {one.id: one for one in as_open_amendments(session, clauses=[clause.id]).get(clause.id, [])}
    named = session.get(AmendmentRevisionRow, text) if "\x00" not in text else None
    if named is None or named.amendment_id not in there:
        raise UnknownValue(
            f"No amendment on the table of this clause has the text {text!r}; name the text_id of one that has.",
            field="amends",
        )
    amended = there[named.amendment_id]
    require_amendable(amended, participant.delegation)
    [last] = last_revisions(session, [amended.id])
    require_same_text(last, text)
    return amended


def text_amended(
    session: Session, *, amendment: AmendmentRow, last: AmendmentRevisionRow, text: str | None
) -> str | None:
    """Return on which text of another amendment one is written that is edited; another one must be the present one."""
    if text is None or text == last.amends_text:
        return last.amends_text
    if amendment.amends_id is None:
        raise Unacceptable(
            "Your amendment is one to the clause; file another one to amend an amendment.", field="amends"
        )
    [present] = last_revisions(session, [amendment.amends_id])
    require_same_text(present, text)
    return text


def read_on(session: Session, *, clause: ClauseRow, text: str | None, base: str | None) -> AmendedText | None:
    """Return a text of an amendment with the words that it makes of a revision; None where there is none."""
    if text is None:
        return None
    row = session.get_one(AmendmentRevisionRow, text)
    before, content = (
        session.get_one(ClauseRevisionRow, one).content if one is not None else {}
        for one in (row.base_revision, base)
    )
    kind: ClauseKind = clause.kind
    words = {
        address: rebase_field(
            kind, address, wanted, base=before.get(address, ""), present=content.get(address, "")
        ).text
        for address, wanted in row.fields.items()
    }
    return AmendedText(text, words)


def require_amended_on_the_table(session: Session, *, amendment: AmendmentRow) -> None:
    """Refuse to table a sub-amendment whose amendment fell, or reads otherwise than when it was written.

    One that was taken into the text is no obstacle: what amended it amends the text.
    """
    if amendment.amends_id is None:
        return
    amended = session.get_one(AmendmentRow, amendment.amends_id)
    if amended.status == "tabled":
        texts = {one.amendment_id: one for one in last_revisions(session, [amended.id, amendment.id])}
        require_same_text(texts[amended.id], texts[amendment.id].amends_text)
    elif amended.uptake == "not so far":
        raise WrongStatus(
            f"The amendment of {amended.delegation} that this amends is {amended.status}. "
            "Propose your words on the clause itself.",
            present_status=amended.status,
            step="table",
        )


def close_subamendments(session: Session, *, amendment: AmendmentRow) -> list[str]:
    """Close what amends an amendment that is taken back; return which. Drafts stay, and say so when they are tabled."""
    rows = session.scalars(
        select(AmendmentRow)
        .where(AmendmentRow.amends_id == amendment.id, AmendmentRow.status == "tabled")
        .order_by(AmendmentRow.id)
    ).all()
    for row in rows:
        row.status = "closed"
    return [row.id for row in rows]

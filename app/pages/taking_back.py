"""A way back after a wrong click: what whoever is asking has just done to a clause, and how it is undone.

Nothing that was public is undone without a trace: what was tabled is withdrawn, what was decided is taken back by a
decision, and the line says so. It is found in the record, so that no address can offer what was not done. A wrong click
undoes nothing of others: what they have joined, amended or agreed meanwhile is taken back where it stands, knowingly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import Request
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AmendmentRow, ClauseRow, DocumentRow, EventRow
from app.models.tabled import concerns_others
from app.pages.frame import TakeBack
from app.pages.proposals import AmendmentShown
from app.pages.rendering import path_of
from app.services.record import PUBLIC, stream_of
from app.services.undoing import last_standing_decision, level_taken_since
from app.speaking import gettext
from documents.content import kind_behind
from documents.permissions import Participant

_JUST = timedelta(minutes=1)  # within which a page says that it was just done
_RECORDED: Mapping[str, str] = {
    "tabled": "amendment tabled",
    "withdrawn": "amendment withdrawn",
    "decided": "clause decided",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Steps:
    """What the reader may do on the clause."""

    may_propose: bool
    may_decide: bool
    may_insert: bool  # a new clause beside it


def take_back_of(
    request: Request,
    session: Session,
    participant: Participant,
    clause: ClauseRow,
    amendments: Sequence[AmendmentShown],
    steps: Steps,
    *,
    done: str,
    now: datetime,
) -> TakeBack | None:
    """Return the way back from what was just done; None where there is none, or where the reader has not done it."""
    if done not in _RECORDED:
        return None
    shown = {one.id: one for one in amendments}
    event = session.scalars(
        select(EventRow)
        .where(
            EventRow.what == _RECORDED[done],
            EventRow.subject.in_([clause.id, *shown]),
            EventRow.stream.in_([PUBLIC, stream_of(participant.delegation)]),
            EventRow.actor == participant.delegation,
            EventRow.account_id == (participant.account or None),
            EventRow.at >= now - _JUST,
        )
        .order_by(EventRow.at.desc())
    ).first()
    if event is None:
        return None
    if done == "decided":
        last = last_standing_decision(session, clause)
        if not steps.may_decide or last is None or last.id != event.data["decision"]:
            return None
        if level_taken_since(session, last) is not None:
            return None
        return TakeBack(
            action=path_of(request, "undo_form", clause_id=clause.id),
            sent={"decision": last.id, "alone": "1"},
            note=gettext("The record keeps both: the decision, and that it was taken back."),
        )
    amendment = shown.get(event.subject)
    if amendment is None:
        return None
    if done == "tabled" and amendment.status == "tabled" and "withdraw" in amendment.may:
        if concerns_others(session, session.get_one(AmendmentRow, amendment.id)):
            return None
        return TakeBack(
            action=path_of(request, "withdraw_form", amendment_id=amendment.id),
            sent={"alone": "1"},
            note=gettext("It is withdrawn then, and stays in the record."),
        )
    if done == "withdrawn" and amendment.status == "withdrawn":
        link = _form_again(request, session, clause, amendment, steps)
        if link:
            return TakeBack(
                link=link, note=gettext("Its words stand in the form again, to be tabled as a new amendment.")
            )
    return None


def _form_again(
    request: Request, session: Session, clause: ClauseRow, amendment: AmendmentShown, steps: Steps
) -> str:
    """Return where the words of a withdrawn amendment stand in a form, "" where no form would take them."""
    if amendment.kind != "insert":
        query = {"kind": amendment.kind, "again": amendment.id}
        return path_of(request, "propose_page", clause_id=clause.id, query=query) if steps.may_propose else ""
    after = session.get_one(AmendmentRow, amendment.id).after_id
    before = session.get(ClauseRow, after) if after else None
    if not steps.may_insert or before is None or before.state not in ("standing", "proposed"):
        return ""
    if kind_behind(before.kind) != clause.kind:
        return ""
    document = session.get_one(DocumentRow, clause.document_id)
    query = {"after": before.id, "again": amendment.id}
    return path_of(request, "insert_page", slug=document.slug, query=query)

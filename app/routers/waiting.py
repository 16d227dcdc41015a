"""What waits for whoever asks."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.access import document_for, documents_for
from app.identity import Asking, Now
from app.parameters import Reading
from app.schemas.waiting import WaitingOut
from app.schemas.wire import Page
from app.waiting import what_waits

router = APIRouter(prefix="/api", tags=["what waits"])


@router.get("/waiting")
def list_waiting(
    session: Reading,
    participant: Asking,
    now: Now,
    document: Annotated[
        str | None, Query(max_length=64, description="by default, all that you may read")
    ] = None,
) -> Page[WaitingOut]:
    """List what waits for you: deadlines first, then by urgency, in the order of the text."""
    documents = (
        [document_for(session, participant, document)]
        if document is not None
        else documents_for(session, participant)
    )
    here = [what_waits(session, participant, one, now=now) for one in documents]
    return Page(
        items=[
            WaitingOut.of(one, document=there.document.slug, label=there.labels.get(one.clause, ""))
            for there in here
            for one in there.waiting
        ]
    )

"""A split, a merger or a move: who did it and why, where everything went, and taking it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import streamlining_for
from app.access_to_streamlining import hold_clauses_of
from app.errors import status_of
from app.identity import Asking, Now
from app.models import DocumentRow, StreamliningRow
from app.pages.forms import SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import Frame, Named, as_cast, frame_for
from app.pages.languages import labels_in
from app.pages.pen import Pen
from app.pages.rendering import path_of, render
from app.pages.streamlined import StreamlinedShown, draw_streamlined
from app.parameters import AnId, Reading, Writing
from app.refusing import sentence_of
from app.services.undoing_streamlining import undo_streamlining
from app.speaking import N_, gettext
from app.streamlining_shown import show_streamlining
from documents.errors import BrokenRule
from documents.permissions import Participant, may

router = APIRouter(prefix="/streamlining/{streamlining_id}")
_WHAT: Mapping[str, str] = {
    "split": N_("%(clauses)s was split"),
    "merger": N_("%(clauses)s were merged"),
    "move": N_("%(clauses)s was moved"),
    "undoing": N_("%(clauses)s: taken back"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class StreamliningPage:
    """The page of one act."""

    template: ClassVar[str] = "pages/streamlining.html"
    frame: Frame
    slug: str
    id: str
    language: str
    heading: str
    by: Named
    moment: datetime
    why: str
    shown: StreamlinedShown
    undone_by: str  # id of the act that took it back, "" while it stands
    undoes: str
    may_undo: bool
    reason: str
    refusal: str


@router.get("")
def streamlining_page(
    request: Request,
    session: Reading,
    participant: Asking,
    streamlining_id: AnId,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show an act with where everything went that its reader may know of."""
    row, document = streamlining_for(session, participant, streamlining_id)
    return _draw(request, session, participant, row, document, done=done)


@router.post("/undo")
def undo_streamlining_form(
    request: Request, session: Writing, participant: Asking, now: Now, streamlining_id: AnId, form: SentForm
) -> Response:
    """Take a split, a merger or a move back."""
    row, document = streamlining_for(session, participant, streamlining_id)
    try:
        with whole_or_nothing(session):
            hold_clauses_of(session, participant, row)
            undoing = undo_streamlining(
                session,
                participant=participant,
                document=document,
                streamlining=row,
                reason=sent_one(form, "reason"),
                now=now,
            )
    except BrokenRule as rule:
        return _draw(
            request,
            session,
            participant,
            row,
            document,
            reason=sent_one(form, "reason"),
            refusal=sentence_of(rule),
            status=status_of(type(rule)),
        )
    query = {"done": "streamlining-back"}
    return see_other(path_of(request, "streamlining_page", streamlining_id=undoing.id, query=query))


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    row: StreamliningRow,
    document: DocumentRow,
    *,
    done: str = "",
    reason: str = "",
    refusal: str = "",
    status: int = 200,
) -> Response:
    cast, language = as_cast(session), document.negotiated_language
    pen = Pen(cast=cast, language=language, labels=labels_in(session, document, language))
    out = show_streamlining(session, participant, document, row)
    heading = gettext(
        _WHAT[out.act], clauses=", ".join(one.label or gettext("A clause") for one in out.clauses)
    )
    page = StreamliningPage(
        frame=frame_for(session, participant, cast, title=heading, document=document, done=done),
        slug=document.slug,
        id=row.id,
        language=language,
        heading=heading,
        by=cast[row.by],
        moment=row.done_at,
        why=row.reason,
        shown=draw_streamlined(out, pen),
        undone_by=out.undone_by or "",
        undoes=out.undoes or "",
        may_undo=may(participant, "streamline") and out.undone_by is None and out.act != "undoing",
        reason=reason,
        refusal=refusal,
    )
    return render(request, page, status=status)

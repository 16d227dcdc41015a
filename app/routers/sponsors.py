"""Standing behind another delegation's amendment, and leaving it again."""

from fastapi import APIRouter, Response

from app.access import amendment_for
from app.identity import Asking, Now
from app.parameters import AnId, Writing, acts
from app.preconditions import IdempotencyKey, IfMatch, create_once, require_tag
from app.presenting import amendment_tag, present_amendment, text_read
from app.schemas.amendments import AmendmentOut, ReadTextIn
from app.services.sponsors import join_amendment, leave_amendment

router = APIRouter(prefix="/api/amendments", tags=["amendments"])


@router.post("/{amendment_id}/sponsors", openapi_extra=acts("join"))
def join_one_amendment(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    amendment_id: AnId,
    body: ReadTextIn | None = None,
    if_match: IfMatch = None,
    idempotency_key: IdempotencyKey = None,
) -> AmendmentOut:
    """Join another delegation's amendment, in the text that you read."""

    def create() -> AmendmentOut:
        amendment, clause, document = amendment_for(session, participant, amendment_id, lock=True)
        require_tag(amendment_tag(session, amendment), if_match)
        join_amendment(
            session,
            participant=participant,
            amendment=amendment,
            clause=clause,
            document=document,
            text=text_read(session, amendment, body, if_match),
            now=now,
        )
        session.flush()
        return present_amendment(session, amendment)

    return create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST {amendment_id}/sponsors {body.model_dump_json() if body is not None else ''}",
        response=response,
        answer=AmendmentOut,
        create=create,
        now=now,
    )


@router.delete("/{amendment_id}/sponsors", openapi_extra=acts("leave"))
def leave_one_amendment(session: Writing, participant: Asking, now: Now, amendment_id: AnId) -> AmendmentOut:
    """Stand behind another delegation's amendment no longer."""
    amendment = amendment_for(session, participant, amendment_id, lock=True)[0]
    leave_amendment(session, participant=participant, amendment=amendment, now=now)
    session.flush()
    return present_amendment(session, amendment)

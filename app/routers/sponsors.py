"""Standing behind another delegation's amendment, leaving it again, and asking others to stand behind one's own."""

from fastapi import APIRouter, Response

from app.access import amendment_for
from app.identity import Asking, Now
from app.models.asked import asked_of
from app.parameters import AnId, Reading, Writing, acts
from app.preconditions import IdempotencyKey, IfMatch, create_once, require_tag
from app.presenting import amendment_tag, present_amendment, text_read
from app.schemas.amendments import AmendmentOut, ReadTextIn
from app.schemas.asked import AskedIn, AskedOut
from app.schemas.wire import Page
from app.services.asking_to_join import ask_to_join, decline_to_join
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


@router.get("/{amendment_id}/asked")
def list_asked(session: Reading, participant: Asking, amendment_id: AnId) -> Page[AskedOut]:
    """List whom your delegation has asked to join its amendment; of another's, whether yours is asked."""
    amendment = amendment_for(session, participant, amendment_id)[0]
    asked = asked_of(session, [amendment.id], reader=participant.delegation)
    return Page(items=[AskedOut.of(one) for one in asked])


@router.put("/{amendment_id}/asked", openapi_extra=acts("ask to join"))
def ask_others(
    session: Writing, participant: Asking, now: Now, amendment_id: AnId, body: AskedIn
) -> Page[AskedOut]:
    """Say whom your delegation asks to join its amendment; they and you alone know, once it is on the table."""
    amendment, clause, document = amendment_for(session, participant, amendment_id, lock=True)
    ask_to_join(
        session,
        participant=participant,
        amendment=amendment,
        clause=clause,
        document=document,
        delegations=body.delegations,
        now=now,
    )
    session.flush()
    asked = asked_of(session, [amendment.id], reader=participant.delegation)
    return Page(items=[AskedOut.of(one) for one in asked])


@router.delete("/{amendment_id}/asked", openapi_extra=acts("decline to join"))
def decline(session: Writing, participant: Asking, now: Now, amendment_id: AnId) -> Page[AskedOut]:
    """Decline to join an amendment that your delegation is asked to join."""
    amendment = amendment_for(session, participant, amendment_id, lock=True)[0]
    decline_to_join(session, participant=participant, amendment=amendment, now=now)
    session.flush()
    asked = asked_of(session, [amendment.id], reader=participant.delegation)
    return Page(items=[AskedOut.of(one) for one in asked])

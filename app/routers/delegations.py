"""Delegations: who takes part, and what administrators and heads say of it."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy import select

from app.access import document_for
from app.access_to_people import delegation_for
from app.identity import Asking, Now, SignedIn
from app.models import DelegationRow, HouseRulesRow
from app.parameters import Reading, Slug, Writing, acts
from app.schemas.delegations import (
    DelegationIn,
    DelegationOut,
    DelegationPatch,
    HouseRulesIn,
    HouseRulesOut,
    ParticipationIn,
    ParticipationOut,
)
from app.schemas.wire import Page
from app.services.delegations import (
    change_delegation,
    enter_delegation,
    set_house_rules_of,
    take_part,
)

router = APIRouter(prefix="/api", tags=["people"])
Code = Annotated[str, Path(max_length=64, examples=["KAZ"])]


@router.get("/delegations", dependencies=[SignedIn])
def list_delegations(session: Reading) -> Page[DelegationOut]:
    """List delegations, chair and secretariat among them, in the order of the house."""
    rows = session.scalars(select(DelegationRow).order_by(DelegationRow.ordinal, DelegationRow.code))
    return Page(items=[DelegationOut.of(row) for row in rows])


@router.post("/delegations", status_code=201, openapi_extra=acts("administer"))
def enter_new_delegation(
    session: Writing, participant: Asking, now: Now, response: Response, body: DelegationIn
) -> DelegationOut:
    """Enter a new delegation."""
    row = enter_delegation(
        session,
        participant=participant,
        code=body.code,
        kind=body.kind,
        names=body.names,
        hue=body.hue,
        line=body.line,
        time_zone=body.time_zone,
        now=now,
    )
    response.headers["Location"] = f"/api/delegations/{row.code}"
    return DelegationOut.of(row)


@router.get("/delegations/{code}", dependencies=[SignedIn])
def read_delegation(session: Reading, code: Code) -> DelegationOut:
    """Read a delegation."""
    return DelegationOut.of(delegation_for(session, code))


@router.patch("/delegations/{code}", openapi_extra=acts("administer"))
def change_one_delegation(
    session: Writing, participant: Asking, now: Now, code: Code, body: DelegationPatch
) -> DelegationOut:
    """Change the names of a delegation, its hue and line, the time zone of its capital."""
    row = change_delegation(
        session,
        participant=participant,
        delegation=delegation_for(session, code),
        names=body.names,
        signs=body.model_dump(include={"hue", "line"}, exclude_unset=True),
        time_zone=body.time_zone,
        now=now,
    )
    return DelegationOut.of(row)


@router.get("/house-rules")
def read_house_rules(session: Reading, participant: Asking) -> HouseRulesOut:
    """Read how your delegation works among itself."""
    rules = session.get(HouseRulesRow, participant.delegation)
    return HouseRulesOut(head_releases=rules is not None and rules.head_releases)


@router.put("/house-rules", openapi_extra=acts("require release"))
def set_house_rules(session: Writing, participant: Asking, now: Now, body: HouseRulesIn) -> HouseRulesOut:
    """Say, as its head, whether your delegation tables only what you have released."""
    set_house_rules_of(
        session,
        participant=participant,
        delegation=delegation_for(session, participant.delegation),
        required=body.head_releases,
        now=now,
    )
    return HouseRulesOut(head_releases=body.head_releases)


@router.put("/documents/{slug}/participants/{code}", openapi_extra=acts("administer"))
def say_who_takes_part(
    session: Writing, participant: Asking, now: Now, slug: Slug, code: Code, body: ParticipationIn
) -> ParticipationOut:
    """Say in which capacity a delegation takes part in a document."""
    document = document_for(session, participant, slug, lock=True)
    capacity = take_part(
        session,
        participant=participant,
        delegation=delegation_for(session, code),
        document=document,
        capacity=body.capacity,
        now=now,
    )
    return ParticipationOut(document=document.slug, delegation=code, capacity=capacity)

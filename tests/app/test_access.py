"""Who may do what, and that nobody learns of what is not theirs to see."""

from datetime import UTC, datetime, timedelta

import pytest
from httpx2 import Response
from sqlalchemy import delete

from app.database import Store
from app.errors import status_of
from app.models import ParticipationRow
from app.services.tokens import issue_token, revoke_tokens
from documents import errors
from documents.errors import BrokenRule
from tests.app.cast import Room, made, refusal

NOBODY = "a" * 16
READS = (
    "/api/documents",
    "/api/documents/declaration",
    "/api/documents/declaration/clauses",
    "/api/documents/declaration/consolidation",
    "/api/documents/declaration/tracking",
    "/api/documents/declaration/editions",
    "/api/documents/declaration/export.docx",
    "/api/amendments",
    "/api/events",
    f"/api/clauses/{NOBODY}",
    f"/api/amendments/{NOBODY}",
)


@pytest.mark.parametrize("path", READS)
def test_without_a_token_nothing_is_read(room: Room, path: str) -> None:
    answer = room.client.get(path)
    assert refusal(answer) == (401, "not-signed-in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_without_a_token_nothing_is_written_and_a_clause_that_is_not_there_reads_the_same(room: Room) -> None:
    known = room.client.post(room.path("OP 1", "/amendments"), json={"kind": "delete"})
    unknown = room.client.post(f"/api/clauses/{NOBODY}/amendments", json={"kind": "delete"})
    assert refusal(known) == (401, "not-signed-in")
    assert known.text == unknown.text


def test_an_expired_a_revoked_and_an_invented_token_read_alike(room: Room) -> None:
    now = datetime.now(UTC)
    store = Store(room.url)
    with store.writing() as session:
        expired, revoked = (
            issue_token(session, delegation="KAZ", role="head", name=name, expires_at=until, now=now)
            for name, until in (("expired", now - timedelta(seconds=1)), ("revoked", None))
        )
    assert sign_in(room, revoked).status_code == 200
    with store.writing() as session:
        assert revoke_tokens(session, name="revoked", now=now) == 1
    store.engine.dispose()
    answers = [sign_in(room, token) for token in (expired, revoked, "kelisim_invented")]
    assert [refusal(answer) for answer in answers] == [(401, "not-signed-in")] * 3
    assert len({answer.text for answer in answers}) == 1


def sign_in(room: Room, token: str) -> Response:
    return room.client.get("/api/documents", headers={"Authorization": f"Bearer {token}"})


@pytest.mark.parametrize("who", ["ADB", "CHAIR", "SEC"])
def test_observer_chair_and_secretariat_bring_in_no_clause_either(room: Room, who: str) -> None:
    assert refusal(room.insert(who, "OP 1", "The Parties shall rest;")) == (403, "not-permitted")


@pytest.mark.parametrize("who", ["UNEP", "FAO", "UNDP"])
def test_agencies_observe_the_declaration_and_negotiate_the_programme(room: Room, who: str) -> None:
    assert refusal(room.insert(who, "OP 1", "The Parties shall rest;")) == (403, "not-permitted")
    made(room.propose(who, "1.1", fields={"budget": "USD 7 million"}))


def test_an_observer_of_a_delegation_reads_and_does_not_propose(room: Room) -> None:
    now = datetime.now(UTC)
    store = Store(room.url)
    with store.writing() as session:
        token = issue_token(
            session, delegation="KAZ", role="observer", name="junior", expires_at=None, now=now
        )
    store.engine.dispose()
    signed = {"Authorization": f"Bearer {token}"}
    clause = room.clause("OP 1")
    assert room.client.get(f"/api/clauses/{clause['id']}", headers=signed).status_code == 200
    answer = room.client.post(
        f"/api/clauses/{clause['id']}/amendments",
        headers=signed,
        json={"base_revision": clause["revision"], "text": "The Parties rest;"},
    )
    assert refusal(answer) == (403, "not-permitted")
    assert "observer of KAZ" in answer.json()["detail"]


@pytest.mark.parametrize("who", ["UZB", "UNEP", "ADB", "CHAIR", "SEC"])
def test_nobody_edits_or_withdraws_what_another_delegation_tabled(room: Room, who: str) -> None:
    path = f"/api/amendments/{made(room.replace('KAZ', 'OP 1', '2027', '2028'))['id']}"
    tag = {"If-Match": room.ask("KAZ", "GET", path).headers["ETag"]}
    before = room.read(path)
    assert refusal(room.ask(who, "POST", f"{path}/withdraw")) == (403, "not-permitted")
    assert refusal(room.ask(who, "PATCH", path, tag, rationale="no")) == (403, "not-permitted")
    assert room.read(path) == before


@pytest.mark.parametrize("who", ["KAZ", "UZB", "UNEP", "ADB", "SEC"])
def test_nobody_but_the_chair_decides_or_agrees(room: Room, who: str) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    seen = room.consolidation("OP 1")
    decision = {"fingerprint": seen["fingerprint"], "choices": [1]}
    level = {"level": "agreed ad ref", "base_revision": seen["revision"]}
    assert refusal(room.ask(who, "POST", room.path("OP 1", "/decisions"), body=decision))[0] == 403
    assert refusal(room.ask(who, "PUT", room.path("OP 1", "/status"), body=level))[0] == 403


@pytest.mark.parametrize("who", ["KAZ", "UZB", "UNEP", "ADB", "CHAIR"])
def test_nobody_but_the_secretariat_issues_aligns_or_corrects(room: Room, who: str) -> None:
    clause = room.clause("OP 1")
    texts = {"text": "Стороны сотрудничают;", "aligned_to": clause["revision"]}
    slip = {"text": "The Parties rest;", "base_revision": clause["revision"], "reason": "a slip"}
    answers = (
        room.ask(who, "POST", "/api/documents/declaration/editions", kind="rolling text"),
        room.ask(who, "PUT", room.path("OP 1", "/texts/ru"), body=texts),
        room.ask(who, "POST", room.path("OP 1", "/corrections"), body=slip),
    )
    assert [refusal(answer) for answer in answers] == [(403, "not-permitted")] * 3


def test_every_rule_has_a_status_of_its_family_and_none_is_an_accident_of_the_server() -> None:
    def below(rule: type[BrokenRule]) -> list[type[BrokenRule]]:
        return [rule, *(one for child in rule.__subclasses__() for one in below(child))]

    statuses = {rule.__name__: status_of(rule) for rule in below(BrokenRule)[1:]}
    assert statuses.pop("Failed") == 500  # what nobody has foreseen, and nothing else
    assert set(statuses.values()) == {401, 403, 404, 409, 410, 412, 413, 422, 428, 429}
    for family, status in (("StateForbids", 409), ("Unacceptable", 422)):
        assert {statuses[rule.__name__] for rule in below(getattr(errors, family))} == {status}
    assert status_of(BrokenRule) == 500  # the root is never raised


def test_what_happens_to_a_document_is_recorded_for_those_who_take_part_in_it(room: Room) -> None:
    store = Store(room.url)
    with store.writing() as session:
        session.execute(delete(ParticipationRow).where(ParticipationRow.delegation == "FAO"))
    store.engine.dispose()
    made(room.correct("OP 1", "2027", "2028"))
    seen = {who: room.read("/api/events?limit=500", who)["items"] for who in ("FAO", "UNEP", "SEC")}
    assert "clause corrected" not in {one["what"] for one in seen["FAO"]}
    assert [one["what"] for one in seen["UNEP"]][-1] == "clause corrected"
    assert seen["SEC"] == seen["UNEP"]

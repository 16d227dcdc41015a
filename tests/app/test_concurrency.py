"""Several delegates press a button at the same moment."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import httpx2
import pytest
from sqlalchemy import false, null, select
from starlette.testclient import TestClient

from app.database import Store
from app.models import EventRow
from app.services.record import PUBLIC, START, hash_event
from app.verifying import verify_store
from tests.app.cast import Room, made, refusal
from tests.app.people import Person, person, token_of
from tests.app.serving import SLUG, begin, serving
from tests.app.test_begin_document import send as send_text

ROUNDS = 5
WRITERS = 16
NOTHING: dict[str, list[Any]] = {"passages": []}


def at_once(*requests: Callable[[], httpx2.Response]) -> list[httpx2.Response]:
    """Send requests from threads of their own, all released at one moment."""
    barrier = Barrier(len(requests))

    def send(request: Callable[[], httpx2.Response]) -> httpx2.Response:
        barrier.wait()
        return request()

    with ThreadPoolExecutor(len(requests)) as threads:
        return list(threads.map(send, requests))


def operative(client: httpx2.Client, headers: dict[str, str]) -> list[dict[str, str]]:
    clauses = client.get(f"/api/documents/{SLUG}/clauses?limit=500", headers=headers).json()["items"]
    return [one for one in clauses if one["kind"] == "operative"]


def replace_last_sign(clause: dict[str, str], words: str) -> dict[str, str]:
    return {
        "base_revision": clause["revision"],
        "text": clause["text"].removesuffix(";") + f", {words};",
        "status": "tabled",
    }


def test_of_two_decisions_on_one_clause_at_once_one_is_made_and_one_refused(database_url: str) -> None:
    kaz, chair = begin(database_url, ("KAZ", "negotiator"), ("CHAIR", "chair"))
    with serving(database_url) as (_, address), httpx2.Client(base_url=address, timeout=60) as client:
        for clause in operative(client, kaz)[:ROUNDS]:
            path = f"/api/clauses/{clause['id']}"
            client.post(f"{path}/amendments", headers=kaz, json=replace_last_sign(clause, "as agreed"))
            seen = client.get(f"{path}/consolidation", headers=chair).json()["fingerprint"]
            decide = partial(client.post, f"{path}/decisions", headers=chair)
            answers = at_once(
                *(
                    partial(decide, json={"fingerprint": seen, "choices": [choice]})
                    for choice in (1, ", as the Parties may agree")
                )
            )
            assert sorted(answer.status_code for answer in answers) == [200, 409]
            refused = next(answer.json() for answer in answers if answer.status_code == 409)
            assert refused["type"] == "/problems/stale-consolidation"
            revisions = client.get(f"{path}/revisions", headers=chair).json()["items"]
            decisions = client.get(f"{path}/decisions", headers=chair).json()["items"]
            assert (len(revisions), len(decisions)) == (2, 1)
            assert refused["consolidation"]["text"] == revisions[-1]["content"]["text"]


def test_the_same_idempotency_key_twice_at_once_files_one_amendment(database_url: str) -> None:
    [kaz] = begin(database_url, ("KAZ", "negotiator"))
    with serving(database_url) as (_, address), httpx2.Client(base_url=address, timeout=60) as client:
        for number, clause in enumerate(operative(client, kaz)[:ROUNDS]):
            body = replace_last_sign(clause, "as appropriate")
            headers = {**kaz, "Idempotency-Key": f"key-{number}"}
            file = partial(client.post, f"/api/clauses/{clause['id']}/amendments", headers=headers, json=body)
            answers = at_once(file, file)
            assert [answer.status_code for answer in answers] == [201, 201]
            assert answers[0].json() == answers[1].json()
            assert sum("Idempotent-Replay" in answer.headers for answer in answers) == 1
            filed = client.get(f"/api/amendments?clause={clause['id']}", headers=kaz).json()["items"]
            assert len(filed) == 1


def test_sixteen_writers_at_once_lose_nothing_and_the_chain_of_events_holds(database_url: str) -> None:
    states = begin(database_url, *((code, "negotiator") for code in ("KAZ", "KGZ", "TJK", "TKM", "UZB")))
    with serving(database_url) as (_, address), httpx2.Client(base_url=address, timeout=60) as client:
        clauses = operative(client, states[0])

        def table(writer: int) -> Callable[[], httpx2.Response]:
            # Five States on a handful of clauses: many meet on the same one, and each tables an insertion there too.
            clause = clauses[writer % 3]
            headers = states[writer % len(states)]
            if writer % 2:
                body = {"after": clause["id"], "text": f"Decide to act {writer} times;", "status": "tabled"}
                return lambda: client.post(f"/api/documents/{SLUG}/amendments", headers=headers, json=body)
            body = replace_last_sign(clauses[writer], f"{writer} times")
            return lambda: client.post(
                f"/api/clauses/{clauses[writer]['id']}/amendments", headers=headers, json=body
            )

        answers = at_once(*(table(writer) for writer in range(WRITERS)))
        assert Counter(answer.status_code for answer in answers) == {201: WRITERS}
        stored = client.get(f"/api/amendments?document={SLUG}&limit=500", headers=states[0]).json()["items"]
        assert {answer.json()["id"] for answer in answers} <= {one["id"] for one in stored}
        # Each insertion got a number of its own.
        labels = [one["label"] for one in stored if one["kind"] == "insert"]
        assert len(labels) == len(set(labels)) == WRITERS // 2
    _require_whole_chains(database_url)


def test_a_storm_on_one_clause_loses_no_write_that_was_acknowledged(database_url: str) -> None:
    """Tabling, joining, editing, withdrawing, deciding, undoing and agreeing, all on one clause at one moment."""
    codes = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
    *states, chair = begin(database_url, *((code, "negotiator") for code in codes), ("CHAIR", "chair"))
    acknowledged: list[tuple[str, httpx2.Response]] = []
    with serving(database_url) as (_, address), httpx2.Client(base_url=address, timeout=60) as client:
        clause = operative(client, chair)[0]
        path = f"/api/clauses/{clause['id']}"

        def read(where: str) -> Any:
            return client.get(where, headers=chair).json()

        for turn in range(ROUNDS):
            present = read(path)
            seen = read(f"{path}/consolidation")
            tabled = read(f"/api/amendments?clause={clause['id']}&status=tabled&limit=500")["items"]
            decisions = read(f"{path}/decisions")["items"]
            storm: list[tuple[str, Callable[[], httpx2.Response]]] = []
            for number, headers in enumerate(states):
                body = replace_last_sign(present, f"as {codes[number]} said {turn}")
                storm.append(
                    ("table", partial(client.post, f"{path}/amendments", headers=headers, json=body))
                )
            for number, one in enumerate(tabled[:5]):
                own = codes.index(one["delegation"])
                where = f"/api/amendments/{one['id']}"
                words = {"text": one["text_id"]}
                storm.append(
                    ("join", partial(client.post, f"{where}/sponsors", headers=states[own - 1], json=words))
                )
                if number % 2:
                    storm.append(("withdraw", partial(client.post, f"{where}/withdraw", headers=states[own])))
            disputed = [one for one in seen["fields"].get("text", NOTHING)["passages"] if one["alternatives"]]
            for choice in (1, ", as the Parties may agree") if disputed else ():
                body = {"fingerprint": seen["fingerprint"], "choices": [choice] * len(disputed)}
                storm.append(("decide", partial(client.post, f"{path}/decisions", headers=chair, json=body)))
            if decisions:
                undo = {"undoes": decisions[-1]["id"]}
                storm.append(("undo", partial(client.post, f"{path}/decisions", headers=chair, json=undo)))
            if turn % 2:  # what would make every decision stale stays away, so that some are made
                storm = [one for one in storm if one[0] in ("decide", "undo")]
            names, requests = zip(*storm[:WRITERS], strict=True)
            answers = list(zip(names, at_once(*requests), strict=True))
            others = [(name, one.text) for name, one in answers if one.status_code not in (200, 201, 409)]
            assert others == []
            acknowledged += [(name, answer) for name, answer in answers if answer.status_code != 409]
        made = Counter(name for name, _ in acknowledged)
        stored = read(f"/api/amendments?clause={clause['id']}&limit=500")["items"]
        decided = read(f"{path}/decisions")["items"]
    assert {answer.json()["id"] for name, answer in acknowledged if name == "table"} <= {
        one["id"] for one in stored
    }
    assert len(decided) == made["decide"] + made["undo"]
    assert min(made["table"], made["withdraw"] + made["join"], made["decide"]) > 0
    _require_whole_chains(database_url)
    store = Store(database_url)
    with store.reading() as session:
        assert list(verify_store(session)) == []
        what = Counter(session.scalars(select(EventRow.what).where(EventRow.stream == PUBLIC)))
    store.engine.dispose()
    assert what["amendment withdrawn"] == made["withdraw"]
    # Joining twice is answered alike and recorded once.
    joined = {answer.json()["id"] for name, answer in acknowledged if name == "join"}
    assert what["sponsor joined"] == len(joined)


def test_two_administrators_do_not_close_each_other_at_the_same_moment(room: Room) -> None:
    pair = [
        person(room.app.state.store, "SEC", "administrator", email=f"{name}@example.org") for name in "ab"
    ]
    barrier = Barrier(2)

    def close(one: Person, other: Person) -> int:
        client = TestClient(room.app)
        one.take(client)
        barrier.wait()
        return client.patch(f"/api/accounts/{other.id}", json={"closed": True}).status_code

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(close, pair, reversed(pair)))
    assert answers.count(200) == 1
    assert set(answers) < {200, 401, 409}  # the other came too late, as nobody or as the last one


STORM = 4
ACCOUNT = {"email": "same@example.org", "name": "N", "delegation": "KAZ", "role": "head"}
CREATIONS: dict[str, tuple[str, str, str, dict[str, Any], list[int]]] = {
    "accounts": ("SEC", "POST", "/api/accounts", ACCOUNT, [201, 409, 409, 409]),
    "delegations": (
        *("SEC", "POST", "/api/delegations"),
        {"code": "WMO", "kind": "agency", "names": {"en": "W"}},
        [201, 409, 409, 409],
    ),
    "house rules": ("UZB", "PUT", "/api/house-rules", {"head_releases": True}, [200] * STORM),
    "who takes part": (
        *("SEC", "PUT", "/api/documents/declaration/participants/GEF"),
        {"capacity": "observes"},
        [200] * STORM,
    ),
}


@pytest.mark.parametrize("what", CREATIONS)
def test_of_the_same_creations_at_once_one_is_made_and_the_others_hear_why(room: Room, what: str) -> None:
    who, method, path, body, expected = CREATIONS[what]
    administrator = token_of(room.app.state.store, "SEC", "administrator")
    tokens = {"UZB": room.tokens["UZB"], "SEC": administrator}
    headers = {"Authorization": f"Bearer {tokens[who]}"}
    client = TestClient(room.app)
    if what == "who takes part":
        new = {"code": "GEF", "kind": "agency", "names": {"en": "G"}}
        made(client.post("/api/delegations", headers=headers, json=new))
    answers = at_once(*[partial(client.request, method, path, headers=headers, json=body)] * STORM)
    assert sorted(one.status_code for one in answers) == expected, [one.text for one in answers]
    assert {refusal(one)[1] for one in answers if one.status_code == 409} <= {"state-forbids"}
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_documents_of_one_name_at_once_are_one_document(room: Room) -> None:
    for slugs in (["one"] * STORM, [f"text-{number}" for number in range(STORM)]):  # then of one symbol
        answers = at_once(
            *(partial(send_text, room, "SEC", slug=slug, symbol=f"RES2026/{len(slugs[0])}") for slug in slugs)
        )
        assert sorted(one.status_code for one in answers) == [201, 422, 422, 422]
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


@pytest.mark.parametrize("path", ["/api/accounts", "/people"])
def test_who_passes_side_by_side_with_another_is_told_and_no_log_holds_the_values(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    # As on PostgreSQL, if nobody held a row: the check sees nothing, and the row is there when this one is written.
    administrator = person(room.app.state.store, "SEC", "administrator")
    client = TestClient(room.app)
    administrator.take(client)
    assert client.post("/api/accounts", json=ACCOUNT).status_code == 201
    monkeypatch.setattr("app.services.accounts.select", lambda *_: select(null()).where(false()))
    given = {"json": ACCOUNT} if path.startswith("/api") else {"data": {**ACCOUNT, "language": "en"}}
    answer = client.post(path, **given)
    assert answer.status_code == 409
    assert "Somebody did the same at this moment" in answer.text
    assert "same@example.org" not in caplog.text + (answer.text if path.startswith("/api") else "")


def _require_whole_chains(database_url: str) -> None:
    store = Store(database_url)
    with store.reading() as session:
        events = session.scalars(select(EventRow).order_by(EventRow.stream, EventRow.number)).all()
    store.engine.dispose()
    previous: dict[str, tuple[int, str]] = {}
    for event in events:
        number, hash_before = previous.get(event.stream, (0, START))
        assert (event.number, event.previous) == (number + 1, hash_before)
        assert event.hash == hash_event(event)
        previous[event.stream] = (event.number, event.hash)
    assert len(previous) > 1

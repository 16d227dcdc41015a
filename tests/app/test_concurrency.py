"""Several delegates press a button at the same moment."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import httpx2
from sqlalchemy import select

from app.database import Store
from app.models import EventRow
from app.services.record import START, hash_event
from tests.app.serving import SLUG, begin, serving

ROUNDS = 5
WRITERS = 16


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

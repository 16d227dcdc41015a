"""What was acknowledged is there, whatever happens to the process."""

import threading

import httpx2

from tests.app.serving import SLUG, begin, serving
from tests.thoroughness import IS_LONG, only_long

ROUNDS = 3 if IS_LONG else 2


@only_long
def test_kill_9_in_a_loop_of_writes_loses_no_acknowledged_amendment(database_url: str) -> None:
    [kaz] = begin(database_url, ("KAZ", "negotiator"))
    acknowledged: list[str] = []
    for round_ in range(ROUNDS):
        with serving(database_url) as (process, address):
            enough = threading.Event()
            # It is killed while the next amendment is on its way, at a moment that nobody chose.
            killer = threading.Thread(target=lambda e=enough, p=process: (e.wait(30), p.kill()))
            killer.start()
            _table_until_killed(address, kaz, acknowledged, enough, round_)
            killer.join()
            assert process.wait() == -9
    assert len(acknowledged) >= ROUNDS * 5
    with serving(database_url) as (_, address), httpx2.Client(base_url=address, headers=kaz) as client:
        stored = {one["id"] for one in _all(client, f"/api/amendments?document={SLUG}&limit=500")}
        assert set(acknowledged) <= stored
        # No number is missing in the record, and an amendment more than was acknowledged is one per kill at most.
        events = _all(client, "/api/events?limit=500", cursor="after")
        assert [event["number"] for event in events] == list(range(1, len(events) + 1))
        assert len(stored) <= len(acknowledged) + ROUNDS


def _table_until_killed(
    address: str, kaz: dict[str, str], acknowledged: list[str], enough: threading.Event, round_: int
) -> None:
    with httpx2.Client(base_url=address, headers=kaz) as client:
        clauses = client.get(f"/api/documents/{SLUG}/clauses?limit=500").json()["items"]
        after = [one for one in clauses if one["kind"] == "operative"][round_]
        for number in range(10_000):
            try:
                answer = client.post(
                    f"/api/documents/{SLUG}/amendments",
                    json={
                        "after": after["id"],
                        "text": f"Decide to meet for the {number}th time;",
                        "status": "tabled",
                    },
                )
            except httpx2.TransportError:
                return
            assert answer.status_code == 201
            acknowledged.append(answer.json()["id"])
            if number == 5:
                enough.set()


def _all(client: httpx2.Client, path: str, cursor: str = "cursor") -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    following = path
    while True:
        page = client.get(following).json()
        found += page["items"]
        if page["next"] is None:
            return found
        following = f"{path}&{cursor}={page['next']}"

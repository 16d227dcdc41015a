"""The outcome of silence hangs on the server's clock alone: to the second, over restarts, in several processes."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial

import httpx2
import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from app.database import Store
from app.due import do_what_is_due
from app.duties import DUTIES
from app.main import create_app
from app.models import SilenceProcedureRow
from app.services.silence_outcome import write_due_outcomes
from app.settings import Settings
from tests.app.cast import Room, made, refusal
from tests.app.serving import serving
from tests.app.silenced import (
    AD_REF,
    DEADLINE,
    NOON,
    SECOND,
    at,
    level,
    object_to,
    set_clock,
    silence,
    silenced,
    state,
    with_heads,
)
from tests.thoroughness import only_long

pytestmark = pytest.mark.usefixtures("recorded")
DAY = timedelta(hours=24)
OUTCOMES = "outcomes of silence procedures"


def told(room: Room, *whats: str) -> list[str]:
    """Return which of some events were recorded, in order."""
    events = room.read("/api/events?limit=500")["items"]
    return [one["what"] for one in events if one["what"] in whats]


def test_a_second_before_the_deadline_an_objection_breaks_the_silence(room: Room) -> None:
    path = silenced(room, "OP 1")
    at(room, DEADLINE - SECOND)
    assert (state(room, path), level(room)) == ("running", "open")
    made(object_to(room, "UZB", path))
    assert (state(room, path), level(room)) == ("broken", "open")
    at(room, DEADLINE + SECOND)
    assert (state(room, path), level(room)) == ("broken", "open")
    made(room.replace("KAZ", "OP 1", "fully", "closely"))  # the text is free


@pytest.mark.parametrize("after", [timedelta(0), SECOND, timedelta(days=3)])
def test_from_the_deadline_on_the_text_stands_agreed_and_an_objection_is_too_late(
    room: Room, after: timedelta
) -> None:
    path = silenced(room, "OP 1", "OP 2")
    at(room, DEADLINE + after)
    assert level(room) == AD_REF  # whoever reads first reads it so
    assert [level(room, label) for label in ("OP 2", "OP 2 (a)", "OP 3")] == [AD_REF, AD_REF, "open"]
    assert refusal(object_to(room, "UZB", path)) == (409, "wrong-status")
    shown = room.read(path, "TKM")
    assert shown["state"] == "unbroken"
    assert datetime.fromisoformat(shown["ended_at"]) == DEADLINE
    assert told(room, "silence unbroken", "level taken") == ["silence unbroken", *["level taken"] * 4]
    assert refusal(room.replace("KAZ", "OP 1", "fully", "closely")) == (409, "clause-is-agreed")
    history = [one["sentence"] for one in room.read(room.path("OP 1", "/history"))["items"]]
    assert [AD_REF in one for one in history[-2:]] == [False, True]  # told once
    assert history[-1].startswith("Nobody objected")


def test_whoever_writes_first_after_the_deadline_meets_the_agreed_text(room: Room) -> None:
    base = room.clause("OP 1")
    silenced(room, "OP 1")
    at(room, DEADLINE + SECOND)
    filed = room.ask(
        "KAZ",
        "POST",
        f"/api/clauses/{base['id']}/amendments",
        text="The Parties shall rest;",
        base_revision=base["revision"],
        status="tabled",
    )
    assert refusal(filed) == (409, "clause-is-agreed")
    assert told(room, "silence unbroken", "level taken") == ["silence unbroken", "level taken"]


def test_an_extension_moves_the_second_that_counts(room: Room) -> None:
    path = silenced(room, "OP 1")
    later = DEADLINE + DAY
    at(room, DEADLINE - SECOND)
    made(room.ask("CHAIR", "POST", f"{path}/extension", deadline=later.isoformat()))
    at(room, later - SECOND)
    assert state(room, path) == "running"
    at(room, later + SECOND)
    assert (state(room, path), level(room)) == ("unbroken", AD_REF)


def test_what_its_head_has_not_confirmed_holds_the_outcome_back_for_a_day(room: Room) -> None:
    room = with_heads(room)
    path = silenced(room, "OP 1")
    at(room, DEADLINE - SECOND)
    made(object_to(room, "KAZ", path))
    assert state(room, path) == "running"
    at(room, DEADLINE + SECOND)
    assert (state(room, path), level(room)) == ("to be confirmed", "open")
    assert refusal(object_to(room, "UZB", path)) == (409, "wrong-status")  # whoever was silent was
    assert refusal(room.replace("UZB", "OP 1", "fully", "closely")) == (409, "under-silence")
    at(room, DEADLINE + DAY + SECOND)
    assert (state(room, path), level(room)) == ("unbroken", AD_REF)
    assert datetime.fromisoformat(room.read(path)["ended_at"]) == DEADLINE + DAY


def test_the_head_may_confirm_within_that_day_and_not_after(room: Room) -> None:
    room = with_heads(room)
    paths = [silenced(room, label) for label in ("OP 1", "OP 3")]
    at(room, DEADLINE - SECOND)
    confirmations = []
    for path, label in zip(paths, ("OP 1", "OP 3"), strict=True):
        [objection] = made(object_to(room, "KAZ", path, label))["objections"]
        confirmations.append(f"{path}/objections/{objection['id']}/confirmation")
    at(room, DEADLINE + DAY - SECOND)
    made(room.ask("KAZ-HEAD", "POST", confirmations[0]))
    assert (state(room, paths[0]), level(room)) == ("broken", "open")
    at(room, DEADLINE + DAY)
    assert refusal(room.ask("KAZ-HEAD", "POST", confirmations[1])) == (409, "wrong-status")
    assert level(room, "OP 3") == AD_REF


def test_taken_back_after_the_deadline_the_last_objection_ends_it(room: Room) -> None:
    room = with_heads(room)
    path = silenced(room, "OP 1")
    at(room, DEADLINE - SECOND)
    for who in ("KAZ", "TJK"):
        made(object_to(room, who, path))
    ones = {one["delegation"]: one["id"] for one in room.read(path)["objections"]}
    at(room, DEADLINE + SECOND)
    made(room.ask("KAZ", "POST", f"{path}/objections/{ones['KAZ']}/take-back"))
    assert (state(room, path), level(room)) == ("to be confirmed", "open")
    made(room.ask("TJK", "POST", f"{path}/objections/{ones['TJK']}/take-back"))
    assert (state(room, path), level(room)) == ("unbroken", AD_REF)
    assert told(room, "silence unbroken", "level taken") == ["silence unbroken", "level taken"]


def test_a_server_that_starts_after_the_deadline_tells_and_writes_it(room: Room) -> None:
    path = silenced(room, "OP 1")
    for moment, expected in ((DEADLINE - SECOND, "running"), (DEADLINE + SECOND, "unbroken")):
        app = create_app(Settings(database_url=room.url, export_processes=0))
        set_clock(app, moment)
        with TestClient(app) as client:
            another = Room(app, client, room.url, room.tokens)
            assert state(another, path) == expected
        app.state.store.engine.dispose()
    at(room, DEADLINE + 2 * SECOND)
    assert told(room, "silence unbroken", "level taken") == ["silence unbroken", "level taken"]


def test_two_servers_that_come_at_once_write_it_once(room: Room) -> None:
    silenced(room, "OP 1", "OP 2")
    with ExitStack() as stack:
        rooms = []
        for _ in range(2):
            app = create_app(Settings(database_url=room.url, export_processes=0))
            set_clock(app, DEADLINE + SECOND)
            client = stack.enter_context(TestClient(app))
            stack.callback(app.state.store.engine.dispose)
            # The framework makes its routes ready with the first request, which in a server one thread does.
            assert client.get("/health/ready").status_code == 200
            rooms.append(Room(app, client, room.url, room.tokens))
        with ThreadPoolExecutor(8) as threads:
            levels = list(threads.map(level, rooms * 4))
        assert levels == [AD_REF] * 8
    at(room, DEADLINE + 2 * SECOND)
    assert told(room, "silence unbroken", "level taken") == ["silence unbroken", *["level taken"] * 4]


def test_one_server_before_the_deadline_and_one_after_it_do_not_contradict_each_other(room: Room) -> None:
    """A request that began a second before the deadline finds the outcome that another has written meanwhile."""
    path = silenced(room, "OP 1")
    at(room, DEADLINE + SECOND)
    assert state(room, path) == "unbroken"
    at(room, DEADLINE - SECOND)  # the clock of another server, which runs behind
    assert refusal(object_to(room, "UZB", path)) == (409, "wrong-status")
    assert (state(room, path), level(room)) == ("unbroken", AD_REF)


def test_it_is_written_where_nobody_comes_and_only_once(room: Room) -> None:
    silenced(room, "OP 1")
    store = room.app.state.store
    for moment, done in ((DEADLINE - SECOND, ()), (DEADLINE, (OUTCOMES,)), (DEADLINE + SECOND, ())):
        assert tuple(name for name in do_what_is_due(store, DUTIES, now=moment) if name == OUTCOMES) == done
    with store.reading() as session:
        assert session.scalars(select(SilenceProcedureRow.outcome)).all() == ["unbroken"]


def test_an_objection_and_the_outcome_at_one_moment_leave_one_of_them(room: Room) -> None:
    """On each side of the lock somebody is first; what is left is one outcome, and a text that fits it."""
    for number, label in enumerate(("OP 1", "OP 3", "OP 4")):
        path = silenced(room, label, now=NOON - number * SECOND)
        at(room, DEADLINE - SECOND)
        store = room.app.state.store

        def settle(store: Store = store) -> None:
            with store.writing() as session:
                write_due_outcomes(session, now=DEADLINE)

        with ThreadPoolExecutor(2) as threads:
            objecting = threads.submit(partial(object_to, room, "UZB", path, label))
            threads.submit(settle).result()
            status = objecting.result().status_code
        assert (status, state(room, path), level(room, label)) in (
            (201, "broken", "open"),
            (409, "unbroken", AD_REF),
        )


def test_opening_and_tabling_at_one_moment_leave_nothing_tabled_on_a_frozen_text(room: Room) -> None:
    at(room, NOON)
    tabled = partial(room.replace, "KAZ", "OP 1", "fully", "closely")
    with ThreadPoolExecutor(2) as threads:
        opening, tabling = threads.submit(partial(silence, room, "OP 1")), threads.submit(tabled)
        assert opening.result().status_code == 201
        answer = tabling.result()
    events = told(room, "silence opened", "amendment tabled")
    assert (answer.status_code, events) in (
        (201, ["amendment tabled", "silence opened"]),
        (409, ["silence opened"]),
    )


@only_long
def test_two_processes_that_are_served_write_one_outcome(room: Room) -> None:
    """They have the clock of this machine: what is over by it was opened three days ago."""
    now = datetime.now(UTC)
    path = silenced(room, "OP 1", "OP 2", now=now - timedelta(hours=73), deadline=(now - SECOND).isoformat())
    headers = {"Authorization": f"Bearer {room.tokens['TKM']}"}
    with ExitStack() as stack:
        clients = []
        for _ in range(2):
            _, address = stack.enter_context(serving(room.url))
            clients.append(stack.enter_context(httpx2.Client(base_url=address, headers=headers, timeout=60)))
        with ThreadPoolExecutor(8) as threads:
            asked = [partial(client.get, path) for client in clients] * 4
            states = [one.result().json()["state"] for one in [threads.submit(ask) for ask in asked]]
    assert states == ["unbroken"] * 8
    at(room, now)
    assert told(room, "silence unbroken", "level taken") == ["silence unbroken", *["level taken"] * 4]

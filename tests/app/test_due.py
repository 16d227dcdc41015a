"""What falls due: done once by whoever asks first, each duty for itself, letters when it is written."""

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.due import Duty, Post, do_what_is_due, doing_what_is_due
from app.mailing import Letter, MailServer
from app.models import DocumentRow, EventRow
from app.services.record import OPERATOR, PUBLIC, record
from tests.app.cast import Room

THEN = datetime(2026, 4, 22, 9, 0, tzinfo=UTC)
LETTER = Letter("aida@example.org", "Soon", "It is time.")


def are_written(session: Session) -> list[datetime]:
    return list(session.scalars(select(EventRow.at).where(EventRow.what == "it was time")))


def write(session: Session, now: datetime) -> None:
    record(
        session, stream=PUBLIC, by=OPERATOR, what="it was time", subject="x", document=None, data={}, now=now
    )


def once_after(moment: datetime) -> Duty:
    """Return a duty that writes one event, from a moment on."""

    def do(session: Session, now: datetime, _address: str | None) -> Sequence[Letter]:
        session.scalars(select(DocumentRow).order_by(DocumentRow.id).with_for_update(key_share=True)).all()
        if are_written(session):
            return ()
        write(session, now)
        return (LETTER,)

    return Duty("once", lambda session, now: now >= moment and not are_written(session), do)


@dataclass(frozen=True)
class Sent(MailServer):
    """A mail server that keeps what it is to send, and when the store held what."""

    room: Room | None = None
    letters: list[Letter] = field(default_factory=list)
    held: list[int] = field(default_factory=list)

    def send_all(self, letters: Sequence[Letter]) -> int:
        assert self.room is not None
        with self.room.app.state.store.reading() as session:
            self.held.append(len(are_written(session)))
        self.letters.extend(letters)
        return len(letters)


@pytest.fixture
def sent(room: Room) -> Sent:
    return Sent("localhost", 25, "none", "", "", "sec@example.org", room)


def test_a_duty_is_done_when_it_is_due_and_once(room: Room, sent: Sent) -> None:
    store, duties, post = room.app.state.store, (once_after(THEN),), Post(sent)
    assert do_what_is_due(store, duties, now=THEN - timedelta(seconds=1), post=post) == ()
    assert do_what_is_due(store, duties, now=THEN, post=post) == ("once",)
    assert do_what_is_due(store, duties, now=THEN + timedelta(days=1), post=post) == ()
    with store.reading() as session:
        assert are_written(session) == [THEN]
    # The letter went out when all was written.
    assert (sent.letters, sent.held) == ([LETTER], [1])


def test_of_many_who_ask_at_once_one_writes(room: Room, sent: Sent) -> None:
    store, duty = room.app.state.store, once_after(THEN)
    # All of them have seen that it is due before any of them writes.
    eager = Duty("once", lambda _session, _now: True, duty.do)
    asking = [
        Thread(target=do_what_is_due, args=(store, (eager,)), kwargs={"now": THEN, "post": Post(sent)})
        for _ in range(4)
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    with store.reading() as session:
        assert are_written(session) == [THEN]
    assert sent.letters == [LETTER]


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
def test_a_duty_that_fails_leaves_nothing_and_keeps_no_other_from_being_done(
    room: Room, sent: Sent, caplog: pytest.LogCaptureFixture
) -> None:
    words = "of a negotiation"

    def fail(session: Session, now: datetime, _address: str | None) -> Sequence[Letter]:
        write(session, now - timedelta(days=1))
        raise ValueError(words)

    failing = Duty("clumsy", lambda _session, _now: True, fail)
    store = room.app.state.store
    assert do_what_is_due(store, (failing, once_after(THEN)), now=THEN, post=Post(sent)) == ("once",)
    with store.reading() as session:
        assert are_written(session) == [THEN]
    assert sent.letters == [LETTER]
    assert "The duty 'clumsy' failed" in caplog.text
    assert words not in caplog.text


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
def test_a_server_does_what_is_due_while_it_runs_and_no_longer(room: Room) -> None:
    asked = []

    def is_due(_session: Session, now: datetime) -> bool:
        asked.append(now)
        return False

    asking = Duty("asked", is_due, lambda *_: ())

    async def serve() -> int:
        async with doing_what_is_due(room.app, (asking,), every=0.001):
            while len(asked) < 3:
                await asyncio.sleep(0.001)
        return len(asked)

    # In a thread of its own: a browser that a test has opened leaves an event loop in this one.
    with ThreadPoolExecutor(1) as beside:
        count = beside.submit(lambda: asyncio.run(serve())).result()
    assert len(asked) == count >= 3


def test_a_mail_server_that_does_not_answer_breaks_nothing(caplog: pytest.LogCaptureFixture) -> None:
    server = MailServer("127.0.0.1", 1, "none", "", "", "sec@example.org")
    assert server.send_all([LETTER]) == 0
    assert "0 of 1 letters were mailed" in caplog.text
    assert LETTER.to not in caplog.text


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
def test_a_server_that_stops_ends_what_is_under_way_first(room: Room) -> None:
    """A connection that came back after the store was closed would never be closed."""
    begun, ended = Event(), Event()

    def do(session: Session, now: datetime, _address: str | None) -> Sequence[Letter]:
        begun.set()
        time.sleep(0.5)
        write(session, now)
        return ()

    class Noting(MailServer):
        def send_all(self, letters: Sequence[Letter]) -> int:
            ended.set()
            return len(letters)

    room.app.state.mail_server = Noting("", 0, "none", "", "", "")

    async def serve() -> bool:
        once = Duty("slow", lambda session, _now: not are_written(session), do)
        async with doing_what_is_due(room.app, (once,), every=0.001):
            await asyncio.to_thread(begun.wait, 30)
        return ended.is_set()

    try:
        with ThreadPoolExecutor(1) as beside:
            assert beside.submit(lambda: asyncio.run(serve())).result()
    finally:
        room.app.state.mail_server = None
    assert room.app.state.store.engine.pool.checkedout() == 0

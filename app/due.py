"""What falls due by the server's clock: duties, asked again and again while the server runs, or by ``kelisim tick``.

A duty writes what is due once, however many processes ask: it holds a row, looks again, and writes, in one
transaction. Letters go out when that is committed, each of them once: one that was not taken is not sent again.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from fastapi import FastAPI
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from app.database import Store
from app.failures import log_what_failed
from app.identity import get_now
from app.mailing import Letter, MailServer

EVERY = 20.0  # seconds between two times that a server asks


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is to be done at some time: asked in a session that only reads, done in one that writes.

    ``do`` is told where people reach the server, if that is known, and returns what is to be mailed once it is
    written. What is due may be done by another process in between; then ``do`` finds nothing left.
    """

    name: str  # as it stands in the log: "reminders of rounds"
    is_due: Callable[[Session, datetime], bool]
    do: Callable[[Session, datetime, str | None], Sequence[Letter]]


@dataclass(frozen=True, slots=True)
class Post:
    """How people are reached."""

    server: MailServer | None = None  # None: nothing is mailed
    address: str | None = None  # under which people reach this server


def do_what_is_due(
    store: Store, duties: Sequence[Duty], *, now: datetime, post: Post = Post()
) -> tuple[str, ...]:
    """Do what is due, each duty in a transaction of its own, and return the names of those that were done.

    A duty that fails leaves nothing behind, keeps no other from being done, and is asked again the next time.
    """
    done = []
    for duty in duties:
        try:
            with store.reading() as session:
                if not duty.is_due(session, now):
                    continue
            with store.writing() as session:
                letters = duty.do(session, now, post.address)
            done.append(duty.name)
            if post.server is not None:
                post.server.send_all(letters)
        except Exception as error:  # noqa: BLE001  (whatever it was, the next duty must be done; the log has the rest)
            log_what_failed(f"The duty {duty.name!r}", error)
    return tuple(done)


@asynccontextmanager
async def doing_what_is_due(
    app: FastAPI, duties: Sequence[Duty], *, every: float = EVERY
) -> AsyncIterator[None]:
    """Do what is due again and again, in a thread beside the answers, as long as the server runs.

    What is under way when the server stops is done first, its letters too: a thread cannot be called back.
    """
    stopped = asyncio.Event()

    def tick() -> None:
        post = Post(app.state.mail_server, app.state.address)
        do_what_is_due(app.state.store, duties, now=get_now(), post=post)

    async def tick_on() -> None:
        while not await _happens(stopped, within=every):
            await run_in_threadpool(tick)

    ticking = asyncio.create_task(tick_on())
    try:
        yield
    finally:
        stopped.set()
        await ticking


async def _happens(event: asyncio.Event, *, within: float) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(within):
            await event.wait()
    return event.is_set()

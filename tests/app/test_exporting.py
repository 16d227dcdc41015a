"""Files to take away are written beside the server, in processes that come and go."""

import asyncio
import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import select

from app.database import Store
from app.exporting import File, Order, Workshop, carry_out
from app.models import DocumentRow
from tests.app.serving import SLUG, begin, serving
from tests.thoroughness import only_long

WORD = f"/api/documents/{SLUG}/export.docx?form=tracked"


@pytest.fixture
def ordered(database_url: str) -> Iterator[tuple[Store, Order]]:
    begin(database_url)
    store = Store(database_url)
    with store.reading() as session:
        document = session.scalars(select(DocumentRow.id).where(DocumentRow.slug == SLUG)).one()
    yield store, Order(document=document, language="en", as_of=datetime(2026, 4, 22, tzinfo=UTC))
    store.engine.dispose()


def make(workshop: Workshop, store: Store, order: Order) -> File:
    """Wait for a file, in a thread of its own: a browser test leaves an event loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(workshop.make(store, order))).result()


def test_a_process_of_its_own_writes_the_same_bytes(ordered: tuple[Store, Order]) -> None:
    store, order = ordered
    workshop = Workshop(processes=1)
    try:
        assert make(workshop, store, order) == carry_out(store, order)
        assert make(Workshop(processes=0), store, order) == carry_out(store, order)
    finally:
        workshop.close()


@only_long
def test_a_process_that_is_killed_over_an_order_is_replaced(ordered: tuple[Store, Order]) -> None:
    store, order = ordered
    others = set(multiprocessing.active_children())  # which an earlier test has told to end
    workshop = Workshop(processes=1)
    try:
        first = make(workshop, store, order)
        (worker,) = set(multiprocessing.active_children()) - others
        worker.kill()
        worker.join()
        assert make(workshop, store, order) == first
    finally:
        workshop.close()


@only_long
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="which processes a server has is read from /proc")
def test_the_processes_end_with_a_server_that_was_killed(sqlite_url: str) -> None:
    [kaz] = begin(sqlite_url, ("KAZ", "negotiator"))
    with serving(sqlite_url) as (process, address):
        with httpx2.Client(base_url=address, headers=kaz, timeout=60) as client:
            assert client.get(WORD).content.startswith(b"PK")
        writers = _children(process.pid)
        assert writers
    deadline = time.monotonic() + 30
    while any(_lives(one) for one in writers):
        assert time.monotonic() < deadline, "they outlive their server"
        time.sleep(0.05)


def _children(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        if int(words[1]) == parent:
            found.append(int(stat.parent.name))
    return found


def _lives(process: int) -> bool:
    """Whether a process runs; one that has ended and is only remembered does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False

"""How long readers wait while others take whole documents away as Word files: four at a time, without a pause."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread

from benchmarks.asking import Asker
from benchmarks.filling import SLUG
from benchmarks.measuring import Ratio, compare
from benchmarks.rooms import Room, sqlite_room
from benchmarks.scale import Scale

EXPORTS = 4
WORD = f"/api/documents/{SLUG}/export.docx?form=tracked"


def measure(scale: Scale) -> Iterator[Ratio]:
    """Yield a reading beside the exports, against the same beside none."""
    with sqlite_room(scale.document) as room:
        room.asker.get(WORD)  # the processes that write the files are there from now on
        read = partial(room.read, "/api/clauses/{}", room.spread(scale.calls))
        yield compare(
            f"read a clause beside {EXPORTS} running exports of {scale.document:,} clauses",
            read,
            "the same beside none",
            read,
            rounds=scale.rounds,
            calls=scale.calls,
            beside=partial(_exporting, room),
        )


@contextmanager
def _exporting(room: Room) -> Iterator[None]:
    """Keep so many exports running; the last of them are waited for at the end."""
    ended = Event()
    threads = [Thread(target=_export_until, args=(ended, room)) for _ in range(EXPORTS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def _export_until(ended: Event, room: Room) -> None:
    asker = Asker(room.app, room.token)
    while not ended.is_set():
        asker.get(WORD)
    asker.close()

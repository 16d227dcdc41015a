"""What a reader waits for: each page of a small and of a large document, against the page for signing in."""

from collections.abc import Iterator
from functools import partial

from app.services.tokens import issue_token
from benchmarks.asking import Asker
from benchmarks.filling import SLUG
from benchmarks.measuring import Ratio, compare
from benchmarks.rooms import sqlite_room
from benchmarks.scale import Scale
from benchmarks.texts import BEGUN

PAGES = (
    ("overview", "/"),
    ("document", f"/documents/{SLUG}?clause={{}}"),
    ("clause", "/clauses/{}"),
    ("propose", "/clauses/{}/propose"),
    ("decide", "/clauses/{}/decide"),
    ("tracking", f"/documents/{SLUG}/tracking"),
    ("standing", f"/documents/{SLUG}/standing"),
)


def measure(scale: Scale) -> Iterator[Ratio]:
    """Yield each page with five amendments on each clause; the first is as large as the Declaration."""
    for count in scale.pages:
        with sqlite_room(count) as room:
            with room.store.writing() as session:
                token = issue_token(
                    session, delegation="CHAIR", role="chair", name="pages", expires_at=None, now=BEGUN
                )
            chair = Asker(room.app, token)
            clause = room.clauses[count // 2].id
            for name, path in PAGES:
                asker = chair if name == "decide" else room.asker
                yield compare(
                    f"the page {name}: {count:,} clauses, {5 * count:,} amendments",
                    partial(asker.get, path.format(clause)),
                    "the page for signing in",
                    partial(room.asker.get, "/enter"),
                    rounds=scale.rounds,
                )
            document = PAGES[1][1].format(clause)
            yield compare(
                f"the page document again: {count:,} clauses, {5 * count:,} amendments",
                partial(room.asker.get, document),
                "the page for signing in",
                partial(room.asker.get, "/enter"),
                rounds=scale.rounds,
                remembering=True,
            )
            chair.close()

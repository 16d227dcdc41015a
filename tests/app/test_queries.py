"""No query per row: what is read or decided takes as many questions to the store for few rows as for many."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from tests.app.cast import STATES, Room, made
from tests.app.recorded_scene import break_silence
from tests.app.streamlined import split, take_back

WORDS = ("shall", "cooperate", "fully", "water", "2027")  # each State changes one of its own


@contextmanager
def counted(room: Room) -> Iterator[list[str]]:
    """Note every SELECT that is sent to the store."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            sent.append(statement)

    engine = room.app.state.store.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def negotiate(room: Room, delegations: Sequence[str], insertions: int) -> None:
    """Let delegations propose on a paragraph and on an entry, move a clause, and bring in new ones."""
    for who in delegations:
        word = WORDS[STATES.index(who)]
        amendment = made(room.replace(who, "OP 1", word, f"{word} {who}"))
        made(room.think(who, "OP 1", "support", of=amendment))
        made(room.think(who, "OP 2", "reserve"))
        bridge = made(room.bridge("CHAIR", "OP 1", f"{who} shall rest;"))
        made(room.ask("CHAIR", "POST", f"/api/bridging-texts/{bridge['id']}/release", body={"to": ["KAZ"]}))
        made(
            room.ask("CHAIR", "POST", f"/api/bridging-texts/{bridge['id']}/release", body={"everyone": True})
        )
        made(room.propose(who, "OP 3", kind="move", after=room.clause("OP 4")["id"]))
        break_silence(room)
        made(room.propose(who, "1.1", fields={"budget": f"USD {len(word)} million", "end": "2031"}))
        made(room.ask(who, "POST", room.path("OP 1", "/comments"), text="Why?", circle="everyone"))
    for number in range(insertions):
        made(room.insert(delegations[0], "OP 4", f"The Parties meet {number} times;"))


def streamline(room: Room, times: int) -> None:
    """Split a clause to which another refers, and the first part again and again; undo one that stood between."""
    for _ in range(times):
        made(take_back(room, made(split(room, "OP 4", "They report.", "They report again."))))
        old = room.clause("OP 4")["id"]
        made(room.correct("OP 2", " data", f" data ⟦{old}⟧ and data"))
        made(split(room, "OP 4", "The Parties shall report;", "They shall report every year;"))


def call_rounds(room: Room) -> None:
    """Ask for comments and for proposals, on some clauses."""
    for kind in ("comments", "proposals"):
        body = {"kind": kind, "name": kind, "deadline": "2035-04-10T15:00:00Z"}
        clauses = [room.clause(label)["id"] for label in ("OP 1", "OP 4")]
        made(room.ask("SEC", "POST", "/api/documents/declaration/rounds", body={**body, "clauses": clauses}))


def _table(room: Room, number: int) -> str:
    rounds = room.read("/api/documents/declaration/rounds")["items"]
    return f"/api/rounds/{rounds[number]['id']}/table"


READINGS: dict[str, Callable[[Room], str]] = {
    "the room": lambda room: "/documents/declaration/room",
    "the room of a clause": lambda room: room.path("OP 1", "/room").removeprefix("/api"),
    "what has changed": lambda room: "/documents/declaration/changes",
    "a clause": lambda room: room.path("OP 1"),
    "its consolidation": lambda room: room.path("OP 1", "/consolidation"),
    "who brought it": lambda room: room.path("OP 1", "/provenance"),
    "a reading": lambda room: room.path("OP 1", "/comparison?delegation=KAZ"),
    "documents": lambda room: "/api/documents",
    "clauses": lambda room: "/api/documents/declaration/clauses?limit=500",
    "a whole consolidation": lambda room: "/api/documents/declaration/consolidation",
    "positions": lambda room: "/api/documents/declaration/positions",
    "positions as a table": lambda room: "/api/documents/declaration/positions.xlsx",
    "rounds": lambda room: "/api/documents/declaration/rounds",
    "what came in a round of comments": lambda room: _table(room, 0),
    "what came in a round of proposals": lambda room: _table(room, 1),
    "bridging texts": lambda room: room.path("OP 1", "/bridging-texts"),
    "what waits": lambda room: "/api/waiting",
    "standing": lambda room: "/api/documents/declaration/standing",
    "what is missing": lambda room: "/api/documents/declaration/adoption",
    "packages": lambda room: "/api/documents/declaration/packages",
    "silence procedures": lambda room: "/api/documents/declaration/silence-procedures",
    "positions on a clause": lambda room: room.path("OP 1", "/positions"),
    "links of a clause": lambda room: room.path("OP 1", "/links"),
    "streamlining": lambda room: "/api/documents/declaration/streamlining",
    "lineage": lambda room: room.path("OP 1", "/lineage"),
    "statements": lambda room: "/api/documents/declaration/statements",
    "participation": lambda room: "/api/documents/declaration/participation",
    "where each proposal went": lambda room: "/api/documents/declaration/whereabouts",
    "the course": lambda room: "/api/documents/declaration/course",
    "amendments": lambda room: "/api/amendments?limit=500",
    "amendments of a document": lambda room: "/api/amendments?document=declaration",
    "tracking": lambda room: "/api/documents/declaration/tracking",
    "the page of tracking": lambda room: "/documents/declaration/tracking",
    "the page of a delegation": lambda room: "/documents/declaration/delegations/KAZ",
    "events": lambda room: "/api/events?limit=500",
    "a Word file": lambda room: "/api/documents/declaration/export.docx?form=tracked",
}


def test_reading_asks_as_often_for_few_rows_as_for_many(room: Room) -> None:
    def questions() -> dict[str, int]:
        found = {}
        for name, path in READINGS.items():
            address = path(room)
            with counted(room) as sent:
                assert room.ask("KAZ", "GET", address).status_code == 200
            found[name] = len(sent)
        return found

    call_rounds(room)
    negotiate(room, STATES[:1], 1)
    streamline(room, 1)
    room.issue()
    room.read("/api/documents", "KAZ")  # the first use of a token is noted
    few = questions()
    negotiate(room, STATES[1:], 12)
    streamline(room, 3)
    assert questions() == few
    of_two_documents = few.pop("what waits")
    # Each of these pages is several of the overviews, one below the other.
    assert max(few.pop("the page of tracking"), few.pop("the page of a delegation")) < 50
    assert max(few.values()) < 20
    assert of_two_documents < 60


@pytest.mark.parametrize("undone", [False, True])
def test_deciding_and_undoing_ask_as_often_on_one_amendment_as_on_four(room: Room, undone: bool) -> None:
    asked = []
    for delegations, label in ((1, "OP 1"), (4, "OP 3")):
        for who in STATES[:delegations]:
            made(room.propose(who, label, text=f"The Parties, says {who}, shall do it;"))
        seen = room.consolidation(label)
        path = room.path(label, "/decisions")
        body = {"fingerprint": seen["fingerprint"], "text": "The Parties do it;"}
        with counted(room) as sent:
            decided = made(room.ask("CHAIR", "POST", path, body=body))
        if undone:
            with counted(room) as sent:
                made(room.ask("CHAIR", "POST", path, undoes=decided["id"]))
        asked.append(len(sent))
    assert asked[0] == asked[1]

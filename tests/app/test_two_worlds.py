"""Two worlds that differ only in what one delegation keeps to itself are the same, byte for byte, to everyone else.

The same public acts at the same times, with and without private ones between them; then everything that can be read:
every resource of the API, every page that a link leads to, every file with its name and its entity tag. Ids come from
dice that the private acts do not touch, so hashes and the ends of the public chain are compared too.
"""

import random
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from fastapi import FastAPI
from httpx2 import Response
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.database import Store
from app.identity import get_now
from app.models import EventRow, registry
from app.services.record import PUBLIC as PUBLIC_STREAM
from tests.app.acts import HEAD, PRIVATE, PUBLIC, known_by
from tests.app.cast import Prepared, Room, made, sign_in
from tests.app.people import token_of
from tests.stores import begin_after, close_file, placed_file, store_at
from tests.thoroughness import in_long, often

START = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
FORMS = ("clean", "consolidated", "tracked", "marked", "comparison", "status", "amendments")
PAGES = 60  # that a reader goes through, following links

Act = tuple[str, int, int]


class Dice:
    """Random ids that are the same again: thrown anew for each act."""

    def __init__(self) -> None:
        self.throw("")

    def throw(self, name: str) -> None:
        self._random = random.Random(name)

    def choice(self, letters: str) -> str:
        return self._random.choice(letters)


@dataclass
class World:
    """One negotiation, played by public and private acts."""

    room: Room
    dice: Dice
    now: datetime = START
    answers: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.room.app.dependency_overrides[get_now] = lambda: self.now

    def play(self, acts: list[tuple[bool, Act]], *, privately: bool, reader: str) -> None:
        for number, (is_private, act) in enumerate(acts):
            # When a key was last used administrators may know, to the minute: those of private acts are used anyway.
            for who in ("KAZ", "KAZ-HEAD", "CHAIR", "SEC"):
                self.room.read("/api/documents", who)
            if is_private and (not privately or reader in known_by(act[0])):
                continue
            self.dice.throw(f"{is_private} {number}")
            name, one, other = act
            done = (PRIVATE if is_private else PUBLIC)[name](self.room, one, other)
            if not is_private:
                self.now += timedelta(minutes=1)
                self.answers.append((done.status_code, done.text) if done is not None else (0, ""))


def with_people(room: Room) -> Room:
    """Give the delegation that has secrets a head with an account, and the secretariat one who administers."""
    store = room.app.state.store
    people = {
        "KAZ-HEAD": token_of(store, "KAZ", "head", email=HEAD),
        "SEC-ADMIN": token_of(store, "SEC", "administrator", email="administrator@example.org"),
    }
    return Room(room.app, room.client, room.url, {**room.tokens, **people})


def resources(room: Room, who: str) -> Iterator[str]:
    """Yield the address of everything that somebody can read through the API."""
    yield from (
        "/api/documents",
        "/api/waiting",
        *(f"/api/events?stream={one}&limit=500" for one in ("public", "own", "chair")),
    )
    yield "/api/events?stream=chair&delegation=KAZ&limit=500"
    yield from ("/api/accounts?limit=500", "/api/tokens?everybodys=true&limit=500", "/api/delegations")
    yield from ("/api/backups", "/administration")
    yield from ("/api/links", "/api/links/named", "/api/links.xlsx")
    yield from ("/api/house-rules", "/api/account", "/api/sign-ins", "/api/tokens")
    for slug in ("declaration", "programme"):
        home = f"/api/documents/{slug}"
        yield from (
            home,
            *(
                f"{home}/{rest}"
                for rest in (
                    *("clauses?limit=500", "consolidation", "tracking", "course", "concordance?language=ru"),
                    *("positions", "positions?circle=delegation", "positions.xlsx?circle=delegation"),
                    *("standing", "packages", "adoption"),
                    *("silence-procedures", "silence-rules"),
                )
            ),
        )
        yield from (
            f"{home}/{rest}"
            for rest in (
                "editions",
                "redlines",
                "comments",
                "streamlining",
                "rounds",
                "statements",
                "participation",
                "translation-requests",
                "translations.xlsx?language=ru&which=all",
            )
        )
        yield from (
            f"{home}/{rest}"
            for rest in ("whereabouts", "whereabouts?delegation=KAZ", "whereabouts.docx?delegation=UZB")
        )
        yield from (f"{home}/export.{ending}" for ending in ("txt", "html", "akn"))
    yield from (f"/api/documents/declaration/export.docx?form={form}" for form in FORMS)
    for change in ("decided", "both"):
        yield f"/api/documents/declaration/export.docx?form=tracked&changes={change}"
    for clause in room.clauses(who=who):
        own = f"/api/clauses/{clause['id']}"
        yield from (
            own,
            *(
                f"{own}/{rest}"
                for rest in (
                    *("revisions", "consolidation", "decisions", "texts", "history", "comments", "standing"),
                    *("positions?ended=true", "bridging-texts", "facilitators", "links?removed=true"),
                    *("positions?ended=true", "bridging-texts", "facilitators", "lineage"),
                )
            ),
        )
        yield from (
            f"{own}/provenance",
            f"{own}/comparison?delegation=UZB",
            f"{own}/comparison?delegation=KAZ",
        )
    yield from ("/api/amendments?limit=500", "/api/amendments?delegation=KAZ", "/api/amendments?status=draft")
    for amendment in room.read("/api/amendments?limit=500", who)["items"]:
        own = f"/api/amendments/{amendment['id']}"
        yield from (own, f"{own}/texts", f"{own}/instructions", f"{own}/original")
    for one in room.read("/api/documents/declaration/rounds", who)["items"]:
        own = f"/api/rounds/{one['id']}"
        endings = ("", ".xlsx", ".docx")
        yield from (own, *(f"{own}/table{ending}?circle=delegation" for ending in endings))
    for edition in room.read("/api/documents/declaration/editions", who)["items"]:
        yield from (f"/api/editions/{edition['id']}", f"/api/editions/{edition['id']}/certificate")


def _told(answer: Response) -> tuple[Any, ...]:
    """Return all of an answer that tells something; of a Word file its unpacked parts."""
    content: Any = answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as package:
            content = [(name, package.read(name)) for name in package.namelist()]
    headers = {name: answer.headers.get(name) for name in ("etag", "content-disposition", "location", "link")}
    return answer.status_code, headers, content


def everything(world: World, who: str) -> dict[str, tuple[Any, ...]]:
    """Return all that somebody can read, by its address."""
    room = world.room
    world.dice.throw("reading")
    seen = {path: _told(room.ask(who, "GET", path)) for path in resources(room, who)}
    sign_in(room.client, room.tokens[who])
    try:
        waiting, pages = ["/"], dict[str, tuple[Any, ...]]()
        while waiting and len(pages) < PAGES:
            path = waiting.pop(0)
            answer = room.client.get(path)
            pages[f"page {path}"] = _told(answer)
            if "text/html" in answer.headers.get("content-type", ""):
                links = (link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', answer.text))
                known = {*waiting, *(name.removeprefix("page ") for name in pages)}
                waiting += [
                    link
                    for link in dict.fromkeys(links)
                    if link not in known and not link.startswith("/static")
                ]
    finally:
        room.client.cookies.clear()
    return seen | pages


PRIVATELY = st.tuples(
    st.just(True), st.tuples(st.sampled_from([*PRIVATE]), st.integers(0, 9), st.integers(0, 9))
)
PUBLICLY = st.tuples(
    st.just(False), st.tuples(st.sampled_from([*PUBLIC]), st.integers(0, 9), st.integers(0, 9))
)

# A draft between two clauses, and then what others put into the same place, which is decided and issued.
DRAFTED_WHERE_OTHERS_INSERT = [
    (False, ("ask for comments", 0, 1)),
    (True, ("draft a clause", 5, 1)),
    (True, ("draft", 0, 1)),
    (False, ("ask for proposals", 0, 1)),
    (False, ("insert", 5, 0)),
    (True, ("draft a clause", 5, 2)),
    (False, ("insert", 5, 1)),
    (True, ("redline", 0, 1)),
    (False, ("reword", 0, 0)),
    (True, ("edit", 0, 1)),
    (True, ("ask to join", 0, 0)),
    (True, ("decline to join", 0, 0)),
    (True, ("ask to join", 0, 2)),
    (True, ("bridge", 0, 1)),
    (True, ("show a bridge", 0, 0)),
    (True, ("think of a bridge", 0, 0)),
    (False, ("bridge for all", 0, 0)),
    (True, ("think at home", 0, 1)),
    (True, ("think of a draft", 0, 1)),
    (True, ("think aloud to the chair", 0, 1)),
    (False, ("record a position", 0, 1)),
    (False, ("link", 0, 1)),
    (False, ("think", 0, 2)),
    (False, ("amend an amendment", 1, 0)),
    (True, ("draft a sub-amendment", 0, 1)),
    (True, ("draft a statement", 0, 1)),
    (True, ("edit a statement", 0, 2)),
    (False, ("state", 0, 1)),
    (False, ("record a statement", 0, 1)),
    (True, ("rule", 0, 1)),
    (True, ("comment", 0, 1)),
    (True, ("comment on a draft", 0, 1)),
    (True, ("tell the chair", 0, 1)),
    (True, ("note", 0, 1)),
    (False, ("comment", 0, 1)),
    (True, ("answer the delegation", 0, 1)),
    (False, ("answer", 0, 1)),
    (True, ("release", 0, 0)),
    (True, ("make a token", 0, 0)),
    (True, ("guess", 0, 0)),
    (True, ("sign in", 0, 0)),
    (True, ("change the password", 0, 0)),
    (True, ("sign out", 0, 0)),
    (True, ("ask for a translation", 6, 1)),
    (True, ("translate", 0, 0)),
    (True, ("ask for a translation", 6, 2)),
    (True, ("accept a translation", 0, 0)),
    (False, ("split", 6, 2)),
    (False, ("package", 1, 1)),
    (False, ("silence", 0, 0)),
    (False, ("silence", 1, 0)),
    (True, ("comment", 0, 2)),
    (False, ("object without the head", 0, 0)),
    (False, ("object", 1, 0)),
    (False, ("call a silence off", 0, 0)),
    (False, ("initial", 0, 1)),
    (False, ("initial", 0, 2)),
    (False, ("strike", 0, 0)),
    (False, ("decide", 0, 1)),
    (False, ("decide", 0, 0)),
    (True, ("confirm at home", 0, 0)),
    (True, ("forget", 0, 0)),
    (True, ("discard a statement", 0, 0)),
    (True, ("withdraw a bridge", 0, 0)),
    (True, ("discard", 0, 0)),
    (False, ("silence", 3, 0)),
    (False, ("issue", 0, 0)),
]


@pytest.fixture(scope="module")
def summit(
    prepared_file: tuple[Prepared, Path], one_app: FastAPI, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Mapping[str, str], Path]:
    """Both worlds as they begin, and everybody's tokens."""
    prepared, template = prepared_file
    file = Path(shutil.copyfile(template, tmp_path_factory.mktemp("worlds") / "summit.db"))
    store = one_app.state.store = Store(f"sqlite:///{file}")
    room = with_people(Room(one_app, TestClient(one_app), f"sqlite:///{file}", prepared.tokens))
    close_file(store)
    return room.tokens, file


@settings(
    max_examples=often(1),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(
    acts=st.lists(st.one_of(PRIVATELY, PUBLICLY), min_size=4, max_size=14),
    who=st.sampled_from(("KAZ", "UZB", "TJK", "UNEP", "ADB", "CHAIR", "SEC", "SEC-ADMIN")),
)
@in_long(example(acts=DRAFTED_WHERE_OTHERS_INSERT, who="SEC"))
@in_long(example(acts=DRAFTED_WHERE_OTHERS_INSERT, who="SEC-ADMIN"))
@example(acts=DRAFTED_WHERE_OTHERS_INSERT, who="UZB")
@in_long(example(acts=DRAFTED_WHERE_OTHERS_INSERT, who="KAZ"))
def test_what_a_delegation_keeps_to_itself_changes_nothing_for_anyone_else(
    summit: tuple[Mapping[str, str], Path],
    one_app: FastAPI,
    acts: list[tuple[bool, Act]],
    who: str,
) -> None:
    tokens, file = summit
    told = []
    for privately in (False, True):
        url = placed_file(file, file.with_name("world.db"))
        store = store_at(url)
        one_app.state.store = store
        dice = Dice()
        with (
            TestClient(one_app, raise_server_exceptions=False) as client,
            patch.object(registry, "secrets", dice),
        ):
            world = World(Room(one_app, client, url, tokens), dice)
            try:
                world.play(acts, privately=privately, reader=who)
                told.append((world.answers, everything(world, who)))
            finally:
                one_app.dependency_overrides.clear()
                store.engine.dispose()
    (answers, seen), (other_answers, other_seen) = told
    assert other_answers == answers
    assert [*other_seen] == [*seen]
    assert [path for path in seen if seen[path] != other_seen[path]] == []


def begin_privately(room: Room) -> Mapping[str, str]:
    """Let there be private matters, and then what others do meanwhile, and return everybody's tokens."""
    room = with_people(room)
    room.replace("KAZ", "OP 1", "fully", "widely", status="draft")
    made(room.replace("SEC", "OP 3", "every year", "each year", on_behalf_of="KAZ", status="draft"))
    for said in ("comment", "tell the chair", "note"):
        PRIVATE[said](room, 0, 1)
    PRIVATE["draft a statement"](room, 0, 1)
    PRIVATE["bridge"](room, 0, 0)
    PRIVATE["show a bridge"](room, 0, 0)
    PRIVATE["bridge"](room, 0, 1)
    for thought in ("think at home", "think aloud to the chair"):
        PRIVATE[thought](room, 0, 0)
    made(room.correct("OP 1", "shall", "will"))
    made(room.correct("PP 1", "Recalling", "Recalling again"))
    for one in range(2):
        PRIVATE["ask for a translation"](room, one, 1)
    PRIVATE["translate"](room, 0, 0)
    made(room.replace("UZB", "PP 2", "rivers", "lakes"))
    made(room.replace("KAZ", "OP 1", "will", "should"))
    made(PRIVATE["ask to join"](room, 0, 0) or pytest.fail("nothing to ask about"))
    return room.tokens


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
@pytest.mark.parametrize("act", [*PRIVATE])
def test_every_private_act_changes_something(room: Room, act: str) -> None:
    room.app.dependency_overrides[get_now] = lambda: START
    tokens = begin_after(room.app.state.store, "private matters", lambda: begin_privately(room))
    room = replace(room, tokens=tokens)
    before, published = private_events(room), public_events(room)
    for one in range(2):
        PRIVATE[act](room, one, 1)
    assert private_events(room) > before or act == "guess"
    assert public_events(room) == published


def private_events(room: Room) -> int:
    store: Store = room.app.state.store
    with store.reading() as session:
        return session.query(EventRow).where(EventRow.stream != PUBLIC_STREAM).count()


def public_events(room: Room) -> int:
    store: Store = room.app.state.store
    with store.reading() as session:
        return session.query(EventRow).where(EventRow.stream == PUBLIC_STREAM).count()


def test_the_dice_are_thrown_by_name() -> None:
    dice = Dice()
    thrown = []
    for name in ("one", "other", "one"):
        dice.throw(name)
        thrown.append("".join(dice.choice(registry.ID_ALPHABET) for _ in range(16)))
    assert thrown[0] == thrown[2] != thrown[1]


def begin_publicly(room: Room) -> None:
    """Let there be amendments, a comment, a split, a silence, a package and initials."""
    for who in ("UZB", "TJK", "KGZ"):
        room.replace(who, "OP 1", "fully", f"fully {who}")
    room.replace("TJK", "OP 3", "every year", "each year")
    PUBLIC["comment"](room, 0, 0)
    PUBLIC["split"](room, 3, 1)
    PUBLIC["silence"](room, 1, 0)
    PUBLIC["package"](room, 2, 1)
    PUBLIC["initial"](room, 0, 0)


@pytest.mark.parametrize("act", [*PUBLIC])
def test_every_public_act_changes_something(room: Room, act: str) -> None:
    """An act that is always refused would try nothing."""
    begin_after(room.app.state.store, "public matters", lambda: begin_publicly(room))
    tried = (PUBLIC[act](room, one, other).status_code for one in (0, 5) for other in range(4))
    assert any(status in (200, 201) for status in tried)

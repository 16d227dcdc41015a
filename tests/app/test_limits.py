"""A request comes under the server's name, within its size, in its time; whatever else is refused before it is read."""

import asyncio
import socket
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from app import passwords
from app.database import Store
from app.errors import SlowDown
from app.identity import get_now
from app.limits import BodyLimit, SafeAnswers
from app.main import create_app
from app.pages.refusal_page import draw_refusal
from app.settings import Settings
from tests.app.cast import Room, refusal
from tests.app.serving import serving


@pytest.fixture
def named(sqlite_url: str) -> Iterator[FastAPI]:
    app = create_app(
        Settings(database_url=sqlite_url, export_processes=0, hosts=("kelisim.example", "localhost"))
    )
    yield app
    app.state.store.engine.dispose()


@pytest.mark.parametrize("host", ["kelisim.example", "KELISIM.example:8443", "localhost:8000"])
def test_under_its_names_the_server_answers(named: FastAPI, host: str) -> None:
    assert TestClient(named).get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "kelisim.example.evil.example", "", "[::1]", "kelisim.example:x"]
)
def test_under_another_name_nothing_is_read(named: FastAPI, host: str) -> None:
    answer = TestClient(named).get("/enter", headers={"Host": host})
    assert refusal(answer) == (421, "wrong-host")
    assert "KELISIM_HOSTS" in answer.json()["detail"]


def test_a_served_process_answers_to_this_machine_only_unless_told(sqlite_url: str) -> None:
    with serving(sqlite_url) as (_, address):
        port = int(address.rsplit(":", 1)[1])
        answers = []
        for host in ("127.0.0.1", "evil.example"):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
                connection.sendall(
                    f"GET /health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
                )
                answers.append(connection.recv(100).split(b"\r\n")[0])
    assert answers == [b"HTTP/1.1 200 OK", b"HTTP/1.1 421 Misdirected Request"]


def test_a_body_that_does_not_come_in_time_is_given_up() -> None:
    sent: list[Message] = []

    async def never(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise AssertionError("it was read")

    async def receive() -> Message:
        if not sent_parts:
            sent_parts.append(1)
            return {"type": "http.request", "body": b"{", "more_body": True}
        await asyncio.sleep(30)
        raise AssertionError("nobody waits so long")

    async def send(message: Message) -> None:
        sent.append(message)

    sent_parts: list[int] = []
    limit = BodyLimit(never, limit=100, file_limit=100, patience=0.05)
    scope = {"type": "http", "path": "/api/documents/x/editions", "headers": []}
    with ThreadPoolExecutor(1) as thread:  # a browser test may have left a loop in this one
        thread.submit(asyncio.run, limit(scope, receive, send)).result()
    assert (sent[0]["status"], b"too-slow" in sent[1]["body"]) == (408, True)


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/documents", 200),
        ("/api/documents/declaration/export.docx", 200),
        ("/api/nothing", 404),
        ("/health", 200),
        ("/openapi.json", 200),
    ],
)
def test_no_answer_can_be_framed_sniffed_or_kept_by_a_cache_between(
    room: Room, path: str, status: int
) -> None:
    answer = room.ask("KAZ", "GET", path)
    assert answer.status_code == status
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Strict-Transport-Security" not in answer.headers


@pytest.fixture
def failing(room: Room, request: pytest.FixtureRequest) -> Room:
    """A room in which everything fails that asks for the time, in a way that nobody has foreseen."""

    def fail() -> None:
        raise request.param

    room.app.dependency_overrides[get_now] = fail
    return room


SECRET = "The Parties secretly agree."


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "failing",
    [
        ValueError(SECRET),
        KeyError(SECRET),
        ExceptionGroup(SECRET, [ValueError(SECRET)]),
        IntegrityError("INSERT INTO clause", {"text": SECRET}, Exception(SECRET)),
    ],
    indirect=True,
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("path", ["/api/documents", "/"])
def test_what_nobody_has_foreseen_is_an_answer_too_and_is_logged_without_texts(
    failing: Room, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = failing.ask("KAZ", "GET", path)
    if path == "/":
        assert (answer.status_code, answer.headers["Content-Type"]) == (500, "text/html; charset=utf-8")
    else:
        assert refusal(answer) == (500, "failed")
    assert "Look whether what you sent is there" in answer.text and SECRET not in answer.text
    for directive in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action "):
        assert directive in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    [logged] = [one.getMessage() for one in caplog.records if one.name == "kelisim"]
    assert logged.startswith(f"GET {path} failed\nTraceback") and "in fail\n" in logged
    assert "Error" in logged and SECRET not in caplog.text


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "failing", [AttributeError("'NoneType' object has no attribute 'x'")], indirect=True, ids=["attribute"]
)
def test_the_log_hides_nothing_of_the_program(failing: Room, caplog: pytest.LogCaptureFixture) -> None:
    failing.ask("KAZ", "GET", "/join/a-secret-of-a-link")
    failing.ask("KAZ", "GET", "/api/documents/declaration")
    assert "'NoneType' object has no attribute 'x'" in caplog.text
    assert "GET /api/documents/{slug} failed" in caplog.text and "a-secret-of-a-link" not in caplog.text


def test_an_answer_that_has_begun_is_broken_off_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def half(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError(SECRET)

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError("nothing is read")

    scope = {"type": "http", "method": "GET", "path": "/api/x", "scheme": "http", "headers": []}
    with ThreadPoolExecutor(1) as thread:  # a browser test may have left a loop in this one
        thread.submit(asyncio.run, SafeAnswers(half, draw_refusal)(scope, receive, send)).result()
    assert [one["type"] for one in sent] == ["http.response.start"]
    assert "GET a request failed" in caplog.text and SECRET not in caplog.text


def test_over_tls_browsers_are_told_to_stay_there(named: FastAPI) -> None:
    answer = TestClient(named, base_url="https://kelisim.example").get("/static/page.css")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Cache-Control" not in answer.headers


def test_an_error_of_the_store_says_no_word_of_what_was_to_be_stored(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    secret = "The Parties secretly agree."
    with pytest.raises(IntegrityError) as caught, store.reading() as session:
        session.execute(
            text("INSERT INTO clause (id, kind) VALUES (:id, :kind)"), {"id": "x", "kind": secret}
        )
    store.engine.dispose()
    assert secret not in str(caught.value)


class Gate:
    """Lets nobody have a turn until it is opened."""

    def __init__(self) -> None:
        self.opened = Event()

    def __enter__(self) -> None:
        assert self.opened.wait(30)

    def __exit__(self, *_: object) -> None:
        pass


def test_a_crowd_that_signs_in_leaves_threads_to_everybody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate()
    monkeypatch.setattr(passwords, "_at_once", gate)
    with ThreadPoolExecutor(20) as threads:
        tries = [threads.submit(passwords.hash_password, f"password {number}") for number in range(20)]
        while sum(one.done() for one in tries) < 8:  # those behind the twelfth do not wait
            sleep(0.01)
        gate.opened.set()
    assert Counter(type(one.exception()) for one in tries) == {SlowDown: 8, type(None): 12}

"""PDF through LibreOffice, as a job: ordered, followed, fetched by those who ordered it."""

import re
import struct
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import app.press
from app.exporting import File
from app.identity import get_now
from app.models import DocumentRow, PdfRow
from app.models.pdfs import SILENT
from app.press import Press, convert
from app.services.pdfs import AT_ONCE, order_pdf, watch_pdf
from documents.permissions import Participant
from tests.app.cast import Room, refusal, sign_in
from tests.app.test_concurrency import at_once

ORDER = "/api/documents/declaration/pdfs"
PICTURE = "/api/documents/declaration/export.png"
PATIENCE = 120.0  # seconds: the first start of LibreOffice on a machine takes the longest


def followed(room: Room, who: str, pdf: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a PDF says of itself until it is done, each state once."""
    seen = [pdf]
    deadline = time.monotonic() + PATIENCE
    while seen[-1]["state"] not in ("done", "failed"):
        assert time.monotonic() < deadline, seen
        time.sleep(0.02)
        now = room.read(f"/api/pdfs/{pdf['id']}", who)
        if now != seen[-1]:
            seen.append(now)
    return seen


def test_a_pdf_is_ordered_followed_and_fetched(room: Room, soffice: Path) -> None:
    answer = room.ask("KAZ", "POST", f"{ORDER}?form=consolidated")
    assert answer.status_code == 202
    pdf = answer.json()
    assert answer.headers["Location"] == f"/api/pdfs/{pdf['id']}"
    states = followed(room, "KAZ", pdf)
    assert (states[0]["state"], states[-1]["state"], states[-1]["progress"]) == ("waiting", "done", 1.0)
    assert [one["progress"] for one in states] == sorted(one["progress"] for one in states)
    file = room.ask("KAZ", "GET", f"/api/pdfs/{pdf['id']}/file")
    assert file.content.startswith(b"%PDF-") and b"/StructTreeRoot" in file.content
    assert "RES2026-DEC-consolidated-en.pdf" in file.headers["Content-Disposition"]
    assert refusal(room.ask("UZB", "GET", f"/api/pdfs/{pdf['id']}")) == (404, "not-there")
    assert refusal(room.ask("UZB", "GET", f"/api/pdfs/{pdf['id']}/file")) == (404, "not-there")


def test_a_pdf_is_forgotten_after_an_hour(room: Room, soffice: Path) -> None:
    pdf = followed(room, "KAZ", room.ask("KAZ", "POST", ORDER).json())[-1]
    later = datetime.now(UTC) + timedelta(hours=2)
    room.app.dependency_overrides[get_now] = lambda: later
    try:
        followed(room, "UZB", room.ask("UZB", "POST", ORDER).json())
        assert refusal(room.ask("KAZ", "GET", f"/api/pdfs/{pdf['id']}")) == (404, "not-there")
    finally:
        room.app.dependency_overrides.clear()


def test_a_pdf_whose_server_stopped_says_so_within_a_minute(room: Room) -> None:
    now = datetime.now(UTC)
    orders = []
    with room.app.state.store.writing() as session:
        document = session.scalars(select(DocumentRow.id).where(DocumentRow.slug == "declaration")).one()
        for _ in range(2):
            row = order_pdf(
                session, participant=Participant("KAZ", "negotiator"), document=document, now=now - 2 * SILENT
            )
            orders.append(row.id)
        watch_pdf(session, pdf=orders[1], now=now)
    left, watched = (room.read(f"/api/pdfs/{one}", "KAZ") for one in orders)
    assert (left["state"], left["failure"][:18]) == ("failed", "The server stopped")
    assert (watched["state"], watched["failure"]) == ("waiting", "")
    assert refusal(room.ask("KAZ", "GET", f"/api/pdfs/{orders[0]}/file")) == (409, "wrong-status")


def test_a_delegation_waits_for_a_few_pdfs_at_once_and_others_are_not_kept_from_theirs(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = threading.Event()

    def slow(word: File) -> File:
        assert opened.wait(30)
        return word

    monkeypatch.setattr(app.press, "find_office", lambda: "soffice")
    monkeypatch.setattr(app.press, "convert", slow)
    monkeypatch.setitem(
        room.app.state._state, "press", Press()
    )  # whose turns belong to the loop of this test alone
    try:
        answers = at_once(*[partial(room.ask, "ADB", "POST", ORDER)] * 12)
        assert Counter(one.status_code for one in answers) == {202: AT_ONCE, 429: 12 - AT_ONCE}
        refused = next(one for one in answers if one.status_code == 429)
        assert refusal(refused) == (429, "too-many-ordered")
        assert int(refused.headers["Retry-After"]) > 0 and "order more when" in refused.json()["detail"]
        sign_in(room.client, room.tokens["ADB"])
        page = room.client.post("/documents/declaration/pdfs", headers={"Sec-Fetch-Site": "same-origin"})
        assert (page.status_code, "order more when" in page.text) == (429, True)
        room.client.cookies.clear()
        other = room.ask("UZB", "POST", ORDER)
    finally:
        opened.set()
    assert followed(room, "UZB", other.json())[-1]["state"] == "done"
    again = room.ask("ADB", "POST", ORDER)  # those before it in the one press are done
    for answer in (*answers, again):
        if answer.status_code == 202:
            assert followed(room, "ADB", answer.json())[-1]["state"] == "done"
    assert again.status_code == 202


def test_what_a_stopped_server_left_is_not_waited_for(room: Room) -> None:
    now = datetime.now(UTC)
    with room.app.state.store.writing() as session:
        document = session.scalars(select(DocumentRow.id).where(DocumentRow.slug == "declaration")).one()
        for moment in (*[now - 2 * SILENT] * AT_ONCE, now):
            order_pdf(session, participant=Participant("KAZ", "negotiator"), document=document, now=moment)


def test_a_pdf_is_watched_while_it_is_made(
    room: Room, soffice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[datetime] = []

    def slow(word: File) -> File:
        for _ in range(3):
            with room.app.state.store.reading() as session:
                seen.append(session.scalars(select(PdfRow.alive_at)).one())
            time.sleep(0.4)
        return word

    monkeypatch.setattr(app.press, "SILENT", timedelta(seconds=0.2))
    monkeypatch.setattr(app.press, "convert", slow)
    states = followed(room, "KAZ", room.ask("KAZ", "POST", ORDER).json())
    assert states[-1]["state"] == "done"
    assert seen[0] < seen[1] < seen[2]


def test_what_the_word_file_refuses_is_refused_at_once(room: Room, soffice: Path) -> None:
    assert refusal(room.ask("KAZ", "POST", f"{ORDER}?form=tracked&language=ru")) == (422, "wrong-language")
    assert refusal(room.ask("KAZ", "POST", "/api/documents/nothing/pdfs")) == (404, "not-there")


def test_a_server_without_libreoffice_says_so(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert refusal(room.ask("KAZ", "POST", ORDER)) == (409, "no-press")


def test_a_press_that_fails_says_so(room: Room, soffice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.press, "CONVERTING", 0.001)
    pdf = followed(room, "KAZ", room.ask("KAZ", "POST", ORDER).json())[-1]
    assert (pdf["state"], pdf["failure"][:30]) == ("failed", "The pages could not be made. T")
    assert refusal(room.ask("KAZ", "GET", f"/api/pdfs/{pdf['id']}/file")) == (409, "wrong-status")
    assert refusal(room.ask("KAZ", "GET", PICTURE)) == (409, "wrong-status")


def test_the_page_follows_it_by_itself(room: Room, soffice: Path) -> None:
    sign_in(room.client, room.tokens["KAZ"])
    try:
        page = room.client.post(
            "/documents/declaration/pdfs", headers={"Sec-Fetch-Site": "same-origin"}, follow_redirects=True
        )
        assert page.status_code == 200 and 'http-equiv="refresh"' in page.text
        pdf = re.search(r"/pdfs/([a-z2-7]{16})", str(page.url))
        assert pdf is not None
        followed(room, "KAZ", room.read(f"/api/pdfs/{pdf[1]}", "KAZ"))
        done = room.client.get(f"/pdfs/{pdf[1]}")
        assert "RES2026-DEC-clean-en.pdf" in done.text and "refresh" not in done.text
    finally:
        room.client.cookies.clear()


def test_the_pages_are_those_of_the_word_file(room: Room, soffice: Path) -> None:
    word = room.ask("KAZ", "GET", "/api/documents/declaration/export.docx").content
    pdf = convert(File("text.docx", word))
    assert (
        pdf.name == "text.pdf" and pdf.content.count(b"/Type/Page\n") + pdf.content.count(b"/Type/Page/") >= 1
    )


def test_the_first_page_is_shown_as_a_picture(room: Room, soffice: Path) -> None:
    answer = room.ask("KAZ", "GET", f"{PICTURE}?form=tracked")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    width, height = struct.unpack(">II", answer.content[16:24])
    assert answer.content.startswith(b"\x89PNG") and height / width == pytest.approx(297 / 210, abs=0.01)
    assert refusal(room.ask("KAZ", "GET", f"{PICTURE}?form=tracked&language=ru")) == (422, "wrong-language")


def test_a_delegation_looks_at_a_few_pictures_at_once_and_a_server_without_a_press_says_so(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = threading.Event()

    def slow(word: File) -> File:
        assert opened.wait(30)
        return word

    monkeypatch.setattr(app.press, "take_picture", slow)
    monkeypatch.setitem(
        room.app.state._state, "press", Press()
    )  # its turns belong to the loop of this test alone
    monkeypatch.setattr(app.press.shutil, "which", lambda name: name)
    looking = [partial(room.ask, "ADB", "GET", PICTURE)] * 8
    waiter = threading.Timer(1, opened.set)
    waiter.start()
    answers = at_once(*looking)
    assert Counter(one.status_code for one in answers) == {200: AT_ONCE, 429: 8 - AT_ONCE}
    assert room.ask("ADB", "GET", PICTURE).status_code == 200  # those before it are done
    monkeypatch.setattr(app.press.shutil, "which", lambda _: None)
    assert refusal(room.ask("KAZ", "GET", PICTURE)) == (409, "no-press")

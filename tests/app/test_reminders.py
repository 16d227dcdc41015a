"""Reminders 24 hours and one hour before a deadline: each once, in the record, and by e-mail where that is set."""

from datetime import datetime, timedelta
from threading import Thread

import pytest

from app.database import Store
from app.due import Post, do_what_is_due
from app.duties import DUTIES
from app.mailing import MailServer
from app.models import AccountRow
from app.services.accounts import change_account
from app.services.record import OPERATOR
from tests.app.called_rounds import after, called, close, move, told
from tests.app.cast import Room, made
from tests.app.people import at, invited
from tests.app.test_due import Sent

SECOND = timedelta(seconds=1)


@pytest.fixture
def sent(room: Room) -> Sent:
    return Sent("localhost", 25, "none", "", "", "sec@example.org", room)


def tick(room: Room, moment: datetime, post: Post | None = None) -> None:
    do_what_is_due(room.app.state.store, DUTIES, now=moment, post=post or Post())


def reminders(room: Room, who: str = "ADB") -> list[tuple[str, int]]:
    """Return when and how many hours before the deadline everyone was reminded."""
    events = room.read("/api/events?limit=500", who)["items"]
    return [(one["at"], one["data"]["hours"]) for one in events if one["what"] == "round deadline near"]


@pytest.mark.usefixtures("recorded")
def test_each_reminder_is_written_once_when_its_time_has_come(room: Room) -> None:
    one = called(room)
    moments = [after(days=2) - SECOND, after(days=2), after(days=2, seconds=20)]
    moments += [after(days=3, hours=-1) - SECOND, after(days=3, hours=-1), after(days=3) - SECOND]
    for moment in moments:
        tick(room, moment)
    assert reminders(room) == [(told(after(days=2)), 24), (told(after(days=3, hours=-1)), 1)]
    at(room, after(days=3))
    changes = room.read(f"/api/rounds/{one['id']}", "KAZ")["changes"]
    assert [(change["what"], change["hours"]) for change in changes[1:]] == [
        ("deadline near", 24),
        ("deadline near", 1),
    ]


def test_over_a_restart_it_is_written_late_rather_than_never_and_not_twice(room: Room) -> None:
    called(room)
    tick(room, after(days=2, hours=5))  # nobody was running at its time
    again = Store(room.url)
    do_what_is_due(again, DUTIES, now=after(days=2, hours=6))
    again.engine.dispose()
    tick(room, after(days=3, minutes=-5))
    tick(room, after(days=3) + SECOND)
    assert reminders(room) == [(told(after(days=2, hours=5)), 24), (told(after(days=3, minutes=-5)), 1)]


def test_of_several_processes_one_writes_it(room: Room, sent: Sent) -> None:
    invited(room.app.state.store, "KAZ", "head")
    called(room)
    stores = [Store(room.url) for _ in range(3)]
    asking = [
        Thread(target=do_what_is_due, args=(store, DUTIES), kwargs={"now": after(days=2), "post": Post(sent)})
        for store in stores
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    for store in stores:
        store.engine.dispose()
    assert reminders(room) == [(told(after(days=2)), 24)]
    assert len(sent.letters) == 1


def test_nobody_is_reminded_of_what_they_have_just_heard_or_of_what_is_over(room: Room) -> None:
    short = called(room, deadline=told(after(hours=20)), on=("OP 1",))
    closed = called(room, on=("OP 2",))
    at(room, after(hours=2))
    made(close(room, closed))
    for hours in (1, 19, 48, 71):
        tick(room, after(hours=hours))
    assert reminders(room) == [(told(after(hours=19)), 1)]
    at(room, after(days=9))
    made(move(room, short, after(days=9, hours=5)))
    tick(room, after(days=9, hours=1))
    assert len(reminders(room)) == 1


def test_a_new_deadline_has_its_own_reminders(room: Room) -> None:
    one = called(room)
    tick(room, after(days=2))
    at(room, after(days=2, hours=1))
    made(move(room, one, after(days=6)))
    tick(room, after(days=3))
    tick(room, after(days=5))
    assert reminders(room) == [(told(after(days=2)), 24), (told(after(days=5)), 24)]


def letters(sent: Sent) -> dict[str, str]:
    return {one.to: f"{one.subject}\n{one.text}" for one in sent.letters}


def test_whoever_is_heard_gets_a_letter_in_their_language(room: Room, sent: Sent) -> None:
    store = room.app.state.store
    for who, role, language in (
        *(("KAZ", "negotiator", "kk"), ("KAZ", "head", "en"), ("UZB", "head", "ru")),
        *(("UNEP", "negotiator", "en"), ("ADB", "observer", "en"), ("SEC", "secretariat", "en")),
    ):
        invited(store, who, role, language=language)
    gone, _ = invited(store, "TJK", "head")
    with store.writing() as session:
        row = session.get_one(AccountRow, gone)
        change_account(session, participant=OPERATOR, account=row, closed=True, now=after())
    one = called(room, name="Second reading", late="refuse")
    tick(room, after(days=2), Post(sent, "https://kelisim.example"))
    found = letters(sent)
    assert sorted(found) == ["kaz.head@example.org", "kaz.negotiator@example.org", "uzb.head@example.org"]
    english = found["kaz.head@example.org"]
    for words in (
        "Second reading: proposals until 2026-04-04 09:00 UTC",
        "Head of KAZ",
        "24 hours",
        "Proposals that come later are not taken.",
        f"https://kelisim.example/rounds/{one['id']}",
    ):
        assert words in english
    assert "предложения" in found["uzb.head@example.org"]
    assert "ұсыныстар" in found["kaz.negotiator@example.org"]
    tick(room, after(days=2, seconds=20), Post(sent))
    assert len(sent.letters) == 3


def test_a_mail_server_that_is_down_breaks_nothing(room: Room) -> None:
    invited(room.app.state.store, "KAZ", "head")
    called(room)
    tick(room, after(days=2), Post(MailServer("127.0.0.1", 1, "none", "", "", "sec@example.org")))
    assert reminders(room) == [(told(after(days=2)), 24)]

"""Letters about silence procedures: opened, extended, near, over; each once, to whoever is heard, in their language."""

from datetime import datetime, timedelta

from app.due import Post, do_what_is_due
from app.duties import DUTIES
from tests.app.cast import Room, made
from tests.app.people import invited
from tests.app.silenced import DEADLINE, NOON, SECOND, at, object_to, silenced, with_heads
from tests.app.test_due import Sent

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def told_to(room: Room, sent: Sent, moment: datetime) -> list[str]:
    """Return the subjects, by recipient, of what goes out at a moment, where servers ask twice."""
    before = len(sent.letters)
    for _ in range(2):
        do_what_is_due(room.app.state.store, DUTIES, now=moment, post=Post(sent, "https://kelisim.example"))
    return [f"{one.to} {one.subject}" for one in sorted(sent.letters[before:], key=lambda one: one.to)]


def post_for(room: Room) -> Sent:
    return Sent("localhost", 25, "none", "", "", "sec@example.org", room)


def test_whoever_is_heard_is_told_of_it_of_its_end_and_of_what_came_of_it(room: Room) -> None:
    for who, role, language in (("KAZ", "head", "en"), ("UZB", "head", "ru"), ("ADB", "observer", "en")):
        invited(room.app.state.store, who, role, language=language)
    sent = post_for(room)
    path = silenced(room, "OP 1")
    opened = told_to(room, sent, NOON + HOUR)
    assert opened == [
        "kaz.head@example.org RES2026/DEC: under silence until 2026-04-24 12:00 UTC",
        "uzb.head@example.org RES2026/DEC: процедура молчания до 2026-04-24 12:00 UTC",
    ]
    assert path.rpartition("/")[2] in sent.letters[0].text
    assert told_to(room, sent, NOON + DAY + HOUR) == []
    at(room, DEADLINE - 2 * DAY)
    made(room.ask("CHAIR", "POST", f"{path}/extension", deadline=(DEADLINE + DAY).isoformat()))
    assert [one[-20:] for one in told_to(room, sent, DEADLINE - 2 * DAY)] == ["2026-04-25 12:00 UTC"] * 2
    assert len(told_to(room, sent, DEADLINE)) == 2  # 24 hours before the new one
    assert "24 hours from now or less." in sent.letters[-2].text
    assert len(told_to(room, sent, DEADLINE + DAY - HOUR)) == 2
    assert told_to(room, sent, DEADLINE + DAY + SECOND)[0].endswith("the silence is over")
    assert "Nobody objected; the text stands as “agreed ad ref”." in sent.letters[-2].text
    assert told_to(room, sent, DEADLINE + 2 * DAY) == []


def test_a_letter_says_that_it_was_broken_and_not_by_whom_or_why(room: Room) -> None:
    invited(room.app.state.store, "KAZ", "head")
    room, sent = with_heads(room), post_for(room)
    path = silenced(room, "OP 1")
    at(room, NOON + HOUR)
    made(object_to(room, "TJK-HEAD", path, reason="Our ministry has not seen it."))
    subject = told_to(room, sent, NOON + 2 * HOUR)[0]  # the heads have accounts too
    assert subject.endswith("the silence is over")
    text = sent.letters[-1].text
    assert "A delegation objected; the text is free." in text
    assert "ministry" not in text and "Tajikistan" not in text


def test_what_is_older_than_a_day_is_no_news(room: Room) -> None:
    invited(room.app.state.store, "KAZ", "head")
    sent = post_for(room)
    path = silenced(room, "OP 1")
    at(room, NOON + HOUR)
    made(room.ask("CHAIR", "POST", f"{path}/end", reason="A slip was found."))
    assert told_to(room, sent, NOON + 2 * DAY) == []

"""What the page of administration asks the store, on both databases."""

from tests.app.cast import Room, made
from tests.app.people import invited, token_of
from tests.app.test_queries import call_rounds, counted


def test_administration_asks_as_often_for_few_rows_as_for_many(room: Room) -> None:
    token = token_of(room.app.state.store, "SEC", "administrator")

    def asked() -> int:
        with counted(room) as sent:
            page = room.client.get("/administration", headers={"Authorization": f"Bearer {token}"})
            assert page.status_code == 200, page.text
        return len(sent)

    call_rounds(room)
    room.issue()
    made(room.correct("OP 2", " data", " all data"))
    asked()  # the first use of a token is noted
    few = asked()
    for who in ("KAZ", "UZB", "TJK"):
        invited(room.app.state.store, who, "negotiator")
        token_of(room.app.state.store, who, "head")
        room.issue()
        made(room.correct("OP 3", "year", f"year, says {who}"))
    assert asked() == few < 40

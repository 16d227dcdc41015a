"""Statements: drafts within a delegation, made by its head, recorded where they were said, annexed to the text."""

from io import BytesIO
from typing import Any

import docx
import pytest
from starlette.testclient import TestClient

from tests.app.cast import Room, made, refusal, sign_in
from tests.app.stated import WORDS, state, stated, statements, step
from tests.app.test_queries import counted

EXPORT = "/api/documents/declaration/export"
EVERYBODY = ("KAZ", "UZB", "UNEP", "ADB", "CHAIR", "SEC")


def events(room: Room, who: str = "SEC", stream: str = "public") -> list[str]:
    return [one["what"] for one in room.read(f"/api/events?stream={stream}&limit=500", who)["items"]]


def annex(room: Room, query: str = "", who: str = "TKM") -> list[str]:
    """Return the paragraphs of the annex of the clean Word file, each behind the name of its style."""
    answer = room.ask(who, "GET", f"{EXPORT}.docx?form=clean{query}")
    assert answer.status_code == 200, answer.text
    styles = {"AnnexHeading": "#", "StatementHeading": "##", "StatementText": ""}
    return [
        f"{styles[one.style.style_id]} {one.text}".strip()
        for one in docx.Document(BytesIO(answer.content)).paragraphs
        if one.style.style_id in styles
    ]


@pytest.mark.parametrize(
    "kind", ["reservation", "interpretative declaration", "explanation of position", "dissociation"]
)
def test_a_draft_is_its_delegations_until_the_head_makes_it(room: Room, kind: str) -> None:
    before = events(room)
    draft = made(state(room, "UZB", kind, on=["OP 1"]))
    assert (draft["status"], draft["kind"], draft["made_at"]) == ("draft", kind, None)
    for who in EVERYBODY:
        assert (statements(room, who) != []) == (who == "UZB")
        assert (room.ask(who, "GET", f"/api/statements/{draft['id']}").status_code == 200) == (who == "UZB")
    assert events(room) == before
    assert events(room, "UZB", "own")[-1] == "statement drafted"
    one = made(step(room, "UZB", draft, "make"))
    assert (one["status"], one["texts"], one["clauses"][0]["label"]) == ("made", {"en": WORDS}, "OP 1")
    for who in EVERYBODY:
        assert statements(room, who) == [one]
    assert events(room)[-1] == "statement made"


@pytest.mark.parametrize(("who", "code"), [("ADB", 403), ("UNEP", 403), ("CHAIR", 403), ("SEC", 403)])
def test_who_negotiates_makes_statements(room: Room, who: str, code: int) -> None:
    assert state(room, who).status_code == code


def test_a_negotiator_drafts_and_the_head_alone_makes_and_withdraws(room: Room) -> None:
    draft = made(state(room, "KAZ"))
    assert refusal(step(room, "KAZ", draft, "make")) == (403, "not-permitted")
    one = stated(room)
    assert refusal(step(room, "KAZ", one, "withdraw")) == (403, "not-permitted")
    assert made(step(room, "KAZ", draft, "withdraw"))["status"] == "discarded"
    gone = made(step(room, "UZB", one, "withdraw"))
    assert (gone["status"], bool(gone["ended_at"])) == ("withdrawn", True)
    assert made(step(room, "UZB", one, "withdraw")) == gone
    assert statements(room) == [gone]
    assert statements(room, "KAZ", "?status=discarded&delegation=KAZ")[0]["id"] == draft["id"]


def test_others_drafts_are_not_there(room: Room) -> None:
    draft = made(state(room, "KAZ"))
    for name in ("make", "confirm", "withdraw"):
        assert refusal(step(room, "UZB", draft, name)) == (404, "not-there")
    assert refusal(room.ask("UZB", "PATCH", f"/api/statements/{draft['id']}", kind="dissociation")) == (
        404,
        "not-there",
    )


@pytest.mark.parametrize(
    ("members", "refused"),
    [
        ({"texts": {}}, (422, "empty-text")),
        ({"texts": {"en": " … "}}, (422, "empty-text")),
        ({"texts": {"fr": "Non."}}, (422, "unknown-value")),
        ({"texts": {"en": "a\x00b"}}, (422, "forbidden-character")),
        ({"texts": {"en": "word " * 20_001}}, (413, "too-long")),
        ({"kind": "protest"}, (422, "malformed-request")),
        ({"clauses": ["a" * 16]}, (422, "unknown-value")),
        ({"on_behalf_of": "KAZ"}, (403, "not-permitted")),
    ],
)
def test_what_is_no_statement_is_refused(
    room: Room, members: dict[str, Any], refused: tuple[int, str]
) -> None:
    assert refusal(state(room, "UZB", **members)) == refused
    assert statements(room, "UZB") == []


def test_a_statement_is_on_what_stands_in_this_text(room: Room) -> None:
    other = room.clause("1.1")["id"]
    assert refusal(state(room, "UZB", clauses=[other])) == (422, "unknown-value")
    gone = room.clause("OP 4")["id"]
    deletion = made(room.propose("KAZ", "OP 4", kind="delete"))
    draft = made(state(room, "UZB", on=["OP 4"]))
    made(room.decide("OP 4", adopts=[deletion["id"]]))
    assert refusal(step(room, "UZB", draft, "make")) == (409, "wrong-status")
    assert refusal(state(room, "UZB", clauses=[gone])) == (409, "wrong-status")
    hidden = made(room.insert("KAZ", "OP 1", "The Parties shall rest;", status="draft"))["clause"]
    assert refusal(state(room, "UZB", clauses=[hidden])) == (422, "unknown-value")


def test_a_draft_is_edited_in_the_words_that_were_read(room: Room) -> None:
    draft = made(state(room, "UZB", on=["OP 1"]))
    path = f"/api/statements/{draft['id']}"
    assert refusal(room.ask("UZB", "PATCH", path, kind="reservation")) == (428, "base-not-named")
    other = made(room.ask("UZB", "PATCH", path, base=draft["hash"], texts={"en": "We do not.", "ru": "Нет."}))
    assert (other["texts"], other["clauses"]) == ({"en": "We do not.", "ru": "Нет."}, draft["clauses"])
    for again in (
        room.ask("UZB", "PATCH", path, base=draft["hash"], kind="reservation"),
        step(room, "UZB", draft, "make"),
    ):
        assert refusal(again) == (409, "stale-base")
        assert again.json()["present"] == other["hash"]
    assert refusal(step(room, "UZB", other, "make", base=None)) == (428, "base-not-named")
    assert made(room.ask("UZB", "PATCH", path, base=other["hash"], clauses=[]))["clauses"] == []
    assert set(events(room, "UZB", "own")) == {"statement drafted", "statement edited"}


def test_what_is_made_is_never_changed(room: Room) -> None:
    one = stated(room)
    path = f"/api/statements/{one['id']}"
    assert refusal(room.ask("UZB", "PATCH", path, base=one["hash"], texts={"en": "No."})) == (
        409,
        "wrong-status",
    )
    assert refusal(step(room, "UZB", one, "make")) == (409, "wrong-status")
    assert refusal(step(room, "UZB", one, "confirm")) == (409, "wrong-status")


def test_what_was_said_in_the_room_waits_for_its_delegation(room: Room) -> None:
    one = made(state(room, "SEC", on_behalf_of="UZB"))
    assert (one["status"], one["recorded_by"], one["confirmed_at"]) == ("recorded", "SEC", None)
    assert statements(room) == [one]
    assert annex(room) == []
    assert refusal(step(room, "KAZ", one, "confirm")) == (403, "not-permitted")
    assert refusal(step(room, "UZB", one, "make")) == (409, "wrong-status")
    said = made(step(room, "UZB", one, "confirm"))
    assert (said["status"], bool(said["confirmed_at"])) == ("made", True)
    assert made(step(room, "UZB", one, "confirm")) == said
    assert annex(room)[1:] == ["## Uzbekistan: explanation of position", WORDS]
    assert refusal(step(room, "SEC", said, "withdraw")) == (403, "not-permitted")
    assert [what for what in events(room) if "statement" in what] == [
        "statement recorded",
        "statement confirmed",
    ]


@pytest.mark.parametrize("who", ["SEC", "UZB"])
def test_what_was_recorded_and_nobody_confirmed_is_taken_back(room: Room, who: str) -> None:
    one = made(state(room, "SEC", on_behalf_of="UZB"))
    assert refusal(step(room, "KAZ", one, "withdraw")) == (403, "not-permitted")
    assert made(step(room, who, one, "withdraw"))["status"] == "withdrawn"
    assert refusal(step(room, "UZB", one, "confirm")) == (409, "wrong-status")
    assert events(room)[-1] == "statement taken back"


def test_a_statement_says_when_its_clause_reads_otherwise_since(room: Room) -> None:
    one = stated(room, on=["OP 2", "OP 1"])
    assert [clause["label"] for clause in one["clauses"]] == ["OP 1", "OP 2"]
    decided = made(room.decide("OP 1", text="The Parties shall cooperate;"))
    [shown] = statements(room)
    assert [clause["has_changed"] for clause in shown["clauses"]] == [True, False]
    made(room.undo("OP 1", decided["id"]))
    assert statements(room) == [one]
    assert statements(room, query=f"?clause={one['clauses'][0]['id']}") == [one]
    assert statements(room, query=f"?clause={room.clause('OP 3')['id']}") == []


def test_a_statement_on_a_clause_that_has_left_the_text_says_so(room: Room) -> None:
    stated(room, on=["OP 1", "OP 3"])
    whole = room.issue()
    deletion = made(room.propose("KAZ", "OP 1", kind="delete"))
    made(room.decide("OP 1", adopts=[deletion["id"]]))
    [shown] = statements(room)
    assert [(one["label"], one["in_text"]) for one in shown["clauses"]] == [("OP 3", True), ("OP 1", False)]
    heading = "## Uzbekistan: explanation of position, on "
    assert annex(room)[1] == f"{heading}OP 3, what is no longer in the text"
    assert annex(room, f"&edition={whole['id']}")[1] == f"{heading}OP 1, OP 3"
    with TestClient(room.app) as browser:
        sign_in(browser, room.tokens["KAZ"])
        page = browser.get("/documents/declaration/statements").text
        assert page.count("no longer in the text") == 1


def test_a_draft_is_on_the_words_that_stand_when_it_is_made(room: Room) -> None:
    draft = made(state(room, "UZB", on=["OP 1"]))
    made(room.correct("OP 1", "fully", "wholly"))
    assert not made(step(room, "UZB", draft, "make"))["clauses"][0]["has_changed"]


def test_a_repeated_request_drafts_once(room: Room) -> None:
    body = {"kind": "dissociation", "texts": {"en": WORDS}}
    for _ in range(2):
        path = "/api/documents/declaration/statements"
        made(room.ask("UZB", "POST", path, headers={"Idempotency-Key": "one"}, body=body))
    assert len(statements(room, "UZB")) == 1


def test_the_annex_of_the_clean_text_names_kind_and_delegation_in_the_order_of_the_house(room: Room) -> None:
    stated(room, kind="dissociation", texts={"ru": "Мы не присоединяемся.\nНе сейчас."}, on=["OP 1"])
    said = made(
        state(room, "SEC", "reservation", on_behalf_of="KAZ", on=["OP 3", "OP 2 (a)"], texts={"en": "No."})
    )
    made(state(room, "KAZ"))  # a draft
    token = {"KAZ": room_head(room)}
    heads = Room(room.app, room.client, room.url, {**room.tokens, **token})
    made(step(heads, "KAZ", said, "confirm"))
    assert annex(room) == [
        "# Annex: statements of delegations",
        "## Kazakhstan: reservation, on OP 2 (a), OP 3",
        "No.",
        "## Uzbekistan: dissociation, on OP 1",
        "Мы не присоединяемся.",
        "Не сейчас.",
        "Given in Russian.",
    ]
    assert annex(room, "&language=ru")[:3] == [
        "# Приложение: заявления делегаций",
        "## Kazakhstan: оговорка (п. 2 (a), п. 3)",
        "No.",
    ]
    for ending, form in (("txt", "clean"), ("html", "clean")):
        text = room.ask("TKM", "GET", f"{EXPORT}.{ending}?form={form}").text
        assert "Kazakhstan: reservation, on OP 2 (a), OP 3" in text
        assert text.index("Kazakhstan: res") > text.index("The Parties shall report.")
    assert '<p lang="ru">Мы не присоединяемся.</p>' in text
    for form in ("consolidated", "status", "tracked"):
        file = room.ask("TKM", "GET", f"{EXPORT}.docx?form={form}").content
        assert not [one for one in docx.Document(BytesIO(file)).paragraphs if "reservation" in one.text]


def room_head(room: Room) -> str:
    """Return a token of Kazakhstan's head."""
    from tests.app.people import token_of

    return token_of(room.app.state.store, "KAZ", "head")


def test_to_an_edition_belongs_what_was_made_before_it_was_issued_whatever_comes_after(room: Room) -> None:
    one = stated(room, texts={"en": "Before."})
    edition = room.issue()["id"]
    stated(room, texts={"en": "After."})
    made(step(room, "UZB", one, "withdraw"))
    assert [words for words in annex(room, f"&edition={edition}") if words[0] != "#"] == ["Before."]
    assert [words for words in annex(room) if words[0] != "#"] == ["After."]
    room.issue()
    assert [words for words in annex(room, f"&edition={edition}") if words[0] != "#"] == ["Before."]


def test_a_file_with_an_annex_comes_back_without_a_finding(room: Room) -> None:
    from tests.app.redlined import export, send

    stated(room, kind="dissociation", texts={"ru": "Мы не присоединяемся."}, on=["OP 1"])
    back = made(send(room, "KAZ", export(room, "clean", who="KAZ")))
    assert back["findings"] == []


def test_statements_are_listed_with_as_many_questions_for_few_as_for_many(room: Room) -> None:
    def questions() -> int:
        with counted(room) as sent:
            statements(room)
        return len(sent)

    stated(room, on=["OP 1"])
    statements(room)
    few = questions()
    for label in ("OP 1", "OP 2", "OP 3", "OP 4"):
        stated(room, on=[label])
    assert questions() == few

"""GET /api/clauses/{id}/history: who did what to a clause, in sentences, to those who may know."""

import re
from typing import Any

from starlette.testclient import TestClient

from app import told_sentences
from app.speaking import LANGUAGES
from tests.app.cast import Room, made, refusal
from tests.app.people import person
from tests.app.redlined import confirm, export, send
from tests.importers import tracking


def history(room: Room, label: str, who: str = "UZB", language: str = "en") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = room.read(room.path(label, f"/history?language={language}"), who)["items"]
    return items


def told(room: Room, label: str, who: str = "UZB", language: str = "en") -> list[str]:
    return [one["sentence"] for one in history(room, label, who, language)]


def test_everything_that_can_happen_to_a_clause_is_told_in_its_order(room: Room) -> None:
    words = made(room.replace("KAZ", "OP 1", "fully", "closely"))
    made(
        room.ask(
            "KAZ", "PATCH", f"/api/amendments/{words['id']}", {"If-Match": "*"}, rationale="It is closer."
        )
    )
    made(room.join("TJK", f"/api/amendments/{words['id']}"))
    assert room.ask("TJK", "DELETE", f"/api/amendments/{words['id']}/sponsors").status_code in (200, 204)
    gone = made(room.propose("UZB", "OP 1", kind="delete"))
    made(room.ask("UZB", "POST", f"/api/amendments/{gone['id']}/withdraw"))
    decided = made(room.decide("OP 1", choices=[1]))
    made(room.undo("OP 1", decided["id"]))
    made(room.correct("OP 1", "2027", "2028"))
    made(room.agree("OP 1", "agreed ad ref", pending_delegations=["KAZ"]))
    made(room.agree("OP 1", "open", reason="New facts."))
    items = history(room, "OP 1")
    assert [one["sentence"] for one in items] == [
        "Kazakhstan tabled an amendment: other words.",
        "Kazakhstan edited its amendment.",
        "TJK joined the amendment of Kazakhstan.",
        "TJK left the amendment of Kazakhstan.",
        "Uzbekistan tabled an amendment: delete the clause.",
        "Uzbekistan withdrew its amendment.",
        "Chair decided on the clause.",
        "Chair took the decision back.",
        f"Secretariat corrected the text: {items[8]['sentence'].partition(': ')[2]}",
        "Chair took the clause as agreed ad ref.",
        "Chair reopened the clause: New facts.",
    ]
    assert (items[0]["amendment"], items[6]["amendment"], items[0]["actor"]) == (words["id"], None, "KAZ")
    assert [one["number"] for one in items] == sorted(one["number"] for one in items)


def test_in_russian_the_delegation_stands_before_what_it_did(room: Room) -> None:
    made(room.insert("KAZ", "OP 3", "The Parties shall rest;"))
    assert told(room, "OP 3 bis", language="ru") == ["Kazakhstan: внесена поправка (новый пункт)."]
    assert refusal(room.ask("KAZ", "GET", room.path("OP 1", "/history?language=de")))[0] == 422


def test_whoever_has_an_account_is_told_in_their_language_unless_they_ask_otherwise(room: Room) -> None:
    made(room.insert("KAZ", "OP 3", "The Parties shall rest;"))
    made(room.replace("SEC", "OP 3 bis", "rest", "wait", on_behalf_of="UZB"))
    reader = TestClient(room.app)
    person(room.app.state.store, "TJK", "negotiator", language="kk").take(reader)
    path = room.path("OP 3 bis", "/history")
    assert [one["sentence"] for one in reader.get(path).json()["items"]] == [
        "Kazakhstan: түзету енгізілді (жаңа тармақ).",
        "Uzbekistan (жазып алған: Secretariat): түзету енгізілді (мәтінді өзгерту).",
    ]
    in_russian = reader.get(f"{path}?language=ru").json()["items"]
    assert in_russian[0]["sentence"] == "Kazakhstan: внесена поправка (новый пункт)."
    page = reader.get(path.replace("/api", "").replace("/history", "/record")).text
    assert "Kazakhstan: түзету енгізілді (жаңа тармақ)." in page
    assert 'lang="kk"' in page


def test_every_sentence_is_there_in_every_language_with_the_same_facts() -> None:
    for what, sentences in told_sentences.SENTENCES.items():
        assert set(sentences) == set(LANGUAGES), what
        assert len({frozenset(re.findall(r"{[a-z]+}", one)) for one in sentences.values()}) == 1, what
    assert all(set(kinds) == set(LANGUAGES) for kinds in told_sentences.KINDS.values())


def test_a_draft_is_told_to_its_own_delegation_and_who_entered_it(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "fully", "closely", status="draft"))
    assert told(room, "OP 1", "KAZ") == ["Kazakhstan drafted an amendment: other words."]
    assert told(room, "OP 1", "UZB") == told(room, "OP 1", "SEC") == []
    file = tracking.edited(export(room, "clean"), tracking.replace("TJK", "every year", "each year"))
    made(confirm(room, "SEC", made(send(room, "SEC", file))["id"], {"TJK": "TJK"}))
    assert told(room, "OP 3", "TJK") == [
        "TJK, recorded by Secretariat, drafted an amendment: other words.",
        "Secretariat entered an amendment on behalf of TJK.",
    ]
    assert told(room, "OP 3", "SEC") == []


def test_the_text_in_another_language_is_part_of_it(room: Room) -> None:
    clause = room.clause("OP 1")
    russian = room.read(f"/api/clauses/{clause['id']}?language=ru")
    aligned = room.ask(
        "SEC",
        "PUT",
        f"/api/clauses/{clause['id']}/texts/ru",
        body={"text": russian["text"] + " Точка.", "aligned_to": clause["revision"]},
        headers={"If-Match": "*"},
    )
    assert aligned.status_code == 200, aligned.text
    assert told(room, "OP 1") == ["Secretariat aligned the text in ru."]

"""GET /api/documents/{slug}/export.docx: which texts and which changes a Word file holds."""

from io import BytesIO
from typing import Any

import docx
import pytest

from tests.app.cast import Room, made, refusal
from tests.exporters.reading import everything, lint, nothing, paragraphs, part, resolved, texts
from tests.importers import tracking
from tests.importers.tracking import W


def export(room: Room, query: str, who: str = "SEC", document: str = "declaration") -> bytes:
    answer = room.ask(who, "GET", f"/api/documents/{document}/export.docx?{query}")
    assert answer.status_code == 200, answer.text
    return answer.content


def authors(file: bytes) -> set[str]:
    return {node.get(f"{W}author") for node in part(file, "word/document.xml").iter(f"{W}ins", f"{W}del")}


def decide_some(room: Room) -> None:
    """Issue an edition; then let the chair take words of KAZ, a clause of TJK, and a deletion of UZB."""
    room.issue()
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.decide("OP 1", choices=[1]))
    new = made(room.insert("TJK", "OP 3", "The Parties shall meet in Dushanbe too;"))
    made(room.decide(new["label"], adopts=[new["id"]]))
    gone = made(room.propose("UZB", "PP 1", kind="delete"))
    made(room.decide("PP 1", adopts=[gone["id"]]))


def test_what_was_decided_since_the_last_edition_is_tracked_by_who_brought_it(room: Room) -> None:
    before = texts(resolved(export(room, "form=clean"), nothing))
    decide_some(room)
    file = export(room, "form=tracked&changes=decided")
    rejected, accepted = (texts(resolved(file, taken)) for taken in (nothing, everything))
    assert {name: text.strip() for name, text in rejected.items() if text.strip()} == {
        name: text.strip() for name, text in before.items()
    }
    after = texts(resolved(export(room, "form=clean"), nothing))
    assert {name: text.strip() for name, text in accepted.items() if text.strip()} == {
        name: text.strip() for name, text in after.items()
    }
    assert authors(file) == {"KAZ", "TJK", "CHAIR"}
    assert any("decided since RES2026/DEC/L.1" in line for line in paragraphs(resolved(file, nothing)))


def order(file: bytes, taken: Any) -> list[str]:
    """Return the words behind each label, in the order of the file."""
    lines = [line.partition("\t") for line in paragraphs(resolved(file, taken))]
    return [words for label, _, words in lines if words and label.startswith(("PP", "OP", "("))]


def test_what_was_moved_since_the_edition_is_tracked_as_a_move_of_the_chair(room: Room) -> None:
    room.issue()
    before = order(export(room, "form=tracked"), nothing)
    made(room.replace("UZB", "OP 2", "share data", "share all data"))
    made(room.decide("OP 2", choices=[1]))
    move = made(room.propose("KAZ", "OP 2", kind="move", after=room.clause("OP 4")["id"]))
    made(room.decide("OP 2", adopts=[move["id"]]))
    file = export(room, "form=tracked&changes=decided")
    assert order(file, nothing) == before
    assert order(file, everything) == order(export(room, "form=tracked"), nothing) != before
    moved = part(file, "word/document.xml").iter(f"{W}moveFrom", f"{W}moveTo")
    assert {node.get(f"{W}author") for node in moved} == {"CHAIR"}
    assert lint(file) == []
    marked = "\n".join(paragraphs(resolved(export(room, "form=marked&changes=decided"), nothing)))
    assert "[CHAIR: move after OP 4]" in marked


def tidy(file: bytes, taken: Any) -> dict[str, str]:
    """Return the clauses of a file that have words, once some changes are taken."""
    found = texts(resolved(file, taken))
    return {name: text.strip() for name, text in found.items() if text.strip()}


def propose_on_it(room: Room) -> None:
    """Propose changes of what was decided, by others and by who brought it, a deletion, and a new clause."""
    made(room.replace("UZB", "OP 1", "2028", "2029"))
    made(room.replace("KAZ", "OP 1", "fully", "most fully"))
    made(room.replace("TKM", "OP 1", "cooperate", "fully cooperate"))
    new = next(one for one in room.clauses() if "Dushanbe" in one["text"])
    made(room.replace("KGZ", new["label"], "Dushanbe", "Osh"))
    made(room.propose("KGZ", "OP 2", kind="delete"))
    made(room.insert("KAZ", "OP 1", "The Parties shall meet in Astana;"))


def test_both_steps_stand_in_one_text_one_over_the_other(room: Room) -> None:
    before = tidy(export(room, "form=clean"), nothing)
    decide_some(room)
    propose_on_it(room)
    file = export(room, "form=tracked&changes=both")
    assert tidy(file, nothing) == before
    assert tidy(file, everything) == tidy(export(room, "form=tracked"), everything)
    assert {"KAZ (decided)", "TJK (decided)", "CHAIR (decided)", "UZB", "KGZ"} <= authors(file)
    assert any("Two steps in one text" in line for line in paragraphs(resolved(file, nothing)))
    stacked = part(file, "word/document.xml").findall(f".//{W}ins/{W}del")
    assert any("2028" in "".join(node.itertext()) for node in stacked)
    assert lint(file) == []
    alone = export(room, "form=tracked&changes=both&delegation=UZB")
    assert tidy(alone, nothing) == before and "KGZ" not in authors(alone)
    answer = room.ask("SEC", "GET", "/api/documents/declaration/export.docx?form=marked&changes=both")
    assert refusal(answer) == (422, "unknown-value")
    name = room.ask("SEC", "GET", "/api/documents/declaration/export.docx?form=tracked&changes=both")
    assert "-tracked-both-en.docx" in name.headers["Content-Disposition"]


def test_both_steps_of_an_entry_are_accepted_and_rejected_field_by_field(room: Room) -> None:
    before = tidy(export(room, "form=clean", document="programme"), nothing)
    room.issue("programme")
    made(room.propose("KAZ", "1.1", fields={"budget": "USD 9 million", "objective": "To know more."}))
    disputed = {name: [1] for name in ("budget", "objective")}
    made(room.decide("1.1", choices=disputed))
    made(room.propose("UZB", "1.1", fields={"budget": "USD 8 million", "risks": "Frost."}))
    file = export(room, "form=tracked&changes=both", document="programme")
    assert tidy(file, nothing) == before
    present = export(room, "form=tracked", document="programme")
    assert tidy(file, everything) == tidy(present, everything)


def test_what_was_decided_can_be_marked_too(room: Room) -> None:
    decide_some(room)
    lines = paragraphs(resolved(export(room, "form=marked&changes=decided"), nothing))
    assert any("2027 2028 KAZ" in line for line in lines)


def test_an_edition_with_nothing_decided_since_has_no_changes(room: Room) -> None:
    decide_some(room)
    later = room.issue()
    assert authors(export(room, f"form=tracked&changes=decided&since={later['id']}")) == set()
    name = room.ask("SEC", "GET", "/api/documents/declaration/export.docx?form=tracked&changes=decided")
    assert "tracked-decided-en.docx" in name.headers["Content-Disposition"]


def test_proposals_are_not_among_what_was_decided(room: Room) -> None:
    decide_some(room)
    made(room.replace("UZB", "OP 4", "shall", "should"))
    assert "UZB" not in authors(export(room, "form=tracked&changes=decided"))


@pytest.mark.parametrize(
    "query", ["form=clean&changes=decided", "form=tracked&changes=decided", "form=tracked&delegation=XYZ"]
)
def test_what_cannot_be_shown_is_refused_with_a_remedy(room: Room, query: str) -> None:
    assert refusal(room.ask("SEC", "GET", f"/api/documents/declaration/export.docx?{query}")) == (
        422,
        "unknown-value",
    )


def test_an_edition_of_another_document_is_refused(room: Room) -> None:
    other = room.issue("programme")
    path = f"/api/documents/declaration/export.docx?form=tracked&changes=decided&since={other['id']}"
    assert refusal(room.ask("SEC", "GET", path)) == (422, "unknown-value")


def test_proposals_of_some_delegations_alone(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.replace("UZB", "OP 4", "shall", "should"))
    assert authors(export(room, "form=tracked&delegation=KAZ")) == {"KAZ"}
    assert authors(export(room, "form=tracked&delegation=KAZ&delegation=UZB")) == {"KAZ", "UZB"}


def test_an_edition_is_written_as_it_was_issued(room: Room) -> None:
    edition = room.issue()
    issued = export(room, f"form=clean&edition={edition['id']}")
    decide_some(room)
    room.issue()
    assert export(room, f"form=clean&edition={edition['id']}") == issued
    lines = paragraphs(resolved(issued, nothing))
    assert any("2027" in line for line in lines) and not any("2028" in line for line in lines)
    assert any("RES2026/DEC/L.1" in line for line in lines)
    assert any("2028" in line for line in paragraphs(resolved(export(room, "form=clean"), nothing)))
    answer = room.ask("UZB", "GET", f"/api/documents/declaration/export.docx?edition={edition['id']}")
    assert answer.headers["Content-Disposition"].endswith("RES2026-DEC-L1-clean-en.docx")


def test_an_edition_keeps_how_far_its_clauses_were_agreed(room: Room) -> None:
    made(room.agree("OP 1", "agreed ad ref"))
    edition = room.issue()
    made(room.correct("OP 1", "2027", "2028"))
    for query, conditional in ((f"form=status&edition={edition['id']}", 1), ("form=status", 0)):
        lines = " ".join(paragraphs(resolved(export(room, query), nothing)))
        assert f"on conditions ({conditional})" in lines


def test_an_edition_is_also_plain_text_and_a_page_in_every_language(room: Room) -> None:
    edition = room.issue()
    decide_some(room)
    query = f"form=clean&edition={edition['id']}"
    text = room.ask("UZB", "GET", f"/api/documents/declaration/export.txt?{query}").text
    assert text.splitlines()[0] == "RES2026/DEC/L.1" and "2027" in text and "2028" not in text
    page = room.ask("UZB", "GET", f"/api/documents/declaration/export.html?{query}&language=ru").text
    assert "Стороны отчитываются." in page


@pytest.mark.parametrize("format", ["docx", "txt", "html"])
def test_an_edition_has_no_proposals_to_show(room: Room, format: str) -> None:
    edition = room.issue()
    path = f"/api/documents/declaration/export.{format}?form=consolidated&edition={edition['id']}"
    assert refusal(room.ask("SEC", "GET", path)) == (422, "unknown-value")


def signed(room: Room, query: str) -> list[str]:
    file = docx.Document(BytesIO(export(room, f"form=clean{query}")))
    block = [one for table in file.tables for one in table.cell(0, 0).paragraphs]
    return [one.text.strip() for one in block if one.style.style_id == "Signature"]


def test_states_sign_in_the_order_of_the_alphabet_or_of_the_alternat(room: Room) -> None:
    assert signed(room, "") == []
    alphabetical = signed(room, "&signatures=true")
    assert alphabetical == sorted(alphabetical, key=str.lower) and "For Kazakhstan" in alphabetical
    host = signed(room, "&alternat=UZB")
    assert host == ["For Uzbekistan", *(one for one in alphabetical if one != "For Uzbekistan")]
    assert len(signed(room, "&signatures=true&language=ru")) == len(alphabetical)
    for query in ("form=clean&alternat=UNEP", "form=status&signatures=true"):
        answer = room.ask("SEC", "GET", f"/api/documents/declaration/export.docx?{query}")
        assert refusal(answer) == (422, "unknown-value")


def test_a_text_and_its_editions_are_akoma_ntoso(room: Room) -> None:
    edition = room.issue()
    decide_some(room)
    path = "/api/documents/declaration/export.akn"
    present, issued = room.ask("UZB", "GET", path), room.ask("UZB", "GET", f"{path}?edition={edition['id']}")
    assert present.headers["Content-Type"] == "application/akn+xml"
    assert "RES2026-DEC-clean-en.akn" in present.headers["Content-Disposition"]
    assert "2028" in present.text and "2028" not in issued.text and "RES2026/DEC/L.1" in issued.text
    russian = room.ask("UZB", "GET", f"{path}?language=ru")
    assert "Стороны отчитываются." in russian.text
    assert room.clause("OP 1")["id"] in issued.text
    assert refusal(room.ask("UZB", "GET", f"{path}?language=xx")) == (422, "wrong-language")


@pytest.mark.parametrize("form", ["status", "clean"])
def test_forms_without_proposals_are_made_in_every_language(room: Room, form: str) -> None:
    lines = paragraphs(resolved(export(room, f"form={form}&language=ru"), nothing))
    assert any("Стороны отчитываются." in line for line in lines)


def test_plain_text_holds_the_brackets(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    answer = room.ask("UZB", "GET", "/api/documents/declaration/export.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.text.splitlines()
    assert lines[0] == "RES2026/DEC"
    assert "OP 1  The Parties shall cooperate fully on water by [2027][2028 KAZ];" in lines
    assert "    (a)  on air;" in lines
    unnamed = room.ask("UZB", "GET", "/api/documents/declaration/export.txt?attribution=none").text
    assert "by [2027][2028];" in unnamed
    clean = room.ask("UZB", "GET", "/api/documents/declaration/export.txt?form=clean&language=ru").text
    assert "Стороны отчитываются." in clean
    assert refusal(room.ask("UZB", "GET", "/api/documents/declaration/export.txt?language=ru")) == (
        422,
        "wrong-language",
    )


def test_an_entry_is_written_field_by_field(room: Room) -> None:
    made(room.propose("UNEP", "1.1", fields={"budget": "USD 7 million"}))
    text = room.ask("UNEP", "GET", "/api/documents/programme/export.txt").text
    assert "    Budget: [USD 5 million][USD 7 million UNEP]" in text.splitlines()


def test_a_page_needs_nothing_else_and_runs_nothing(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "<script>alert(1)</script> & 2028"))
    answer = room.ask("UZB", "GET", "/api/documents/declaration/export.html?form=marked")
    assert answer.headers["Content-Security-Policy"].split("; ") == [
        *("default-src 'none'", "style-src 'unsafe-inline'"),
        *("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"),
    ]
    page = answer.text
    assert page.startswith("<!doctype html>")
    assert "<script>" not in page and "src=" not in page and "href=" not in page
    assert (
        "by <del>2027</del> <ins>&lt;script&gt;alert(1)&lt;/script&gt; &amp; 2028</ins>"
        '<span class="owner"> KAZ</span>;' in page
    )
    assert '<html lang="en">' in page and "<title>RES2026/DEC Declaration on water</title>" in page


def test_a_page_in_brackets_says_who_wants_what(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    page = room.ask("KAZ", "GET", "/api/documents/declaration/export.html").text
    assert '<span class="bracket">[</span>2028<span class="owner"> KAZ</span>' in page


@pytest.mark.parametrize("form", ["clean", "consolidated", "tracked", "marked", "status"])
def test_entries_have_a_long_form_that_holds_what_the_table_holds(room: Room, form: str) -> None:
    made(room.propose("KAZ", "1.1", fields={"objective": "To know more.", "budget": "USD 9 million"}))
    table, long = (
        export(room, f"form={form}&layout={layout}", document="programme") for layout in ("table", "long")
    )
    for taken in (nothing, everything):
        assert tidy(long, taken) == tidy(table, taken)
    assert part(long, "word/document.xml").find(f".//{W}tbl") is None
    assert lint(long) == []
    headings = [
        node for node in part(long, "word/document.xml").iter(f"{W}pStyle") if "EntryHeading" in node.values()
    ]
    assert len(headings) == sum(one["kind"] == "entry" for one in room.clauses("programme"))


def test_the_long_form_comes_back_as_the_table_does(room: Room) -> None:
    file = export(room, "form=clean&layout=long", document="programme")
    edited = tracking.edited(file, tracking.replace("Water Ministry", "CL-01", "CL-09"))
    answer = room.client.post(
        "/api/documents/programme/redlines",
        headers={"Authorization": f"Bearer {room.tokens['KAZ']}"},
        files={"file": ("back.docx", edited)},
    )
    [finding] = made(answer)["findings"]
    assert (finding["kind"], finding["label"]) == ("replace", "1.1")
    assert {name: field["text"] for name, field in finding["fields"].items()} == {"code": "CL-09"}

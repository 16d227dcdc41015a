"""Tables of translations: /api/documents/{slug}/translations, out to translators and back, looked at, then aligned."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from httpx2 import Response
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator
from sqlalchemy import select

from app.models import DocumentRow
from app.translation_tables import translation_paper
from tests.app.cast import Room, made, refusal
from tests.app.test_align_text import RUSSIAN, align, stale
from tests.exporters.reading import lint
from tests.office import convert

PATH = "/api/documents/declaration/translations"


def fetch(room: Room, ending: str, which: str = "behind", document: str = "declaration") -> bytes:
    path = f"/api/documents/{document}/translations.{ending}?language=ru&which={which}"
    answer = room.ask("SEC", "GET", path)
    assert answer.status_code == 200, answer.text
    return answer.content


def filled_in(file: bytes, words: dict[str, str]) -> bytes:
    """Write into the rows of a Word table or of a sheet, by what the rows are called, as a translator does."""
    saved = BytesIO()
    if "xl/workbook.xml" in ZipFile(BytesIO(file)).namelist():
        book = load_workbook(BytesIO(file))
        for row in book.worksheets[0].iter_rows(min_row=2):
            if row[0].value in words:
                row[3].value = words[str(row[0].value)]
        book.save(saved)
    else:
        document = Document(BytesIO(file))
        for one in document.tables[0].rows[1:]:
            if one.cells[0].text in words:
                one.cells[3].text = words[one.cells[0].text]
        document.save(saved)
    return saved.getvalue()


def send(room: Room, file: bytes, who: str = "SEC", path: str = PATH, language: str = "ru") -> Response:
    return room.client.post(
        f"{path}?language={language}",
        headers={"Authorization": f"Bearer {room.tokens[who]}"},
        files={"file": ("back.docx", file)},
    )


def outcomes(found: dict[str, Any]) -> dict[str, str]:
    return {row["label"]: row["outcome"] for row in found["rows"]}


def sent_back(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [{name: text for name, text in one.items() if name != "is_sure"} for one in found["offered"]]


def moved_on(room: Room) -> None:
    """Let OP 1 move, and OP 3 bis come without a translation."""
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.decide("OP 1", choices=[1]))
    made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;"))


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_what_is_behind_goes_out_comes_back_filled_in_and_is_aligned_in_one_act(
    room: Room, ending: str
) -> None:
    moved_on(room)
    back = filled_in(fetch(room, ending), {"OP 1": RUSSIAN, "OP 3 bis": "Стороны сажают деревья;"})
    found = made(send(room, back))
    assert outcomes(found) == {"OP 1": "changes", "OP 3 bis": "changes"}
    first = found["rows"][0]
    assert first["marked"].startswith("Стороны [-полностью-]{+всецело+} сотрудничают")
    assert [one["is_sure"] for one in found["offered"]] == [True, True]
    assert stale(room) == ["п. 1"]  # looking stores nothing
    made(room.ask("SEC", "POST", f"{PATH}/alignment", body={"language": "ru", "texts": sent_back(found)}))
    assert stale(room) == []
    assert room.read(room.path("OP 1", "?language=ru"))["text"] == RUSSIAN
    assert room.read(room.path("OP 3 bis", "?language=ru"))["text"] == "Стороны сажают деревья;"
    assert outcomes(made(send(room, back))) == {"OP 1": "stands", "OP 3 bis": "stands"}
    whats = [one["what"] for one in room.read("/api/events?limit=500", "ADB")["items"]]
    assert (whats.count("texts aligned"), whats.count("text aligned")) == (1, 0)
    for label, times in (("OP 1", 1), ("OP 3 bis", 1), ("OP 4", 0)):
        told = [one["what"] for one in room.read(room.path(label, "/history"), "ADB")["items"]]
        assert told.count("texts aligned") == times


def test_the_word_file_is_valid_and_its_heading_stands_on_every_page(room: Room) -> None:
    file = fetch(room, "docx", "all")
    assert lint(file) == []
    body = ZipFile(BytesIO(file)).read("word/document.xml").decode()
    assert body.count("<w:tblHeader/>") == 1
    heading, *rows = Document(BytesIO(file)).tables[0].rows
    assert [cell.text for cell in heading.cells] == [
        "Clause",
        "Reference",
        "English (en)",
        "Russian (ru)",
        "State",
    ]
    assert {row.cells[4].text for row in rows} == {"aligned"}


def test_the_word_file_keeps_to_the_schema(room: Room, tmp_path: Path) -> None:
    moved_on(room)
    file = tmp_path / "table.docx"
    file.write_bytes(fetch(room, "docx", "all"))
    assert OpenXmlValidator().validate(file).errors == []


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_a_table_that_another_program_has_saved_reads_the_same(
    room: Room, soffice: Path, tmp_path: Path, ending: str
) -> None:
    moved_on(room)
    file = tmp_path / f"table.{ending}"
    file.write_bytes(filled_in(fetch(room, ending, "all"), {"OP 1": RUSSIAN}))
    saved = convert(soffice, file, ending, tmp_path / "back").read_bytes()
    assert made(send(room, saved)) == made(send(room, file.read_bytes()))


def test_a_row_made_on_an_earlier_text_is_reported_and_not_offered(room: Room) -> None:
    back = filled_in(fetch(room, "docx", "all"), {"OP 1": RUSSIAN})
    moved_on(room)
    found = made(send(room, back))
    assert outcomes(found)["OP 1"] == "stale"
    assert found["offered"] == []


def test_a_text_that_was_aligned_otherwise_meanwhile_is_offered_and_not_chosen(room: Room) -> None:
    back = filled_in(fetch(room, "xlsx", "all"), {"OP 1": RUSSIAN})
    made(align(room, "OP 1", "Стороны сотрудничают в вопросах воды к 2027 году;"))
    found = made(send(room, back))
    assert outcomes(found)["OP 1"] == "overtaken"
    assert [one["is_sure"] for one in found["offered"]] == [False]


def test_words_that_were_left_as_they_were_may_be_confirmed(room: Room) -> None:
    before = room.read(room.path("OP 1", "?language=ru"))["text"]
    moved_on(room)
    found = made(send(room, fetch(room, "docx")))
    assert outcomes(found) == {"OP 1": "confirms", "OP 3 bis": "empty"}
    [one] = found["offered"]
    assert (one["fields"], one["is_sure"]) == ({}, False)
    made(room.ask("SEC", "POST", f"{PATH}/alignment", body={"language": "ru", "texts": sent_back(found)}))
    assert (stale(room), room.read(room.path("OP 1", "?language=ru"))["text"]) == ([], before)


def test_what_the_new_words_disagree_on_with_the_negotiated_text_is_said(room: Room) -> None:
    found = made(send(room, filled_in(fetch(room, "docx", "all"), {"OP 1": RUSSIAN.replace("2028", "2037")})))
    [one] = [row for row in found["rows"] if row["label"] == "OP 1"]
    assert one["disagreements"] == [{"kind": "number", "negotiated": "2027", "aligned": "2037"}]


def test_rows_that_name_nothing_or_come_twice_are_reported(room: Room) -> None:
    document = Document(BytesIO(fetch(room, "docx", "all")))
    rows = document.tables[0].rows
    rows[1].cells[1].text = "torn off"
    rows[3].cells[1].text = rows[2].cells[1].text
    saved = BytesIO()
    document.save(saved)
    assert [row["outcome"] for row in made(send(room, saved.getvalue()))["rows"]][:3] == [
        "unknown",
        "stands",
        "twice",
    ]


def test_an_entry_is_translated_field_by_field_and_its_values_are_not(room: Room) -> None:
    with room.app.state.store.reading() as session:
        programme = session.scalars(select(DocumentRow).where(DocumentRow.slug == "programme")).one()
        session.expunge(programme)
        programme.titles = {**programme.titles, "ru": "Программа действий"}
        now = programme.created_at
        rows = translation_paper(session, programme, "ru", only_behind=True, now=now).rows
    names = [row.label for row in rows]
    assert "1.1, Title" in names
    assert not [name for name in names if "Budget" in name or "Code" in name]


def test_a_formula_is_not_read(room: Room) -> None:
    moved_on(room)
    found = made(send(room, filled_in(fetch(room, "xlsx"), {"OP 1": "=1+1"})))
    assert outcomes(found)["OP 1"] == "empty"
    assert found["notes"] == ["formulas: 1 in the file, not read; write words instead."]


def test_nothing_is_aligned_where_one_of_the_clauses_cannot_be(room: Room) -> None:
    moved_on(room)
    back = filled_in(fetch(room, "docx"), {"OP 1": RUSSIAN, "OP 3 bis": "Стороны сажают деревья;"})
    texts = sent_back(made(send(room, back)))
    made(align(room, "OP 3 bis", "Стороны сажают лес;"))
    answer = room.ask("SEC", "POST", f"{PATH}/alignment", body={"language": "ru", "texts": texts})
    assert refusal(answer) == (409, "stale-base")
    assert stale(room) == ["п. 1"]


@pytest.mark.parametrize("texts", [[], "twice"])
def test_each_clause_is_chosen_once(room: Room, texts: Any) -> None:
    one = {"clause": room.clause("OP 1")["id"], "aligned_to": room.clause("OP 1")["revision"]}
    body = {"language": "ru", "texts": [one, one] if texts else []}
    answer = room.ask("SEC", "POST", f"{PATH}/alignment", body=body)
    assert refusal(answer) == (422, "unacceptable")


@pytest.mark.parametrize(
    ("file", "says"),
    [(b"", "empty"), (b"%PDF-1.7", "not a Word document"), (b"\xd0\xcf\x11\xe0", "password")],
)
def test_a_file_that_is_no_table_is_refused(room: Room, file: bytes, says: str) -> None:
    answer = send(room, file)
    assert refusal(answer) == (422, "unreadable-file")
    assert says in answer.json()["detail"]


def test_a_word_file_without_the_table_is_refused(room: Room) -> None:
    answer = send(room, room.ask("KAZ", "GET", "/api/documents/declaration/export.docx?form=clean").content)
    assert refusal(answer) == (422, "unreadable-file")
    assert "Fetch the table anew" in answer.json()["detail"]


def test_a_sheet_with_a_document_type_is_refused(room: Room) -> None:
    saved = BytesIO()
    with ZipFile(BytesIO(fetch(room, "xlsx", "all"))) as old, ZipFile(saved, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = b'<!DOCTYPE sst [<!ENTITY x "words">]>' + data
            new.writestr(name, data)
    assert refusal(send(room, saved.getvalue())) == (422, "unreadable-file")


def test_half_a_character_in_a_sheet_is_none_and_two_halves_are_one(room: Room) -> None:
    saved = BytesIO()
    sheet = BytesIO(filled_in(fetch(room, "xlsx", "all"), {"OP 1": "Half of it"}))
    with ZipFile(sheet) as old, ZipFile(saved, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"Half of it", b"_xD83D__xDE00_ and _xD800_!"))
    found = made(send(room, saved.getvalue()))
    assert "\U0001f600 and \ufffd!" in json.dumps(found, ensure_ascii=False)
    room.client.post("/enter/token", data={"token": room.tokens["SEC"]})
    sent = {"data": {"language": "ru"}, "files": {"file": ("back.xlsx", saved.getvalue())}}
    page = room.client.post("/documents/declaration/translations", **sent)
    assert (page.status_code, "\U0001f600 and \ufffd!" in page.text) == (200, True)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_only_another_language_of_the_document_is_translated_into(room: Room, language: str) -> None:
    for answer in (
        room.ask("SEC", "GET", f"{PATH}.docx?language={language}"),
        send(room, fetch(room, "docx"), language=language),
        room.ask("SEC", "POST", f"{PATH}/alignment", body={"language": language, "texts": []}),
    ):
        assert refusal(answer)[0] == 422


@pytest.mark.parametrize("who", ["KAZ", "UNEP", "ADB", "CHAIR"])
def test_only_the_secretariat_sends_tables_in(room: Room, who: str) -> None:
    assert refusal(send(room, fetch(room, "docx", "all"), who)) == (403, "not-permitted")


def test_the_page_shows_what_came_back_and_aligns_what_is_chosen(room: Room) -> None:
    moved_on(room)
    room.client.post("/enter/token", data={"token": room.tokens["SEC"]})
    page = "/documents/declaration/translations"
    assert "1 missing, 1 stale." in room.client.get(page).text
    back = filled_in(fetch(room, "docx"), {"OP 1": RUSSIAN})
    seen = room.client.post(page, files={"file": ("back.docx", back)}, data={"language": "ru"})
    clause = room.clause("OP 1")["id"]
    assert f'name="clause" value="{clause}" checked' in seen.text
    assert "No translation yet." in seen.text
    words = made(send(room, back))["offered"][0]
    words.pop("is_sure")
    form = {"language": "ru", "clause": clause, f"words.{clause}": json.dumps(words)}
    done = room.client.post(f"{page}/alignment", data=form)
    assert "aligned to the negotiated text" in done.text
    assert stale(room) == []
    broken = room.client.post(f"{page}/alignment", data={**form, f"words.{clause}": "{"})
    assert (broken.status_code, "did not come back" in broken.text) == (422, True)


def test_the_page_says_where_a_language_says_something_else(room: Room) -> None:
    room.client.post("/enter/token", data={"token": room.tokens["UZB"]})
    page = "/documents/declaration/translations"
    assert "Nothing is said otherwise." in room.client.get(f"{page}?check=ru").text
    moved_on(room)
    seen = room.client.get(f"{page}?check=ru").text
    assert f'href="/clauses/{room.clause("OP 1")["id"]}">OP 1</a>' in seen
    assert "number: 2028 in the negotiated text, 2027 here" in seen
    assert "This text is stale: it renders an earlier one." in seen
    assert "beside the negotiated text" not in room.client.get(page).text
    assert room.client.get(f"{page}?check=fr").status_code == 422

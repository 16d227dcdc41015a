"""The table of a round as a Word file: valid, repeated head, landscape, the same bytes, read by LibreOffice too."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from openxml_audit import OpenXmlValidator

from documents.round_table import Answer, Entry, RoundTable, Wanted
from documents.rounds import Round
from exporters.word.rounds import RoundPaper, export_round
from tests.exporters.drafts import document
from tests.exporters.reading import lint
from tests.office import convert, find_office

DAY = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
NAMES = {"KAZ": "Kazakhstan", "UZB": "Uzbekistan", "TJK": "Tajikistan"}


def comment(number: int = 1, **facts: object) -> Entry:
    said = Entry(
        clause=f"clause{number}",
        kind="operative",
        label=f"OP {number}",
        comment="c",
        delegations=("KAZ",),
        words="by 2030",
        text="Can this be done?\nWe doubt it.",
        answers=[Answer("UZB", "With ⟦aaaaaaaaaaaaaaaa⟧ it can.", DAY), Answer("TJK", "", DAY)],
        state="open",
        at=DAY + timedelta(hours=number),
        late=False,
    )
    return replace(said, **facts)


def proposal(**facts: object) -> Entry:
    tabled = Entry(
        clause="clause1",
        kind="operative",
        label="OP 1",
        amendment="a",
        amends="replace",
        delegations=("KAZ", "UZB"),
        text="It takes longer.",
        wanted=[Wanted("text", "Decide to act by 2030;", "Decide to act by 2035;")],
        state="tabled",
        at=DAY,
        late=False,
    )
    return replace(tabled, **facts)


def paper(
    *entries: Entry, kind: str = "comments", circle: str = "everyone", language: str = "en"
) -> RoundPaper:
    one = Round(
        id="r",
        name="Second reading",
        kind=kind,
        late="mark",
        opens_at=DAY,
        deadline=DAY + timedelta(days=3),
        set_at=DAY,
    )
    about = replace(document(language=language), delegations=NAMES, labels={"a" * 16: "OP 7"})
    return RoundPaper("table.docx", about, RoundTable(one, "Please be brief.", circle, entries))


COMMENTS = [
    comment(),
    comment(late=True, state="resolved", text=""),
    comment(2, circle="chair", on_proposal_of=("UZB",)),
]
PROPOSALS = [
    proposal(),
    proposal(amends="insert", wanted=[Wanted("text", "", "Decide to meet;")], late=True),
    proposal(amends="delete", wanted=[Wanted("text", "Decide to act;", "")], state="withdrawn"),
    proposal(amends="move", wanted=[], move_to="after OP 7", state="adopted"),
    proposal(
        kind="entry", label="1.1", clause="e", wanted=[Wanted("budget", "USD 5 million", "USD 7 million")]
    ),
]
PAPERS = {
    "comments": paper(*COMMENTS, circle="chair"),
    "comments in Russian": paper(*COMMENTS, language="ru"),
    "proposals": paper(*PROPOSALS, kind="proposals"),
    "nothing": paper(),
}


def text_of(file: bytes) -> list[list[str]]:
    """Return the cells of the one table, row by row."""
    [table] = docx.Document(BytesIO(file)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("written", PAPERS.values(), ids=PAPERS)
def test_a_table_is_valid_and_free_of_slips(written, tmp_path):
    file = export_round(written)
    (tmp_path / "table.docx").write_bytes(file)
    assert [str(error) for error in OpenXmlValidator().validate(tmp_path / "table.docx").errors] == []
    assert lint(file) == []
    assert export_round(written) == file


def test_comments_stand_with_their_answers():
    head, first, late, private = text_of(export_round(PAPERS["comments"]))
    assert head == ["No.", "Delegation", "Words concerned", "Comment", "Answers", "State"]
    assert first == [
        "OP 1",
        "KAZ",
        "“by 2030”",
        "Can this be done?\nWe doubt it.",
        "UZB: With OP 7 it can.\nTJK: taken back",
        "open\n1 April 2026, 10:00 UTC",
    ]
    assert (late[0], late[3], late[5].split("\n")[:2]) == ("OP 1", "taken back", ["resolved", "late"])
    assert private[1] == "KAZ\non the proposal of UZB\nread by KAZ, chair and secretariat"


def test_a_table_that_is_not_for_everyone_says_so_on_its_first_page():
    file = docx.Document(BytesIO(export_round(PAPERS["comments"])))
    opening = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "Second reading: from 1 April 2026, 09:00 UTC until 4 April 2026, 09:00 UTC." in opening
    assert "Please be brief." in opening
    assert "Not for everyone" in opening
    assert "KAZ – Kazakhstan; TJK – Tajikistan; UZB – Uzbekistan" in opening


def test_proposals_stand_with_what_they_change():
    rows = text_of(export_round(PAPERS["proposals"]))[1:]
    assert [row[2] for row in rows] == [
        "Decide to act by 2030 2035;",
        "new clause\nDecide to meet;",
        "delete the clause\nDecide to act;",
        "move after OP 7",
        "Budget: USD 5 million USD 7 million",
    ]
    assert rows[0][:2] == ["OP 1", "KAZ, UZB"]
    assert [row[4].split("\n")[0] for row in rows] == ["tabled", "tabled", "withdrawn", "adopted", "tabled"]


def test_the_page_is_landscape_and_the_head_stands_on_every_page():
    file = docx.Document(BytesIO(export_round(PAPERS["comments"])))
    assert file.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    [head] = file.element.xpath("//w:tr[w:trPr/w:tblHeader]")
    assert head is file.tables[0].rows[0]._tr


def test_libreoffice_reads_what_was_written(tmp_path):
    file = tmp_path / "table.docx"
    file.write_bytes(export_round(PAPERS["comments"]))
    read = convert(find_office(), file, "txt:Text (encoded):UTF8", tmp_path).read_text(encoding="utf-8-sig")
    for words in ("Second reading", "Can this be done?", "With OP 7 it can."):
        assert words in read
